"""The Markdown parser, and what it leaves unsaid."""

from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import TemplateError
from briefkit.markdown.fences import Prose
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


def nodes(prose: Prose, page: PageReader) -> list[SyntaxTreeNode]:
    """Return the blocks of some lines as the parser sees them; raises TemplateError where they nest too deep."""
    try:
        return _parsed("\n".join(prose.lines))
    except _RefusedError as refused:
        raise page.refusal(refused.code, refused.message, prose.line + refused.line, refused.hint) from None


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


def line_of(node: SyntaxTreeNode, prose: Prose) -> int:
    """Return the line that a block starts on, counted from 0."""
    return prose.line + (node.map[0] if node.map else 0)


def unexpected(node: SyntaxTreeNode, prose: Prose, page: PageReader, hint: str) -> TemplateError:
    """Return the error for a block that cannot stand where it does."""
    name = _NAMES.get(node.type, "this")
    return page.refusal("T10", f"{name} cannot stand here", line_of(node, prose), hint)


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
