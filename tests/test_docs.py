"""What README and docs show is true: files are written, edits made and commands run, in the order of each page.

A block is a file if its first line is a comment with a path, or if the text before it ends with a path and a colon;
a console block is commands and what they print, where … stands for any lines; Python is run. What is none of these
says why no test runs it, or which one does: `<!-- not run: … -->`, `<!-- run by tests/… -->`.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.docx.templates import plain
from tests.fonts import family
from tests.pictures import bars

from briefkit.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENTED = re.compile(r"(?:#|\{#) ([\w./-]+\.\w+)(?: #\})?\n")
ANNOUNCED = re.compile(r"`([\w./-]+\.\w+)`[^`.:]*:\s*\Z")
EDIT = re.compile(r"[Ww]rite “([^”]+)” in place of “([^”]+)”")
NOT_RUN = re.compile(r"<!-- not run: .{9,} -->\s*\Z")
ELSEWHERE = re.compile(r"<!-- run by (tests/[\w/]+\.py)[^>]* -->")
SCHEMAS = {".github/workflows": "vendor.github-workflows", ".": "vendor.gitlab-ci"}
"""The folder of a build's file → the schema that it keeps to."""
posix = pytest.mark.skipif(os.name == "nt", reason="pages show the commands of a POSIX shell")


class Block(NamedTuple):
    """A fenced block of a page, and the text between it and the one before."""

    prose: str
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page in order."""
    parts = BLOCK.split(page.read_text(encoding="utf-8"))
    return [Block(*parts[i : i + 3]) for i in range(0, len(parts) - 1, 3)]


def filed(block: Block) -> str:
    """Return the path of the file that a block is; empty for any other."""
    name = COMMENTED.match(block.text) or ANNOUNCED.search(block.prose)
    return name[1] if name and block.kind != "console" else ""


def presumed(page: str) -> None:
    """Put into this folder what the commands of a page take for granted: a template of Word, fonts."""
    if page == "word.md":
        Path("house.dotx").write_bytes(plain())
    if page == "look.md":
        Path("fonts").mkdir()
        faces = family(Path("fonts"))
        for name in ("Sans", "Sans-Bold", "Sans-Italic", "Sans-BoldItalic", "Georgian", "Han"):
            shutil.copy(faces["regular"], f"fonts/{name}.ttf")
        Path("logo.png").write_bytes(bars(400, 120))


def edited(prose: str) -> None:
    """Make the edits that the text asks for, each in the one record that has the words."""
    for new, old in EDIT.findall(re.sub(r"\s+", " ", prose)):
        (path,) = [one for one in Path().rglob("outcomes.yaml") if old in one.read_text(encoding="utf-8")]
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def written(name: str, text: str) -> None:
    """Write a file of a page, or add to it what stands in a second block; a build's file is valid."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    is_begun = re.search(r"^[^#\[\n]", before, re.MULTILINE)  # not only comments and empty tables
    path.write_text(f"{before}\n{text}" if is_begun else text, encoding="utf-8")
    if schema := SCHEMAS.get(path.parent.as_posix()) if path.suffix == ".yml" else None:
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, name]
        subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], tuple[str, int]]:
    """Return a function that runs a line in an empty folder: briefkit in this process, everything else in a shell."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(line: str) -> tuple[str, int]:
        words, _, target = line.partition(" > ")
        name, *arguments = shlex.split(words, comments=True)
        if name != "briefkit":
            done = subprocess.run(line, shell=True, check=False, capture_output=True, encoding="utf-8")  # noqa: S602
            return done.stderr + done.stdout, done.returncode
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = capsys.readouterr()
        if target:
            Path(target).write_text(out, encoding="utf-8")
        return err + ("" if target else out), int(end.value.code or 0)

    return run


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a console block, and what is shown of what it prints."""
    yield from re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)


def tried(text: str, shell: Callable[[str], tuple[str, int]], *, accept: bool) -> str:
    """Run the commands of a block, which do what is shown; return the block, with `accept` as it is today."""
    found = ""
    for line, shown in commands(text):
        printed, code = shell(line)
        refused = re.search(r"^\S+:\d+:\d+: [A-PR-Z]\d\d ", shown, re.MULTILINE)
        assert code == (3 if refused else 0), f"{line}\n{printed}"
        pattern = "".join("(?:.*\n)*" if one == "…" else f"{re.escape(one)}\n" for one in shown.splitlines())
        is_today = not shown or bool(re.fullmatch(pattern, printed))
        assert is_today or (accept and "…\n" not in shown), f"{line}\n{printed}"
        found += f"$ {line}\n{shown if is_today else printed}"
    return found


@posix
@pytest.mark.parametrize("page", [one for one in PAGES if blocks(one)], ids=lambda one: one.stem)
def test_the_page_does_what_it_says(page: Path, shell: Any, accept: bool) -> None:  # noqa: FBT001 (a fixture)
    """From an empty folder, in the order of the page: nothing that it shows is left out without a reason."""
    text, names = page.read_text(encoding="utf-8"), dict[str, Any]()
    assert len(re.findall(r"^ *```", text, re.MULTILINE)) == 2 * len(blocks(page)), "a block whose kind is not said"
    presumed(page.name)
    if elsewhere := ELSEWHERE.search(text):
        assert page.name in (ROOT / elsewhere[1]).read_text(encoding="utf-8")
        return
    for block in blocks(page):
        edited(block.prose)
        if name := filed(block):
            written(name, block.text)
        elif block.kind == "console":
            text = text.replace(block.text, tried(block.text, shell, accept=accept))
        elif block.kind == "python":
            exec(compile(block.text, page.name, "exec"), names)  # noqa: S102 (the page is ours)
        else:
            assert NOT_RUN.search(block.prose), f"nothing runs this, and nothing says why:\n{block.text}"
    if accept:
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == text


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", [*PAGES, ROOT / "reports" / "README.md"], ids=lambda one: one.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """A link within the repository has its file, and the heading that it names."""
    text = re.sub(r"`[^`\n]+`", "", BLOCK.sub("", page.read_text(encoding="utf-8")))
    links = [one for one in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"\w+:", one)]
    for name, _, anchor in (link.partition("#") for link in links):
        target = page.parent / name if name else page
        assert target.exists(), name
        assert not anchor or anchor in anchors(target), f"{name}#{anchor}"


def test_some_pages_have_links() -> None:
    """What the last test looks for is there to be found."""
    assert sum(page.read_text(encoding="utf-8").count("](") for page in PAGES) > 50
