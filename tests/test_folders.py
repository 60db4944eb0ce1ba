"""Which records a house names: folders and patterns of folders."""

from pathlib import Path

import pytest

from briefkit.cli.records import records
from briefkit.errors import Problem, UsageError

FILES = ("one", "2025/two", "2026/three", "2026/spring/four", ".hidden/five")


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder with records at several depths, each with a source, a review and notes beside it."""
    monkeypatch.chdir(tmp_path)
    for name in FILES:
        for file in ("outcomes.yaml", "review.yaml", "sources/note.txt"):
            path = Path("records", name, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    Path("records", "readme.md").touch()


def meant(*entries: str) -> tuple[list[str], list[Problem]]:
    """Return the folders of the records that a house with these entries names, and what is told."""
    Path("briefkit.toml").write_text(f"[records]\nfolders = {list(entries)}\n", encoding="utf-8")
    told: list[Problem] = []
    found = records(None, None, told.extend)
    return [one.path.parent.relative_to("records").as_posix() for one in found], told


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("records", ["one"]),
        ("records/2025", ["2025/two"]),
        ("records/one", ["one"]),
        ("records/*", ["2025/two", "2026/three", "one"]),
        ("records/*/*", ["2025/two", "2026/spring/four", "2026/three", "one"]),
        ("records/202*/*", ["2025/two", "2026/spring/four", "2026/three"]),
        ("records/**", ["one", "2025/two", "2026/three", "2026/spring/four"]),
        ("records/*/outcomes.yaml", ["one"]),
    ],
)
def test_an_entry_means_what_a_reader_expects(entry: str, expected: list[str]) -> None:
    """A folder of records, or a pattern at any depth; files beside a record are none, nor is what is hidden."""
    found, told = meant(entry)
    assert (sorted(found), told) == (sorted(expected), [])


@pytest.mark.parametrize("empty", ["records/2024", "records/2024/*", "records/one/sources", "records/a**b"])
def test_an_entry_without_a_record_is_told_at_its_place(empty: str) -> None:
    """The others are taken; where there is none at all, it is an error."""
    found, (told,) = meant("records/one", empty)
    assert found == ["one"]
    assert (told.code, told.severity, told.message) == ("U01", "warning", f"there is no outcomes.yaml in {empty}")
    assert str(told.place) == "briefkit.toml:2:27"
    with pytest.raises(UsageError) as caught:
        meant(empty)
    assert str(caught.value.problems[0].place) == "briefkit.toml:2:12"
    Path("briefkit.toml").write_text('[records]\nfolders = "records/2024"\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        records(None, None)
    assert str(caught.value.problems[0].place) == "briefkit.toml:2:11"
