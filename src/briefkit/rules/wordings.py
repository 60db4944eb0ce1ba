"""Certain faults of wordings: forbidden words, and numbers that are not in the evidence."""

from collections.abc import Iterable, Iterator, Sequence

from briefkit.errors import Problem, Steps
from briefkit.outcomes import Avoid, Evidence, Outcomes, Sourced, Statement
from briefkit.reading.dates import Moment, dates
from briefkit.reading.numbers import numbers
from briefkit.reading.text import Span, says
from briefkit.rules.subject import Subject


def avoided(subject: Subject) -> Iterator[Problem]:
    """E39: a wording to avoid is not used where it is forbidden."""
    record = subject.outcomes
    everywhere = forbidden_everywhere(record)
    scopes = {s.id: list(scope(s, record, everywhere)) for s in record.statements}
    for wording in subject.wordings:
        for avoid, owner in scopes[wording.statement.id] if wording.name != "question" else ():
            if says(wording.text, avoid.say):
                message = f"“{avoid.say}” must not be said (`{owner}`)"
                yield subject.finding("E39", wording, message, otherwise(avoid))
    headings: list[tuple[Steps, str]] = [(("title",), record.title)]
    headings += [(("issues", key, "title"), issue.title) for key, issue in record.issues.items()]
    for path, words in headings:
        for avoid, owner in everywhere:
            if says(words, avoid.say):
                message = f"“{avoid.say}” must not be said (`{owner}`)"
                yield subject.problem("E39", message, path, otherwise(avoid))


def otherwise(avoid: Avoid) -> str:
    """Return the hint on a wording that must not be used."""
    return f"Because {avoid.because.rstrip('.')}: say it otherwise."


def forbidden_everywhere(record: Outcomes) -> list[tuple[Avoid, str]]:
    """Return the wordings that no statement may use, each with the id of the statement that forbids it."""
    return [(avoid, s.id) for s in record.statements for avoid in s.avoid if avoid.everywhere]


def scope(
    statement: Statement, record: Outcomes, everywhere: Iterable[tuple[Avoid, str]]
) -> Iterator[tuple[Avoid, str]]:
    """Yield the wordings that a statement must not use, each with the id of the statement that forbids it.

    That is its own, that of what it rests on, and what is forbidden everywhere; words of its own evidence are free.
    """
    ground = {one.id: one for one in (statement, *record.ground(statement))}
    yield from ((avoid, key) for key, one in ground.items() for avoid in one.avoid)
    quoted = " … ".join(e.quote for e in statement.evidence) if isinstance(statement, Sourced) else ""
    yield from ((a, key) for a, key in everywhere if key not in ground and not says(quoted, a.say))


def quantities(subject: Subject) -> Iterator[Problem]:
    """E09: a quantity is a number of its statement's evidence, and its whole one of the evidence for that."""
    for i, statement in enumerate(subject.outcomes.statements):
        for j, quantity in enumerate(statement.quantities if isinstance(statement, Sourced) else ()):
            at: Steps = ("statements", i, "quantities", j)
            yield from _evidenced(subject, quantity.value, statement.quote, (*at, "value"))  # type: ignore[union-attr]
            if whole := quantity.part_of:
                yield from _evidenced(subject, whole.value, whole.quote, (*at, "part_of", "value"))


def _span(moment: Moment) -> Span:
    return Span(moment.start, moment.end)


def _evidenced(subject: Subject, value: float, quotes: Sequence[Evidence], path: Steps) -> Iterator[Problem]:
    quoted = [number.value for one in quotes for number in numbers(one.quote, map(_span, dates(one.quote)))]
    if value not in quoted:
        there = ", ".join(f"{one:,g}" for one in dict.fromkeys(quoted)) or "no number"
        more = "" if quoted else " Quote the words that have one, or leave the quantity out."
        yield subject.problem("E09", f"{value:,g} is not in its evidence", path, f"The evidence has {there}.{more}")
