"""A file becomes a checked record: read, validate, verify against its sources, apply the record rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import pydantic

from briefkit import yamlfile
from briefkit.document import Image
from briefkit.errors import Place, Problem, RecordError
from briefkit.evidence import Beside, Span, coverage, uncovered
from briefkit.outcomes import Outcomes, Sourced, Statement
from briefkit.outcomes import parts as model
from briefkit.outcomes.statements import AnyDesk, AnySourced
from briefkit.rules import MONTHS, Subject, check_record, located
from briefkit.sources import pictures, texts

NAME = "outcomes.yaml"
_SHOWN = 40
UNFILLED = "???"
"""What `briefkit new` writes where something is to be filled in."""

_KINDS: dict[str, type[pydantic.BaseModel]] = {
    kind.model_fields["kind"].annotation.__args__[0]: kind for kind in (*get_args(AnySourced), *get_args(AnyDesk))
}
_MODELS: dict[str, type[pydantic.BaseModel]] = {
    "meeting": model.Meeting,
    "sources": model.Source,
    "actors": model.Actor,
    "issues": model.Issue,
    "terms": model.Term,
    "quote": model.Evidence,
    "conditions": model.Condition,
    "avoid": model.Avoid,
    "quantities": model.Quantity,
    "part_of": model.Part,
    "participants": model.Participant,
    **dict.fromkeys(("as_of", "date", "changed"), model.Dated),
}
_WORDS = {
    "string_pattern_mismatch": "is not of the right form",
    "int_parsing": "is not a whole number",
    "float_parsing": "is not a number",
    "bool_parsing": "is neither true nor false",
    "string_type": "is not text",
    "dict_type": "is not a mapping of keys to values",
    "model_type": "is not a mapping of keys to values",
    "model_attributes_type": "is not a mapping of keys to values",
    "tuple_type": "is not a list",
    "list_type": "is not a list",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "too_short": "is empty",
    "finite_number": "is not a finite number",
}


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ACTOR = "The id of one actor under `actors:`."
_ACTORS = "A list of ids under `actors:`, as [one, another]."
_IDS = "A list of ids of statements, as [one, another]."
_HOLDS = {
    **dict.fromkeys(("by", "via", "owner", "actor"), _ACTOR),
    **dict.fromkeys(("committers", "sides"), _ACTORS),
    **dict.fromkeys(("rests_on", "contradicts", "supersedes"), _IDS),
    "issue": "The id of one issue under `issues:`.",
    "importance": "A whole number from 1 to 5.",
    "relevance": "A number from 0 to 1 for each audience, as {public: 0.5}.",
}
"""Key → what it takes."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record that passed every error check."""

    outcomes: Outcomes
    file: str
    """As the user named it."""
    texts: Mapping[str, str]
    """Source id → text."""
    spans: Mapping[str, tuple[Span, ...]]
    """Statement id → where its quotes stand, in order."""
    images: Mapping[str, Image]
    """Statement id → its picture."""
    warnings: tuple[Problem, ...]

    @property
    def beside(self) -> Beside:
        """What of its files a page can show."""
        return Beside(self.spans, self.images)

    def coverage(self) -> dict[str, tuple[float, list[str]]]:
        """Return for each source the share of its words in evidence, and the passages in none."""
        held = [span for spans in self.spans.values() for span in spans]
        by_source = {key: [span for span in held if span.source == key] for key in self.texts}
        return {
            key: (coverage(text, by_source[key]), uncovered(text, by_source[key])) for key, text in self.texts.items()
        }


def load(path: Path, shown: str | None = None) -> Loaded:
    """Return the record in a file or folder; RecordError carries every problem found."""
    file = path / NAME if path.is_dir() else path
    name = (shown or path.as_posix()) + (f"/{NAME}" if path.is_dir() else "")
    data, places = yamlfile.read_file(file, name)
    outcomes = _validated(data, places)
    read, images = texts(outcomes, file.parent, places), pictures(outcomes, file.parent, places)
    subject = Subject.of(outcomes, read, places)
    problems = sorted(check_record(subject), key=lambda p: (p.place or Place(""), p.code))
    if any(problem.severity == "error" for problem in problems):
        raise RecordError(*problems)
    spans = {s.id: tuple(_spans(s, read)) for s in outcomes.statements if isinstance(s, Sourced)}
    return Loaded(outcomes, name, read, spans, images, tuple(problems))


def _spans(statement: Statement, texts: Mapping[str, str]) -> Iterable[Span]:
    assert isinstance(statement, Sourced)  # noqa: S101
    for evidence in statement.evidence:
        yield located(evidence, texts)


def _validated(data: Any, places: yamlfile.Places) -> Outcomes:
    if not isinstance(data, dict):
        problem = Problem(
            "R01", "the file holds no record", places.value(()), "Begin with `id:`, `title:`, `marking:`."
        )
        raise RecordError(problem)
    if blanks := list(_blanks(data, places, ())):
        raise RecordError(*blanks)
    try:
        return Outcomes.model_validate(data)
    except pydantic.ValidationError as error:
        errors = [dict(e) for e in error.errors(include_input=False, include_url=False)]
        first = [e for e in errors if not _follows(e, data)]
        found = [_problem(e, data, places) for e in first or errors]
        raise RecordError(*sorted(found, key=lambda p: (p.place or Place(""), p.code))) from None


def _blanks(value: Any, places: yamlfile.Places, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield a problem for each key that is not filled in, or holds nothing.

    Why: a key that its author began to write is not one that was never given. Taken as absent, an empty `marking:`
    would release what it was meant to protect.
    """
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _blanks(inner, places, (*path, key))
        case list() if value:
            for index, inner in enumerate(value):
                yield from _blanks(inner, places, (*path, index))
        case _ if value == UNFILLED:
            hint = f"Write the value over the {UNFILLED}, or delete the line if it may be left out."
            yield Problem("R14", f"`{_named(path)}` is still to be filled in", places.value(path), hint)
        case None | [] | {}:
            hint = f"Write what was meant, or delete `{_named(path)}`."
            yield Problem("R16", f"`{_named(path)}` holds nothing", places.key(path), hint)


def _named(path: tuple[str | int, ...]) -> str:
    """Return the innermost key of a path."""
    return next((part for part in reversed(path) if isinstance(part, str)), "the record")


def _follows(error: Mapping[str, Any], data: Any) -> bool:
    """Say whether an error only follows from others: a list counts as empty when none of its items is valid."""
    value = _walked(error["loc"], data)[1]
    return error["type"] == "too_short" and isinstance(value, list | dict) and bool(value)


def _problem(error: dict[str, Any], data: Any, places: yamlfile.Places) -> Problem:
    """Return our own words for one of pydantic's errors: never its message, which may quote content."""
    loc: tuple[str | int, ...] = error["loc"]
    kind, (name, value) = error["type"], _walked(loc, data)
    place = places.key(loc[:-1]) if loc[-1:] == ("[key]",) else places.value(loc)
    match kind:
        case "missing":
            name = str(loc[-1])
            return Problem("R02", f"`{name}` is missing", places.value(loc[:-1]), f"Add `{name}:` here.")
        case "extra_forbidden":
            hint = _meant(name, _keys(loc[:-1], data))
            return Problem("R01", f"unknown key `{_cut(name)}`", places.key(loc), hint)
        case "union_tag_invalid" | "union_tag_not_found":
            given = str(error.get("ctx", {}).get("tag", ""))
            at = places.value((*loc, "kind"))
            return Problem(
                "R03", f"unknown kind `{_cut(given)}`" if given else "`kind` is missing", at, _meant(given, _KINDS)
            )
        case "literal_error" | "enum":
            given = value if isinstance(value, str) else ""
            allowed = [x.strip(" '") for x in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
            return Problem("R03", f"`{name}` cannot be `{_cut(given)}`", place, _meant(given, allowed))
        case _:
            told = _no_such_day(kind, value) or f"`{name}` {_reason(kind, error)}"
            return Problem("R03", told, place, _hint(kind, loc, value))


def _reason(kind: str, error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    if kind == "value_error":
        return f"is refused: {context['error']}"
    limits = {"greater_than_equal": "at least", "less_than_equal": "at most"}
    if kind in limits:
        return f"must be {limits[kind]} {context.get('ge', context.get('le')):g}"
    return "is not a date" if kind.startswith("date") else _WORDS.get(kind, "is not valid")


def _no_such_day(kind: str, value: Any) -> str:
    """Return that there is no such day, where one is asked for and what stands there is written as one."""
    match = _DAY.fullmatch(value) if kind.startswith("date") and isinstance(value, str) else None
    month = int(match[2]) if match else 0
    return f"there is no {int(match[3])} {MONTHS[month - 1]} {match[1]}" if match and 1 <= month <= len(MONTHS) else ""


def _hint(kind: str, loc: tuple[str | int, ...], value: Any) -> str:
    name = next(str(part) for part in reversed(loc) if isinstance(part, str))
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
    return "" if kind == "value_error" else "See `briefkit schema` for what it may hold."


def _keys(loc: tuple[str | int, ...], data: Any) -> Iterable[str]:
    """Return the keys known where a location points to."""
    for depth in range(len(loc), 0, -1):
        part = loc[depth - 1]
        if part in _MODELS:
            return _MODELS[str(part)].model_fields
        if part in _KINDS and depth == 3:  # noqa: PLR2004  # ("statements", 3, "fact")
            return _KINDS[str(part)].model_fields
    return Outcomes.model_fields if isinstance(data, dict) else ()


def _walked(loc: Iterable[str | int], data: Any) -> tuple[str, Any]:
    """Return the last key of a location that the data has, and what stands there."""
    name = "record"
    for part in loc:
        match data:
            case dict() if part in data:
                name, data = str(part), data[part]
            case list() if isinstance(part, int) and part < len(data):
                data = data[part]
    return name, data


def _meant(given: str, known: Iterable[str]) -> str:
    choices = list(known)
    close = get_close_matches(given, choices, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"One of: {', '.join(choices)}."


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
