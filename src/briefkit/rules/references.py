"""References, quotes and markings: what must exist, and stand where it is said to stand."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from briefkit import markings
from briefkit.errors import Problem
from briefkit.evidence import locate, nearest
from briefkit.outcomes import RANKS, Desk, Evidence, Sourced
from briefkit.outcomes.statements import Commitment
from briefkit.rules.subject import Path, Subject, evidenced
from briefkit.rules.words import folded

_CAPS = {
    **dict.fromkeys(("none_seen", "press_remarks", "readout"), 3),
    "chair_summary": 4,
    **dict.fromkeys(("joint_statement", "conclusions"), 5),
    "agreement": 6,
    "treaty": 8,
}
"""Instrument → the highest rank of a status that it can give to what is collective."""


def unique_ids(subject: Subject) -> Iterator[Problem]:
    """R04: every statement has an id of its own."""
    seen: dict[str, int] = {}
    for i, statement in enumerate(subject.outcomes.statements):
        if statement.id in seen:
            line = subject.places.value(("statements", seen[statement.id], "id")).line
            message = f"the id `{statement.id}` stands twice; first in line {line}"
            yield subject.problem("R04", message, ("statements", i, "id"), "Give each statement an id of its own.")
        seen.setdefault(statement.id, i)


def references(subject: Subject) -> Iterator[Problem]:
    """R05: every id that is referred to exists."""
    for path, key, known, kind in _references(subject):
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Known: {', '.join(sorted(known)) or 'none'}."
            yield subject.problem("R05", f"there is no {kind} `{key}`", path, hint)


def _references(subject: Subject) -> Iterator[tuple[Path, str, Iterable[str], str]]:
    record = subject.outcomes
    for i, participant in enumerate(record.meeting.participants):
        yield ("meeting", "participants", i, "actor"), participant.actor, record.actors, "actor"
    for key, issue in record.issues.items():
        for i, side in enumerate(issue.sides):
            yield ("issues", key, "sides", i), side, record.actors, "actor"
    for i, statement in enumerate(record.statements):
        for field, known, kind in (
            ("by", record.actors, "actor"),
            ("via", record.actors, "actor"),
            ("owner", record.actors, "actor"),
            ("committers", record.actors, "actor"),
            ("issue", record.issues, "issue"),
            ("rests_on", subject.by_id, "statement"),
            ("contradicts", subject.by_id, "statement"),
            ("supersedes", subject.by_id, "statement"),
        ):
            for path, key in _keys(("statements", i, field), getattr(statement, field, None)):
                yield path, key, known, kind


def _keys(path: Path, value: str | tuple[str, ...] | None) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        yield from (((*path, i), key) for i, key in enumerate(value or ()))


def quotes(subject: Subject) -> Iterator[Problem]:
    """E01: every quote is in its source, at one place."""
    for i, statement in enumerate(subject.outcomes.statements):
        if isinstance(statement, Sourced):
            for path, evidence in evidenced(statement, i):
                yield from _quote(subject, path, evidence)


def _quote(subject: Subject, path: Path, evidence: Evidence) -> Iterator[Problem]:
    if evidence.source is None:
        yield subject.problem("R11", "the quote names no source", path, "Write {source: …, quote: …}.")
    elif evidence.source not in subject.texts:
        known = ", ".join(subject.texts)
        yield subject.problem("R05", f"there is no source `{evidence.source}`", path, f"Known: {known}.")
    else:
        spans = locate(subject.texts[evidence.source], evidence)
        if not spans:
            found = nearest(subject.texts[evidence.source], evidence.quote)
            hint = f"The source has: {found}" if found else "Copy the words from the source; leave nothing out."
            yield subject.problem("E01", f"this is not in the source `{evidence.source}`", path, hint)
        elif len(spans) > 1:
            message = f"this stands {len(spans)} times in the source `{evidence.source}`"
            yield subject.problem(
                "E01", message, path, "Add `prefix:` or `suffix:`, the words just before or after it."
            )


def known_markings(subject: Subject) -> Iterator[Problem]:
    """R10: every marking is known, all are of the record's scheme, and none is SECRET or above."""
    record = subject.outcomes
    at: list[tuple[Path, str | None]] = [(("marking",), record.marking)]
    at += [(("sources", key, "marking"), source.marking) for key, source in record.sources.items()]
    at += [(("statements", i, "marking"), s.marking) for i, s in enumerate(record.statements)]
    own = markings.scheme(record.marking)
    for path, marking in at:
        if marking and markings.scheme(marking) is None:
            every = [label for labels in markings.SCHEMES.values() for label in labels]
            yield subject.problem("R10", "this marking is not known", path, f"One of: {', '.join(every)}.")
        elif marking and own and markings.scheme(marking) != own:
            hint = f"One of: {', '.join(markings.SCHEMES[own])}."
            yield subject.problem("R10", "a record keeps to one scheme of markings", path, hint)


def commitments(subject: Subject) -> Iterator[Problem]:
    """R07, R08: a commitment passes its four tests, and nothing collective outranks the instrument."""
    instrument = subject.outcomes.meeting.instrument
    for i, statement in enumerate(subject.outcomes.statements):
        if not isinstance(statement, Commitment):
            continue
        for test in ("discrete", "specific", "public", "collectively_agreed"):
            if not getattr(statement, test):
                message = f"`{statement.id}` is no commitment: it is not {test.replace('_', ' ')}"
                yield subject.problem("R07", message, ("statements", i, test), "Use kind: announcement.")
        if RANKS.get(statement.standing, 0) > _CAPS[instrument]:
            message = f"`{statement.id}` is {statement.standing}: more than a meeting with {instrument} can give"
            enough = ", ".join(name for name, cap in _CAPS.items() if cap >= RANKS[statement.standing])
            hint = f"Use kind: announcement, or name in `meeting.instrument:` the text that was seen; enough: {enough}."
            yield subject.problem("R08", message, ("statements", i, "status"), hint)


def direct_quotes(subject: Subject) -> Iterator[Problem]:
    """R12: the text of a direct quote is its evidence, word for word."""
    for i, statement in enumerate(subject.outcomes.statements):
        if isinstance(statement, Sourced) and statement.kind == "direct_quote":
            words = folded(statement.text).replace('"', "")
            if not all(folded(e.quote).replace('"', "") in words for e in statement.quote):
                message = f"`{statement.id}`: a direct quote repeats its evidence word for word"
                yield subject.problem("R12", message, ("statements", i, "text"), "Copy the quote, or use another kind.")


def circles(subject: Subject) -> Iterator[Problem]:
    """R13: what the desk says rests on sourced statements in the end, not on itself."""
    for i, statement in enumerate(subject.outcomes.statements):
        below: set[str] = set()
        waiting = [statement.id]
        while waiting:
            found = subject.by_id.get(waiting.pop())
            new = set(found.rests_on) - below if isinstance(found, Desk) else set()
            below |= new
            waiting += new
        if statement.id in below:
            message = f"`{statement.id}` rests on itself"
            yield subject.problem("R13", message, ("statements", i, "rests_on"), "Name what a source holds.")


def aloud(subject: Subject) -> Iterator[Problem]:
    """E27: a line, which is there to be said aloud, is marked no higher than the record; else a warning."""
    record = subject.outcomes
    for i, statement in enumerate(record.statements):
        marking = markings.marking_of(statement, record)
        if statement.kind == "line" and markings.rank(marking) > markings.rank(record.marking):
            message = f"`{statement.id}`: this line is {marking}: who says it aloud releases it"
            hint = f"Let it rest on what is {record.marking}, or make it a question."
            problem = subject.problem("E27", message, ("statements", i, "text"), hint)
            yield replace(problem, severity="warning")


def grounds(subject: Subject) -> Iterator[Problem]:
    """E16: neither the bottom line nor what can be said rests on an assessment."""
    for i, statement in enumerate(subject.outcomes.statements):
        if isinstance(statement, Desk) and statement.kind in ("summary", "line"):
            for j, key in enumerate(statement.rests_on):
                if key in subject.by_id and subject.by_id[key].kind == "assessment":
                    message = f"`{statement.id}` rests on the assessment `{key}`"
                    hint = "An assessment stands only in its own box, which names the assessor."
                    yield subject.problem("E16", message, ("statements", i, "rests_on", j), hint)
