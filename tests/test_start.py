"""The record of docs/start.md: it checks, and every edition can be made of it."""

import re
from pathlib import Path

import pytest

from briefkit.editions import catalogue
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.press import Press, every

ROOT = Path(__file__).parents[1]


def blocks(file: str, language: str) -> list[str]:
    """Return the code blocks of a language in a Markdown file."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found, f"{file} has no block of {language!r}"
    return found


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Write the page's record and its source."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "note.txt").write_text(blocks("docs/start.md", "text")[0], encoding="utf-8")
    (tmp_path / "outcomes.yaml").write_text(blocks("docs/start.md", "yaml")[0], encoding="utf-8")
    return tmp_path


def test_the_pages_record_checks(harbour: Path) -> None:
    """Its four statements fit in 25 lines, cover the note and give no warning."""
    assert len((harbour / "outcomes.yaml").read_text(encoding="utf-8").splitlines()) <= 25
    loaded = load(harbour)
    assert len(loaded.outcomes.statements) == 4
    assert loaded.problems == ()
    assert loaded.coverage()["note"][0] > 0.95


def test_the_pages_record_renders(harbour: Path) -> None:
    """Every edition of every audience can be made of it."""
    record = load(harbour).outcomes
    briefs = [
        brief for audience in DEFAULT.names for brief in Press(("pdf",)).briefs(record, audience, every(audience))
    ]
    assert len(briefs) == 20


def printed(folder: Path, edition: str) -> str:
    """Return an edition of a record in Markdown."""
    record, wanted = load(folder).outcomes, catalogue.editions()[edition]
    (brief,) = Press(("md",)).briefs(record, wanted.audience, [wanted])
    return brief.files["md"].decode()


def test_none_recorded_stands_only_where_nothing_is_open(harbour: Path) -> None:
    """What is open is printed though the bottom line tells it; without it, and only then, there is nothing."""
    file = harbour / "outcomes.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    told = "  - {id: told, kind: summary, rests_on: [open], text: The Board has not yet decided on the fee.}"
    file.write_text("\n".join([*lines, told]), encoding="utf-8")
    for edition in ("flash-note", "dossier", "officer-flash"):
        assert "What will the landing fee be?" in printed(harbour, edition)
        assert "None recorded." not in printed(harbour, edition)
    file.write_text("\n".join(line for line in lines if "id: open" not in line), encoding="utf-8")
    for edition in ("flash-note", "dossier", "officer-flash"):
        assert "None recorded." in printed(harbour, edition)
