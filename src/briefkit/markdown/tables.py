"""Pipe tables."""

import re
from itertools import chain
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from briefkit.document import Cell, Runs, Table
from briefkit.markdown.fences import Prose
from briefkit.markdown.inline import row as read_row
from briefkit.markdown.page import PageReader
from briefkit.markdown.parser import line_of

MAX_COLUMNS, MAX_ROWS = 20, 10_000

TableRole = Literal["status", "matrix"]

_PIPE = re.compile(r"(?<!\\)\|")


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
