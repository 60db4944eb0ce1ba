"""The page that layout paints on, and how what was painted becomes marked content (ISO 32000-1, 14.6).

Every operation has exactly one owner and holds whole text objects and graphics states. So marked-content sequences
cannot nest, cross or stand empty, and nothing painted is left unmarked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TypeAlias

from briefkit.document import Image
from briefkit.look import Palette
from briefkit.writers.pdf.inline import LineSpan, width
from briefkit.writers.pdf.resources import Fonts, Pictures
from briefkit.writers.pdf.structure import Element, Slot

ARTIFACT = "/Artifact BMC"
"""Decoration: rules, grounds, underlines, repeated table headers."""
HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"

Owner: TypeAlias = Slot | str
"""The slot that content belongs to, or one of the artifacts above."""
Painted: TypeAlias = tuple[Owner, str]
"""An owner and complete PDF operators, each character one byte (Latin-1)."""


def weave(operations: Iterable[Painted]) -> tuple[bytes, list[Slot]]:
    """Return a page's content stream, and its slots in the order of their marked-content identifiers."""
    code: list[str] = []
    slots: list[Slot] = []
    for owner, group in groupby(operations, key=lambda operation: operation[0]):
        if isinstance(owner, Slot):
            code.append(f"/{owner.role} <</MCID {len(slots)}>> BDC")
            slots.append(owner)
        else:
            code.append(owner)
        code.extend(operators for _, operators in group)
        code.append("EMC")
    return "\n".join(code).encode("latin-1"), slots


_DESCENT, _ASCENT = 0.22, 0.76
"""How far a link's rectangle reaches below and above the baseline, in em."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle of a page that leads somewhere."""

    element: Element
    target: str
    """`#anchor` or an address."""
    text: str
    rectangle: tuple[float, float, float, float]
    """Left, bottom, right, top in points from the paper's lower left corner."""


@dataclass(slots=True)
class Canvas:
    """What has been painted on one page."""

    fonts: Fonts
    pictures: Pictures
    places: Mapping[str, tuple[int, float]]
    """Anchor → page, counted from 1, and height on it."""
    palette: Palette
    painted: list[Painted] = field(default_factory=list)
    spots: list[LinkArea] = field(default_factory=list)

    def rectangle(self, box: tuple[float, float, float, float], colour: str, owner: Owner = ARTIFACT) -> None:
        """Fill a rectangle, given as left, bottom, width, height."""
        self.painted.append((owner, f"{_fill(self.palette.value(colour))} {' '.join(map(number, box))} re f"))

    def picture(self, image: Image, box: tuple[float, float, float, float], owner: Owner) -> None:
        """Paint a picture into a rectangle, given as left, bottom, width, height."""
        left, bottom, width, height = map(number, box)
        matrix = f"{width} 0 0 {height} {left} {bottom} cm"
        self.painted.append((owner, f"q {matrix} /{self.pictures.name(image)} Do Q"))

    def leader(self, left: float, right: float, y: float) -> None:
        """Draw a dotted line, which is decoration: characters would be read out."""
        if right > left:
            dots = f"q 0.6 w [0.6 2.4] 0 d {number(left)} {number(y)} m {number(right)} {number(y)} l S Q"
            self.painted.append((ARTIFACT, dots))

    def line(self, spans: Sequence[LineSpan], at: tuple[float, float], size: float, owner: Owner | None = None) -> None:
        """Show a line of text with its left end and baseline at a point; an owner given owns all of it."""
        x, y = at
        for (slot, _), group in groupby(spans, key=lambda span: (owner or span.piece.slot, span.turn)):
            part = list(group)
            start = f"BT 1 0 0 1 {number(x + part[0].x)} {number(y)} Tm"
            self.painted.append((slot, f"{start} {self._show(part, number(size))} ET"))
        if owner is None:
            self._link(spans, at, size)

    def _show(self, spans: Sequence[LineSpan], size: str) -> str:
        return " ".join(
            f"{_fill(self.palette.value(colour))} " + " ".join(self._span(span, size) for span in group)
            for colour, group in groupby(spans, key=lambda span: span.piece.colour)
        )

    def _span(self, span: LineSpan, size: str) -> str:
        show = self.fonts.show_backwards if span.level % 2 else self.fonts.show
        return show(span.piece.face, size, span.text)

    def _link(self, spans: Sequence[LineSpan], at: tuple[float, float], size: float) -> None:
        x, y = at
        for element, group in groupby(spans, key=lambda span: span.piece.link):
            if element is None:
                continue
            part = list(group)
            left, right = x + min(span.x for span in part), x + width(part)
            box = (left, y - _DESCENT * size, right, y + _ASCENT * size)
            target = part[0].piece.target
            self.spots.append(LinkArea(element, target, "".join(span.text for span in part), box))
            if not target.startswith("#"):
                self.rectangle((left, y - 0.12 * size, right - left, 0.5), part[0].piece.colour)


def number(value: float) -> str:
    """Return a number as PDF syntax, exact to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def _fill(colour: str) -> str:
    """Return the operator that sets the fill colour to `RRGGBB`."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.3g}" for i in (0, 2, 4)) + " rg"
