"""How a stylesheet sets a paragraph style: its own properties over those it is based on, over the defaults (17.7.2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from briefkit.look import LINE, TWIPS, TextStyle
from briefkit.look.typeface import Typeface
from briefkit.writers.docx.families import LetterFamily, family
from briefkit.writers.docx.wml import OFF, A, W, get

_DEEPEST = 20
"""Styles that one is based on, at most: more are a circle."""
_SIZE, _FAMILY = 10.0, "Times New Roman"
"""Size and family that Word uses where a file gives none."""
_AUTOMATIC = 14.0
"""Points above and below a paragraph whose gaps are left to Word."""
_SHARE = 240
"""Parts of a line in which `w:line` counts."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a style sets its paragraphs."""

    style: TextStyle
    """Its sizes and gaps; colours are not read."""
    family: LetterFamily
    outline: int | None
    """Its level among the headings, counted from 0."""


class Cascade:
    """The styles of a file, by id."""

    def __init__(self, roots: Sequence[etree._Element], ours: Typeface) -> None:
        """Read the roots of styles, lists and theme; the widths of `ours`, the look's own typeface, are known."""
        styles, numbering, theme = roots
        self._ours = ours
        self._styles = {get(style, "styleId"): style for style in styles.iter(f"{W}style")}
        defaults = styles.find(f"{W}docDefaults")
        self._defaults = [] if defaults is None else [*defaults.iter(f"{W}pPr", f"{W}rPr")]
        self._normal = next((name for name, style in self._styles.items() if _is_normal(style)), "")
        self._levels = _levels(numbering)
        self._families = {
            kind: latin.get("typeface", "")
            for kind in ("major", "minor")
            if (latin := theme.find(f".//{A}{kind}Font/{A}latin")) is not None
        }

    @property
    def normal(self) -> Setting:
        """How the style that others are based on sets its paragraphs."""
        return self.setting(self._normal)

    @property
    def names(self) -> frozenset[str]:
        """The ids of the styles."""
        return frozenset(self._styles)

    def setting(self, style: str, direct: Sequence[etree._Element] = ()) -> Setting:
        """Return how a style sets its paragraphs, with direct formatting over it; colours are not read."""
        steps = [*self._steps(style or self._normal), direct]
        properties = _Properties(_all(node) for step in steps for node in step)
        letters = family(self._family(properties), self._ours)
        size = properties.number("sz", "val", _SIZE * 2) / 2
        left = max(properties.points("ind", "left", properties.points("ind", "start", 0)), 0)
        hanging = properties.points("ind", "hanging", -properties.points("ind", "firstLine", 0))
        line = _height(properties, size, letters.line)
        return Setting(
            TextStyle(
                size,
                (line * TWIPS) / round(LINE * size * TWIPS),
                _gap(properties, "before"),
                _gap(properties, "after"),
                bold=properties.on("b"),
                keep_next=properties.on("keepNext"),
                indent=left,
                hanging=min(max(hanging, 0), left),
                contextual=properties.on("contextualSpacing"),
            ),
            letters,
            properties.level(),
        )

    def _steps(self, name: str) -> list[Sequence[etree._Element]]:
        """Return the properties that count for a style, the strongest last."""
        own = [
            [*self._in_list(style), *style.iterchildren(f"{W}pPr", f"{W}rPr")] for style in chain(self._styles, name)
        ]
        return [self._defaults, *reversed(own)]

    def _in_list(self, style: etree._Element) -> list[etree._Element]:
        """Return the properties that the list level of a style gives its paragraphs."""
        number, level = (get(style.find(f"{W}pPr/{W}numPr/{W}{name}"), "val", "0") for name in ("numId", "ilvl"))
        properties = self._levels.get((number, level))
        return [] if properties is None else [properties]

    def _family(self, properties: "_Properties") -> str:
        themed, plain = properties.first("rFonts", "asciiTheme"), properties.first("rFonts", "ascii")
        if themed and (family := self._families.get(themed[:5])):
            return family
        return plain or _FAMILY


def chain(styles: Mapping[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """Yield a style and those that it is based on, the nearest first."""
    for _ in range(_DEEPEST):
        if (style := styles.get(name)) is None:
            return
        yield style
        name = get(style.find(f"{W}basedOn"), "val")


class _Properties:
    """Properties by element and attribute; where one is set several times, the last counts."""

    def __init__(self, steps: Iterable[Mapping[tuple[str, str], str]]) -> None:
        self._values: dict[tuple[str, str], str] = {}
        for values in steps:
            if ("rFonts", "ascii") in values and ("rFonts", "asciiTheme") not in values:
                self._values.pop(("rFonts", "asciiTheme"), None)
            if ("ind", "firstLine") in values:
                self._values.pop(("ind", "hanging"), None)
            self._values |= values

    def first(self, tag: str, name: str) -> str:
        return self._values.get((tag, name), "")

    def number(self, tag: str, name: str, usual: float) -> float:
        try:
            return float(self._values[tag, name])
        except (KeyError, ValueError):
            return usual

    def points(self, tag: str, name: str, usual: float) -> float:
        return self.number(tag, name, usual * TWIPS) / TWIPS

    def on(self, tag: str) -> bool:
        return self._values.get((tag, "val"), "0") not in OFF

    def level(self) -> int | None:
        level = self.number("outlineLvl", "val", 9)
        return int(level) if level < 9 else None  # noqa: PLR2004 (9 is body text, 17.3.1.20)


def _all(properties: etree._Element) -> dict[tuple[str, str], str]:
    """Return element and attribute → value; of an element without any, ("b", "val") → "1"."""
    values: dict[tuple[str, str], str] = {}
    for node in properties.iterchildren(etree.Element):
        tag = etree.QName(node).localname
        values |= {(tag, etree.QName(name).localname): str(value) for name, value in node.attrib.items()}
        if not node.attrib:
            values[tag, "val"] = "1"
    return values


def _gap(properties: _Properties, side: str) -> float:
    automatic = properties.first("spacing", f"{side}Autospacing") not in {"", *OFF}
    return _AUTOMATIC if automatic else max(properties.points("spacing", side, 0), 0)


def _height(properties: _Properties, size: float, natural: float) -> float:
    """Return the height of a line in points, rounded as word processors do (17.3.1.33)."""
    own = round(natural * size * TWIPS)
    rule, line = properties.first("spacing", "lineRule") or "auto", properties.number("spacing", "line", 0)
    if line <= 0:
        return own / TWIPS
    if rule == "auto":
        return int(own * line / _SHARE + 1e-6) / TWIPS
    return (line if rule == "exact" else max(line, own)) / TWIPS


def _levels(numbering: etree._Element) -> dict[tuple[str, str], etree._Element]:
    """Return instance and level of a list → the properties of its paragraphs."""
    lists = {
        get(node, "abstractNumId"): {
            get(level, "ilvl"): formats
            for level in islice(node.iterchildren(f"{W}lvl"), 9)
            if (formats := level.find(f"{W}pPr")) is not None
        }
        for node in numbering.iterchildren(f"{W}abstractNum")
    }
    placed: dict[tuple[str, str], etree._Element] = {}
    for number in numbering.iterchildren(f"{W}num"):
        for level, properties in lists.get(get(number.find(f"{W}abstractNumId"), "val"), {}).items():
            placed[get(number, "numId"), level] = properties
    return placed


def _is_normal(style: etree._Element) -> bool:
    return get(style, "type") == "paragraph" and get(style, "default", "0") not in OFF
