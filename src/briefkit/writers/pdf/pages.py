"""Fill pages with a story; nothing is painted."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.document import Document, Heading, Layout
from briefkit.errors import LayoutError, Problem
from briefkit.look import Look, PageStyle
from briefkit.spelling import cut
from briefkit.writers.pdf.flowables import PaintedBlock, Sheet
from briefkit.writers.pdf.story import Story

_FUZZ = 1e-6
"""Points by which sums may be wrong."""
_HANG = 0.6
"""How far the leading of a page's last line may hang below the text, in points.

Why: word processors let it, and pages shall break alike.
"""


def measure(document: Document, look: Look) -> Layout:
    """Return how many pages a document has and where its headings stand, from the pages that `write` paints."""
    sheets = paginate(Story(look).blocks(document), look.page)
    positions = places(sheets)
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    return Layout(
        len(sheets), _fill(sheets[-1], look.page.on(len(sheets))), {anchor: positions[anchor][0] for anchor in anchors}
    )


def paginate(blocks: Iterable[PaintedBlock], page: PageStyle) -> list[Sheet]:
    """Return the pages that the blocks fill."""
    rest = deque(blocks)
    sheets: list[Sheet] = []
    while rest:
        sheets.append(_sheet(rest, page.on(len(sheets) + 1)))
    return sheets


def places(sheets: Sequence[Sheet]) -> Mapping[str, tuple[int, float]]:
    """Return anchor → page, counted from 1, and height on it in points from the paper's lower edge."""
    positions: dict[str, tuple[int, float]] = {}
    for number, sheet in enumerate(sheets, 1):
        for placed in sheet:
            for anchor, top in placed.block.anchors(placed.top):
                positions.setdefault(anchor, (number, top))
    return positions


def _sheet(rest: deque[PaintedBlock], page: PageStyle) -> Sheet:
    """Take from the blocks what fits on one page."""
    area = _Area(page.left, page.bottom - _HANG, page.height - page.top)
    while rest and area.take(rest[0]):
        rest.popleft()
    if not rest:
        return area.sheet
    parts = area.split(rest[0])
    if parts and area.take(parts[0]):
        rest.popleft()
        rest.extendleft(reversed(parts[1:]))
    elif not area.sheet:
        opening = f" that begins with “{cut(begun)}”" if (begun := rest[0].begins().strip()) else ""
        hint = "Shorten it, or put spaces into it: a line ends between words."
        raise LayoutError(Problem("L02", f"A passage{opening} does not fit on a page", hint=hint))
    return area.sheet


@dataclass(slots=True)
class _Area:
    """The text area of a page, filled from above; between two blocks stands the greater of the gaps they want."""

    left: float
    bottom: float
    free: float
    """Where it is free from, downwards."""
    after: float = 0.0
    """The gap below the last block, above which nothing is free."""
    sheet: Sheet = field(default_factory=list)

    def take(self, block: PaintedBlock) -> bool:
        """Place a block, and say whether it had room."""
        y = self.free - (block.height + self._gap(block))
        if self._room(block) <= 0 or y < self.bottom - _FUZZ:
            return False
        block.place(self.sheet, self.left, y)
        self.free, self.after = y - block.after, block.after
        return True

    def split(self, block: PaintedBlock) -> list[PaintedBlock]:
        """Return the part of a block that has room, and the rest; nothing where it cannot be divided so."""
        room = self._room(block)
        return block.split(room) if room > 0 else []

    def _room(self, block: PaintedBlock) -> float:
        return self.free - self.bottom - self._gap(block)

    def _gap(self, block: PaintedBlock) -> float:
        """Return how much of the gap above a block is still missing; at the head of a page it needs none."""
        return max(block.before - self.after, 0.0) if self.sheet else 0.0


def _fill(sheet: Sheet, page: PageStyle) -> float:
    """Return how much of a page's height is used, 0 to 1."""
    top = page.height - page.top
    lowest = min(placed.top - placed.block.height for placed in sheet)
    return min(1.0, (top - lowest) / (top - page.bottom))
