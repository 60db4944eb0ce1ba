"""The day on which a document was published, where its first lines or its properties tell it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
"""Language → its months, from the first to the twelfth."""
_SHORT = 3
"""Letters of an English month's short form; September has a second one, `Sept`."""
_NUMBERS = {name.lower(): at for names in _MONTHS.values() for at, name in enumerate(names.split(), 1)}
_NUMBERS |= {name[:_SHORT].lower(): at for at, name in enumerate(_MONTHS["en"].split(), 1)} | {"sept": 9, "jänner": 1}
_NAME = r"(?P<month>[^\W\d_]{3,10})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\d.])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)? (?:de |of )?{_NAME},? (?:de |del )?{_YEAR}",
        rf"(?<!\w){_NAME} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, {_YEAR}",
        r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
        r"(?<!\d)(?P<year>20\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
    )
)
_PLACE = re.compile(r"(?:[A-ZÀ-Ž][\w'’.-]*[ /,]* ?(?:(?:de|la|den|am|an der|on|the|of) )?){1,5}$")
_LABELS_WORDS = (
    "date datum fecha data published publié veröffentlicht publicado pubblicato gepubliceerd issued released "
    "release stand"
)
_LABELS = frozenset(_LABELS_WORDS.split())
"""What stands before a date of publication, followed by a colon or `on`, `am`, `le`."""
_JOINTS = frozenset(("on", "am", "le", "el", "il", "of", "den", "at", "the"))
_FIRST = 12
"""Passages at the beginning in which a dateline can stand."""
_BEFORE = 60
"""Characters before the date of a dateline."""


def day(text: str) -> date | None:
    """Return the day at the beginning of a text in ISO 8601 form, as properties of files and pages give it."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def dateline(passages: Iterable[str]) -> date | None:
    """Return the day in the dateline of a document's first passages; None where there is none or they differ."""
    found = {one for passage in list(passages)[:_FIRST] if (one := _of_dateline(passage.removeprefix("# ")))}
    return found.pop() if len(found) == 1 else None


def _of_dateline(passage: str) -> date | None:
    """Return the day with which a passage begins, alone or behind a place or a label."""
    for at, end, one in sorted(_days(passage[: 2 * _BEFORE])):
        before, after = passage[:at].strip(), passage[end:].strip()
        closed = not after or after[0] in "-–—:|(),." or passage[end : end + 1] == "."
        if closed and (_is_label(before) or (_is_place(before) and (before or not after))):
            return one
        return None
    return None


def _is_place(before: str) -> bool:
    """Tell whether a text is empty, or a place's name or a weekday's, as it stands before a date."""
    if not before:
        return True
    return before.endswith((",", "(", "|", "–", "—")) and bool(_PLACE.match(before.rstrip(",(|–— ") or "-"))


def _is_label(before: str) -> bool:
    """Tell whether a text says that the date behind it is the one of publication."""
    words = [word.strip(":").lower() for word in before.split()]
    while words and words[-1] in _JOINTS:
        words.pop()
    return len(words) in {1, 2} and words[-1] in _LABELS


def _days(text: str) -> Iterator[tuple[int, int, date]]:
    """Yield the days that a text names in full, with their places."""
    for form in _FORMS:
        for found in form.finditer(text):
            if one := _day(found["year"], found["month"], found["day"]):
                yield found.start(), found.end(), one


def _day(year: str, month: str, number: str) -> date | None:
    at = int(month) if month.isdigit() else _NUMBERS.get(month.lower(), 0)
    try:
        return date(int(year), at, int(number))
    except ValueError:
        return None


def agreed(days: Sequence[date | None]) -> date | None:
    """Return the first day that is told."""
    return next((one for one in days if one), None)
