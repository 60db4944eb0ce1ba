"""About how high a letterhead is, and how far its floating pictures reach."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from lxml import etree

from briefkit.look import PageStyle
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.cleaning import WP
from briefkit.writers.docx.wml import W

_EMU = 12_700
"""In a point."""
_TALL = 0.34
"""Of a page: what floats and is higher is a ground or a strip beside the text, and goes behind it."""


@dataclass(frozen=True, slots=True)
class Float:
    """A picture that floats: its edges in points from where `top` says."""

    top: float
    bottom: float
    of: str
    """`page`, `margin`, or the story (`paragraph`, `line`)."""


@dataclass(frozen=True, slots=True)
class Story:
    """The room that a header or footer takes."""

    height: float = 0.0
    """Of its lines and tables, in points."""
    floats: tuple[Float, ...] = ()


def story(nodes: Sequence[etree._Element], cascade: Cascade, page: PageStyle) -> Story:
    """Return the room that cleaned content takes on a page."""
    floats: list[Float] = []
    height = _height(nodes, cascade, page.text_width, floats)
    return Story(height, tuple(floats))


def _height(nodes: Iterable[etree._Element], cascade: Cascade, width: float, floats: list[Float]) -> float:
    height, gap = 0.0, 0.0
    for node in nodes:
        if node.tag == f"{W}tbl":
            height, gap = height + gap + _table(node, cascade, width, floats), 0.0
        elif node.tag == f"{W}p" and node.find(f"{W}pPr/{W}framePr") is None:
            floats.extend(_floats(node, height))
            style = node.find(f"{W}pPr/{W}pStyle")
            before, own, after = _paragraph(node, cascade, "" if style is None else style.get(f"{W}val", ""), width)
            height += max(gap, before) + own
            gap = after
    return height + gap


def _paragraph(node: etree._Element, cascade: Cascade, style: str, width: float) -> tuple[float, float, float]:
    """Return the gap above a paragraph, its height, and the gap below."""
    setting = cascade.setting(style, direct=[*node.iterchildren(f"{W}pPr")])
    runs = [*node.iterfind(f"{W}r/{W}rPr")]
    settings = [cascade.setting(style, direct=[*node.iterchildren(f"{W}pPr"), own]) for own in runs] or [setting]
    line = max(one.style.line for one in settings)
    size = max(one.style.size for one in settings)
    words = "".join(text.text or "" for text in node.iterfind(f"{W}r/{W}t"))
    breaks = len(node.findall(f"{W}r/{W}br"))
    lines = max(1, ceil(setting.family.usual.face().width(words, size) / max(width, 1))) + breaks
    pictures = [_points(extent, "cy") for extent in node.iterfind(f".//{WP}inline/{WP}extent")]
    high = max(line, max(pictures, default=0.0) + line / 4) if pictures else line
    return setting.style.before, high + (lines - 1) * line, setting.style.after


def _table(node: etree._Element, cascade: Cascade, width: float, floats: list[Float]) -> float:
    return sum(_row(row, cascade, width, floats) for row in node.iterchildren(f"{W}tr"))


def _row(row: etree._Element, cascade: Cascade, width: float, floats: list[Float]) -> float:
    told = row.find(f"{W}trPr/{W}trHeight")
    least = int(told.get(f"{W}val", "0")) / 20 if told is not None else 0.0
    heights = [least]
    for cell in row.iterchildren(f"{W}tc"):
        wide = cell.find(f"{W}tcPr/{W}tcW")
        own = int(wide.get(f"{W}w", "0")) / 20 if wide is not None and wide.get(f"{W}type") == "dxa" else width
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
        top = float(offset.text or 0) / _EMU if offset is not None else 0.0
        of = place.get("relativeFrom", "page") if place is not None else "page"
        if of in {"paragraph", "line"}:
            top += at
        yield Float(top, top + height, of)


def _points(node: etree._Element | None, name: str) -> float:
    return 0.0 if node is None else float(node.get(name, "0")) / _EMU
