"""Dates are read where they stand, and those told from another day are reckoned."""

from datetime import date

import pytest

from briefkit.reading.dates import dates, long_date
from briefkit.reading.numbers import numbers

FRIDAY = date(2026, 3, 27)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 4 September 2025", [(4, 9, 2025)]),
        ("on September 4, 2025", [(4, 9, 2025)]),
        ("on Thursday, 4 September", [(4, 9, None)]),
        ("from 1 May to 15 May 2026", [(1, 5, 2026), (15, 5, 2026)]),
        ("on 4 and 6 September", [(4, 9, None), (6, 9, None)]),
        ("Port Avon, May 26-27, 2011", [(26, 5, 2011), (27, 5, 2011)]),
        ("on September 4 and 6, boats ran; on 9/10 May", [(4, 9, None), (6, 9, None), (9, 5, None), (10, 5, None)]),
        ("on 3–4 and 6 May", [(3, 5, None), (4, 5, None), (6, 5, None)]),
        ("on Friday 1, Saturday 2 and Monday 4 May 2026", [(1, 5, 2026), (2, 5, 2026), (4, 5, 2026)]),
        ("from 18:30 until 6 May", [(6, 5, None)]),
        ("on May 26 and 27 boats sank", [(26, 5, None)]),
        ("on 2026-03-12", [(12, 3, 2026)]),
        ("7.03.2026. 18:40, version 1.2.2026a", [(7, 3, 2026)]),
        ("MONDAY, 3RD OF MARCH 2026, WE MAY MEET", [(3, 3, 2026)]),
        ("in May, and may be later", [(None, 5, None)]),
        ("by the end of 2027", [(None, None, 2027)]),
        ("2000 people came in 2030", [(None, None, 2030)]),
        ("about 1,999 boats", []),
        ("next month", [(None, 4, 2026)]),
        ("last year", [(None, None, 2025)]),
    ],
)
def test_dates_months_and_years_are_read(text: str, expected: list[tuple[int | None, ...]]) -> None:
    """A date may be put in the ways of newspapers; dates that share a month or year both have it."""
    assert [(moment.day, moment.month, moment.year) for moment in dates(text, FRIDAY)] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Thursday", date(2026, 3, 26)),
        ("yesterday", date(2026, 3, 26)),
        ("tomorrow", date(2026, 3, 28)),
        ("It met on 4 May 2026 and left the next day", date(2026, 5, 5)),
        ("last week", date(2026, 3, 18)),
    ],
)
def test_a_day_told_from_another_is_reckoned(text: str, day: date) -> None:
    """The day of the text, or a date before it in the text, says which day is meant."""
    assert day in dates(text, FRIDAY)[-1].days


def test_nothing_is_reckoned_without_a_day() -> None:
    """Where it is not known when a text was issued, its weekdays and relative days stay open."""
    assert [moment.days for moment in dates("on Thursday, yesterday")] == [(), ()]


@pytest.mark.parametrize(
    ("text", "edge", "part"),
    [
        ("by 1 May", "by", None),
        ("no later than 1 May", "by", None),
        ("by the end of May", "by", "end"),
        ("from early May", "from", "beginning"),
        ("on 1 May", None, None),
    ],
)
def test_what_bounds_a_date_is_read(text: str, edge: str | None, part: str | None) -> None:
    """The words right before a date say whether it is a start, an end, or a part."""
    (moment,) = dates(text)
    assert (moment.edge, moment.part) == (edge, part)


def test_a_financial_year_is_one_moment() -> None:
    """A year that begins within one and ends within the next holds no other number, and is not the plain one."""
    text = "the budget 2027/28 of 3 per cent over 2026/27"
    assert [(moment.year, moment.closing) for moment in dates(text)] == [(2027, 2028), (2026, 2027)]
    assert [number.value for number in numbers(text, dates(text))] == [3]


def test_an_impossible_day_is_no_whole_date() -> None:
    """The thirtieth of February is read as it stands, and is no day."""
    (moment,) = dates("on 30 February 2026")
    assert moment.day == 30
    assert moment.whole is None


def test_a_date_is_printed_long() -> None:
    """Day, month and year stand in the British order without commas."""
    assert long_date(date(2025, 9, 4)) == "4 September 2025"
