"""Loading: shorthands and defaults, and every problem at once, each at its place with a hint."""

import errno
import hashlib
import os
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PIL import Image as Pillow
from tests.editions import house
from tests.pictures import bars, drawn
from tests.samples import sizes

from briefkit.cli.report import described
from briefkit.errors import Problem, RecordError
from briefkit.loading import Loaded, load
from briefkit.outcomes import Actor, Meeting, Outcomes, Source
from briefkit.outcomes.statements import Announcement, OpenIssue
from briefkit.press import Press

SOURCE = "Mayor Ines Roca announced that the ferry will run, provided that the pier is repaired. The fee is open.\n"
RECORD = """\
id: harbour
title: Harbour Board meets
marking: TLP:CLEAR
as_of: 2026-03-03
meeting: {name: Harbour Board, date: 2026-03-03}
sources:
  note: {file: sources/note.txt}
actors:
  roca: {name: Ines Roca, style: Mayor Roca}
statements:
  - id: ferry
    kind: announcement
    by: roca
    says: the ferry will run
    conditions: [provided that the pier is repaired]
    quote: Mayor Ines Roca announced that the ferry will run, provided that the pier is repaired
  - id: fee
    kind: open_issue
    question: What will the fee be?
    text: The fee is open.
    quote: The fee is open
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the record and its source."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "note.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def loaded(folder: Path, *edits: tuple[str, str]) -> Loaded:
    """Load the record after edits, each of which must change something."""
    text = RECORD
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    return load(folder, "harbour")


def refused(folder: Path, *edits: tuple[str, str]) -> tuple[Problem, ...]:
    """Return the problems of the record after edits."""
    with pytest.raises(RecordError) as caught:
        loaded(folder, *edits)
    return caught.value.problems


def told(problem: Problem) -> tuple[str, str, str]:
    """Return code, line and column, and hint."""
    assert problem.place
    assert problem.place.file == "harbour/outcomes.yaml"
    return problem.code, f"{problem.place.line}:{problem.place.column}", problem.hint


def test_a_light_record_loads_with_its_defaults(folder: Path) -> None:
    """A plain quote is evidence in the only source, a string a condition, a date a day; the rest has defaults."""
    found = loaded(folder)
    ferry, fee = found.outcomes.statements
    assert ferry.conditions[0].wordings == ("provided that the pier is repaired",)
    assert ferry.quote[0].source == "note"
    assert (ferry.standing, ferry.importance, ferry.relevance, ferry.must) == ("announced", 3, {}, False)
    assert (ferry.shape, ferry.first, ferry.by[0].actor) == ("says", "the ferry will run", "roca")
    assert fee.standing == "unresolved"
    assert found.outcomes.as_of.date == date(2026, 3, 3)
    assert found.outcomes.meeting.attendance == "unknown"
    assert found.problems == ()


def test_quotes_are_located(folder: Path) -> None:
    """Each quote's place is counted in code points of the source, end exclusive; coverage counts words."""
    found = loaded(folder)
    (span,) = found.spans["fee"]
    assert SOURCE[span.start : span.end] == "The fee is open"
    assert found.coverage()["note"] == (1.0, [])


@pytest.mark.parametrize(
    ("edit", "code", "place", "hint"),
    [
        (("    question:", "    qestion: x\n    question:"), "R01", "19:5", "Did you mean `question`?"),
        (("title: Harbour Board meets\n", ""), "R02", "1:1", "Add `title:` here."),
        (("kind: open_issue", "kind: open_isue"), "R03", "18:11", "Did you mean `open_issue`?"),
        (("    kind: announcement\n", ""), "R03", "11:5", "One of: fact"),
        (("date: 2026-03-03}", "date: 3 March}"), "R03", "5:38", "Write it as YYYY-MM-DD."),
        (("id: harbour", "id: Harbour Board"), "R03", "1:5", "Ids hold lower-case letters"),
        (("says: the ferry", 'says: "a\\fferry" #'), "R03", "14:11", "Delete the character."),
        (("id: harbour", "id: con"), "R03", "1:5", "Write more of it, as in harbour-2026-03-03"),
        (("id: harbour", "id: lpt9"), "R03", "1:5", "Write more of it, as in harbour-2026-03-03"),
        (("as_of: 2026-03-03", "as_of: 2026-02-31"), "R03", "4:8", "Correct the date."),
        (("as_of: 2026-03-03", "as_of: 2026-31-03"), "R03", "4:8", "Write it as YYYY-MM-DD."),
        (("as_of: 2026-03-03", "as_of: 2026-03-02"), "R03", "5:10", "Correct one of the two"),
        (
            ("    kind: announcement", "    kind: decision\n    vote: {for: {count: 1, actors: [roca, roca]}}"),
            "R03",
            "13:17",
            "Count all who voted this way",
        ),
        (("    by: roca", "    importance: 9\n    by: roca"), "R03", "13:17", "A whole number from 1 to 5."),
        (("    by: roca", "    importance: high\n    by: roca"), "R03", "13:17", "A whole number from 1 to 5."),
        (("    by: roca", "    relevance: {public: 2}\n    by: roca"), "R03", "13:25", "A number from 0 to 1"),
        (("    by: roca", "    relevance: {public: no}\n    by: roca"), "R03", "13:25", "A number from 0 to 1"),
        (("by: roca", "by: Ines Roca"), "R03", "13:9", "An id under `actors:`, or a list; or {words: the source’s"),
        (("by: roca", "by: [roca, {words: }]"), "R16", "13:17", "delete `words`"),
        (("by: roca", "by: {for: roca}"), "R02", "13:9", "Write {actor: an id under"),
        (
            ("by: roca", "by: {actor: roca, words: they}"),
            "R02",
            "13:9",
            "Write {actor: an id under",
        ),
        (("by: roca", "by: {aktor: roca}"), "R01", "13:10", "Did you mean `actor`?"),
        (("    by: roca\n", ""), "R18", "11:5", "Say `by:` whom, or write a whole sentence under `text:`."),
        (("    says: the ferry", "    text: Ferries.\n    says: the ferry"), "R18", "11:5", "Keep one; `short`"),
        (("    says: the ferry will run\n", ""), "R18", "11:5", "Write `says:` (a clause), `does:` (a predicate) or"),
        (
            ("title: Harbour", "language: fr\ntitle: Harbour"),
            "R19",
            "2:11",
            "Write the wordings in English",
        ),
        (("{file: sources/note.txt}", "{title: A note}"), "R02", "7:9", "Add `file:`, its text below the record's"),
        (("    by: roca", "    quantities: [{value: 2}]\n    by: roca"), "R02", "13:18", "Add `counts: nations`, or"),
        (
            ("    by: roca", "    quantities: [{value: inf, counts: x}]\n    by: roca"),
            "R03",
            "13:26",
            "See `briefkit schema`",
        ),
        (
            (
                "    by: roca",
                "    quantities: [{value: 1, counts: x, part_of: {value: nan, counts: x, quote: x}}]\n    by: roca",
            ),
            "R03",
            "13:57",
            "See `briefkit schema`",
        ),
        (
            ("03-03}", "03-03, instrument: comunique}"),
            "R03",
            "5:62",
            "Did you mean `communique`?",
        ),
        (("as_of: 2026-03-03", "as_of: 86400"), "R03", "4:8", "Write it as YYYY-MM-DD."),
        (("as_of: 2026-03-03", "as_of: 0999-03-03"), "R03", "4:8", "Correct the date."),
        (("as_of: 2026-03-03", "as_of: 2026-03-03T10:00"), "R03", "4:8", "Write it as YYYY-MM-DD."),
        (("statements:", "issues: {fee: {title: Fee, sides: [Ines Roca]}}\nstatements:"), "R03", "10:36", "ids under"),
        (
            ("    question:", "    issue: The fee\n    question:"),
            "R03",
            "19:12",
            "The id of one issue under `issues:`.",
        ),
        (("    by: roca", "    status: anounced\n    by: roca"), "R03", "13:13", "Did you mean `announced`?"),
        (("- id: fee", "- id: ferry"), "R04", "17:9", "Give each statement an id of its own."),
        (("by: roca", "by: rocca"), "R05", "13:9", "Did you mean `roca`?"),
        (("    question:", "    issue: fees\n    question:"), "R05", "19:12", "Known: none."),
        (("sources/note.txt", "../note.txt"), "R05", "7:16", "Copy it to `sources/` beside the record."),
        (("sources/note.txt", "sources/nota.txt"), "R05", "7:16", "Check the file's name."),
        (("marking: TLP:CLEAR", "marking: SECRET"), "R10", "3:10", "One of: TLP:CLEAR"),
        (("quote: Mayor Ines", "quote: Mayor Inez"), "E01", "16:12", "The source has: Mayor Ines Roca announced"),
        (("quote: The fee is open", "quote: the"), "E01", "21:12", "Write quote: {quote: …, prefix: the words"),
    ],
)
def test_what_is_refused(folder: Path, edit: tuple[str, str], code: str, place: str, hint: str) -> None:
    """Each kind of mistake has its code, its line and column, and a hint."""
    found = [told(problem) for problem in refused(folder, edit)]
    assert any((c, p) == (code, place) and hint in h for c, p, h in found), found


def test_a_day_that_does_not_exist_is_named(folder: Path) -> None:
    """What is written as a date, and is none, is told as the day that it would be."""
    problems = refused(
        folder, ("as_of: 2026-03-03", "as_of: 2026-02-31"), ("date: 2026-03-03", "date: {date: 2026-06-31}")
    )
    assert [problem.message for problem in problems] == ["there is no 31 February 2026", "there is no 31 June 2026"]


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (PermissionError(errno.EACCES, "no"), "permission is denied", "Check your rights to the file."),
        (IsADirectoryError(errno.EISDIR, "no"), "it is a folder", "Name a file in it."),
        (OSError(errno.EIO, "no"), "the disk failed", "Try whether another program can open it."),
    ],
)
def test_why_a_source_cannot_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str, hint: str
) -> None:
    """The reason is the system's, in our words, and the name is doubted only where there is no such file."""
    real = os.open

    def fail(path: Path, *rest: int) -> int:
        if Path(path).name == "note.txt":
            raise error
        return real(path, *rest)

    monkeypatch.setattr(os, "open", fail)
    (problem,) = refused(folder)
    assert problem.message == f"the source `sources/note.txt` cannot be read: {message}"
    assert told(problem) == ("R05", "7:16", hint)


def test_all_problems_are_reported_at_once_in_order(folder: Path) -> None:
    """Mistakes of several kinds in several lines come together, sorted by place."""
    edits = (("by: roca", "by: rocca"), ("quote: The fee is open", "quote: The fees are shut"), ("fee\n", "ferry\n"))
    problems = refused(folder, *edits)
    places = [problem.place for problem in problems]
    assert places == sorted(places)  # type: ignore[type-var]
    assert {problem.code for problem in problems} >= {"R04", "R05", "E01"}


def test_a_wrong_quote_hides_no_question_about_another_statement(folder: Path) -> None:
    """What was changed is asked about in the same run as a quote is refused that is not in its source."""
    edits = (
        ("quote: The fee is open", "quote: The fees are shut"),
        ("says: the ferry will run", "says: the ferry may run"),
    )
    assert {problem.code for problem in refused(folder, *edits)} == {"E01", "Q08"}


def test_keys_and_values_of_the_wrong_shape_are_reported_together(folder: Path) -> None:
    """What the model refuses is reported at once too, before the rules have seen anything."""
    problems = refused(folder, ("title: Harbour", "titel: Harbour"), ("kind: open_issue", "kind: question_mark"))
    assert [problem.code for problem in problems] == ["R02", "R01", "R03"]


@pytest.mark.parametrize("char", ["\\0", "\\x07", "\\x85", "\\u202e", "\\u2066", "\\ufffe", "\\ue000", "\\ud800"])
def test_the_text_gate_refuses(folder: Path, char: str) -> None:
    """Control, bidirectional, private and non-characters are refused by name, wherever a text holds them."""
    problems = refused(folder, ("title: Harbour Board meets", f'title: "Harbour{char} Board"'))
    assert [problem.place.line for problem in problems if problem.place] == [2]


def test_the_text_gate_folds(folder: Path) -> None:
    """Soft hyphens and zero-width characters go, decomposed letters are composed, white space becomes one space."""
    found = loaded(
        folder, ("title: Harbour Board meets", 'title: "Har\\u00adbour\\u200b Boa\\u0301rd \\n  meets\\u2011now"')
    )
    assert found.outcomes.title == "Harbour Boárd meets\u2011now"


def test_no_break_spaces_are_kept(folder: Path) -> None:
    """A form keeps no-break spaces of either width and is found printed whole; so does a quote."""
    found = loaded(folder, ("text: The fee is open.", 'text: "The\\u00a0fee is\\u202fopen."'))
    assert found.outcomes.statements[1].text == "The\u00a0fee is\u202fopen."
    briefs = Press(("md",)).briefs(found.outcomes, "officer", house("officer"), found.supplement)
    assert all(brief.files for brief in briefs)
    note = folder / "sources" / "note.txt"
    note.write_text(SOURCE.replace("fee is", "fee\u00a0is"), encoding="utf-8")
    found = loaded(folder, ("quote: The fee is open", 'quote: "The fee\\u00a0is open"'))
    _, fee = found.outcomes.statements
    assert fee.quote[0].quote == "The fee\u00a0is open"


EMPTY = ("", "~", "null", "[]", "{}", '""', "' '", " # TLP:RED")
"""What may stand behind a key and say nothing."""

BLOCKS = {"  - id: fee": OpenIssue, "  - id: ferry": Announcement, "title: Harbour Board meets": Outcomes}
FLOWS = {"  note: {": Source, "  roca: {": Actor, "meeting: {": Meeting}


def written(empty: str) -> Iterator[tuple[str, str, str]]:
    """Yield each optional key, the text of the record that it is put behind, and both together."""
    for line, model in BLOCKS.items():
        indent = " " * 4 * line.startswith(" ")
        yield from ((name, line, f"{line}\n{indent}{name}: {empty}") for name in model.model_fields)
    for line, model in FLOWS.items() if "#" not in empty else ():
        yield from ((name, line, f"{line}{name}: {empty} , ") for name in model.model_fields)


@pytest.mark.parametrize("empty", EMPTY)
def test_a_key_that_holds_nothing_is_refused(folder: Path, empty: str) -> None:
    """Whatever optional key is written with nothing behind it, the record does not load as if it were absent."""
    told = set()
    for name, old, new in written(empty):
        problems = refused(folder, (old, new))
        assert any(p.code == "Y07" or name in p.message for p in problems), (new, problems)
        told |= {name for p in problems if p.code != "Y07"}
    assert {"marking", "relevance", "conditions", "avoid", "must", "via"} <= told


def test_an_empty_marking_is_told_at_its_key(folder: Path) -> None:
    """The message names the key, its place, and both ways out."""
    (problem,) = refused(folder, ("  - id: fee", "  - id: fee\n    marking:"))
    assert (problem.code, problem.message, str(problem.place)) == (
        "R16",
        "`marking` holds nothing",
        "harbour/outcomes.yaml:18:5",
    )
    assert problem.hint == "Write what was meant, or delete `marking`."


@pytest.mark.parametrize(
    ("key", "blank", "place"),
    [("text", "' '", "20:11"), ("text", "''", "20:11"), ("text", '"\\u200b"', "20:11"), ("quote", "' '", "21:12")],
)
def test_what_is_blank_is_told_as_empty(folder: Path, key: str, blank: str, place: str) -> None:
    """A text of nothing that is seen is refused with a problem at its place, not in silence."""
    (problem,) = refused(folder, (f"{key}: The fee is open" + "." * (key == "text"), f"{key}: {blank}"))
    assert problem.message == f"`{key}` is empty"
    assert told(problem)[:2] == ("R03", place)


def test_a_list_of_what_is_wrong_is_not_called_empty(folder: Path) -> None:
    """Where each item is refused, only the items are told."""
    (problem,) = refused(folder, ("{file: sources/note.txt}", "{fiel: sources/note.txt, file: sources/note.txt}"))
    assert problem.code == "R01"
    (problem,) = refused(folder, ("statements:", "issues: {fee: {title: Fee, sides: [' ']}}\nstatements:"))
    assert problem.code == "R03"


def test_a_refusal_says_what_is_wrong() -> None:
    """There is no error without a problem."""
    with pytest.raises(AssertionError):
        RecordError()


def test_a_source_is_the_one_that_was_quoted(folder: Path) -> None:
    """A hash that differs is an error that tells the new one; the right one passes."""
    digest = hashlib.sha256(SOURCE.encode()).hexdigest()
    assert loaded(folder, ("sources/note.txt}", f"sources/note.txt, sha256: {digest}}}"))
    (problem,) = refused(folder, ("sources/note.txt}", f"sources/note.txt, sha256: {'0' * 64}}}"))
    assert told(problem) == ("E01", "7:42", problem.hint)
    assert problem.hint == (
        f"Put the old file back; or, if this one is right, read every quote against it, then write {digest}."
    )


@pytest.mark.parametrize("url", ["HTTPS://EXAMPLE.ORG/note", "Http://example.org", "https://[2001:db8::1]/x"])
def test_an_address_is_one_however_its_scheme_is_written(folder: Path, url: str) -> None:
    """Phones begin a line with a capital, and browsers open that."""
    assert loaded(folder, ("sources/note.txt}", f"sources/note.txt, url: '{url}'}}"))


def test_sources_are_text(folder: Path) -> None:
    """A source that is not UTF-8, or a folder, is refused at its name; a BOM and Windows line ends are not."""
    note = folder / "sources" / "note.txt"
    note.write_bytes(b"\xef\xbb\xbf" + SOURCE.replace(" ", "\r\n").encode())
    assert loaded(folder)
    note.write_bytes("Gebühr".encode("latin-1"))
    assert [problem.code for problem in refused(folder)] == ["R05"]
    note.unlink()
    note.mkdir()
    assert [problem.code for problem in refused(folder)] == ["R05"]


PICTURE = """\
  - id: chart
    kind: picture
    file: sources/chart.png
    alt: The fee is open.
    text: The fee is open.
    quote: The fee is open
"""


def with_picture(folder: Path, *edits: tuple[str, str]) -> tuple[Problem, ...]:
    """Return the problems of the record with a picture, after edits of it."""
    text = PICTURE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return refused(folder, (RECORD[-20:], RECORD[-20:] + text))


def test_a_picture_comes_with_its_record(folder: Path) -> None:
    """A picture is read beside the record, and known by its statement."""
    (folder / "sources" / "chart.png").write_bytes(bars(60, 40))
    found = loaded(folder, (RECORD[-20:], RECORD[-20:] + PICTURE))
    assert dict(found.images) == {"chart": drawn(60, 40)}
    assert found.supplement.images == found.images


def test_pictures_are_refused_at_their_names(folder: Path) -> None:
    """One that is not there, outside the folder, no picture or too large is refused where the record names it."""
    (problem,) = with_picture(folder)
    assert told(problem) == ("R05", "24:11", "Check the file's name.")
    (problem,) = with_picture(folder, ("sources/chart.png", "../chart.png"))
    assert told(problem) == ("R05", "24:11", "Copy it to `sources/` beside the record.")
    (problem,) = with_picture(folder, ("sources/chart.png", "sources/note.txt"))
    assert told(problem) == ("R15", "24:11", "Open it and save it as PNG, or a photograph as JPEG.")
    assert problem.message == "the picture is neither a sound PNG nor a sound JPEG file"
    Pillow.new("1", (7_000, 6_000)).save(folder / "sources" / "chart.png")
    (problem,) = with_picture(folder)
    assert told(problem) == ("R15", "24:11", "Save it smaller: a page shows 2,000 pixels of its longer side.")
    assert problem.message == "the picture has more than 40 million pixels"
    with (folder / "sources" / "chart.png").open("wb") as file:
        file.truncate(10_000_001)
    (problem,) = with_picture(folder)
    assert told(problem) == ("R05", "24:11", "Save it with fewer pixels.")


def test_a_quote_is_told_from_its_repeats(folder: Path) -> None:
    """A prefix or a suffix tells which of two places is meant."""
    quote = "quote: {quote: the, prefix: 'run, provided that '}"
    found = loaded(folder, ("    quote: The fee is open", f"    {quote}"))
    (span,) = found.spans["fee"]
    assert SOURCE[span.start :].startswith("the pier")


def test_a_file_that_is_no_record(folder: Path) -> None:
    """A list, an empty file and a missing one are problems, not crashes."""
    for text, code in (("- a\n", "R01"), ("", "R01"), ("# nothing\n", "R01")):
        (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(RecordError) as caught:
            load(folder)
        assert [problem.code for problem in caught.value.problems] == [code]
    with pytest.raises(RecordError) as caught:
        load(folder / "nowhere")
    assert caught.value.problems[0].code == "Y01"
    assert str(caught.value.problems[0].place).endswith("nowhere")


def test_no_message_quotes_a_librarys(folder: Path) -> None:
    """Our own words stand for what pydantic says: its messages and addresses appear nowhere."""
    problems = refused(folder, ("    by: roca", "    importance: [1]\n    must: 7\n    avoid: x\n    by: [Ines Roca]"))
    words = " ".join(problem.message + problem.hint for problem in problems)
    assert len(problems) >= 4
    assert not {"Input", "pydantic", "validation", "http"} & set(words.replace(":", " ").split())


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return code and `file:line` of problems."""
    return [(p.code, f"{p.place.file.partition('/')[2]}:{p.place.line}") for p in problems if p.place]


def test_a_refused_statement_hides_nothing(folder: Path) -> None:
    """What is wrong with the others is told in the same run, and what only follows from its absence is not."""
    ends = (
        "    quote: The fee is open\n",
        "    quote: The fees are open\n  - {id: bottom, kind: summary, rests_on: [ferry]}\n",
    )
    wrong = ("    by: roca", "    importance: 9\n    by: rocka")
    about = ("    text: The fee is", "    about: ferry\n    issue: toll\n    text: The fee is")
    sides = ("statements:", "issues: {toll: {title: A toll, sides: [roca]}}\nstatements:")
    assert found(refused(folder, ends, wrong, about, sides)) == [
        ("R03", "outcomes.yaml:14"),
        ("E01", "outcomes.yaml:25"),
    ]
    assert found(refused(folder, ends, about, sides)) == [("E15", "outcomes.yaml:10"), ("E01", "outcomes.yaml:24")]


def test_nothing_is_told_of_a_list_whose_items_are_all_refused(folder: Path) -> None:
    """Where no statement is left, each is told, and not that there are none."""
    problems = refused(folder, ("by: roca", "by: Ines Roca"), ("question: What", "question: [What]\n    x: What"))
    assert found(problems) == [("R03", "outcomes.yaml:13"), ("R03", "outcomes.yaml:19"), ("R01", "outcomes.yaml:20")]


def test_a_refused_statement_closes_no_name(folder: Path) -> None:
    """A name that a lower statement has in its evidence is no secret because that statement is refused."""
    low = ("conditions: [provided", "importance: 9\n    conditions: [provided")
    high = ("    question:", "    marking: TLP:AMBER\n    question:")
    quote = ("quote: The fee is open", "quote: Mayor Ines Roca announced that the ferry will run")
    title = ("title: Harbour Board meets", "title: What Ines said")
    assert {code for code, _ in found(refused(folder, low, high, quote, title))} & {"R03", "E27"} == {"R03"}


def test_an_empty_key_is_told_once(folder: Path) -> None:
    """What lacks only what an empty key was to give is not told, and the other statements are checked."""
    for old, new in (
        ("says: the ferry will run", "says:"),
        ("by: roca", "by:"),
        ("by: roca", "by: {actor: }"),
        ("by: roca", "by: ???"),
        ("conditions: [provided that the pier is repaired]", "conditions: [{short: if}, {text: }]"),
    ):
        problems = refused(folder, (old, new), ("quote: The fee is open", "quote: The fees are open"))
        codes = [problem.code for problem in problems if problem.code != "R02"]
        assert codes[1:] == ["E01"]
        assert codes[0] in {"R14", "R16"}


def test_a_source_that_cannot_be_read_hides_no_refusal(folder: Path) -> None:
    """Both are told in one run."""
    problems = refused(folder, ("by: roca", "by: [roca, {}]"), ("sources/note.txt", "sources/nota.txt"))
    assert [problem.code for problem in problems] == ["R05", "R16"]


ACTORS = "actors:\n  roca: {name: Ines Roca, style: Mayor Roca}\n"


@pytest.fixture
def split(folder: Path) -> Path:
    """Write the record in parts: actors of the house, issues, and statements in two files."""
    (folder / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    (folder / "harbour" / "statements").mkdir(parents=True)
    (folder / "sources").rename(folder / "harbour" / "sources")
    head, _, statements = RECORD.replace(ACTORS, "").partition("statements:\n")
    ferry, _, fee = statements.partition("  - id: fee")
    parts = {
        "outcomes.yaml": head + "include: [statements/*.yaml, ../actors.yaml]\n",
        "statements/a.yaml": "statements:\n" + ferry,
        "statements/b.yaml": "# second\nstatements:\n  - id: fee" + fee,
    }
    for name, text in parts.items():
        (folder / "harbour" / name).write_text(text, encoding="utf-8")
    return folder / "harbour"


def put(split: Path, name: str, old: str, new: str) -> None:
    """Change a part of the record."""
    file = split / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def not_loaded(split: Path) -> tuple[Problem, ...]:
    """Return the problems of the record in parts."""
    with pytest.raises(RecordError) as caught:
        load(split, "records/harbour")
    return caught.value.problems


def test_included_files_are_one_record(split: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The parts, in the order of their names, give the same record as one file."""
    whole = tmp_path_factory.mktemp("whole")
    (whole / "sources").mkdir()
    (whole / "sources" / "note.txt").write_text(SOURCE, encoding="utf-8")
    assert load(split).outcomes.model_copy(update={"include": ()}) == loaded(whole).outcomes


def test_a_part_may_stand_in_the_record_too(split: Path) -> None:
    """Statements and actors of the record itself come first, those that it includes behind."""
    own = "actors: {board: {name: Board}}\nstatements:\n  - {id: own, kind: fact, text: Open., quote: The fee is}\n"
    put(split, "outcomes.yaml", "include:", own + "include:")
    found = load(split).outcomes
    assert [s.id for s in found.statements] == ["own", "ferry", "fee"]
    assert set(found.actors) == {"board", "roca"}


def test_problems_stand_in_their_own_file(split: Path) -> None:
    """A value, a key, a quote and a reference of an included file are told at its name, line and column."""
    put(split, "statements/a.yaml", "by: roca", "by: rocka")
    put(split, "statements/b.yaml", "question:", "qestion: x\n    question:")
    assert [(p.code, str(p.place)) for p in not_loaded(split)] == [
        ("R05", "records/harbour/statements/a.yaml:4:9"),
        ("R01", "records/harbour/statements/b.yaml:5:5"),
    ]
    put(split, "statements/b.yaml", "    qestion: x\n", "")
    put(split, "statements/b.yaml", "quote: The fee is open", "quote: The fee was open")
    put(split, "../actors.yaml", "Ines Roca", "Ines 漢")
    assert [(p.code, str(p.place)) for p in not_loaded(split)] == [
        ("L01", "records/actors.yaml:2:21"),
        ("R05", "records/harbour/statements/a.yaml:4:9"),
        ("E01", "records/harbour/statements/b.yaml:7:12"),
    ]


def test_ids_are_unique_across_files(split: Path) -> None:
    """An id that two files give is told at the second, with the place of the first."""
    put(split, "statements/b.yaml", "id: fee", "id: ferry")
    (problem,) = not_loaded(split)
    assert (problem.code, str(problem.place)) == ("R04", "records/harbour/statements/b.yaml:3:9")
    assert problem.message.endswith("`ferry` stands twice; the first is at records/harbour/statements/a.yaml:2:9")
    put(split, "outcomes.yaml", "include:", "actors: {roca: {name: Roca}}\ninclude:")
    (problem,) = not_loaded(split)
    assert (problem.code, str(problem.place)) == ("R04", "records/actors.yaml:2:3")
    assert problem.message == "`roca` stands twice under `actors`; the first is at records/harbour/outcomes.yaml:8:10"
    assert problem.hint == "Keep one of the two."


@pytest.mark.parametrize(
    "pattern", ["statement/*.yaml", "statements", "/etc/*.yaml", "../actor.yaml", "**a.yaml", "sources/note.txt", "[x]"]
)
def test_a_pattern_that_names_nothing_is_refused(split: Path, pattern: str) -> None:
    """What names no YAML file beside the record is told where it stands, whatever else is included."""
    put(split, "outcomes.yaml", "include: [", f"include: ['{pattern}', ")
    (problem,) = not_loaded(split)
    assert (problem.code, str(problem.place)) == ("R17", "records/harbour/outcomes.yaml:8:11")
    assert problem.message == "no file is included by this"
    assert problem.hint == "Name YAML files, relative to the record: statements/*.yaml, ../actors.yaml."


def test_a_file_is_included_once_and_never_itself(split: Path) -> None:
    """Patterns may name a file twice, and the record's own: it is taken once."""
    put(split, "outcomes.yaml", "include: [", "include: ['*.yaml', statements/a.yaml, ")
    assert [s.id for s in load(split).outcomes.statements] == ["ferry", "fee"]


def test_a_pattern_may_not_name_too_many_files(split: Path) -> None:
    """None of many files is left out in silence."""
    for number in range(201):
        (split / "statements" / f"n{number}.yaml").write_text("issues: {}\n", encoding="utf-8")
    (problem,) = not_loaded(split)
    assert (problem.code, problem.message) == ("R17", "more than 200 files are included with this")


def test_an_included_file_holds_parts_of_a_record(split: Path) -> None:
    """Keys that belong to the record, a list, a wrong shape and bad YAML are told, all at once and each in its file."""
    put(split, "statements/a.yaml", "statements:", "title: Another\nstatements:")
    put(split, "../actors.yaml", "actors:", "issues: []\nactors:")
    (split / "statements" / "c.yaml").write_text("- id: x\n", encoding="utf-8")
    (split / "statements" / "d.yaml").write_text("a: [\n", encoding="utf-8")
    problems = {str(p.place).removeprefix("records/"): (p.code, p.message, p.hint) for p in not_loaded(split)}
    holds = "It may hold: statements, actors, issues, terms, sources, occasions."
    assert problems.pop("harbour/statements/d.yaml:2:1")[0].startswith("Y")
    assert problems == {
        "harbour/statements/a.yaml:1:1": ("R17", "`title` does not belong in an included file", holds),
        "actors.yaml:1:9": ("R17", "`issues` is not written as in a record", "See docs/record.md."),
        "harbour/statements/c.yaml:1:1": ("R17", "an included file holds no part of a record", holds),
    }


def test_what_an_included_file_adds_to_must_be_sound_itself(split: Path) -> None:
    """Included statements do not stand in for ones of the record that are empty or no list."""
    put(split, "outcomes.yaml", "include:", "statements:\ninclude:")
    assert found(not_loaded(split)) == [("R16", "harbour/outcomes.yaml:8")]
    put(split, "outcomes.yaml", "statements:", "statements: {}")
    assert found(not_loaded(split)) == [("R16", "harbour/outcomes.yaml:8")]
    put(split, "outcomes.yaml", "statements: {}", "statements: some")
    assert found(not_loaded(split)) == [("R03", "harbour/outcomes.yaml:8")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("linked.yaml", "it is a symbolic link, or links form a loop"),
        ("way/token.yaml", "it is a symbolic link, or links form a loop"),
        (".hidden/token.yaml", "it is hidden: a part of its path begins with a point"),
        ("pipe.yaml", "it is a pipe"),
    ],
)
def test_what_is_included_is_a_plain_file(split: Path, pattern: str, why: str) -> None:
    """A link, a folder that is one, what is hidden and what is no file are refused, and nothing of them is told."""
    (split / ".hidden").mkdir()
    (split / ".hidden" / "token.yaml").write_text("secret: [token", encoding="utf-8")
    (split / "linked.yaml").symlink_to(split / ".hidden" / "token.yaml")
    (split / "way").symlink_to(split / ".hidden")
    os.mkfifo(split / "pipe.yaml")
    put(split, "outcomes.yaml", "include: [", f"include: [{pattern}, ")
    error = not_loaded(split)
    assert [one.message for one in error] == [f"the file cannot be read: {why}"]
    assert "secret" not in "".join(one.place.text for one in error if one.place)


def test_included_files_are_limited_together(split: Path) -> None:
    """Three files of 1.5 MB are more than a record includes."""
    for name in "abc":
        (split / f"{name}.yaml").write_text("# " + "x" * 1_500_000 + "\nterms: {}\n", encoding="utf-8")
    put(split, "outcomes.yaml", "include: [", "include: ['?.yaml', ")
    assert [code for code, _ in found(not_loaded(split))] == ["R24"]


def test_the_line_that_is_shown_is_the_one_that_was_read(folder: Path) -> None:
    """A file that has become another one since is not read again for a message."""
    file = folder / "outcomes.yaml"
    file.write_text(RECORD.replace("kind: announcement", "kind: anouncement"), encoding="utf-8")
    problems = _problems(folder)
    file.write_text("secret\n" * 100, encoding="utf-8")
    told = "".join(map(described, problems))
    assert "    kind: anouncement\n" in told
    assert "secret" not in told


@pytest.mark.parametrize("count", sizes(600, 3_000))
def test_random_damage_gives_only_placed_problems(count: int, folder: Path) -> None:
    """Hundreds of damaged records load, or are refused with problems that stand in the file and carry a code."""
    rng, file = random.Random(7), folder / "outcomes.yaml"
    refusals = 0
    for _ in range(count):
        text = _damaged(rng)
        file.write_text(text, encoding="utf-8", newline="")
        lines = text.count("\n") + 2
        problems = _problems(folder)
        refusals += bool(problems)
        assert all(p.code and p.place and 1 <= p.place.line <= lines for p in problems), (text, problems)
    assert count / 2 < refusals < count


def _problems(folder: Path) -> tuple[Problem, ...]:
    try:
        load(folder)
    except RecordError as error:
        return error.problems
    return ()


def _damaged(rng: random.Random) -> str:
    """Return the record with one to three lines or stretches of characters changed."""
    text = RECORD
    for _ in range(rng.randint(1, 3)):
        lines = text.split("\n")
        spot, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        start = rng.randrange(len(text))
        piece = rng.choice(("", "x", "26", ": ", "- ", "{", "]", '"', "\t", "\n", "é", "#", "&", "may", "not "))
        match rng.randrange(5):
            case 0:
                lines.pop(spot)
            case 1:
                lines.insert(spot, lines[other])
            case 2:
                lines[spot], lines[other] = lines[other], lines[spot]
            case 3:
                lines = (text[:start] + piece + text[start + rng.randint(0, 12) :]).split("\n")
            case _:
                key, _, value = lines[spot].partition(": ")
                lines[spot] = f"{key}: {lines[other].partition(': ')[2]}" if value else lines[spot]
        text = "\n".join(lines)
    return text
