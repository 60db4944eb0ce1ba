"""The clauses of a sentence: the parts between commas and conjunctions, joined again behind an aside."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefkit.reading.language import SENSE
from briefkit.reading.meaning import small
from briefkit.reading.parts import Token, cut
from briefkit.reading.text import Word

_BARE = frozenset([*SENSE["roles"]["between"], *SENSE["roles"]["article"]])


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
