"""What other readers extract: the words of the document, in its order and in all its scripts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader
from tests.docx.material import LOOK, documents, pdfs
from tests.docx.test_text import close, expected
from tests.editions import EXAMPLES, house
from tests.tagged import spoken

from briefkit.document import Document, Figure, Meta, Notes, Paragraph, Run, Title, passages, text
from briefkit.writers import WRITERS

NAMES = [
    *(f"{name}.{edition.id}" for name in EXAMPLES for edition in house()),
    *(f"random-{seed}" for seed in range(10)),
]
META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))


def extracted(data: bytes) -> str:
    """Return the text that pypdf finds in a file from which artifacts were taken out."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_real(page))))
        pdf.save(out)
    return "".join(page.extract_text() for page in PdfReader(out).pages)


def _real(page: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction]:
    artifact = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            artifact = str(instruction.operands[0]) == "/Artifact"
        if not artifact:
            yield instruction
        artifact = artifact and operator != "EMC"


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_finds_the_words_in_order(name: str) -> None:
    """Pypdf extracts the header's and the document's words, labels included, in the order of the document."""
    document, meta = documents()[name], documents()[name].meta
    found = extracted(pdfs()[name])
    mute = (replace(block, alt=()) if isinstance(block, Figure) else block for block in document.blocks)
    assert close(found) == close(meta.standing + meta.marking) + expected(replace(document, blocks=tuple(mute)))


def test_a_line_end_parts_words() -> None:
    """Each passage is heard as it is written: where a line ends, the space stays."""
    wrapped = 0
    for name in NAMES:
        heard = "".join(spoken(pdfs()[name]))
        for block, passage in passages(documents()[name]):
            words = text(passage[2:] if isinstance(block, Notes) else passage)  # a label stands by itself
            assert words.replace("\u00a0", " ") in heard.replace("\u00a0", " "), name
            wrapped += len(words) > 120
    assert wrapped > 200


@pytest.mark.parametrize(
    "words", ["Ελένη Καλλιστράτου", "Ясен Каменаров", "Lương Thị Mỹ Duyên", "Łódź Škoda Þór ő ţ", "€ — “quotes” ½ …"]
)
def test_letters_of_four_scripts_come_back(words: str) -> None:
    """Latin, Greek, Cyrillic and Vietnamese are extracted as they were written, in all faces."""
    faces = tuple(Run(f"{words} ", strong=strong, emphasis=em) for strong in (False, True) for em in (False, True))
    document = Document(META, (Title((Run("Demo"),)), Paragraph(faces)))
    assert extracted(WRITERS["pdf"](document, LOOK)).count(words) == len(faces)
