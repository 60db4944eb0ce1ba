"""What the model refuses, in our own words: each problem at its place in the file, with a hint that cures."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any

import pydantic

from briefkit.data import table
from briefkit.errors import Problem, Steps
from briefkit.outcomes import Outcomes
from briefkit.outcomes.faults import keys, one_of_hint, place, reason
from briefkit.outcomes.statements import KINDS
from briefkit.reading.dates import MONTHS
from briefkit.recordfile import RecordPlaces
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


def blanks(value: Any, places: RecordPlaces, path: Steps) -> Iterator[tuple[Steps, Problem]]:
    """Yield the path of each key that is not filled in, or holds nothing, and the problem.

    Why: a key that its author began to write is not one that was never given. Taken as absent, an empty `marking:`
    would release what it was meant to protect.
    """
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from blanks(inner, places, (*path, key))
        case list() if value:
            for index, inner in enumerate(value):
                yield from blanks(inner, places, (*path, index))
        case _ if value == UNFILLED:
            hint = f"Write the value over the {UNFILLED}, or delete the line if it may be left out."
            yield path, Problem("R14", f"`{_innermost(path)}` is still to be filled in", places.value(path), hint)
        case None | [] | {}:
            hint = f"Write what was meant, or delete `{_innermost(path)}`."
            yield path, Problem("R16", f"`{_innermost(path)}` holds nothing", places.key(path), hint)
        case _:
            return


def _innermost(path: Steps) -> str:
    """Return the innermost key of a path."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the record")


def refusals(error: pydantic.ValidationError, data: Any, empty: Collection[Steps]) -> list[dict[str, Any]]:
    """Return what pydantic has against a record, without what only follows from that or from its empty keys.

    An error follows from a key that holds nothing where it is one at it, or one of what lacks it; and from other
    errors where a list counts as empty because none of its items is valid.
    """
    found: list[dict[str, Any]] = [dict(one) for one in error.errors(include_input=False, include_url=False)]
    nothing, above = set(empty), {outer for path in empty for outer in _outer(path)}
    refused = {outer for one in found for outer in _outer(one["loc"])}

    def follows(one: Mapping[str, Any]) -> bool:
        path = _steps(one["loc"], data)
        emptied = not nothing.isdisjoint((path, *_outer(path))) or (one["type"] in _LACKS and path in above)
        return emptied or (one["type"] == "too_short" and one["loc"] in refused)

    return [one for one in found if not follows(one)]


def _outer(path: Steps) -> Iterator[Steps]:
    """Yield the paths of what a path leads through, the whole record first."""
    return (path[:end] for end in range(len(path)))


def problem(error: Mapping[str, Any], data: Any, places: RecordPlaces) -> Problem:
    """Return our own words for one of pydantic's errors: never its message, which may quote content."""
    refusal = _own if error["type"] in _OWN else _TOLD.get(error["type"], _other)
    return refusal(error, data, places)


def _own(error: Mapping[str, Any], _: Any, places: RecordPlaces) -> Problem:
    code, message, hint = _OWN[error["type"]]
    value = " and ".join(f"`{name}`" for name in error.get("ctx", {}).get("given", ()))
    return Problem(code, message.format(given=value), places.value(error["loc"]), hint)


def _missing(error: Mapping[str, Any], _: Any, places: RecordPlaces) -> Problem:
    *outer, name = error["loc"]
    return Problem("R02", f"`{name}` is missing", places.value(tuple(outer)), f"Add `{name}:` here.")


def _unknown_key(error: Mapping[str, Any], _: Any, places: RecordPlaces) -> Problem:
    loc = error["loc"]
    hint = meant(str(loc[-1]), keys(Outcomes, loc[:-1]))
    return Problem("R01", f"unknown key `{cut(str(loc[-1]))}`", places.key(loc), hint)


def _unknown_kind(error: Mapping[str, Any], _: Any, places: RecordPlaces) -> Problem:
    value = str(error.get("ctx", {}).get("tag", ""))
    message = f"unknown kind `{cut(value)}`" if value else "`kind` is missing"
    return Problem("R03", message, places.value((*error["loc"], "kind")), meant(value, KINDS))


def _unlisted(error: Mapping[str, Any], data: Any, places: RecordPlaces) -> Problem:
    name, value = _walked(error["loc"], data)
    if error["loc"][-1:] == ("[key]",):
        name, value = error["loc"][-3:-1]
    given = value if isinstance(value, str) else ""
    hint = one_of_hint(given, error["ctx"])
    return Problem("R03", f"`{name}` cannot be `{cut(given)}`", place(error["loc"], places), hint)


def _other(error: Mapping[str, Any], data: Any, places: RecordPlaces) -> Problem:
    (name, value), kind, loc = _walked(error["loc"], data), error["type"], error["loc"]
    message = _no_such_day(kind, value) or f"`{name}` {reason(kind, error.get('ctx', {}))}"
    hint = "Divide the text." if " is refused: longer than " in message else _hint(kind, name, loc, value)
    return Problem("R03", message, place(loc, places), hint)


_Told = Callable[[Mapping[str, Any], Any, RecordPlaces], Problem]
_TOLD: Mapping[str, _Told] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    **dict.fromkeys(("union_tag_invalid", "union_tag_not_found"), _unknown_kind),
    **dict.fromkeys(("literal_error", "enum", "not_listed"), _unlisted),
}
"""pydantic's errors → what tells them."""


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
        forms = {
            "sha256": "64 hexadecimal digits; `briefkit new` writes them.",
            "language": "A language tag: en, fr, uk.",
        }
        return forms.get(name, "Ids hold lower-case letters, digits and single hyphens.")
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
    return ("record" if not path else _innermost(path)), reduce(getitem, path, data)
