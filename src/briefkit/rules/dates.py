"""Dates: absolute, with a year, with the right weekday, and none that the evidence does not give."""

import re
from collections.abc import Iterator
from datetime import date

from briefkit.errors import Problem
from briefkit.outcomes import Sourced
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import find, find_all, lists

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join((*MONTHS, "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"))
DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(_DAYS)}),?\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)),?(?:\s+(?P<year>\d{{4}}))?\b"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_OCCASION = (
    "at the meeting",
    "at the summit",
    "in the meeting",
    "at the talks",
    "during the meeting",
    "after the meeting",
)


def long_date(day: date) -> str:
    """Return a date as it is printed: 4 September 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dates(subject: Subject) -> Iterator[Problem]:
    """E13: dates are absolute, carry their year at first mention, and their weekday is right."""
    for form in subject.forms:
        for found in find_all(lists()["relative"]["words"], form.text):
            if found[0].lower() != "now":
                message = f"“{found[0]}” depends on the day it is read"
                yield subject.finding("E13", form, message, "Write the date out.", offset=found.start())
        dated = list(DATE.finditer(form.text))
        yield from (problem for found in dated for problem in _date(subject, form, found, found is dated[0]))
        for found in _WEEKDAY.finditer(form.text):
            if not any(d.start() <= found.start() < d.end() for d in dated):
                message = f"“{found[0]}” stands without its date"
                yield subject.finding("E13", form, message, "Write the date out.", offset=found.start())


def _date(subject: Subject, form: Form, found: re.Match[str], first: bool) -> Iterator[Problem]:  # noqa: FBT001
    offset = found.start()
    day, month = _day_month(found)
    if found["year"] is None:
        if first:
            year = subject.outcomes.meeting.date.date.year
            message = f"“{found[0]}” has no year"
            yield subject.finding("E13", form, message, f"Write {found[0]} {year}, if that is the year.", offset=offset)
        return
    try:
        meant = date(int(found["year"]), month, day)
    except ValueError:
        yield subject.finding("E13", form, f"there is no {found[0]}", "Correct the date.", offset=offset)
        return
    if found["weekday"] and _DAYS[meant.weekday()] != found["weekday"]:
        message = f"{long_date(meant)} is a {_DAYS[meant.weekday()]}"
        yield subject.finding("E13", form, message, "Correct or drop the weekday.", offset=offset)
    yield from _supported(subject, form, meant, offset)


def _supported(subject: Subject, form: Form, meant: date, offset: int) -> Iterator[Problem]:
    """E13: day, month and year come from the evidence; the year, or an event's date, may be the record's."""
    record = subject.outcomes
    days = {_day_month(found) for found in DATE.finditer(form.evidence)}
    known = {record.meeting.date.date.year, record.as_of.date.year}
    known |= {source.issued.year for source in record.sources.values() if source.issued}
    known |= {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", form.evidence)}
    if (meant.day, meant.month) not in days:
        message = f"{long_date(meant)} is not in its evidence"
        hint = "When something was said comes only from its own evidence; leave the date out."
        yield subject.finding("E13", form, message, hint, offset=offset)
    elif meant.year not in known:
        message = f"the year of {long_date(meant)} is neither in the evidence nor the record's"
        yield subject.finding("E13", form, message, "Correct the year.", offset=offset)


def _day_month(found: re.Match[str]) -> tuple[int, int]:
    name = (found["month"] or found["month2"])[:3]
    month = next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name))
    return int(found["day"] or found["day2"]), month


def occasions(subject: Subject) -> Iterator[Problem]:
    """E13: where something was said comes only from its own evidence."""
    place = subject.outcomes.meeting.place
    for form in subject.forms:
        spoken = [s for s in form.rests if isinstance(s, Sourced) and s.by]
        if not form.whole or not spoken:
            continue
        found = find(_OCCASION, form.text)
        if found and not find(("meeting", "summit", "talks", "met"), form.evidence):
            message = f"“{found[0]}”: the evidence does not say where it was said"
            yield subject.finding("E13", form, message, "Leave the occasion out.", offset=found.start())
        in_place = find([f"in {place}"], form.text) if place else None
        if in_place and place and not find([place], form.evidence):
            message = f"“{in_place[0]}”: the evidence does not say where it was said"
            yield subject.finding("E13", form, message, "Leave the place out.", offset=in_place.start())
