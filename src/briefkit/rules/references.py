"""References, quotes and markings: what is referred to exists, and quotes are where the record says."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import islice

from briefkit import markings
from briefkit.addresses import is_web_page
from briefkit.errors import Problem, Steps
from briefkit.evidence.folding import MOST_PLACES
from briefkit.evidence.nearmiss import COPIED, missed
from briefkit.limits import MOST_RESTED_ON, TOGETHER
from briefkit.outcomes import MARGINS, STATUSES, Desk, Evidence, Sourced
from briefkit.outcomes.statements import Announcement, Commitment, Decision
from briefkit.outcomes.statuses import CAPS
from briefkit.reading.text import fold
from briefkit.rules.subject import Subject, evidenced
from briefkit.spelling import cut, meant

_TESTS = ("discrete", "specific", "public", "collectively_agreed")
_OVER = [key for key in Commitment.model_fields if key not in Announcement.model_fields]
"""The keys of a commitment that an announcement does not take."""
LAYERS = 4
"""How many of the desk's statements may rest on one another in a chain."""
_SEARCHED = 20
"""The nearest match is looked for only for so many problems of a kind: as many as are printed."""
_FEW = 2
"""Words in common that two statements on one thing have."""
_NAMED = 12
"""Ids that a hint names."""


def unique_ids(subject: Subject) -> Iterator[Problem]:
    """R04: every statement has an id of its own."""
    seen: dict[str, int] = {}
    for i, statement in enumerate(subject.outcomes.statements):
        if statement.id in seen:
            first = subject.places.value(("statements", seen[statement.id], "id"))
            message = f"the id `{statement.id}` stands twice; the first is at {first}"
            yield subject.problem("R04", message, ("statements", i, "id"), "Give each statement an id of its own.")
        seen.setdefault(statement.id, i)


def references(subject: Subject) -> Iterator[Problem]:
    """R05: every id that is referred to exists."""
    record = subject.outcomes
    known: dict[str, Collection[str]] = {
        "actor": record.actors,
        "actor or source": {**record.actors, **record.sources},
        "issue": record.issues,
        "occasion": {MARGINS: None, **record.occasions},
        "statement": {*record.by_id, *subject.absent},
    }
    unknown = (leaf for leaf in record.leaves if leaf[2] in known and leaf[1] not in known[leaf[2]])
    for number, (path, key, kind) in enumerate(unknown):
        hint = meant(key, known[kind] if number < _SEARCHED else (), f"Known: {_few(known[kind])}.")
        yield subject.problem("R05", f"there is no {kind} `{key}`", path, hint)


def _few(known: Iterable[str]) -> str:
    """Return the first of what is known, in the order of letters."""
    keys = sorted(known)
    more = ", …" * (len(keys) > _NAMED)
    return ", ".join(keys[:_NAMED]) + more if keys else "none"


def quotes(subject: Subject) -> Iterator[Problem]:
    """E01: every quote is in its source, at one place."""
    missing = 0
    for _, path, evidence in evidenced(subject.outcomes):
        yield from _quote(subject, path, evidence, is_searched=missing < _SEARCHED)
        missing += not subject.located[path]


def _quote(subject: Subject, path: Steps, evidence: Evidence, *, is_searched: bool) -> Iterator[Problem]:
    if evidence.source in subject.outcomes.sources and evidence.source not in subject.texts:
        hint = "Save its text below the record's folder, and name it under `file:`."
        yield subject.problem("R11", f"the source `{evidence.source}` has no text to quote from", path, hint)
    elif evidence.source not in subject.texts:
        known = ", ".join(subject.texts)
        yield subject.problem("R05", f"there is no source `{evidence.source}`", path, f"Known: {known}.")
    else:
        spans = subject.located[path]
        if not spans:
            hint = missed(subject.texts[evidence.source or ""], evidence) if is_searched else COPIED
            yield subject.problem("E01", f"this is not in the source `{evidence.source}`", path, hint)
        elif len(spans) > 1:
            often = f"{len(spans)} times" if len(spans) < MOST_PLACES else "very often"
            message = f"this stands {often} in the source `{evidence.source}`"
            hint = "Write quote: {quote: …, prefix: the words just before it}, or suffix: those just after it."
            yield subject.problem("E01", message, path, hint)


def known_markings(subject: Subject) -> Iterator[Problem]:
    """R10: every marking is known, all are of the record's scheme, and none is SECRET or above."""
    record = subject.outcomes
    house = record.house
    own = house.scheme(record.marking)
    for path, marking in ((path, text) for path, text, role in record.leaves if role == "marking"):
        if house.scheme(marking) is None:
            every = own.labels if own else [label for scheme in house.schemes for label in scheme.labels]
            yield subject.problem("R10", f"the marking `{cut(marking)}` is not known", path, meant(marking, every))
        elif own and house.scheme(marking) != own:
            hint = f"One of: {', '.join(own.labels)}."
            yield subject.problem("R10", "a record keeps to one scheme of markings", path, hint)


def addresses(subject: Subject) -> Iterator[Problem]:
    """R21: the address of a source is one that a reader can open."""
    for key, source in subject.outcomes.sources.items():
        if source.url and not is_web_page(source.url):
            hint = "Write it whole, as in https://example.org/note; a page prints it as a link."
            yield subject.problem("R21", "this is no address of a web page", ("sources", key, "url"), hint)


def commitments(subject: Subject) -> Iterator[Problem]:
    """R07: a commitment passes its four tests."""
    for i, statement in enumerate(subject.outcomes.statements):
        for test in _TESTS if isinstance(statement, Commitment) else ():
            if not getattr(statement, test):
                message = f"`{statement.id}` is no commitment: it is not {test.replace('_', ' ')}"
                over = ", ".join(f"`{key}`" for key in _OVER if key in statement.model_fields_set)
                hint = f"Use kind: announcement, and leave out {over}."
                yield subject.problem("R07", message, ("statements", i, test), hint)


def statuses(subject: Subject) -> Iterator[Problem]:
    """R08: nothing collective outranks the instrument, and a status is carried only by a kind that can have it."""
    instrument = subject.outcomes.meeting.instrument
    for i, statement in enumerate(subject.outcomes.statements):
        status = STATUSES[statement.standing]
        path: Steps = ("statements", i, "status" if statement.status else "kind")
        if status.kinds and statement.kind not in status.kinds:
            message = f"`{statement.id}`: a statement of kind {statement.kind} cannot be {statement.standing}"
            yield subject.problem("R08", message, path, f"This status is for: {', '.join(status.kinds)}.")
        elif isinstance(statement, Commitment | Decision) and (status.rank or 0) > CAPS[instrument]:
            message = f"`{statement.id}` is {statement.standing}: more than a meeting with {instrument} can give"
            enough = ", ".join(name for name, cap in CAPS.items() if cap >= (status.rank or 0))
            fault = "Write `status: reported`, or name in `meeting.instrument:` the text that was seen"
            hint = f"{fault}; enough: {enough}."
            yield subject.problem("R08", message, path, hint)


def direct_quotes(subject: Subject) -> Iterator[Problem]:
    """R12: the wording of a direct quote, where it has one, is its evidence, word for word."""
    for i, statement in enumerate(subject.outcomes.statements):
        if isinstance(statement, Sourced) and statement.kind == "direct_quote" and statement.first:
            words = fold(statement.first).replace('"', "")
            if not all(fold(e.quote).replace('"', "") in words for e in statement.quote):
                message = f"`{statement.id}`: a direct quote repeats its evidence word for word"
                hint = "Delete the wording: the quote is printed as it is. Or use another kind."
                yield subject.problem("R12", message, ("statements", i, statement.shape), hint)


def circles(subject: Subject) -> Iterator[Problem]:
    """R13: what the desk says rests on sourced statements in the end, through few layers, on few, and not on itself."""
    record = subject.outcomes
    reached: dict[str, frozenset[str]] = {s.id: frozenset() for s in record.statements if isinstance(s, Sourced)}
    waiting = {s.id: s for s in record.statements if isinstance(s, Desk)}
    for _ in range(LAYERS):
        found = [s for s in waiting.values() if all(key in reached or key not in record.by_id for key in s.rests_on)]
        reached |= {s.id: _reached(s, reached) for s in found}
        waiting = {key: s for key, s in waiting.items() if key not in reached}
    if sum(map(len, reached.values())) > TOGETHER:
        message = f"the desk's statements rest on more than {TOGETHER:,} statements, each counted as often as it serves"
        yield subject.problem("R13", message, ("statements",), "Name what bears each out, and nothing else.")
        return
    for i, statement in enumerate(record.statements):
        fault = ""
        if statement.id in waiting:
            fault = f"rests on itself, or on a chain of more than {LAYERS} of the desk's statements"
        elif len(reached[statement.id]) > MOST_RESTED_ON:
            fault = f"rests on more than {MOST_RESTED_ON} statements"
        if fault:
            path = ("statements", i, "rests_on")
            yield subject.problem("R13", f"`{statement.id}` {fault}", path, "Name what a source holds.")


def loops(subject: Subject) -> Iterator[Problem]:
    """R26: no statement names itself, and none supersedes what supersedes it."""
    statements = subject.outcomes.statements
    for i, statement in enumerate(statements):
        for path, key, role in statement.leaves:
            if role == "statement" and key == statement.id and path[0] != "rests_on":
                hint = f"Name another statement there, or leave out `{path[0]}`."
                yield subject.problem("R26", f"`{key}` names itself under `{path[0]}`", ("statements", i, *path), hint)
    replaced = {statement.id: {*statement.supersedes} - {statement.id} for statement in statements}
    try:
        TopologicalSorter(replaced).prepare()
    except CycleError as error:
        circle = error.args[1][1:]
        at = next(i for i, statement in enumerate(statements) if statement.id in circle)
        names = " and ".join(f"`{key}`" for key in circle)
        hint = "Keep `supersedes` in what is true now, and leave it out of what that replaces."
        message = f"{names} supersede one another, and none of them would be printed"
        yield subject.problem("R26", message, ("statements", at, "supersedes"), hint)


def replaced(subject: Subject) -> Iterator[Problem]:
    """R26: what a statement supersedes is of its issue, its speaker's or in its words; else a warning."""
    record = subject.outcomes
    for i, statement in enumerate(record.statements):
        for other in (record.by_id[key] for key in statement.supersedes if key in record.by_id):
            if isinstance(statement, Sourced) and isinstance(other, Sourced) and other.issue != statement.issue:
                shared = subject.told(statement) & subject.told(other)
                if set(statement.speakers).isdisjoint(other.speakers) and len(shared) < _FEW:
                    message = f"`supersedes`: no page prints `{other.id}` now, of another issue and speaker"
                    hint = "Name the statement that it replaces, or give both their `issue`."
                    path = ("statements", i, "supersedes")
                    yield subject.problem("R26", f"`{statement.id}`: {message}", path, hint, "warning")


def _reached(statement: Desk, reached: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the ids that a statement rests on, directly or not; at most one more than are allowed."""
    below = (ground for key in statement.rests_on for ground in (key, *reached.get(key, ())))
    return frozenset(islice(dict.fromkeys(below), MOST_RESTED_ON + 1))


def aloud(subject: Subject) -> Iterator[Problem]:
    """E27: a line, which is there to be said aloud, is marked no higher than the record; else a warning."""
    record = subject.outcomes
    for i, statement in enumerate(record.statements):
        marking = markings.marking_of(statement, record)
        if statement.kind == "line" and record.house.rank(marking) > record.house.rank(record.marking):
            message = f"`{statement.id}`: this line is {marking}: who says it aloud releases it"
            hint = f"Let it rest on what is {record.marking}, or make it a question."
            yield subject.problem("E27", message, ("statements", i), hint, "warning")


def grounds(subject: Subject) -> Iterator[Problem]:
    """E16: neither the bottom line nor what can be said rests on an assessment."""
    for i, statement in enumerate(subject.outcomes.statements):
        if isinstance(statement, Desk) and statement.kind in ("summary", "line"):
            for j, key in enumerate(statement.rests_on):
                if key in subject.outcomes.by_id and subject.outcomes.by_id[key].kind == "assessment":
                    message = f"`{statement.id}` rests on the assessment `{key}`"
                    hint = "Take it out of `rests_on`: it stands only in its own box, which names the assessor."
                    yield subject.problem("E16", message, ("statements", i, "rests_on", j), hint)
