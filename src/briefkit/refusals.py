"""What the model refuses, in our own words: each problem at its place in the file, with a hint that cures."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any

import pydantic

from briefkit.data import table
from briefkit.errors import Problem, Steps, innermost
from briefkit.outcomes import Outcomes
from briefkit.outcomes.faults import keys, one_of_hint, place, reason
from briefkit.outcomes.statements import KINDS
from briefkit.reading.dates import MONTHS
from briefkit.recordfile import RecordPlaces, nodes
from briefkit.spelling import cut, meant

UNFILLED = "???"
"""What `briefkit new` writes where something is to be filled in."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_HOLDS: Mapping[str, str] = table("refusals.toml")["holds"]
"""Key → what it takes."""
_OWN: Mapping[str, tuple[str, str, str]] = table("refusals.toml")["own"]
"""Our models' own errors → code, message, hint."""
_LACKS = ("unworded", "no_speaker", "no_text", "no_unit", "nobody")
"""Those that tell of something missing: a key that holds nothing brings them about."""


def blanks(data: Any, places: RecordPlaces) -> Iterator[tuple[Steps, Problem]]:
    """Yield the path of each key that is not filled in, or holds nothing, and the problem.

    Why: a key that its author began to write is not one that was never given. Taken as absent, an empty `marking:`
    would release what it was meant to protect.
    """
    for path, value in nodes(data):
        key = innermost(path, "the record")
        if value == UNFILLED:
            hint = f"Write the value over the {UNFILLED}, or delete the line if it may be left out."
            yield path, Problem("R14", f"`{key}` is still to be filled in", places.value(path), hint)
        elif value in (None, [], {}):
            hint = f"Write what was meant, or delete `{key}`."
            yield path, Problem("R16", f"`{key}` holds nothing", places.key(path), hint)


def refusals(error: pydantic.ValidationError, data: Any, empty: Collection[Steps]) -> list[dict[str, Any]]:
    """Return what pydantic has against a record, without what only follows from that or from its empty keys.

    An error only follows where it is about an empty key, or says that what such a key was to hold is missing; and where
    a list counts as empty because all its items are refused.
    """
    found: list[dict[str, Any]] = [dict(fault) for fault in error.errors(include_input=False, include_url=False)]
    nothing, above = set(empty), {outer for path in empty for outer in _outer(path)}
    refused = {outer for fault in found for outer in _outer(fault["loc"])}

    def follows(fault: Mapping[str, Any]) -> bool:
        path = _steps(fault["loc"], data)
        emptied = not nothing.isdisjoint((path, *_outer(path))) or (fault["type"] in _LACKS and path in above)
        return emptied or (fault["type"] == "too_short" and fault["loc"] in refused)

    return [fault for fault in found if not follows(fault)]


def _outer(path: Steps) -> Iterator[Steps]:
    """Yield the paths of what a path leads through, the whole record first."""
    return (path[:end] for end in range(len(path)))


def problem(error: Mapping[str, Any], data: Any, places: RecordPlaces) -> Problem:
    """Return our own words for one of pydantic's errors: never its message, which may quote content."""
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    name, value = _walked(loc, data)
    if kind in _OWN:
        code, message, hint = _OWN[kind]
        fields = " and ".join(f"`{key}`" for key in context.get("given", ()))
        return Problem(code, message.format(given=fields), places.value(loc), hint)
    match kind:
        case "missing":
            return Problem("R02", f"`{loc[-1]}` is missing", places.value(loc[:-1]), f"Add `{loc[-1]}:` here.")
        case "extra_forbidden":
            key = str(loc[-1])
            return Problem("R01", f"unknown key `{cut(key)}`", places.key(loc), meant(key, keys(Outcomes, loc[:-1])))
        case "union_tag_invalid" | "union_tag_not_found":
            tag = str(context.get("tag", ""))
            message = f"unknown kind `{cut(tag)}`" if tag else "`kind` is missing"
            return Problem("R03", message, places.value((*loc, "kind")), meant(tag, KINDS))
        case "literal_error" | "not_listed":
            name, value = loc[-3:-1] if loc[-1:] == ("[key]",) else (name, value)
            given = value if isinstance(value, str) else ""
            message = f"`{name}` cannot be `{cut(given)}`"
            return Problem("R03", message, place(loc, places), one_of_hint(given, context))
        case _:
            message = _no_such_day(kind, value) or f"`{name}` {reason(kind, context)}"
            hint = "Divide the text." if " is refused: longer than " in message else _hint(kind, name, loc, value)
            return Problem("R03", message, place(loc, places), hint)


def _no_such_day(kind: str, value: Any) -> str:
    """Return that there is no such day, where one is asked for and what stands there is written as one."""
    match = _DAY.fullmatch(value) if kind.startswith("date") and isinstance(value, str) else None
    month = int(match[2]) if match else 0
    return f"there is no {int(match[3])} {MONTHS[month - 1]} {match[1]}" if match and 1 <= month <= len(MONTHS) else ""


def _hint(kind: str, name: str, loc: Steps, value: Any) -> str:
    if kind.startswith("date"):
        return "Correct the date." if _no_such_day(kind, value) else "Write it as YYYY-MM-DD."
    if name in _HOLDS or "relevance" in loc:
        return _HOLDS["relevance" if "relevance" in loc else name]
    if kind == "string_pattern_mismatch":
        return "Ids hold lower-case letters, digits and single hyphens."
    return "Delete the character." if kind == "value_error" else "See `briefkit schema` for what it may hold."


def _steps(loc: Steps, data: Any) -> Steps:
    """Return the part of a location that the data has: without the tags of unions, and what is missing."""
    path: list[str | int] = []
    for part in loc:
        match data:
            case dict() if part in data:
                data = data[part]
            case list() if isinstance(part, int) and part < len(data):
                data = data[part]
            case _:
                continue
        path.append(part)
    return tuple(path)


def _walked(loc: Steps, data: Any) -> tuple[str, Any]:
    """Return the last key of a location that the data has, and what stands there."""
    path = _steps(loc, data)
    return innermost(path, "record"), reduce(getitem, path, data)
