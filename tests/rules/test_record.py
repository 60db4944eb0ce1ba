"""Each rule on records, both ways: an edit of a sound record is refused where it stands, a near one passes."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.plainyaml import plain

from briefkit import rules
from briefkit.errors import Problem, RecordError
from briefkit.loading import load
from briefkit.markings import releasable_to

CASES = plain((Path(__file__).parent / "record.yaml").read_text(encoding="utf-8"))
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
    """Return what refuses the record after edits, warns or notes, and its text; what is asked is another matter."""
    text = RECORD
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "note.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    try:
        found = load(folder).problems
    except RecordError as error:
        found = error.problems
    return tuple(one for one in found if one.severity in {"error", "warning", "note"}), text


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


def warnings(folder: Path, *edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return code, message, and what stands at the place of each problem, all of which are warnings."""
    found, text = problems(folder, *edits)
    assert {problem.severity for problem in found} <= {"warning"}
    lines = text.splitlines()
    return [(p.code, p.message, lines[p.place.line - 1][p.place.column - 1 :]) for p in found if p.place]


HIGH = (
    "    - id: fee\n",
    "    - {id: ferry, kind: fact, marking: TLP:AMBER, text: Ferries stop., quote: Vik said that every boat runs}\n"
    "    - id: fee\n",
)


def test_words_quoted_under_a_higher_marking_warn(tmp_path: Path) -> None:
    """E27: what is quoted as higher is not quoted as lower too; it is told where the lower one quotes it."""
    edit = (HIGH[0].removeprefix("  ").replace("    -", "  -"), HIGH[1].replace("    - ", "  - "))
    assert warnings(tmp_path, edit) == [
        ("E27", "the same words are quoted under a higher marking", "Vik said that every boat runs already")
    ]


@pytest.mark.parametrize(
    "edit",
    [
        ("title: Harbour Board meets", "title: The Herald"),
        ("text: The fee is open.", "text: The fee is open, so Herald."),
        ("{words: some skippers}", "{words: the Herald}"),
        ("about: whether boats run", "about: the Herald"),
        ("name: Town Council, date", "name: Herald, date"),
    ],
)
def test_a_name_that_only_higher_quotes_hold_warns(tmp_path: Path, edit: tuple[str, str]) -> None:
    """E27: such a name is told wherever a lower text has it, and is free in what is marked as high."""
    high = ("status: potential", "status: potential\n    marking: TLP:AMBER")
    free = ("says: the crane could fall", "says: the crane could fall\n    short: the Herald has it that it could")
    about = ("    about: crane\n", "")
    assert warnings(tmp_path, high, free, about) == []
    ((code, message, at),) = warnings(tmp_path, high, free, about, edit)
    assert (code, message) == ("E27", "“Herald” is known only from what is marked higher")
    assert edit[1].partition(": ")[2].startswith(at.rstrip("}],")[:9]) or at.startswith(("the Herald", "Herald"))


@pytest.mark.parametrize(
    "headline", ["at least 26 boats may run from 1 May 2026 on", "at least 26 boats may run. It is late", "boats that:"]
)
def test_a_headline_that_no_page_prints_is_noted(tmp_path: Path, headline: str) -> None:
    """E43: with its speaker and conditions it is longer than a headline is, or it is no clause."""
    found, text = problems(tmp_path, ("headline: 26 boats may run", f'headline: "{headline}"'))
    ((code, severity, place),) = [(p.code, p.severity, p.place) for p in found]
    assert (code, severity) == ("E43", "note")
    assert place
    assert text.splitlines()[place.line - 1][place.column - 1 :].strip('"') == headline


APART = [
    ("    does: insists on a toll for boats\n", "    does: insists on a toll for boats\n    marking: TLP:AMBER\n"),
    ("    supported_by: [{words: some skippers}]\n    opposed_by: roca\n", ""),
]
"""One side of an issue of two, marked."""
ELSEWHERE = [
    ("    by: vik\n    issue: toll\n", "    by: vik\n    issue: desk\n"),
    ("  toll: {title:", "  desk: {title: The desk’s own}\n  toll: {title:"),
    (
        "  - id: fee\n",
        "  - {id: v, kind: position, by: vik, issue: toll, does: is to wait, quote: The Board called on Vik to wait}\n"
        "  - id: fee\n",
    ),
]
"""It has another position there, and the marked one stands on an issue of its own."""


@pytest.mark.parametrize(
    ("cure", "message"),
    [
        ([], "no side of `toll` goes to parliament, public, as of its positions `toll-vik` may not"),
        ([("sides: [roca, vik]", "sides: [roca]")], ""),
        (ELSEWHERE, ""),
    ],
    ids=["as it is", "left out", "elsewhere"],
)
def test_a_side_that_silences_the_others_warns(tmp_path: Path, cure: list[tuple[str, str]], message: str) -> None:
    """E15: a side that may not go to an audience keeps the others from it; each cure of the hint lets them go."""
    found = warnings(tmp_path, *APART, *cure)
    assert found == ([("E15", message, "[roca, vik]}")] if message else [])
    released = releasable_to(load(tmp_path).outcomes, "public").by_id
    assert ("toll-roca" in released, "toll-vik" in released) == (not message, False)


@pytest.mark.parametrize(
    ("change", "answer", "told"),
    [
        ("marking: TLP:AMBER", "marking", []),
        ("relevance: {public: 0}", "relevance", []),
        ("marking: TLP:AMBER", "relevance", ["E15"]),
        ("importance: 3", "skipper", ["Q99"]),
    ],
)
def test_a_side_that_is_meant_to_silence_the_others_says_so(
    tmp_path: Path, change: str, answer: str, told: list[str]
) -> None:
    """E15: the position whose marking keeps the others from an audience says why, by the reason it has."""
    stands = f"    {change}\n    stands: [{{say: {answer}, because: its speaker asked for it}}]\n"
    (line, _), free = APART[0], APART[1]
    assert [code for code, _, _ in warnings(tmp_path, (line, line + stands), free)] == told


def test_a_line_above_the_record_warns(tmp_path: Path) -> None:
    """E27: a line that rests, in the end, on what is marked higher than the record is told, and does not refuse."""
    higher = ("marking: TLP:CLEAR}", "marking: TLP:AMBER}")
    found, text = problems(tmp_path, higher)
    (told,) = found
    assert (told.code, told.severity) == ("E27", "warning")
    assert told.message == "`say`: this line is TLP:AMBER: who says it aloud releases it"
    assert told.hint == "Let it rest on what is TLP:CLEAR, or make it a question."
    assert told.place
    assert text.splitlines()[told.place.line - 1][told.place.column - 1 :].startswith("{id: say")
    assert problems(tmp_path, ("marking: TLP:CLEAR\n", "marking: TLP:AMBER\n"), higher)[0] == ()


def test_every_rule_is_tried() -> None:
    """Each code that a record rule can raise is among the cases."""
    folder = Path(rules.__file__).parent
    modules = ("issues", "references", "wordings")
    text = "".join((folder / f"{module}.py").read_text(encoding="utf-8") for module in modules)
    raised = set(re.findall(r'"([ER]\d\d)"', text))
    assert len(raised) > 10
    assert raised == {case.code for case in REFUSED} | {"E27", "E43"}
