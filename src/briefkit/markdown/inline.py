"""The words of a passage → runs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from briefkit.citemarks import RESERVED, split
from briefkit.document import Run, Runs, text
from briefkit.markdown.page import ADDRESSES, MAX_DEPTH, PageReader, Style
from briefkit.markdown.passages import tidy

LONGEST_WORD = 5_000
"""Letters without a space. Why: where no line can end, the time to set one grows with the square of its length."""

_LEFT = re.compile(r"[*`]|\]\(|!\[")
"""What only Markdown that failed leaves in a text."""
_MARK_IN_ADDRESS = "%EE%80%80"
"""The first character of a mark as an address writes it."""

_OUTSIDE = {
    "code_inline": ("code", "Write the words without ` around them."),
    "html_inline": ("HTML", "Write **strong** or *emphasis* instead, or \\< for the character itself."),
    "image": ("an image", "Take it out: pictures come from the record, as parts/picture.md prints them."),
    "hardbreak": ("a line break", "Leave an empty line instead: a new paragraph begins behind it."),
}
"""Constructs outside the dialect that the parser knows → their name, and what to write instead."""
_HINT = "Write a backslash before a character that is meant as it stands."


def passage(node: SyntaxTreeNode | None, page: PageReader, line: int) -> Runs:
    """Return the runs of an inline node on a line; raises TemplateError for what is outside the dialect."""
    return row([node], page, line)[0]


def row(nodes: Iterable[SyntaxTreeNode | None], page: PageReader, line: int) -> list[Runs]:
    """Return the runs of inline nodes that are read as one: the cells of a row."""
    return page.portioned(
        [_broken(tidy(_runs(node, page, line, Style())), page, line) if node else () for node in nodes]
    )


def _broken(runs: Runs, page: PageReader, line: int) -> Runs:
    """Return runs; TemplateError where a word is too long to break lines in it."""
    if max(map(len, text(runs).split()), default=0) > LONGEST_WORD:
        raise page.refusal(
            "T10", f"a word has more than {LONGEST_WORD:,} letters", line, "Write it as words with spaces between them."
        )
    return runs


def _runs(node: SyntaxTreeNode, page: PageReader, line: int, style: Style, depth: int = 0) -> Iterator[Run]:
    if depth > MAX_DEPTH:
        raise page.refusal("T10", "words are nested too deep", line, "Put fewer * and [ ] around them.")
    for child in node.children:
        match child.type:
            case "text":
                yield from _text(child.content, page, line, style)
            case "text_special":
                yield page.words(_clean(child.content, page, line), style, line)
            case "softbreak":
                yield page.words(" ", style, line)
            case "strong" | "em" | "link":
                yield from _runs(child, page, line, _styled(child, page, line, style), depth + 1)
            case other:
                name, hint = _OUTSIDE.get(other, ("this", _HINT))
                raise page.refusal("T10", f"{name} is not part of the dialect", line, hint)


def _text(words: str, page: PageReader, line: int, style: Style) -> Iterator[Run]:
    for piece in split(words):
        if isinstance(piece, int):
            yield from page.value(piece, style, line)
            continue
        if match := _LEFT.search(piece):
            hint = f"{ADDRESSES} {_HINT}" if match[0] == "](" else _HINT
            raise page.refusal("T10", f"{match[0]!r} stands here without its fellow", line, hint)
        yield page.words(_clean(piece, page, line), style, line)


def _clean(words: str, page: PageReader, line: int) -> str:
    if RESERVED.search(words):
        hint = "Take the character reference (&#…;) out: it stands for a private-use character."
        raise page.refusal("T15", "a mark is broken", line, hint)
    return words


def _styled(node: SyntaxTreeNode, page: PageReader, line: int, style: Style) -> Style:
    match node.type, node.markup:
        case "strong", "**":
            return replace(style, strong=True)
        case "em", "*":
            return replace(style, emphasis=True)
        case "link", "":
            return replace(style, link=_link(node, page, line))
        case _:
            raise page.refusal(
                "T10", "this is written otherwise here", line, "Write **strong**, *emphasis* or [words](address)."
            )


def _link(node: SyntaxTreeNode, page: PageReader, line: int) -> str:
    address = str(node.attrs.get("href", ""))
    if _MARK_IN_ADDRESS in address.upper():
        hint = "Print the value by itself: one that has a link brings it."
        raise page.refusal("T15", "a value stands in an address", line, hint)
    if "title" in node.attrs:
        raise page.refusal("T10", "a link has a title, which no page shows", line, "Write [words](address).")
    if not node.children:
        raise page.refusal("T14", "a link has no words", line, "Write [words](address).")
    return page.address(address, line)
