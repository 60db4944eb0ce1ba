"""The reader's test of docs/readers-test.md: what page one of each edition answers, held against its text."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.docx.material import pdfs
from tests.editions import house

ROOT = Path(__file__).parents[1]
EDITIONS = [edition.id for edition in house()]
QUESTIONS = 6


def plain(text: str) -> str:
    """Return a text in one line, as a reader has it: a hyphen at a line's end joins."""
    return re.sub(r"(?<=\w)- ", "-", " ".join(text.split()))


@pytest.fixture(scope="module", params=["paris-2025-09-04", "ilvara-2026-03-12"])
def record(request: pytest.FixtureRequest) -> str:
    """Return the name of an example."""
    return str(request.param)


@pytest.fixture(scope="module")
def first_pages(record: str) -> dict[str, str]:
    """Return the text of page one of each house edition."""
    files = {one.id: pdfs()[f"{record}.{one.id}"] for one in house()}
    pages = {edition: PdfReader(io.BytesIO(raw)).pages[0].extract_text() for edition, raw in files.items()}
    return {edition: plain(text) for edition, text in pages.items()}


def answers(record: str) -> Iterator[tuple[str, str]]:
    """Yield each edition of a record with the words that answer a question, in the order of the questions."""
    page = (ROOT / "docs" / "readers-test.md").read_text(encoding="utf-8")
    part = next(part for part in page.split("\n## ") if f"`{record}`" in part)
    for line in part.splitlines():
        if found := re.match(r"\| ([a-z][a-z-]+) \| (?!1 )(.+) \|$", line):
            yield from ((found[1], words) for words in found[2].split(" | "))


def test_each_question_of_each_edition_has_an_answer(record: str) -> None:
    """The page lists six answers for each of the nine editions."""
    listed = [edition for edition, _ in answers(record)]
    assert sorted(listed) == sorted(EDITIONS * QUESTIONS)


def test_page_one_has_the_words(record: str, first_pages: dict[str, str]) -> None:
    """The words that answer a question stand on page one of the edition."""
    missing = [(edition, words) for edition, words in answers(record) if plain(words) not in first_pages[edition]]
    assert missing == []
