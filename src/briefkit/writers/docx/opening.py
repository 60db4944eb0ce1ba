"""A Word template as it is opened: within limits, with what is known of it, and with room for its letterhead."""

from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from briefkit.errors import Problem, UsageError
from briefkit.look import TWIPS, Look, PageStyle
from briefkit.look.typeface import carlito
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.headers import letterhead
from briefkit.writers.docx.template import Template, with_room
from briefkit.writers.docx.theme import Theme
from briefkit.writers.docx.wml import NAMESPACES, W, get
from briefkit.writers.docx.wordfile import MOST_STYLES, WordFile, known_lists, known_styles, known_theme, only, tree

_LEAST_WIDTH, _LEAST_HEIGHT = 200, 300
"""The least text area in points."""
_NO_LISTS = f"<w:numbering {NAMESPACES}/>".encode()
BROKEN = (BadZipFile, DeflateError, etree.LxmlError, LookupError, ValueError, AttributeError, RuntimeError, OSError)
"""What opening a damaged file raises."""


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
    roomy, apart = with_room(page, head)
    if roomy.text_width < _LEAST_WIDTH or min(roomy.text_height, roomy.on(1).text_height) < _LEAST_HEIGHT:
        hint = "Make its margins or its letterhead smaller."
        raise UsageError(Problem("U07", f"the page of {name} leaves no room for text", hint=hint))
    styles, numbers, drawn = (etree.tostring(root, encoding="UTF-8") for root in (sheet, lists, look))
    return Template(name, styles, numbers, drawn, roomy, head, apart=apart)


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
