"""The parts of a page: containers, which are lines between `::: name` and `:::`, and what the Markdown parser sees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import TemplateError
from briefkit.markdown.page import MAX_DEPTH, PageReader

MAX_BRACKETS = 500
"""Opening brackets in one passage. Why: the parser looks behind each for its fellow, to the passage's end."""

NESTING = 200
"""Far beyond `MAX_DEPTH`. Why: the parser drops in silence what lies deeper than its limit."""

_KEPT = 256
"""Texts whose blocks are kept: more than the editions of one record hold together."""

_NAMES = {
    "blockquote": "a block quotation",
    "code_block": "an indented block (code)",
    "fence": "code",
    "hr": "a rule",
    "html_block": "HTML",
    "table": "a table",
    "heading": "a heading",
    "bullet_list": "a list",
    "ordered_list": "a numbered list",
    "paragraph": "a paragraph",
}
_FENCE = re.compile(r"[ \t]*:::")
_OPENING = re.compile(r":::[ \t]+([a-z-]+)(?:[ \t]+([a-z-]+))?")
_HINT = "`::: name`, in small letters, opens a container and `:::` alone closes it; both start a line."


@dataclass(frozen=True, slots=True)
class Node:
    """A block outside containers or between them, or a part of one: a heading, a list, an item, a row."""

    tree: SyntaxTreeNode
    page: PageReader
    source: Sequence[str]
    """The lines that were parsed with it."""
    first: int
    """The number on the page of the first of these, counted from 0."""

    @property
    def type(self) -> str:
        """What it is, as the parser calls it."""
        return self.tree.type

    @property
    def children(self) -> list["Node"]:
        """The blocks that it is made of."""
        return [Node(child, self.page, self.source, self.first) for child in self.tree.children]

    @property
    def line(self) -> int:
        """The line that it starts on, counted from 0."""
        return self.first + (self.tree.map or (0, 0))[0]

    @property
    def lines(self) -> Sequence[str]:
        """Its lines."""
        return self.source[slice(*(self.tree.map or (0, 0)))]

    def refusal(self, code: str, message: str, hint: str, *, below: int = 0) -> TemplateError:
        """Return the error for something on its first line, or so many lines below."""
        return self.page.refusal(code, message, self.line + below, hint)

    def unexpected(self, hint: str) -> TemplateError:
        """Return the error for a block that cannot stand where it does."""
        return self.refusal("T10", f"{_NAMES.get(self.type, 'this')} cannot stand here", hint=hint)


@dataclass(frozen=True, slots=True)
class Fence:
    """A container and what stands in it."""

    name: str
    role: str | None
    line: int
    """Of its opening, counted from 0."""
    parts: tuple["Part", ...]
    page: PageReader

    def refusal(self, code: str, message: str, hint: str) -> TemplateError:
        """Return the error for something at its opening."""
        return self.page.refusal(code, message, self.line, hint)


Part: TypeAlias = Node | Fence


def read(page: PageReader) -> tuple[Part, ...]:
    """Return the parts of a page in order.

    TemplateError where containers are not well formed, or blocks nest too deep.
    """
    lines = enumerate(line.rstrip(" \t") for line in page.composed.text.split("\n"))
    return tuple(_parts(lines, page, None, 0))


def _parts(lines: Iterator[tuple[int, str]], page: PageReader, opened: int | None, depth: int) -> Iterator[Part]:
    """Yield the parts up to the end of the container that was opened on a line, or of the page."""
    words: list[str] = []
    first = 0
    for number, line in lines:
        if not _FENCE.match(line):
            first = first if words else number
            words.append(line)
            continue
        yield from _nodes(words, first, page)
        words = []
        if line == ":::":
            if opened is None:
                raise page.refusal("T11", "nothing is open here that could be closed", number, _HINT)
            return
        yield _fence(line, number, lines, page, depth + 1)
    if opened is not None:
        raise page.refusal("T11", "a container is not closed", opened, _HINT)
    yield from _nodes(words, first, page)


def _fence(line: str, number: int, lines: Iterator[tuple[int, str]], page: PageReader, depth: int) -> Fence:
    match = _OPENING.fullmatch(line)
    if not match:
        raise page.refusal("T11", "this opens no container", number, _HINT)
    if depth > MAX_DEPTH:
        raise page.refusal("T11", "containers are nested too deep", number, "Close one with `:::` first.")
    return Fence(match[1], match[2], number, tuple(_parts(lines, page, number, depth)), page)


def _nodes(lines: Sequence[str], first: int, page: PageReader) -> Iterator[Node]:
    """Yield the blocks of some lines as the parser sees them; TemplateError where they nest too deep."""
    try:
        yield from (Node(tree, page, lines, first) for tree in _parsed("\n".join(lines)))
    except _RefusedError as refused:
        raise page.refusal(refused.code, refused.message, first + refused.line, refused.hint) from None


@lru_cache(_KEPT)
def _parsed(text: str) -> list[SyntaxTreeNode]:
    """Return the blocks of a text, which nobody may change; raises _RefusedError.

    Why they are kept: what one try at an edition's length prints, the next mostly prints too.
    """
    tokens = _markdown().parse(text)
    for token in tokens:
        inner = max((child.level for child in token.children or ()), default=0)
        if max(token.level, inner) > MAX_DEPTH:
            line = token.map[0] if token.map else 0
            raise _RefusedError("T13", "this is nested too deep", line, "Nest it less: a list goes down three levels.")
    return SyntaxTreeNode(tokens).children


def html(text: str) -> str:
    """Return a finished brief in Markdown as HTML: without pictures, and what looks like HTML as plain text."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING}).enable("table")
    return str(parser.disable(["reference", "image"]).render(text))


@cache
def _markdown() -> MarkdownIt:
    """Return the parser. Why without references: their definitions vanish from the text."""
    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    parser.core.ruler.before("inline", "brackets", _check_brackets)
    return parser.disable(["reference", "text_join"])


class _RefusedError(Exception):
    def __init__(self, code: str, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.hint = code, message, line, hint


def _check_brackets(state: StateCore) -> None:
    """Refuse a passage with too many brackets before it is parsed."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > MAX_BRACKETS:
            line = token.map[0] if token.map else 0
            raise _RefusedError("T10", f"a passage has more than {MAX_BRACKETS} brackets", line, "Divide it.")
