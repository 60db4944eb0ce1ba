"""What is marked higher than the rest, and must not stand in what is marked lower."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefkit import markings
from briefkit.errors import Problem, Steps
from briefkit.outcomes import Outcomes, Sourced
from briefkit.rules.letters import printed
from briefkit.rules.subject import Subject

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][a-zà-ÿ][^\W\d_]+|(?<=[(“])[^\W\d_a-z][a-zà-ÿ][^\W\d_]+")
"""A word that begins with one capital, not at the head of a sentence."""


def overlaps(subject: Subject) -> Iterator[Problem]:
    """E27: words that are quoted under a higher marking are not quoted under a lower one as well."""
    record = subject.outcomes
    found = []
    for path, places in subject.located.items():
        for span in places:
            own = (record.statements[int(path[1])].marking, record.sources[span.source].marking, record.marking)
            found.append((record.house.rank(record.house.highest(filter(None, own))), path, span))
    higher = [(rank, span) for rank, _, span in found if rank > record.house.rank(record.marking)]
    for rank, path, span in found:
        if any(above > rank and span.meets(other) for above, other in higher):
            message, hint = "the same words are quoted under a higher marking", "Give this statement that `marking:`."
            yield replace(subject.problem("E27", message, path, hint), severity="warning")


def names(subject: Subject) -> Iterator[Problem]:
    """E27: a name that only higher marked quotes hold stands in nothing that is marked lower."""
    closed: dict[int, set[str]] = {}
    for path, text in printed(subject):
        if path[0] in ("actors", "sources"):
            continue
        rank = _rank(subject.outcomes, path)
        if rank not in closed:
            closed[rank] = _closed(subject, rank)
        for name in dict.fromkeys(word for word in _WORD.findall(text) if word in closed[rank]):
            message, hint = f"“{name}” is known only from what is marked higher", "Leave it out, or mark this as high."
            yield replace(subject.problem("E27", message, path, hint), severity="warning")


def _rank(record: Outcomes, path: Steps) -> int:
    """Return the rank of a printed text's marking: its statement's, the lowest of its occasion's, or the record's."""
    match path:
        case ("statements", int(position), *_):
            statements = [record.statements[position]]
        case ("occasions", key, *_):
            statements = [s for s in record.statements if getattr(s, "occasion", None) == key]
        case _:
            statements = []
    rank = record.house.rank
    return min((rank(markings.marking_of(s, record)) for s in statements), default=rank(record.marking))


def _closed(subject: Subject, rank: int) -> set[str]:
    """Return the names that occur only in quotes marked higher than a rank."""
    record = subject.outcomes
    high, low = [], [record.meeting.name, record.meeting.place or ""]
    keys = {part.actor for part in record.meeting.participants}
    for statement in record.statements:
        words = " ".join(evidence.quote for evidence in statement.evidence) if isinstance(statement, Sourced) else ""
        if record.house.rank(markings.marking_of(statement, record)) > rank:
            high.append(words)
        else:
            low.append(words)
            keys |= statement.actors
    low += [name for key in keys if key in record.actors for name in record.actors[key].surfaces]
    low += [f"{source.called} {source.title or ''}" for source in record.sources.values()]
    common = {word for word in _WORD.findall(" ".join((*high, *low))) if word.islower()}
    found = {name[0] for words in high for name in _NAME.finditer(words)} - set(_WORD.findall(" ".join(low)))
    return {name for name in found if name.lower() not in common}
