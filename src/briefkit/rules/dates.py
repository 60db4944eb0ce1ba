"""Dates: absolute, with a year, with the right weekday, and none that the evidence does not give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from briefkit.errors import Problem
from briefkit.outcomes import Sourced
from briefkit.rules.strength import without_conditions
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
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = "|".join((*MONTHS, "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"))
DATE = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(DAYS)}),?\s+)?(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+"
    rf"(?P<month>{_MONTH})\b\.?|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)\b)"
    r"(?:,?\s+(?P<year>\d{4})\b)?|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
_RANGE = re.compile(r"\s*(?:to|and|until|till|through|[–-])\s*(?:the\s+)?")
_BEFORE_MAY = ("in", "by", "of", "since", "until", "from", "late", "early", "before")
_MAY = "|".join(rf"(?<=\b{word} )May\b" for word in _BEFORE_MAY)
MONTH_OR_YEAR = re.compile(
    rf"(?P<month>\b(?:{'|'.join(name for name in MONTHS if name != 'May')})\b|\bMay(?=,? \d{{4}}\b)|{_MAY})"
    r"(?:,?\s+(?P<year>\d{4})\b)?|(?P<only>\b(?:19|20)\d\d\b(?!\s+[a-z]))"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(DAYS)})\b")
_OCCASION = re.compile(
    r"\b(?:(?:at|in|during|after|before)\s+(?:the|a|this|their)\s+(?:[\w’'-]+\s+){0,3}?|told\s+the\s+)"
    r"(?:meeting|summit|talks|conference|gathering|session)\b",
    re.IGNORECASE,
)


_LAST = 31
"""No month and no day of one is later."""


def long_date(day: date) -> str:
    """Return a date as it is printed: 4 September 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, a month or a year in running text."""

    words: str
    start: int
    day: int | None
    month: int | None
    year: int | None
    weekday: str | None
    bounds: tuple[str | None, ...]
    """The classes of the words before it: by, from, until; the end of, early."""


@lru_cache(maxsize=4096)
def moments(text: str, names: tuple[str, ...] = ()) -> tuple[Moment, ...]:
    """Return the dates, then the months and years that stand alone; those in these names are no dates."""
    for found in find_all(names, text) if names else ():
        text = text[: found.start()] + "-" * len(found[0]) + text[found.end() :]
    dated = [_moment(found, text) for found in DATE.finditer(text)]
    rest = DATE.sub(lambda found: " " * len(found[0]), text)
    return (*dated, *(_moment(found, text) for found in MONTH_OR_YEAR.finditer(rest)))


def _moment(found: re.Match[str], text: str) -> Moment:
    named = found.groupdict()
    if iso := named.get("iso"):
        parts = [int(part) for part in iso.split("-")]
        return Moment(iso, found.start(), parts[2], parts[1], parts[0], None, _bounds(text[: found.start()]))
    month, day = named["month"] or named.get("month2"), named.get("day") or named.get("day2")
    year = named["year"] or named.get("only")
    number = next(i for i, full in enumerate(MONTHS, 1) if full.startswith(month[:3])) if month else None
    bounds = _bounds(text[: found.start()])
    words = found[0].rstrip(".")
    whole = (int(day) if day else None, number, int(year) if year else None)
    return Moment(words, found.start(), *whole, named.get("weekday"), bounds)


def _bounds(before: str) -> tuple[str | None, ...]:
    """Return the classes of the words that bound a date, nearest first: of “by the end of”, end and by."""
    found: list[str | None] = []
    for family in ("parts", "edges"):
        for name, words in lists()[family].items():
            ending = re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})\s*$", before, re.IGNORECASE)
            if ending:
                found.append(name)
                before = before[: ending.start()]
                break
        else:
            found.append(None)
    return tuple(found)


def dates(subject: Subject) -> Iterator[Problem]:
    """E13: dates are absolute, carry their year at first mention, and their weekday is right."""
    for form in subject.forms:
        yield from _relative(subject, form)
        found = moments(form.text, subject.numbered)
        evidence = moments(form.evidence, subject.numbered)
        first = next((m for m in found if m.day), None)
        for moment in found:
            if problem := _impossible(subject, form, moment):
                yield problem
                continue
            if not moment.year and (moment is first or not moment.day) and not _in_range(form.text, moment):
                yield from _yearless(subject, form, moment, evidence)
            yield from _supported(subject, form, moment, evidence)


def _in_range(text: str, moment: Moment) -> bool:
    """Say whether a date is the first of two that share a year: 1 May to 15 May 2026."""
    joint = _RANGE.match(text, moment.start + len(moment.words))
    second = DATE.match(text, joint.end()) if joint else None
    return bool(second and second["year"])


def _relative(subject: Subject, form: Form) -> Iterator[Problem]:
    words = lists()["relative"]
    found = list(find_all(words["words"], form.text))
    found += [vague for vague in find_all(words["vague"], form.text) if not find([vague[0]], form.evidence)]
    for word in found:
        message = f"“{word[0]}” depends on the day it is read"
        yield subject.finding("E13", form, message, "Write the date out.", offset=word.start())
    dated = list(DATE.finditer(form.text))
    for day in _WEEKDAY.finditer(form.text):
        if not any(d.start() <= day.start() < d.end() for d in dated):
            message = f"“{day[0]}” stands without its date"
            yield subject.finding("E13", form, message, "Write the date out.", offset=day.start())


def _yearless(subject: Subject, form: Form, moment: Moment, evidence: Sequence[Moment]) -> Iterator[Problem]:
    """E13: a day has its year; a month has it where the evidence has it."""
    years = [m.year for m in evidence if m.month == moment.month]
    if moment.day or (years and None not in years):
        year = next(filter(None, years), subject.outcomes.meeting.date.date.year)
        hint = f"Write {moment.words} {year}, if that is the year."
        yield subject.finding("E13", form, f"“{moment.words}” has no year", hint, offset=moment.start)


def _impossible(subject: Subject, form: Form, moment: Moment) -> Problem | None:
    """E13: there is such a day, and it is that day of the week."""
    if not (moment.day and moment.month and moment.year):
        return None
    try:
        meant = date(moment.year, moment.month, moment.day)
    except ValueError:
        message = f"there is no {moment.words}"
        return subject.finding("E13", form, message, "Correct the date.", offset=moment.start)
    if moment.weekday and DAYS[meant.weekday()] != moment.weekday:
        message = f"{long_date(meant)} is a {DAYS[meant.weekday()]}"
        return subject.finding("E13", form, message, "Correct or drop the weekday.", offset=moment.start)
    return None


def _supported(subject: Subject, form: Form, moment: Moment, evidence: Sequence[Moment]) -> Iterator[Problem]:
    """E13: day, month and year come from the evidence, with what bounds them; a year may be the record's."""
    same = [m for m in evidence if _holds(m, moment)]
    alike = [m for m in same if moment.year is None or m.year in (moment.year, None)]
    if not alike and not moment.month and moment.year in {m.year for m in evidence} | _years(subject):
        return
    if not alike and same:
        message = f"the year of {moment.words} is neither in the evidence nor the record's"
        yield subject.finding("E13", form, message, "Correct the year.", offset=moment.start)
    elif not alike:
        hint = "A date comes only from its own evidence; leave the date out, or add the quote that gives it."
        yield subject.finding("E13", form, f"{moment.words} is not in its evidence", hint, offset=moment.start)
    elif moment.year not in {m.year for m in alike} | _years(subject) | {None}:
        message = f"the year of {moment.words} is neither in the evidence nor the record's"
        yield subject.finding("E13", form, message, "Correct the year.", offset=moment.start)
    elif not any(_bounded_alike(moment.bounds, m.bounds, form) for m in alike):
        message = f"the words before {moment.words} change when it is"
        hint = "Keep by, from, until, the end of, early, as the evidence has them."
        yield subject.finding("E13", form, message, hint, offset=moment.start)


def _holds(evidenced: Moment, moment: Moment) -> bool:
    """Say whether the evidence has a date: the same, or a day of the month, unless that is a deadline."""
    whole = not moment.day and bool(moment.month) and evidenced.bounds[1] not in {"by", "before"}
    return evidenced.month == moment.month and (evidenced.day == moment.day or whole)


def _bounded_alike(here: tuple[str | None, ...], there: tuple[str | None, ...], form: Form) -> bool:
    """Say whether a date is bounded as in the evidence; not until a day is not before it."""
    (part, edge), (evidenced, bound) = here, there
    if {edge, bound} == {"until", "before"} and find(lists()["limits"]["negation"]["when"], form.text):
        return part == evidenced
    free = bound in {None, "from", "until"} or _loose(form) if edge is None else bound is None
    return part == evidenced and (edge == bound or free)


def _loose(form: Form) -> bool:
    return not form.whole or form.name == "headline" or bool(find(lists()["due"]["words"], form.text))


def _years(subject: Subject) -> set[int | None]:
    record = subject.outcomes
    issued = {source.issued.year for source in record.sources.values() if source.issued}
    return {record.meeting.date.date.year, record.as_of.date.year, *issued}


def undated(subject: Subject) -> Iterator[Problem]:
    """E37: a date by which something is to be done or settled is in its `due` too, or it is printed as not stated."""
    for form in subject.forms:
        statement = form.statement
        if form.name != "text" or getattr(statement, "due", "") is not None:
            continue
        text = without_conditions(form)
        for moment in moments(text, subject.numbered):
            if moment.bounds[1] == "by" and _ahead(moment, subject.outcomes.as_of.date):
                start = [word.start() for word in find_all(lists()["edges"]["by"], text[: moment.start])][-1]
                words = text[start : moment.start + len(moment.words)]
                hint = f"Add `due: {words}`; without it the date is printed as not stated."
                found = subject.finding("E37", form, f"“{words}” is not in its `due`", hint, offset=start)
                yield replace(found, severity="warning")
                break


def _ahead(moment: Moment, day: date) -> bool:
    """Say whether a moment is not over on a day: by when something was not done is no date for it."""
    end = (moment.year or day.year, moment.month or _LAST, moment.day or _LAST)
    return end >= (day.year, day.month, day.day)


def occasions(subject: Subject) -> Iterator[Problem]:
    """E13: where something was said comes only from its own evidence."""
    place = subject.outcomes.meeting.place
    for form in subject.forms:
        spoken = [s for s in form.rests if isinstance(s, Sourced) and s.by]
        if not form.whole or not spoken:
            continue
        found = _OCCASION.search(form.text)
        if found and not find(("meeting", "summit", "talks", "conference", "gathering", "session"), form.evidence):
            message = f"“{found[0]}”: the evidence does not say where it was said"
            yield subject.finding("E13", form, message, "Leave the occasion out.", offset=found.start())
        in_place = find([f"in {place}"], form.text) if place else None
        if in_place and place and not find([place], form.evidence):
            message = f"“{in_place[0]}”: the evidence does not say where it was said"
            yield subject.finding("E13", form, message, "Leave the place out.", offset=in_place.start())
