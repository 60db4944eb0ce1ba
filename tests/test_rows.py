"""Statements as rows: what a date and a quantity are printed as."""

from pathlib import Path

import pytest
from tests.records import loaded

from briefkit.outcomes import Quantity
from briefkit.plan import Chosen
from briefkit.views.rows import NOT_STATED, Rows, figure


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


def test_a_date_is_not_stated_only_where_there_could_be_one(tmp_path: Path) -> None:
    """What is to be done or settled says that its date is not stated; everything else has an empty cell."""
    seen = set()
    for seed in range(6):
        record = loaded(tmp_path, seed).outcomes
        rows = Rows(record, tuple(record.sources), {}, {})
        for statement in record.statements:
            due = rows.row(Chosen(statement, "text")).due.text
            dated = statement.kind in {"commitment", "next_step", "open_issue"}
            assert due == (getattr(statement, "due", None) or NOT_STATED if dated else "")
            seen.add((statement.kind, due))
    assert {("open_issue", NOT_STATED), ("next_step", NOT_STATED), ("fact", ""), ("announcement", "")} <= seen
