"""Sections as queries over the statements of a record."""

from datetime import date

from briefkit.editions import Section
from briefkit.outcomes import MARGINS, Meeting, Statement
from briefkit.reading.dates import long_date
from briefkit.reading.text import find
from briefkit.wording import Composer
from briefkit.wording.dues import due


def here(statement: Statement) -> bool:
    """Say whether a statement belongs to the meeting itself, its margins included."""
    return getattr(statement, "occasion", None) in (None, MARGINS)


def day_of(statement: Statement) -> date | None:
    """Return the day or month by which a statement is due, or from which it is in force; None without one."""
    return due(getattr(statement, "due", None) or getattr(statement, "effect", None)).day


def opens(statement: Statement, meeting: Meeting) -> bool:
    """Say whether a statement tells of a meeting itself: it has its name, its place or its day."""
    names = (meeting.name, meeting.place, long_date(meeting.date.date))
    return bool(find([*filter(None, names)], statement.first))


def matches(statement: Statement, section: Section, composer: Composer) -> bool:
    """Say whether a statement is one that a section asks for."""
    elsewhere = section.occasion != "any" and here(statement) != (section.occasion == "this")
    apart = section.issue != "any" and (section.issue == "some") != (statement.issue is not None)
    if statement.kind not in section.kinds or elsewhere or apart:
        return False
    day = day_of(statement) if section.dated else None
    wanted = (
        (section.status, statement.standing in section.status),
        (section.opening, opens(statement, composer.record.meeting)),
        (section.disputed, statement.id in composer.disputed),
        (section.doubtful, getattr(statement, "scope_note", None)),
        (section.dated, day is not None and day >= composer.record.as_of.date),
        (section.figures, getattr(statement, "quantities", ())),
    )
    return all(has for is_asked, has in wanted if is_asked)
