"""Rows of tables: cells that stand side by side, drawn one after the other from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefkit.draft.pdf.lines import Line

_TALL = 8
"""Lines from which on two neighbours are columns of text, not cells."""
_DEEP = 60
"""Lines at the end of a cell beside which the next cell can begin."""
_LEADING = 1.6
"""The largest distance between two base lines of a cell, in sizes of the font."""
_MOST = 30
"""Cells of a row that are compared."""
_SAME = 0.1
"""The part by which the sizes of two lines of a cell may differ."""
_NEAR = 3.0
"""Points by which the edges of cells in one column of a table may differ."""
_WIDE = 3.0
"""The gap between the two cells of a row that stands alone, in sizes of the font."""


@dataclass(slots=True)
class TableRow:
    """Cells side by side, each of one or more lines; a row with one cell is ordinary text."""

    cells: list[list[Line]] = field(default_factory=list)
    """From left to right."""

    @property
    def height(self) -> int:
        """The lines of the cell that has the second most of them."""
        return sorted(len(cell) for cell in self.cells)[-2] if len(self.cells) > 1 else 1


def rows(lines: Sequence[Line]) -> list[TableRow]:
    """Return lines as rows, in their order."""
    rows: list[TableRow] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and _is_beside(last, line):
            _split(rows, line)
            rows[-1].cells.append([line])
        elif last and _is_below(last.cells[-1][-1], line) and not _is_left_of(line, last.cells[-2:-1]):
            last.cells[-1].append(line)
        else:
            rows.append(TableRow([[line]]))
    columns = ([TableRow([cell]) for cell in row.cells] if row.height >= _TALL else [row] for row in rows)
    return [row for parts in columns for row in parts]


def is_table(rows: Sequence[TableRow], at: int) -> bool:
    """Say whether a row is one of a table: of three cells or more, or beside another, or with a wide gap."""
    row = rows[at]
    if len(row.cells) != 2:  # noqa: PLR2004 - two can be a label and its words, or a line with a wide gap
        return len(row.cells) > 1
    neighbours = [rows[i] for i in (at - 1, at + 1) if 0 <= i < len(rows) and len(rows[i].cells) > 1]
    if any(_aligned(row, other) for other in neighbours):
        return True
    left, right = row.cells
    return right[0].left - left[0].right > _WIDE * left[0].size


def _is_beside(row: TableRow, line: Line) -> bool:
    """Say whether a line begins the next cell: right of the last, and not lower than its end."""
    cell = row.cells[-1]
    lowest, size = cell[-1].base, line.size
    top = row.cells[0][0].base if len(row.cells) == 1 else max(other[0].base for other in row.cells[-_TALL:])
    if line.turns != cell[0].turns or not lowest - size / 2 < line.base < top + size / 2:
        return False
    level = [other.right for other in cell[-_DEEP:] if other.base < line.base + size / 2]
    return line.left > max(level)


def _split(rows: list[TableRow], line: Line) -> None:
    """Leave in the first cell what stands beside the second, unless the row follows another one of cells."""
    if any(len(row.cells) > 1 for row in rows[-2:]):
        return
    cell = rows[-1].cells[0]
    above = [other for other in cell if other.base > line.base + line.size / 2]
    if above:
        rows[-1:] = [TableRow([above]), TableRow([cell[len(above) :]])]


def _is_below(above: Line, line: Line) -> bool:
    """Say whether a line is the next of a cell."""
    distance = above.base - line.base
    same = above.turns == line.turns and abs(above.size - line.size) < _SAME * above.size
    return same and above.over(line) and above.size / 2 < distance < _LEADING * above.size


def _is_left_of(line: Line, before: Sequence[Sequence[Line]]) -> bool:
    """Say whether a line below the last cell begins under the one before it: then the row is at its end."""
    return any(line.left < max(other.right for other in cell[-_DEEP:]) for cell in before)


def _aligned(row: TableRow, other: TableRow) -> bool:
    """Say whether two rows have a cell at the same place, or as far from their first cell: in the next column."""
    ours, others = row.cells[1:_MOST], other.cells[1:_MOST]
    shift = row.cells[0][0].left - other.cells[0][0].left
    return any(
        min(abs(a - b), abs(a - b - shift)) < _NEAR
        for cell in ours
        for theirs in others
        for a, b in zip(_edges(cell), _edges(theirs), strict=True)
    )


def _edges(cell: Sequence[Line]) -> tuple[float, float, float]:
    """Return the left, the middle and the right of a cell's text."""
    left, right = min(line.left for line in cell), max(line.right for line in cell)
    return left, (left + right) / 2, right
