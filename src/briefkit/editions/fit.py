"""The budget: the fullest plan whose document keeps to its length."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from briefkit.document import Document, Figure, Heading, Layout, Notes, Paragraph, is_annex, passages, text
from briefkit.editions import Length
from briefkit.editions.plan import Plan
from briefkit.errors import LayoutError, Problem

_FURNITURE = ("kicker", "meeting", "source")
"""Paragraphs of these roles are masthead and small print."""
_TRIES = 3
"""How many dropped groups are tried again in the room that is left."""
_PATIENCE = 24
"""How many are tried again while the last page looks empty."""
_SHOWN_FULL = 0.8
"""The part of a page from which on it looks full."""
_FULL = 0.02
"""The part of a length that is too little room for anything more."""
_DOUBT = 0.05
"""The part of a length by which an estimate may be too long and the document is laid out all the same."""
_WORDS = "Nothing of the record is left: shorten what the template itself prints."


@dataclass(frozen=True, slots=True)
class Fitted:
    """A plan, its document, and how that is laid out."""

    plan: Plan
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
        return next((b for b in self.document.blocks if isinstance(b, Heading) and is_annex(b)), None)

    def room(self, length: Length) -> float:
        """Return the pages that it may fill; before an annex none is spared, since the annex gives way."""
        return length.pages - (0 if self._annex else length.spare)

    def keeps(self, length: Length) -> bool:
        """Say whether it keeps to a length."""
        return self.used <= self.room(length) and words(self.document) <= (length.words or float("inf"))


def words(document: Document) -> int:
    """Return the number of words in a document's body: without masthead, markings, notes, sources and annexes."""
    count = 0
    for block, runs in passages(document):
        if is_annex(block):
            break
        small = isinstance(block, Paragraph) and block.role in _FURNITURE
        unread = small or isinstance(block, Notes) or (isinstance(block, Figure) and runs is block.alt)
        count += 0 if unread else len(text(tuple(run for run in runs if not run.marks)).split())
    return count


@dataclass(frozen=True)
class PlanSearch:
    """The search for the fullest plan that keeps to a length.

    Why plans are weighed: composing and laying out a document takes long, adding up its words does not. The part of
    its length that one document takes is a good estimate for the next.
    """

    make: Callable[[Plan], Fitted]
    """Composes and lays out a plan."""
    weigh: Callable[[Plan], float]
    """How much text a plan prints; a shorter plan never weighs more."""
    additions: Callable[[Plan], Iterable[Callable[[Plan], Plan]]]
    """What puts something back into a plan, the most important first."""
    length: Length
    stays: Callable[[Plan], str]
    """What the shortest plan prints, as a message names it."""
    mend: str = ""
    """What would make room besides: a sentence, where there is one."""

    def best(self, plans: Iterable[Plan]) -> Fitted:
        """Return the first of ever shorter plans that keeps to the length, filled up with what still has room.

        LayoutError E24 where even the shortest is too long.
        """
        every = list(plans)
        found = self.make(every[0])
        if found.keeps(self.length):
            return found
        over: tuple[int, Fitted] = (0, found)
        under: tuple[int, Fitted | None] = (len(every), None)
        while under[0] - over[0] > 1:
            at = self._guess(every, over, under)
            found = self.make(every[at])
            if found.keeps(self.length):
                under = (at, found)
            else:
                over = (at, found)
        if under[1] is None:
            raise LayoutError(self._excess(over[1]))
        return self._filled(under[1], over[1].plan)

    def _guess(self, plans: Sequence[Plan], over: tuple[int, Fitted], under: tuple[int, Fitted | None]) -> int:
        """Return the next plan to try: by its weight it should just fit."""
        heavy, full = self.weigh(over[1].plan), self._share(over[1])
        light, slim = (self.weigh(under[1].plan), self._share(under[1])) if under[1] else (0.0, 0.0)
        wanted = light + (heavy - light) * (1 - slim) / (full - slim) if full > slim else light
        at = bisect_left(plans, -wanted, key=lambda plan: -self.weigh(plan))
        return min(max(at, over[0] + 1), under[0] - 1)

    def _share(self, found: Fitted) -> float:
        """Return the part of its length that a document takes, in pages or in words, whichever is more."""
        pages = found.used / found.room(self.length)
        return max(pages, words(found.document) / self.length.words if self.length.words else 0.0)

    def _filled(self, best: Fitted, over: Plan) -> Fitted:
        """Return a document with what still has room; `over` is a plan that is known to be too long."""
        tries = 0
        for add in self.additions(best.plan):
            share, weight = self._share(best), self.weigh(best.plan)
            if share > 1 - _FULL or tries == (_TRIES if best.layout.fill >= _SHOWN_FULL else _PATIENCE):
                break
            longer = add(best.plan)
            if longer is best.plan or share * self.weigh(longer) / weight > 1 + _DOUBT:
                continue
            tries += 1
            if longer == over:
                continue
            found = self.make(longer)
            best = found if found.keeps(self.length) else best
        return best

    def _excess(self, shortest: Fitted) -> Problem:
        """Return the problem that even the shortest plan is too long: by how much, and what it consists of."""
        pages, count, length = shortest.room(self.length), words(shortest.document), self.length
        over = []
        if shortest.used > pages:
            over.append(f"{ceil(shortest.used * 100) / 100:.2f} pages, where there is room for {pages:g}")
        if length.words and count > length.words:
            over.append(f"{count} words, where {length.words} are allowed")
        name = shortest.document.meta.identifier
        message = f"`{name}` does not fit: with all left out that may be it takes {' and '.join(over)}"
        free = f"{length.spare:g} of its last page stays free, since other programs break lines elsewhere."
        stays = self.stays(shortest.plan)
        hint = f"What cannot be dropped: {stays}. Give that shorter wordings, or mark less `must`." if stays else _WORDS
        return Problem("E24", message, hint=" ".join(filter(None, (self.mend, hint, free if length.spare else ""))))
