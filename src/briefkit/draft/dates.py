"""The day on which a document was published, where its first lines or its properties tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefkit.data import table
from briefkit.reading.dates import DAYS, MONTHS

_WORDS = table("draft/dates.toml")
_NUMBERS = {name.lower(): at for names in _WORDS["months"].values() for at, name in enumerate(names.split(), 1)}
_NUMBERS |= {form.lower(): at for at, name in enumerate(MONTHS, 1) for form in (name, name[:3])}
_NUMBERS |= {"sept": 9, "jänner": 1}
"""Name or short form of a month → its number."""
_NAME = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\d.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)? (?:de |of )?{_NAME},? (?:de |del )?{_YEAR}",
        rf"(?<!\w){_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {_YEAR}",
        r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
        rf"(?<![\d-])(?P<day>1[3-9]|2\d|3[01])-(?P<month>\d{{1,2}})-{_YEAR}",
        r"(?<!\d)(?P<year>20\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
    )
)
_LABELS, _JOINTS = (frozenset(_WORDS["before"][kind].split()) for kind in ("labels", "joints"))
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?: [A-Z]{2,4}\b)?")
_LONG = 6
"""Words of a place's name."""
_FIRST = 12
"""Passages at the beginning in which a dateline can stand."""
_BEFORE = 60
"""Characters before the date of a dateline."""

_PLACE = r"[^\W\d_a-z][\w.’'-]*(?:(?:,\s|[ /-])[^\W\d_a-z][\w.’'-]*){0,5}?"
_BEGINNING = re.compile(
    rf"(?P<place>{_PLACE})(?P<day>,\s\w+\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?(?:\s\((?P<agency>[^()]{{2,40}})\))?\s+[–—-]\s+"
    r"|[^.:;–—]{0,60}\d{4}(?:\s\([^()]{1,40}\))?\s*[–—]\s+"
)
"""Place, day and agency at the beginning of a report: PORT AVON, Dec 3 (HNA) - The ferry …."""


def beginning(passage: str) -> re.Match[str] | None:
    """Return the dateline at the head of a report's first sentence; its place is None where it tells only a day."""
    found = _BEGINNING.match(passage)
    if found is None or not found["place"] or found["day"] or found["agency"]:
        return found
    return found if found["place"].isupper() and " - " not in found[0] else None


def without_dateline(passage: str) -> str:
    """Return a passage without the dateline at its head."""
    found = beginning(passage)
    return passage[found.end() :] if found else passage


def day(text: str) -> date | None:
    """Return the day at the beginning of a text in ISO 8601 form, as properties of files and pages give it."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def dateline(passages: Iterable[str]) -> date | None:
    """Return the day in the dateline of a document's first passages; None where there is none or they differ."""
    parts = [part for passage in list(passages)[:_FIRST] for part in _parts(passage.removeprefix("# "))]
    found = {one for part in parts if (one := _of_dateline(part))}
    return found.pop() if len(found) == 1 else None


def _parts(passage: str) -> list[str]:
    """Return a passage, or what stands between its bars where they tell a time: News | Updated: 3-12-2026 9:15."""
    cells = passage.split(" | ")
    timed = [cell.rpartition(": ")[2] for cell in cells if _CLOCK.search(cell)]
    return timed if len(cells) > 1 and timed else [passage]


def _of_dateline(passage: str) -> date | None:
    """Return the day with which a passage begins, alone or behind a place or a label."""
    found = min(_days(passage[: 2 * _BEFORE]), default=None)
    if found is None:
        return None
    at, end, one = found
    before, after = passage[:at].split(), passage[end:].strip()
    while before and (before[-1].lower() in _JOINTS or before[-1].strip(",") in DAYS):
        before.pop()
    after = _CLOCK.sub("", after, count=1).strip()
    ends = "-–—:|/(" if not before else "-–—:|/(),."
    fits = not before or _is_label(before) or _is_place(before)
    return one if fits and (not after or after[0] in ends) else None


def _is_place(before: Sequence[str]) -> bool:
    """Tell whether words are a place's name or a weekday's, closed by a comma or dash, as they stand before a date."""
    if len(before) > _LONG or before[-1][-1] not in ",(|–—":
        return False
    return all(not word[0].isalpha() or word[0].isupper() or word.lower() in _JOINTS for word in before)


def goes_on(line: str, below: str) -> bool:
    """Tell whether a line of a heading goes on below: a small word stands at its end or at the head of the next."""
    ends = (line.rsplit(maxsplit=1)[-1:], below.split(maxsplit=1)[:1])
    return any(word.lower() in _JOINTS for words in ends for word in words)


def _is_label(before: Sequence[str]) -> bool:
    """Tell whether words say that the date behind them is the one of publication."""
    return len(before) <= 2 and before[-1].strip(":").lower() in _LABELS  # noqa: PLR2004 - such as “first published”


def _days(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield the days that a text names in full, with their places."""
    for form in _FORMS:
        for match in form.finditer(text):
            if one := _day(match["year"], match["month"], match["day"]):
                yield match.start(), match.end(), one


def _day(year: str, month: str, number: str) -> date | None:
    at = int(month) if month.isdigit() else _NUMBERS.get(month.lower(), 0)
    try:
        return date(int(year), at, int(number))
    except ValueError:
        return None
