"""Layout tokens: the one design that both the Word and the PDF writer read.

Lengths are points (1/72 inch), colours names of the palette or `RRGGBB`. A line is `natural × leading × size` high in
every format, in whole twips: the font's own account and Word's `w:spacing w:line` agree on that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import floor
from types import MappingProxyType

from briefkit.data import table
from briefkit.document import Image
from briefkit.house import DEFAULT
from briefkit.look.typeface import Letters, Typeface, carlito

LINE = 1.2207
"""The natural line height of Carlito and Calibri, in em."""
TWIPS = 20
"""In a point."""
WHOLE = 0.5
"""A box, a row of a table, or the rows of one thing, of up to this part of a page's height are not divided."""
_SMALLEST = 8.0
"""No text is smaller than this, in points."""
_FUZZ = 1e-6


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a look by name, as styles, boxes and tables have them."""

    ink: str = "1A1A1A"
    muted: str = "4D5B66"
    accent: str = "1F4E79"
    rule: str = "BFC7CF"
    tint: str = "EDF2F7"
    """The ground of a box."""
    sand: str = "F6F2E9"
    """The ground of an assessment."""
    gold: str = "8A6D1F"
    """The rule beside it."""

    def value(self, colour: str) -> str:
        """Return a colour as `RRGGBB`, given its name, or itself."""
        return str(getattr(self, colour, colour))


PALETTE = Palette()


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph of one role is set."""

    size: float
    leading: float = 1.1
    """Multiple of the natural line height (`w:line` = 240 × leading)."""
    before: float = 0
    after: float = 0
    """The gap between two paragraphs is the greater of the first's `after` and the second's `before`."""
    colour: str = "ink"
    bold: bool = False
    keep_next: bool = False
    indent: float = 0
    """From the text's left edge to the left of every line but a hanging first."""
    hanging: float = 0
    """How far the first line (bullet, number, label) stands out to the left of the indent."""
    contextual: bool = False
    """Whether items of one list have no gap between them (`w:contextualSpacing`)."""
    natural: float = LINE
    """The height in em of a line by the font's own account."""

    @property
    def line(self) -> float:
        """The height of a line in points, rounded as word processors round it, lest pages break elsewhere."""
        return floor(round(self.natural * self.size * TWIPS) * self.leading + _FUZZ) / TWIPS


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
    text: str = ""
    """The style of its paragraphs; empty: each has its own."""

    @property
    def framed(self) -> bool:
        """Whether it shows: it has a ground or a rule."""
        return bool(self.fill or self.rule)

    def room(self, width: float) -> float:
        """Return how wide its text may be in a column of this width."""
        return width - 2 * self.padding - self.rule_width


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
    first: tuple[float, float] | None = None
    """The top and bottom margin of the first page, where its letterhead is not that of the others."""
    pictured: bool = False
    """Its letterhead has a picture: a logo stands in its place, in the margin above the first page's text."""

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
        return replace(self, top=self.first[0], bottom=self.first[1]) if page == 1 and self.first else self


@dataclass(frozen=True, slots=True)
class TableStyle:
    """Tables: horizontal rules only; the first column's text stands on the text's left edge."""

    cell_x: float = 5.4
    """Padding between columns: right of each cell but the last, left of each but the first."""
    cell_y: float = 2.6
    rule: str = "rule"
    rule_width: float = 0.5
    head_rule: str = "accent"
    head_rule_width: float = 1.0
    after: float = 6


A4 = PageStyle()
LETTER = PageStyle(width=612, height=792)
PAPERS: Mapping[str, PageStyle] = MappingProxyType({"a4": A4, "letter": LETTER})


STYLES: Mapping[str, TextStyle] = MappingProxyType(
    {name: TextStyle(**row) for name, row in table("look/look.toml")["styles"].items()}
)
BOXES: Mapping[str, BoxStyle] = MappingProxyType(
    {name: BoxStyle(**row) for name, row in table("look/look.toml")["boxes"].items()}
)
MARKING_PAD = "\u00a0\u00a0"
"""How far the ground reaches beyond the text on either side: as wide as these in the marking's type."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands above the first page's text."""

    image: Image
    alt: str
    """What it shows, for readers who do not see it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A whole design."""

    page: PageStyle = A4
    styles: Mapping[str, TextStyle] = field(default_factory=lambda: STYLES)
    boxes: Mapping[str, BoxStyle] = field(default_factory=lambda: BOXES)
    table: TableStyle = TableStyle()
    bullets: tuple[str, str, str] = ("–", "•", "–")
    palette: Palette = PALETTE
    typeface: Typeface = field(default_factory=carlito)
    logo: Logo | None = None
    markings: Mapping[str, tuple[str, str | None]] = field(default_factory=lambda: DEFAULT.markings)
    """Marking → the colour of its text, and of its ground if it has one; any other is `BLACK`."""
    columns: Typeface | None = None
    """The letters whose widths decide columns; None: the typeface's own."""

    @property
    def cells(self) -> Letters:
        """The letters by which columns get their widths."""
        return Letters(self.columns or self.typeface, self.styles["table-body"].size)

    def letters(self, style: str) -> Letters:
        """Return the letters of a style."""
        return Letters(self.typeface, self.styles[style].size)

    def sized(self, body: float) -> "Look":
        """Return it with plain text of another size, and all other text larger or smaller to match."""
        factor = body / self.styles["body"].size
        return replace(
            self,
            styles={name: _scaled(style, factor) for name, style in self.styles.items()}
            | {"marking": _scaled(self.styles["marking"], max(1.0, factor))},
        )

    def lettered(self, typeface: Typeface) -> "Look":
        """Return it in another typeface, whose lines are as high as its maker says."""
        styles = {name: replace(style, natural=typeface.main.line) for name, style in self.styles.items()}
        return replace(self, typeface=typeface, styles=styles)


def _scaled(style: TextStyle, factor: float) -> TextStyle:
    """Return a style in another size: in half points, as word processors count, and never too small to read."""
    lengths = ("before", "after", "indent", "hanging")
    sizes = {name: round(getattr(style, name) * factor * 2) / 2 for name in lengths}
    return replace(style, size=max(min(_SMALLEST, style.size), round(style.size * factor * 2) / 2), **sizes)
