"""The command `check`: load a record; say what is asked of it, who has read it, how much of its sources it has."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from briefkit.choice import discreet, left_out, refuse_unknown
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, counted
from briefkit.errors import Place, Problem, RecordError, RuleError
from briefkit.loading import Loaded, tally
from briefkit.markings import barred, releasable_to
from briefkit.outcomes import Outcomes
from briefkit.review import head, is_own

_NAMED = 5
"""At most so many of the statements that changed after they were signed are named."""


def check_whole(record: RecordFile, report: Report, *, strict: bool) -> dict[str, object]:
    """Check one record, print a line on it, and return the same as data; raises RecordError."""
    loaded = record.load()
    unsigned = loaded.unsigned(loaded.outcomes) if strict else ()
    report.warn([*loaded.problems, *unsigned], RecordError, strict=strict)
    shares = {key: share for key, (share, _) in loaded.coverage().items()}
    if not report.as_data:
        covered = ", ".join(f"{share:.0%} of `{key}` quoted" for key, share in shares.items())
        print(f"{summary(loaded)}; {covered}")
    quoted = {key: round(share, 4) for key, share in shares.items()}
    return {**_data(loaded, loaded.outcomes, loaded.problems), "quoted": quoted}


def check_for(audience: str, record: RecordFile, report: Report, *, strict: bool) -> list[dict[str, object]]:
    """Check one record as `check_whole` does, and return what an audience may see of it, if anything.

    RecordError as there, without what stands in the record; RuleError where the audience may have nothing of the one
    record that the command names, UsageError where there is no such audience.
    """
    refuse_unknown("audience", [audience], record.house.names, record.house.audience_hint)
    with discreet():
        loaded = record.load()
    if problem := barred(loaded.outcomes, audience):
        if record.alone:
            raise RuleError(replace(problem, place=Place(loaded.file, line=0)))
        report.tell([left_out(audience)])
        return []
    released = releasable_to(loaded.outcomes, audience)
    problems = loaded.problems_for(released)
    reader = record.house.audience(audience)
    unsigned = loaded.unsigned(released, required=reader is not None and reader.review) if strict else ()
    report.warn([*problems, *unsigned], RecordError, strict=strict)
    data = _data(loaded, released, problems)
    if not report.as_data:
        line = _status(loaded.file, len(released.statements), tally(problems))
        print(f"{line} for `{audience}`; {data['signed']} signed; {_head(loaded, released)}")
    return [{"file": loaded.file, "id": released.id, "audience": audience, **data}]


def _data(loaded: Loaded, record: Outcomes, problems: Collection[Problem]) -> dict[str, object]:
    """Return what was found in a record, or in what an audience may see of it."""
    counts = tally(problems)
    return {
        "file": loaded.file,
        "id": record.id,
        "statements": len(record.statements),
        "questions": counts["question"],
        "to_be_read": counts["unread"],
        "warnings": counts["warning"],
        "signed": sum(statement.id in loaded.signed for statement in record.statements),
        "head": loaded.state(head(record)),
    }


def summary(loaded: Loaded) -> str:
    """Return how many statements a record has, what is asked of them, and how many are signed."""
    whole = _status(loaded.file, len(loaded.outcomes.statements), tally(loaded.problems))
    return "; ".join(filter(None, (whole, _signed(loaded))))


def _status(file: str, statements: int, counts: Counter[str]) -> str:
    """Return how many statements a record has and what is asked of them."""
    asked = [counted(counts[severity], name) for severity, name in (("question", "question"), ("warning", "warning"))]
    asked.insert(1, f"{counts['unread']} to be read" if counts["unread"] else "")
    told = ", ".join(filter(None, asked)) or "nothing to ask"
    return f"{file}: {counted(statements, 'statement')}: {told}"


def _signed(loaded: Loaded) -> str:
    """Return how many statements are signed, how many by who prepared the record, and whether the head is.

    Empty where nobody has signed anything.
    """
    own = sum(is_own(signature, loaded.outcomes) for signature in loaded.signed.values())
    by = f", {own} of them by who prepared the record" if own else ""
    lapsed = [statement.id for statement in loaded.outcomes.statements if statement.id in loaded.lapsed]
    named = ", ".join(lapsed[:_NAMED]) + (f" and {len(lapsed) - _NAMED} more" if len(lapsed) > _NAMED else "")
    since = f", {len(lapsed)} changed since: {named}" if lapsed else ""
    told = f"{len(loaded.signed)} signed{by}{since}; {_head(loaded, loaded.outcomes)}"
    return told if loaded.review.signed or loaded.lapsed else ""


def _head(loaded: Loaded, record: Outcomes) -> str:
    """Return whether the head of a record is signed, or of what an audience gets of it."""
    named = {"signed": "the head signed", "changed": "the head changed since", "unsigned": "the head not signed"}
    return named[loaded.state(head(record))]
