"""Word files before judges that are not ours: the Open XML SDK, and LibreOffice."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import pytest
from pypdf import PageObject, PdfReader
from tests.conformance import office
from tests.documents import random_document
from tests.docx import read
from tests.docx.barriers import style_of
from tests.docx.lint import faults
from tests.docx.material import LOOK, documents, editions, paged, random_briefs
from tests.docx.opened import Opened, W, value
from tests.docx.templates import TEMPLATES, localised

from briefkit.document import Document, Layout
from briefkit.writers import WRITERS, measure
from briefkit.writers.docx import write
from briefkit.writers.docx.adopt import template
from briefkit.writers.docx.package import archive

pytestmark = pytest.mark.conformance
VERSIONS = ("Office2013", "Microsoft365")
ROOM = 0.10
"""Of a page: whose PDF leaves so much of its last page free has as many pages in Word."""
DRIFT = 0.015
"""Of a page, for each page of a document."""
BEGUN = 0.05
"""Of its last page."""


def copies(names: Mapping[str, Document]) -> dict[str, bytes]:
    """Return the final and the clearance copy of documents by name."""
    kinds = (("", False), (".clearance", True))
    return {f"{name}{end}": write(d, LOOK, clearance=clear) for name, d in names.items() for end, clear in kinds}


def test_files_are_valid(tmp_path: Path) -> None:
    """The validator finds no error in any copy of the house editions, or of random documents."""
    names = {
        **editions(),
        **random_briefs(tmp_path, range(10)),
        **{f"random-{seed}": random_document(seed) for seed in range(10)},
    }
    found = office.errors(copies(names), VERSIONS, tmp_path / "files")
    assert len(found) == 2 * len(VERSIONS) * len(names)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_files_in_foreign_templates_are_valid(tmp_path: Path) -> None:
    """So are files in organisations' templates: a .dotx, one with a cover, one of LibreOffice's with German ids."""
    templates = {name: make() for name, make in TEMPLATES.items()}
    templates["saved.docx"] = localised(office.resaved({"it": templates["cover.docx"]}, tmp_path / "saved")["it"])
    document = editions()["paris-2025-09-04.dossier"]
    files = {
        f"{name}{end}": write(document, LOOK, clearance=clear, template=template(data, name))
        for name, data in templates.items()
        for end, clear in (("", False), (".clearance", True))
    }
    found = office.errors(files, VERSIONS, tmp_path / "files")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert {name: faults(data) for name, data in files.items() if faults(data)} == {}
    assert "berschrift1" in {style_of(p) for p in Opened(files["saved.docx"]).body.iter(f"{W}p")}


def test_the_validator_sees_errors(tmp_path: Path) -> None:
    """A file with an element in the wrong place is not valid."""
    parts = Opened(write(random_document(1), LOOK)).parts
    broken = parts["word/document.xml"].replace(b"<w:body>", b"<w:body><w:tc/>", 1)
    found = office.errors({"broken": archive({**parts, "word/document.xml": broken})}, VERSIONS, tmp_path / "files")
    assert all(found.values())


def test_libreoffice_keeps_what_edits_are_read_back_by(tmp_path: Path) -> None:
    """Opened and saved again by LibreOffice, a clearance copy has every bookmark, and its text is the same."""
    files = {name: write(document, LOOK, clearance=True) for name, document in documents().items()}
    saved = office.resaved(files, tmp_path / "resaved")
    for name, data in files.items():
        assert set(bookmarks(data)) <= set(bookmarks(saved[name])), name
        assert read.text(saved[name]) == read.text(data), name


def bookmarks(data: bytes) -> Iterator[str]:
    """Yield the names of a file's bookmarks."""
    return (value(node, "name") for node in Opened(data).body.iter(f"{W}bookmarkStart"))


def test_pages_are_those_of_the_pdf(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """In LibreOffice a brief has as many pages as its PDF, wherever the end of its last page is not near.

    Near is what is left of the last page for Word, and 1.5 % more a page, because a long document drifts; or a last
    page of which less than a twentieth is used.
    """
    briefs = editions(plain=True) | random_briefs(tmp_path, range(60))
    briefs |= {f"random-{seed}": paged(random_document(seed)) for seed in range(60)}
    made = office.pdfs({name: write(document, LOOK) for name, document in briefs.items()}, tmp_path / "pdfs")
    wrong, differences = {}, []
    for name, document in briefs.items():
        layout = measure(document, LOOK)
        pages = len(PdfReader(BytesIO(made[name])).pages)
        differences.append(depth(made[name]) - depth(WRITERS["pdf"](document, LOOK)))
        if pages != layout.pages and not is_near(layout):
            wrong[name] = (layout.pages, layout.fill, pages)
    record_property("Word in LibreOffice against the PDF", told(differences))
    assert wrong == {}


def is_near(layout: Layout) -> bool:
    """Say whether a document ends so near a page's end, or begin, that Word may break into more pages, or fewer."""
    return layout.fill < BEGUN or layout.fill > 1 - max(ROOM, DRIFT * layout.pages)


def depth(pdf: bytes) -> float:
    """Return how many pages a file fills: whole ones, and how far down the last line stands on the last."""
    pages = PdfReader(BytesIO(pdf)).pages
    return len(pages) - 1 + max(_lines(pages[-1]), default=0.0)


def _lines(page: PageObject) -> list[float]:
    """Return the heights of lines between header and footer, in pages from the top of the text."""
    paper, found = LOOK.page, []

    def visit(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if text.strip() and paper.bottom - 1 < height < paper.height - paper.top:
            found.append((paper.height - paper.top - height) / paper.text_height)

    page.extract_text(visitor_text=visit)
    return found


def told(differences: list[float]) -> str:
    """Return how much more LibreOffice fills than the PDF, in hundredths of a page."""
    tenths = [100 * cut for cut in quantiles(differences, n=10)]
    low, high = 100 * min(differences), 100 * max(differences)
    return (
        f"{len(differences)} briefs, % of a page: "
        f"least {low:+.1f}, p10 {tenths[0]:+.1f}, median {tenths[4]:+.1f}, p90 {tenths[8]:+.1f}, most {high:+.1f}"
    )
