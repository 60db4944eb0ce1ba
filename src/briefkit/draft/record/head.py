"""What a text tells of the meeting: its name, day and place, and what sort of text it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from briefkit.draft.facts import beginning
from briefkit.draft.passages import Extracted, split_label
from briefkit.draft.record.language import ARTICLES, DEFINITE, among, lexicon
from briefkit.draft.record.persons import is_body
from briefkit.draft.record.units import Unit
from briefkit.look.typeface import carlito
from briefkit.outcomes.gate import line
from briefkit.reading.dates import Moment, dates
from briefkit.reading.language import either

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'‑+-]*"
_PLACE = rf"{_CAP}(?:\s(?:{_CAP}|de|la|of))*(?<=\w)"
_OF = either([*lexicon("bodies")["of"], *lexicon("subjects")["joins"], lexicon("subjects")["definite"]])
_BODY = rf"(?<!\w)(?:{_CAP}(?:\s(?:{_OF}))?\s){{0,7}}{_CAP}(?:\sof\s\d+)?"
_MET, _AT = either(lexicon("meeting")["met"]), rf"\s(?:{either(lexicon('meeting')['place'])})\s(?P<place>{_PLACE})"
_EVENT = rf"(?:{_CAP}\s){{0,6}}(?:{either(of.split()[0].title() for of in lexicon('meeting')['of'])})(?!\w)"
_BESIDE = among(lexicon("meeting")["beside"])
_ASIDE = re.compile(rf"{_BESIDE}\s[^.;,]{{0,60}}$")
"""What makes the body behind it another one than that which met: held during the session of the Assembly."""
_MEETINGS = (
    re.compile(
        rf"\b(?:{_MET})\s(?:[^.;]{{0,60}}\s)?(?:{either(lexicon('meeting')['for'])})\s(?:[a-z-]+\s){{1,3}}(?P<name>{_EVENT})"
        rf"(?:(?:,?\s(?:{either(lexicon('meeting')['held'])}))?\s{_BESIDE}[^.;,]{{0,60}}?\s{_BODY})?(?:{_AT})?"
    ),
    re.compile(rf"(?P<name>{_BODY})(?:\s\([A-Z]+\))?\s(?:{_MET})\b(?:{_AT})?"),
    re.compile(rf"(?i:{either(lexicon('meeting')['of'])})\s(?:{DEFINITE}\s)?(?P<name>{_BODY})(?:{_AT})?"),
)
"""How a text names the meeting: what people met for, the body that met, the body whose meeting it is."""
_NO_NAMES_BEHIND = (*lexicon("persons")["courtesy"], *lexicon("subjects")["joins"])
_MET_IN = re.compile(rf"(?:\b(?:{_MET})|,\s(?:{either(lexicon('meeting')['held'])})){_AT}")
_SHOUTED = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{4,}\b")
"""A word of a place that is set in capitals, and no short form."""
_FIRST, _LONGEST = 12, 1_000
"""Sentences and passages at the beginning in which a meeting is told, and characters of one that are looked at."""
_YEARS = 5
"""Years back, within which a day without a year is looked for: the 29th of February is among them."""
_TOGETHER = 5
"""Characters between two days that are told together."""
_ENDS = re.compile(r"[.:;,]$")
_TITLE = 200
"""Characters of a title."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and why it is only guessed; empty where the text gives it."""

    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What heads a record."""

    title: str
    title_guessed: bool
    meeting: str
    meeting_guessed: bool
    day: Day
    place: str
    as_of: Day
    instrument: str


def head(extracted: Extracted, units: list[Unit], name: str, today: date) -> Head:
    """Return what heads the record of a text; `name` is its file's, and `today` stands for a day that none gives."""
    passages = _passages(extracted)
    met, place, day_line = meeting(extracted, units)
    named, issued = extracted.facts.title or "", extracted.facts.issued
    first = [unit.text for unit in units[:1] if not unit.speaker]
    reported = next((beginning(passage) for passage in passages if any(text in passage for text in first)), None)
    told = _opened(units) or day_line or (reported and reported["day"]) or ""
    day = _day(told, issued, today)
    place = _heading_place(passages) or place or (reported and reported["place"]) or ""
    place = _SHOUTED.sub(lambda word: word[0].title(), place)
    title = printable(named)[:_TITLE]
    best = title or ", ".join(filter(None, (met, place))) or name
    as_of = Day(issued) if issued else day
    return Head(best, not title, met or best, not met, day, place, as_of, instrument(passages))


def _passages(extracted: Extracted) -> list[str]:
    every = re.split(r"\n\s*\n", extracted.text)[:_FIRST]
    return [passage.strip().removeprefix("# ")[:_LONGEST] for passage in every]


def _opened(units: Sequence[Unit]) -> str:
    """Return the sentence that says when a meeting was called to order, if it tells the day."""
    phrase = re.compile(among(lexicon("minutes")["order"]))
    opened = next((unit.text for unit in units if phrase.search(unit.text)), "")
    return opened if any(day.whole for day in _days(opened)) else ""


def _is_day(passage: str) -> bool:
    found = dates(passage.title())
    return bool(found) and (found[0].start, found[-1].end) == (0, len(passage))


def _heading_place(passages: Sequence[str]) -> str:
    """Return the line below that of the day, in a heading that is set in capitals."""
    below = (after for above, after in pairwise(passages) if _is_day(above) and above.isupper() and after.isupper())
    return next((passage for passage in below if split_label(passage) is None), "")


def printable(text: str) -> str:
    """Return a text as a record's line; empty where it holds what no record may, or what no font of a page has."""
    try:
        passed = line(text)
    except ValueError:
        return ""
    return "" if any(carlito().unprintable(char) for char in passed if not char.isascii()) else passed


def instrument(passages: list[str]) -> str:
    """Return the instrument that the first lines of a text name."""
    lines = "\n".join(passages[:3]).replace("’", "'")
    for name, words in lexicon("titles")["instruments"].items():
        if match := re.search(among(words), lines, re.IGNORECASE):
            start = lines.rfind("\n", 0, match.start()) + 1
            if not lines[start : match.start()].strip() or lines[start:].partition("\n")[0].isupper():
                return str(name)
    return "none_seen"


def meeting(extracted: Extracted, units: Sequence[Unit]) -> tuple[str, str, str]:
    """Return the name of the meeting that a text tells of, its place, and the words that tell its day."""
    texts = [*(unit.text for unit in units[:_FIRST]), *_passages(extracted)]
    day_line = next((text for text in texts if not _ENDS.search(text) and any(day.whole for day in _days(text))), "")
    met_in, met_on = next(((place, text) for text in texts if (place := _place(_MET_IN.search(text)))), ("", ""))
    day_line = day_line or (met_on if _tells_day(met_on) else "")
    for form in _MEETINGS:
        for text in texts:
            if (match := form.search(text)) and _is_name(match["name"]) and not _is_aside(text, match.start("name")):
                name = re.sub(rf"^{ARTICLES}\s", "", match["name"])
                behind = text[match.end("name") :]
                return name, _place(match) or met_in, next(filter(_tells_day, (behind, text)), day_line)
    bodies = (text for text in texts if is_body(text, ("organisation", "grouping")) and not _ENDS.search(text))
    return next(bodies, ""), met_in, day_line


def _place(match: re.Match[str] | None) -> str:
    """Return the place that a match names; none for a body at which people met, or a month in which they did."""
    if not match or not match["place"] or dates(match["place"]):
        return ""
    return match["place"]


def _tells_day(text: str) -> bool:
    return any(moment.weekday is not None or (moment.day and moment.month) for moment in _days(text))


def _days(text: str, issued: date | None = None) -> list[Moment]:
    """Return the days of a text, without those that bound or name something else: before 3 May; the 5 May vote."""
    return [moment for moment in dates(text, issued) if not moment.edge]


def _is_aside(text: str, at: int) -> bool:
    """Say whether a name is a person's, stands in brackets, is one of several, or that of a body that met beside."""
    before = re.sub(rf"\s{DEFINITE}\s$", "", text[:at]).split()[-1:]
    beside = _ASIDE.search(text[:at]) and not re.compile(_EVENT).match(text, at)
    aside = beside or text.count("(", 0, at) > text.count(")", 0, at)
    return bool(aside) or any(word in _NO_NAMES_BEHIND for word in before)


def _is_name(name: str) -> bool:
    groups = ("pronouns", "plural_pronouns", "own_voice", "articles", "people")
    return not any(name.lower() in lexicon("subjects")[group] for group in groups) and not dates(name)


def _day(day_line: str, issued: date | None, today: date) -> Day:
    """Return the day of the meeting: the one told, else that of the text, else the day of the draft."""
    moments = _days(day_line, issued)
    for moment in moments:
        if day := moment.whole:
            return Day(_last_of(moments, moment) or day)
        if moment.weekday is not None and moment.days and issued:
            return Day(moment.days[0])
        if moment.day and moment.month:
            return _without_year(moment, issued or today)
    if issued:
        return Day(issued, "the day of the source, which does not tell the meeting’s")
    return Day(today, "the source is undated; the day of this draft is taken")


def _last_of(moments: Sequence[Moment], first: Moment) -> date | None:
    """Return the last of days that are told together: on 21 and 22 April 2027."""
    last = first
    for moment in moments:
        last = moment if moment.whole and 0 < moment.start - last.end <= _TOGETHER else last
    return last.whole


def _without_year(moment: Moment, last: date) -> Day:
    """Return the last such day up to another one."""
    near = (replace(moment, year=last.year - years).whole for years in range(_YEARS))
    day = next((day for day in near if day and day <= last), None)
    return Day(day or last, "the source gives no year; the last such day is taken")
