"""Rules on markings: a page is marked as high as its content, and has nothing that its audience may not see."""

from collections.abc import Iterator

from briefkit.cites import of_statement
from briefkit.document import Notes, Run, Title
from briefkit.errors import Problem
from briefkit.house import House
from briefkit.markings import marking_of
from briefkit.outcomes import FORMS, Statement
from briefkit.rules.page import Page, neighbours

_WORDINGS = (*FORMS, *(f"{name}-short" for name in FORMS), "account", "quote", "avoid")
"""What is marked in its own passage."""


def own_marking(page: Page) -> Iterator[Problem]:
    """E26: a document is marked at least as high as anything it holds."""
    marking, rank = page.document.meta.marking, page.record.house.rank
    for statement in {s.id: s for _, _, s, _ in page.printed}.values():
        if rank(marking_of(statement, page.record)) > rank(marking):
            yield page.problem("E26", f"it is {marking} and prints `{statement.id}`, which is higher")


def portions(page: Page) -> Iterator[Problem]:
    """E25: what is marked higher than the record is marked where it stands, a label at least in its row or column."""
    house = page.record.house
    own = house.rank(page.record.marking)
    for block, runs, statement, part in page.printed:
        marking = marking_of(statement, page.record)
        mute = part in ("on", "marking", "contradicts") or (part == "account" and not isinstance(block, Notes))
        if house.rank(marking) <= own or mute or isinstance(block, Title):
            continue
        row = [runs] if part in _WORDINGS else neighbours(block, runs)
        if not any(_shows(run, statement, marking, house) for cell in row for run in cell):
            message = f"`{statement.id}` is {marking}, and its {part} stands without its marking"
            yield page.problem("E25", message, "Print {{ row.form }} instead: its marking follows it by itself.")


def _shows(run: Run, statement: Statement, marking: str, house: House) -> bool:
    """Say whether a run is the marking of a statement, or of several and higher."""
    label = run.text.strip(" \u00a0[]")
    known = house.scheme(label) is not None and house.rank(label) >= house.rank(marking)
    return known and of_statement(statement.id, "marking") in run.cites


def ceilings(page: Page) -> Iterator[Problem]:
    """E27: nothing above the audience's ceiling is printed, the document's own marking included."""
    audience, allows = page.document.meta.audience, page.record.house.allows
    if not allows(audience, page.document.meta.marking):
        yield page.problem("E27", f"it is {page.document.meta.marking}, which may not go to `{audience}`")
    for statement in {s.id: s for _, _, s, _ in page.printed}.values():
        if not allows(audience, marking_of(statement, page.record)):
            yield page.problem("E27", f"`{statement.id}` may not go to `{audience}`")
