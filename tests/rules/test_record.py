"""Each rule on records, both ways: an edit of a sound record is refused where it stands, a near one passes."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from briefkit import rules
from briefkit.errors import Problem, RecordError
from briefkit.load import load

CASES = yaml.safe_load((Path(__file__).parent / "record.yaml").read_text(encoding="utf-8"))
SOURCE, RECORD = CASES["source"], CASES["record"]


class Refused(NamedTuple):
    """An edit that a rule refuses."""

    code: str
    old: str
    new: str
    at: str
    """What stands where the problem points to."""
    message: str
    """Part of what it says."""
    hint: str
    """Part of what it advises."""


REFUSED = [Refused(**case) for case in CASES["refused"]]
PASSES = {case["what"]: (case["old"], case["new"]) for case in CASES["passes"]}


def problems(folder: Path, *edits: tuple[str, str]) -> tuple[tuple[Problem, ...], str]:
    """Return the problems of the record after edits, and its text."""
    text = RECORD
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "note.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    try:
        return load(folder).warnings, text
    except RecordError as error:
        return error.problems, text


def test_the_record_is_sound(tmp_path: Path) -> None:
    """Without an edit there is no problem."""
    assert problems(tmp_path)[0] == ()


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.code} {case.message or case.at}")
def test_an_edit_is_refused_where_it_stands(tmp_path: Path, case: Refused) -> None:
    """The problem has its code, points at the very word or value, and says what is wrong and what to do."""
    found, text = problems(tmp_path, (case.old, case.new))
    lines = text.splitlines()
    told = [
        (p.code, lines[p.place.line - 1][p.place.column - 1 :], p.message, p.hint, p.severity) for p in found if p.place
    ]
    assert any(
        code == case.code and at.startswith(case.at) and case.message in message and case.hint in hint
        for code, at, message, hint, severity in told
        if severity == "error"
    ), told


@pytest.mark.parametrize(("old", "new"), PASSES.values(), ids=PASSES)
def test_a_near_wording_passes(tmp_path: Path, old: str, new: str) -> None:
    """What says the same in other words is no problem."""
    assert problems(tmp_path, (old, new))[0] == ()


def test_a_warning_does_not_refuse(tmp_path: Path) -> None:
    """E17 outside facts, E23, and E12 for what is almost a name, are told and do not stand in the way."""
    long = f"The fee is open, {'and wide ' * 11}and open."
    found, _ = problems(tmp_path, ("text: The fee is open.", f"text: {long}"))
    assert [(p.code, p.severity, "28 words" in p.message) for p in found] == [("E23", "warning", True)]
    found, _ = problems(
        tmp_path, ("actors:\n", "actors:\n  weber: {name: Hans Weber}\n"), ("The fee is open.", "Webber.")
    )
    assert [(p.code, p.severity, p.hint) for p in found][:1] == [
        ("E12", "warning", "Write Weber, or declare the other as an actor.")
    ]
    found, _ = problems(tmp_path, ("text: The fee is open.", "text: The crucial fee is open."))
    assert [(p.code, p.severity) for p in found] == [("E17", "warning")]


@pytest.mark.parametrize(
    ("edits", "warned"),
    [
        ((("    due: 30 June 2026\n", ""),), "by 30 June 2026"),
        ((("    due: 30 June 2026\n", ""), ("paint the pier by 30 June 2026.\n", "paint the pier.\n")), None),
        ((("    due: 30 June 2026\n", "    conditions: [by 30 June 2026]\n"),), None),
        ((("    due: 30 June 2026\n", ""), ("as_of: 2026-03-04", "as_of: 2026-07-01")), None),
        ((("    due: 30 June 2026\n", ""), ("as_of: 2026-03-04", "as_of: 2026-06-30")), "by 30 June 2026"),
    ],
)
def test_a_date_in_the_text_belongs_in_due(
    tmp_path: Path, edits: tuple[tuple[str, str], ...], warned: str | None
) -> None:
    """E37 warns at “by …” where `due` is missing; not of a condition's date, nor of one that is over."""
    found, text = problems(tmp_path, *edits)
    assert [(p.code, p.severity) for p in found] == ([("E37", "warning")] if warned else [])
    for problem in found:
        assert problem.place
        assert text.splitlines()[problem.place.line - 1][problem.place.column - 1 :].startswith(f"{warned}.")
        assert problem.hint == f"Add `due: {warned}`; without it the date is printed as not stated."


@pytest.mark.parametrize(
    ("called", "hint"),
    [("the minutes", "the minutes say"), ("the press", "the press says"), ("the note", "the note says")],
)
def test_a_plural_source_says(tmp_path: Path, called: str, hint: str) -> None:
    """E19: the hint has the verb that fits the name of the source."""
    found, _ = problems(tmp_path, ("type: report,", f"short: {called},"))
    assert [(p.code, p.hint) for p in found] == [("E19", f"Add “{hint}”.")]


def test_the_hint_tells_of_what_is_not_written_yet(tmp_path: Path) -> None:
    """R06 of a condition's `short`, E03 of an actor's, each where there is none."""
    long = ("boats may run if the pier", "boats may run very, very, very, very often if the pier")
    without = (
        ("{text: provided that the pier is repaired, short: if the pier is repaired}", "if the pier is repaired"),
    )
    found = {p.code: p.hint for p in problems(tmp_path, long)[0]}
    assert found["R06"] == "Cut words, never the condition."
    found = {p.code: p.hint for p in problems(tmp_path, long, *without)[0]}
    assert found["R06"] == "Cut words, never the condition; give it a `short:` that still says it."
    named = ("short: Roca, style: Mayor Roca", "style: Mayor Roca")
    found = {p.code: p.hint for p in problems(tmp_path, named)[0]}
    assert found["E03"] == "Name Mayor Roca or Ines Roca, or give the actor `short: Roca`."
    found = {p.code: p.hint for p in problems(tmp_path, named, ('"Roca: at least', '"At least'))[0]}
    assert found["E03"] == "Name Mayor Roca or Ines Roca."


def test_a_line_above_the_record_warns(tmp_path: Path) -> None:
    """E27: a line that rests, in the end, on what is marked higher than the record is told, and does not refuse."""
    found, text = problems(tmp_path, ("marking: TLP:CLEAR}", "marking: TLP:AMBER}"))
    (told,) = found
    assert (told.code, told.severity) == ("E27", "warning")
    assert told.message == "`say`: this line is TLP:AMBER: who says it aloud releases it"
    assert told.hint == "Let it rest on what is TLP:CLEAR, or make it a question."
    assert text.splitlines()[told.place.line - 1][told.place.column - 1 :].startswith("Mayor Roca says that")
    raised = ("marking: TLP:CLEAR\n", "marking: TLP:AMBER\n"), ("marking: TLP:CLEAR}", "marking: TLP:AMBER}")
    assert problems(tmp_path, *raised)[0] == ()


def test_two_sources_must_be_told_apart(tmp_path: Path) -> None:
    """R11: where there are several sources, each quote says which it is in."""
    found, _ = problems(tmp_path, ("actors:\n", "  more: {file: note.txt}\nactors:\n"))
    assert {p.code for p in found} == {"R11"}
    assert all("{source: …, quote: …}" in p.hint for p in found)
    assert len(found) == RECORD.count("quote: ")


def test_every_rule_is_tried() -> None:
    """Each code that a record rule can raise is among the cases."""
    folder = Path(rules.__file__).parent
    modules = (
        "dates",
        "forms",
        "issues",
        "measures",
        "numbers",
        "quotes",
        "references",
        "speakers",
        "strength",
        "turned",
    )
    text = "".join((folder / f"{module}.py").read_text(encoding="utf-8") for module in modules)
    raised = set(re.findall(r'"([ER]\d\d)"', text))
    assert len(raised) > 20
    assert raised == {case.code for case in REFUSED} | {"E23", "E27", "E37", "R11"}
