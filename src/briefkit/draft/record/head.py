"""What a text tells of the meeting: its name, day and place, and what sort of text it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefkit.draft.dates import dateline
from briefkit.draft.extracted import Extracted
from briefkit.draft.record.language import ARTICLES, DEFINITE, LANGUAGE, among, lexicon
from briefkit.draft.record.persons import is_body
from briefkit.draft.record.units import Unit
from briefkit.outcomes.gate import line
from briefkit.reading.dates import Moment, dates
from briefkit.reading.language import either
from briefkit.typeface import carlito

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'‑-]*"
_PLACE = rf"{_CAP}(?:\s(?:{_CAP}|de|la|of))*(?<=\w)"
_FIRST, _LONGEST = 12, 1_000
"""Sentences and passages at the beginning in which a meeting is told, and characters of one that are looked at."""
_NEAR = 80
"""Characters behind “met” in which its day stands."""
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
    passages = [passage.removeprefix("# ")[:_LONGEST] for passage in re.split(r"\n\s*\n", extracted.text)[:_FIRST]]
    met, place, day_line = _meeting([*(unit.text for unit in units[:_FIRST]), *passages])
    named, issued = extracted.facts.title or "", extracted.facts.issued
    day = _day(day_line, issued, today)
    title = printable(named)[:_TITLE] if dateline([named]) is None else ""
    best = title or ", ".join(filter(None, (met, place))) or name
    return Head(
        best,
        not title,
        met or best,
        not met,
        day,
        place,
        Day(issued) if issued else day,
        instrument(passages),
    )


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


def _meeting(texts: list[str]) -> tuple[str, str, str]:
    """Return the name of the meeting, its place, and the words that tell its day."""
    data = lexicon("meeting")
    of = either([*lexicon("bodies")["of"], *lexicon("subjects")["joins"], lexicon("subjects")["definite"]])
    body = rf"(?<!\w)(?:{_CAP}(?:\s(?:{of}))?\s){{0,7}}{_CAP}"
    verbs, ins = either(data["met"]), either(data["place"])
    forms = (
        re.compile(rf"(?P<name>{body})(?:\s\([A-Z]+\))?\s(?:{verbs})\b(?:\s(?:{ins})\s(?P<place>{_PLACE}))?"),
        re.compile(
            rf"(?i:{either(data['of'])})\s(?:{DEFINITE}\s)?(?P<name>{body})(?:\s(?:{ins})\s(?P<place>{_PLACE}))?"
        ),
    )
    for form in forms:
        for text in texts:
            if (match := form.search(text)) and _is_name(match["name"]):
                name = re.sub(rf"^{ARTICLES}\s", "", match["name"])
                return name, match["place"] or "", text if dates(text) else _line_of_day(texts)
    line = _line_of_day(texts)
    return next((text for text in texts if is_body(text) and not _ENDS.search(text)), ""), "", line


def _line_of_day(texts: list[str]) -> str:
    """Return the line that tells when a meeting was held."""
    data = lexicon("meeting")
    starts = re.compile(among([*data["held"], *data["of"]]), re.IGNORECASE)
    near = re.compile(rf"{among(data['met'])}[^.;:]{{0,{_NEAR}}}")
    met = (match[0] for text in texts if (match := near.search(text)) and dates(match[0]))
    heads = (text for text in texts if not _ENDS.search(text) and dates(text))
    return next((text for text in texts if starts.match(text) and dates(text)), "") or next(met, "") or next(heads, "")


def _is_name(name: str) -> bool:
    groups = ("pronouns", "plural_pronouns", "own_voice", "articles", "people")
    return not any(name.lower() in lexicon("subjects")[group] for group in groups) and not dates(name)


def _day(day_line: str, issued: date | None, today: date) -> Day:
    """Return the day of the meeting: the one told, else that of the text, else the day of the draft."""
    moments = dates(day_line, issued, LANGUAGE)
    for moment in moments:
        if day := moment.whole:
            return Day(_last_of(moments, moment) or day)
        if moment.weekday is not None and moment.days and issued:
            return Day(moment.days[0])
        if moment.day and moment.month:
            return _without_year(moment, issued, today)
    if issued:
        return Day(issued, "the day of the source, which does not tell the meeting’s")
    return Day(today, "the source is undated; the day of this draft is taken")


def _last_of(moments: Sequence[Moment], first: Moment) -> date | None:
    """Return the last of days that are told together: on 21 and 22 April 2027."""
    last = first
    for moment in moments:
        last = moment if moment.whole and 0 < moment.start - last.end <= _TOGETHER else last
    return last.whole


def _without_year(moment: Moment, issued: date | None, today: date) -> Day:
    last = issued or today
    for year in (last.year, last.year - 1, last.year - 2, last.year - 3, last.year - 4):
        try:
            day = date(year, moment.month or 1, moment.day or 1)
        except ValueError:
            continue
        if day <= last:
            return Day(day, "the source gives no year; the last such day is taken")
    return Day(last, "the source is undated; the day of this draft is taken")
