"""Layout tokens: the one design that both the Word and the PDF writer read.

Lengths are points (1/72 inch), colours `RRGGBB`. A line is `LINE × leading × size` high in every
format, in whole twips: Carlito, Calibri and Word's `w:spacing w:line` agree on that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import floor
from types import MappingProxyType
from typing import Protocol

LINE = 1.2207
"""The natural line height of Carlito and Calibri, in em."""
TWIPS = 20
"""In a point."""
WHOLE = 0.5
"""A box, a row of a table, or the rows of one thing, of up to this part of a page's height are not divided."""
_FUZZ = 1e-6

INK, MUTED, ACCENT = "1A1A1A", "4D5B66", "1F4E79"
RULE, TINT, SAND = "BFC7CF", "EDF2F7", "F6F2E9"


class Letters(Protocol):
    """The letters of one face."""

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph of one role is set."""

    size: float
    leading: float = 1.1
    """Multiple of the natural line height (`w:line` = 240 × leading)."""
    before: float = 0
    after: float = 0
    """The gap between two paragraphs is the greater of the first's `after` and the second's `before`."""
    colour: str = INK
    bold: bool = False
    keep_next: bool = False
    indent: float = 0
    """From the text's left edge to the left of every line but a hanging first."""
    hanging: float = 0
    """How far the first line (bullet, number, label) stands out to the left of the indent."""
    contextual: bool = False
    """Whether items of one list have no gap between them (`w:contextualSpacing`)."""

    @property
    def line(self) -> float:
        """The height of a line in points, rounded as word processors round it, lest pages break elsewhere."""
        return floor(round(LINE * self.size * TWIPS) * self.leading + _FUZZ) / TWIPS


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """A box; its outer edges stand on the text's edges."""

    fill: str | None = None
    rule: str | None = None
    """The colour of the rule at its left."""
    rule_width: float = 0
    padding: float = 0
    """Between its edge and its text, on all sides."""
    before: float = 6
    after: float = 7
    """The gaps outside its edges, as in `TextStyle`; a box without fill and rule has none of its own."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Paper and margins."""

    width: float = 595.28
    height: float = 841.89
    left: float = 62
    right: float = 62
    top: float = 62
    bottom: float = 58
    header: float = 30
    """From the paper's top edge to the header's first line."""
    footer: float = 30
    """From the paper's bottom edge to the footer's last line."""
    first_top: float | None = None
    """The top margin of the first page, where a letterhead is higher than on the others."""
    first_bottom: float | None = None

    @property
    def text_width(self) -> float:
        """The width of the text area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height of the text area."""
        return self.height - self.top - self.bottom

    def on(self, page: int) -> "PageStyle":
        """Return paper and margins as they are on a page, counted from 1."""
        top, bottom = (self.first_top, self.first_bottom) if page == 1 else (None, None)
        if top is None and bottom is None:
            return self
        return replace(self, top=self.top if top is None else top, bottom=self.bottom if bottom is None else bottom)


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Tables: horizontal rules only; the first column's text stands on the text's left edge."""

    cell_x: float = 5.4
    """Padding between columns: right of each cell but the last, left of each but the first."""
    cell_y: float = 2.6
    rule: str = RULE
    rule_width: float = 0.5
    head_rule: str = ACCENT
    head_rule_width: float = 1.0
    after: float = 6


A4 = PageStyle()
LETTER = PageStyle(width=612, height=792)
PAPERS: Mapping[str, PageStyle] = MappingProxyType({"a4": A4, "letter": LETTER})

STYLES: Mapping[str, TextStyle] = MappingProxyType(
    {
        "title": TextStyle(17, 1.0, before=0, after=3, bold=True, keep_next=True),
        "heading1": TextStyle(12.5, before=9, after=3, colour=ACCENT, bold=True, keep_next=True),
        "heading2": TextStyle(11, before=8, after=2, colour=ACCENT, bold=True, keep_next=True),
        "heading3": TextStyle(10.5, before=6, after=2, bold=True, keep_next=True),
        "body": TextStyle(10.5, after=5),
        "lead": TextStyle(11.5, after=6),
        "kicker": TextStyle(9.5, after=2, colour=ACCENT, bold=True, keep_next=True),
        "meeting": TextStyle(10, after=7, colour=MUTED),
        "source": TextStyle(9, before=4, after=2, colour=MUTED),
        "list1": TextStyle(10.5, after=3, indent=14, hanging=14),
        "list2": TextStyle(10.5, after=3, indent=28, hanging=14),
        "list3": TextStyle(10.5, after=3, indent=42, hanging=14),
        "numbered": TextStyle(10.5, after=5, indent=22, hanging=22),
        "table-head": TextStyle(10, 1.05, colour=MUTED, bold=True, keep_next=True),
        "table-body": TextStyle(10, 1.05),
        "caption": TextStyle(9.5, before=4, after=3, colour=MUTED, keep_next=True),
        "picture": TextStyle(10.5, 1.0, before=6, keep_next=True),
        "legend": TextStyle(9.5, before=2, after=7, colour=MUTED),
        "note": TextStyle(9, after=2, colour=MUTED, indent=14, hanging=14),
        "source-entry": TextStyle(10, after=3, indent=22, hanging=22),
        "contents1": TextStyle(10.5, after=2),
        "contents2": TextStyle(10.5, after=1, indent=14),
        "marking": TextStyle(12, 1.0, bold=True),
        "footer": TextStyle(9, 1.0, colour=MUTED),
    }
)

BOXES: Mapping[str, BoxStyle] = MappingProxyType(
    {
        "bottom-line": BoxStyle(fill=TINT, rule=ACCENT, rule_width=3, padding=7),
        "summary": BoxStyle(fill=TINT, rule=ACCENT, rule_width=3, padding=7),
        "assessment": BoxStyle(fill=SAND, rule="8A6D1F", rule_width=3, padding=7),
        "say": BoxStyle(),
        "avoid": BoxStyle(),
    }
)

MARKINGS: Mapping[str, tuple[str, str | None]] = MappingProxyType(
    {
        "TLP:RED": ("FF2B2B", "000000"),
        "TLP:AMBER+STRICT": ("FFC000", "000000"),
        "TLP:AMBER": ("FFC000", "000000"),
        "TLP:GREEN": ("33FF00", "000000"),
        "TLP:CLEAR": ("FFFFFF", "000000"),
    }
)
"""Text and ground colour of a marking (FIRST, TLP 2.0); any other is black on the paper."""

MARKING_PAD = "\u00a0\u00a0"
"""How far the ground reaches beyond the text on either side: as wide as these in the marking's type."""


@dataclass(frozen=True, slots=True)
class Look:
    """A whole design."""

    page: PageStyle = A4
    styles: Mapping[str, TextStyle] = field(default_factory=lambda: STYLES)
    boxes: Mapping[str, BoxStyle] = field(default_factory=lambda: BOXES)
    table: TableStyle = TableStyle()
    bullets: tuple[str, str, str] = ("–", "•", "–")
    box_body: str = "lead"
    """The style of a bottom line's paragraphs."""
    columns: Callable[[str], "Letters"] | None = None
    """The faces by which columns get their widths, in em of the size of a table's text; None: our own."""
