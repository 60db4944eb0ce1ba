"""The template language: which of Jinja's constructs a template may be made of, and which tag breaks its syntax."""

import re
from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from typing import TypeAlias, cast

from jinja2 import nodes

from briefkit.errors import Place, Problem, TemplateError
from briefkit.spelling import cut

EACH, PART, COMPARED = "each item of", "the part called", "compared"
"""Names of our filters around what is looped over, included and compared; templates may not use them."""

MAX_DEPTH = 60
MAX_LOOPS = 8

FILTERS = frozenset({"length"})
LOOP = frozenset({"first", "last", "index", "length"})
"""What a template may ask of `loop`."""

HIDDEN = frozenset({"self", "super", "caller", "varargs", "kwargs"})
HINT = "Take it out: a template prints, loops, tests, names and includes; what needs computing is computed before it."

_KNOWN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Const, nodes.Tuple),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Name, nodes.Getattr),
    *(nodes.For, nodes.Assign, nodes.With, nodes.Include, nodes.Filter),
)
_WORDS: dict[type[nodes.Node], str] = {
    nodes.Call: "a call",
    nodes.Getitem: "an index in brackets",
    nodes.Concat: "joining with ~",
    nodes.Macro: "a macro",
    nodes.CallBlock: "a call block",
    nodes.FilterBlock: "a filter block",
    nodes.AssignBlock: "a set block",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "extends",
    nodes.Block: "a block",
    nodes.List: "a list",
    nodes.Dict: "a dictionary",
}
_TAG = re.compile(
    r"""\{\#.*?\#\}  # a comment
      | \{\{ (?:(?!\{[{%\#]).)*? \}\}  # what is printed
      | \{%[-+]?\s* (?P<word>\w*) (?:(?!\{[{%\#]).)*? %\}
      | (?P<unclosed>\{[{%\#][^\r\n]*)  # up to the end of its line""",
    re.DOTALL | re.VERBOSE,
)
"""A tag of a template, whole, with the keyword of a statement."""
_BLOCKS = frozenset({"if", "for", "with", "set", "macro", "call", "filter", "block", "autoescape", "raw"})

_Tag = re.Match[str]


class Refused(Exception):  # noqa: N818 - a refusal on its way to its place, not an error that leaves this package
    """Something a template may not do, before its place is known."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Keep the parts of its Problem, which gets a place later."""
        super().__init__(code)
        self.code, self.message, self.hint = code, message, hint


Walked: TypeAlias = list[tuple[nodes.Node, int, int]]
"""Every node of a parsed template in order, with its depth and how many loops are around it."""


def admitted(tree: nodes.Template, file: str) -> Walked:
    """Return every node of a parsed template; TemplateError with each that lies outside the language."""
    problems, line, walked = [], 1, _walk(tree)
    for node, depth, loops in walked:
        line = node.lineno or line
        if depth > MAX_DEPTH or loops > MAX_LOOPS:
            raise TemplateError(too_deep(Place(file, line)))
        if message := _objection(node):
            problems.append(Problem("T04", message, Place(file, line), HINT))
    if problems:
        raise TemplateError(*problems)
    return walked


def too_deep(place: Place) -> Problem:
    """Return the problem with what is nested too deep to be read."""
    hint = "Move what is inside into a file of its own, and {% include %} it."
    return Problem("T08", "the template is nested too deep", place, hint)


def includes(walked: Walked) -> Iterator[tuple[str, int]]:
    """Yield the name and line of each template that one includes; before `hook`."""
    for include, *_ in walked:
        if isinstance(include, nodes.Include) and isinstance(include.template, nodes.Const):
            yield include.template.value, include.lineno


def size(node: nodes.Node) -> int:
    """Return the number of nodes in a tree: the cost of running it once, without its loops."""
    return 1 + sum(1 for _ in node.find_all(nodes.Node))


def hook(walked: Walked) -> None:
    """Wrap what is looped over, included and compared in our filters, which count and check it."""
    for node, *_ in walked:
        match node:
            case nodes.For():
                node.iter = _filter(node.iter, EACH, size(node))
            case nodes.Include():
                node.template = _filter(node.template, PART)
            case nodes.Compare():
                node.expr = _filter(node.expr, COMPARED)
                for operand in node.ops:
                    operand.expr = _filter(operand.expr, COMPARED)
            case _:
                pass


def _filter(node: nodes.Node, name: str, weight: int | None = None) -> nodes.Filter:
    given = [] if weight is None else [nodes.Const(weight, lineno=node.lineno)]
    return nodes.Filter(cast("nodes.Expr", node), name, given, [], None, None, lineno=node.lineno)


def _walk(tree: nodes.Template) -> Walked:
    walked: Walked = []
    stack: Walked = [(tree, 0, 0)]
    while stack:
        node, depth, loops = stack.pop()
        walked.append((node, depth, loops))
        inner = loops + isinstance(node, nodes.For)
        stack.extend((child, depth + 1, inner) for child in reversed(list(node.iter_child_nodes())))
    return walked


def _objection(node: nodes.Node) -> str | None:
    """Return why a node stands outside the language, if it does."""
    why = None
    match node:
        case nodes.Output() if any(isinstance(child, nodes.Const) for child in node.nodes):
            why = "a literal is printed; type the words into the template"
        case nodes.Name(name=name) | nodes.Getattr(attr=name):
            why = f"the name {cut(name)!r} is not for templates" if name.startswith("_") or name in HIDDEN else None
        case nodes.Const(value=float(value)) if not isfinite(value):
            why = "a number is too large"
        case nodes.For() if node.recursive or not isinstance(node.target, nodes.Name):
            why = "a loop names one thing and does not call itself"
        case nodes.Assign() | nodes.With() if not _names_plainly(node):
            why = "a name stands alone before ="
        case nodes.Include() if not _includes_plainly(node):
            why = "include names one template in quotes, without further words"
        case nodes.Filter() | nodes.Test() if not _asks_length(node):
            why = f"{cut(node.name)!r} is not part of the template language"
        case _ if type(node) not in _KNOWN:
            why = f"{_WORDS.get(type(node), 'this construct')} is not part of the template language"
        case _:
            pass
    return why


def _names_plainly(node: nodes.Assign | nodes.With) -> bool:
    targets = [node.target] if isinstance(node, nodes.Assign) else node.targets
    return all(isinstance(target, nodes.Name) for target in targets)


def _asks_length(node: nodes.Filter | nodes.Test) -> bool:
    own = isinstance(node, nodes.Filter) and node.name in FILTERS
    return own and node.node is not None and not (node.args or node.kwargs)


def _includes_plainly(include: nodes.Include) -> bool:
    named = isinstance(include.template, nodes.Const) and isinstance(include.template.value, str)
    return named and include.with_context and not include.ignore_missing


def broken(source: str, line: int, reads: Callable[[str], bool]) -> tuple[int, str] | None:
    """Return the index of the tag that breaks a template's syntax and what is wrong with it, naming it whole.

    `line`: where the parser gave up. `reads`: whether a text is a template by itself.
    """
    tags = list(_TAG.finditer(source))
    wrong = _unbalanced(tags)
    if wrong:
        return wrong
    first = sum(len(text) for text in source.splitlines(keepends=True)[: line - 1])
    last = first + len((source[first:].splitlines() or [""])[0])
    for tag in tags:
        alone = f"{tag[0]}{{% end{_word(tag)} %}}" if _opens(tag) else tag[0]
        here = tag.start() <= last and tag.end() > first
        if here and not _word(tag).startswith(("el", "end")) and not reads(alone):
            return tag.start(), f"`{cut(tag[0])}` is not in the template language"
    return None


def _unbalanced(tags: Sequence[_Tag]) -> tuple[int, str] | None:
    """Return the tag that nothing closes, or that closes nothing, and what is wrong with it."""
    opened: list[_Tag] = []
    for tag in tags:
        word = _word(tag)
        if tag["unclosed"]:
            return tag.start(), f"`{cut(tag[0].rstrip())}` is never closed"
        if _opens(tag):
            opened.append(tag)
        elif word.startswith("end"):
            if word[3:] not in map(_word, opened):
                return tag.start(), f"`{cut(tag[0])}` closes nothing"
            if _word(opened[-1]) != word[3:]:
                break
            opened.pop()
    return (opened[-1].start(), f"`{cut(opened[-1][0])}` is never closed") if opened else None


def _word(tag: _Tag) -> str:
    """Return the keyword of a tag, such as `for`; empty for a tag that prints or comments."""
    return tag["word"] or ""


def _opens(tag: _Tag) -> bool:
    """Say whether a tag begins a block that another one has to close."""
    return _word(tag) in _BLOCKS and not (_word(tag) == "set" and "=" in tag[0])
