"""An organisation's own Word template: what is taken of it, and margins at which letterhead and text do not meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from briefkit.errors import Problem, UsageError
from briefkit.look import LINE, TWIPS, Look, PageStyle
from briefkit.typeface import carlito
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.letterhead import EVEN, FIRST, FOOTER, HEADER, USUAL, Letterhead, letterhead
from briefkit.writers.docx.theme import Theme
from briefkit.writers.docx.wml import NAMESPACES, W, get
from briefkit.writers.docx.wordfile import MOST_STYLES, WordFile, known_lists, known_styles, known_theme, only, tree

_LEAST_WIDTH, _LEAST_HEIGHT = 200, 300
"""The least text area in points."""
_NO_LISTS = f"<w:numbering {NAMESPACES}/>".encode()
BROKEN = (BadZipFile, DeflateError, etree.LxmlError, LookupError, ValueError, AttributeError, RuntimeError, OSError)
"""What opening a damaged file raises."""


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


def opened(data: bytes, name: str) -> Template:
    """Return what a .docx or .dotx file gives; UsageError where it holds macros or is beyond a limit."""
    source = WordFile(data, name)
    main = source.main
    sheet, numbering = known_styles(main.part_related_by(RT.STYLES).blob), only(main, RT.NUMBERING)
    if (count := len(sheet.findall(f"{W}style"))) > MOST_STYLES:
        hint = "Save a copy with the styles in use."
        raise UsageError(Problem("U07", f"{name} has {count} styles; {MOST_STYLES} are allowed", hint=hint))
    lists = known_lists(numbering.blob if numbering else _NO_LISTS)
    look = _theme(main)
    page = _page(main)
    head = letterhead(source, Cascade((sheet, lists, look), carlito()), page)
    roomy = with_room(page, head)
    if roomy.text_width < _LEAST_WIDTH or min(roomy.text_height, roomy.on(1).text_height) < _LEAST_HEIGHT:
        hint = "Make its margins or its letterhead smaller."
        raise UsageError(Problem("U07", f"the page of {name} leaves no room for text", hint=hint))
    styles, numbers, drawn = (etree.tostring(root, encoding="UTF-8") for root in (sheet, lists, look))
    return Template(name, styles, numbers, drawn, roomy, head, apart=gaps(page, head))


def _theme(main: Part) -> etree._Element:
    """Return the theme; ours where it has none, or one with pictures, which its relationships tell."""
    part = only(main, RT.THEME)
    return known_theme(part.blob if part and not part.rels else Theme.of(Look()).part().encode())


def _page(main: Part) -> PageStyle:
    """Return paper and margins of the last section."""
    usual, sections = PageStyle(), [*tree(main).iter(f"{W}sectPr")]
    section = sections[-1] if sections else None
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    names = {"width": (size, "w"), "height": (size, "h")}
    names |= {name: (margins, name) for name in ("left", "right", "top", "bottom", "header", "footer")}
    points = {
        name: abs(float(value)) / TWIPS if (value := get(node, key)) else getattr(usual, name)
        for name, (node, key) in names.items()
    }
    points["left"] += float(get(margins, "gutter") or 0) / TWIPS
    return PageStyle(**points)


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
        for one in head.of(where, kind).room.floats:
            at = start.get(one.of, own)
            yield at + one.top, at + one.bottom
