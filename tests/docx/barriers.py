"""What in a Word file stands in the way of readers with assistive technology."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree
from tests.docx.opened import CORE, Opened, W, value

_DC = "{http://purl.org/dc/elements/1.1/}"
_LEAST_CONTRAST = 4.5
_POINTLESS = {"here", "click here", "link", "this link", "read more", "more"}


def barriers(data: bytes) -> list[str]:
    """Return the barriers in a file, a line each."""
    file = Opened(data)
    checks = (_metadata(file), _headings(file), _tables(file), _links(file), _blanks(file), _objects(file))
    return [barrier for check in checks for barrier in check] + list(_contrasts(file))


def words(node: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(t.text or "" for t in node.iter(f"{W}t"))


def style_of(paragraph: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    return value(paragraph.find(f"{W}pPr/{W}pStyle"))


def outline_levels(file: Opened) -> dict[str, int]:
    """Return style id → outline level, counted from 1."""
    found = {value(n, "styleId"): n.find(f"{W}pPr/{W}outlineLvl") for n in file.styles.iter(f"{W}style")}
    return {name: int(value(level)) + 1 for name, level in found.items() if level is not None}


def _metadata(file: Opened) -> Iterator[str]:
    core = file.trees[CORE]
    yield from (f"the file tells no {name}" for name in ("title", "language") if not core.findtext(f"{_DC}{name}"))
    if not value(file.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")):
        yield "the text has no language"


def _headings(file: Opened) -> Iterator[str]:
    levels = outline_levels(file)
    found = [p for p in file.body.iter(f"{W}p") if style_of(p) in levels]
    yield from ("a heading is empty" for p in found if not words(p).strip())
    for above, below in pairwise([0, *(levels[style_of(p)] for p in found)]):
        if below > above + 1:
            yield f"a heading of level {below} follows one of level {above}"
    if len([p for p in file.body.iter(f"{W}p") if style_of(p) == "Title"]) != 1:
        yield "there is not one title"


def _tables(file: Opened) -> Iterator[str]:
    for _, tree in file.stories():
        for table in tree.iter(f"{W}tbl"):
            first, *others = table.findall(f"{W}tr")
            if first.find(f"{W}trPr/{W}tblHeader") is None:
                yield "a table has no header row"
            if any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in others):
                yield "a table has a header row below its first"
            if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in (first, *others)):
                yield "a row may be divided between pages"
            if value(table.find(f"{W}tblPr/{W}tblLook"), "firstRow") != "1":
                yield "a table does not tell that its first row is a header"
            if not value(table.find(f"{W}tblPr/{W}tblCaption")).strip():
                yield "a table has no name"
            if any(table.find(f".//{W}{tag}") is not None for tag in ("gridSpan", "vMerge", "hMerge", "tbl")):
                yield "a table has merged cells or a table within"


def _links(file: Opened) -> Iterator[str]:
    for link in file.body.iter(f"{W}hyperlink"):
        text = words(link).strip()
        if not text or text.lower() in _POINTLESS:
            yield f"a link says “{text}”"


def _blanks(file: Opened) -> Iterator[str]:
    """Yield blank paragraphs without a picture; one between two tables, or at the end below one, is what Word wants."""
    for paragraph in file.body.find(f"{W}body").iterchildren(f"{W}p"):
        before, after = paragraph.getprevious(), paragraph.getnext()
        needed = before is not None and before.tag == f"{W}tbl" and after.tag in {f"{W}tbl", f"{W}sectPr"}
        shows = paragraph.find(f"{W}r/{W}drawing") is not None
        if not words(paragraph).strip() and not needed and not shows:
            yield "a blank paragraph makes room"


def _objects(file: Opened) -> Iterator[str]:
    for name, tree in file.stories():
        for node in tree.iter():
            local = etree.QName(node).localname
            if local in {"anchor", "framePr", "pict", "txbxContent", "object"}:
                yield f"{name} holds something that floats: {local}"
            if local == "docPr" and (not node.get("descr") or "." in node.get("descr", "").split()[-1][:-1]):
                yield f"{name} holds a picture without words"
            told = value(node.find(f"{W}sdtPr/{W}alias")) or node.find(f"{W}sdtPr/{W}docPartObj") is not None
            if local == "sdt" and not told:
                yield f"{name} holds a control without title"


def _contrasts(file: Opened) -> Iterator[str]:
    """Yield text that stands out too little from its ground, in styles and in runs with colours of their own."""
    normal = next(style for style in file.styles.iter(f"{W}style") if value(style, "styleId") == "Normal")
    body = value(normal.find(f"{W}rPr/{W}color")) or "000000"
    for style in file.styles.iter(f"{W}style"):
        ink = value(style.find(f"{W}rPr/{W}color")) or body
        ground = value(style.find(f"{W}pPr/{W}shd"), "fill") or "FFFFFF"
        if contrast(ink, ground) < _LEAST_CONTRAST:
            yield f"style {value(style, 'styleId')} has too little contrast"
    for name, tree in file.stories():
        for properties in tree.iter(f"{W}rPr"):
            ink = value(properties.find(f"{W}color"))
            ground = value(properties.find(f"{W}shd"), "fill") or "FFFFFF"
            if ink and contrast(ink, ground) < _LEAST_CONTRAST:
                yield f"{name} has a run with too little contrast"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours `RRGGBB` (WCAG 2.2, 1.4.3)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
