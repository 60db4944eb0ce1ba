"""The budget: the fullest plan whose document keeps to its length."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from briefkit.document import Block, Document, Figure, Heading, Layout, Notes, passages, text
from briefkit.editions import Length
from briefkit.errors import LayoutError, Problem

ANNEX = "Annex"
"""A heading that begins so ends the body: what follows counts neither as words nor as pages."""
_TRIES = 6
"""How many of the things that were dropped are tried again in what room is left."""
_FULL = 0.02
"""Of a page: less room than this holds nothing more."""

PlanT = TypeVar("PlanT")


@dataclass(frozen=True, slots=True)
class Fitted(Generic[PlanT]):
    """A plan, its document, and how that is laid out."""

    plan: PlanT
    document: Document
    layout: Layout

    @property
    def used(self) -> float:
        """The pages that its body fills; the one on which an annex begins counts whole."""
        if self._annex:
            return float(self.layout.headings[self._annex.anchor])
        return self.layout.pages - 1 + self.layout.fill

    @property
    def _annex(self) -> Heading | None:
        return next((b for b in self.document.blocks if isinstance(b, Heading) and _is_annex(b)), None)

    def keeps(self, length: Length) -> bool:
        """Say whether it keeps to a length; before an annex no room is spared, since the annex gives way."""
        pages = length.pages - (0 if self._annex else length.spare)
        return self.used <= pages and words(self.document) <= (length.words or float("inf"))


def words(document: Document) -> int:
    """Return the number of words in a document's body: without markings, notes, sources and annexes."""
    count = 0
    for block, runs in passages(document):
        if _is_annex(block):
            break
        unread = isinstance(block, Notes) or (isinstance(block, Figure) and runs is block.alt)
        count += 0 if unread else len(text(tuple(run for run in runs if not run.marks)).split())
    return count


def _is_annex(block: Block) -> bool:
    return isinstance(block, Heading) and text(block.runs).startswith(ANNEX)


def fit(
    plans: Iterable[PlanT],
    make: Callable[[PlanT], Fitted[PlanT]],
    additions: Callable[[PlanT], Iterable[Callable[[PlanT], PlanT]]],
    length: Length,
) -> Fitted[PlanT]:
    """Return the first of ever shorter plans that keeps to a length, filled up with what still has room.

    The first is found by bisection: a shorter plan never takes more room. LayoutError E24 where even the shortest
    is too long.
    """
    every = list(plans)
    best = make(every[0])
    if best.keeps(length):
        return best
    low, high, best = 0, len(every) - 1, make(every[-1])
    if not best.keeps(length):
        raise LayoutError(_excess(best, length))
    while high - low > 1:
        middle = (low + high) // 2
        found = make(every[middle])
        low, high, best = (low, middle, found) if found.keeps(length) else (middle, high, best)
    return _filled(best, make, additions, length)


def _filled(
    best: Fitted[PlanT],
    make: Callable[[PlanT], Fitted[PlanT]],
    additions: Callable[[PlanT], Iterable[Callable[[PlanT], PlanT]]],
    length: Length,
) -> Fitted[PlanT]:
    for add in islice(additions(best.plan), _TRIES):
        if best.used > length.pages - length.spare - _FULL:
            break
        found = make(add(best.plan))
        best = found if found.keeps(length) else best
    return best


def _excess(found: Fitted[PlanT], length: Length) -> Problem:
    message = f"`{found.document.meta.identifier}` takes {found.used:.2f} pages and {words(found.document)} words"
    limit = f"{length.pages:g} page{'s' if length.pages > 1 else ''}"
    limit += f" and {length.words} words" if length.words else ""
    kept = f", {length.spare:g} page kept free" if length.spare else ""
    return Problem("E24", message, hint=f"It may take {limit}{kept}. Shorten what is marked `must`, or mark less.")
