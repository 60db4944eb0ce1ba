"""What fills pages: blocks that are measured, split and placed.

A block knows its lines when it is made, since all text of a brief has one width; `place` only
notes where it stands on a `Sheet`. Painting comes after all pages are known.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeAlias

from briefkit.document import Image
from briefkit.look import BoxStyle, TextStyle
from briefkit.writers.pdf.canvas import Canvas
from briefkit.writers.pdf.inline import Line, one_line, width
from briefkit.writers.pdf.structure import Element

_FUZZ = 1e-7


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block where it stands on a page."""

    block: "PaintedBlock"
    x: float
    """Its left edge in points from the paper's left edge."""
    top: float
    """Its upper edge in points from the paper's lower edge."""


Sheet: TypeAlias = list[PlacedBlock]
"""A page as layout leaves it."""


class PaintedBlock:
    """Something of known height that knows its anchors and paints itself."""

    def __init__(self, height: float, before: float = 0.0, after: float = 0.0) -> None:
        """Keep the height and the gaps that it wants before and after itself, in points."""
        self.height, self.before, self.after = height, before, after
        self.keep_next = False

    def split(self, room: float) -> "list[PaintedBlock]":  # noqa: ARG002
        """Return the part that fits into a height and the rest, or nothing where no part of it may stand alone."""
        return []

    def begins(self) -> str:
        """Return its first words, by which an author recognises it."""
        return ""

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        """Note on the sheet where it stands; `y` is its lower edge."""
        sheet.append(PlacedBlock(self, x, y + self.height))

    def anchors(self, top: float) -> Iterator[tuple[str, float]]:  # noqa: ARG002
        """Yield the names by which links reach it, with heights on the page."""
        return iter(())

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint it with its upper left corner at a point."""


def baseline(style: TextStyle) -> float:
    """Return how far below a line's upper edge its baseline lies, in points."""
    return (style.line + 0.62 * style.size) / 2


class TextBlock(PaintedBlock):
    """Lines of one passage, with a label hanging before the first where there is one."""

    def __init__(
        self, lines: Sequence[Line], style: TextStyle, *, label: Line = (), anchor: str = "", indent: float = 0.0
    ) -> None:
        """Keep what it shows; `indent` is where its lines begin, its label `style.indent - style.hanging`."""
        super().__init__(len(lines) * style.line, style.before, style.after)
        self.lines, self.style, self.label, self.anchor = lines, style, label, anchor
        self.indent = max(indent, style.indent)
        self.keep_next = style.keep_next

    def split(self, room: float) -> list[PaintedBlock]:
        """Divide it so that two lines at least stand on either page."""
        fits = min(int((room + _FUZZ) / self.style.line), len(self.lines) - 2)
        if fits < 2 or self.keep_next:  # noqa: PLR2004
            return []
        return [self.part(0, fits), self.part(fits, len(self.lines))]

    def begins(self) -> str:
        """Return its first line."""
        return "".join(span.text for line in self.lines[:1] for span in line)

    def part(self, start: int, stop: int) -> "TextBlock":
        """Return some of its lines; label and anchor stay with the first."""
        label, anchor = (self.label, self.anchor) if start == 0 else ((), "")
        return type(self)(self.lines[start:stop], self.style, label=label, anchor=anchor, indent=self.indent)

    def anchors(self, top: float) -> Iterator[tuple[str, float]]:
        """Yield its own anchor, and those within its lines."""
        if self.anchor:
            yield self.anchor, top
        for i, line in enumerate(self.lines):
            for span in line:
                if span.piece.anchor:
                    yield span.piece.anchor, top - i * self.style.line

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint the label and the lines."""
        y = top - baseline(self.style)
        if self.label:
            page.line(self.label, (x + self.style.indent - self.style.hanging, y), self.style.size)
        for i, line in enumerate(self.lines):
            page.line(line, (x + self.indent, y - i * self.style.line), self.style.size)


class PictureBlock(PaintedBlock):
    """A picture, kept on the page of its caption."""

    def __init__(self, image: Image, size: tuple[float, float], element: Element, style: TextStyle) -> None:
        """Keep what it shows, its width and height in points, and its Figure element."""
        self.image, self.size, self.element, self.slot = image, size, element, element.slot()
        super().__init__(size[1], style.before, style.after)
        self.keep_next = style.keep_next

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint it, and tell its element where it stands."""
        width, height = self.size
        page.picture(self.image, (x, top - height, width, height), self.slot)
        self.element.bound((x, top - height, x + width, top))


class Stack(PaintedBlock):
    """Blocks below each other that stay together as far as they can."""

    def __init__(self, blocks: Sequence[PaintedBlock]) -> None:
        """Keep the blocks; the gap between two is the greater of those they want."""
        gaps = (max(a.after, b.before) for a, b in pairwise(blocks))
        self.tops = list(
            accumulate((a.height + gap for a, gap in zip(blocks, gaps, strict=False)), initial=0.0),
        )
        self.blocks = blocks
        super().__init__(self.tops[-1] + blocks[-1].height, blocks[0].before, blocks[-1].after)

    def split(self, room: float) -> list[PaintedBlock]:
        """Divide it between blocks or within one, never after a block that must keep with the next."""
        at = bisect_right([t + b.height for t, b in zip(self.tops, self.blocks, strict=True)], room + _FUZZ)
        if at == len(self.blocks):
            return [self]
        parts = self.blocks[at].split(room - self.tops[at])
        head = [*self.blocks[:at], *parts[:1]]
        tail = [*parts[1:], *self.blocks[at + bool(parts) :]]
        while head and head[-1].keep_next:
            tail.insert(0, head.pop())
        return [Stack(head), Stack(tail)] if head else []

    def begins(self) -> str:
        """Return the first words of its tallest block: it is the one that has no room."""
        return max(self.blocks, key=lambda block: block.height).begins()

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        """Note where each of its blocks stands."""
        for top, block in zip(self.tops, self.blocks, strict=True):
            block.place(sheet, x, y + self.height - top - block.height)


class Panel(PaintedBlock):
    """A box: a stack on a tinted ground with a rule at its left."""

    def __init__(self, stack: Stack, style: BoxStyle, width: float, whole: float) -> None:
        """Keep the stack; a box of at most `whole` points is not divided."""
        super().__init__(stack.height + 2 * style.padding, style.before, style.after)
        self.stack, self.style, self.width, self.whole = stack, style, width, whole

    def split(self, room: float) -> list[PaintedBlock]:
        """Divide a long box where its stack may be divided."""
        if self.height <= self.whole:
            return []
        parts = self.stack.split(room - 2 * self.style.padding)
        return [Panel(part, self.style, self.width, 0) for part in parts if isinstance(part, Stack)]

    def begins(self) -> str:
        """Return the first words of what stands in it."""
        return self.stack.begins()

    def place(self, sheet: Sheet, x: float, y: float) -> None:
        """Note where the ground stands, then the blocks on it."""
        super().place(sheet, x, y)
        inset = self.style.rule_width + self.style.padding
        self.stack.place(sheet, x + inset, y + self.style.padding)

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint the ground and the rule."""
        box = (x, top - self.height, self.width, self.height)
        if self.style.fill:
            page.rectangle(box, self.style.fill)
        if self.style.rule:
            page.rectangle((x, top - self.height, self.style.rule_width, self.height), self.style.rule)


class ContentsLine(TextBlock):
    """A line of the contents list: text, leader, page number."""

    def __init__(self, lines: Sequence[Line], style: TextStyle, width: float) -> None:
        """Keep the lines and the width of the whole, number included."""
        super().__init__(lines, style)
        self.width = width

    def split(self, room: float) -> list[PaintedBlock]:  # noqa: ARG002
        """Keep it whole."""
        return []

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint the lines, and on the last the page that the entry leads to."""
        super().paint(page, x, top)
        last, size = self.lines[-1], self.style.size
        y = top - baseline(self.style) - (len(self.lines) - 1) * self.style.line
        piece = last[-1].piece
        number = one_line([replace(piece, text=str(page.places[piece.target[1:]][0]))], size)
        start, end = x + self.indent + width(last), x + self.width - width(number)
        page.leader(start + size / 2, end - size / 2, y)
        page.line(number, (end, y), size)
