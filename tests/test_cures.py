"""Hints cure: who does what a hint says no longer sees its message, and sees no other in its place.

Each row is a fault, words of the hint, and the edit that somebody made who had read it.
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import harbour
from tests.conftest import Shell
from tests.pictures import bars
from tests.plainyaml import plain
from tests.rules.test_page import CASE
from tests.rules.test_record import CASES
from tests.test_house import house, refused
from tests.test_loading import RECORD, SOURCE

import briefkit
from briefkit import fonts
from briefkit.cli.options import named
from briefkit.cli.records import records
from briefkit.editions.catalogue import catalogue
from briefkit.errors import BriefkitError, Problem, RecordError, TemplateError
from briefkit.loading import load
from briefkit.parsing.yamlfile import MAX_BYTES, MAX_NODES, decoded
from briefkit.press import Press, every

PICTURE = (
    "{id: chart, kind: picture, file: sources/note.txt, alt: A bar., text: The fee is open., quote: The fee is open}"
)
CHART = Path(__file__).parents[1] / "seeds" / "ilvara-2026-03-12" / "sources" / "low-water-stages.png"
Row = tuple[tuple[str, str], str, tuple[str, str]]

IN_A_RECORD: list[Row] = [
    (("    question:", "    qestion: x\n    question:"), "Did you mean `question`?", ("    qestion: x\n", "")),
    (("title: Harbour Board meets\n", ""), "Add `title:` here", ("id: harbour", "id: harbour\ntitle: Harbour Board")),
    (("kind: open_issue", "kind: open_isue"), "Did you mean `open_issue`?", ("open_isue", "open_issue")),
    (("    kind: announcement\n", ""), "One of: fact", ("    by: roca", "    kind: fact\n    by: roca")),
    (("date: 2026-03-03}", "date: 3 March}"), "YYYY-MM-DD", ("date: 3 March", "date: 2026-03-03")),
    (("id: harbour", "id: Harbour Board"), "lower-case letters", ("id: Harbour Board", "id: harbour-board")),
    (("says: the ferry", 'says: "a\\fferry" #'), "Delete the character", ("a\\fferry", "the ferry will run")),
    (("id: harbour", "id: con"), "as in harbour-2026-03-03", ("id: con", "id: con-2026-03-03")),
    (("as_of: 2026-03-03", "as_of: 2026-02-31"), "Correct the date", ("2026-02-31", "2026-03-31")),
    (("    by: roca", "    importance: high\n    by: roca"), "whole number from 1 to 5", ("high", "5")),
    (("    by: roca", "    relevance: 1\n    by: roca"), "{public: 0.5}", ("relevance: 1", "relevance: {public: 0.5}")),
    (("by: roca", "by: Ines Roca"), "An id under `actors:`", ("by: Ines Roca", "by: roca")),
    (("by: roca", "by: Ines Roca"), "{words: the source’s", ("by: Ines Roca", "by: {words: Mayor Ines Roca}")),
    (("by: roca", "by: [roca, {words: }]"), "delete `words`", ("[roca, {words: }]", "[roca]")),
    (("by: roca", "by: {for: roca}"), "Write {actor: an id under", ("{for: roca}", "{actor: roca}")),
    (("    by: roca\n", ""), "Say `by:` whom", ("    says:", "    by: roca\n    says:")),
    (("    by: roca\n", ""), "whole sentence under `text:`", ("says: the ferry will run", "text: The ferry will run.")),
    (("    says: the ferry", "    text: Ferries.\n    says: the ferry"), "Keep one", ("    text: Ferries.\n", "")),
    (("    says: the ferry will run\n", ""), "Write `says:`", ("    by: roca", "    says: it will run\n    by: roca")),
    (("title: Harbour", "language: fr\ntitle: Harbour"), "wordings in English", ("language: fr\n", "")),
    (("{file: sources/note.txt}", "{title: A note}"), "Add `file:`", ("A note", "A note, file: sources/note.txt")),
    (("03-03}", "03-03, instrument: comunique}"), "Did you mean `communique`?", ("comunique", "communique")),
    (
        ("says: the ferry will run", f"says: {'the ferry ' * 999}"),
        "Divide the text",
        ("the ferry " * 999, "the ferry will run"),
    ),
    (
        ("    says: the ferry will run\n", f"    says: the ferry will run\n    headline: {'night ' * 12}\n"),
        "Shorten it, or give the condition",
        ("night " * 12, "the ferry will run"),
    ),
    (("    question:", "    issue: The fee\n    question:"), "The id of one issue", ("    issue: The fee\n", "")),
    (("sources/note.txt", "sources/nota.txt"), "Check the file's name", ("nota.txt", "note.txt")),
    (("sources/note.txt", "../note.txt"), "Copy it to `sources/`", ("../note.txt", "sources/note.txt")),
    (("quote: Mayor Ines", "quote: Mayor Inez"), "The source has: Mayor Ines", ("Mayor Inez", "Mayor Ines")),
    (
        ("quote: The fee is open", "quote: the"),
        "prefix: the words",
        ("quote: the", "quote: {quote: the, suffix: ferry}"),
    ),
    (("title: Harbour Board meets", "title: ???"), "Write the value over", ("???", "Harbour Board meets")),
    (("conditions: [", f"conditions: [{'x, ' * 50}"), "Keep those that matter", ("x, " * 50, "")),
    (
        ("  - id: fee", f"  - {PICTURE}\n  - id: fee"),
        "save it as PNG",
        ("e: sources/note.txt, a", "e: sources/chart.png, a"),
    ),
    (("title: Harbour Board meets", "title:"), "Write what was meant", ("title:", "title: Harbour Board meets")),
]
IN_YAML: list[Row] = [
    (("a: 1", "a: *b"), "", ("*b", "'*b'")),
    (("a: 1", "a: **bold**"), "", ("**bold**", "'**bold**'")),
    (("a: 1", "a: !!str b"), "", ("!!str b", "b")),
    (("a: 1", "text: Paris: the summit"), "", ("Paris: the summit", "'Paris: the summit'")),
    (("a: 1", "a:\n\tb: 1"), "", ("\t", "  ")),
    (("a: 1", 'a: "He said "yes" twice"'), "", ('"He said "yes" twice"', "'He said \"yes\" twice'")),
    (("a: 1", "a:\n  [x\nb: 1"), "", ("[x", "[x]")),
    (("a: 1", "a: @b"), "", ("@b", "'@b'")),
    (("a: 1", "a: > b"), "", ("> b", "'> b'")),
    (("a: 1", "a: Item #5 is open"), "", ("Item #5 is open", "'Item #5 is open'")),
    (("a: 1", "a: 1\nb\nc: 2"), "", ("\nb\n", "\nb: x\n")),
    (("a: 1", "a: 1\nb: 2\na: 3\n"), "", ("\na: 3", "")),
    (("a: 1", "a: 1\n---\nb: 2"), "", ("---\n", "")),
    (
        ("a: 1", "<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n"),
        "",
        ("<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n", "a: 2\n"),
    ),
    (("a: 1", "a:\u00a01"), "", ("\u00a0", " ")),
    (("a: 1", "a: {say: x, y, because: z}"), "", ("x, y", "'x, y'")),
    (("a: 1", "a: 1 #" + "x" * MAX_BYTES), "", (" #" + "x" * MAX_BYTES, "")),
    (("a: 1", "a: b\x07"), "", ("\x07", "")),
    (("a: 1", f"a: [{'b,' * MAX_NODES}]"), "", (f"[{'b,' * MAX_NODES}]", "b")),
    (("a: 1", f"a: {'[' * 99}"), "", ("[" * 99, f"'{'[' * 99}'")),
    (("a: 1", "a: {<<: b}"), "", ("<<", "x")),
    (("a: 1", "%YAML 1.2\n---\na: 1"), "", ("%YAML 1.2\n", "")),
    (("a: 1", "? [b]\n: c"), "", ("? [b]\n: c", "b: c")),
    (("a: 1", "a: 1\n  b: 2"), "", ("  b", "b")),
    (("a: 1", 'a: "b'), "", ('"b', '"b"')),
    (("a: 1", 'a: "C:\\dir"'), "", ('"C:\\dir"', "'C:\\dir'")),
]
IN_A_HOUSE: list[Row] = [
    (("#", "[houze]\n"), "Did you mean `house`?", ("houze", "house")),
    (("#", "[house]\nname = 5\n"), "", ("5", '"5"')),
    (("#", '[house]\nurl = "example"\n'), "https://example.org", ('"example"', '"https://example.org"')),
    (("#", '[look]\npaper = "leter"\n'), "Did you mean `letter`?", ("leter", "letter")),
    (("#", '[look]\naccent = "blue"\n'), "1F4E79", ("blue", "1F4E79")),
    (("#", '[look]\nsize = "11pt"\n'), "`size = 11`", ('"11pt"', "11")),
    (("#", '[marking.X]\nlabels = ["A", "TLP:RED"]\n'), "one scheme", (', "TLP:RED"', "")),
    (("#", '[marking.X]\nlabels = "LIMITE"\n'), "PUBLIC", ('"LIMITE"', '["PUBLIC", "LIMITE"]')),
    (("#", "[audience.press]\nforms = 'plain'\n"), 'reader = "for', ("forms", 'reader = "for the press"\nforms')),
    (("#", "[audience.Press]\nreader = 'x'\n"), "lower-case", ("Press", "press")),
    (("#", "[audience.press]\nreader = 'x'\nwithheld = ['asks']\n"), "`ask`?", ("asks", "ask")),
    (("#", "[audience.press]\nreader = 'x'\nreview = true\n"), "required", ("true", "'required'")),
    (("#", "[audience.public]\ngrade = nan\n"), "", ("nan", "9")),
    (("#", "[audience.public]\ngrade = 0\n"), "", ("0", "9")),
    (("#", '[records]\nout = "../x"\n'), "another folder", ("../x", "x")),
    (("#", "[house]\nname = x\n"), "key = value", ("= x", '= "x"')),
]
IN_EDITIONS: list[Row] = [
    (("#", "x"), "`key: value`", ("x", "headings: {Sources: From}")),
    (("#", "[]"), "`key: value`", ("[]", "headings: {Sources: From}")),
    (("#", "headings: []"), "`key: value`", ("[]", "{Sources: From}")),
    (("#", "heading: {Sources: From}"), "Did you mean `headings`?", ("heading", "headings")),
    (("#", "headings: {Source: From}"), "Did you mean `Sources`?", ("Source", "Sources")),
]

ON_A_PAGE, OF_A_COMMAND = (
    plain(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("cures-pages.yaml", "cures-commands.yaml")
)
OWN = """house:
  own:
    title: Own
    length: %(length)s
    audience: %(audience)s
    template: own.md
    ladders: 0
    sections: {said: {kinds: [fact]}, %(sections)s}
"""
USUAL = {"length": "full", "audience": "officer", "sections": ""}
"""An edition of a house, and what stands around the page of its template."""
HEAD = '{% include "parts/head.md" %}'
AROUND = """{%% include "parts/head.md" %%}

%s

{%% for row in said.rows %%}
- {{ row.form }}
{%% endfor %%}

{%% include "parts/source-line.md" %%}
{%% include "parts/supplied.md" %%}
"""


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    """Return what refuses a record, in a folder with its source, or what is noted of it."""
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "note.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "sources" / "chart.png").write_bytes(CHART.read_bytes())
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    try:
        return tuple(one for one in load(folder, "harbour").problems if one.severity == "note")
    except RecordError as error:
        return error.problems


def edited(text: str, *edits: tuple[str, str]) -> str:
    """Return a text after edits, each of which changes something."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def ids(row: Row) -> str:
    """Return what tells a row from the others."""
    return row[0][1][:40] or f"no {row[0][0][:20]}"


@pytest.mark.parametrize("row", IN_A_RECORD, ids=ids)
def test_in_a_record(row: Row, tmp_path: Path) -> None:
    """What the model, the sources and the rules refuse."""
    fault, hint, cure = row
    assert any(hint in one.hint for one in problems(tmp_path, edited(RECORD, fault)))
    assert problems(tmp_path, edited(RECORD, fault, cure)) == ()


@pytest.mark.parametrize("row", IN_YAML, ids=ids)
def test_in_yaml(row: Row) -> None:
    """What the strict loader refuses: the hint says how to write it."""
    fault, _, cure = row
    with pytest.raises(RecordError) as caught:
        decoded(edited("a: 1", fault).encode(), "a.yaml")
    assert all(one.hint for one in caught.value.problems)
    decoded(edited("a: 1", fault, cure).encode(), "a.yaml")


@pytest.mark.parametrize("row", IN_A_HOUSE, ids=ids)
def test_in_a_house_file(row: Row, tmp_path: Path) -> None:
    """What a house file is refused for."""
    fault, hint, cure = row
    assert any(hint in told for *_, told in refused(tmp_path, edited("#", fault)))
    assert house(tmp_path, edited("#", fault, cure))


@pytest.mark.parametrize("row", IN_EDITIONS, ids=ids)
def test_in_a_file_of_editions(row: Row, tmp_path: Path) -> None:
    """What the editions of a house are refused for, with line and column."""
    fault, hint, cure = row
    own = tmp_path / "editions.yaml"
    own.write_text(edited("#", fault), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        catalogue(house(tmp_path, ""))
    assert any(hint in one.hint and one.place and one.place.line == 1 for one in caught.value.problems)
    own.write_text(edited("#", fault, cure), encoding="utf-8")
    assert catalogue(house(tmp_path, ""))


def told(folder: Path, page: str, **given: str) -> list[Problem]:
    """Return what is told of the brief from an edition and a template of a house."""
    edition = USUAL | given
    page = re.sub("⟨(.+?)×([0-9]+)⟩", lambda found: found[1] * int(found[2]), page)
    for name, text in (("editions.yaml", OWN % edition), ("templates/own.md", page if HEAD in page else AROUND % page)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    try:
        own = house(folder, "")
        loaded = load(folder, house=own)
        wanted = [one for one in every(edition["audience"], own) if one.id == "own"]
        (brief,) = Press.of(own, formats=("pdf",)).briefs(
            loaded.outcomes, edition["audience"], wanted, loaded.supplement
        )
    except BriefkitError as error:
        return list(error.problems)
    return list(brief.warnings)


@pytest.mark.parametrize("row", ON_A_PAGE, ids=lambda row: f"{row['code']} {row['page'][:40]}")
def test_on_a_page(row: dict[str, Any], tmp_path: Path) -> None:
    """What a template, an edition or a finished page is refused for, or warned of."""
    for name, text in {**CASE["sources"], "outcomes.yaml": CASE["record"]}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "chart.png").write_bytes(bars(60, 40))
    found = told(tmp_path, row["page"], **row.get("edition", {}))
    assert {one.code for one in found if row["hint"] in one.hint} == {row["code"]}
    assert all(is_sentence(one.hint) for one in found)
    assert told(tmp_path, row["cured"], **row.get("cured_edition", row.get("edition", {}))) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the lines of what somebody does are those of its shell and tools")
@pytest.mark.parametrize("row", OF_A_COMMAND, ids=lambda row: f"{row['code']} {row['run'][9:40]}")
def test_of_a_command(row: dict[str, Any], shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command ends with, or tells: who does what its hint says sees it end well."""
    for name, value in (("PYTHON", sys.executable), ("FONTS", Path(fonts.__path__[0])), ("LOGO", CHART)):
        monkeypatch.setenv(name, str(value))
    shutil.copytree(harbour.FOLDER, "harbour")
    for line in row.get("before", ()):
        assert shell(line).code == 0, line
    told = shell(row["run"]).err
    hint = re.search(rf"^(?:.+: )?{row['code']} .+\n(?:    (?!hint: ).*\n)*    hint: (.+)$", told, re.MULTILINE)
    assert hint, told
    assert row["hint"] in hint[1]
    assert is_sentence(hint[1])
    for line in row.get("cure", ()):
        shell(line)
    done = shell(row.get("then", row["run"]))
    assert (done.code, f"{row['code']} " in done.err) == (0, False), done.err


def is_sentence(hint: str) -> bool:
    """Say whether a hint begins and ends as a sentence does, or begins with what is to be written."""
    return bool(re.match("[A-Z`“{]", hint)) and hint.endswith((".", "?", "]"))


UNREACHED = {
    **dict.fromkeys(("E26", "E33"), "what is released, planned and read back leaves nothing of it: a guard"),
    "E42": "only the program, or who changes its bytes, could write such a file: tests/test_gate.py",
    "F04": "ids, audiences and editions are refused as names of files when they are read",
    "F06": "two runs at once: tests/test_cli.py, test_a_busy_folder",
    **dict.fromkeys(("F10", "F13", "F16"), "says what was done, and asks for nothing"),
    "F20": "a process that was killed, or a bug: tests/test_batch.py",
    "U14": "a package that is not there: tests/test_watching.py, tests/conformance/test_cluster.py",
    "U19": "an argument too long for a row: tests/test_strangers.py",
    "Y25": "kept for what a parser to come may say",
}
"""Code → why no row provokes it; of questions (Q) see tests/test_questions.py and tests/reading."""


def provoked(folder: Path) -> set[str]:
    """Return the codes of all rows, and of the refused records whose hints are followed elsewhere."""
    given = [*CASES["refused"], *ON_A_PAGE, *OF_A_COMMAND]
    found = [one for fault, *_ in IN_A_RECORD for one in problems(folder, edited(RECORD, fault))]
    for fault, *_ in IN_YAML:
        with pytest.raises(RecordError) as caught:
            decoded(edited("a: 1", fault).encode(), "a.yaml")
        found += caught.value.problems
    houses = (code for fault, *_ in IN_A_HOUSE for code, *_ in refused(folder, edited("#", fault)))
    return {*(row["code"] for row in given), *(one.code for one in found), *houses}


def test_every_code_is_provoked(tmp_path: Path) -> None:
    """Each that the sources can raise has a row, or a reason why there can be none."""
    package = Path(briefkit.__file__).parent
    files = [*package.rglob("*.py"), package / "refusals.toml", package / "parsing/yamlproblems.toml"]
    texts = (path.read_text(encoding="utf-8") for path in files)
    raised = {code for text in texts for code in re.findall(r'"([A-Z]\d\d)"', text)}
    seen = provoked(tmp_path)
    assert len(seen) > 130
    assert {code for code in raised - seen if code[0] != "Q"} == UNREACHED.keys()


@pytest.mark.parametrize("name", ["templates/editions.yaml", "templates/parts/editions.yml", "editions.yml"])
def test_a_file_of_editions_that_nobody_reads_is_told(name: str, tmp_path: Path) -> None:
    """It lies where none is looked for; moved to where it belongs, it is read."""
    stray = tmp_path / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("headings: {Sources: From}\n", encoding="utf-8")
    ((code, place, message, hint),) = refused(tmp_path, "")
    assert (code, place, hint) == ("H04", name, "Move it there, or delete it.")
    assert "editions.yaml beside the house file" in message
    stray.rename(tmp_path / "editions.yaml")
    assert catalogue(house(tmp_path, "")).headings == {"Sources": "From"}


def test_a_file_called_like_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input; `./-` is a file, as elsewhere."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(harbour.FOLDER / "sources", "sources")
    shutil.copyfile(harbour.FOLDER / "outcomes.yaml", "-")
    assert (named("-"), named("./-").is_absolute(), named("a")) == (Path("-"), True, Path("a"))
    (one,) = records([named("./-")], None)
    assert one.streamed is None
    assert one.load().outcomes.id == "harbour-2026-03-03"
