"""The labels that Word prints before paragraphs of a list, worked out from styles and numbering (17.9)."""

from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from briefkit.writers.docx.wml import W


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list."""

    kind: str
    text: str
    start: int


class Labels:
    """Counts through the paragraphs of one document, in reading order."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        """Read which styles belong to which lists."""
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        self._lists = {_value(n, "abstractNumId"): _levels(n) for n in numbering.iter(f"{W}abstractNum")}
        self._instances = {n.get(f"{W}numId", ""): n for n in numbering.iter(f"{W}num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def of(self, paragraph: etree._Element) -> str:
        """Return the label of the next paragraph and a space, or nothing."""
        properties = paragraph.find(f"{W}pPr")
        found = None if properties is None else self._place(properties)
        if found is None or found[0] not in self._instances:
            return ""
        number, index = found
        instance = self._instances[number]
        name = _value(instance.find(f"{W}abstractNumId"), "val")
        levels = self._lists[name]
        self._count(number, index, name)
        label = levels[index].text
        if levels[index].kind != "bullet":
            for i, count in self._counts[name].items():
                label = label.replace(f"%{i + 1}", _numeral(levels[i].kind, count))
        return f"{label} "

    def _place(self, properties: etree._Element) -> tuple[str, int] | None:
        """Return the list instance and level of a paragraph: its own, else its style's."""
        own = properties.find(f"{W}numPr")
        if own is not None:
            return _value(own.find(f"{W}numId"), "val"), int(_value(own.find(f"{W}ilvl"), "val") or 0)
        style = properties.find(f"{W}pStyle")
        return None if style is None else self._of_style(_value(style, "val"))

    def _of_style(self, name: str) -> tuple[str, int] | None:
        """Return the list instance and level of a style: its own, else that of the style it is based on."""
        style = self._styles.get(name)
        if style is None:
            return None
        own = style.find(f"{W}pPr/{W}numPr")
        if own is None:
            return self._of_style(_value(style.find(f"{W}basedOn"), "val"))
        return _value(own.find(f"{W}numId"), "val"), int(_value(own.find(f"{W}ilvl"), "val") or 0)

    def _count(self, number: str, index: int, name: str) -> None:
        """Count one paragraph on a level, which starts the levels below it anew."""
        counts = self._counts[name]
        start = self._start(number, index)
        if start is not None and (number, index) not in self._begun:
            counts[index] = start
        else:
            counts[index] = counts.get(index, self._lists[name][index].start - 1) + 1
        self._begun.add((number, index))
        for deeper in [i for i in counts if i > index]:
            del counts[deeper]

    def _start(self, number: str, index: int) -> int | None:
        for override in self._instances[number].iterchildren(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if int(_value(override, "ilvl")) == index and start is not None:
                return int(_value(start, "val"))
        return None


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        int(_value(level, "ilvl")): _Level(
            _value(level.find(f"{W}numFmt"), "val"),
            _value(level.find(f"{W}lvlText"), "val"),
            int(_value(level.find(f"{W}start"), "val") or 1),
        )
        for level in abstract.iterchildren(f"{W}lvl")
    }


def _numeral(kind: str, count: int) -> str:
    match kind:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            return _roman(count) if kind == "upperRoman" else _roman(count).lower()
        case _:
            return str(count)


def _roman(count: int) -> str:
    numerals = (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    digits = ""
    for value, sign in (*numerals, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, count = divmod(count, value)
        digits += sign * times
    return digits


def _value(node: etree._Element | None, name: str) -> str:
    return "" if node is None else node.get(f"{W}{name}", "")
