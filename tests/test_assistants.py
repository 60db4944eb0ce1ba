"""docs/assistants.md: its example is a record that asks nothing, and its prompt names what the program knows."""

import json
import re
from pathlib import Path

import pytest
from tests.draft.gold import FOLDER, counted

from briefkit.cli import main
from briefkit.loading import load
from briefkit.outcomes.statements import SOURCED

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the code blocks of a kind."""
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", PAGE)


def test_the_example_checks_cleanly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record of the page, beside its source, has no problem; `check --json` says so in the keys that it names."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "note.txt").write_text(blocks("text")[1], encoding="utf-8")
    (tmp_path / "outcomes.yaml").write_text(blocks("yaml")[0], encoding="utf-8")
    assert load(tmp_path).problems == ()
    with pytest.raises(SystemExit) as done:
        main(["check", str(tmp_path), "--json"])
    assert (done.value.code or 0) == 0
    assert {"records", "problems"} <= json.loads(capsys.readouterr().out).keys()


def test_the_prompt_names_every_kind() -> None:
    """The prompt lists the kinds of statement that a source can hold, but the picture; the page is short."""
    listed = re.search(r"Kinds: ([a-z_ ]+)\.", blocks("text")[0])
    assert listed
    assert set(listed[1].split()) == SOURCED.keys() - {"picture"}
    assert len(PAGE.splitlines()) <= 100


def test_the_table_of_drafting_is_current() -> None:
    """What docs/drafting.md says is found now is what is found."""
    page = (ROOT / "docs" / "drafting.md").read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| ([a-z-]+) \|.*\| (\d+), (\d+), (\d+) \|$", page)
    assert len(rows) == 9
    for name, *figures in rows:
        counts = counted(FOLDER / f"{name}.txt")
        assert [counts[key] for key in ("kind", "speaker", "wrong")] == [int(one) for one in figures], name
