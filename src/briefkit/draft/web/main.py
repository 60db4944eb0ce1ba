"""Which part of a page is its text, and which parts inside of it are navigation, banners and the like."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from briefkit.data import table
from briefkit.draft.web.tree import HEADINGS, Element, name

_PAGE = table("draft/web/page.toml")
NEVER = frozenset(_PAGE["tags"]["never"].split())
_EDGES = frozenset(("header", "footer"))
_BODIES = frozenset(("html", "body", "main", "article"))
_ROLES, _NAMED = (frozenset(_PAGE["around"][kind].split()) for kind in ("roles", "names"))
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_MOST = 0.4
"""The part of the page's text from which on a name alone leaves nothing out."""
_ENOUGH = 0.25
"""The part of the page's text that its main part must hold."""
_LINKS = 3
"""Links from which on a list of nothing else is navigation."""
_LINKED = 0.8
_LINK = 40
"""Characters of a link in navigation, on an average."""

Weights = Mapping[Element, int]


def main(root: Element) -> tuple[Element, frozenset[Element]]:
    """Return the main part of a page, and what is left out of it."""
    every = list(root.iter("*"))
    weights = _sums(every, lambda node, below: 0 if name(node) in NEVER else below + _length(node.text), tails=True)
    links = _sums(every, lambda node, below: weights[node] if name(node) == "a" else below)
    counts = _sums(every, lambda node, below: below + (name(node) == "a"))
    holding = _holding(every)
    left_out = {node for node in every if _is_around(node, weights, weights[root], holding)}
    left_out |= {node for node in every if _is_navigation(node, weights, links, counts)}
    if not any(_visible(node, left_out) for node in every):
        left_out = {node for node in every if name(node) in NEVER - {"form", "aside"}}
    return _main(root, every, weights), frozenset(left_out)


def _sums(every: Sequence[Element], own: Callable[[Element, int], int], *, tails: bool = False) -> dict[Element, int]:
    """Return a count for each tag, from that of the tags below it; `tails` adds the text behind each of these."""
    found: dict[Element, int] = {}
    for node in reversed(every):
        found[node] = own(node, found.get(node, 0))
        above = node.getparent()
        if above is not None:
            found[above] = found.get(above, 0) + found[node] + (_length(node.tail) if tails else 0)
    return found


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _holding(every: Iterable[Element]) -> set[Element]:
    """Return the tags that are a heading or the main part, or hold the page's title or main part."""
    found = {node for node in every if name(node) in HEADINGS}
    for node in every:
        if name(node) in {"h1", "article", "main"}:
            for above in (node, *node.iterancestors()):
                found.add(above)
    return found


def _is_around(node: Element, weights: Weights, whole: int, holding: Container[Element]) -> bool:
    """Say whether a tag holds no text of the page, or is hidden, or stands around the text."""
    tag = name(node)
    if tag in NEVER:
        return tag != "form" or weights[node] <= _MOST * whole
    if tag in _BODIES:
        return False
    if node.get("hidden") is not None or _HIDDEN.search(node.get("style", "")):
        return True
    if node.get("role", "").lower() in _ROLES or (tag in _EDGES and not _is_inside(node)):
        return node not in holding
    return bool(_NAMED & _names(node)) and weights[node] <= _MOST * whole and node not in holding


def _is_inside(node: Element) -> bool:
    return any(name(above) in {"article", "main"} for above in node.iterancestors())


def _names(node: Element) -> set[str]:
    """Return the words of a tag's class and id."""
    return {part.lower() for part in _PARTS.findall(f"{node.get('class', '')} {node.get('id', '')}")}


def _is_navigation(node: Element, weights: Weights, links: Weights, counts: Weights) -> bool:
    """Say whether a list or block is made of short links alone."""
    if name(node) not in {"ul", "ol", "div", "p", "section"} or counts[node] < _LINKS:
        return False
    return links[node] > _LINKED * weights[node] and links[node] < _LINK * counts[node]


def _visible(node: Element, left_out: set[Element]) -> bool:
    """Say whether a tag has text of its own that is not left out."""
    if not (node.text or "").strip():
        return False
    return not any(element in left_out for element in (node, *node.iterancestors()))


def _main(root: Element, every: Iterable[Element], weights: Weights) -> Element:
    """Return the one main part or article of a page that holds enough of its text, else the page."""
    for tag, key, value in (("main", "role", "main"), ("article", "itemprop", "articlebody")):
        elements = [node for node in every if name(node) == tag or node.get(key, "").lower() == value]
        best = max(elements, key=lambda node: weights[node], default=None)
        if best is not None and weights[best] >= _ENOUGH * weights[root] and _is_alone(best, elements, weights):
            return best
    return root


def _is_alone(best: Element, found: Iterable[Element], weights: Weights) -> bool:
    """Say whether one part holds most of the text of all parts of its kind."""
    return weights[best] * 2 > sum(weights[node] for node in found if best not in node.iterancestors())
