"""Sections as queries over the statements of a record."""

from datetime import date

from briefkit.editions import Section
from briefkit.outcomes import MARGINS, Outcomes, Statement
from briefkit.wording import Composer
from briefkit.wording.dues import due


def here(statement: Statement) -> bool:
    """Say whether a statement belongs to the meeting itself, its margins included."""
    return getattr(statement, "occasion", None) in (None, MARGINS)


def day_of(statement: Statement) -> date | None:
    """Return the day or month by which a statement is due, or from which it is in force; None without one."""
    return due(getattr(statement, "due", None) or getattr(statement, "effect", None)).day


def _to_come(statement: Statement, record: Outcomes) -> bool:
    """Say whether a statement has a day, or a month, that is not past when the record speaks."""
    day = day_of(statement)
    return day is not None and day >= record.as_of.date


def matches(statement: Statement, section: Section, composer: Composer) -> bool:
    """Say whether a statement is one that a section asks for."""
    elsewhere = section.occasion != "any" and here(statement) != (section.occasion == "this")
    apart = section.issue != "any" and (section.issue == "some") != (statement.issue is not None)
    if statement.kind not in section.kinds or elsewhere or apart:
        return False
    wanted = (
        (section.status, statement.standing in section.status),
        (section.disputed, statement.id in composer.disputed),
        (section.doubtful, getattr(statement, "scope_note", None)),
        (section.dated, section.dated and _to_come(statement, composer.record)),
        (section.figures, getattr(statement, "quantities", ())),
    )
    return all(found for asked, found in wanted if asked)
