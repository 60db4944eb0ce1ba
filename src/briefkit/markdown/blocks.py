"""Headings, paragraphs and what stands outside containers → blocks of a document."""

import re
from itertools import chain
from typing import Any, Literal, cast

from briefkit.document import Block, Cell, Heading, Item, ItemList, Paragraph, ParagraphRole, Runs, Table, Title
from briefkit.markdown.parser import Node
from briefkit.markdown.passages import cells, passage

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


def block(node: Node) -> list[Block]:
    """Return the block that stands outside containers; none for a table without rows."""
    match node.type:
        case "heading":
            return [_heading(node)]
        case "table":
            return [table(node)] if has_rows(node) else []
        case _:
            return [flow(node)]


def flow(node: Node) -> Paragraph | ItemList:
    """Return a paragraph or list."""
    return item_list(node) if node.type in LISTS else paragraph(node)


def paragraph(node: Node, role: ParagraphRole = "body") -> Paragraph:
    """Return a paragraph of a role."""
    if node.type != "paragraph":
        raise node.unexpected(_OUTSIDE if node.type in ("heading", "table", *LISTS) else _DIALECT)
    return Paragraph(words(node), role)


def words(node: Node) -> Runs:
    """Return the words of a paragraph; refuses lines that were meant as something else."""
    for number, line in enumerate(node.lines):
        if line.lstrip(" \t").startswith(("#", "|")) or (number and _LIKE_A_LIST.match(line)):
            raise node.refusal("T10", "a line looks like more than words", _MEANT, below=number)
    return _passage(node)


def _passage(node: Node) -> Runs:
    return passage(node.tree.children[0], node.page, node.line)


def _heading(node: Node) -> Title | Heading:
    page, level, source = node.page, len(node.tree.markup), node.lines[0]
    if not node.tree.markup.startswith("#") or level > DEEPEST or (source.endswith("#") and source.strip(" #")):
        hint = "Write `## words` on one line, with # to ####."
        raise node.refusal("T13", "a heading is written otherwise here", hint)
    runs = _passage(node)
    if not runs:
        raise node.refusal("T13", "a heading has no words", "Print it only where its value is there: {% if … %}.")
    if level == 1:
        page.take("title", node.line)
        return Title(runs)
    if level - 1 > page.level + 1:
        raise node.refusal("T13", "a heading skips a level", "Go down one # at a time.")
    page.headings, page.level = page.headings + 1, level - 1
    return Heading(cast("Any", level - 1), runs, f"section-{page.headings}")


def item_list(node: Node) -> ItemList:
    """Return a list with the lists below it."""
    if node.tree.markup not in {"-", "."}:
        raise node.refusal("T10", "a list is written otherwise here", "Write `- item` or `1. item`.")
    items = tuple(map(_item, node.children))
    if node.type == "bullet_list":
        return ItemList(items)
    return ItemList(items, "numbers", int(node.tree.attrs.get("start", 1)))


def _item(node: Node) -> Item:
    for number, child in enumerate(node.children):
        if child.type not in LISTS and (number or child.type != "paragraph"):
            raise child.unexpected("An item is one paragraph, perhaps with lists below it.")
    if not node.children or node.children[0].type in LISTS:
        raise node.refusal("T13", "an item of a list has no words", "Write them behind the marker.")
    words, *below = node.children
    _check_indent(words)
    return Item(_passage(words), tuple(map(item_list, below)))


def _check_indent(words: Node) -> None:
    """Refuse a line that the parser takes into an item though it stands further left than its words."""
    first, *more = words.lines
    marker = _MARKER.match(first)
    for number, line in enumerate(more, 1):
        if marker and len(line) - len(line.lstrip(" \t")) < marker.end():
            hint = "Leave an empty line after a list, or indent the line to belong to the item."
            raise words.refusal("T13", "a line runs into the item above it", hint, below=number)


def has_rows(node: Node) -> bool:
    """Return whether a table has rows below its header; refuses one that is not written as a table."""
    if not all(line.lstrip(" \t").startswith("|") for line in node.lines[:2]):
        raise node.refusal("T12", "a table is written otherwise here", "Begin and end each of its lines with |.")
    return len(node.children) > 1


def table(node: Node, role: TableRole = "status", caption: Runs = ()) -> Table:
    """Return a table; a column that comes out empty disappears."""
    rows = list(chain.from_iterable(part.children for part in node.children))
    width = len(rows[0].children)
    if width > MAX_COLUMNS or len(rows) > MAX_ROWS + 1:
        raise node.refusal("T12", f"a table has more than {MAX_COLUMNS} columns or {MAX_ROWS:,} rows", "Divide it.")
    header, *body = (_row(row, width) for row in rows)
    columns = [i for i in range(width) if not body or any(row[i].runs for row in body)]
    header, *body = (tuple(row[i] for i in columns) for row in (header, *body))
    return Table(header, tuple(body), role, caption)


def _row(row: Node, width: int) -> tuple[Cell, ...]:
    count = _count(row.lines[0])
    if count != width:
        message = f"a row has {count} cells where the header has {width}"
        raise row.refusal("T12", message, "Write | between cells, and \\| for a bar in a cell.")
    if any("style" in cell.attrs for cell in row.tree.children):
        raise row.refusal("T12", "a column is aligned, which no page shows", "Write --- without colons.")
    return tuple(map(Cell, cells((cell.children[0] for cell in row.tree.children), row.page, row.line)))


def _count(line: str) -> int:
    """Return how many cells a line writes. Why: the parser fills up short rows and cuts off long ones."""
    cells = _PIPE.split(line.strip())
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])
