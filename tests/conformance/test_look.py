"""A house's look before the same judges: accent, paper, size, logo and fonts change nothing in their verdicts."""

import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.conformance import office
from tests.conformance.test_docx import BEGUN, DRIFT, ROOM, VERSIONS
from tests.conformance.test_pdf import FLAVOURS, failed
from tests.documents import random_document
from tests.docx.lint import faults as word_faults
from tests.docx.material import editions, random_briefs
from tests.pdf.checker import faults as pdf_faults
from tests.pictures import bars

from briefkit.document import Document, Paragraph, Run
from briefkit.house import DEFAULT, FontFiles, HouseLook, LogoFile
from briefkit.look import Look
from briefkit.look.dressed import dressed
from briefkit.writers import WRITERS, measure
from briefkit.writers.docx import write

pytestmark = pytest.mark.conformance
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
NAMES = ("ნინო ბერიძე", "محمد علي السلامي", "שרה לוי")


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """Return a house's look that differs in everything from ours."""
    assert (DEJAVU / "DejaVuSans-Oblique.ttf").is_file(), "DejaVu is missing: run `make validators`"
    logo = tmp_path_factory.mktemp("house") / "logo.png"
    logo.write_bytes(bars(600, 200))
    ends = ("", "-Bold", "-Oblique", "-BoldOblique")
    files = FontFiles(*(DEJAVU / f"DejaVuSans{end}.ttf" for end in ends))
    wanted = HouseLook(
        accent="7A1F3D", size=11.5, paper="letter", fonts=(files,), logo=LogoFile(logo, "Harbour Library")
    )
    return dressed(wanted, DEFAULT.markings)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """Return house editions of both examples and random documents, each with names of other scripts."""
    found = editions() | {f"random-{seed}": random_document(seed) for seed in range(10)}
    line = Paragraph((Run(f"Present: {', '.join(NAMES)} and others."),))
    return {name: replace(one, blocks=(*one.blocks[:4], line, *one.blocks[4:])) for name, one in found.items()}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_pdfs_conform(flavour: str, look: Look, documents: dict[str, Document], tmp_path: Path) -> None:
    """No file breaks a rule of either standard; names from right to left are read back as they are written."""
    files = {name: WRITERS["pdf"](document, look) for name, document in documents.items()}
    assert {name: rules for name, rules in failed(files, flavour, tmp_path).items() if rules} == {}
    assert {name: wrong for name, data in files.items() if (wrong := pdf_faults(data))} == {}
    for name in files:
        done = subprocess.run(["pdftotext", str(tmp_path / f"{name}.pdf"), "-"], capture_output=True, check=True)
        said = _plain(done.stdout.decode())
        assert all(_plain(one) in said for one in NAMES), name


def _plain(text: str) -> str:
    """Return a text without the marks of direction that pdftotext adds, lam and alef apart."""
    return " ".join("".join(c for c in unicodedata.normalize("NFKC", text) if c not in "\u202a\u202b\u202c").split())


def test_word_files_are_valid(look: Look, documents: dict[str, Document], tmp_path: Path) -> None:
    """The validator finds no error in any copy."""
    files = {
        f"{name}{end}": write(document, look, clearance=clear)
        for name, document in documents.items()
        for end, clear in (("", False), (".clearance", True))
    }
    found = office.errors(files, VERSIONS, tmp_path / "files")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert {name: wrong for name, data in files.items() if (wrong := word_faults(data))} == {}


def test_pages_are_those_of_the_pdf(look: Look, tmp_path: Path) -> None:
    """In LibreOffice a brief in the house's fonts has as many pages as its PDF, but near a page's end."""
    documents = editions() | random_briefs(range(20))
    made = office.pdfs({name: write(document, look) for name, document in documents.items()}, tmp_path / "pdfs")
    wrong = {}
    for name, document in documents.items():
        layout, pages = measure(document, look), len(PdfReader(BytesIO(made[name])).pages)
        near = layout.fill < BEGUN or layout.fill > 1 - max(ROOM, DRIFT * layout.pages)
        if pages != layout.pages and not near:
            wrong[name] = (layout.pages, layout.fill, pages)
    assert wrong == {}
