"""`briefkit new`: what it begins can be filled in, and says so until it is."""

import hashlib
from pathlib import Path

import pytest

from briefkit.cli.beginning import begin, copy_example
from briefkit.errors import BriefkitError, OutputError, RecordError, UsageError
from briefkit.load import UNFILLED, load
from briefkit.outcomes import schema

TEXT = """\
The City Council met in Graz on 3 May 2026. Mayor Ann Lee announced that the new tram line will open in June 2027,
subject to a safety certificate. The councillors did not agree on fares.
"""
VALUES = (
    ("City Council meets in Graz", "2026-05-03", "City Council", "2026-05-03", "Graz"),
    ("Ann Lee", "Mayor Lee", "Mayor of Graz"),
    (
        "the new tram line will open in June 2027, subject to a safety certificate",
        "Mayor Ann Lee announced that the new tram line will open in June 2027, subject to a safety certificate",
    ),
)
"""What a user writes over the placeholders: the meeting, who speaks, the statement."""
MORE = """\
  - id: met
    kind: event
    text: The City Council met in Graz on 3 May 2026.
    quote: The City Council met in Graz on 3 May 2026
  - id: fares
    kind: open_issue
    question: What will the fares be?
    text: The councillors did not agree on fares.
    quote: The councillors did not agree on fares
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a short text to record from."""
    path = tmp_path / "Tram article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def filled(folder: Path, *values: str) -> None:
    """Write values over the placeholders of a record, in order."""
    path = folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    for value in values:
        assert f": {UNFILLED}" in text
        text = text.replace(f": {UNFILLED}", f": {value}", 1)
    path.write_text(text, encoding="utf-8")


def problems(folder: Path) -> list[tuple[str, str]]:
    """Return code and message of everything that loading refuses."""
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert all(problem.place and problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.message) for problem in caught.value.problems]


def test_filled_in_it_checks_cleanly(article: Path, tmp_path: Path) -> None:
    """With every placeholder written over and two statements more, there is no error, and nothing is asked."""
    folder = tmp_path / "graz-2026-05-03"
    begin(folder, [article])
    meeting, speaker, statement = VALUES
    filled(folder, *meeting, *speaker, *statement)
    with (folder / "outcomes.yaml").open("a", encoding="utf-8") as file:
        file.write(MORE)
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.outcomes.id == "graz-2026-05-03"
    assert len(loaded.outcomes.statements) == 3
    assert loaded.coverage()["article"][0] == 1


def test_without_a_source_the_file_is_to_be_filled_in(tmp_path: Path) -> None:
    """A record begun without a text asks for its name, and for nothing that is not there."""
    begin(tmp_path / "graz", [])
    meeting, speaker, statement = VALUES
    (tmp_path / "graz" / "sources" / "text.txt").write_text(TEXT, encoding="utf-8")
    filled(tmp_path / "graz", *meeting, "sources/text.txt", *speaker, *statement)
    assert "the article" in {source.called for source in load(tmp_path / "graz").outcomes.sources.values()}


def test_every_placeholder_is_named(article: Path, tmp_path: Path) -> None:
    """What is not filled in yet is an error of its own at its line, all at once."""
    begin(tmp_path / "graz", [article])
    found = problems(tmp_path / "graz")
    assert {code for code, _ in found} == {"R14"}
    assert [message.split("`")[1] for _, message in found] == [
        "title", "as_of", "name", "date", "place", "name", "style", "title", "says", "quote",
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
    old: str, new: str, expected: list[tuple[str, str]], article: Path, tmp_path: Path
) -> None:
    """A wrong date, id or missing key is named as it stands in the file, without errors that only follow from it."""
    folder = tmp_path / "graz"
    begin(folder, [article])
    filled(folder, *(value for values in VALUES for value in values))
    path = folder / "outcomes.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, text.count(old) if old == "speaker" else 1), encoding="utf-8")
    assert problems(folder) == expected


def test_what_lies_in_the_folder(article: Path, tmp_path: Path) -> None:
    """The record points editors to the schema beside it, and holds the copied text's hash."""
    made = begin(tmp_path / "graz", [article])
    record, beside, copied = made
    assert [path.relative_to(tmp_path / "graz").as_posix() for path in made] == [
        "outcomes.yaml", "outcomes.schema.json", "sources/tram-article.txt",
    ]  # fmt: skip
    text = record.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./outcomes.schema.json\n")
    assert beside.read_text(encoding="utf-8") == schema()
    assert copied.read_bytes() == article.read_bytes()
    assert hashlib.sha256(article.read_bytes()).hexdigest() in text


def test_two_texts_of_one_name(tmp_path: Path) -> None:
    """Sources whose names would be equal are refused before anything is made."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "note.txt").write_text(name, encoding="utf-8")
    with pytest.raises(UsageError, match="U05"):
        begin(tmp_path / "graz", [tmp_path / "a" / "note.txt", tmp_path / "b" / "note.txt"])
    assert not (tmp_path / "graz").exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_text_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    """A missing text, or one that is not UTF-8, is refused before anything is made."""
    if content:
        (tmp_path / "x.txt").write_bytes(content)
    with pytest.raises(UsageError, match="U05"):
        begin(tmp_path / "graz", [tmp_path / "x.txt"])
    assert not (tmp_path / "graz").exists()


@pytest.mark.parametrize("example", [True, False])
def test_a_folder_in_use_is_left_alone(example: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A folder that holds anything, or a file in its place, is refused; an empty one is taken."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    act = (lambda folder: copy_example(folder, "paris")) if example else (lambda folder: begin(folder, []))
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
    assert {p.relative_to(tmp_path / "demo"): p.read_bytes() for p in made} == {
        p.relative_to(seed): p.read_bytes() for p in seed.rglob("*") if p.is_file()
    }
