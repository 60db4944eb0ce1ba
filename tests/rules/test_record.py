"""Each rule on records, in both directions: one edit of a sound record is refused where it stands, a near one passes."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from briefkit import rules
from briefkit.errors import Problem, RecordError
from briefkit.load import load

SOURCE = """\
Mayor Ines Roca announced that at least 26 boats may run at night from 1 May 2026, provided that the pier is repaired.
The harbour master, Jon Vik, insists on a toll for boats. Roca supports a free pier for boats.
The fee is open. 9 of the 11 members voted for the plan on 3 March. All members agreed to paint the pier by 30 June 2026.
The Herald wrote that the crane could fall. “The pier is old,” Roca said. The crane looks unsafe.
"""
RECORD = """\
id: harbour
title: Harbour Board meets
marking: TLP:CLEAR
as_of: 2026-03-04
meeting: {name: Harbour Board, date: 2026-03-03, place: Avon, instrument: conclusions}
sources:
  note: {file: note.txt, type: report, marking: TLP:CLEAR}
actors:
  roca: {name: Ines Roca, short: Roca, style: Mayor Roca, variants: [Rocca]}
  vik: {name: Jon Vik, short: Vik, style: Master Vik}
  herald: {name: The Herald, short: the Herald, kind: media}
  board: {name: Harbour Board, kind: organisation}
issues:
  toll: {title: A toll for boats, sides: [roca, vik]}
terms:
  night boat: {long: a boat that runs at night}
statements:
  - id: boats
    kind: announcement
    by: roca
    text: Mayor Roca announced that at least 26 boats may run at night from 1 May 2026, provided that the pier is repaired.
    claim: At least 26 boats may run at night, provided that the pier is repaired.
    headline: "Roca: at least 26 boats may run if the pier is repaired"
    conditions: [{text: provided that the pier is repaired, short: if the pier is repaired}]
    quantities: [{value: 26, counts: boats, comparator: at_least}]
    avoid: [{say: every boat runs, because: nobody said so}]
    quote: Mayor Ines Roca announced that at least 26 boats may run at night from 1 May 2026, provided that the pier is
      repaired
  - id: toll-vik
    kind: position
    by: vik
    issue: toll
    text: Master Vik insists on a toll for boats, the report says.
    quote: The harbour master, Jon Vik, insists on a toll for boats
  - id: toll-roca
    kind: position
    by: roca
    issue: toll
    text: Mayor Roca supports a free pier for boats, the report says.
    quote: Roca supports a free pier for boats
  - id: fee
    kind: open_issue
    question: What will the fee be?
    text: The fee is open.
    quote: The fee is open
  - id: vote
    kind: event
    text: 9 of the 11 members voted for the plan on 3 March 2026.
    quantities: [{value: 9, counts: members, part_of: {value: 11, counts: members, quote: 9 of the 11 members}}]
    quote: 9 of the 11 members voted for the plan on 3 March
  - id: paint
    kind: commitment
    text: All members agreed to paint the pier by 30 June 2026.
    committers: [board]
    action: Paint the pier
    due: 30 June 2026
    discrete: true
    specific: true
    public: true
    collectively_agreed: true
    quote: All members agreed to paint the pier by 30 June 2026
  - id: crane
    kind: announcement
    by: roca
    via: herald
    status: potential
    text: The crane could fall, as Mayor Roca is cited by the Herald.
    quote: The Herald wrote that the crane could fall
  - id: old
    kind: direct_quote
    by: roca
    text: “The pier is old,” Mayor Roca said.
    quote: “The pier is old,”
  - id: unsafe
    kind: assessment
    text: In the report’s view, the crane looks unsafe.
    quote: The crane looks unsafe
  - id: bottom
    kind: summary
    rests_on: [boats]
    text: Mayor Roca announced that at least 26 boats may run at night, provided that the pier is repaired.
  - id: say
    kind: line
    rests_on: [bottom]
    text: Mayor Roca says that at least 26 boats may run, provided that the pier is repaired.
"""


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


REFUSED = (
    # What must exist, and stand where it is said to stand
    Refused("R04", "- id: fee", "- id: boats", "boats", "the id `boats` stands twice; first in line 18", "an id of its"),
    Refused("R05", "committers: [board]", "committers: [boar]", "boar", "no actor `boar`", "Did you mean `board`?"),
    Refused("R05", "rests_on: [boats]", "rests_on: [ships]", "ships", "no statement `ships`", "Known: boats, bottom"),
    Refused("R05", "quote: The fee is open", "quote: {source: nota, quote: The fee is open}", "The fee", "no source", "Known: note."),
    Refused("R10", "marking: TLP:CLEAR}", "marking: SECRET}", "SECRET", "not known", "One of: TLP:CLEAR, "),
    Refused("R10", "marking: TLP:CLEAR}", "marking: OFFICIAL}", "OFFICIAL", "one scheme", "One of: TLP:CLEAR, "),
    Refused("E01", "quote: The crane looks", "quote: The crane looked", "The crane looked", "not in the source `note`", "The source has: The crane looks unsafe"),
    Refused("E01", "quote: The crane looks unsafe", "quote: The", "The", "this stands 5 times", "Add `prefix:`"),
    Refused("E01", "quote: 9 of the 11 members}", "quote: 9 of the 12 members}", "9 of the 12", "not in the source", "The source has: 9 of the 11"),
    # What a kind asks for
    Refused("R06", "text: The fee is open.", f"text: The fee is open.\n    short: The fee is open, {'and open ' * 11}now.", "The fee is open, and", "27 words; at most 25", "never the condition"),
    Refused("R07", "specific: true", "specific: false", "false", "it is not specific", "Use kind: announcement."),
    Refused("R08", "instrument: conclusions", "instrument: chair_summary", "id: paint", "more than a meeting with chair_summary", "name the instrument seen"),
    Refused("R12", "text: “The pier is old,” Mayor", "text: “The pier is very old,” Mayor", "“The pier", "word for word", "Copy the quote"),
    Refused("R13", "rests_on: [boats]", "rests_on: [boats, say]", "[", "`bottom` rests on itself", "Name what a source holds"),
    Refused("E15", "by: vik", "by: herald", "vik", "no position of Jon Vik on `toll`", "Record it"),
    Refused("E15", "text: Master Vik insists on a toll for boats,", "text: Master Vik insists on a toll for boats, a toll for boats, a toll for boats, a toll for boats,", "[roca, vik]", "vik has 23 words and roca 11", "equal room"),
    Refused("E16", "rests_on: [boats]", "rests_on: [boats, unsafe]", "unsafe", "rests on the assessment `unsafe`", "only in its own box"),
    # What every wording keeps
    Refused("E03", "text: Mayor Roca announced that at least 26 boats may run at night from", "text: It was announced that at least 26 boats may run at night from", "It was", "the speaker, Mayor Roca, is not named", "Name Mayor Roca or Ines Roca."),
    Refused("E03", "is cited by the Herald.", "is cited.", "The crane", "the speaker, The Herald, is not named", "Name"),
    Refused("E03", "text: Mayor Roca says that", "text: They say that", "They say", "the speaker, Mayor Roca", "Name"),
    Refused("E05", "may run if the pier is repaired\"", "may run\"", "Roca: at least", "is missing", "Put in “provided that the pier is repaired” or “if"),
    Refused("E05", "may run, provided that the pier is repaired.", "may run, if all goes well.", "Mayor Roca says", "is missing", "Put in"),
    Refused("E05", "short: if the pier is repaired}", "waived_in: [headline], covered_by: perhaps}", "Roca: at", "the word that covers it is not there", "covered_by"),
    Refused("E12", "text: Mayor Roca supports", "text: Mayor Roca (Rocca) supports", "Rocca", "not the house spelling", "Write Mayor Roca or Ines Roca or Roca."),
    Refused("E12", "text: Master Vik insists", "text: Vik insists", "Vik insists", "one side is named with a title", "one style for all sides"),
    Refused("E17", "text: 9 of the 11", "text: On a crucial day 9 of the 11", "crucial", "“crucial” judges", "Drop it"),
    Refused("E19", "text: Mayor Roca says that", "text: Mayor Roca claims that", "claims", "colours what was said", "Use said"),
    Refused("E19", "boats, the report says.\n    quote: The harbour", "boats.\n    quote: The harbour", "insists", "the source is not named", "Add “the report says”."),
    Refused("E19", "Vik insists on a toll for boats, the report", "Vik favours a toll for boats, the report", "Master Vik", "“insists” is softened", "Keep “insists”"),
    Refused("E20", "text: The fee is open.", "text: The “toll” is open.", "“toll”", "quotation marks", "Quote exactly"),
    Refused("E39", "text: The fee is open.", "text: The fee is open, every boat runs.", "The fee", "“every boat runs” must not be said (`boats`)", "Because nobody said so."),
    Refused("E39", "title: Harbour Board meets", "title: Every boat runs", "Every boat", "must not be said", ""),
    Refused("E39", "title: A toll for boats", "title: Every boat runs", "Every boat", "must not be said", ""),
    # How firmly
    Refused("E08", "boats may run at night from 1 May 2026, provided that the pier is repaired.\n    claim", "boats are to run at night from 1 May 2026, provided that the pier is repaired.\n    claim", "Mayor Roca", "“may” in its evidence is lost", "Keep “may”"),
    Refused("E08", "claim: At least 26 boats may run", "claim: At least 26 boats are to run", "At least", "“may” in the text of `boats` is lost", "Keep “may”"),
    Refused("E08", "text: Mayor Roca says that at least 26 boats may", "text: Mayor Roca says that at least 26 boats do", "Mayor Roca", "“may” in the text of `boats` is lost", "Keep “may”"),
    Refused("E07", "text: Mayor Roca announced that at least 26 boats may run at night,", "text: Mayor Roca promised that at least 26 boats may run at night,", "promised", "stronger than the status `announced`", "evidence's own verb"),
    # Numbers
    Refused("E09", "claim: At least 26", "claim: At least 27", "27", "27 is not in its evidence", "The evidence has 26."),
    Refused("E09", "claim: At least 26 boats", "claim: At least 26 ferries", "26", "counts something else", "There it is 26 boat"),
    Refused("E09", "text: The fee is open.", "text: The fee is open for twelve days.", "twelve", "is not in its evidence", "The evidence has no number."),
    Refused("E09", "claim: At least 26", "claim: Over 26", "26", "“at least” at 26 is lost or changed", "own comparator"),
    Refused("E09", "text: 9 of the 11 members", "text: More than 9 of the 11 members", "9", "“more than” at 9 is not in the evidence", "own comparator"),
    Refused("E09", "{value: 26, counts", "{value: 28, counts", "28", "28 is not in its evidence", "The evidence has 26."),
    Refused("E09", "part_of: {value: 11", "part_of: {value: 12", "12", "12 is not in its evidence", "The evidence has 9, 11."),
    Refused("E10", "{value: 9, counts: members, part_of: {value: 11, counts: members, quote: 9 of the 11 members}}", "{value: 9, counts: members}", "9 of the 11", "makes one number a part of the other", "part_of"),
    Refused("E10", "text: 9 of the 11 members voted", "text: A majority, 9 of the 11 members, voted", "majority", "is worked out, not recorded", "numbers as recorded"),
    # Dates
    Refused("E13", "text: The fee is open.", "text: The fee is open today.", "today", "depends on the day it is read", "Write the date out."),
    Refused("E13", "plan on 3 March 2026.", "plan on 3 March.", "3 March", "has no year", "Write 3 March 2026, if"),
    Refused("E13", "plan on 3 March 2026.", "plan on 31 February 2026.", "31 February", "there is no 31 February 2026", "Correct the date."),
    Refused("E13", "plan on 3 March 2026.", "plan on Monday 3 March 2026.", "Monday", "3 March 2026 is a Tuesday", "weekday"),
    Refused("E13", "plan on 3 March 2026.", "plan on 4 March 2026.", "4 March", "4 March 2026 is not in its evidence", "leave the date out"),
    Refused("E13", "plan on 3 March 2026.", "plan on 3 March 2025.", "3 March", "the year of 3 March 2025", "Correct the year."),
    Refused("E13", "plan on 3 March 2026.", "plan on Tuesday.", "Tuesday", "stands without its date", "Write the date out."),
    Refused("E13", "text: Mayor Roca supports", "text: At the meeting Mayor Roca supports", "At the meeting", "does not say where", "Leave the occasion out."),
    Refused("E13", "text: Mayor Roca supports", "text: In Avon Mayor Roca supports", "In Avon", "does not say where", "Leave the place out."),
)  # fmt: skip
PASSES = (
    ("a word that says as much as the hedge", "claim: At least 26 boats may run", "claim: At least 26 boats could run"),
    ("a number in words", "claim: At least 26 boats", "claim: At least twenty-six boats"),
    ("a comparator of the same sense", "claim: At least 26 boats", "claim: No fewer than 26 boats"),
    ("the evidence's own words in marks", "text: The fee is open.", "text: The “fee” is open."),
    ("a declared term in marks", "text: The fee is open.", "text: The fee for a “night boat” is open."),
    ("a possessive apostrophe", "text: The fee is open.", "text: The boats’ fee is open."),
    ("the right weekday", "plan on 3 March 2026.", "plan on Tuesday, 3 March 2026."),
    ("a date written the other way", "plan on 3 March 2026.", "plan on March 3, 2026."),
    ("a full name", "text: Mayor Roca says that", "text: Ines Roca says that"),
    ("a possessive name", "text: Mayor Roca says that", "text: In Mayor Roca’s words,"),
    ("an anchor in other case and dashes", "claim: At least 26 boats may run at night, provided", "claim: At least 26 boats may run at night – Provided"),
    ("a weaker instrument for a weaker status", "kind: commitment", "kind: commitment\n    status: agreed_in_principle"),
    ("a judgement in an assessment", "looks unsafe.\n    quote", "looks unsafe on a crucial day.\n    quote"),
    ("a marking of the scheme", "marking: TLP:CLEAR}", "marking: TLP:GREEN}"),
    ("a waiver with a word that covers it", "short: if the pier is repaired}", "waived_in: [headline], covered_by: may}"),
    ("a quote told from its repeats", "quote: The fee is open", "quote: {quote: The, suffix: ' fee'}\n    relevance: {public: 0}"),
)  # fmt: skip


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


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in PASSES], ids=[case[0] for case in PASSES])
def test_a_near_wording_passes(tmp_path: Path, old: str, new: str) -> None:
    """What says the same in other words is no problem."""
    assert problems(tmp_path, (old, new))[0] == ()


def test_a_warning_does_not_refuse(tmp_path: Path) -> None:
    """E17 outside facts, and E23, are told and do not stand in the way."""
    long = f"The fee is open, {'and wide ' * 11}and open."
    found, _ = problems(tmp_path, ("text: The fee is open.", f"text: {long}"))
    assert [(p.code, p.severity, "28 words" in p.message) for p in found] == [("E23", "warning", True)]
    found, _ = problems(tmp_path, ("text: The fee is open.", "text: The crucial fee is open."))
    assert [(p.code, p.severity) for p in found] == [("E17", "warning")]


def test_two_sources_must_be_told_apart(tmp_path: Path) -> None:
    """R11: where there are several sources, each quote says which it is in."""
    found, _ = problems(tmp_path, ("actors:\n", "  more: {file: note.txt}\nactors:\n"))
    assert {p.code for p in found} == {"R11"}
    assert all("{source: …, quote: …}" in p.hint for p in found)
    assert len(found) == RECORD.count("quote: ")


def test_every_rule_is_tried() -> None:
    """Each code that a record rule can raise is among the cases."""
    folder = Path(rules.__file__).parent
    modules = ("dates", "forms", "issues", "numbers", "references", "strength")
    text = "".join((folder / f"{module}.py").read_text(encoding="utf-8") for module in modules)
    raised = set(re.findall(r'"([ER]\d\d)"', text))
    assert len(raised) > 20
    assert raised == {case.code for case in REFUSED} | {"E23", "R11"}
