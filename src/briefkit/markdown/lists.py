"""Lists, bulleted and numbered."""

import re

from markdown_it.tree import SyntaxTreeNode

from briefkit.document import Item, ItemList
from briefkit.markdown.fences import Prose
from briefkit.markdown.inline import passage
from briefkit.markdown.page import PageReader
from briefkit.markdown.parser import line_of, unexpected

LISTS = ("bullet_list", "ordered_list")

_MARKER = re.compile(r"[ \t]*(?:(?:-|[0-9]{1,9}\.)[ \t]+)+")


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
