"""Tables that run over pages: horizontal rules only, the header repeated on every page."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

from briefkit.look import WHOLE, Look, TextStyle
from briefkit.writers.pdf.canvas import ARTIFACT, Canvas, Owner
from briefkit.writers.pdf.flowables import PaintedBlock, baseline
from briefkit.writers.pdf.inline import Line

_FUZZ = 1e-7
_FEWEST = 2
"""Lines of a divided cell on either page, at least."""

Cells: TypeAlias = tuple[tuple[Line, ...], ...]
"""The cells of a row, each as its lines."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table, of which a page shows some rows."""

    look: Look
    columns: tuple[float, ...]
    """Where each column's text begins, in points from the table's left edge."""
    header: Cells
    rows: tuple[Cells, ...]
    groups: tuple[range, ...] = ()
    """Groups of rows about one thing, which stay together as a single row does."""

    @property
    def body(self) -> TextStyle:
        """How the rows below the header are set."""
        return self.look.styles["table-body"]

    @property
    def head(self) -> TextStyle:
        """How the header is set."""
        return self.look.styles["table-head"]

    def height(self, row: Cells, text: TextStyle) -> float:
        """Return the height of a row in points."""
        return max(1, *map(len, row)) * text.line + 2 * self.look.table.cell_y

    def ends(self) -> list[float]:
        """Return the heights of the first 0, 1, 2, … rows together."""
        return list(accumulate((self.height(row, self.body) for row in self.rows), initial=0.0))


class TableRows(PaintedBlock):
    """Some rows of a table below its header."""

    def __init__(self, grid: Grid, ends: Sequence[float] = (), start: int = 0, stop: int | None = None) -> None:
        """Keep the table, and which of its rows to show."""
        self.grid, self.ends = grid, ends or grid.ends()
        self.start, self.stop = start, len(grid.rows) if stop is None else stop
        self.head = grid.height(grid.header, grid.head)
        self.continued = start > 0
        self.above = 0.0
        """The height of what stands above the first row on the same page: a heading, a caption."""
        super().__init__(self.head + self.ends[self.stop] - self.ends[self.start], 0.0, grid.look.table.after)

    def split(self, room: float) -> list[PaintedBlock]:
        """Divide it between rows: those of one group stay together, and the last row does not go over alone.

        High rows are divided and high groups parted, or a page would stay nearly empty.
        """
        room = room - self.head + self.ends[self.start] + _FUZZ
        at = self._parted(bisect_right(self.ends, room, lo=self.start, hi=self.stop + 1) - 1)
        if at < self.stop and (parts := self._divided(at, room - self.ends[at])):
            return parts
        if self.stop - at == 1 and at - self.start > 2:  # noqa: PLR2004
            earlier = self._parted(at - 1)
            at = earlier if earlier > self.start or self._stays(self.start, self.stop) else at
        halves = ((self.start, at), (at, self.stop))
        return [TableRows(self.grid, self.ends, *rows) for rows in halves] if at > self.start else []

    def _parted(self, at: int) -> int:
        """Return the last row, at most this one, before which it may be divided."""
        group = next((rows for rows in self.grid.groups if rows.start < at < rows.stop), None)
        return group.start if group and self._stays(group.start, group.stop) else at

    def _stays(self, start: int, stop: int) -> bool:
        """Say whether some rows stay on one page: they are not high, and one holds them with what stands above."""
        page = self.grid.look.page.text_height
        above, height = self.head + (self.above if start == 0 else 0), self.ends[stop] - self.ends[start]
        return height <= WHOLE * page and above + height <= page

    def _divided(self, at: int, room: float) -> list[PaintedBlock]:
        """Divide at a high row of which so much room holds two lines at least; else return nothing."""
        grid, row = self.grid, self.grid.rows[at]
        fits = _fitting(row, int((room - 2 * grid.look.table.cell_y) / grid.body.line))
        if self._stays(at, at + 1) or fits < _FEWEST:
            return []
        upper, lower = tuple(cell[:fits] for cell in row), tuple(cell[fits:] for cell in row)
        rows = (*grid.rows[:at], upper, lower, *grid.rows[at + 1 :])
        groups = (range(max(g.start, at) + 1, g.stop + 1) for g in grid.groups if g.stop > at)
        cut = replace(grid, rows=rows, groups=tuple(groups))
        ends = cut.ends()
        return [TableRows(cut, ends, self.start, at + 1), TableRows(cut, ends, at + 1, self.stop + 1)]

    def anchors(self, top: float) -> Iterator[tuple[str, float]]:
        """Yield the anchors within its cells."""
        for i in range(self.start, self.stop):
            height = top - self.head - self.ends[i] + self.ends[self.start]
            for cell in self.grid.rows[i]:
                anchors = (span.piece.anchor for line in cell for span in line)
                yield from ((anchor, height) for anchor in anchors if anchor)

    def paint(self, page: Canvas, x: float, top: float) -> None:
        """Paint header, rows and rules; a repeated header is decoration."""
        grid, style, width = self.grid, self.grid.look.table, self.grid.look.page.text_width
        owner = ARTIFACT if self.continued else None
        self._row(page, grid.header, grid.head, (x, top), owner)
        y = top - self.head
        page.rectangle((x, y - style.head_rule_width / 2, width, style.head_rule_width), style.head_rule)
        for i in range(self.start, self.stop):
            self._row(page, grid.rows[i], grid.body, (x, y))
            y = top - self.head - self.ends[i + 1] + self.ends[self.start]
            page.rectangle((x, y - style.rule_width / 2, width, style.rule_width), style.rule)

    def _row(
        self, page: Canvas, row: Cells, text: TextStyle, at: tuple[float, float], owner: Owner | None = None
    ) -> None:
        first = at[1] - self.grid.look.table.cell_y - baseline(text)
        for left, cell in zip(self.grid.columns, row, strict=True):
            for i, line in enumerate(cell):
                page.line(line, (at[0] + left, first - i * text.line), text.size, owner)


def _fitting(row: Cells, most: int) -> int:
    """Return how many lines of a row, `most` at most, can stand before a break: no cell carries a single line over."""
    lengths = {len(cell) for cell in row}
    fits = min(most, max(lengths) - _FEWEST)
    while fits + 1 in lengths:
        fits -= 1
    return fits
