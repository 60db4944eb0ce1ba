"""An organisation's own Word template: what is taken of it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812

from lxml import etree

from briefkit.errors import Problem, UsageError
from briefkit.look import TWIPS, Look, PageStyle
from briefkit.typeface import carlito
from briefkit.writers.docx import theirs
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.letterhead import Letterhead, letterhead
from briefkit.writers.docx.margins import gaps, with_room
from briefkit.writers.docx.source import Source
from briefkit.writers.docx.theme import Theme
from briefkit.writers.docx.wml import NAMESPACES, W

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
    source = Source(data, name)
    main = source.main()
    sheet, numbering = theirs.sheet(source.read(source.only(main, "styles"))), source.only(main, "numbering")
    if (count := len(sheet.findall(f"{W}style"))) > theirs.MOST_STYLES:
        hint = "Save a copy with the styles in use."
        raise UsageError(Problem("U07", f"{name} has {count} styles; {theirs.MOST_STYLES} are allowed", hint=hint))
    lists = theirs.lists(source.read(numbering) if numbering else _NO_LISTS)
    look = _theme(source, main)
    page = _page(source, main)
    head = letterhead(source, Cascade((sheet, lists, look), carlito()), page)
    roomy = with_room(page, head)
    if roomy.text_width < _LEAST_WIDTH or min(roomy.text_height, roomy.on(1).text_height) < _LEAST_HEIGHT:
        hint = "Make its margins or its letterhead smaller."
        raise UsageError(Problem("U07", f"the page of {name} leaves no room for text", hint=hint))
    styles, numbers, drawn = (etree.tostring(root, encoding="UTF-8") for root in (sheet, lists, look))
    return Template(name, styles, numbers, drawn, roomy, head, apart=gaps(page, head))


def _theme(source: Source, main: str) -> etree._Element:
    """Return the theme; ours where it has none, or one with pictures, which its relationships tell."""
    part = source.only(main, "theme")
    return theirs.theme(source.read(part) if part and not source.arrows(part) else Theme.of(Look()).part().encode())


def _page(source: Source, main: str) -> PageStyle:
    """Return paper and margins of the last section."""
    usual, sections = PageStyle(), [*source.tree(main).iter(f"{W}sectPr")]
    section = sections[-1] if sections else None
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    names = {"width": (size, "w"), "height": (size, "h")}
    names |= {name: (margins, name) for name in ("left", "right", "top", "bottom", "header", "footer")}
    points = {
        name: abs(float(told)) / TWIPS if (told := theirs.get(node, key)) else getattr(usual, name)
        for name, (node, key) in names.items()
    }
    points["left"] += float(theirs.get(margins, "gutter") or 0) / TWIPS
    return PageStyle(**points)
