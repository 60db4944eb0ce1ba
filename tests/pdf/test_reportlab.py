"""The contract with ReportLab: the names beyond its public interface that the PDF writer stands on."""

import re
import tomllib
from pathlib import Path

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as rendered

from briefkit.look.typeface import carlito
from briefkit.writers.pdf.resources import loaded

ROOT = Path(__file__).parents[2]
FONT = loaded(carlito().main)


def test_the_version_is_pinned() -> None:
    """The minor version is fixed, because what follows may change with the next."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(line.startswith("reportlab>=5.1,<5.2") for line in project["dependencies"])


def test_what_is_imported() -> None:
    """These names and no others: documents, streams and formatting of objects, TrueType fonts."""
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
