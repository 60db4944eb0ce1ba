"""Dates in place of relative days where they are certain, and the day by which something is due."""

import re
from dataclasses import replace
from datetime import date

from briefkit.draft.record.language import among, lexicon, phrases
from briefkit.reading.dates import DAYS, Moment, dates, long_date
from briefkit.reading.language import DATES, either
from briefkit.reading.meaning import small

_RELATIVE = DATES["relative"]
_PART_OF_DAY = re.compile(rf"\s(?:{either({words.split()[-1] for words in _RELATIVE if ' ' in words})})\b")
"""What a date does not stand before: on Tuesday evening."""
_EDGES = ("from", "before", "by")
"""What a `due:` may have before its day."""


def reckoned(wording: str, issued: date | None, kind: str) -> str:
    """Return a wording with dates in place of its relative days, where the day of its text makes them certain."""
    moments = [m for m in dates(wording, issued) if m.days and m.day is None] if issued else []
    for moment in reversed(moments):
        words = wording[moment.start : moment.end].lower()
        day = _certain(wording, moment, issued, kind)
        if day is None or _PART_OF_DAY.match(wording, moment.end):
            continue
        data = lexicon("reckoned")
        if moment.weekday is not None:
            absolute = data["weekday"].format(weekday=DAYS[moment.weekday], day=long_date(day))
        elif words in DATES["relative"]:
            before = wording[: moment.start].split()[-1:]
            governed = bool(before) and before[0].lower() in small()  # “for tomorrow” has its preposition
            absolute = long_date(day) if governed else data["day"].format(day=long_date(day))
        else:
            continue
        wording = wording[: moment.start] + absolute + wording[moment.end :]
    return wording


def _certain(wording: str, moment: Moment, issued: date | None, kind: str) -> date | None:
    """Return the one day that a moment means; for a weekday the tense of its sentence decides."""
    if len(moment.days) == 1:
        return moment.days[0] if moment.weekday is None else None
    if moment.weekday is None or issued is None or issued in moment.days:
        return None
    coming = re.compile(among(lexicon("reckoned")["future"])).search(wording)
    if coming:
        return moment.days[1] if coming.start() < moment.start else None
    return moment.days[0] if kind == "event" or phrases("event").search(wording) else None


def _coming(moment: Moment, issued: date | None) -> date | None:
    """Return the next such day from the day of its text on, of a day and month without a year."""
    near = (replace(moment, year=issued.year + later).whole for later in (0, 1)) if issued else ()
    return next((day for day in near if day and issued and day >= issued), None) if moment.day else None


def due(wording: str, issued: date | None) -> str:
    """Return the day by which something is due as YYYY-MM-DD, else the source's words for it; empty without any."""
    for moment in dates(wording, issued):
        day = moment.whole or _coming(moment, issued) or _certain(wording, moment, issued, "next_step")
        if day:
            return f"{moment.edge} {day}" if moment.edge in _EDGES else day.isoformat()
        if moment.month or moment.year or moment.day:
            return wording[moment.start : moment.end].rstrip(".")
    return ""
