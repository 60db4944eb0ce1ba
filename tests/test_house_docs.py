"""The page on houses: every file of it is valid, every command of it does what it says, in the order of the page."""

import re
import shlex
from pathlib import Path

import pytest
from tests.docx.templates import plain

from briefkit.cli import main
from briefkit.editions import HEADING, editions, folder
from briefkit.housefile.tables import STYLE_NAMES
from briefkit.look import Look
from briefkit.writers import in_template

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


def parts() -> list[str]:
    """Return the table of parts and templates: what each prints and which headings it has."""
    rows = []
    for path in sorted(folder().rglob("*.md"), key=lambda one: (one.parent == folder(), one.name)):
        text = path.read_text(encoding="utf-8")
        tags = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text))
        sections = [name for name in SECTIONS if re.search(rf"(?<![\w.]){name.replace('-', '_')}\.", tags)]
        told = [f"`{one}`" for one in dict.fromkeys(HEADING.findall(text))]
        name = path.relative_to(folder()).as_posix()
        rows.append(f"| `{name}` | {', '.join(f'`{one}`' for one in sections)} | {', '.join(told)} |")
    return rows


SECTIONS = sorted({name for edition in editions().values() for name in edition.sections})


def test_the_page_on_editions_lists_every_part() -> None:
    """All files of templates stand there, with the sections that they print and their headings."""
    page = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")
    listed = [line for line in page.splitlines() if re.match(r"\| `[\w/-]+\.md`", line)]
    assert listed == parts()


def test_the_page_on_word_lists_every_role_that_can_be_named() -> None:
    """Each is a key of `styles` in the house file, and finds its style in a template; none is left out."""
    page = (ROOT / "docs" / "word.md").read_text(encoding="utf-8")
    table = page.partition("| role |")[2].partition("\n\n")[0]
    named = re.findall(r"`([\w-]+)`", re.sub(r"\|[^|\n]*\|\n", "|\n", table))
    assert set(named) == STYLE_NAMES.keys() - {"logo", "marking"}, "those two are the program's own"
    wanted = {STYLE_NAMES[name]: "Normal" for name in named}
    assert in_template(plain(), "house.docx", Look(), wanted).writers
