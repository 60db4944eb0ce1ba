"""Numbers are read in digits and words, with what they count and what bounds them."""

import pytest

from briefkit.reading.numbers import numbers
from briefkit.reading.text import stem


@pytest.mark.parametrize(
    ("text", "value", "unit", "noun"),
    [
        ("26 nations", 26, "", "nation"),
        ("nine-nation group", 9, "", "nation"),
        ("twenty-six willing countries", 26, "", "willing"),
        ("two hundred and fifty thousand men", 250_000, "", "men"),
        ("a $9 million bond", 9_000_000, "dollar", "bond"),
        ("$3bn", 3_000_000_000, "dollar", None),
        ("3.5 per cent of members", 3.5, "percent", "members"),
        ("3.5% of the members", 3.5, "percent", "members"),
        ("a third of the boats", 1 / 3, "", "boats"),
        ("three quarters of the boats", 3 / 4, "", "boats"),
        ("two quarters in a row", 2, "", "quarters"),
        ("at 9:42 p.m.", 21 * 60 + 42, "time", None),
        ("at 14:30", 14 * 60 + 30, "time", None),
        ("a dozen ships", 12, "", "ships"),
        ("9 of the 11 members", 9, "", "members"),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, value: float, unit: str, noun: str | None) -> None:
    """Digits and words, scales, shares, currencies and times come to a value, a unit and a noun."""
    number = numbers(text)[0]
    assert (number.value, number.unit) == (value, unit)
    assert number.noun[:1] == ((stem(noun),) if noun else ())


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("at least 26 boats", "least"),
        ("26 boats or more", "least"),
        ("more than $26 million", "more"),
        ("some 26 boats", "about"),
        ("up to 26 boats", "most"),
        ("estimated at 26 boats", "about"),
        ("26 boats", None),
    ],
)
def test_a_comparator_is_read(text: str, comparator: str | None) -> None:
    """The words right before a number, or just after it, say whether it is a bound."""
    assert numbers(text)[0].comparator == comparator


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 12 to 9 million euros", [12_000_000, 9_000_000]),
        ("12 of the 38 million euros, 3 of the 38 million boats", [12_000_000, 38_000_000, 3, 38_000_000]),
        ("3 or 4bn", [3_000_000_000, 4_000_000_000]),
        ("3 boats and 2 million nets", [3, 2_000_000]),
        ("from 2,000 to 2 million", [2_000, 2_000_000]),
    ],
)
def test_a_range_shares_its_scale(text: str, values: list[float]) -> None:
    """The first number of a range has the scale of the second, unless it counts something else or is told in full."""
    assert [number.value for number in numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "whole", "noun"),
    [
        ("four or more of the six members", [False, True], ()),
        ("of 40 boats, of which 31 sank", [False, False], ()),
        ("40 boats; 31 sank", [False, False], ("sank",)),
    ],
)
def test_a_part_is_told_of_its_whole(text: str, whole: list[bool], noun: tuple[str, ...]) -> None:
    """A bound may stand between a part and its whole; “of which 31” counts what was told before."""
    found = numbers(text)
    assert [number.whole for number in found] == whole
    assert found[0 if whole[1] else 1].noun == noun


@pytest.mark.parametrize("text", ["G7", "Article 5", "EU27", "TC 41", "Resolution 1325/2", "one of them", "dozens"])
def test_a_name_is_no_number(text: str) -> None:
    """Numbers that are names, and words that only look like numbers, are not read."""
    assert numbers(text) == ()
