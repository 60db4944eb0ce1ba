"""A sentence of a wording with the sentences of its source that it tells, and what is found there."""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from briefkit.reading.align import EvidenceLine, EvidenceLines
from briefkit.reading.dates import Moment
from briefkit.reading.model import Change, Claim, Context
from briefkit.reading.numbers import Number
from briefkit.reading.roles import Cast, Mention, Role, roles
from briefkit.reading.sentence import Sentence, first_person
from briefkit.reading.text import find_all, fold, words

_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w&-]*")
LONGER = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?([^\W\d_a-zà-öø-ÿ][\w-]*)")
"""How a name goes on to a longer one, with its next word: (Museum) of Varn."""


_WORD = re.compile(r"\w+")


def spoken(text: str) -> str:
    """Return the words of a text without its marks, folded, with a space before and behind each."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


class Extent(Hashable, Protocol):
    """Anything that knows where it stands."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference as a `Finder` finds it: its place in the sentence of the wording, and in a line of the evidence."""

    change: Change
    place: Extent | None = None
    source: Extent | None = None
    line: EvidenceLine | None = None


@dataclass(frozen=True)
class ClaimGround:
    """What all sentences of a wording are compared with, read once."""

    claim: Claim
    evidence: EvidenceLines
    context: Context
    cast: Cast
    wanted: frozenset[str]
    """The stems of the whole wording."""

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The stems of the declared conditions."""
        return frozenset(word.stem for text in self.claim.conditions for word in words(text))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words with a capital of all passages and own names."""
        lines = (line.sentence.text for line in self.evidence.lines)
        return frozenset(word for text in (*lines, *self.own) for word in _CAPITAL.findall(text))

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The names that the statement itself declares."""
        keys = dict.fromkeys([self.claim.by or "", *self.context.own])
        parties = (name for key in keys for name in self.context.parties.get(key, ()))
        return (*self.context.names, *self.claim.conditions, *parties)

    @cached_property
    def parties(self) -> dict[str, frozenset[str]]:
        """The folded words of the names of each party."""
        return {key: frozenset(fold(" ".join(n)).replace("-", " ").split()) for key, n in self.context.parties.items()}

    @cached_property
    def named(self) -> frozenset[str]:
        """The parties that are named: by the statement's own fields, or in its evidence.

        The evidence names it by one of its names, or by a word that is in no other party's name. Where the evidence
        says “we” or “our”, any party may be meant.
        """
        return frozenset(key for key in self.parties if self._is_named(key))

    def _is_named(self, key: str) -> bool:
        if key in self.context.own or key == self.claim.by or first_person(self.evidence.text):
            return True
        others = frozenset().union(*(words for one, words in self.parties.items() if one != key))
        if any(fold(word) in self.parties[key] - others for word in self.capitals):
            return True
        found = find_all(self.context.parties[key], self.evidence.text)
        return any(self._ends(match.end(), self.parties[key]) for match in found)

    def _ends(self, place: int, party: frozenset[str]) -> bool:
        """Say whether a party's name ends at a place, and does not go on as another's: Museum (of Varn)."""
        longer = LONGER.match(self.evidence.text, place)
        return not longer or fold(longer[1]) in party

    @cached_property
    def other_names(self) -> str:
        """The names that are no party's, folded, one a line."""
        return "\n".join(map(fold, (*self.context.names, *self.claim.conditions)))

    @cached_property
    def folded(self) -> str:
        """All passages folded, for quotations that run over sentences."""
        return " ".join(fold(line.sentence.text) for line in self.evidence.lines)

    @cached_property
    def spoken(self) -> str:
        """The words of all passages, as `spoken` gives them."""
        return spoken(self.folded)

    @cached_property
    def numbers(self) -> dict[float, tuple[EvidenceLine, Number]]:
        """The numbers of all passages by their value, each with its first place."""
        found = [(line, number) for line in self.evidence.lines for number in line.sentence.numbers]
        return {number.value: (line, number) for line, number in reversed(found)}

    def lines_for(self, sentence: Sentence) -> tuple[EvidenceLine, ...]:
        """Return the lines that a sentence tells, and others that have those of its numbers that these lack."""
        lines = self.evidence.lines_for(sentence)
        known = {number.value for line in lines for number in line.sentence.numbers}
        missing = [number.value for number in sentence.numbers if number.value not in known]
        more = dict.fromkeys(self.numbers[value][0].place for value in missing if value in self.numbers)
        return (*lines, *(self.evidence.lines[place] for place in more))

    @cached_property
    def moments(self) -> tuple[tuple[EvidenceLine, Moment], ...]:
        """The different moments of all passages, each with its first place."""
        found = [(line, moment) for line in self.evidence.lines for moment in line.sentence.moments]
        return tuple({replace(moment, start=0, end=0): (line, moment) for line, moment in reversed(found)}.values())


@dataclass(frozen=True)
class Pair:
    """A sentence of a wording, and what it is compared with."""

    ground: ClaimGround
    sentence: Sentence
    lines: tuple[EvidenceLine, ...]
    """The sentences of the passages that it tells, the nearest first."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its words, numbers and dates."""
        return self.sentence.keys

    @cached_property
    def shared(self) -> frozenset[str]:
        """Those of its keys that the nearest sentence of the source has too."""
        return self.keys & self.lines[0].sentence.keys

    def named(self, line: EvidenceLine) -> list[Mention]:
        """Return the names in a line of actors whom the wording has by any of their names: Lund, for Minister Lund."""
        ours = {mention.actor for mention in self.ground.cast.mentions(self.sentence)}
        return [mention for mention in self.ground.cast.mentions(line.sentence) if mention.actor in ours]

    @cached_property
    def roles(self) -> list[Role]:
        """The roles in the sentence of the wording."""
        return roles(self.sentence, self.ground.cast)

    @cached_property
    def source_roles(self) -> list[tuple[EvidenceLine, Role]]:
        """The roles in the lines that it tells."""
        return [(line, role) for line in self.lines for role in roles(line.sentence, self.ground.cast)]


Finder = Callable[[Pair], Iterator[Finding]]
"""A function that finds the differences of one class."""
