"""Finders of dates, which are reliable even in a free wording."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, takewhile

from briefkit.reading.align import EvidenceLine
from briefkit.reading.dates import Moment
from briefkit.reading.language import SENSE
from briefkit.reading.numbers import bound_of_day
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token

_YEARS = 1
"""A date without a year may be so many years before or after its text."""
_DAYS = 7
"""A text may report what was said so many days before it."""
_NEXT = 3
"""A date follows the word that it is told of with fewer words between than this, itself counted."""


def bounds_of_days(pair: Pair) -> Iterator[Finding]:
    """Yield the days that have another bound in the evidence: until at least 5 May, until 5 May."""
    for moment in pair.sentence.moments:
        ours = bound_of_day(pair.sentence.text, moment.start)
        alike = [(line, one) for line in pair.lines for one in line.sentence.moments if _agree(moment, one, None)]
        if alike and all(bound_of_day(line.sentence.text, one.start) != ours for line, one in alike):
            yield Finding("changed", moment, alike[0][1], alike[0][0])


def moments(pair: Pair) -> Iterator[Finding]:
    """Yield the dates that are neither in the evidence nor in the context, or that have another bound there."""
    theirs = [(line, _on_declared_days(pair, line, moment)) for line in pair.lines for moment in line.sentence.moments]
    for moment in pair.sentence.moments:
        same = [(line, other) for line, other in theirs if _agree(moment, other, line.sentence.issued)]
        if not same:
            every = ((line, _on_declared_days(pair, line, other)) for line, other in pair.ground.moments)
            same = [(line, other) for line, other in every if _agree(moment, other, line.sentence.issued)]
        if not same and (_replaces(pair, moment, theirs) or not _declared(pair, moment)):
            line, other = theirs[0] if theirs else (None, None)
            yield Finding("added", moment, other, line)
        elif same and all(
            _denied(line, other) > _denied(pair, moment) or not _no_other_bound(moment, other) for line, other in same
        ):
            yield Finding("changed", moment, same[0][1], same[0][0])


def displaced(pair: Pair) -> Iterator[Finding]:
    """Yield a date that the evidence tells of something else: closes on 9 May, from “on 2 May, late until 9 May”.

    What a date is told of is the word right before it; its own date is left out of the wording.
    """
    days = {moment.start for moment in pair.sentence.moments}
    for before, day in pairwise(pair.sentence.tokens):
        if day.start in days and before.start not in days and before.part == day.part:
            others = [(line, other) for line in pair.lines for other in _dates_of(line, before.key)]
            if others and all(other.key not in pair.keys and not _leads_to(line, other, day) for line, other in others):
                line, other = others[0]
                if any(token.key == day.key for token in line.sentence.tokens):
                    yield Finding("changed", day, other, line)


def _dates_of(line: EvidenceLine, key: str) -> Iterator[Token]:
    """Yield the date that follows each place of a word, with one word between at most."""
    days, tokens = {moment.start for moment in line.sentence.moments}, line.sentence.tokens
    for place in (place for place, token in enumerate(tokens) if token.key == key):
        yield from [token for token in tokens[place + 1 : place + _NEXT] if token.start in days][:1]


def _leads_to(line: EvidenceLine, day: Token, other: Token) -> bool:
    """Say whether no word stands between a date and another one: from 2 May to 9 May; 4 in 2024 and 6 in 2025."""
    behind = [token for token in line.sentence.tokens if token.start > day.start]
    between = list(takewhile(lambda token: token.key != other.key, behind))
    return len(between) < len(behind) and all(token.key[0].isdigit() for token in between)


def _denied(of: Pair | EvidenceLine, moment: Moment) -> bool:
    """Say whether a date is one that it is not: 30 June, not 30 July."""
    return of.sentence.text[: moment.start].rpartition(" ")[0].rpartition(" ")[2] in SENSE["denial"]["words"]


def _on_declared_days(pair: Pair, line: EvidenceLine, moment: Moment) -> Moment:
    """Return a moment with more days that it may mean: counted from declared days shortly before its text."""
    issued = line.sentence.issued
    if moment.step is None or not issued:
        return moment
    declared = (day for day in pair.ground.context.days if 0 < (issued - day).days <= _DAYS)
    return replace(moment, days=(*moment.days, *(day + timedelta(moment.step) for day in declared)))


def _agree(moment: Moment, other: Moment, issued: date | None) -> bool:
    """Say whether two moments may mean the same day or period; the end of a month and its last day may."""
    if moment.boundary and other.day:
        moment = moment.boundary
    elif other.boundary and moment.day:
        other = other.boundary
    return _alike(moment, other, issued)


def _alike(moment: Moment, other: Moment, issued: date | None) -> bool:
    if moment.days or other.days:
        return _reckoned(moment, other)
    if not moment.day and not moment.month and not moment.year:
        return moment.weekday in (None, other.weekday, other.whole and other.whole.weekday())
    if moment.weekday is not None and moment.whole and moment.whole.weekday() != moment.weekday:
        return False
    years = {other.year} if other.year or not issued else {None, *range(issued.year - _YEARS, issued.year + _YEARS + 1)}
    year = moment.year is None or (other.year is None and not issued) or moment.year in years
    parts = ((moment.day, other.day), (moment.month, other.month), (moment.closing, other.closing))
    return year and all(ours in (None, theirs) for ours, theirs in parts)


def _reckoned(moment: Moment, other: Moment) -> bool:
    """Say whether two moments may mean the same day, where one of them is relative: tomorrow."""
    ours, theirs = ({*one.days, *filter(None, [one.whole])} for one in (moment, other))
    if ours & theirs:
        return True
    if moment.weekday is not None and not moment.day:
        return moment.weekday == other.weekday
    same = [day for day in theirs if moment.day in (None, day.day) and moment.month in (None, day.month)]
    return bool(moment.month or moment.year) and any(moment.year in (None, day.year) for day in same)


def _replaces(pair: Pair, moment: Moment, theirs: Sequence[tuple[EvidenceLine, Moment]]) -> bool:
    """Say whether a day stands in place of one that the evidence has.

    Or a period, such as “this month”, where the evidence has dates, of which the wording tells none.
    """
    if moment.day:
        days = [other for _, other in theirs if other.day]
        return not all(any(_agree(ours, other, None) for ours in pair.sentence.moments) for other in days)
    near = [(other, line.sentence.issued) for line, other in theirs if line == pair.lines[0]]
    agreed = (_agree(ours, other, issued) for ours in pair.sentence.moments for other, issued in near)
    return bool(near) and not any(agreed)


def _declared(pair: Pair, moment: Moment) -> bool:
    """Say whether the record declares a date; no financial year."""
    if moment.closing:
        return False
    days = [day for day in pair.ground.context.days if moment.year in (None, day.year)]
    years = {line.sentence.issued.year for line in pair.lines if line.sentence.issued}
    if not moment.month and not moment.days and moment.weekday is None:
        return moment.year in years | {day.year for day in pair.ground.context.days}
    return any(day in moment.days or (moment.day in (None, day.day) and moment.month == day.month) for day in days)


def _no_other_bound(moment: Moment, other: Moment) -> bool:
    """Say whether two moments have the same bounds, as far as both have one."""
    edges = None in (moment.edge, other.edge) or moment.edge == other.edge
    return edges and (moment.part == other.part or bool(moment.day) != bool(other.day))
