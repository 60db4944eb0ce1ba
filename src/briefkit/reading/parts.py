"""The parts of a sentence: between commas and conjunctions each tells something of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefkit.reading.dates import DAYS, Moment
from briefkit.reading.language import SENSE, either
from briefkit.reading.numbers import Number
from briefkit.reading.text import Word, plain

_BOUND = "".join(rf"(?<!\b{word} )" for word in SENSE["parts"]["bound"])
_CUTS = re.compile(rf"[,;:()]|\s-\s|\b(?:{either(SENSE['parts']['cuts'])}|{_BOUND}{SENSE['parts']['than']})\b")
_LISTING = re.compile(
    rf"(?:,|,?\s+(?:{either(SENSE['parts']['list'])}))\s+(?:(?:{either(SENSE['roles']['article'])})\s+)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with a content, a number or a date."""

    key: str
    """Equal for equal tokens: the stem, the value, the day."""
    start: int
    end: int
    part: int
    """Which part of its sentence it stands in."""


def tokens(text: str, content: Sequence[Word], numbers: Sequence[Number], moments: Sequence[Moment]) -> Iterator[Token]:
    """Yield the tokens of a sentence in their order."""
    found = [
        *((word.stem, word.start, word.end) for word in content),
        *((f"{number.value:g}", number.start, number.end) for number in numbers),
        *((_day(moment), moment.start, moment.end) for moment in moments),
    ]
    found.sort(key=lambda one: one[1])
    part = 0
    for before, (key, start, end) in pairwise([None, *found]):  # type: ignore[misc]
        part += bool(before and cut(text, before[2], start) and not _is_name(text, before, start))
        yield Token(key, start, end, part)


def _day(moment: Moment) -> str:
    if moment.month:
        return f"{moment.day}.{moment.month}"
    return f"{moment.year or moment.days}" if moment.weekday is None else DAYS[moment.weekday]


def _is_name(text: str, before: tuple[str, int, int], start: int) -> bool:
    """Say whether two names are joined by an “and” alone: they are one thing."""
    capitals = text[before[1]].isupper() and text[start].isupper()
    return capitals and bool(_LISTING.fullmatch(plain(text[before[2] : start])))


def cut(text: str, start: int, end: int) -> bool:
    """Say whether a comma or a conjunction stands between two places."""
    return bool(_CUTS.search(plain(text[start:end])))


def parted(text: str, start: int, end: int) -> bool:
    """Say whether a denial at one place does not reach the other: they are in two parts, not joined by “or”."""
    return cut(text, start, end) and not any(word in SENSE["parts"]["through"] for word in text[start:end].split())


def listing(text: str, start: int, end: int) -> bool:
    """Say whether two places are joined as items of one list: by a comma or an “and” alone."""
    return bool(_LISTING.fullmatch(plain(text[start:end])))
