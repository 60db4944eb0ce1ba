"""Statements as rows: what a date and a quantity are printed as."""

from pathlib import Path

import pytest
from tests import harbour
from tests.records import loaded, write

from briefkit.editions.choose import plan
from briefkit.editions.plan import Chosen, Plan
from briefkit.loading import load
from briefkit.look.typeface import carlito
from briefkit.outcomes import Quantity, Statement
from briefkit.press import every
from briefkit.views.notes import noted
from briefkit.views.rows import RowBuilder, figure
from briefkit.wording.dues import NO_DATE


@pytest.mark.parametrize(
    ("value", "comparator", "printed"),
    [
        (40_000_000, "up_to", "up to 40 million marks"),
        (6_500_000, "exactly", "6.5 million marks"),
        (4_200_000, "about", "about 4.2 million marks"),
        (1_000_000, "exactly", "1 million marks"),
        (1_250_000_000, "exactly", "1,250 million marks"),
        (4_250_000, "exactly", "4,250,000 marks"),
        (999_900, "exactly", "999,900 marks"),
        (3_200, "exactly", "3,200 marks"),
        (0.5, "exactly", "0.5 marks"),
    ],
)
def test_a_large_round_number_is_printed_in_millions(value: float, comparator: str, printed: str) -> None:
    """From a million up, what needs no more than one decimal place; else all digits."""
    assert figure(Quantity.model_validate({"value": value, "counts": "marks", "comparator": comparator})) == printed


def test_a_date_is_not_stated_only_where_there_could_be_one() -> None:
    """What can have a date says it, or that it is not stated; everything else has an empty cell."""
    seen = set()
    for seed in range(6):
        record = loaded(seed).outcomes
        (edition,) = [one for one in every("officer") if one.id == "dossier"]
        rows = RowBuilder(plan(record, edition), tuple(record.sources), {}, {}, carlito())
        for statement in record.statements:
            due = rows.row(Chosen(statement, "sentence")).due.text
            given = getattr(statement, "due", "")
            assert due == {None: NO_DATE, "2026-06-30": "30 June 2026", "2026-04-30": "30 April 2026"}.get(given, given)
            seen.add((statement.kind, due))
    assert {("open_issue", NO_DATE), ("next_step", NO_DATE), ("fact", ""), ("announcement", "")} <= seen
    assert {("next_step", "30 April 2026"), ("commitment", "30 June 2026"), ("decision", NO_DATE)} <= seen


def test_an_ask_gives_no_reason_that_the_bottom_line_says(tmp_path: Path) -> None:
    """Its reason is printed behind it, unless the page begins with it: no sentence stands twice."""
    (edition,) = [one for one in every("principal") if one.id == "read-out"]
    for reason, given in (("fee-open", ["The Board has not yet decided on the fee."]), ("ferry", [])):
        found = harbour.loaded(tmp_path / reason, ("rests_on: [fee-june]", f"rests_on: [{reason}]"))
        chosen = plan(found.outcomes, edition)
        rows = RowBuilder(chosen, tuple(found.outcomes.sources), {}, {}, carlito())
        asked = rows.row(Chosen(found.outcomes.by_id["ask-fee"], "sentence"))
        assert [sentence.text for sentence in asked.reasons] == given


def pair(folder: Path, **changes: object) -> tuple[Plan, list[Statement]]:
    """Return the Dossier's plan of three announcements that tell the same, and these."""
    said = ("Aldery may pay", "Brevane must pay", "Nobody pays")
    statements = [
        {"id": f"s{n}", "kind": "fact", "text": f"{words}.", "quote": words, **(changes if n == 0 else {})}
        for n, words in enumerate(said)
    ]
    data = {"id": "pay", "title": "Pay", "marking": "TLP:CLEAR", "as_of": "2026-03-03", "statements": statements}
    data |= {"meeting": {"name": "Board", "date": "2026-03-03"}, "sources": {"note": {"file": "sources/note.txt"}}}
    record = load(write(folder, data, {"note.txt": "Aldery may pay. Brevane must pay. Nobody pays.\n"})).outcomes
    (edition,) = [one for one in every("officer") if one.id == "dossier"]
    return plan(record, edition), list(record.statements)


def test_two_accounts_stand_side_by_side(tmp_path: Path) -> None:
    """Statements that contradict one another are a pair under what they differ about; a third is by itself, once."""
    full, statements = pair(tmp_path, contradicts=[{"statement": "s1", "about": "who pays"}])
    rows = RowBuilder(full, ["note"], {}, {}, carlito())
    said = [full.composer.wording(statement, "sentence") for statement in statements]
    both, rest = rows.section([Chosen(s, "sentence") for s in statements]).accounts
    assert (both.title.text, [row.form.text for row in both.rows]) == ("who pays", said[:2])
    assert (rest.title.text, [row.form.text for row in rest.rows]) == ("", said[2:])
    assert [c.statement.id for c in full.sections["accounts"]] == ["s0", "s1"]


def test_what_the_editor_dated_says_so_in_its_note(tmp_path: Path) -> None:
    """A day that no source gives is disclosed, with the reason; the source's own day needs no note."""
    full, statements = pair(tmp_path, on={"date": "2026-03-01", "basis": "editor", "note": "the day before the vote"})
    notes = noted(full.composer, statements)
    assert notes["on/s0"].text == "Dated 1 March 2026 by the editor: the day before the vote."
    assert RowBuilder(full, ["note"], notes, {}, carlito()).row(Chosen(statements[0], "sentence")).form.note == "on/s0"
    full, statements = pair(tmp_path, on="2026-03-01")
    assert noted(full.composer, statements) == {}


def test_the_cell_of_what_nobody_said_names_its_source(tmp_path: Path) -> None:
    """A row without a speaker says according to which source."""
    full, statements = pair(tmp_path)
    assert (
        RowBuilder(full, ["note"], {}, {}, carlito()).row(Chosen(statements[0], "row")).who.text
        == "According to the document"
    )
