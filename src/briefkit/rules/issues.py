"""Rules on issues: every side is heard, and each step into force is supported by a statement."""

from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.outcomes import Sourced
from briefkit.outcomes.parts import Step
from briefkit.outcomes.statements import Position
from briefkit.reading.numbers import numbers
from briefkit.reading.text import says
from briefkit.rules.subject import Subject


def ladders(subject: Subject) -> Iterator[Problem]:
    """R22: a step rests on what a source holds, says no number that this has not, and nothing to be avoided."""
    record = subject.outcomes
    superseded = record.superseded
    for key, issue in record.issues.items():
        for i, step in enumerate(issue.ladder):
            statement = record.by_id.get(step.statement)
            if statement is None:
                continue
            at = ("issues", key, "ladder", i)
            if not isinstance(statement, Sourced) or statement.kind == "assessment" or step.statement in superseded:
                message = f"the step “{step.step}” rests on `{step.statement}`, which bears no step out"
                hint = "Name a statement with a source: no assessment, and none that another replaces."
                yield subject.problem("R22", message, (*at, "statement"), hint)
            elif fault := _fault(step, statement):
                hint = f"Keep to the words of `{step.statement}`, or name another statement."
                yield subject.problem("R22", f"the step “{step.step}” {fault}", (*at, "step"), hint)


def _fault(step: Step, statement: Sourced) -> str:
    """Return what a step says and its statement does not; empty where there is nothing."""
    known = {n.value for text in (*(e.quote for e in statement.quote), *statement.written) for n in numbers(text)}
    beyond = [n for n in numbers(step.step) if n.value not in known]
    if beyond:
        return f"has the number {step.step[beyond[0].start : beyond[0].end]}, and its statement has not"
    avoided = next((wording.say for wording in statement.avoid if says(step.step, wording.say)), "")
    return f"says “{avoided}”, which is to be avoided" if avoided else ""


def sides(subject: Subject) -> Iterator[Problem]:
    """E15: every side of an issue has a position on it."""
    record = subject.outcomes
    heard = {(s.issue, key) for s in record.statements if isinstance(s, Position) for key in s.speakers}
    for key, issue in record.issues.items() if not subject.absent else ():
        for i, side in enumerate(issue.sides):
            if side in record.actors and (key, side) not in heard:
                message = f"no position of {record.actors[side].name} on `{key}`"
                hint = "Record it, or do not declare the side."
                yield subject.problem("E15", message, ("issues", key, "sides", i), hint)
