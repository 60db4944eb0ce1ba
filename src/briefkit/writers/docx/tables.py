"""Tables: fixed columns as wide as the PDF's, a header row that repeats, rows that stay whole."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from briefkit.document import Cell, Table, text
from briefkit.metrics import column_widths
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import Context
from briefkit.writers.docx.inline import content, shortened

_CAPTION_LENGTH = 250


def table(ctx: Context, block: Table) -> str:
    """Return a table whose edges stand on the text's edges (17.4.38)."""
    widths = _widths(ctx, block)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(ctx, block.header, widths, head=True)
    rows = "".join(_row(ctx, row, widths, head=False) for row in block.rows)
    return f"<w:tbl>{_properties(ctx, block, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _properties(ctx: Context, block: Table, width: int) -> str:
    """Return `w:tblPr` in the order of CT_TblPr (17.4.60)."""
    name = wml.escaped(shortened(text(block.caption) or ctx.section, _CAPTION_LENGTH))
    caption = f'<w:tblCaption w:val="{name}"/>' if name else ""
    matrix = int(block.role == "matrix")
    return (
        f'<w:tblPr><w:tblStyle w:val="{ctx.styles["table"]}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{0x0620 | matrix << 7:04X}" w:firstRow="1" w:lastRow="0" w:firstColumn="{matrix}" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
    )


def _widths(ctx: Context, block: Table) -> list[int]:
    """Return the columns' widths in twips; rounding never changes their sum."""
    look = ctx.look
    size = look.styles["table-body"].size
    points = column_widths(block, look.page.text_width, size, 2 * look.table.cell_x)
    edges = [0, *(wml.twips(edge) for edge in accumulate(points))]
    return [right - left for left, right in pairwise(edges)]


def _row(ctx: Context, cells: Sequence[Cell], widths: Sequence[int], *, head: bool) -> str:
    role = "table-head" if head else "table-body"
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_margins(ctx, i, len(cells), head=head)}</w:tcPr>'
        f"{wml.paragraph(ctx.styles[role], content(ctx, cell.runs))}</w:tc>"
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{inner}</w:tr>"


def _margins(ctx: Context, index: int, columns: int, *, head: bool) -> str:
    """Return the margins that put the outer columns' text on the text's edges, and make room for the header's rule."""
    style = ctx.look.table
    below = wml.twips(style.cell_y) - wml.twips(style.head_rule_width)
    sides = (("left", 0, index == 0), ("bottom", below, head), ("right", 0, index == columns - 1))
    own = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width, wanted in sides if wanted)
    return f"<w:tcMar>{own}</w:tcMar>" if own else ""
