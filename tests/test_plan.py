"""What an edition chooses, and what it gives up for want of space."""

import itertools
from pathlib import Path

import pytest
from tests import harbour
from tests.records import loaded
from tests.samples import sizes

from briefkit.editions import LENGTHS, Edition
from briefkit.editions.choose import plan
from briefkit.editions.cuts import _groups, additions, cuts
from briefkit.editions.plan import Chosen, Plan, priority
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to
from briefkit.outcomes import MARGINS, Outcomes, Sourced
from briefkit.outcomes.statements import OpenIssue
from briefkit.press import every
from briefkit.views import View

Planned = tuple[Outcomes, Edition, Plan]


@pytest.fixture(scope="module", params=sizes(12, 40))
def records(request: pytest.FixtureRequest) -> list[Loaded]:
    """Load random records."""
    return [loaded(seed) for seed in range(request.param)]


@pytest.fixture(scope="module")
def plans(records: list[Loaded]) -> list[Planned]:
    """Make the full plan of every edition of every record."""
    return [
        (released, edition, plan(released, edition))
        for record in records
        for audience in DEFAULT.names
        if DEFAULT.allows(audience, record.outcomes.marking)
        for released in [releasable_to(record.outcomes, audience)]
        for edition in every(audience)
    ]


def ids(found: Plan) -> set[str]:
    """Return the ids of what a plan prints."""
    return {chosen.statement.id for chosen in found.chosen}


def places(found: Plan) -> dict[tuple[str, str], Chosen]:
    """Return what a plan prints by section and statement."""
    return {(name, c.statement.id): c for name, section in found.sections.items() for c in section}


def test_every_statement_is_printed_or_left_out_with_a_reason(plans: list[Planned]) -> None:
    """A plan and each of its cuts account for every statement of the released record, once."""
    for released, _, full in plans:
        for cut in cuts(full):
            left = [entry.statement for entry in cut.left_out]
            assert len(left) == len(set(left))
            assert ids(cut).isdisjoint(left)
            assert ids(cut) | set(left) == {s.id for s in released.statements}


def test_a_cut_says_less_never_more(plans: list[Planned]) -> None:
    """Each plan of a series prints a part of what the one before prints, in the same forms, as short or shorter."""
    seen = 0
    for _, _, full in plans:
        series = list(cuts(full))
        for longer, shorter in itertools.pairwise(series):
            assert ids(shorter) <= ids(longer)
            before, after = places(longer), places(shorter)
            assert after.keys() <= before.keys()
            assert all(c.form == before[at].form for at, c in after.items())
            assert all(c.short or not before[at].short for at, c in after.items())
            seen += sum(c.short and not before[at].short for at, c in after.items())
    assert seen > 30


def test_only_what_is_shorter_is_called_so(plans: list[Planned]) -> None:
    """A cut takes the shorter wording of a statement only where that differs from the other."""
    for _, _, full in plans:
        *_, last = cuts(full)
        whole = places(full)
        shortened = [(at, c) for at, c in places(last).items() if c.short and not whole[at].short]
        assert all(last.text(c) != full.text(whole[at]) for at, c in shortened)


def test_a_must_and_what_is_kept_never_goes(plans: list[Planned]) -> None:
    """The last cut still prints every `must` that the full plan prints, and of what sections hold something each."""
    seen = 0
    for _, edition, full in plans:
        *_, last = cuts(full)
        musts = {c.statement.id for c in full.chosen if c.statement.must}
        seen += len(musts)
        assert musts <= ids(last)
        for name, section in edition.sections.items():
            assert not (section.keep or section.least) or bool(full.sections[name]) == bool(last.sections[name])
    assert seen


def test_the_sides_of_an_issue_are_heard_in_their_order(plans: list[Planned]) -> None:
    """Wherever a record holds them, positions are printed in the order in which their issue names the sides."""
    seen = 0
    for released, edition, _ in plans:
        turned = released.model_copy(update={"statements": released.statements[::-1]})
        for chosen in plan(turned, edition).sections.values():
            for name, issue in turned.issues.items():
                positions = [
                    c.statement for c in chosen if c.statement.kind == "position" and c.statement.issue == name
                ]
                heard = [key for s in positions for entry in s.by for key in entry.keys if key in issue.sides]
                assert heard == sorted(heard, key=issue.sides.index)
                seen += len(set(heard)) > 1
    assert seen


def test_the_sides_of_an_issue_go_together(plans: list[Planned]) -> None:
    """No cut prints one side's position where the full plan prints several."""
    seen = 0
    for released, _, full in plans:
        for issue, about in released.issues.items():
            if about.sides:
                heard = {
                    c.statement.id for c in full.chosen if c.statement.kind == "position" and c.statement.issue == issue
                }
                seen += len(heard) > 1
                assert all(ids(cut) & heard in (set(), heard) for cut in cuts(full))
    assert seen > 10


def test_the_lowest_goes_first(plans: list[Planned]) -> None:
    """What the first cut drops has a priority no higher than anything that may be dropped and stays."""
    for _, edition, full in plans:
        dropped = [ids(full) - ids(cut) for cut in cuts(full)]
        first = next((gone for gone in dropped if gone), set())
        loose = frozenset().union(*(group.ids for group in _groups(full)))
        spare = [c.statement for c in full.chosen if c.statement.id in loose - first]
        top = max((priority(c.statement, edition.audience) for c in full.chosen if c.statement.id in first), default=0)
        lone = [s for s in spare if s.kind != "position"]
        assert all(priority(s, edition.audience) >= min(top, 5) or s.kind == "position" for s in lone)


def test_an_addition_puts_back_what_was_dropped(plans: list[Planned]) -> None:
    """Each addition to the shortest cut prints more of the full plan, at its place; all together print all of it."""
    for _, _, full in plans:
        *_, last = cuts(full)
        grown = last
        for add in additions(full, last):
            longer = add(grown)
            assert longer is grown or places(grown).keys() <= places(longer).keys() <= places(full).keys()
            grown = longer
        assert ids(grown) == ids(full)
        assert (grown.avoid, grown.ladders) == (full.avoid, full.ladders)
        order = [c.statement.id for section in full.sections.values() for c in section]
        assert [c.statement.id for section in grown.sections.values() for c in section] == order


def test_a_shorter_edition_chooses_from_what_the_longer_says(plans: list[Planned]) -> None:
    """With a pool, everything printed comes down to it; the rest is left out because of the longer edition."""
    ranks = list(LENGTHS)
    for released, edition, full in plans:
        *_, last = cuts(full)
        pool = last.rests_on
        for shorter in every(edition.audience):
            if ranks.index(shorter.length) < ranks.index(edition.length):
                found = plan(released, shorter, pool)
                assert found.rests_on <= pool


def test_nothing_superseded_is_printed(plans: list[Planned]) -> None:
    """A statement that another replaces is left out as superseded."""
    seen = 0
    for released, _, full in plans:
        replaced = {key for s in released.statements for key in s.supersedes}
        seen += len(replaced)
        assert not replaced & ids(full)
        assert replaced <= {entry.statement for entry in full.left_out if entry.reason == "superseded"}
    assert seen


def test_relevance_decides_with_importance() -> None:
    """Priority is relevance times importance; an audience without its own relevance counts fully."""
    record = loaded(1).outcomes
    statement = record.statements[0].model_copy(update={"importance": 4, "relevance": {"public": 0.5}})
    assert priority(statement, "public") == 2
    assert priority(statement, "officer") == 4


def test_a_line_may_stand_where_its_ground_is_said(records: list[Loaded]) -> None:
    """A statement of the desk is open to a shorter edition if all that it rests on is said in the longer one."""
    edition = next(e for e in every("public") if e.id == "press-lines")
    seen = 0
    for record in records:
        if DEFAULT.allows("public", record.outcomes.marking):
            released = releasable_to(record.outcomes, "public")
            lines = [s for s in released.statements if s.kind == "line"]
            pool = frozenset(g.id for s in lines for g in released.ground(s))
            seen += len(lines)
            assert {s.id for s in lines} <= ids(plan(released, edition, pool))
    assert seen


def test_the_reason_tells_that_a_section_is_full(plans: list[Planned]) -> None:
    """What a section of limited size has no place for is left out for that reason, the lowest first."""
    seen = 0
    for _, edition, full in plans:
        spare = [entry.statement for entry in full.left_out if entry.reason == "most"]
        limits = [section for section in edition.sections.values() if section.most is not None]
        seen += len(spare)
        assert limits or not spare
    assert seen > 15


def test_a_must_has_a_place_in_a_full_section(records: list[Loaded]) -> None:
    """What a section of limited size leaves out is printed there once the record marks it as a `must`."""
    edition, seen = next(e for e in every("principal") if e.id == "read-out"), 0
    for record in (each.outcomes for each in records):
        spare = {entry.statement for entry in plan(record, edition).left_out if entry.reason == "most"}
        marked = tuple(s.model_copy(update={"must": s.must or s.id in spare}) for s in record.statements)
        seen += len(spare)
        assert not [
            entry
            for entry in plan(record.model_copy(update={"statements": marked}), edition).left_out
            if entry.reason == "most"
        ]
    assert seen > 3


@pytest.mark.parametrize(
    ("rests_on", "quotable", "exception"),
    [
        ("[ferry]", True, ""),
        ("[ferry, fee-open]", False, ""),
        ("[ferry], text: The night ferry will run.", False, ""),
        ("[ferry], add: The Guild is expected to object.", True, "The Guild is expected to object"),
        (
            "[ferry, more]}\n  - {id: more, kind: question, question: Will it?, rests_on: [ferry], add: Ask the Guild.",
            False,
            "",
        ),
    ],
)
def test_a_line_clears_no_more_than_it_says(
    tmp_path: Path,
    rests_on: str,
    quotable: bool,  # noqa: FBT001
    exception: str,
) -> None:
    """The bottom line may be quoted only where the lines together clear all that it tells, but for what it adds.

    A template that asks for `quotable` alone prints nothing where there is an exception.
    """
    summary = "{id: bottom-line, kind: summary, importance: 5, rests_on: [ferry]}"
    told = f"{summary.replace('[ferry]', rests_on)}\n  - {{id: line, kind: line, rests_on: [ferry]}}"
    record = harbour.loaded(tmp_path, (summary, told)).outcomes
    found = plan(record, next(edition for edition in every("principal") if edition.id == "read-out"))
    assert (found.quotable, "line" in ids(found)) == (quotable, not quotable)
    known = View(found).context()
    assert (known["quotable"], known["unquotable"].text) == (quotable and not exception, exception)


def test_a_section_keeps_its_least_though_the_bottom_line_tells_it(records: list[Loaded]) -> None:
    """Where all that is open is in the bottom line, the highest is printed again, and only the others are left out."""
    edition = next(e for e in every("principal") if e.id == "flash-note")
    assert (edition.sections["unsettled"].least, edition.sections["unsettled"].fresh) == (1, True)
    seen = 0
    for record in (each.outcomes for each in records):
        ids_ = {s.id for s in record.statements if isinstance(s, OpenIssue) and s.occasion in (None, MARGINS)}
        summary = next((s for s in record.statements if s.kind == "summary"), None)
        if summary is None or not ids_:
            continue
        telling = summary.model_copy(update={"rests_on": tuple(ids_)})
        sourced = [s for s in record.statements if isinstance(s, Sourced)]
        told = record.model_copy(update={"statements": (telling, *sourced)})
        found = plan(told, edition)
        (again,) = (c.statement for c in found.sections["unsettled"])
        left = {entry.statement for entry in found.left_out if entry.reason == "in the bottom line"}
        others = [s for s in told.statements if s.id in ids_ - {again.id}]
        assert ids_ - {again.id} <= left
        assert again.id not in left
        assert all(priority(s, "principal") <= priority(again, "principal") for s in others)
        seen += len(ids_) > 1
    assert seen > 3


NOTE = "The toll is open. Aldery supports a toll. Brevane opposes a toll.\n"
SIDES = """\
id: toll
title: The toll board meets
marking: TLP:CLEAR
as_of: 2026-03-03
meeting: {name: Toll Board, date: 2026-03-03}
sources: {note: {file: note.txt}}
actors: {aldery: {name: Aldery, kind: state}, brevane: {name: Brevane, kind: state}}
issues: {toll: {title: Toll, sides: [aldery, brevane]}}
statements:
  - {id: open, kind: open_issue, issue: toll, question: What toll?, text: The toll is open., quote: The toll is open.}
  - {id: one, kind: position, issue: toll, by: aldery, does: supports a toll, quote: Aldery supports a toll}
  - {id: other, kind: position, issue: toll, by: brevane, does: opposes a toll, quote: Brevane opposes a toll}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [("The toll is open.", True), ("Aldery and Brevane differ on the toll.", False), ("Aldery waits.", True)],
)
def test_sides_are_heard_where_nothing_else_names_them(tmp_path: Path, text: str, *, told: bool) -> None:
    """The Read-out prints positions, unless what it prints on their issue names every side."""
    record = toll(tmp_path, ("The toll is open.", text))
    full = plan(record, next(edition for edition in every("principal") if edition.id == "read-out"))
    assert ({"one", "other"} <= ids(full)) is told
    reasons = {entry.statement: entry.reason for entry in full.left_out}
    assert (reasons.get("one"), reasons.get("other")) == ((None, None) if told else ("in its issue", "in its issue"))


def toll(folder: Path, *changes: tuple[str, str]) -> Outcomes:
    """Return the record of the toll with changes to its text."""
    note, record = NOTE, SIDES
    for old, new in changes:
        assert old in record
        note, record = note.replace(old, new), record.replace(old, new)
    (folder / "note.txt").write_text(note, encoding="utf-8")
    (folder / "outcomes.yaml").write_text(record, encoding="utf-8")
    return load(folder).outcomes


FAIR = ("statements:\n", "occasions: {fair: {name: Fair, date: 2026-02-01}}\nstatements:\n")


def test_another_occasion_is_never_among_the_meetings_outcomes(tmp_path: Path) -> None:
    """What belongs to another occasion stands in the section for those, in the register and in the evidence only."""
    record = toll(tmp_path, FAIR, ("kind: open_issue,", "kind: open_issue, occasion: fair,"))
    for edition in every():
        found = plan(record, edition)
        sections = {name for name, chosen in found.sections.items() for c in chosen if c.statement.id == "open"}
        assert sections <= {"elsewhere", "register", "evidence"}
        assert ("elsewhere" in sections) == ("elsewhere" in edition.sections)


def test_what_was_heard_in_the_margins_is_among_the_meetings_outcomes(tmp_path: Path) -> None:
    """The margins are no other occasion: their remarks stand beside the rest, and say what they are."""
    record = toll(tmp_path, ("kind: open_issue,", "kind: open_issue, occasion: margins,"))
    full = plan(record, next(edition for edition in every("principal") if edition.id == "read-out"))
    (chosen,) = full.sections["unsettled"]
    assert "heard in the margins, unconfirmed" in full.text(chosen)


def test_one_side_is_not_heard_alone(tmp_path: Path) -> None:
    """Where an edition prints positions only of other occasions, no side is heard of whose issue the other is not."""
    record = toll(
        tmp_path,
        FAIR,
        ("kind: position, issue: toll, by: aldery", "kind: position, occasion: fair, issue: toll, by: aldery"),
    )
    editions = {edition.id: edition for edition in every()}
    summary, brief = (plan(record, editions[name]) for name in ("public-summary", "desk-brief"))
    assert not {"one", "other"} & ids(summary)
    assert {entry.statement: entry.reason for entry in summary.left_out}["one"] == "one side"
    assert {"one", "other"} <= ids(brief)


@pytest.mark.parametrize(("words", "opens"), [("met in Port Avon", True), ("closed the old pier", False)])
def test_a_page_opens_with_an_event_only_where_it_tells_of_the_meeting(
    words: str,
    opens: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    """Any other event stands among what was said, by its rank: what was withdrawn must not lead the page."""
    edits = (
        () if opens else (("text: The Harbour Board met in Port Avon on 3 March 2026.", f"text: The Board {words}."),)
    )
    record = harbour.loaded(tmp_path, *edits).outcomes
    (edition,) = [edition for edition in every("principal") if edition.id == "read-out"]
    sections = plan(record, edition).sections
    assert [c.statement.id for c in sections["occasion"]] == ["met"] * opens
    assert ("met" in [c.statement.id for c in sections["said"]]) != opens
