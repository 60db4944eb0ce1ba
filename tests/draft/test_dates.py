"""The day in a dateline."""

from datetime import date

import pytest

from briefkit.draft.facts import dateline

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    "line",
    [
        "Berlin, 4 March 2026",
        "4 March 2026",
        "March 4, 2026",
        "# 4 March 2026",
        "PORT AVON, 4 March 2026 – The Harbour Board met today.",
        "New York, March 4, 2026 — The Harbour Board met today.",
        "Wednesday, 4 March 2026",
        "Published on 4 March 2026",
        "Date: 2026-03-04",
        "Date: 4.3.2026",
        "4 Mar. 2026 | Press release",
    ],
)
def test_a_dateline(line: str) -> None:
    """A day by itself, or behind a place or a label, is the day of publication."""
    assert dateline([line, "The Board met on 3 March 2026."]) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "On 4 March 2026 the Harbour Board met in Port Avon.",
        "Minutes of the meeting of 4 March 2026",
        "Meeting: 4 March 2026",
        "Deadline: 4 March 2026",
        "The ferry will run from 4 March 2026",
        "March 2026",
        "4 March",
        "03/04/2026",
        "31 February 2026",
        "4-5 March 2026",
        "4 Smarch 2026",
        "4 March 2026 is the day on which the ferry runs",
    ],
)
def test_no_dateline(line: str) -> None:
    """A day in a sentence, of something else, in part or in doubt is not taken."""
    assert dateline([line]) is None


def test_days_that_differ() -> None:
    """Where two datelines differ, neither is taken."""
    assert dateline(["4 March 2026", "Port Avon, 5 March 2026"]) is None
