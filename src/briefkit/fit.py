"""The budget: the fullest plan whose document keeps to its length."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from briefkit.document import Document, Layout, passages, text
from briefkit.editions import Length
from briefkit.errors import LayoutError, Problem

MARGIN = 0.10
"""Of a page: room left free, so that other programs' line breaks make no further page."""

PlanT = TypeVar("PlanT")


def words(document: Document) -> int:
    """Return the number of words in a document's body."""
    return sum(len(text(runs).split()) for _, runs in passages(document))


def fit(
    plans: Iterable[PlanT],
    build: Callable[[PlanT], Document],
    measure: Callable[[Document], Layout],
    length: Length,
) -> tuple[PlanT, Document, Layout]:
    """Return the first of ever shorter plans that keeps to a length, its document and its layout.

    Found by bisection: a shorter plan never takes more room. LayoutError E24 where even the shortest is too long.
    """
    every = list(plans)

    def tried(index: int) -> tuple[PlanT, Document, Layout]:
        document = build(every[index])
        return every[index], document, measure(document)

    best = tried(0)
    if not _fits(best, length):
        low, high, best = 0, len(every) - 1, tried(len(every) - 1)
        if not _fits(best, length):
            raise LayoutError(_excess(best, length))
        while high - low > 1:
            middle = (low + high) // 2
            found = tried(middle)
            low, high, best = (low, middle, found) if _fits(found, length) else (middle, high, best)
    return best


def _fits(found: tuple[PlanT, Document, Layout], length: Length) -> bool:
    _, document, layout = found
    used = layout.pages - 1 + layout.fill
    return used <= length.pages - MARGIN and (length.words is None or words(document) <= length.words)


def _excess(found: tuple[PlanT, Document, Layout], length: Length) -> Problem:
    _, document, layout = found
    used = layout.pages - 1 + layout.fill
    message = f"`{document.meta.identifier}` takes {used:.2f} pages and {words(document)} words"
    limit = f"{length.pages:g} page{'s' if length.pages > 1 else ''}"
    limit += f" and {length.words} words" if length.words else ""
    hint = f"It may take {limit}, {MARGIN:g} page kept free. Shorten what is marked `must`, or mark less."
    return Problem("E24", message, hint=hint)


__all__ = ["MARGIN", "fit", "words"]
