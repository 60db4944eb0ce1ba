"""The contract with ReportLab: the names beyond its public interface that the PDF writer stands on."""

import re
import tomllib
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as rendered
from reportlab.platypus import Flowable, Frame

from briefkit.typeface import carlito
from briefkit.writers.pdf.fonts import loaded

ROOT = Path(__file__).parents[2]
FONT = loaded(carlito().main)


def test_the_version_is_pinned() -> None:
    """The minor version is fixed, because what follows may change with the next."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(line.startswith("reportlab>=5.1,<5.2") for line in project["dependencies"])


def test_what_is_imported() -> None:
    """These names and no others: documents, streams and formatting of objects, TrueType fonts, frames, flowables."""
    found = set()
    for path in (ROOT / "src" / "briefkit").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for module, names in re.findall(r"^from (reportlab\S*) import (.+)$", text, re.MULTILINE):
            found |= {f"{module}.{name.split(' as ')[0]}" for name in names.split(", ")}
    assert found == {
        "reportlab.pdfbase.pdfdoc.PDFDocument",
        "reportlab.pdfbase.pdfdoc.PDFStream",
        "reportlab.pdfbase.pdfdoc.format",
        "reportlab.pdfbase.ttfonts.TTFError",
        "reportlab.pdfbase.ttfonts.TTFont",
        "reportlab.platypus.Flowable",
        "reportlab.platypus.Frame",
    }


def test_a_document_numbers_what_fonts_add() -> None:
    """Subsets in use add their objects to the document's tables, the dictionary of fonts under `BasicFonts`."""
    document = PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7))
    before = document.objectcounter
    ((subset, codes),) = FONT.splitString("Brief", document)
    name = FONT.getSubsetInternalName(subset, document)
    assert len(codes) == 5
    assert FONT in document.delayedFonts
    for used in document.delayedFonts:
        used.addObjects(document)
    assert document.objectcounter > before
    number, version = document.idToObjectNumberAndVersion["BasicFonts"]
    assert version == 0
    fonts = document.idToObject[document.numberToId[number]]
    assert name.encode() in rendered(fonts, document, toplevel=1)
    streams = [o for o in document.idToObject.values() if isinstance(o, PDFStream)]
    assert len(streams) >= 2
    assert all(isinstance(stream.dictionary, PDFDictionary) and stream.content for stream in streams)


def test_a_font_tells_its_glyphs() -> None:
    """Characters map to glyphs and widths, which the writer completes for the no-break hyphen."""
    face = FONT.face
    assert face.charToGlyph[ord("-")] == face.charToGlyph[0x2011]
    assert face.charWidths[ord("-")] == face.charWidths[0x2011]


class Bar(Flowable):
    """A flowable of a fixed height that notes where it is drawn."""

    def __init__(self, height: float, gap: float = 0) -> None:
        """Keep the height and the gap around it."""
        super().__init__()
        self.height, self.spaceBefore, self.spaceAfter = height, gap, gap

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Return its size."""
        return width, self.height

    def drawOn(self, canvas: list[float], _x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803
        """Note its lower edge."""
        canvas.append(y)


def test_a_frame_places_from_the_top_with_the_greater_gap() -> None:
    """A frame hands its canvas through, leaves out the first gap, takes the greater of two, refuses the too high."""
    seen: list[float] = []
    frame = Frame(0, 0, 100, 100, 0, 0, 0, 0, overlapAttachedSpace=1)
    assert frame.add(Bar(30, 8), seen, trySplit=1)
    assert frame.add(Bar(20, 5), seen, trySplit=1)
    assert not frame.add(Bar(60), seen, trySplit=1)
    assert seen == [70, 42]
