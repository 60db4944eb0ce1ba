"""Plain text read back from a .docx file, list labels and alternative texts included, headers and footers left out.

Footnotes come last, each with its number.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefkit.draft.word.styles import Styles, child
from briefkit.writers.docx.wml import W

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_PARTS = ("document", "styles", "numbering")
_NOTES = "word/footnotes.xml"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TEXT: Mapping[str, str] = {f"{W}tab": " ", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_MARKS = (f"{W}footnoteReference", f"{W}footnoteRef")


class _Labels(Styles):
    """The labels that Word prints before paragraphs, bullets as they are."""

    def label(self, paragraph: etree._Element) -> str | None:
        """Return the label of the next paragraph."""
        label = super().label(paragraph)
        if label != "-":
            return label
        number, level = self._place(paragraph)
        return child(self._lists[self._of[number]][level], "lvlText")


def text(data: bytes) -> str:
    """Return the text of a file, a line for each passage."""
    return "\n".join(passages(data))


def passages(data: bytes) -> list[str]:
    """Return the text of each paragraph in reading order; empty ones are left out."""
    with ZipFile(BytesIO(data)) as file:
        document, styles, numbering = (etree.fromstring(file.read(f"word/{part}.xml"), _PARSER) for part in _PARTS)
        notes = etree.fromstring(file.read(_NOTES), _PARSER) if _NOTES in file.namelist() else None
    _write_numbers(document, notes)
    labels = _Labels(styles, numbering)
    found = [
        " ".join(filter(None, (labels.label(paragraph), _words(paragraph)))) for paragraph in document.iter(f"{W}p")
    ]
    found += [] if notes is None else [_words(paragraph).replace("  ", " ", 1) for paragraph in notes.iter(f"{W}p")]
    return [passage for passage in found if passage.strip()]


def _write_numbers(document: etree._Element, notes: etree._Element | None) -> None:
    """Write into the marks of footnotes the numbers that Word prints, counted in the order of the text.

    Why the space behind a note's own number: LibreOffice drops the tab that stands there.
    """
    numbers = {mark.get(f"{W}id"): str(n) for n, mark in enumerate(document.iter(f"{W}footnoteReference"), 1)}
    for mark in document.iter(f"{W}footnoteReference"):
        mark.text = numbers[mark.get(f"{W}id")]
    for note in () if notes is None else notes.iter(f"{W}footnote"):
        for mark in note.iter(f"{W}footnoteRef"):
            mark.text = f"{numbers[note.get(f'{W}id')]} "


def _words(paragraph: etree._Element) -> str:
    """Return the text of the runs; tab stops in the properties are not tabs."""
    return "".join(
        _TEXT.get(str(node.tag), node.get("descr", node.text or ""))
        for run in paragraph.iter(f"{W}r")
        for node in run.iter(f"{W}t", *_MARKS, *_TEXT, _PICTURE)
    )
