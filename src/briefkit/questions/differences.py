"""How a difference is shown: the wording and the text it is compared with, the words in brackets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from briefkit.errors import Problem
from briefkit.outcomes import Base
from briefkit.reading import Claim, Comparison, Difference, Passage
from briefkit.reading.model import Shape
from briefkit.reading.text import fold
from briefkit.rules import Wording

Spans = tuple[tuple[int, int], ...]
"""Where words stand in a text: start, and end, exclusive."""

_AROUND = 60
"""Characters of a text shown on either side of the words that differ."""
WHOLE = ("says", "does", "text")
SHORTER = ("short", "headline", "plain")
DAYS = ("due", "effect")
"""Printed with the first wording, which may have the condition that belongs to the day."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A text that a wording is compared with."""

    text: str
    name: str
    """How a message calls it: source `chair`; the statement `ferry`."""
    passage: Passage | None
    """None where it is in a language that is not read."""


@dataclass(frozen=True, slots=True)
class ReviewQuestion(Problem):
    """What is asked about a wording, or why it has to be read, with the words that it is about."""

    wording: str = ""
    """The wording."""
    words: tuple[tuple[int, int], ...] = ()
    """Where these words stand in it: start, and end, exclusive."""
    source: str = ""
    """The text that it is compared with; empty where there is none."""
    source_words: tuple[tuple[int, int], ...] = ()
    """Where the words stand in that text."""


def question(problem: Problem, wording: str, words: Spans, against: tuple[str, ...] = ()) -> ReviewQuestion:
    """Return a problem as a question about words of a wording."""
    return ReviewQuestion(
        problem.code, problem.message, problem.place, problem.hint, "question", against, problem.part, wording, words
    )


def theirs(difference: Difference, ground: Sequence[Ground]) -> str:
    """Return the passage that a wording differs from, the words in brackets."""
    if difference.passage is None:
        return ""
    one = [entry for entry in ground if entry.passage][difference.passage]
    return f"{one.name}: {marked(one.text, difference.source_start, difference.source_end)}"


def marked(text: str, start: int, end: int) -> str:
    """Return a text with some of its words in brackets, cut to what stands around them."""
    return excerpt(f"{text[:start]}[{text[start:end]}]{text[end:]}", start, end + 2)


def excerpt(text: str, start: int, end: int) -> str:
    """Return the words of a text from one place to another, with some that stand around them."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    first = text.rfind(" ", 0, first) + 1 if first else 0
    last = (text.find(" ", last) if text.find(" ", last) >= 0 else len(text)) if last < len(text) else last
    return f"{'… ' if first else ''}{text[first:last]}{' …' if last < len(text) else ''}"


def stays(difference: Difference, comparison: Comparison) -> bool:
    """Say whether a difference from the first wording is one from the evidence too.

    Where the evidence agrees with the shorter wording, it is the first one that differs, and is asked about itself.
    """
    return any((one.code, one.change) == (difference.code, difference.change) for one in comparison.differences)


def answered(statement: Base, words: str, answers: dict[int, int]) -> bool:
    """Say whether `stands:` answers a question about these words, and count each answer that does."""
    asked = f" {fold(words)} "
    answers_given = [f" {fold(stands.say)} " for stands in statement.stands]
    found = [i for i, say in enumerate(answers_given) if asked.strip() and (say in asked or asked in say)]
    answers |= {i: answers[i] + 1 for i in found}
    return bool(found)


def is_told(asked: Problem, finished: Sequence[Problem]) -> bool:
    """Say whether a lost condition is told already by a question on what a finished wording must keep itself."""
    if not isinstance(asked, ReviewQuestion) or not asked.source_words or asked.words:
        return False
    lost = fold(asked.source[slice(*asked.source_words[0])])
    return any(other.place == asked.place and lost in fold(other.message) for other in finished)


def claim_of(wording: Wording) -> Claim:
    """Return a wording as the comparison takes it."""
    statement = wording.statement
    told = "text" if wording.name in {"add", "sentence", "condition", "measure", "effect"} else "label"
    shape = wording.name if wording.name in {*WHOLE, *SHORTER} else told
    by = next((key for entry in getattr(statement, "by", ()) for key in entry.keys), None)
    day = (statement.first,) if wording.name in DAYS and statement.first else ()
    return Claim(wording.text, cast("Shape", shape), by, (*_conditions_beside(wording), *day), statement.kind)


def _conditions_beside(wording: Wording) -> Iterator[str]:
    """Yield the conditions that a wording may take as known: none of the words of the condition that it is part of."""
    field, place = (*wording.path[2:4], None, None)[:2]
    for i, condition in enumerate(wording.statement.conditions):
        if (field, place) != ("conditions", i):
            yield from condition.wordings
