"""An organisation's own Word template: what is taken of it, and margins at which letterhead and text do not meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefkit.look import LINE, Look, PageStyle
from briefkit.writers.docx.letterhead import EVEN, FIRST, FOOTER, HEADER, USUAL, Letterhead


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
    """Paper and margins of its last section, its letterhead and the line of the marking left room for."""
    letterhead: Letterhead = field(default_factory=Letterhead)
    named: Mapping[str, str] = field(default_factory=dict)
    """Role → name of the style that it shall have, where the house says so."""
    apart: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Header or footer and kind → points between the letterhead's lines and that of the marking, for what floats."""


APART = 6.0
"""Points between the line of the marking and the text, where the line stands beside a letterhead."""
_CLEAR = 4.0
"""Points between what floats and the line of the marking."""
_DOUBT = 2.0
"""Points by which a letterhead may be higher than its estimate."""
_LINE = Look().styles["marking"].size * LINE
"""The height in points of the line that the marking stands in."""
SIDES = (HEADER, FOOTER)


def with_room(page: PageStyle, head: Letterhead) -> PageStyle:
    """Return a page with room for a letterhead and the line of the marking; the first page may have its own."""
    need = {
        (where, kind): max(margin, reach + _LINE + (APART + _DOUBT) * bool(head.of(where, kind).xml))
        for kind in head.kinds
        for (where, reach), margin in zip(_reaches(page, head, kind).items(), (page.top, page.bottom), strict=True)
    }
    usual = [kind for kind in head.kinds if kind in {USUAL, EVEN}]
    top, bottom = (max(need[where, kind] for kind in usual) for where in SIDES)
    roomy = replace(page, top=top, bottom=bottom)
    if FIRST not in head.kinds:
        return roomy
    return replace(roomy, first_top=need[HEADER, FIRST], first_bottom=need[FOOTER, FIRST])


def gaps(page: PageStyle, head: Letterhead) -> Mapping[tuple[str, str], float]:
    """Return header or footer and kind → points between the letterhead's lines and the marking's, for what floats."""
    return {
        (where, kind): reach - _edge(page, head, where, kind)
        for kind in head.kinds
        for where, reach in _reaches(page, head, kind).items()
    }


def _reaches(page: PageStyle, head: Letterhead, kind: str) -> dict[str, float]:
    """Return how far header and footer reach into a page from its edges, with what floats from either."""
    reach = {where: _edge(page, head, where, kind) for where in SIDES}
    for top, bottom in _floating(page, head, kind):
        if bottom < page.height / 2:
            reach[HEADER] = max(reach[HEADER], bottom + _CLEAR)
        else:
            reach[FOOTER] = max(reach[FOOTER], page.height - top + _CLEAR)
    return reach


def _edge(page: PageStyle, head: Letterhead, where: str, kind: str) -> float:
    """Return how far the lines of a letterhead reach."""
    return (page.header if where == HEADER else page.footer) + head.of(where, kind).room.height


def _floating(page: PageStyle, head: Letterhead, kind: str) -> Iterator[tuple[float, float]]:
    """Yield the upper and lower edge of what floats, in points from the paper's upper edge."""
    start = {"page": 0.0, "topMargin": 0.0, "margin": page.top, "bottomMargin": page.height - page.bottom}
    for where in SIDES:
        own = page.header if where == HEADER else page.height - _edge(page, head, where, kind)
        for picture in head.of(where, kind).room.floats:
            at = start.get(picture.of, own)
            yield at + picture.top, at + picture.bottom
