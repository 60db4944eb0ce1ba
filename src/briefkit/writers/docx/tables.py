"""Tables: fixed columns as wide as the PDF's, a header that repeats, low rows that stay whole and with their like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from briefkit.document import Cell, Table, groups, text
from briefkit.look import WHOLE
from briefkit.look.metrics import column_widths, row_lines
from briefkit.look.typeface import Letters
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.inline import content, shortened

_CAPTION_LENGTH = 250
_FEW = 3
"""A table of more rows leaves no single last one for the next page."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What kind of row it is."""

    head: bool
    keep: bool
    """Stay on the page of the next row."""
    whole: bool
    """Not divided over pages."""


def table(ctx: BodyContext, block: Table) -> str:
    """Return a table whose edges stand on the text's edges (17.4.38)."""
    points = _points(ctx, block)
    edges = [0, *(wml.twips(edge) for edge in accumulate(points))]
    widths = [right - left for left, right in pairwise(edges)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heights = _heights(ctx, block, points)
    most = WHOLE * ctx.look.page.text_height
    together = _kept_with_next(block, heights, most)
    rows = "".join(
        _row(ctx, row, widths, _Row(head=i == 0, keep=i in together, whole=i == 0 or heights[i] <= most))
        for i, row in enumerate((block.header, *block.rows))
    )
    return f"<w:tbl>{_properties(ctx, block, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _heights(ctx: BodyContext, block: Table, points: Sequence[float]) -> list[float]:
    """Return about how high each row is in points, the header first."""
    style, body = ctx.look.table, ctx.look.styles["table-body"]
    lines = row_lines(block, points, Letters(ctx.typeface, body.size), 2 * style.cell_x)
    return [count * body.line + 2 * style.cell_y for count in lines]


def _kept_with_next(block: Table, heights: Sequence[float], most: float) -> set[int]:
    """Return the rows, the header being 0, that stay on the page of the next: of one thing, and the last but one.

    Why only rows that are together no higher than `most`: a word processor first begins a new page for the others.
    """
    together = [range(rows.start + 1, rows.stop + 1) for rows in groups(block)]
    last = len(block.rows)
    if last > _FEW:
        together.append(range(last - 1, last + 1))
    return {i for rows in together if sum(heights[rows.start : rows.stop]) <= most for i in rows[:-1]}


def _properties(ctx: BodyContext, block: Table, width: int) -> str:
    """Return `w:tblPr` in the order of CT_TblPr (17.4.60)."""
    name = wml.escaped(shortened(text(block.caption) or ctx.section, _CAPTION_LENGTH))
    caption = f'<w:tblCaption w:val="{name}"/>' if name else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{ctx.styles[block.role]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="07E0" w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1" '
        f'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
    )


def _points(ctx: BodyContext, block: Table) -> tuple[float, ...]:
    """Return the columns' widths in points; what becomes of them in twips never changes their sum."""
    return column_widths(block, ctx.look.page.text_width, ctx.look.cells, 2 * ctx.look.table.cell_x)


def _row(ctx: BodyContext, cells: Sequence[Cell], widths: Sequence[int], row: _Row) -> str:
    role, keep = "table-head" if row.head else "table-body", "<w:keepNext/>" if row.keep else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f"</w:tcPr>{wml.paragraph(ctx.styles[role], content(ctx, cell.runs), keep)}</w:tc>"
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    options = "<w:cantSplit/>" * row.whole + "<w:tblHeader/>" * row.head
    return f"<w:tr>{f'<w:trPr>{options}</w:trPr>' if options else ''}{inner}</w:tr>"
