"""The parts of a sentence: between commas and conjunctions each tells something of its own.

Two parts are one clause where it goes on behind an aside.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefkit.reading.dates import Moment
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.numbers import Number
from briefkit.reading.text import Word, plain

_BOUND = "".join(rf"(?<!\b{word} )" for word in SENSE["parts"]["bound"])
_CUTS = re.compile(rf"[,;:()\"]|\s-\s|\b(?:{either(SENSE['parts']['cuts'])}|{_BOUND}{SENSE['parts']['than']})\b")
_LISTING = re.compile(
    rf"(?:,|,?\s+(?:{either(SENSE['parts']['list'])}))\s+(?:(?:{either(SENSE['roles']['article'])})\s+)?"
)
_BARE = frozenset([*SENSE["roles"]["between"], *SENSE["roles"]["article"]])


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
        *((f"{m.day}.{m.month}" if m.month else f"{m.year or m.weekday or m.days}", m.start, m.end) for m in moments),
    ]
    found.sort(key=lambda one: one[1])
    part = 0
    for before, (key, start, end) in pairwise([None, *found]):  # type: ignore[misc]
        part += bool(before and cut(text, before[2], start) and not _is_name(text, before, start))
        yield Token(key, start, end, part)


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


@dataclass(frozen=True)
class Clauses:
    """The clauses of a sentence, each with its words; one may go on after an aside: the boat, which sank, was old."""

    text: str
    words: Sequence[Word]
    tokens: Sequence[Token]

    @cached_property
    def _starts(self) -> list[int]:
        """The start of each part but the first: at a comma or a conjunction."""
        apart = [(token.end, other.start) for token, other in pairwise(self.tokens) if token.part != other.part]
        return [next(i for i in range(*gap) if cut(self.text, gap[0], i + 1)) for gap in apart]

    @cached_property
    def _heads(self) -> list[str]:
        """The first word of each part."""
        firsts = (bisect_right(self.words, start, key=lambda word: word.start) for start in self._starts)
        return ["", *(self.words[at].text if at < len(self.words) else "" for at in firsts)]

    @cached_property
    def _clauses(self) -> list[int]:
        """The clause of each part; a part with a verb may go on the clause before an aside."""
        found: list[int] = []
        for i, head in enumerate(self._heads):
            commas = i > 1 and all(self.text[start] == "," for start in self._starts[i - 2 : i])
            aside = commas and found[i - 1] == i - 1
            found.append(found[i - 2] if aside and self._goes_on(head) else i)
        return found

    def _goes_on(self, head: str) -> bool:
        return head in SENSE["roles"]["between"] or (head.islower() and head not in small())

    def _part(self, place: int) -> int:
        return bisect_right(self._starts, place)

    def at(self, place: int) -> int:
        """Return the clause of a place."""
        return self._clauses[self._part(place)]

    @cached_property
    def _stems(self) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        for word in self.words:
            if word.text.lower() not in _BARE:
                found.setdefault(self._part(word.start), set()).add(word.stem)
        return {part: frozenset(stems) for part, stems in found.items()}

    def stems(self, place: int) -> frozenset[str]:
        """Return the stems of the words of the clause of a place."""
        clause = self.at(place)
        return frozenset().union(*(stems for part, stems in self._stems.items() if self._clauses[part] == clause))

    def company(self, place: int) -> frozenset[str]:
        """Return the stems of the words of the clause of a place, and of the relative one that follows its part."""
        after = self._part(place) + 1
        relative = after < len(self._heads) and self._heads[after] in SENSE["parts"]["relatives"]
        return self.stems(place) | (self._stems.get(after, frozenset()) if relative else frozenset())
