"""What fills a page beside plain paragraphs: lists, boxes and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil

from briefkit.document import Box, Cell, ItemList, Paragraph, Runs, Table, groups, text
from briefkit.look import WHOLE, BoxStyle, TextStyle
from briefkit.look.metrics import column_widths, label_indent, row_lines, runs_width
from briefkit.look.typeface import Letters
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.inline import content, shortened
from briefkit.writers.docx.styles import HAIR, Theme, box_frame, box_sides, token


@dataclass(frozen=True, slots=True)
class Direct:
    """The direct formatting of a paragraph: what no style can know."""

    keep: bool = False
    """Stay on the page of the next paragraph."""
    parted: bool = False
    """Go over a page's end, though its style says that it stays whole."""
    number: str = ""
    """`w:numPr`"""
    frame: str = ""
    """`w:pBdr` and `w:shd`"""
    tabs: str = ""
    """`w:tabs`"""
    below: float | None = None
    """The gap below, in points; None leaves it to the style."""
    indent: str = ""
    """`w:ind`"""
    mark: str = ""
    """`w:rPr` of the paragraph's own mark"""


PLAIN = Direct()
_CAPTION_LENGTH = 250
_FEW = 3
"""A table of more rows leaves no single last one for the next page."""


@dataclass(frozen=True, slots=True)
class _ListLine:
    """A paragraph of a list, or a plain one in a box."""

    role: str
    runs: Runs
    number: str = ""
    """`w:numPr`; empty outside lists."""
    tied: bool = False
    """Whether its style alone puts it into that list."""
    indent: float = 0
    """From the left edge to its text, in points."""


def paragraph(ctx: BodyContext, role: str, inner: str, direct: Direct = PLAIN) -> str:
    """Return a paragraph of a role.

    The gap that a table has left is taken up here, since Word's tables have none of their own.
    """
    gap, ctx.gap = ctx.gap, 0
    above = f' w:before="{wml.twips(gap)}"' if gap > token(role, ctx.look).before else ""
    below = f' w:after="{wml.twips(direct.below)}"' if direct.below is not None else ""
    spacing = f"<w:spacing{above}{below}/>" if above or below else ""
    keep = "<w:keepNext/>" * direct.keep + '<w:keepLines w:val="0"/>' * direct.parted
    return wml.paragraph(
        ctx.styles[role],
        inner,
        keep + direct.number + direct.frame + direct.tabs + spacing + direct.indent + direct.mark,
    )


def item_list(ctx: BodyContext, block: ItemList) -> str:
    """Return a list and the lists below its items, three levels deep."""
    return "".join(_item(ctx, line) for line in _lines(ctx, block))


def box(ctx: BodyContext, block: Box, *, again: bool) -> str:
    """Return a box; `again` says that one of the same role stands right above it."""
    style = ctx.look.boxes[block.role]
    lines = [line for inner in block.blocks for line in _lines(ctx, inner)]
    if not style.framed:
        return "".join(_item(ctx, line) for line in lines)
    ctx.gap = max(ctx.gap, style.before)
    whole = _height(ctx, lines, style) <= WHOLE * ctx.look.page.text_height
    hair = HAIR * 2 if again else HAIR
    parts = []
    for i, line in enumerate(lines, 1):
        last = i == len(lines)
        below = style.after if last else None
        direct = replace(_inside(ctx, line, style, hair), keep=whole and not last, parted=not whole, below=below)
        parts.append(paragraph(ctx, _box_role(block, line, style), content(ctx, line.runs), direct))
    return "".join(parts)


def _box_role(block: Box, line: _ListLine, style: BoxStyle) -> str:
    if line.number:
        return f"box-{block.role}-list"
    return f"box-{block.role}" if line.role == "body" or style.text else line.role


def _lines(ctx: BodyContext, block: Paragraph | ItemList, level: int = 1) -> Iterator[_ListLine]:
    """Yield the paragraphs of a list in reading order; a paragraph yields itself.

    Numbers start anew in each list; bullets share a list, and the count of numbered paragraphs runs on in theirs.
    """
    if isinstance(block, Paragraph):
        yield _ListLine(block.role, block.runs)
        return
    role = f"{block.role}{level}"
    place = ctx.sheet.lists[role]
    instance = ctx.restart(place, block.start) if block.role == "numbers" else place.instance
    number, tied = wml.numbering(instance, place.level), place.tied and instance == place.instance
    for item in block.items:
        yield _ListLine(role, item.runs, number, tied, _indent(ctx, block, role))
        for child in item.children:
            yield from _lines(ctx, child, level + 1)


def _indent(ctx: BodyContext, block: ItemList, role: str) -> float:
    """Return where a list's text begins: farther in where its labels are wide."""
    style = token(role, ctx.look)
    labels = [] if block.role == "bullets" else [f"{block.start + len(block.items) - 1}."]
    return label_indent(labels, style, ctx.typeface)


def _item(ctx: BodyContext, line: _ListLine) -> str:
    style = token(line.role, ctx.look)
    number = "" if line.tied else line.number
    return paragraph(ctx, line.role, content(ctx, line.runs), Direct(number=number, indent=hung(style, line.indent)))


def hung(style: TextStyle, indent: float) -> str:
    """Return `w:ind` for text whose label needs more room before it than its style gives; else nothing."""
    return wml.indent(indent, indent - style.indent + style.hanging) if indent > style.indent else ""


def _inside(ctx: BodyContext, line: _ListLine, style: BoxStyle, hair: float) -> Direct:
    """Return the direct formatting that a paragraph of a box needs beside its style.

    Why: paragraphs with equal borders join, which makes one box of those of one box. Two boxes that touch must
    differ in something; and a deeper list must reach farther out for the box's edge.
    """
    text = token(line.role, ctx.look)
    start = text.indent - text.hanging if line.number else 0
    foreign = not line.number and line.role != "body"
    left, right = box_sides(style)
    return Direct(
        number=line.number,
        frame=box_frame(Theme.of(ctx.look), style, hair, start) if hair != HAIR or start or foreign else "",
        indent=wml.indent(left + line.indent, line.indent - start, right) if line.number or foreign else "",
    )


def _height(ctx: BodyContext, lines: list[_ListLine], style: BoxStyle) -> float:
    """Return about how high a box is, in points."""
    room = style.room(ctx.look.page.text_width)
    height = 2 * style.padding
    for line in lines:
        text = token(line.role, ctx.look)
        count = ceil(runs_width(line.runs, Letters(ctx.typeface, text.size)) / (room - line.indent))
        height += count * text.line + text.after
    return height


def table(ctx: BodyContext, block: Table) -> str:
    """Return a table whose edges stand on the text's edges (17.4.38), with columns as wide as the PDF's.

    Its header repeats on every page; low rows stay whole, and with the rows of their group.
    """
    look = ctx.look
    points = column_widths(block, look.page.text_width, look.cells, 2 * look.table.cell_x)
    # Why edges: what becomes of the widths in twips never changes their sum.
    edges = [0, *(wml.twips(edge) for edge in accumulate(points))]
    widths = [right - left for left, right in pairwise(edges)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heights = _heights(ctx, block, points)
    most = WHOLE * look.page.text_height
    together = _kept_with_next(block, heights, most)
    rows = []
    for i, row in enumerate((block.header, *block.rows)):
        options = "<w:cantSplit/>" * (i == 0 or heights[i] <= most) + "<w:tblHeader/>" * (i == 0)
        role, keep = "table-body" if i else "table-head", "<w:keepNext/>" * (i in together)
        cells = "".join(_cell(ctx, cell, width, role, keep) for cell, width in zip(row, widths, strict=True))
        rows.append(f"<w:tr>{f'<w:trPr>{options}</w:trPr>' if options else ''}{cells}</w:tr>")
    return f"<w:tbl>{_properties(ctx, block, sum(widths))}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _heights(ctx: BodyContext, block: Table, points: Sequence[float]) -> list[float]:
    """Return about how high each row is in points, the header first."""
    style, body = ctx.look.table, ctx.look.styles["table-body"]
    lines = row_lines(block, points, Letters(ctx.typeface, body.size), 2 * style.cell_x)
    return [count * body.line + 2 * style.cell_y for count in lines]


def _kept_with_next(block: Table, heights: Sequence[float], most: float) -> set[int]:
    """Return the rows, the header being 0, that stay on the page of the next: those of one group, and the last but one.

    Why only groups no higher than `most`: a word processor begins a new page for one that is higher.
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


def _cell(ctx: BodyContext, cell: Cell, width: int, role: str, keep: str) -> str:
    words = wml.paragraph(ctx.styles[role], content(ctx, cell.runs), keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{words}</w:tc>'
