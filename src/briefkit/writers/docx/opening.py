"""A Word template as it is opened: within limits, with what is known of it, and with room for its letterhead."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from math import ceil
from typing import Any
from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from briefkit.errors import Problem, UsageError
from briefkit.look import TWIPS, Look, PageStyle
from briefkit.look.images import ImageError, image
from briefkit.look.typeface import carlito
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.cleaning import Cleaner
from briefkit.writers.docx.styles import Theme
from briefkit.writers.docx.template import (
    EVEN,
    FIRST,
    SIDES,
    USUAL,
    Float,
    Furniture,
    Letterhead,
    Template,
    picture,
    with_room,
)
from briefkit.writers.docx.wml import EMU, NAMES, NAMESPACES, WP, R, W, get, is_on
from briefkit.writers.docx.wordfile import (
    MOST_STYLES,
    WordFile,
    known,
    only,
    parsed,
    related,
)

_LEAST_WIDTH, _LEAST_HEIGHT = 200, 300
"""The least text area in points."""
_NO_LISTS = f"<w:numbering {NAMESPACES}/>".encode()
BROKEN = (BadZipFile, DeflateError, etree.LxmlError, LookupError, ValueError, AttributeError, RuntimeError, OSError)
"""What opening a damaged file raises."""
_MOST = 20
"""Pictures, at most, in one header."""
_TALL = 0.34
"""Of a page: what floats and is higher is a ground or a strip beside the text, and goes behind it."""


def opened(data: bytes, name: str) -> Template:
    """Return what a .docx or .dotx file gives; UsageError where it holds macros or is beyond a limit."""
    source = WordFile(data, name)
    main = source.main
    sheet, numbering = known(main.part_related_by(RT.STYLES).blob, "styles"), only(main, RT.NUMBERING)
    if (count := len(sheet.findall(f"{W}style"))) > MOST_STYLES:
        hint = "Save a copy with the styles in use."
        raise UsageError(Problem("U07", f"{name} has {count} styles; {MOST_STYLES} are allowed", hint=hint))
    lists = known(numbering.blob if numbering else _NO_LISTS, "lists")
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
    return known(part.blob if part and not part.rels else Theme.of(Look()).part().encode(), "theme")


def _page(main: Part) -> PageStyle:
    """Return paper and margins of the last section."""
    sections = [*parsed(main.blob).iter(f"{W}sectPr")]
    size, margins = (sections[-1].find(f"{W}{name}") if sections else None for name in ("pgSz", "pgMar"))
    names = {"width": (size, "w"), "height": (size, "h")}
    names |= {name: (margins, name) for name in ("left", "right", "top", "bottom", "header", "footer")}
    values = {name: get(node, key) for name, (node, key) in names.items()}
    points: dict[str, Any] = {name: abs(float(value)) / TWIPS for name, value in values.items() if value}
    page = PageStyle(**points)
    return replace(page, left=page.left + float(get(margins, "gutter") or 0) / TWIPS)


def letterhead(source: WordFile, cascade: Cascade, page: PageStyle) -> Letterhead:
    """Return the letterhead of a template's last section (17.10); a header that it lacks is that of the one before."""
    sides: dict[tuple[str, str], Part | None] = {}
    last = None
    for last in parsed(source.main.blob).iter(f"{W}sectPr"):
        for where in SIDES:
            for node in last.iterchildren(f"{W}{where}Reference"):
                sides[where, node.get(f"{W}type", USUAL)] = source.main.related_parts.get(node.get(f"{R}id", ""))
    kinds = (USUAL, *_told_apart(source.main, last))
    cleaner, parts = Cleaner(cascade.names), {}
    for place, part in sorted(sides.items()):
        if place[1] in kinds and part:
            parts[place] = _furniture(cleaner, dict(_pictures(source, part)), part, cascade, page.text_width)
    return Letterhead(kinds, parts, tuple(dict.fromkeys(cleaner.left)), cleaner.undescribed)


def _furniture(
    cleaner: Cleaner, pictures: Mapping[str, tuple[str, bytes]], part: Part, cascade: Cascade, width: float
) -> Furniture:
    """Return a header or footer, cleaned; `pictures` are those that it shows, by relationship."""
    nodes = cleaner.story(parsed(part.blob), {name: picture(n) for n, name in enumerate(pictures, 1)})
    floats: list[Float] = []
    height = _height(nodes, cascade, width, floats)
    xml = "".join(map(_text, nodes))  # Why last: measuring puts what is tall behind the text.
    used = {n: data for n, data in enumerate(pictures.values(), 1) if picture(n) in xml}
    return Furniture(xml, used, height, tuple(floats))


def _told_apart(main: Part, section: etree._Element | None) -> Iterator[str]:
    if section is not None and is_on(section.find(f"{W}titlePg")):
        yield FIRST
    settings = only(main, RT.SETTINGS)
    if settings and is_on(parsed(settings.blob).find(f"{W}evenAndOddHeaders")):
        yield EVEN


def _pictures(source: WordFile, part: Part) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield relationship, kind and bytes of the pictures that a part shows, written anew."""
    embedded = {
        str(value) for node in parsed(part.blob).iter() for name, value in node.attrib.items() if name == f"{R}embed"
    }
    for name, target in [pair for pair in sorted(related(part, RT.IMAGE).items()) if pair[0] in embedded][:_MOST]:
        with suppress(ImageError):  # Why: what is no picture is left out, and the cleaner tells of it.
            made = image(source.picture(target))
            yield name, (made.kind, made.data)


def _text(node: etree._Element) -> str:
    """Return a node as text without declarations of the known prefixes: the part that holds it has them."""
    root = etree.Element("root", nsmap=dict[str | None, str](NAMES))
    root.append(node)
    whole = etree.tostring(root, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</root>")]


def _height(nodes: Iterable[etree._Element], cascade: Cascade, width: float, floats: list[Float]) -> float:
    """Return how high cleaned content is in points, and gather what floats from it."""
    height, gap = 0.0, 0.0
    for node in nodes:
        if node.tag == f"{W}tbl":
            rows = sum(_row(row, cascade, width, floats) for row in node.iterchildren(f"{W}tr"))
            height, gap = height + gap + rows, 0.0
        elif node.tag == f"{W}p" and node.find(f"{W}pPr/{W}framePr") is None:
            floats.extend(_floats(node, height))
            before, own, after = _paragraph(node, cascade, get(node.find(f"{W}pPr/{W}pStyle"), "val"), width)
            height += max(gap, before) + own
            gap = after
    return height + gap


def _paragraph(node: etree._Element, cascade: Cascade, style: str, width: float) -> tuple[float, float, float]:
    """Return the gap above a paragraph, its height, and the gap below."""
    setting = cascade.setting(style, direct=[*node.iterchildren(f"{W}pPr")])
    runs = [*node.iterfind(f"{W}r/{W}rPr")]
    settings = [cascade.setting(style, direct=[*node.iterchildren(f"{W}pPr"), own]) for own in runs] or [setting]
    line = max(step.style.line for step in settings)
    size = max(step.style.size for step in settings)
    words = "".join(text.text or "" for text in node.iterfind(f"{W}r/{W}t"))
    breaks = len(node.findall(f"{W}r/{W}br"))
    lines = max(1, ceil(setting.family.usual.face().width(words, size) / max(width, 1))) + breaks
    pictures = [_points(extent, "cy") for extent in node.iterfind(f".//{WP}inline/{WP}extent")]
    high = max(line, max(pictures, default=0.0) + line / 4) if pictures else line
    return setting.style.before, high + (lines - 1) * line, setting.style.after


def _row(row: etree._Element, cascade: Cascade, width: float, floats: list[Float]) -> float:
    heights = [int(get(row.find(f"{W}trPr/{W}trHeight"), "val", "0")) / 20]
    for cell in row.iterchildren(f"{W}tc"):
        wide = cell.find(f"{W}tcPr/{W}tcW")
        own = int(get(wide, "w", "0")) / 20 if get(wide, "type") == "dxa" else width
        heights.append(_height(cell, cascade, min(own or width, width), floats))
    return max(heights)


def _floats(paragraph: etree._Element, at: float) -> Iterator[Float]:
    """Yield what floats from a paragraph; what is as high as a third of a page is put behind the text."""
    for anchor in paragraph.iter(f"{WP}anchor"):
        extent, place = anchor.find(f"{WP}extent"), anchor.find(f"{WP}positionV")
        height = _points(extent, "cy")
        if height > _TALL * 842:
            anchor.set("behindDoc", "1")
            continue
        offset = place.find(f"{WP}posOffset") if place is not None else None
        top = float(offset.text or 0) / EMU if offset is not None else 0.0
        of = place.get("relativeFrom", "page") if place is not None else "page"
        if of in {"paragraph", "line"}:
            top += at
        yield Float(top, top + height, of)


def _points(node: etree._Element | None, name: str) -> float:
    return 0.0 if node is None else float(node.get(name, "0")) / EMU
