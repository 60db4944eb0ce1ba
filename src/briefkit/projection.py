"""The record behind one document, for machines: what people can read in it, and nothing else."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from briefkit.markings import marking_of, sources_of, with_members
from briefkit.outcomes import Outcomes, Sourced, Statement

_FIELDS = (
    *("id", "kind", "says", "does", "text", "verb", "short", "headline", "plain", "via", "issue", "rests_on", "add"),
    *("about", "occasion", "committers", "owner", "due", "question", "effect", "measures", "basis", "alt"),
)
_PARTS = ("by", "supported_by", "opposed_by", "to")


def projection(released: Outcomes, printed: Collection[str]) -> bytes:
    """Return the statements that a document prints or rests on, with all they refer to, as JSON (UTF-8, sorted keys).

    Left out: importance, relevance, `must`, `avoid`, notes of the desk, file paths and hashes. Its marking is that
    of the highest statement: who takes it out of the file must not think it lower than the page.
    """
    statements = _behind(released, printed)
    sourced = [s for s in statements if isinstance(s, Sourced)]
    sources = sources_of(sourced)
    issues, occasions = {s.issue for s in statements}, {s.occasion for s in sourced}
    actors = with_members(released, {key for s in statements for key in s.actors})
    data = {
        "id": released.id,
        "title": released.title,
        "marking": released.house.highest([released.marking, *(marking_of(s, released) for s in statements)]),
        "language": released.language,
        "as_of": _plain(released.as_of),
        "meeting": _plain(released.meeting, without={"participants"}),
        "occasions": {k: _plain(v, without={"participants"}) for k, v in released.occasions.items() if k in occasions},
        "sources": {key: _source(value) for key, value in released.sources.items() if key in sources},
        "issues": {key: value.title for key, value in released.issues.items() if key in issues},
        "actors": {k: _plain(v, without={"variants"}) for k, v in released.actors.items() if k in actors},
        "statements": statement_data(released, printed),
    }
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def statement_data(released: Outcomes, printed: Collection[str]) -> list[dict[str, Any]]:
    """Return the statements that a document prints or rests on, as plain data."""
    statements = _behind(released, printed)
    ids = {statement.id for statement in statements} | set(printed)
    return [_statement(statement, ids) | {"marking": marking_of(statement, released)} for statement in statements]


def _behind(released: Outcomes, printed: Collection[str]) -> list[Statement]:
    named = (released.by_id[key] for key in printed if key in released.by_id)
    ids = {g.id for statement in named for g in released.ground(statement)} | set(printed)
    return [s for s in released.statements if s.id in ids]


def _statement(statement: Statement, ids: Collection[str]) -> dict[str, Any]:
    known = type(statement).model_fields
    found = {name: getattr(statement, name) for name in _FIELDS if name in known}
    found["rests_on"] = [key for key in found.get("rests_on", ()) if key in ids]
    found["about"] = found.get("about") if found.get("about") in ids else None
    found |= {name: [_plain(part) for part in getattr(statement, name, ())] for name in _PARTS}
    found |= {name: _plain(value) for name in ("forms", "on", "vote") if (value := getattr(statement, name, None))}
    found["status"] = statement.standing
    found["conditions"] = [condition.text for condition in statement.conditions]
    if isinstance(statement, Sourced):
        found["quantities"] = [_plain(quantity) for quantity in statement.quantities]
        found["contradicts"] = [_plain(rival) for rival in statement.contradicts if rival.statement in ids]
        found["quote"] = [{"source": quote.source, "quote": quote.quote} for quote in statement.quote]
    return {name: value for name, value in found.items() if value}


def _source(source: Any) -> Mapping[str, Any]:
    statement_data = ("type", "title", "author", "publisher", "issued", "accessed", "url", "rank", "note")
    return {name: value for name, value in _plain(source).items() if name in statement_data}


def _plain(value: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """Return a part of the record as plain data, without what is not given and some of its keys."""
    return dict(value.model_dump(mode="json", exclude=set(without), exclude_defaults=True, by_alias=True))
