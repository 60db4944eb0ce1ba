"""Word files in organisations' letters, as LibreOffice sets them: no word is split, and pages are those of the PDF."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader
from tests.conformance import office
from tests.conformance.test_docx import is_near
from tests.docx.opened import Opened, W
from tests.docx.templates import in_family
from tests.editions import EXAMPLES, example
from tests.test_tall_rows import FOOT, TALL, dossier, lowest, told

from briefkit.editions.fit import Fitted
from briefkit.house import DEFAULT
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.writers import Stationery, in_template

pytestmark = [pytest.mark.conformance, pytest.mark.filterwarnings("ignore::UserWarning:docx")]
FAMILIES = {"Liberation Sans": 9.5, "Liberation Serif": 10, "DejaVu Sans": 8.5}
"""Family → size; the first two have the widths of Arial and Times New Roman, the third about Verdana's."""


def fitted(stationery: Stationery) -> dict[str, Fitted]:
    """Return `record.edition` → every edition of the examples, fitted to a template."""
    found = {}
    for record in map(example, EXAMPLES):
        for audience in DEFAULT.names:
            released, press = releasable_to(record.outcomes, audience), Press(look=stationery.look)
            made = press.fitted(released, every(audience), record.supplement)
            found |= {f"{record.outcomes.id}.{name}": one for name, one in made.items()}
    return found


@pytest.mark.parametrize(("family", "size"), FAMILIES.items())
def test_no_word_is_split_and_pages_are_the_pdfs(
    family: str, size: float, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """In every edition of the examples no cell splits a word, and the pages are as many as the PDF's."""
    stationery = in_template(in_family(family, size), "house.docx", Look())
    assert stationery.problems == ()
    made = fitted(stationery)
    files = {name: stationery.writers["docx"](one.document, stationery.look) for name, one in made.items()}
    printed = office.pdfs(files, tmp_path / "pdfs")
    assert all(family.replace(" ", "") in fonts(pdf) for pdf in printed.values()), f"{family} is not installed"
    counts = {name: (made[name].layout.pages, len(PdfReader(BytesIO(pdf)).pages)) for name, pdf in printed.items()}
    other = {name: count for name, count in counts.items() if count[0] != count[1]}
    told = f"pages as the PDF's {len(counts) - len(other)} of {len(counts)}; other: {other}"
    record_property(f"{family} {size} pt", told)
    assert {name: found for name, pdf in printed.items() if (found := splits(files[name], pdf))} == {}
    assert [name for name in other if not is_near(made[name].layout)] == []


@pytest.mark.parametrize(("family", "size"), FAMILIES.items())
def test_no_page_before_a_tall_row_stays_empty(family: str, size: float, tmp_path: Path) -> None:
    """Rows that are taller than a page are divided: all pages but the last are full."""
    stationery = in_template(in_family(family, size), "house.docx", Look())
    press = Press(("docx",), stationery.look, stationery.writers)
    made = {name: dossier(told(tmp_path / name, quotes), press).files["docx"] for name, quotes in TALL.items()}
    printed = {name: lowest(pdf) for name, pdf in office.pdfs(made, tmp_path / "pdfs").items()}
    assert min(map(len, printed.values())) > 1
    assert {name: pages for name, pages in printed.items() if max(pages[:-1]) >= FOOT} == {}


def splits(data: bytes, pdf: bytes) -> list[str]:
    """Return the words of a Word file that stand in two parts in its PDF."""
    stories = ("".join(map(spoken, tree.iter(f"{W}t", f"{W}p"))) for _, tree in Opened(data).stories())
    told = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return list(parted({word for story in stories for word in story.split()}, told.split()))


def parted(whole: set[str], told: list[str]) -> Iterator[str]:
    """Yield neighbours that are a word together, and not each by itself; a hyphen or dash may part them."""
    for first, second in pairwise(told):
        if first + second in whole and not {first, second} <= whole and not re.search(r"\W$", first):
            yield f"{first}/{second}"


def spoken(node: etree._Element) -> str:
    """Return a text; a paragraph parts words."""
    return node.text or " "


def fonts(pdf: bytes) -> str:
    """Return the names of a PDF's fonts."""
    return " ".join(name.decode() for name in re.findall(rb"/BaseFont/\w+\+([\w-]+)", pdf))


def test_splits_are_seen() -> None:
    """A word in two parts is seen; two words, and parts at a hyphen, are none."""
    whole = {"Source", "out", "come", "outcome", "read-out"}
    assert list(parted(whole, ["the", "Sourc", "e", "out", "come", "read-", "out"])) == ["Sourc/e"]
