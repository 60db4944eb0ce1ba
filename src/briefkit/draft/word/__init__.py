"""Word files (.docx, .docm, .dotx) as text."""

from collections import Counter
from collections.abc import Container, Iterator

from briefkit.characters import raised
from briefkit.draft import passages
from briefkit.draft.facts import facts
from briefkit.draft.passages import Extracted, Unreadable
from briefkit.draft.word.package import Element, W, opened
from briefkit.draft.word.styles import Styles, child, value

__all__ = ["read"]

_CORE = "{http://purl.org/dc/elements/1.1/}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")}
_LEFT_OUT |= {f"{_MC}Fallback", f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}rt"}
_SPACES = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "\u2011"}
_REFERENCES = {f"{W}footnoteReference", f"{W}endnoteReference"}
_BOX = f"{W}txbxContent"
_BLOCKS = {f"{W}p", f"{W}tbl"}


def read(data: bytes) -> Extracted:
    """Return the text of a Word file, its footnotes at the end; headers and footers are not read."""
    package = opened(data)
    styles = Styles(package.parts.get("styles"), package.parts.get("numbering"))
    found = body(package.document, styles)
    found += [note for name in ("footnotes", "endnotes") for note in notes(package.parts.get(name), styles)]
    if not any(found):
        hint = "If it holds pictures of pages, run text recognition over them (OCR)."
        raise Unreadable("is a Word document without text", hint)
    core, language = package.core, _language(package.document, package.parts.get("styles"))
    names = {"title": "title", "author": "creator"}
    properties = {} if core is None else {key: core.findtext(f"{_CORE}{name}") for key, name in names.items()}
    return Extracted(passages.document(found), facts([passage for passage in found if passage], properties, language))


def _language(document: Element, styles: Element | None) -> str | None:
    """Return the language of most of the text as the runs declare it, else that of the styles' defaults."""
    spoken: Counter[str] = Counter()
    default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    usual = "" if default is None else value(default, "val")
    for run in document.iter(f"{W}r"):
        own = run.find(f"{W}rPr/{W}lang")
        named = usual if own is None else value(own, "val") or usual
        spoken[named] += sum(len(text.text or "") for text in run.iterchildren(f"{W}t"))
    return next((named for named, _ in spoken.most_common(1) if named), None)


def body(document: Element, styles: Styles) -> list[str]:
    """Return the passages of the main part."""
    found = document.find(f"{W}body")
    return [] if found is None else list(_passages(found, styles))


def notes(part: Element | None, styles: Styles) -> Iterator[str]:
    """Yield the footnotes or endnotes, each with its number; separators are not notes."""
    for note in () if part is None else part:
        if value(note, "type") in {"", "normal"}:
            text = " ".join(_passages(note, styles))
            yield f"{value(note, 'id')}. {text}" if text else ""


def _passages(root: Element, styles: Styles) -> Iterator[str]:
    for block in (node for node in _inside(root, _BLOCKS) if node.tag in _BLOCKS):
        if block.tag == f"{W}tbl":
            yield from (passages.row(cells) for cells in _rows(block))
        elif not styles.is_contents(block):
            yield _passage(block, styles)
            boxes = (node for node in _inside(block) if node.tag == _BOX)
            yield from (passage for box in boxes for passage in _passages(box, styles))


def _is_contents(node: Element) -> bool:
    """Say whether a content control is a table of contents."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if node.tag == f"{W}sdt" else None
    return gallery is not None and value(gallery, "val") == "Table of Contents"


def _passage(paragraph: Element, styles: Styles) -> str:
    text = _text(paragraph)
    if not text.strip():
        return ""
    label = styles.label(paragraph)
    if styles.is_heading(paragraph):
        return passages.heading(text if label in {None, "-"} else f"{label} {text}")
    return passages.paragraph(text) if label is None else passages.item(text, label)


def _rows(table: Element) -> Iterator[list[str]]:
    """Yield the cells of each row; what stands in a table inside of a cell belongs to the cell."""
    for row in _inside(table):
        if row.tag == f"{W}tr" and next(row.iterancestors(f"{W}tbl")) is table:
            cells = (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)
            yield [" ".join(_text(paragraph) for paragraph in _every(cell)) for cell in cells]


def _every(cell: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those of its tables and text boxes too."""
    for node in _inside(cell):
        if node.tag == f"{W}p":
            yield node
        elif node.tag == _BOX:
            yield from _every(node)


def _text(paragraph: Element) -> str:
    """Return the text of a paragraph without that of its text boxes; raised digits as superscripts."""
    return "".join(_word(node) for node in _inside(paragraph))


def _word(node: Element) -> str:
    if node.tag == f"{W}t":
        run = node.getparent()
        text = node.text or ""
        return raised(text) if run is not None and _is_raised(run) else text
    if node.tag in _REFERENCES:
        return raised(value(node, "id"))
    return _SPACES.get(str(node.tag), "")


def _is_raised(run: Element) -> bool:
    properties = run.find(f"{W}rPr")
    return properties is not None and child(properties, "vertAlign") == "superscript"


def _inside(root: Element, whole: Container[str] = (_BOX,)) -> Iterator[Element]:
    """Yield the nodes below one in order, without what is deleted, hidden or a second version; none inside `whole`."""
    waiting = list(reversed(root))
    while waiting:
        node = waiting.pop()
        if node.tag not in _LEFT_OUT and not _is_hidden(node) and not _is_contents(node):
            yield node
            waiting.extend(reversed(node) if node.tag not in whole else ())


def _is_hidden(node: Element) -> bool:
    """Say whether a run is hidden text."""
    mark = node.find(f"{W}rPr/{W}vanish") if node.tag == f"{W}r" else None
    return mark is not None and value(mark, "val") not in {"0", "false"}
