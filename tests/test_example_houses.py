"""The example houses: they render, in PDF and Word, and what is theirs stands on the pages."""

import io
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.editions import house
from tests.records import random_record, write
from tests.test_house import relabelled

from briefkit.house import FILE, House
from briefkit.housefile import read
from briefkit.loading import load
from briefkit.press import Press

ROOT = Path(__file__).parents[1]
HOUSES = ROOT / "docs" / "houses"
ILVARA = ROOT / "seeds" / "ilvara-2026-03-12"

OWN = {
    "library": ("members", "standard-note", ("What each side says", "The Library gives no advice", "TLP:CLEAR")),
    "ngo": ("field-offices", "field-update", ("Field update for our field offices", "Not settled", "TLP:AMBER")),
}
"""House → an audience of its own, its edition, and words of its templates."""


def opened(name: str) -> House:
    """Return an example house."""
    file = HOUSES / name / FILE
    return read(file, file.relative_to(ROOT).as_posix()).house


def test_every_example_is_tried() -> None:
    """A house that is added is rendered here too."""
    assert sorted(path.name for path in HOUSES.iterdir()) == sorted(OWN)


@pytest.mark.parametrize("name", OWN)
def test_its_own_edition_renders(name: str) -> None:
    """One page in PDF and Word, with its own words and its own colour; the house's name stands in for the record's."""
    own, (audience, edition, words) = opened(name), OWN[name]
    loaded = load(ILVARA, house=own)
    record = loaded.outcomes.model_copy(update={"prepared_by": own.name})
    wanted = [one for one in house(audience, own) if one.id == edition]
    (brief,) = Press.of(own).briefs(record, audience, wanted, loaded.supplement)
    page = " ".join(PdfReader(io.BytesIO(brief.files["pdf"])).pages[0].extract_text().split())
    assert brief.pages == 1
    assert all(word in page for word in (*words, own.name))
    with zipfile.ZipFile(io.BytesIO(brief.files["docx"])) as word:
        parts = "".join(word.read(part).decode() for part in word.namelist() if part.endswith(".xml"))
    assert own.look.accent
    assert own.look.accent in parts


@pytest.mark.parametrize("name", OWN)
def test_every_edition_of_the_house_renders(name: str) -> None:
    """Those of ours that it keeps, with its heading, look and paper."""
    own, loaded = opened(name), load(ILVARA, house=opened(name))
    press = Press.of(own, formats=("pdf",))
    made = [
        brief
        for audience in own.names
        if own.allows(audience, loaded.outcomes.marking)
        for brief in press.briefs(loaded.outcomes, audience, house(audience, own), loaded.supplement)
    ]
    assert {brief.edition for brief in made} >= {OWN[name][1], "public-summary", "at-a-glance"}


def test_a_marking_of_its_own_stands_on_the_page_in_its_colours(tmp_path: Path) -> None:
    """In the head and foot of every page, white on the scheme's ground."""
    own = opened("ngo")
    labels = ("OPEN", "MEMBERS ONLY", "STAFF ONLY", "STAFF ONLY", "STAFF ONLY")
    data, sources = random_record(1)
    loaded = load(write(tmp_path, relabelled({**data, "marking": "TLP:AMBER"}, labels), sources), house=own)
    wanted = [one for one in house("field-offices", own) if one.id == "field-update"]
    (brief,) = Press.of(own).briefs(loaded.outcomes, "field-offices", wanted, loaded.supplement)
    assert brief.marking == "STAFF ONLY"
    page = PdfReader(io.BytesIO(brief.files["pdf"])).pages[0].extract_text()
    assert page.count("STAFF ONLY") >= 2
    with zipfile.ZipFile(io.BytesIO(brief.files["docx"])) as word:
        heads = "".join(word.read(part).decode() for part in word.namelist() if "header" in part or "footer" in part)
    assert "STAFF ONLY" in heads
    assert "7A1F1F" in heads
