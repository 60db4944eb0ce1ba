"""The parts of a sentence: between commas and conjunctions each tells something of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from briefkit.reading.dates import Moment
from briefkit.reading.language import either, lexicon
from briefkit.reading.numbers import Number
from briefkit.reading.text import Word, plain


@dataclass(frozen=True, slots=True)
class Token:
    """A word with a content, a number or a date."""

    key: str
    """Equal for equal tokens: the stem, the value, the day."""
    start: int
    end: int
    part: int
    """Which part of its sentence it stands in."""


def tokens(
    text: str, content: Sequence[Word], numbers: Sequence[Number], moments: Sequence[Moment], language: str
) -> Iterator[Token]:
    """Yield the tokens of a sentence in their order."""
    found = [
        *((word.stem, word.start, word.end) for word in content),
        *((f"{number.value:g}", number.start, number.end) for number in numbers),
        *((f"{m.day}.{m.month}" if m.month else f"{m.year or m.weekday or m.days}", m.start, m.end) for m in moments),
    ]
    found.sort(key=lambda one: one[1])
    part = 0
    for before, (key, start, end) in pairwise([None, *found]):  # type: ignore[misc]
        part += bool(before and cut(text, before[2], start, language) and not _is_name(text, before, start, language))
        yield Token(key, start, end, part)


def _is_name(text: str, before: tuple[str, int, int], start: int, language: str) -> bool:
    """Say whether two names are joined by an “and” alone: they are one thing."""
    capitals = text[before[1]].isupper() and text[start].isupper()
    return capitals and bool(_listing(language).fullmatch(plain(text[before[2] : start])))


def cut(text: str, start: int, end: int, language: str) -> bool:
    """Say whether a comma or a conjunction stands between two places."""
    return bool(_cuts(language).search(plain(text[start:end])))


def parted(text: str, start: int, end: int, language: str) -> bool:
    """Say whether a denial at one place does not reach the other: they are in two parts, not joined by “or”."""
    through = lexicon(language, "sense")["parts"]["through"]
    return cut(text, start, end, language) and not any(word in through for word in text[start:end].split())


def listing(text: str, start: int, end: int, language: str) -> bool:
    """Say whether two places are joined as items of one list: by a comma or an “and” alone."""
    return bool(_listing(language).fullmatch(plain(text[start:end])))


@cache
def _cuts(language: str) -> re.Pattern[str]:
    data = lexicon(language, "sense")["parts"]
    bound = "".join(rf"(?<!\b{word} )" for word in data["bound"])
    return re.compile(rf"[,;:()\"]|\s-\s|\b(?:{either(data['cuts'])}|{bound}{data['than']})\b")


@cache
def _listing(language: str) -> re.Pattern[str]:
    data = lexicon(language, "sense")
    articles = either(data["roles"]["article"])
    return re.compile(rf"(?:,|,?\s+(?:{either(data['parts']['list'])}))\s+(?:(?:{articles})\s+)?")
