"""What Word's styles and numbering say of a paragraph: heading, list label, contents (ECMA-376, 17.7 and 17.9)."""

import re
from collections.abc import Iterator

from briefkit.draft.numerals import numeral
from briefkit.draft.passages import is_bullet
from briefkit.draft.word.package import Element, W

_HEADING = re.compile(r"(?:heading|title|überschrift|titre)\s?\d?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|table of figures|contents?)\s?\d?(?: heading)?", re.IGNORECASE)
_TEXT_LEVEL = 9
"""The outline level of text that is no heading."""
_LABEL = 100
"""Characters of what stands before an item."""
_DEEPEST = 20
"""Styles that a style can be based on, one on the other."""


class Styles:
    """Counts list items through one document, in reading order."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        """Read the styles, and which numbers and bullets the lists have."""
        self._styles = {} if styles is None else {value(s, "styleId"): s for s in styles.iter(f"{W}style")}
        self._lists: dict[str, dict[int, Element]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: dict[str, dict[int, int]] = {}
        for part in () if numbering is None else (numbering,):
            self._lists = {value(n, "abstractNumId"): levels(n) for n in part.iter(f"{W}abstractNum")}
            self._of = {value(n, "numId"): child(n, "abstractNumId") for n in part.iter(f"{W}num")}
            self._begun = {value(n, "numId"): starts(n) for n in part.iter(f"{W}num")}

    def is_heading(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a heading, by its outline level or its style's name."""
        level = next((child(p, "outlineLvl") for p in self._properties(paragraph) if child(p, "outlineLvl")), "")
        if level:
            return level.isdigit() and int(level) < _TEXT_LEVEL
        return bool(_HEADING.fullmatch(self._name(paragraph)))

    def is_contents(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a line of a table of contents."""
        return bool(_CONTENTS.fullmatch(self._name(paragraph)))

    def label(self, paragraph: Element) -> str | None:
        """Return the label of the next paragraph, "-" for a bullet; None where it is not in a list."""
        number, level = self._place(paragraph)
        name = self._of.get(number, "")
        found = self._lists.get(name, {}).get(level)
        if found is None:
            return None
        self._count(number, name, level)
        kind, label = child(found, "numFmt") or "decimal", child(found, "lvlText")[:_LABEL]
        if kind == "bullet" or (is_bullet(label) and kind != "none"):
            return "-"
        for at, count in self._counts[name].items():
            form = self._lists[name].get(at)
            label = label.replace(f"%{at + 1}", numeral("decimal" if form is None else child(form, "numFmt"), count))
        return label.strip() or None

    def _count(self, number: str, name: str, level: int) -> None:
        """Count one paragraph of a level, which begins the levels below it anew."""
        counts = self._counts.setdefault(name, {})
        first = self._begun.get(number, {}).pop(level, None)
        start = child(self._lists[name][level], "start")
        counts[level] = (
            first if first is not None else counts.get(level, (int(start) if start.isdigit() else 1) - 1) + 1
        )
        self._counts[name] = {at: count for at, count in counts.items() if at <= level}

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """Return the list and level of a paragraph: its own, or those of its style."""
        for properties in self._properties(paragraph):
            own = properties.find(f"{W}numPr")
            if own is not None:
                level = child(own, "ilvl")
                return child(own, "numId"), int(level) if level.isdigit() else 0
        return "", 0

    def _properties(self, paragraph: Element) -> Iterator[Element]:
        """Yield a paragraph's own properties, its style's, and those of the styles that this is based on."""
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            yield own
        style = self._styles.get("" if own is None else child(own, "pStyle"))
        for _ in range(_DEEPEST):
            if style is None:
                return
            found = style.find(f"{W}pPr")
            if found is not None:
                yield found
            style = self._styles.get(child(style, "basedOn"))

    def _name(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style, or its id where the file does not define it."""
        own = paragraph.find(f"{W}pPr")
        name = "" if own is None else child(own, "pStyle")
        style = self._styles.get(name)
        return name if style is None else child(style, "name")


def levels(abstract: Element) -> dict[int, Element]:
    """Return the levels of a list by their number, from 0."""
    return {int(value(level, "ilvl") or 0): level for level in abstract.iterchildren(f"{W}lvl")}


def starts(number: Element) -> dict[int, int]:
    """Return the numbers at which a list begins anew, by level."""
    found = {
        value(override, "ilvl"): child(override, "startOverride") for override in number.iterchildren(f"{W}lvlOverride")
    }
    return {int(level): int(start) for level, start in found.items() if level.isdigit() and start.isdigit()}


def child(node: Element, name: str) -> str:
    """Return the value of a property below a node; empty where there is none."""
    found = node.find(f"{W}{name}")
    return "" if found is None else value(found, "val")


def value(node: Element, name: str) -> str:
    """Return an attribute of Word's; empty where there is none."""
    return node.get(f"{W}{name}", "")
