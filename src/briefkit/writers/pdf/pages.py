"""Fill pages with a story; nothing is painted."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from reportlab.platypus import Frame

from briefkit.document import Document, Heading, Layout
from briefkit.errors import LayoutError, Problem
from briefkit.look import Look, PageStyle
from briefkit.writers.pdf.flowables import Block, Sheet
from briefkit.writers.pdf.story import Story

_HANG = 0.6
"""How far the leading of a page's last line may hang below the text, in points.

Why: word processors let it, and pages shall break alike.
"""


def measure(document: Document, look: Look) -> Layout:
    """Return what laying out tells, from the very pages that `write` paints."""
    sheets = paginate(Story(look).blocks(document), look.page)
    found = places(sheets)
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    return Layout(
        len(sheets), _fill(sheets[-1], look.page.on(len(sheets))), {anchor: found[anchor][0] for anchor in anchors}
    )


def paginate(blocks: Iterable[Block], page: PageStyle) -> list[Sheet]:
    """Return the pages that the blocks fill, at least one."""
    rest = deque(blocks)
    if not rest:
        raise LayoutError(Problem("L03", "The document is empty", hint="Give it at least a title."))
    sheets: list[Sheet] = []
    while rest:
        sheets.append(_sheet(rest, page.on(len(sheets) + 1)))
    return sheets


def places(sheets: Sequence[Sheet]) -> Mapping[str, tuple[int, float]]:
    """Return anchor → page, counted from 1, and height on it in points from the paper's lower edge."""
    found: dict[str, tuple[int, float]] = {}
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet.placed:
            for anchor, top in placed.block.anchors(placed.top):
                found.setdefault(anchor, (number, top))
    return found


def _sheet(rest: deque[Block], page: PageStyle) -> Sheet:
    """Take from the blocks what fits on one page."""
    sheet = Sheet()
    height = page.height - page.top - page.bottom + _HANG
    frame = Frame(page.left, page.bottom - _HANG, page.text_width, height, 0, 0, 0, 0, overlapAttachedSpace=1)
    while rest and frame.add(rest[0], sheet, trySplit=1):
        rest.popleft()
    if not rest:
        return sheet
    parts = frame.split(rest[0], sheet)
    if parts and frame.add(parts[0], sheet, trySplit=1):
        rest.popleft()
        rest.extendleft(reversed(parts[1:]))
    elif not sheet.placed:
        raise LayoutError(Problem("L02", "A passage does not fit on a page", hint="Shorten it."))
    return sheet


def _fill(sheet: Sheet, page: PageStyle) -> float:
    """Return how much of a page's height is used, 0 to 1."""
    top = page.height - page.top
    lowest = min(placed.top - placed.block.height for placed in sheet.placed)
    return min(1.0, (top - lowest) / (top - page.bottom))
