"""Rows that are taller than a page, of quotes that long: no page before them stays empty, and Word may divide them."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from tests import harbour
from tests.docx.opened import Opened, W

from briefkit.loading import Loaded
from briefkit.look import PAPERS, Look
from briefkit.press import Press, every
from briefkit.publish import Brief

FOOT = 200
"""Points above the paper's edge: text of a full page reaches below."""
LETTERS = "abcdefghij"


def words(count: int, stem: str) -> str:
    """Return so many invented words, none twice."""
    return " ".join(stem + LETTERS[i // 100 % 10] + LETTERS[i // 10 % 10] + LETTERS[i % 10] for i in range(count))


def told(folder: Path, quotes: list[str]) -> Loaded:
    """Return the small record with facts that are quoted at length."""
    shutil.copytree(harbour.FOLDER, folder)
    source = folder / "sources" / "note.txt"
    said = "".join(f"The Board said that {one}.\n" for one in quotes)
    source.write_text(source.read_text(encoding="utf-8") + said, encoding="utf-8")
    facts = "".join(
        f"  - id: tall-{i}\n    kind: fact\n    by: board\n    says: the pier is old\n"
        f"    quote: The Board said that {one}\n"
        for i, one in enumerate(quotes)
    )
    return harbour.loaded(folder, ("  - id: ask-fee", f"{facts}  - id: ask-fee"))


def lowest(pdf: bytes) -> list[float]:
    """Return how far above the paper's edge the lowest text of each page stands, but for its foot."""
    found = list[float]()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        heights: set[float] = set()
        page.extract_text(visitor_text=lambda text, at, matrix, *_, to=heights: _noted(text, at, matrix, to))
        found.append(sorted(heights)[1])
    return found


def _noted(text: str, at: Any, matrix: Any, heights: set[float]) -> None:
    if text.strip():
        heights.add(round(matrix[5] * at[3] + at[5]))


TALL = {
    "two": [words(800, "pier"), words(850, "quay")],
    "three": [words(600, "pier"), words(850, "quay"), words(700, "slip")],
    "one word": ["x" * 5000],
}


def dossier(record: Loaded, press: Press) -> Brief:
    """Return the edition that prints what is quoted."""
    wanted = [one for one in every("officer") if one.id == "dossier"]
    (brief,) = press.briefs(record.outcomes, "officer", wanted, record.supplement)
    return brief


@pytest.mark.parametrize(
    ("quotes", "look"),
    [
        (TALL["two"], Look()),
        (TALL["three"], Look()),
        ([words(800, "pier")], Look(page=PAPERS["letter"])),
        ([words(700, "pier")], Look().sized(12)),
        (TALL["one word"], Look()),
    ],
    ids=["two", "three", "Letter", "12 points", "one word"],
)
def test_no_page_before_a_tall_row_stays_empty(quotes: list[str], look: Look, tmp_path: Path) -> None:
    """Two in succession, on other paper, in larger type, or of a word without end: all pages but the last are full."""
    brief = dossier(told(tmp_path / "harbour", quotes), Press(look=look))
    assert brief.pages > 1
    assert all(height < FOOT for height in lowest(brief.files["pdf"])[:-1])
    rows = Opened(brief.files["docx"]).body.iter(f"{W}tr")
    tall = [row for row in rows if len("".join(row.itertext())) > 3500]
    assert [row.find(f"{W}trPr/{W}cantSplit") for row in tall] == [None] * len(quotes)
