"""By when: what can be sorted is, and every form is printed as people write dates."""

from datetime import date

import pytest

from briefkit.wording.dues import due


@pytest.mark.parametrize(
    ("given", "words", "day"),
    [
        ("2026-11-05", "5 November 2026", date(2026, 11, 5)),
        ("from 2026-10-01", "from 1 October 2026", date(2026, 10, 1)),
        ("before 2026-04-30", "before 30 April 2026", date(2026, 4, 30)),
        ("2026-09", "September 2026", date(2026, 9, 28)),
        ("spring 2027", "spring 2027", None),
        ("2026-13-01", "2026-13-01", None),
        ("around 2026-10-01", "around 2026-10-01", None),
        (None, "no date stated", None),
    ],
)
def test_dues(given: str | None, words: str, day: date | None) -> None:
    """A day, a bounded day and a month are printed in words and sorted; the source's words stand as they are."""
    found = due(given)
    assert (found.words, found.day) == (words, day)
