"""HTML as a tree; the door to lxml's parser."""

import re
from collections.abc import Container, Iterator
from typing import TypeAlias

from lxml import etree

from briefkit.draft.passages import Unreadable

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's name for what it returns

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MOST = 500_000
"""Tags of a page."""
_CROWD = 500
"""Attributes of a tag: libxml2 holds each against all before it."""
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_LIMITS = frozenset(("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"))
"""What libxml2 says of tags nested beyond its limit of 256, and then leaves out the rest of the page."""


def parsed(text: str) -> Element:
    """Return the root of a page; no network is asked, and entities are those of HTML alone."""
    if text.count("<") > _MOST or _is_crowded(text):
        raise Unreadable("has more tags or attributes than a web page has", "Save the part you quote as plain text.")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError:
        root = None
    if any(entry.type_name in _LIMITS for entry in parser.error_log):
        raise Unreadable("nests its tags too deeply for a web page", "Save it as PDF or plain text in the browser.")
    if root is None:
        raise Unreadable("is a damaged web page", "Open it in the browser, and save it anew.")
    return root


def _is_crowded(text: str) -> bool:
    """Say whether a tag has more attributes than one has, in one pass over the text."""
    at = 0
    while tag := _TAG.search(text, at):
        at, count = tag.end(), 0
        while match := _ATTRIBUTE.match(text, at):
            at, count = match.end(), count + 1
            if count > _CROWD:
                return True
    return False


def walked(root: Element, left_out: Container[Element]) -> Iterator[tuple[str, Element]]:
    """Yield `start` and `end` for each tag in order; of what is left out only the end."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if event == "start" and node in left_out:
            walker.skip_subtree()
        else:
            yield event, node


def name(node: Element) -> str:
    """Return the name of a tag in small letters; empty for comments and the like."""
    return node.tag.lower() if isinstance(node.tag, str) else ""
