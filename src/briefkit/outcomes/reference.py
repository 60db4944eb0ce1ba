"""The page of all keys of a record, in Markdown, from the models and what is said there of each field."""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from briefkit.outcomes import parts
from briefkit.outcomes.gate import Key, Line, Quotation
from briefkit.outcomes.parts import Model
from briefkit.outcomes.record import Outcomes
from briefkit.outcomes.statements import AnyDesk, AnySourced, Base, Desk, Sourced, Statement

_PARTS: tuple[tuple[str, type[Model]], ...] = (
    ("The meeting", parts.Meeting),
    ("Participants", parts.Participant),
    ("Dates", parts.Dated),
    ("Sources", parts.Source),
    ("Actors", parts.Actor),
    ("Issues", parts.Issue),
    ("Terms", parts.Term),
)
_BELOW: tuple[tuple[str, type[Model]], ...] = (
    ("Quotes", parts.Evidence),
    ("Conditions", parts.Condition),
    ("Quantities", parts.Quantity),
    ("Wholes", parts.Part),
    ("Wordings to avoid", parts.Avoid),
)
_NAMED = {model: title for title, model in (*_PARTS, *_BELOW)}
_TAKES: tuple[tuple[Any, str], ...] = (
    (Key, "an id"),
    (Line, "text"),
    (Quotation, "text of the source"),
    (parts.Day, "a day, as YYYY-MM-DD, or see [Dates](#dates)"),
    (parts.Quotes, "text of the source, or see [Quotes](#quotes); or a list of these"),
    (parts.Conditions, "a list of texts, or see [Conditions](#conditions)"),
    (Statement, "see [Statements](#statements)"),
    (date, "a day, as YYYY-MM-DD"),
    (str, "text"),
    (bool, "`true`, `false`"),
    (float, "a number"),
    (int, "a whole number"),
)
"""Type → what it takes; the first that is the same counts."""


def reference() -> str:
    """Return the page."""
    prose = (files("briefkit") / "outcomes" / "reference.md").read_text(encoding="utf-8")
    tables = ["## The record", _table(Outcomes), *_titled(_PARTS), *_statements(), *_titled(_BELOW)]
    return prose.replace("{tables}", "\n\n".join(tables))


def _titled(models: tuple[tuple[str, type[Model]], ...]) -> Iterator[str]:
    for title, model in models:
        yield f"## {title}"
        yield model.__doc__ or ""
        yield _table(model)


def _statements() -> Iterator[str]:
    """Yield what all statements have, what those with a source and the desk's have, and what each kind adds."""
    yield "## Statements"
    yield _table(Base)
    for family, title, what in ((AnySourced, "With a source", Sourced), (AnyDesk, "The desk's own", Desk)):
        kinds = get_args(family)
        yield f"### {title}"
        yield what.__doc__ or ""
        yield _table(what)
        yield "\n".join([*_header("kind", "what it is", "status, where none is given"), *map(_kind, kinds)])
        for kind in kinds:
            if own := [name for name in kind.__annotations__ if name != "kind"]:
                yield f"#### `{_name(kind)}`"
                yield _table(kind, own)


def _kind(kind: type[Base]) -> str:
    return f"| `{_name(kind)}` | {kind.__doc__} | `{kind.usual}` |"


def _name(kind: type[Base]) -> str:
    (name,) = get_args(kind.model_fields["kind"].annotation)
    return str(name)


def _table(model: type[Model], names: list[str] | None = None) -> str:
    """Return the table of a model's own fields, or of these."""
    hints = get_type_hints(model, include_extras=True)
    names = names or [name for name in model.__annotations__ if name in model.model_fields]
    rows = [_row(model, name, hints[name]) for name in names]
    return "\n".join([*_header("key", "required, or default", "what it is", "what it takes"), *rows])


def _header(*cells: str) -> tuple[str, str]:
    return f"| {' | '.join(cells)} |", "| --- " * len(cells) + "|"


def _row(model: type[Model], name: str, hint: Any) -> str:
    field = model.model_fields[name]
    default = field.get_default(call_default_factory=True)
    given = "required" if field.is_required() else "" if default in (None, (), {}) else f"`{str(default).lower()}`"
    bounds = {type(limit).__name__: limit for limit in field.metadata}
    takes = "one of the kinds below" if name == "kind" and hint is str else _takes(hint)
    takes = f"{bounds['Ge'].ge} to {bounds['Le'].le}" if {"Ge", "Le"} <= bounds.keys() else takes
    return f"| `{name}` | {given} | {field.description} | {takes} |"


def _takes(hint: Any) -> str:
    """Return what a key of this type takes."""
    known = next((told for kind, told in _TAKES if hint == kind), None)
    if known or hint in _NAMED:
        return known or f"see [{_NAMED[hint]}](#{_NAMED[hint].lower().replace(' ', '-')})"
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    origin = get_origin(hint)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"a list: {_takes(inner[0])}"
    if origin is dict:
        return f"a mapping: {_takes(inner[0])} → {_takes(inner[1])}"
    return _takes(inner[0])
