"""Certain faults of texts: forbidden words, numbers that are not in the evidence, letters that no font has."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefkit.errors import Problem, Steps
from briefkit.evidence.nearmiss import TWINS, character_name
from briefkit.outcomes import Avoid, Evidence, Outcomes, Sourced, Statement
from briefkit.outcomes.gate import PROSE
from briefkit.reading.dates import Moment, dates
from briefkit.reading.numbers import numbers
from briefkit.reading.text import Span, says
from briefkit.rules.subject import Subject
from briefkit.wording import Composer

_LATIN = str.maketrans(TWINS)
_WORD = re.compile(r"[^\W\d_]+")


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
    ground = {part.id: part for part in (statement, *record.ground(statement))}
    yield from ((avoid, key) for key, part in ground.items() for avoid in part.avoid)
    quoted = " … ".join(e.quote for e in statement.evidence) if isinstance(statement, Sourced) else ""
    yield from ((a, key) for a, key in everywhere if key not in ground and not says(quoted, a.say))


def headlines(subject: Subject) -> Iterator[Problem]:
    """E43: a headline that somebody wrote is short enough for its speaker and its conditions."""
    composer = Composer(subject.outcomes)
    most = composer.patterns["word_limit"]
    for wording in subject.wordings:
        statement = wording.statement
        written = wording.name == "headline" and isinstance(statement, Sourced)
        if written and composer.wording(statement, "headline") is None:
            message = f"no page prints it: with speaker and conditions a headline is one clause of at most {most} words"
            hint = "Shorten it, or give the condition, or the speaker, a `short:`."
            yield replace(subject.finding("E43", wording, message, hint), severity="note")


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
    quoted = [number.value for e in quotes for number in numbers(e.quote, map(_span, dates(e.quote)))]
    if value not in quoted:
        there = ", ".join(f"{amount:,g}" for amount in dict.fromkeys(quoted)) or "no number"
        more = "" if quoted else " Quote the words that have one, or leave the quantity out."
        yield subject.problem("E09", f"{value:,g} is not in its evidence", path, f"The evidence has {there}.{more}")


def letters(subject: Subject) -> Iterator[Problem]:
    """L01: a font has every letter, and it can be set; quotes may hold any."""
    for path, text in printed(subject):
        for offset, char in enumerate(text) if not text.isascii() else ():
            if wrong := subject.typeface.unprintable(char):
                place = subject.places.inside(path, offset)
                yield Problem("L01", wrong.clause, place, wrong.hint)
    for key in subject.outcomes.terms:
        for unprintable in filter(None, map(subject.typeface.unprintable, key)):
            yield Problem("L01", unprintable.clause, subject.places.key(("terms", key)), unprintable.hint)


def scripts(subject: Subject) -> Iterator[Problem]:
    """L02: no word mixes Latin letters with Cyrillic or Greek ones that look the same: nobody could find it."""
    for path, text in printed(subject):
        for word in _WORD.finditer(text) if not text.isascii() else ():
            strange = next((char for char in word[0] if char in TWINS), "")
            if strange and any(unicodedata.name(char, "").startswith("LATIN") for char in word[0]):
                offset = word.start() + word[0].index(strange)
                message = f"“{word[0]}” has {character_name(strange)} among its Latin letters"
                hint = f"They look the same. Type it anew: {word[0].translate(_LATIN)}"
                yield Problem("L02", message, subject.places.inside(path, offset), hint)


def printed(subject: Subject) -> Iterator[tuple[Steps, str]]:
    """Yield the printed texts of a record with their paths."""
    return ((path, text) for path, text, role in subject.outcomes.leaves if role == PROSE)
