"""Headings, paragraphs and what stands outside containers → blocks of a document."""

import re
from itertools import chain
from typing import Any, Literal, cast

from markdown_it.tree import SyntaxTreeNode

from briefkit.document import Block, Cell, Heading, Item, ItemList, Paragraph, ParagraphRole, Runs, Table, Title
from briefkit.markdown.fences import Prose
from briefkit.markdown.inline import passage
from briefkit.markdown.inline import row as read_row
from briefkit.markdown.page import PageReader
from briefkit.markdown.parser import line_of, nodes, unexpected

DEEPEST = 4
"""`####` is a heading of level 3: `#` is the title."""
_LIKE_A_LIST = re.compile(r"[ \t]*[0-9]{1,9}[.)][ \t]")
_DIALECT = "A page is made of headings, paragraphs, - and 1. lists, pipe tables and ::: containers."
_MEANT = (
    "A heading is # to #### and a space, a table has a line of --- below its header, a list an empty line above it."
)
_OUTSIDE = "Close the container first, with `:::`."
LISTS = ("bullet_list", "ordered_list")
_MARKER = re.compile(r"[ \t]*(?:(?:-|[0-9]{1,9}\.)[ \t]+)+")
MAX_COLUMNS, MAX_ROWS = 20, 10_000
TableRole = Literal["status", "matrix"]
_PIPE = re.compile(r"(?<!\\)\|")


def blocks(prose: Prose, page: PageReader) -> list[Block]:
    """Return the blocks of lines outside containers."""
    return [block for node in nodes(prose, page) for block in _block(node, prose, page)]


def flow(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> Paragraph | ItemList:
    """Return a paragraph or list."""
    if node.type in LISTS:
        return item_list(node, prose, page)
    return paragraph(node, prose, page)


def paragraph(node: SyntaxTreeNode, prose: Prose, page: PageReader, role: ParagraphRole = "body") -> Paragraph:
    """Return a paragraph of a role."""
    if node.type != "paragraph":
        hint = _OUTSIDE if node.type in ("heading", "table", *LISTS) else _DIALECT
        raise unexpected(node, prose, page, hint)
    return Paragraph(words(node, prose, page), role)


def words(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> Runs:
    """Return the words of a paragraph; refuses lines that were meant as something else."""
    start, end = node.map or (0, 0)
    for number, line in enumerate(prose.lines[start:end]):
        if line.lstrip(" \t").startswith(("#", "|")) or (number and _LIKE_A_LIST.match(line)):
            raise page.refusal("T10", "a line looks like more than words", prose.line + start + number, _MEANT)
    return passage(node.children[0], page, prose.line + start)


def _block(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> list[Block]:
    match node.type:
        case "heading":
            return [_heading(node, prose, page)]
        case "table":
            return [table(node, prose, page)] if has_rows(node, prose, page) else []
        case _:
            return [flow(node, prose, page)]


def _heading(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> Title | Heading:
    line, level = line_of(node, prose), len(node.markup)
    source = prose.lines[line - prose.line]
    if not node.markup.startswith("#") or level > DEEPEST or (source.endswith("#") and source.strip(" #")):
        raise page.refusal(
            "T13", "a heading is written otherwise here", line, "Write `## words` on one line, with # to ####."
        )
    runs = passage(node.children[0], page, line)
    if not runs:
        raise page.refusal("T13", "a heading has no words", line, "Print it only where its value is there: {% if … %}.")
    if level == 1:
        page.take("title", line)
        return Title(runs)
    if level - 1 > page.level + 1:
        raise page.refusal("T13", "a heading skips a level", line, "Go down one # at a time.")
    page.headings, page.level = page.headings + 1, level - 1
    return Heading(cast("Any", level - 1), runs, f"section-{page.headings}")


def item_list(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> ItemList:
    """Return a list with the lists below it."""
    if node.markup not in {"-", "."}:
        raise page.refusal(
            "T10", "a list is written otherwise here", line_of(node, prose), "Write `- item` or `1. item`."
        )
    items = tuple(_item(child, prose, page) for child in node.children)
    if node.type == "bullet_list":
        return ItemList(items)
    return ItemList(items, "numbers", int(node.attrs.get("start", 1)))


def _item(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> Item:
    line = line_of(node, prose)
    for number, child in enumerate(node.children):
        if child.type not in LISTS and (number or child.type != "paragraph"):
            raise unexpected(child, prose, page, "An item is one paragraph, perhaps with lists below it.")
    if not node.children or node.children[0].type in LISTS:
        raise page.refusal("T13", "an item of a list has no words", line, "Write them behind the marker.")
    words, *below = node.children
    _check_indent(words, prose, page)
    runs = passage(words.children[0], page, line)
    return Item(runs, tuple(item_list(child, prose, page) for child in below))


def _check_indent(words: SyntaxTreeNode, prose: Prose, page: PageReader) -> None:
    """Refuse a line that the parser takes into an item though it stands further left than its words."""
    start, end = words.map or (0, 0)
    first, *more = prose.lines[start:end]
    marker = _MARKER.match(first)
    for offset, line in enumerate(more, 1):
        if marker and len(line) - len(line.lstrip(" \t")) < marker.end():
            hint = "Leave an empty line after a list, or indent the line to belong to the item."
            raise page.refusal("T13", "a line runs into the item above it", prose.line + start + offset, hint)


def has_rows(node: SyntaxTreeNode, prose: Prose, page: PageReader) -> bool:
    """Return whether a table has rows below its header; refuses one that is not written as a table."""
    first = line_of(node, prose)
    start = first - prose.line
    if not all(line.lstrip(" \t").startswith("|") for line in prose.lines[start : start + 2]):
        raise page.refusal("T12", "a table is written otherwise here", first, "Begin and end each of its lines with |.")
    return len(node.children) > 1


def table(
    node: SyntaxTreeNode, prose: Prose, page: PageReader, role: TableRole = "status", caption: Runs = ()
) -> Table:
    """Return a table."""
    rows = list(chain.from_iterable(part.children for part in node.children))
    width = len(rows[0].children)
    if width > MAX_COLUMNS or len(rows) > MAX_ROWS + 1:
        message = f"a table has more than {MAX_COLUMNS} columns or {MAX_ROWS:,} rows"
        raise page.refusal("T12", message, line_of(node, prose), "Divide it.")
    header, *body = (_row(row, prose, page, width) for row in rows)
    return Table(header, tuple(body), role, caption)


def _row(row: SyntaxTreeNode, prose: Prose, page: PageReader, width: int) -> tuple[Cell, ...]:
    line = line_of(row, prose)
    count = _count(prose.lines[line - prose.line])
    if count != width:
        message = f"a row has {count} cells where the header has {width}"
        raise page.refusal("T12", message, line, "Write | between cells, and \\| for a bar in a cell.")
    if any("style" in cell.attrs for cell in row.children):
        raise page.refusal("T12", "a column is aligned, which no page shows", line, "Write --- without colons.")
    return tuple(map(Cell, read_row((cell.children[0] for cell in row.children), page, line)))


def _count(line: str) -> int:
    """Return how many cells a line writes. Why: the parser fills up short rows and cuts off long ones."""
    cells = _PIPE.split(line.strip())
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
