"""The Markdown parser, and what it leaves unsaid."""

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefkit.errors import TemplateError
from briefkit.markdown.fences import Prose
from briefkit.markdown.page import MAX_DEPTH, PageReader

NESTING = 200
"""Far beyond `MAX_DEPTH`. Why: the parser drops in silence what lies deeper than its limit."""

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
    tokens = _markdown().parse("\n".join(prose.lines))
    for token in tokens:
        inner = max((child.level for child in token.children or ()), default=0)
        if max(token.level, inner) > MAX_DEPTH:
            line = prose.line + (token.map[0] if token.map else 0)
            raise page.refusal("T13", "this is nested too deep", line, "lists nest up to three levels")
    return SyntaxTreeNode(tokens).children


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
    return parser.disable(["reference", "text_join"])
