"""docs/architecture.md names what is there: files, folders, and the names in them that its lists tell to change."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PATH = re.compile(r"(?:[\w-]+/)*[\w-]+\.(?:py|toml|yaml|md|json)|(?:[\w-]+/)*[\w-]+/|(?:[\w-]+/)+[\w-]+")
STEPS = re.findall(r"^\d\. (.+(?:\n   .+)*)", PAGE, re.MULTILINE)
BESIDE = {"briefkit.toml", "editions.yaml", "review.yaml", "outcomes.yaml"}
"""Files of a user, which are not in the repository."""


def quoted(text: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def found(name: str) -> Path | None:
    """Return the file or folder of a path as the page writes it; None where there is none."""
    return next((one for one in (ROOT / "src" / "briefkit" / name, ROOT / name) if one.exists()), None)


def test_every_file_that_it_names_is_there() -> None:
    """A module that is moved or renamed is moved here too."""
    named = {name for name in quoted(PAGE) if PATH.fullmatch(name)} - BESIDE
    assert len(named) > 60
    assert {name for name in named if not found(name)} == set()


@pytest.mark.parametrize("step", STEPS)
def test_a_step_names_what_its_files_hold(step: str) -> None:
    """Each name of code in a step stands in a file that the step names."""
    files = [path for name in quoted(step) if PATH.fullmatch(name) and (path := found(name))]
    inside = [one for path in files for one in (path.rglob("*") if path.is_dir() else [path]) if one.is_file()]
    text = "".join(one.read_text(encoding="utf-8", errors="ignore") for one in inside)
    names = [name for name in quoted(step) if re.fullmatch(r"[A-Za-z_]\w+", name)]
    assert [name for name in names if files and not re.search(rf"\b{name}\b", text)] == []
