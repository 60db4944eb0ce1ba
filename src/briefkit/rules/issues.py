"""Issues: every side is heard, at a fair length."""

from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.outcomes import Sourced
from briefkit.rules.subject import Subject
from briefkit.rules.words import count

RATIO = 2.0
"""The most words that one side may have for one of another's."""


def sides(subject: Subject) -> Iterator[Problem]:
    """E15: every side of an issue has a position, and none has twice the words of another."""
    for key, issue in subject.outcomes.issues.items():
        words = {side: _words(subject, key, side) for side in issue.sides}
        for i, (side, total) in enumerate(words.items()):
            if not total and side in subject.outcomes.actors:
                name = subject.outcomes.actors[side].name
                message = f"no position of {name} on `{key}`"
                hint = "Record it, or do not declare the side."
                yield subject.problem("E15", message, ("issues", key, "sides", i), hint)
        heard = {side: total for side, total in words.items() if total}
        if heard and max(heard.values()) > RATIO * min(heard.values()):
            most, least = max(heard, key=lambda s: heard[s]), min(heard, key=lambda s: heard[s])
            message = f"on `{key}` {most} has {heard[most]} words and {least} {heard[least]}"
            yield subject.problem("E15", message, ("issues", key, "sides"), "Give the sides about equal room.")


def _words(subject: Subject, issue: str, side: str) -> int:
    positions = (
        s
        for s in subject.outcomes.statements
        if isinstance(s, Sourced) and s.kind == "position" and s.issue == issue and s.by == side
    )
    return sum(count(s.text) for s in positions)
