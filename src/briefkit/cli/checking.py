"""The command `check`: load a record; say what is asked of it, who has read it, how much of its sources it has."""

from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, counted
from briefkit.errors import RecordError
from briefkit.load import Loaded
from briefkit.review import is_own

_NAMED = 5
"""Statements that have changed since they were signed are named up to so many."""


def check_record(record: RecordFile, report: Report, *, strict: bool) -> dict[str, object]:
    """Check one record, print a line on it, and return the same as data; raises RecordError."""
    loaded = record.load()
    report.warn(loaded.problems, RecordError, strict=strict)
    shares = {key: share for key, (share, _) in loaded.coverage().items()}
    if not report.as_data:
        covered = ", ".join(f"{share:.0%} of `{key}` quoted" for key, share in shares.items())
        print(f"{summary(loaded)}; {covered}")
    found = loaded.tally()
    return {
        "file": loaded.file,
        "id": loaded.outcomes.id,
        "statements": len(loaded.outcomes.statements),
        "questions": found["question"],
        "to_be_read": found["unread"],
        "warnings": found["warning"],
        "signed": len(loaded.signed),
        "quoted": {key: round(share, 4) for key, share in shares.items()},
    }


def summary(loaded: Loaded) -> str:
    """Return how many statements a record has, what is asked of them, and how many are signed."""
    found = loaded.tally()
    asked = [counted(found[severity], name) for severity, name in (("question", "question"), ("warning", "warning"))]
    asked.insert(1, f"{found['unread']} to be read" if found["unread"] else "")
    told = ", ".join(filter(None, asked)) or "nothing to ask"
    whole = f"{loaded.file}: {counted(len(loaded.outcomes.statements), 'statement')}: {told}"
    return "; ".join(filter(None, (whole, _signed(loaded))))


def _signed(loaded: Loaded) -> str:
    """Return how many statements are signed, and how many of them by who prepared the record."""
    own = sum(is_own(one, loaded.outcomes) for one in loaded.signed.values())
    by = f", {own} of them by who prepared the record" if own else ""
    lapsed = [one.id for one in loaded.outcomes.statements if one.id in loaded.lapsed]
    named = ", ".join(lapsed[:_NAMED]) + (f" and {len(lapsed) - _NAMED} more" if len(lapsed) > _NAMED else "")
    since = f", {len(lapsed)} changed since: {named}" if lapsed else ""
    return f"{len(loaded.signed)} signed{by}{since}" if loaded.signed or lapsed else ""
