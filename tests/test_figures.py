"""Figures that are tables: where an issue stands, and what comes when."""

import pytest
from tests.editions import example

from briefkit.editions.catalogue import editions
from briefkit.editions.choose import plan
from briefkit.evidence import Supplement
from briefkit.markings import releasable_to
from briefkit.outcomes import Outcomes
from briefkit.views import View
from briefkit.views.figures import ladders
from briefkit.views.shapes import Timetable


def ilvara() -> Outcomes:
    """Return the record of the invented example."""
    return example("ilvara-2026-03-12").outcomes


def paris() -> Outcomes:
    """Return the record of the other example."""
    return example("paris-2025-09-04").outcomes


def ladder(record: Outcomes, audience: str, edition: str) -> list[tuple[str, str]]:
    """Return the steps and states of the first issue that an edition shows."""
    found = ladders(plan(releasable_to(record, audience), editions()[edition]))
    return [(rung.step.text, rung.state.text) for rung in found[0].rungs] if found else []


def without_ladders(status: str) -> Outcomes:
    """Return a record without steps, and with this status for what was announced at its meeting."""
    issues = {key: issue.model_copy(update={"ladder": ()}) for key, issue in paris().issues.items()}
    statements = [
        s.model_copy(update={"status": status}) if s.kind == "announcement" else s for s in paris().statements
    ]
    return paris().model_copy(update={"issues": issues, "statements": tuple(statements)})


def test_a_ladder_is_the_record_s() -> None:
    """Steps stand in their order, each with its state in words."""
    assert ladder(paris(), "public", "public-summary") == [
        ("Readiness announced", "Yes"),
        ("Finalised with President Trump", "Pending"),
        ("Ratified by parliaments", "Pending"),
        ("In force", "No"),
    ]


def test_a_step_goes_to_whom_its_statement_may() -> None:
    """A step that only closed minutes bear out is not in Parliament's record, nor on its page."""
    steps = [step for step, _ in ladder(ilvara(), "principal", "read-out")]
    assert "Declared adopted by the Chair" in steps
    assert [step for step, _ in ladder(ilvara(), "parliament", "at-a-glance")] == [
        step for step in steps if step != "Declared adopted by the Chair"
    ]


def test_without_a_ladder_the_statuses_give_one() -> None:
    """A status on the bottom line's issue that a statement has is reached, and what is above is not on record.

    That it was announced as well, where no statement is an announcement, the record does not say.
    """
    assert ladder(without_ladders("agreed_in_principle"), "principal", "read-out") == [
        ("Agreed in principle", "Yes"),
        ("Agreed", "Not on record"),
        ("In force", "Not on record"),
    ]


@pytest.mark.parametrize("status", ["announced", "intended", "rejected"])
def test_what_was_only_announced_or_was_rejected_has_no_ladder(status: str) -> None:
    """That it is not in force would tell of a way into force on which it is not."""
    assert ladder(without_ladders(status), "principal", "read-out") == []


def test_a_decision_is_in_force_from_its_day() -> None:
    """The last step says from when, where the decision does."""
    issues = {key: issue.model_copy(update={"ladder": ()}) for key, issue in ilvara().issues.items()}
    taken = {"status": "decided", "effect": "2026-06-01"}
    statements = [s.model_copy(update=taken) if s.id == "declared" else s for s in ilvara().statements]
    bare = ilvara().model_copy(update={"issues": issues, "statements": tuple(statements)})
    assert ladder(bare, "principal", "read-out")[-1] == ("In force", "From 1 June 2026")


def test_an_issue_with_nothing_announced_has_no_ladder() -> None:
    """What is only reported or discussed stands on no step."""
    issues = {key: issue.model_copy(update={"ladder": ()}) for key, issue in paris().issues.items()}
    kept = tuple(s for s in paris().statements if s.kind != "announcement" or s.id == "troops")
    free = tuple(s for s in kept if "guarantees-26" not in getattr(s, "rests_on", ()))
    bare = paris().model_copy(update={"issues": issues, "statements": free})
    assert ladder(bare, "principal", "read-out") == []


def when(record: Outcomes, edition: str) -> Timetable:
    """Return what comes when, as an edition would have it with all the room it wants."""
    wanted = editions()[edition]
    found = View(plan(releasable_to(record, wanted.audience), wanted), Supplement()).context()["when"]
    assert isinstance(found, Timetable)
    return found


@pytest.fixture(scope="module")
def timetable() -> Timetable:
    """Return what comes when, as the Dossier would have it."""
    return when(ilvara(), "dossier")


def test_what_comes_when_stands_in_order(timetable: Timetable) -> None:
    """Days, months and days that are bounded are sorted together, and contested days stand among them."""
    assert [moment.day.text for moment in timetable.moments] == [
        "30 April 2026",
        "1 June 2026 or 1 July 2026",
        "15 September 2026",
        "September 2026",
        "from 1 October 2026",
        "5 November 2026",
    ]
    assert [moment.what.text for moment in timetable.moments if moment.differ] == ["The start of the rules"]


def test_what_is_past_does_not_come() -> None:
    """A step whose day lies before the day that the record speaks for is in no timetable."""
    later = ilvara().as_of.model_copy(update={"date": ilvara().as_of.date.replace(month=12)})
    assert when(ilvara().model_copy(update={"as_of": later}), "dossier").moments == ()


def test_what_comes_on_one_day_stands_below_one_another() -> None:
    """Columns have different heads: where two would have the same day, each is a row."""
    record = ilvara().model_copy(update={"occasions": {}})
    report = record.by_id["cost-report"]
    for day, is_across in (("2026-09-16", True), ("2026-09-15", False)):
        other = report.model_copy(update={"id": "other", "due": day})
        found = when(record.model_copy(update={"statements": (report, other)}), "read-out")
        assert (len(found.moments), found.across) == (2, is_across), day
