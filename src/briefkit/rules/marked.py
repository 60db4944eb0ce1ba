"""Rules on markings: what is marked higher than the rest says so where it stands, and stands in nothing lower."""

import re
from collections.abc import Iterator

from briefkit.cites import of_statement
from briefkit.document import Notes, Run, Title
from briefkit.errors import Problem, Steps
from briefkit.house import House
from briefkit.markings import SIDE, marking_of, withheld
from briefkit.outcomes import Outcomes, Sourced, Statement
from briefkit.outcomes.fields import FORM_PARTS
from briefkit.outcomes.statements import Position
from briefkit.reading.model import or_stands
from briefkit.rules.page import Page, neighbours
from briefkit.rules.subject import Subject
from briefkit.rules.wordings import printed

_WORDINGS = (*FORM_PARTS, "account", "quote", "avoid")
"""What is marked in its own passage."""
MEANT = ("marking", "relevance")
"""What a position answers under `stands` where it is meant to keep the other sides of its issue from an audience."""
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][a-zà-ÿ][^\W\d_]+|(?<=[(“])[^\W\d_a-z][a-zà-ÿ][^\W\d_]+")
"""A word that begins with one capital, not at the head of a sentence."""


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


def overlaps(subject: Subject) -> Iterator[Problem]:
    """E27: words that are quoted under a higher marking are not quoted under a lower one as well."""
    record = subject.outcomes
    found = []
    for path, places in subject.located.items():
        for span in places:
            own = (record.statements[int(path[1])].marking, record.sources[span.source].marking, record.marking)
            found.append((record.house.rank(record.house.highest(filter(None, own))), path, span))
    higher = [(rank, span) for rank, _, span in found if rank > record.house.rank(record.marking)]
    for rank, path, span in found:
        if any(above > rank and span.meets(other) for above, other in higher):
            message, hint = "the same words are quoted under a higher marking", "Give this statement that `marking:`."
            yield subject.problem("E27", message, path, hint, "warning")


def names(subject: Subject) -> Iterator[Problem]:
    """E27: a name that only higher marked quotes hold stands in nothing that is marked lower."""
    closed: dict[int, set[str]] = {}
    for path, text in printed(subject):
        if path[0] in ("actors", "sources"):
            continue
        rank = _rank(subject.outcomes, path)
        if rank not in closed:
            closed[rank] = _closed(subject, rank)
        for name in dict.fromkeys(word for word in _WORD.findall(text) if word in closed[rank]):
            message, hint = f"“{name}” is known only from what is marked higher", "Leave it out, or mark this as high."
            yield subject.problem("E27", message, path, hint, "warning")


def silenced(subject: Subject) -> Iterator[Problem]:
    """E15: no audience is kept from an issue only because one side of it may not go there; else a warning.

    Unless that side says under `stands` why its marking, or its relevance, is meant.
    """
    record = subject.outcomes
    kept: dict[tuple[str, str, str], list[str]] = {}
    for audience in (name for name in record.house.names if record.house.allows(name, record.marking)):
        reasons = withheld(record, audience)
        positions = [s for s in record.statements if isinstance(s, Position) and s.id in reasons]
        for key in dict.fromkeys(s.issue for s in positions if reasons[s.id] == SIDE):
            barred = [s for s in positions if s.issue == key and reasons[s.id] != SIDE]
            unsaid = [s for s in barred if reasons[s.id] not in (answer.say for answer in s.stands)]
            if unsaid:
                names = ", ".join(f"`{s.id}`" for s in barred)
                kept.setdefault((key, names, reasons[unsaid[0].id]), []).append(audience)
    for (issue, barred_names, reason), audiences in kept.items():
        message = f"no side of `{issue}` goes to {', '.join(audiences)}, as of its positions {barred_names} may not"
        cure = (
            "Give that side another position that may, and put this one on an issue of its own; or leave the side out"
        )
        hint = f"{or_stands(cure, reason)} on that position."
        yield subject.problem("E15", message, ("issues", issue, "sides"), hint, "warning")


def _rank(record: Outcomes, path: Steps) -> int:
    """Return the rank of a printed text's marking: its statement's, the lowest of its occasion's, or the record's."""
    match path:
        case ("statements", int(position), *_):
            statements = [record.statements[position]]
        case ("occasions", key, *_):
            statements = [s for s in record.statements if getattr(s, "occasion", None) == key]
        case _:
            statements = []
    rank = record.house.rank
    return min((rank(marking_of(s, record)) for s in statements), default=rank(record.marking))


def _closed(subject: Subject, rank: int) -> set[str]:
    """Return the names that occur only in quotes marked higher than a rank."""
    record = subject.outcomes
    high, low = [], [record.meeting.name, record.meeting.place or ""]
    keys = {part.actor for part in record.meeting.participants}
    for statement in record.statements:
        words = " ".join(evidence.quote for evidence in statement.evidence) if isinstance(statement, Sourced) else ""
        if record.house.rank(marking_of(statement, record)) > rank:
            high.append(words)
        else:
            low.append(words)
            keys |= statement.actors
    low += [name for key in keys if key in record.actors for name in record.actors[key].surfaces]
    low += [f"{source.called} {source.title or ''}" for source in record.sources.values()]
    common = {word for word in _WORD.findall(" ".join((*high, *low))) if word.islower()}
    found = {name[0] for words in high for name in _NAME.finditer(words)} - set(_WORD.findall(" ".join(low)))
    return {name for name in found if name.lower() not in common}
