"""Dates, months, years and relative days (tomorrow, on Monday) in running text."""

import re
from bisect import bisect
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from briefkit.reading.language import DATES, either

MONTHS: tuple[str, ...] = tuple(DATES["months"])
DAYS: tuple[str, ...] = tuple(DATES["days"])
_NEAR = 24
"""Characters before a date in which the words that bound it stand."""
_WEEK = 7
_MONTHS_A_YEAR = 12
_BOUNDARIES = {"beginning": 1, "end": _MONTHS_A_YEAR}
"""The parts of a year that are a day too, each with its month."""
_LEAP = 2024
"""A year in which February is longest, for a month without a year."""
_JOINS = re.compile(rf"\s*(?:[-‑–]|(?:{either(DATES['joins'])})\b)\s*(?:(?:{either(DATES['article'])})\s+)?")
_PERIODS = DATES["periods"]
_ALONE = rf"(?=[,.;]|$|\s(?:{either(DATES['joins'])})\b)"
"""What stands behind a period without its unit."""
_RELATIVE = re.compile(
    rf"\b(?:{either([*DATES['relative'], *DATES['following']])}|(?P<which>{either(_PERIODS['words'])})"
    rf"(?:\s+(?P<unit>{either(_PERIODS[unit] for unit in ('month', 'year', 'week'))})|{_ALONE}))\b",
    re.IGNORECASE,
)
"""Relative days and periods; a period may go without its unit behind another one: this year and next."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a month or a year that a text tells."""

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    closing: int | None = None
    """The year in which a financial or school year ends: 2027/28, 2028."""
    weekday: int | None = None
    """From Monday, 0."""
    days: tuple[date, ...] = ()
    """The days that it may mean, counted from the day of its text: “on Monday” is the one before or after."""
    step: int | None = None
    """How many days it lies from the day on which it is said: “tomorrow”, 1."""
    edge: str | None = None
    """The class of the words before it: by, until, from …"""
    part: str | None = None
    """The part of it that is meant: the end, the middle, the beginning."""

    @property
    def whole(self) -> date | None:
        """Return the day if it names day, month and year, and there is such a day."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0)
        except ValueError:
            return None

    @property
    def boundary(self) -> "Moment | None":
        """Return the first or last day of a month or year, if that is meant: the end of May is 31 May."""
        if self.day or self.days or self.part not in _BOUNDARIES or not (self.month or self.year):
            return None
        month = self.month or _BOUNDARIES[self.part]
        last = monthrange(self.year or _LEAP, month)[1]
        return replace(self, day=last if self.part == "end" else 1, month=month, part=None)


def long_date(day: date) -> str:
    """Return a date as it is printed: 4 September 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dates(text: str, issued: date | None = None) -> tuple[Moment, ...]:
    """Return the moments of a text in their order; relative ones are counted from `issued`."""
    moments = [moment for match in _pattern().finditer(text) for moment in _moments(match)]
    moments = [replace(moment, days=_near(moment, issued)) for moment in moments]
    moments = [*_shared(moments, text), *_reckoned(text, moments, issued)]
    return tuple(sorted((_bounded(moment, text) for moment in moments), key=lambda moment: moment.start))


@cache
def _pattern() -> re.Pattern[str]:
    plain = [name for name in DATES["months"] if name not in DATES["ambiguous"]]
    month, weekday = _cased([*DATES["months"], *DATES["short_months"]]), _cased(DATES["days"])
    after = "|".join(rf"(?<=\b{word} )" for word in DATES["before_month"])
    ends, of, the = (_cased(DATES[part]) for part in ("ends", "of", "article"))
    two = r"(?:19|20)\d\d/\d\d(?![/\d])"
    one = rf"(?:(?:{weekday})\s+)?\d{{1,2}}(?:{ends})?\s*"
    year = rf"(?:{two}|(?:19|20)\d\d\b(?!/\d\d(?![/\d])|[.,]\d))"
    joins = rf"(?:[-‑–/]|\b(?:{either(DATES['joins'])})\b)"
    known = "|".join(rf"(?<=\b{form} )" for word in DATES["before_year"] for form in (word, word.capitalize()))
    begins = re.escape(
        "".join(sorted({name[0] for name in (*DATES["days"], *DATES["months"], *DATES["short_months"])}))
    )
    return re.compile(
        rf"(?=[\d{begins}])(?:"
        rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
        rf"|(?<![\w.])(?P<dotted>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d)(?!\w)"
        rf"|(?:\b(?P<weekday>{weekday}),?\s+(?:(?:{the})\s+)?)?(?:"
        rf"(?<![\w:.])(?P<first>(?:{one}(?:,\s|{joins})\s*){{0,9}}{one}{joins}\s*)?(?:(?<= )(?:{weekday})\s+)?"
        rf"\b(?P<day>\d{{1,2}})(?:{ends})?(?:\s+(?:{of}))?\s+(?P<month>{month})\b\.?(?:,?\s+(?P<year>{year}))?"
        rf"|\b(?P<month2>{month})\.?\s+(?:(?P<first2>\d{{1,2}})(?:{ends})?\s*{joins}\s*(?=\d+(?:{ends})?(?:\W*$|[,.;)])))?"
        rf"(?P<day2>\d{{1,2}})(?:{ends})?\b(?![.,:%]\d)(?:,?\s+(?P<year2>{year}))?)"
        rf"|\b(?P<month3>{_cased(plain)})\b(?:,?\s+(?P<year3>{year}))?"
        rf"|\b(?P<month4>{_cased(DATES['ambiguous'])})\s+(?P<year4>{year})"
        rf"|(?:{after})(?P<month5>{either(DATES['ambiguous'])})\b"
        rf"|(?P<year6>(?<![\d.,€$£])(?<!\d-)(?:(?:{known}){year}|\b{two}|\b{year}(?!\s+[a-z])))"
        rf"|\b(?P<weekday7>{weekday})s?\b)"
    )


def _cased(words: Sequence[str]) -> str:
    """Return the pattern of words as they are written, and in capitals: 30 NOVEMBER 2026."""
    return either([*words, *map(str.upper, words)])


def _moments(match: re.Match[str]) -> Iterator[Moment]:
    """Yield the moments at one place, several where days share a month: 3–4 and 6 May; Friday 4, Monday 7 or 8 May."""
    values = {key.rstrip("1234567"): value for key, value in match.groupdict().items() if value}
    if match["iso"] or match["dotted"]:
        day, month, year = match["dotted"].split(".") if match["dotted"] else reversed(match["iso"].split("-"))
        yield Moment(*match.span(), int(day), int(month), int(year))
        return
    year, _, closing = values.get("year", "").partition("/")
    numbers = {key: int(value) for key, value in (("day", values.get("day")), ("year", year)) if value}
    named = values.get("month", "").capitalize()
    month = next((i for i, name in enumerate(DATES["months"], 1) if named and name.startswith(named[:3])), None)
    ends, weekday = int(f"{year[:2]}{closing}") if closing else None, _weekday(values.get("weekday"))
    moment = Moment(*match.span(), numbers.get("day"), month, numbers.get("year"), ends, weekday)
    if "first" not in values:
        yield moment
        return
    days = list(_day().finditer(match.string, match.start(), match.end("day2" if match["day2"] else "day")))
    for one in days:
        end = match.end() if one == days[-1] else one.end()
        yield replace(moment, start=one.start(), end=end, day=int(one["day"]), weekday=_weekday(one["weekday"]))


@cache
def _day() -> re.Pattern[str]:
    """Return the pattern of a day of a month, perhaps with its weekday."""
    weekday, the = _cased(DATES["days"]), _cased(DATES["article"])
    return re.compile(rf"(?:(?P<weekday>{weekday}),?\s+(?:(?:{the})\s+)?)?(?P<day>\d{{1,2}})")


def _weekday(name: str | None) -> int | None:
    return DATES["days"].index(name.capitalize()) if name else None


def _shared(moments: list[Moment], text: str) -> Iterator[Moment]:
    """Give a date without a year that of the next one: from 1 May to 15 May 2026."""
    for moment, after in pairwise([*moments, None]):
        assert moment  # noqa: S101
        joined = after and moment.month and not moment.year and _JOINS.match(text, moment.end)
        yield replace(moment, year=after.year) if after and joined and joined.end() == after.start else moment


def _reckoned(text: str, dated: Sequence[Moment], issued: date | None) -> Iterator[Moment]:
    """Yield relative days and periods, and weekdays without a date."""
    unit = ""
    for match in _RELATIVE.finditer(text):
        words, unit = " ".join(match[0].lower().split()), match["unit"] or unit
        if words in DATES["relative"]:
            step = DATES["relative"][words]
            yield Moment(*match.span(), days=_days(issued, step), step=step)
        elif words in DATES["following"]:
            at = bisect(dated, match.start(), key=lambda moment: moment.start)
            before = dated[max(0, at - 1) : at]
            known = dict.fromkeys([*(day for moment in before for day in (moment.whole, *moment.days)), issued])
            yield Moment(*match.span(), days=tuple(d for day in known for d in _days(day, DATES["following"][words])))
        elif issued and unit:
            yield from _period(match, unit.lower(), text, issued)


def _period(match: re.Match[str], unit: str, text: str, issued: date) -> Iterator[Moment]:
    """Yield a relative month, year or week; “the month” means this one only with its part: the end of the month."""
    which = match["which"].lower()
    step = DATES["periods"]["words"][which]
    part, _ = _class(text[max(0, match.start() - _NEAR) : match.start()].lower(), "parts")
    if (which in DATES["article"] and not part) or not (step or match["unit"]):
        return
    if unit == DATES["periods"]["year"]:
        yield Moment(*match.span(), year=issued.year + step)
    elif unit == DATES["periods"]["month"]:
        month = issued.year * _MONTHS_A_YEAR + issued.month - 1 + step
        yield Moment(*match.span(), month=month % _MONTHS_A_YEAR + 1, year=month // _MONTHS_A_YEAR)
    else:
        monday = issued - timedelta(issued.weekday() - _WEEK * step)
        yield Moment(*match.span(), days=tuple(monday + timedelta(i) for i in range(_WEEK)))


def _days(day: date | None, step: int) -> tuple[date, ...]:
    return (day + timedelta(step),) if day else ()


def _near(moment: Moment, issued: date | None) -> tuple[date, ...]:
    """Return the days that a weekday alone may mean: the last one up to the day of its text, and the next one."""
    if moment.weekday is None or moment.day or not issued:
        return ()
    last = issued - timedelta((issued.weekday() - moment.weekday) % _WEEK)
    return last, last + timedelta(_WEEK)


def _bounded(moment: Moment, text: str) -> Moment:
    """Add the classes of the words right before a moment."""
    before = text[max(0, moment.start - _NEAR) : moment.start].lower()
    part, before = _class(before, "parts")
    edge, _ = _class(before, "edges")
    return replace(moment, edge=edge, part=part)


def _class(before: str, kind: str) -> tuple[str | None, str]:
    match = _classes(kind).search(before)
    return (match.lastgroup, before[: match.start()]) if match else (None, before)


@cache
def _classes(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(f'(?P<{name}>{either(words)})' for name, words in DATES[kind].items())})\s*$")
