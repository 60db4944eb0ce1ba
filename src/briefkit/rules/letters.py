"""Letters: fonts have all characters of a record that are printed."""

import re
import unicodedata
from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.evidence.nearmiss import TWINS, character_name
from briefkit.outcomes import Meeting, Outcomes, Statement
from briefkit.recordfile import Steps
from briefkit.rules.subject import Subject

_FIELDS = {
    "actors": ("name", "short", "title", "style", "plain", "latin"),
    "issues": ("title",),
    "terms": ("long", "plain"),
    "sources": ("title", "author", "publisher", "short", "note", "url"),
}
"""Part of the record → the fields of its entries that are printed."""
_HEAD = ("title", "prepared_by", "contact", "change_note", "notice")
"""The fields of the record itself that are printed."""
_LATIN = str.maketrans(TWINS)
_WORD = re.compile(r"[^\W\d_]+")


def letters(subject: Subject) -> Iterator[Problem]:
    """L01: a font has every letter, and it can be set; quotes may hold any."""
    for path, text in printed(subject):
        for offset, char in enumerate(text) if not text.isascii() else ():
            if wrong := subject.typeface.unprintable(char):
                place = subject.places.inside(path, offset)
                yield Problem("L01", wrong.clause, place, wrong.hint)
    for key in subject.outcomes.terms:
        for unprintable in filter(None, map(subject.typeface.unprintable, key)):
            yield Problem("L01", unprintable.clause, subject.places.key(("terms", key)), unprintable.hint)


def scripts(subject: Subject) -> Iterator[Problem]:
    """L02: no word mixes Latin letters with Cyrillic or Greek ones that look the same: nobody could find it."""
    for path, text in printed(subject):
        for word in _WORD.finditer(text) if not text.isascii() else ():
            strange = next((char for char in word[0] if char in TWINS), "")
            if strange and any(unicodedata.name(char, "").startswith("LATIN") for char in word[0]):
                offset = word.start() + word[0].index(strange)
                message = f"“{word[0]}” has {character_name(strange)} among its Latin letters"
                hint = f"They look the same. Type it anew: {word[0].translate(_LATIN)}"
                yield Problem("L02", message, subject.places.inside(path, offset), hint)


def printed(subject: Subject) -> Iterator[tuple[Steps, str]]:
    """Yield the printed texts of a record with their paths."""
    yield from ((wording.path, wording.text) for wording in subject.wordings)
    record = subject.outcomes
    for i, statement in enumerate(record.statements):
        yield from ((("statements", i, *path), text) for path, text in _labels(statement))
    for part, fields in _FIELDS.items():
        for key, entry in getattr(record, part).items():
            yield from (((part, key, field), text) for field in fields if (text := getattr(entry, field)))
    yield from ((path, text) for path, text in _head(record) if text)


def _labels(statement: Statement) -> Iterator[tuple[Steps, str]]:
    """Yield the texts of a statement that are printed beside its wordings, with their paths."""
    for i, avoid in enumerate(statement.avoid):
        yield ("avoid", i, "say"), avoid.say
        yield ("avoid", i, "because"), avoid.because
    for i, answer in enumerate(statement.stands):
        yield ("stands", i, "say"), answer.say
        yield ("stands", i, "because"), answer.because
    for i, quantity in enumerate(getattr(statement, "quantities", ())):
        yield ("quantities", i, "counts"), quantity.counts or ""
        yield ("quantities", i, "unit"), quantity.unit or ""
        yield ("quantities", i, "part_of", "counts"), quantity.part_of.counts if quantity.part_of else ""
    for i, other in enumerate(getattr(statement, "contradicts", ())):
        yield ("contradicts", i, "about"), other.about or ""
    yield ("on", "note"), (on.note or "") if (on := getattr(statement, "on", None)) else ""
    yield ("scope_note",), getattr(statement, "scope_note", None) or ""


def _head(record: Outcomes) -> Iterator[tuple[Steps, str | None]]:
    """Yield what is printed of the record itself, of its meeting and of other occasions."""
    yield from (((field,), getattr(record, field)) for field in _HEAD)
    yield from _meeting(("meeting",), record.meeting)
    for key, occasion in record.occasions.items():
        yield from _meeting(("occasions", key), occasion)
    yield ("as_of", "note"), record.as_of.note
    yield ("changed", "note"), record.changed.note if record.changed else None


def _meeting(at: Steps, meeting: Meeting) -> Iterator[tuple[Steps, str | None]]:
    yield from (((*at, field), getattr(meeting, field)) for field in ("name", "place", "note"))
    yield from (((*at, "participants", i, "role"), one.role) for i, one in enumerate(meeting.participants))
    yield (*at, "date", "note"), meeting.date.note
