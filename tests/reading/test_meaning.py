"""Another language than the one that is read: seen though nobody names it, and never passed in silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefkit.loading import load
from briefkit.reading.meaning import is_foreign

GERMAN = "die Nachtfähre wird ab Mai 2026 verkehren"
POLISH = "starosta powiedziała, że prom nocny będzie kursował"
ENGLISH = "the night ferry will run from 1 May 2026"
SEEN = "seems to be in a language that is not read here"


def told(folder: Path, quote: Any, **statement: str) -> list[str]:
    """Return what a record with one statement, which has such a quote, leaves to be read."""
    words = quote["quote"] if isinstance(quote, dict) else quote
    (folder / "note.txt").write_text(f"{words}.\n", encoding="utf-8")
    record = {
        "id": "harbour",
        "title": "Harbour Board meets",
        "marking": "TLP:CLEAR",
        "as_of": "2026-03-03",
        "meeting": {"name": "Harbour Board", "date": "2026-03-03"},
        "sources": {"note": {"file": "note.txt"}},
        "actors": {"roca": {"name": "Ines Roca"}},
        "statements": [{"id": "ferry", "kind": "announcement", "by": "roca", "quote": quote, **statement}],
    }
    (folder / "outcomes.yaml").write_text(json.dumps(record), encoding="utf-8")
    return [one.message for one in load(folder).problems if one.severity == "unread"]


@pytest.mark.parametrize(
    ("quote", "says"),
    [
        (f"Ines Roca sagte, {GERMAN}", ENGLISH),
        (f"Ines Roca sagte, {GERMAN}", GERMAN),
        ("Ines Roca a dit que le ferry circulera dès le 1er mai 2026", "le ferry circulera dès le 1er mai 2026"),
        ("Инес Рока сообщила, что ночной паром пойдёт с 1 мая 2026 года", ENGLISH),
        (f"Ines Roca said that {ENGLISH}", POLISH),
    ],
)
def test_a_wording_or_a_source_in_another_language_is_to_be_read(quote: str, says: str, tmp_path: Path) -> None:
    """So it is where the two are the same words, in which nothing would differ."""
    assert told(tmp_path, quote, says=says) == [f"`ferry`, says: to be read: it, or its source, {SEEN}"]


def test_words_that_are_printed_as_they_are_get_their_language(tmp_path: Path) -> None:
    """A direct quote has no wording of the desk's; once its language is named, its tags tell it to every reader."""
    assert told(tmp_path, GERMAN, kind="direct_quote") == [
        f"`ferry`: to be read: its quote {SEEN}; write quote: {{quote: …, language: …}}"
    ]
    assert told(tmp_path, {"quote": GERMAN, "language": "de"}, kind="direct_quote") == []


@pytest.mark.parametrize(
    "words",
    [
        ENGLISH,
        "Roca: night ferry from May",
        "Port Avon Harbour Board",
        "",
        "1 2 3 4 5 6",
        "He told us to go there again",
    ],
)
def test_english_is_read(words: str) -> None:
    """Sentences have small words; of headlines and names, which may have none, nothing is told."""
    assert not is_foreign(words)
