"""The command `check`: load a record; say what is asked of it, who has read it, how much of its sources it has."""

from collections.abc import Collection, Iterator

from briefkit.choice import left_out, seen_by
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, counted
from briefkit.errors import Problem, RecordError, RuleError
from briefkit.loading import Loaded, tally
from briefkit.outcomes import Outcomes
from briefkit.review import head, is_own

_NAMED = 5
"""At most so many of the statements that changed after they were signed are named."""


def check_listed(
    record: RecordFile, audience: str | None, report: Report, *, strict: bool
) -> Iterator[dict[str, object]]:
    """Yield what `check_record` returns; of several records one that the audience may not see is left out."""
    try:
        yield check_record(record, audience, report, strict=strict)
    except RuleError:
        if record.alone or audience is None:
            raise
        report.tell([left_out(audience)])


def check_record(record: RecordFile, audience: str | None, report: Report, *, strict: bool) -> dict[str, object]:
    """Check a record, or what an audience may see of it, print a line on it, and return the same as data.

    Raises what `seen_by` does.
    """
    loaded, seen, problems = seen_by(audience, record.house, record.load)
    reader = record.house.audience(audience or "")
    unsigned = loaded.unsigned(seen, required=bool(reader and reader.review)) if strict else ()
    report.warn([*problems, *unsigned], RecordError, strict=strict)
    shares = {key: share for key, (share, _) in loaded.coverage().items()} if audience is None else {}
    counts = tally(problems)
    signed = sum(statement.id in loaded.signed for statement in seen.statements)
    if not report.as_data:
        covered = ", ".join(f"{share:.0%} of `{key}` quoted" for key, share in shares.items())
        line = f"{_status(loaded.file, seen, problems)} for `{audience}`; {signed} signed; {_head(loaded, seen)}"
        print(f"{summary(loaded)}; {covered}" if audience is None else line)
    return {
        "file": loaded.file,
        "id": seen.id,
        **({} if audience is None else {"audience": audience}),
        "statements": len(seen.statements),
        "questions": counts["question"],
        "to_be_read": counts["unread"],
        "warnings": counts["warning"],
        "signed": signed,
        "head": loaded.state(head(seen)),
        **({"quoted": {key: round(share, 4) for key, share in shares.items()}} if audience is None else {}),
    }


def summary(loaded: Loaded) -> str:
    """Return how many statements a record has, what is asked of them, and how many are signed."""
    return "; ".join(filter(None, (_status(loaded.file, loaded.outcomes, loaded.problems), _signed(loaded))))


def _status(file: str, record: Outcomes, problems: Collection[Problem]) -> str:
    """Return how many statements a record has and what is asked of them."""
    counts = tally(problems)
    unread = f"{counts['unread']} to be read" if counts["unread"] else ""
    asked = filter(None, (counted(counts["question"], "question"), unread, counted(counts["warning"], "warning")))
    return f"{file}: {counted(len(record.statements), 'statement')}: {', '.join(asked) or 'nothing to ask'}"


def _signed(loaded: Loaded) -> str:
    """Return how many statements are signed, how many by who prepared the record, and whether the head is.

    Empty where nobody has signed anything.
    """
    own = sum(is_own(signature, loaded.outcomes) for signature in loaded.signed.values())
    by = f", {own} of them by who prepared the record" if own else ""
    lapsed = [statement.id for statement in loaded.outcomes.statements if statement.id in loaded.lapsed]
    named = ", ".join(lapsed[:_NAMED]) + (f" and {len(lapsed) - _NAMED} more" if len(lapsed) > _NAMED else "")
    since = f", {len(lapsed)} changed since: {named}" if lapsed else ""
    signed = f"{len(loaded.signed)} signed{by}{since}; {_head(loaded, loaded.outcomes)}"
    return signed if loaded.review.signed or loaded.lapsed else ""


def _head(loaded: Loaded, record: Outcomes) -> str:
    """Return whether the head of a record is signed, or of what an audience gets of it."""
    named = {"signed": "the head signed", "changed": "the head changed since", "unsigned": "the head not signed"}
    return named[loaded.state(head(record))]
