"""The reader's test of docs/readers-test.md: what page one of each edition answers, held against its text."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefkit.load import load
from briefkit.outcomes import AUDIENCES
from briefkit.render import Press, house

ROOT = Path(__file__).parents[1]
ANSWERS = (
    r"Zelensky.{0,40}26 nations",
    r"pending ratification|parliaments must approve",
    r"had not yet occurred|has not happened yet|pending ratification",
    r"Where will future peace talks be held\?",
    r"Zelensky (of Ukraine )?supports a neutral country.*Putin (of Russia )?insists on Moscow"
    r"|Zelensky Supports a neutral country.*Putin Insists on Moscow",
    r"26 of the 35: nothing recorded says",
)
"""What answers each question, as it may stand on a page."""


@pytest.fixture(scope="module")
def first_pages() -> dict[str, str]:
    """Return the text of page one of each house edition."""
    loaded, press = load(ROOT / "seeds" / "paris-2025-09-04"), Press(("pdf",))
    briefs = [b for a in AUDIENCES for b in press.briefs(loaded.outcomes, a, house(a), loaded.beside)]
    pages = {b.edition: PdfReader(io.BytesIO(b.files["pdf"])).pages[0].extract_text() for b in briefs}
    return {edition: " ".join(text.split()) for edition, text in pages.items()}


def test_page_one_answers_what_the_table_says(first_pages: dict[str, str]) -> None:
    """Each tick has its answer on page one, each dash has none."""
    table = (ROOT / "docs" / "readers-test.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z-]+) \| ([✓–| ]+) \|$", table, re.MULTILINE)
    told = {edition: [mark.strip() == "✓" for mark in marks.split("|")] for edition, marks in rows}
    found = {edition: [bool(re.search(answer, text)) for answer in ANSWERS] for edition, text in first_pages.items()}
    assert len(found) == 9
    assert told == found
