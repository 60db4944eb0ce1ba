"""By when something is to be done: a day or a month that can be sorted, or the source's words."""

import re
from dataclasses import dataclass
from datetime import date

from briefkit.reading.dates import MONTHS, long_date

NOT_STATED, NO_DATE = "not stated", "no date stated"
_WRITTEN = re.compile(r"(?:(?P<word>from|before|by) )?(?P<year>[1-9]\d{3})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is to be done."""

    words: str
    """As it is printed: from 1 October 2026, September 2026, after two seasons, no date stated."""
    day: date | None = None
    """The day, or the last that its month surely has; None where only the source's words tell."""


def due(words: str | None) -> Due:
    """Return by when, as `due:` or `effect:` has it."""
    match = _WRITTEN.fullmatch(words or "")
    if not words or not match:
        return Due(words or NO_DATE)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"] or 28))
    except ValueError:
        return Due(words)
    printed = long_date(day) if match["day"] else f"{MONTHS[day.month - 1]} {day.year}"
    return Due(" ".join(filter(None, (match["word"], printed))), day)
