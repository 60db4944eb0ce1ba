"""Issues: every side is heard."""

from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.outcomes import Sourced
from briefkit.rules.subject import Subject


def sides(subject: Subject) -> Iterator[Problem]:
    """E15: every side of an issue has a position on it."""
    record = subject.outcomes
    heard = {
        (s.issue, key)
        for s in record.statements
        if isinstance(s, Sourced) and s.kind == "position"
        for entry in s.by
        for key in entry.keys
    }
    for key, issue in record.issues.items() if not subject.absent else ():
        for i, side in enumerate(issue.sides):
            if side in record.actors and (key, side) not in heard:
                message = f"no position of {record.actors[side].name} on `{key}`"
                hint = "Record it, or do not declare the side."
                yield subject.problem("E15", message, ("issues", key, "sides", i), hint)
