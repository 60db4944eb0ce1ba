"""`briefkit new`: what it begins can be filled in, or is a draft of its sources; `source add` adds to it."""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.draft import material
from tests.test_publish import Faults, listing

from briefkit.cli.beginning import add, begin, begin_house, copy_example
from briefkit.errors import BriefkitError, OutputError, RecordError, UsageError
from briefkit.house import DEFAULT, Scheme
from briefkit.loading import load
from briefkit.outcomes import schema
from briefkit.refusals import UNFILLED

TODAY = date(2026, 5, 4)
TEXT = """\
The City Council met in Graz on 3 May 2026. Mayor Ann Lee announced that the new tram line will open in June 2027,
subject to a safety certificate. The councillors did not agree on fares.
"""
SECOND = """\
# Fares

Mayor Ann Lee said that fares will rise. The Passengers' Union opposes a higher fare.
"""
VALUES = (
    ("City Council meets in Graz", "2026-05-03", "City Council", "2026-05-03", "Graz"),
    ("sources/text.txt",),
    ("Ann Lee", "Mayor Lee", "Mayor of Graz"),
    (
        "the new tram line will open in June 2027, subject to a safety certificate",
        "Mayor Ann Lee announced that the new tram line will open in June 2027, subject to a safety certificate",
    ),
)
"""What a user writes over the placeholders: the meeting, the source, who speaks, the statement."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a short text to record from."""
    path = tmp_path / "Tram article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def filled(folder: Path) -> None:
    """Write values over the placeholders of a record, in order."""
    (folder / "sources" / "text.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    for value in (value for values in VALUES for value in values):
        assert f": {UNFILLED}" in text
        text = text.replace(f": {UNFILLED}", f": {value}", 1)
    path.write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[tuple[str, str]]:
    """Return code and message of everything that loading refuses."""
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert all(problem.place and problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_filled_in_it_checks_cleanly(tmp_path: Path) -> None:
    """With every placeholder of an empty record written over, it has no error, no question and no warning."""
    folder = tmp_path / "graz-2026-05-03"
    begin(folder, [], TODAY)
    filled(folder)
    loaded = load(folder)
    assert loaded.problems == ()
    assert (loaded.outcomes.id, loaded.outcomes.draft) == ("graz-2026-05-03", False)
    assert {source.called for source in loaded.outcomes.sources.values()} == {"the article"}


@pytest.mark.parametrize("is_drafted", [True, False])
def test_a_new_record_has_the_highest_marking_of_the_house(*, is_drafted: bool, article: Path, tmp_path: Path) -> None:
    """Where the house has a scheme of its own, nothing is for everybody before somebody has said so."""
    own = replace(DEFAULT, schemes=(*DEFAULT.schemes, Scheme("Board", ("OPEN", "BOARD: ONLY #1"))))
    begin(tmp_path / "graz", [article] if is_drafted else [], TODAY, own)
    if not is_drafted:
        filled(tmp_path / "graz")
    assert load(tmp_path / "graz", house=own).outcomes.marking == "BOARD: ONLY #1"


def test_every_placeholder_is_named(tmp_path: Path) -> None:
    """What is not filled in yet is an error of its own at its line, all at once."""
    begin(tmp_path / "graz", [], TODAY)
    found = problems(tmp_path / "graz")
    assert {code for code, _ in found} == {"R14"}
    assert [message.split("`")[1] for _, message in found] == [
        "title", "as_of", "name", "date", "place", "file", "name", "style", "title", "says", "quote",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (": 2026-05-03", ": tomorrow", [("R03", "`as_of` is not a date")]),
        (
            "speaker",
            "Speaker",
            [("R03", "`Speaker` is not of the right form"), ("R03", "`by` is not of the right form")],
        ),
        ("- id: first", "- id: First One", [("R03", "`id` is not of the right form")]),
        ("    kind: announcement\n", "", [("R03", "`kind` is missing")]),
    ],
)
def test_first_mistakes_are_told_in_plain_words(
    old: str, new: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A wrong date, id or missing key is named as it stands in the file, without errors that only follow from it."""
    folder = tmp_path / "graz"
    begin(folder, [], TODAY)
    filled(folder)
    path = folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, text.count(old) if old == "speaker" else 1), encoding="utf-8")
    assert problems(folder) == expected


@pytest.mark.parametrize("name", ["aux", "NUL", "com1", "Prn.", "con"])
def test_a_name_that_no_folder_of_briefs_can_have_is_made_longer(name: str, tmp_path: Path) -> None:
    """What Windows keeps for its devices is no id: `check` and `render` would refuse it."""
    record = begin(tmp_path / name, [], TODAY).paths[0].read_text(encoding="utf-8")
    assert f"id: record-{name.lower().strip('.')}\n" in record


def test_what_lies_in_the_folder(article: Path, tmp_path: Path) -> None:
    """The record points editors to the schema beside it, and holds the copied text's hash."""
    made = begin(tmp_path / "graz", [article], TODAY)
    record, beside, copied = made.paths
    assert [path.relative_to(tmp_path / "graz").as_posix() for path in made.paths] == [
        "outcomes.yaml", "outcomes.schema.json", "sources/tram-article.txt",
    ]  # fmt: skip
    text = record.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./outcomes.schema.json\n")
    assert beside.read_text(encoding="utf-8") == schema()
    assert copied.read_bytes() == article.read_bytes()
    assert hashlib.sha256(article.read_bytes()).hexdigest() in text
    assert made.notes[-1].startswith("Drafted 4 statements. ")
    assert len(load(tmp_path / "graz").outcomes.statements) == 4


def test_a_word_file_and_a_page_become_sources(tmp_path: Path) -> None:
    """A document is kept beside its text, each with its hash; a changed one is refused at its line."""
    document = tmp_path / "Note.docx"
    document.write_bytes(material.docx())
    begin(tmp_path / "graz", [document], TODAY)
    loaded = load(tmp_path / "graz")
    (source,) = loaded.outcomes.sources.values()
    assert source.original
    assert (source.file, source.original.file) == ("sources/note.txt", "sources/note.docx")
    assert loaded.problems == ()
    with (tmp_path / "graz" / "sources" / "note.docx").open("ab") as file:
        file.write(b"more")
    assert problems(tmp_path / "graz") == [
        ("E01", "the document is not the one that the source's text was taken from: its hash differs")
    ]
    (tmp_path / "graz" / "sources" / "note.docx").unlink()
    assert [code for code, _ in problems(tmp_path / "graz")] == ["R05"]


@pytest.mark.parametrize(("drafted", "checked_out"), [(b"\n", b"\r\n"), (b"\r\n", b"\n")])
@pytest.mark.parametrize("name", ["note.txt", "note.html"])
def test_line_ends_of_git_change_no_source(name: str, drafted: bytes, checked_out: bytes, tmp_path: Path) -> None:
    """A text that git checks out with other line ends is the one quoted; one with another word is not."""
    lines = "".join(f"<p>{line}</p>\n" for line in TEXT.splitlines()) if name == "note.html" else TEXT
    (tmp_path / name).write_bytes(lines.encode().replace(b"\n", drafted))
    begin(tmp_path / "graz", [tmp_path / name], TODAY)
    for path in (tmp_path / "graz" / "sources").iterdir():
        as_drafted = path.read_bytes()
        path.write_bytes(as_drafted.replace(b"\r\n", b"\n").replace(b"\n", checked_out))
        assert path.read_bytes() != as_drafted or name == "note.html"
    assert load(tmp_path / "graz").problems == ()
    original = tmp_path / "graz" / "sources" / name
    original.write_bytes(original.read_bytes().replace(b"fares", b"a fee"))
    assert "E01" in {code for code, _ in problems(tmp_path / "graz")}


def test_text_in_another_encoding_is_converted(tmp_path: Path) -> None:
    """A text in Latin-1 or UTF-16 becomes UTF-8, the user is told, and the file itself is kept."""
    for encoding in ("cp1252", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        path.write_text(TEXT.replace("fares", "“café” fares"), encoding=encoding)
        made = begin(tmp_path / f"from-{encoding}", [path], TODAY)
        assert any("converted from" in note for note in made.notes)
        loaded = load(tmp_path / f"from-{encoding}")
        assert "“café”" in next(iter(loaded.texts.values()))
        assert (
            tmp_path / f"from-{encoding}" / "sources" / f"{path.stem}.original.txt"
        ).read_bytes() == path.read_bytes()


def test_two_texts_of_one_name(tmp_path: Path) -> None:
    """Sources whose names would be equal are refused before anything is made."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="U05"):
        begin(tmp_path / "graz", [tmp_path / "a" / "note.txt", tmp_path / "b" / "note.txt"], TODAY)
    assert not (tmp_path / "graz").exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"", b"%PDF-1.7 broken", b"PK\x03\x04", b"\x89PNG", b"Hi."])
def test_a_text_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    """A missing, broken, empty or wordless file is refused with what to do, before anything is made."""
    if content is not None:
        (tmp_path / "x.txt").write_bytes(content)
    with pytest.raises(UsageError) as caught:
        begin(tmp_path / "graz", [tmp_path / "x.txt"], TODAY)
    assert all(problem.hint for problem in caught.value.problems)
    assert not (tmp_path / "graz").exists()


def test_a_source_is_added_and_nothing_else_is_touched(article: Path, tmp_path: Path) -> None:
    """Every line that the author wrote stays in its order; the new statements come last and ask nothing."""
    begin(tmp_path / "graz", [article], TODAY)
    file = tmp_path / "graz" / "outcomes.yaml"
    old = file.read_text(encoding="utf-8") + "  # my last word\n"
    file.write_text(old, encoding="utf-8")
    second = tmp_path / "fares.md"
    second.write_text(SECOND, encoding="utf-8")
    made = add(tmp_path / "graz", second)
    new = file.read_text(encoding="utf-8")
    lines = iter(new.splitlines())
    assert all(line in lines for line in old.splitlines())
    assert new.index("# my last word") < new.index("fares will rise")
    loaded = load(tmp_path / "graz")
    assert loaded.problems == ()
    assert made.notes[-1].startswith("Drafted 2 statements ")
    assert (len(loaded.outcomes.sources), len(loaded.outcomes.statements)) == (2, 6)
    assert [actor.name for actor in loaded.outcomes.actors.values()].count("Ann Lee") == 1
    with pytest.raises(UsageError, match="U05"):
        add(tmp_path / "graz", second)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sources:\n", "sources: {more: {url: x.org}}\nterms:\n", "R01"),
        ("statements:\n", "include: [x.yaml]\nstatements:\n", "U09"),
        ("\n", "\r\n", None),
        ("\n  - id", "\n\n  - id", None),
    ],
)
def test_what_cannot_be_placed_is_refused(old: str, new: str, code: str | None, article: Path, tmp_path: Path) -> None:
    """A record that is broken, or in several files, is left as it is; other line ends and blank lines are kept."""
    begin(tmp_path / "graz", [article], TODAY)
    (tmp_path / "graz" / "x.yaml").write_text("terms: {}\n", encoding="utf-8")
    (tmp_path / "fares.md").write_text(SECOND, encoding="utf-8")
    file = tmp_path / "graz" / "outcomes.yaml"
    text = file.read_bytes().decode().replace(old, new)
    file.write_bytes(text.encode())
    try:
        add(tmp_path / "graz", tmp_path / "fares.md")
    except BriefkitError:
        assert code
        assert file.read_bytes() == text.encode()
    else:
        assert code is None
        assert load(tmp_path / "graz").problems == ()
        assert set(text.splitlines(keepends=True)) <= set(file.read_bytes().decode().splitlines(keepends=True))


@pytest.mark.parametrize("example", [True, False])
def test_a_folder_in_use_is_left_alone(example: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A folder that holds anything, or a file in its place, is refused; an empty one is taken."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    act = (lambda folder: copy_example(folder, "paris")) if example else (lambda folder: begin(folder, [], TODAY))
    for name in ("full", "full/mine.txt", "full/mine.txt/below"):
        with pytest.raises(BriefkitError) as caught:
            act(tmp_path / name)
        assert isinstance(caught.value, OutputError)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert act(tmp_path / "empty")


@pytest.mark.parametrize("name", ["paris", "ilvara"])
def test_examples_are_whole(name: str, tmp_path: Path) -> None:
    """A copied example is the packed one, byte for byte."""
    made = copy_example(tmp_path / "demo", name)
    (seed,) = (Path(__file__).parents[1] / "seeds").glob(f"{name}-*")
    assert {p.relative_to(tmp_path / "demo"): p.read_bytes() for p in made.paths} == {
        p.relative_to(seed): p.read_bytes() for p in seed.rglob("*") if p.is_file()
    }


BEGUN: dict[str, Callable[[Path], object]] = {
    "new": lambda folder: begin(folder / "new" / "one", [folder / "notes.txt"], TODAY),
    "source add": lambda folder: add(folder / "old", folder / "more.txt"),
    "house": lambda folder: begin_house(folder / "new"),
}


@pytest.mark.parametrize("act", BEGUN)
def test_what_is_begun_is_whole_or_not_there(act: str, tmp_path: Path) -> None:
    """Whichever operation on files fails, nothing new is left, and a record that was there is not cut off."""
    for place in ("first", "again"):  # the first time all modules are imported, without a fault
        folder = tmp_path / place
        folder.mkdir()
        (folder / "notes.txt").write_text(TEXT, encoding="utf-8")
        (folder / "more.txt").write_text(SECOND, encoding="utf-8")
        begin(folder / "old", [folder / "notes.txt"], TODAY)
        if place == "first":
            BEGUN[act](folder)
    before = listing(folder)
    for failing in range(1, 100):
        faults = Faults(failing)
        with pytest.MonkeyPatch.context() as patch:
            faults.install(patch, "open close write fsync mkdir replace chmod")
            try:
                BEGUN[act](folder)
            except BriefkitError:
                assert faults.count >= failing
            else:
                break
        assert listing(folder) == before
        assert not (folder / "new").exists()
    assert failing > 5
    assert listing(folder) != before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_begun_through_a_link(article: Path, tmp_path: Path) -> None:
    """What a stranger's folder leads to is not written: neither a house file, nor a source of a record."""
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "briefkit.toml").symlink_to(tmp_path / "elsewhere.toml")
    begin(tmp_path / "record", [article], TODAY)
    (tmp_path / "record" / "sources").rename(tmp_path / "record" / "texts")
    file = tmp_path / "record" / "outcomes.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("sources/", "texts/"), encoding="utf-8")
    (tmp_path / "outside").mkdir()
    (tmp_path / "record" / "sources").symlink_to(tmp_path / "outside", target_is_directory=True)
    (tmp_path / "more.txt").write_text(SECOND, encoding="utf-8")
    before = listing(tmp_path)
    for act in (lambda: begin_house(tmp_path / "house"), lambda: add(tmp_path / "record", tmp_path / "more.txt")):
        with pytest.raises(OutputError):
            act()
    assert listing(tmp_path) == before
