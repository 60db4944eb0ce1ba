"""Rules on balance: all sides and accounts are heard, and no assessment, replaced or barred wording stands as fact."""

from collections.abc import Iterator

from briefkit.cites import of_statement
from briefkit.document import Box, text
from briefkit.errors import Problem
from briefkit.outcomes import Avoid
from briefkit.outcomes.gate import breakable
from briefkit.outcomes.statements import Position
from briefkit.reading.text import says
from briefkit.rules.page import Page
from briefkit.rules.wordings import forbidden_everywhere, otherwise, scope
from briefkit.wording import assessor


def all_sides(page: Page) -> Iterator[Problem]:
    """E15: where one side of an issue is heard all are; those of one occasion stand in the record's order."""
    heard: dict[str, dict[str | None, list[str]]] = {}
    for _, _, statement, _ in page.forms:
        if isinstance(statement, Position):
            heard.setdefault(statement.issue, {}).setdefault(statement.occasion, []).extend(statement.speakers)
    for key, occasions in heard.items():
        sides = page.record.issues[key].sides
        spoke = [[side for side in dict.fromkeys(keys) if side in sides] for keys in occasions.values()]
        missing = [side for side in sides if not any(side in order for order in spoke)]
        if missing and any(spoke):
            yield page.problem("E15", f"on `{key}` these sides are not heard: {', '.join(missing)}")
        elif any(order != sorted(order, key=sides.index) for order in spoke):
            yield page.problem("E15", f"on `{key}` the sides stand in another order than the record's")


def assessments(page: Page) -> Iterator[Problem]:
    """E16: an assessment stands only in a box that names the assessor."""
    boxes: dict[int, str] = {}
    for block, runs in page.passages:
        boxes[id(block)] = f"{boxes.get(id(block), '')} · {breakable(text(runs))}"
    for block, _, statement, _ in page.forms:
        boxed = isinstance(block, Box) and block.role == "assessment"
        if statement.kind == "assessment" and not (
            boxed and breakable(assessor(statement, page.composer)) in boxes[id(block)]
        ):
            yield page.problem("E16", f"the assessment `{statement.id}` stands outside a box that names its assessor")


def accounts(page: Page) -> Iterator[Problem]:
    """E32: where one account is printed, one that contradicts it is printed or noted, whichever names the other."""
    shown = {s.id for _, _, s, _ in page.forms}
    owed = [(key, other) for key, other in page.record.rivals if key in shown and other not in shown]
    for key, other in owed:
        if other not in page.record.superseded and of_statement(other, "account") not in page.cites:
            yield page.problem("E32", f"`{key}` is printed, and not that `{other}` says otherwise")


def superseded(page: Page) -> Iterator[Problem]:
    """E33: nothing that another statement replaces is printed."""
    replaced = {key: s.id for s in page.record.statements for key in s.supersedes}
    for key in dict.fromkeys(s.id for _, _, s, _ in page.printed):
        if key in replaced:
            yield page.problem("E33", f"`{key}` is printed, and `{replaced[key]}` replaces it")


def avoided(page: Page) -> Iterator[Problem]:
    """E39: wordings to avoid stand only in their box."""
    everywhere = forbidden_everywhere(page.record)
    scopes: dict[str, list[tuple[Avoid, str]]] = {}
    for block, runs, statement, _ in page.forms:
        if isinstance(block, Box) and block.role == "avoid":
            continue
        if statement.id not in scopes:
            scopes[statement.id] = list(scope(statement, page.record, everywhere))
        for avoid, _ in scopes[statement.id]:
            if says(text(runs), avoid.say):
                yield page.problem("E39", f"“{avoid.say}” must not be said", otherwise(avoid))
