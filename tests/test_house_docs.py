"""The page on houses: every file of it is valid, every command of it does what it says, in the order of the page."""

import re
import shlex
from pathlib import Path

import pytest

from briefkit.cli import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"(?:#|\{#) ([\w./-]+)(?: #\})?\n")


def add(text: str) -> None:
    """Write a file of the page, which its first line names, or add to it."""
    name = NAMED.match(text)
    assert name, text
    path = Path(name[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    is_begun = re.search(r"^[^#\[\n]", before, re.MULTILINE)  # not only comments and empty tables
    path.write_text(f"{before}\n{text}" if is_begun else text, encoding="utf-8")


def told(command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command of the page, which must succeed; return the lines that it prints."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(shlex.split(command)[1:])
    out, err = capsys.readouterr()
    assert not end.value.code, err
    return out.splitlines()


def test_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From an empty folder, in the order of the page: files are written, commands print the lines that stand there."""
    monkeypatch.chdir(tmp_path)
    seen: dict[str, int] = {}
    for kind, text in BLOCK.findall(PAGE):
        seen[kind] = seen.get(kind, 0) + 1
        if kind != "console":
            add(text)
            continue
        printed: list[str] = []
        for line in text.splitlines():
            if line.startswith("$ "):
                printed = told(line[2:], capsys)
            elif line != "…":
                assert line in printed
    assert seen == {"console": 4, "toml": 4, "yaml": 1, "jinja": 1}
    (card,) = (tmp_path / "briefs").rglob("*.press-card.pdf")
    assert card.stat().st_size > 0
