"""A sentence of a wording beside the sentences that it tells, and what a reader of differences finds there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from briefkit.reading.align import Evidence, Line
from briefkit.reading.model import Change, Context, Told
from briefkit.reading.roles import Cast, Role, roles
from briefkit.reading.sentence import Sentence


class Place(Protocol):
    """Anything that knows where it stands."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference as a reader finds it: places in the sentence told, and in a line."""

    change: Change
    told: Place | None = None
    source: Place | None = None
    line: Line | None = None


@dataclass(frozen=True)
class Pair:
    """A sentence of a wording, and what it is held against."""

    told: Told
    sentence: Sentence
    lines: tuple[Line, ...]
    """The sentences of the passages that it tells, the nearest first."""
    evidence: Evidence
    context: Context
    cast: Cast

    @cached_property
    def source_stems(self) -> frozenset[str]:
        """The stems of all lines that it tells."""
        return frozenset().union(*(line.sentence.stems for line in self.lines))

    @cached_property
    def roles(self) -> list[Role]:
        """The roles in the sentence told."""
        return roles(self.sentence, self.cast)

    @cached_property
    def source_roles(self) -> list[tuple[Line, Role]]:
        """The roles in the lines that it tells."""
        return [(line, role) for line in self.lines for role in roles(line.sentence, self.cast)]

    def all_lines(self) -> Iterator[Line]:
        """Yield the lines that it tells, then all others."""
        yield from self.lines
        yield from (line for line in self.evidence.lines if line not in self.lines)


Reader = Callable[[Pair], Iterator[Finding]]
