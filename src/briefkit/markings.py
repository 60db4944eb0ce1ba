"""Markings: the only door by which a record reaches an audience, under the ceilings of its house.

The law of release: `releasable_to` drops what an audience may not see and whatever nothing kept refers
to; all that follows is a function of its result. So a record without the withheld items gives the same.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from briefkit.errors import Problem, RuleError
from briefkit.outcomes import Actor, Base, Issue, Outcomes, Sourced, Statement
from briefkit.outcomes.statements import Position
from briefkit.reading.text import find, find_all, fold, plain

SIDE = "side"
"""Why a position is withheld with those of the other sides of its issue."""
_TOKEN = re.compile(r"\w+")


class Roster:
    """Whom of a record's actors a text names: a wording by the names that it may use, a source by any."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        """Keep the actors."""
        self._actors = actors

    @cached_property
    def _first(self) -> Mapping[str, set[str]]:
        """First word of a name → the actors that have such a name."""
        found: dict[str, set[str]] = {}
        for key, actor in self._actors.items():
            for name in actor.known_as:
                found.setdefault(next(iter(_tokens(name)), ""), set()).add(key)
        return found

    def named(self, written: str, quoted: str) -> set[str]:
        """Return the ids of the actors that what is written names, or what is quoted."""
        tokens = {"", *_tokens(written), *_tokens(quoted)} & self._first.keys()
        keys = set[str]().union(*(self._first[token] for token in tokens))
        return {key for key in keys if self._is_named(self._actors[key], written, quoted)}

    @staticmethod
    def _is_named(actor: Actor, written: str, quoted: str) -> bool:
        """Say whether it is; the last word of a name alone only with a capital."""
        if is_named(actor.surfaces, written) or is_named((*actor.surfaces, *actor.variants), quoted):
            return True
        return any(match[0] in actor.known_as and not match[0].islower() for match in find_all(actor.known_as, quoted))


def is_named(names: Collection[str], text: str) -> bool:
    """Say whether a text has one of these names; one of a single word only in its own letters: May is not may."""
    return any(" " in match[0] or match[0] in _own_letters(names) for match in find_all(names, text))


def _own_letters(names: Iterable[str]) -> Iterator[str]:
    """Yield names as they are written, and as they are at the beginning of a sentence."""
    for name in map(plain, names):
        yield from (name, f"{name[:1].upper()}{name[1:]}")


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))


def marking_of(statement: Base, record: Outcomes) -> str:
    """Return the marking that a statement carries: the highest of its own, its sources' and what it tells of others."""
    below = record.below(statement)
    spoken_of = [record.by_id[key] for s in below for key in record.ties[s.id] if key in record.by_id]
    own = [marking for s in (*below, *spoken_of) for marking in _own_markings(s, record)]
    return record.house.highest([record.marking, *own])


def _own_markings(statement: Base, record: Outcomes) -> Iterator[str]:
    """Yield the marking of a statement and those of the sources that it is quoted from and reported by."""
    keys = [quote.source for quote in statement.evidence] + [statement.via] if isinstance(statement, Sourced) else []
    sources = [record.sources[key] for key in keys if key in record.sources]
    yield from filter(None, (statement.marking, *(source.marking for source in sources)))


def withheld(record: Outcomes, audience: str) -> dict[str, str]:
    """Return the ids of the statements that an audience does not get, each with the reason."""
    reasons: dict[str, str] = {}
    reader = record.house.audience(audience)
    for statement in record.statements:
        if not record.house.allows(audience, marking_of(statement, record)):
            reasons[statement.id] = "marking"
        elif statement.relevance.get(audience, 1) == 0 or (reader and statement.kind in reader.withheld):
            reasons[statement.id] = "relevance"
    return _with_dependants(record, reasons)


def reaches(record: Outcomes, audience: str) -> bool:
    """Say whether an audience gets anything of a record."""
    return record.house.allows(audience, record.marking) and len(withheld(record, audience)) < len(record.statements)


def nothing_for(audience: str) -> Problem:
    """Return what is to be said where an audience is not reached, though the record's marking admits it."""
    hint = "`briefkit explain` tells what keeps each from it: a lower marking, or a source with one, brings it there."
    return Problem("E27", f"every statement of the record is withheld from `{audience}`, which gets nothing", hint=hint)


def marking_hint(marking: str) -> str:
    """Return the end of a hint: how a record can reach more readers without a lower marking."""
    return f"where only parts of it are {marking}, mark those statements, and the record as the rest is marked."


def barred(record: Outcomes, audience: str) -> Problem | None:
    """Return why the marking of a record keeps all of it from an audience; None where it does not."""
    if record.house.allows(audience, record.marking):
        return None
    message = f"the record is {record.marking}: nothing of it may go to `{audience}`"
    hint = record.house.ceiling_hint(record.marking, audience)
    return Problem("E27", message, hint=hint or f"Choose another audience; or, {marking_hint(record.marking)}")


def releasable_to(record: Outcomes, audience: str) -> Outcomes:
    """Return the record as an audience may see it; RuleError where nothing of it may be released."""
    if problem := barred(record, audience):
        row = record.house.audience(audience)
        raise RuleError(replace(problem, place=row.place if row else None))
    withheld_ids = withheld(record, audience)
    statements = tuple(_without_references(s, withheld_ids) for s in record.statements if s.id not in withheld_ids)
    return _pruned(record, tuple(s.model_copy(update={"relevance": _own(s, audience)}) for s in statements))


def _own(statement: Base, audience: str) -> dict[str, float]:
    """Keep only the audience's own relevance: what others think of a statement is not its business."""
    return {audience: statement.relevance[audience]} if audience in statement.relevance else {}


def _with_dependants(record: Outcomes, reasons: dict[str, str]) -> dict[str, str]:
    """Add what would tell of something withheld: what rests on it or speaks of it, and the other sides of its issue."""
    tied: dict[str, list[tuple[str, str]]] = {}
    for key, other, reason in _ties(record):
        tied.setdefault(other, []).append((key, reason))
    found, waiting = dict(reasons), list(reasons)
    while waiting:
        lost = waiting.pop(0)
        new = {key: reason or found[lost] for key, reason in reversed(tied.get(lost, ())) if key not in found}
        found |= new
        waiting += new
    return found


def _ties(record: Outcomes) -> Iterator[tuple[str, str, str]]:
    """Yield the ids of a statement and of one without which it is not released; and why, if not for the same reason."""
    declared = {key: issue.sides for key, issue in record.issues.items() if issue.sides}
    positions = [s for s in record.statements if isinstance(s, Position) and s.issue in declared]
    yield from ((key, other, "") for key, others in record.ties.items() for other in others)
    for key, sides in declared.items():
        on_issue = [s for s in positions if s.issue == key]
        heard = [s for s in on_issue if any(actor in sides for entry in s.by for actor in entry.keys)]
        yield from ((position.id, other.id, SIDE) for position in on_issue for other in heard)


def _without_references(statement: Statement, withheld_ids: Mapping[str, str]) -> Statement:
    """Return a statement without its references to statements that are gone."""
    update: dict[str, object] = {"supersedes": tuple(key for key in statement.supersedes if key not in withheld_ids)}
    if isinstance(statement, Sourced):
        update["contradicts"] = tuple(rival for rival in statement.contradicts if rival.statement not in withheld_ids)
    return statement.model_copy(update=update)


def _pruned(record: Outcomes, statements: tuple[Statement, ...]) -> Outcomes:
    """Return the record with only these statements and what they and the meeting refer to."""
    sourced = [s for s in statements if isinstance(s, Sourced)]
    sources, used, attended = sources_of(sourced), {s.issue for s in statements}, {s.occasion for s in sourced}
    # Hashes depend on passages that are not quoted, or not for this audience.
    unproved = {"sha256": None, "original": None}
    update = {
        "include": (),
        "statements": statements,
        "sources": {k: v.model_copy(update=unproved) for k, v in record.sources.items() if k in sources},
        "issues": {key: _heard(issue, key, statements) for key, issue in record.issues.items() if key in used},
        "occasions": {key: meeting for key, meeting in record.occasions.items() if key in attended},
    }
    kept = record.model_copy(update=update)
    words, quotes = _written(kept), " \n ".join(evidence.quote for s in sourced for evidence in s.evidence)
    said = f"{words} \n {quotes}"
    terms = {key: value for key, value in record.terms.items() if find([key, f"{key}s", value.long], said)}
    return kept.model_copy(
        update={"terms": terms, "actors": _kept_actors(kept, Roster(record.actors).named(words, quotes))}
    )


def _written(record: Outcomes) -> str:
    """Return all that a page may print of issues and statements as their author wrote it."""
    steps = [step.step for issue in record.issues.values() for step in issue.ladder]
    return " \n ".join([*steps, *(text for s in record.statements for text in s.written)])


def sources_of(statements: Iterable[Sourced]) -> set[str | None]:
    """Return the keys of the sources that statements rest on or were passed on by."""
    return {key for s in statements for key in (s.via, *(e.source for e in s.evidence))}


def _kept_actors(record: Outcomes, named: Collection[str]) -> dict[str, Actor]:
    """Return the actors that are named or that something refers to, and the members of its groupings, theirs too."""
    meetings = (record.meeting, *record.occasions.values())
    keys = {participant.actor for meeting in meetings for participant in meeting.participants}
    keys |= {key for s in record.statements for key in s.actors}
    keys |= {side for issue in record.issues.values() for side in issue.sides}
    keys = with_members(record, keys.union(named))
    return {key: actor for key, actor in record.actors.items() if key in keys}


def printable(released: Outcomes) -> Outcomes:
    """Return a released record with only those actors of whom a page may tell something: fewer than it has.

    Those are left out whom nothing refers to and only a quote names, or a word that may be any word.
    """
    words = _written(released)
    named = {key for key in Roster(released.actors).named(words, "") if _is_told(released.actors[key], words)}
    return released.model_copy(update={"actors": _kept_actors(released, named)})


def _is_told(actor: Actor, words: str) -> bool:
    """Say whether a text that names an actor has a full name, or letters that stand for it, in these very letters.

    A short name of one word may be any word; but of a grouping a page tells the members, and of the editor's own that
    it is.
    """
    word = actor.short if actor.short and " " not in actor.short and sum(map(str.isupper, actor.short)) <= 1 else None
    names = set(_own_letters(name for name in actor.surfaces if name != word or name == actor.name))
    written = any(match[0] in names for match in find_all(names, words))
    return written or bool(actor.members) or actor.basis == "editor"


def with_members(record: Outcomes, keys: Collection[str]) -> set[str]:
    """Return the ids of actors with those of the members of groupings among them, and of theirs."""
    found, waiting = set(keys), [key for key in keys if key in record.actors]
    while waiting:
        new = set(record.actors[waiting.pop()].members) & record.actors.keys() - found
        found |= new
        waiting += new
    return found


def _heard(issue: Issue, key: str, statements: Sequence[Statement]) -> Issue:
    """Return an issue without the steps that nothing kept bears out, and without its sides where no position is kept.

    Why: who the sides are, only positions tell.
    """
    ids = {s.id for s in statements}
    positions = any(isinstance(s, Position) and s.issue == key for s in statements)
    steps = tuple(step for step in issue.ladder if step.statement in ids)
    return issue.model_copy(update={"ladder": steps, "sides": issue.sides if positions else ()})
