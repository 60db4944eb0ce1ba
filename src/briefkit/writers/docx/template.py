"""An organisation's own Word template: what is taken of it, and margins at which letterhead and text do not meet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from briefkit.look import LINE, Look, PageStyle

USUAL, FIRST, EVEN = "default", "first", "even"
"""The kinds of pages."""
SIDES = HEADER, FOOTER = "header", "footer"
Side: TypeAlias = tuple[str, str]
"""Header or footer, and the kind of page."""
APART = 6.0
"""Points between the line of the marking and the text, where the line stands beside a letterhead."""
_CLEAR = 4.0
"""Points between what floats and the line of the marking."""
_DOUBT = 2.0
"""Points by which a letterhead may be higher than its estimate."""
_LINE = Look().styles["marking"].size * LINE
"""The height in points of the line that the marking stands in."""


_PAGE = re.compile(r"instrText[^>]*>\s*PAGE\b")


@dataclass(frozen=True, slots=True)
class Float:
    """A picture that floats: its edges in points from where `of` says."""

    top: float
    bottom: float
    of: str
    """`page`, `margin`, or the header itself (`paragraph`, `line`)."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer of a template, cleaned."""

    xml: str = ""
    """Its paragraphs and tables."""
    pictures: Mapping[int, tuple[str, bytes]] = field(default_factory=dict)
    """Number → kind and bytes."""
    height: float = 0.0
    """Of its lines and tables, in points."""
    floats: tuple[Float, ...] = ()

    @property
    def counts_pages(self) -> bool:
        """Whether it has the number of its page."""
        return bool(_PAGE.search(self.xml))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on a template's pages."""

    kinds: tuple[str, ...] = (USUAL,)
    """The kinds of pages that are told apart."""
    parts: Mapping[Side, Furniture] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    """What was left out of it, in words."""
    undescribed: bool = False
    """A picture of it has no text for readers who do not see it."""

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture."""
        return any(furniture.pictures for furniture in self.parts.values())

    def of(self, where: str, kind: str) -> Furniture:
        """Return what stands in a header or footer of pages of a kind."""
        return self.parts.get((where, kind), Furniture())


@dataclass(frozen=True, slots=True)
class Template:
    """What a template gives."""

    name: str
    """Its file's name, for messages."""
    styles: bytes
    numbering: bytes
    theme: bytes
    """The parts, with what is known of them."""
    page: PageStyle
    """Paper and margins of its last section, with room for its letterhead and for the line of the marking."""
    letterhead: Letterhead = field(default_factory=Letterhead)
    named: Mapping[str, str] = field(default_factory=dict)
    """Role → name of the style that it shall have, where the house says so."""
    apart: Mapping[Side, float] = field(default_factory=dict)
    """The points between the letterhead's lines and that of the marking, which leave room for what floats."""


def picture(number: int) -> str:
    """Return the id of the relationship to the n-th picture of a header."""
    return f"rIdLetterhead{number:02d}"


def with_room(page: PageStyle, head: Letterhead) -> tuple[PageStyle, Mapping[Side, float]]:
    """Return a page with room for a letterhead and the line of the marking, and `apart` of its template.

    The first page may have margins of its own.
    """
    edges = {
        (where, kind): outer + head.of(where, kind).height
        for where, outer in zip(SIDES, (page.header, page.footer), strict=True)
        for kind in head.kinds
    }
    reaches = _with_floats(page, head, edges)
    need = {
        (where, kind): max(
            page.top if where == HEADER else page.bottom,
            reach + _LINE + (APART + _DOUBT) * bool(head.of(where, kind).xml),
        )
        for (where, kind), reach in reaches.items()
    }
    top, bottom = (max(need[where, kind] for kind in head.kinds if kind != FIRST) for where in SIDES)
    roomy = replace(page, top=top, bottom=bottom, pictured=head.pictured)
    if FIRST in head.kinds:
        roomy = replace(roomy, first=(need[HEADER, FIRST], need[FOOTER, FIRST]))
    return roomy, {side: reach - edges[side] for side, reach in reaches.items()}


def _with_floats(page: PageStyle, head: Letterhead, edges: Mapping[Side, float]) -> dict[Side, float]:
    """Return how far header and footer reach into a page: their lines, and what floats from either."""
    reaches = dict(edges)
    for kind in head.kinds:
        for top, bottom in _floating(page, head, edges, kind):
            if bottom < page.height / 2:
                reaches[HEADER, kind] = max(reaches[HEADER, kind], bottom + _CLEAR)
            else:
                reaches[FOOTER, kind] = max(reaches[FOOTER, kind], page.height - top + _CLEAR)
    return reaches


def _floating(
    page: PageStyle, head: Letterhead, edges: Mapping[Side, float], kind: str
) -> Iterator[tuple[float, float]]:
    """Yield the upper and lower edge of what floats, in points from the paper's upper edge."""
    starts = {"page": 0.0, "topMargin": 0.0, "margin": page.top, "bottomMargin": page.height - page.bottom}
    for where, own in ((HEADER, page.header), (FOOTER, page.height - edges[FOOTER, kind])):
        for picture in head.of(where, kind).floats:
            at = starts.get(picture.of, own)
            yield at + picture.top, at + picture.bottom
