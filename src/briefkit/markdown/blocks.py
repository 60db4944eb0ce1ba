"""Headings, paragraphs and what stands outside containers → blocks of a document."""

import re
from typing import Any, cast

from markdown_it.tree import SyntaxTreeNode

from briefkit.document import Block, Heading, ItemList, Paragraph, ParagraphRole, Runs, Title
from briefkit.markdown.fences import Prose
from briefkit.markdown.inline import passage
from briefkit.markdown.lists import LISTS, item_list
from briefkit.markdown.page import PageReader
from briefkit.markdown.parser import line_of, nodes, unexpected
from briefkit.markdown.tables import has_rows, table

DEEPEST = 4
"""`####` is a heading of level 3: `#` is the title."""

_LIKE_A_LIST = re.compile(r"[ \t]*[0-9]{1,9}[.)][ \t]")
_DIALECT = "A page is made of headings, paragraphs, - and 1. lists, pipe tables and ::: containers."
_MEANT = (
    "A heading is # to #### and a space, a table has a line of --- below its header, a list an empty line above it."
)
_OUTSIDE = "Close the container first, with `:::`."


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
