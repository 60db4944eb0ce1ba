"""The sentences of the passages that a sentence of a wording tells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefkit.reading.model import Passage
from briefkit.reading.sentence import Sentence, read
from briefkit.reading.text import stem

_MOST_LINES = 3
_MOST_PLACES = 64
"""Places of one word that are looked at: what stands everywhere tells no sentence from another."""


@dataclass(frozen=True)
class EvidenceLine:
    """A sentence of a passage."""

    passage: int
    sentence: Sentence
    place: int
    """Which sentence of all it is."""


@dataclass(frozen=True)
class EvidenceLines:
    """All sentences of the passages, and where the stems of a wording stand in them."""

    lines: list[EvidenceLine]
    places: dict[str, list[int]]
    """For each stem of the wording the lines that have it."""

    def holds(self, words: Iterable[str]) -> bool:
        """Say whether a line holds all these words; only the words of the wording are looked for."""
        return all(stem(word) in self.places for word in words)

    @cached_property
    def text(self) -> str:
        """All passages, one sentence after the other."""
        return "\n".join(line.sentence.text for line in self.lines)

    def lines_for(self, sentence: Sentence) -> tuple[EvidenceLine, ...]:
        """Return the lines that a sentence tells, the nearest first."""
        missing = set(sentence.content_stems) or set(sentence.stems)
        found: list[int] = []
        while missing and len(found) < _MOST_LINES:
            best = self._nearest(missing, found)
            shared = missing & self.lines[best].sentence.stems if best is not None else set()
            if best is None or (found and not shared):
                break
            found.append(best)
            missing -= shared
        return tuple(self.lines[place] for place in found) or tuple(self.lines[:1])

    def _nearest(self, stems: Iterable[str], found: Sequence[int]) -> int | None:
        score: Counter[int] = Counter()
        for one in sorted(stems):
            places = self.places.get(one, [])
            for place in places[:_MOST_PLACES]:
                score[place] += 1
        ranked = [place for place in score if place not in found]
        return max(ranked, key=lambda place: (score[place], -place), default=None)


def evidence(passages: Sequence[Passage], wanted: frozenset[str]) -> EvidenceLines:
    """Return the sentences of the passages, with the places of the wanted stems."""
    read_passages = [(i, sentence) for i, p in enumerate(passages) for sentence in read(p.text, p.issued)]
    lines = [EvidenceLine(i, sentence, place) for place, (i, sentence) in enumerate(read_passages)]
    places: dict[str, list[int]] = {}
    for line in lines:
        for one in line.sentence.stems & wanted:
            places.setdefault(one, []).append(line.place)
    return EvidenceLines(lines, places)
