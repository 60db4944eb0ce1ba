"""The page of all keys of a record, in Markdown, from the models and what is said there of each field."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from briefkit.outcomes import fields, parts
from briefkit.outcomes.families import Base, Desk, Sourced
from briefkit.outcomes.gate import PROSE, Filename, Key, Label, Line, Marking, Quotation, Role
from briefkit.outcomes.model import Model, descriptions
from briefkit.outcomes.record import Outcomes
from briefkit.outcomes.statements import DESK, SOURCED, Statement
from briefkit.outcomes.statuses import CAPS, STATUSES, Instrument, StatusName

_TAKES: tuple[tuple[Any, str], ...] = (
    (Key, "an id"),
    (Line, "text"),
    (Label, "text"),
    (Marking, "text"),
    (Quotation, "text of the source"),
    (Filename, "a path"),
    (parts.CalendarDay, "YYYY-MM-DD"),
    (parts.Day, "YYYY-MM-DD, or [dated](#parts)"),
    (fields.Quotes, "text of the source, [evidence](#parts), or a list of these"),
    (fields.Conditions, "a list: text, or [condition](#parts)"),
    (fields.Attributions, "an id, [attribution](#parts), or a list of these"),
    (fields.Contradictions, "a list: an id, or [contradiction](#parts)"),
    (fields.Cast, "a number, ids, or [ballot](#parts)"),
    (Statement, "[statement](#statements)"),
    (StatusName, "[a status](#statuses)"),
    (Instrument, "[an instrument](#statuses)"),
    (date, "YYYY-MM-DD"),
    (str, "text"),
    (bool, "`true`, `false`"),
    (float, "a number"),
    (int, "a whole number"),
)
"""Type → what it takes; the first that is the same counts."""

Row = tuple[str, ...]


def reference() -> str:
    """Return the page."""
    prose = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    return prose.replace("{tables}", "\n\n".join(_tables()))


def _tables() -> Iterator[str]:
    """Yield the headings and tables: the record, statements, what kinds add, their parts, statuses."""
    kinds: list[tuple[str, type[Model]]] = [
        ("all with a source", Sourced),
        *SOURCED.items(),
        ("all of the desk’s", Desk),
    ]
    kinds += [(f"the desk’s {name}", kind) for name, kind in DESK.items()]
    yield from ("## The record", _lines(("key", *_ABOUT), _rows(Outcomes)))
    yield from ("## Statements", _lines(("key", *_ABOUT), _rows(Base)))
    yield from ("## Kinds", _lines(("kind", "what it is", "status, where none is given"), _kinds()))
    yield from ("## What a kind adds", _lines(("key", "of", *_ABOUT), _of(kinds)))
    yield from ("## Parts", _lines(("key", "of", *_ABOUT), _of([(_name(model), model) for model in _parts()])))
    yield from (
        "## Statuses",
        _caps(),
        _lines(("status", "rank", "kinds", "beginnings of the words of a source that bear it out"), _statuses()),
    )


_ABOUT = ("required, or default", "what it is", "what it takes")


def _lines(head: Row, rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _kinds() -> Iterator[Row]:
    """Yield each kind with what it is and its status; the desk's own are told apart by what they rest on."""
    for kinds, told in ((SOURCED, ""), (DESK, ", with `rests_on`")):
        yield from ((f"`{name}`{told}", kind.__doc__ or "", f"`{kind.usual}`") for name, kind in kinds.items())


def _of(models: Sequence[tuple[str, type[Model]]]) -> Iterator[Row]:
    """Yield the keys of models that say what they are, each with the names of those that have it alike."""
    found: dict[Row, list[str]] = {}
    for name, model in models:
        for row in _rows(model):
            found.setdefault(row, []).append(name)
    yield from ((key, ", ".join(names), *rest) for (key, *rest), names in found.items() if rest[1])


def _statuses() -> Iterator[Row]:
    """Yield each status, those that follow one another and are alike in one row."""
    rows = [
        (name, (str(s.rank or ""), ", ".join(s.kinds) or "all", ", ".join(s.evidence))) for name, s in STATUSES.items()
    ]
    for row, alike in groupby(rows, lambda one: one[1]):
        yield (", ".join(f"`{name}`" for name, _ in alike), *row)


def _caps() -> str:
    """Return the sentence on the highest rank that each instrument can give."""
    caps = (
        f"{cap}: {', '.join(f'`{name}`' for name, _ in names)}" for cap, names in groupby(CAPS.items(), lambda x: x[1])
    )
    return f"The rank that a decision or commitment can have, by the meeting’s `instrument`: {'; '.join(caps)}."


def _parts() -> list[type[Model]]:
    """Return the models that the fields of the record and of statements hold, each once."""
    found: dict[type[Model], None] = {}
    waiting: list[Any] = [*SOURCED.values(), *DESK.values(), Outcomes]
    whole = set(waiting)
    while waiting:
        hint = waiting.pop()
        if isinstance(hint, type) and issubclass(hint, Model) and hint not in found:
            found[hint] = None
            waiting += reversed(get_type_hints(hint).values())
        waiting += reversed(get_args(hint))
    return [model for model in found if model not in whole]


def _name(model: type[Model]) -> str:
    return model.__name__.lower()


def _rows(model: type[Model]) -> list[Row]:
    """Return a row for each of a model's own fields."""
    hints = get_type_hints(model, include_extras=True)
    return [_row(model, name, hints[name]) for name in model.__annotations__ if name in model.model_fields]


def _row(model: type[Model], name: str, hint: Any) -> Row:
    field = model.model_fields[name]
    default = field.get_default(call_default_factory=True)
    plain = isinstance(default, str | int | float) and not field.is_required()
    given = "required" if field.is_required() else f"`{str(default).lower()}`" if plain else ""
    bounds = {type(limit).__name__: limit for limit in field.metadata}
    takes = "[a kind](#kinds)" if name == "kind" and hint is str else _takes(hint)
    takes = f"{bounds['Ge'].ge} to {bounds['Le'].le}" if {"Ge", "Le"} <= bounds.keys() else takes
    return f"`{field.alias or name}`", given, descriptions(model).get(name, ""), takes


def _takes(hint: Any) -> str:
    """Return what a key of this type takes."""
    roles = {one.name for one in getattr(hint, "__metadata__", ()) if isinstance(one, Role)}
    if known := "an id" if roles - {PROSE, "marking"} else next((told for kind, told in _TAKES if hint == kind), None):
        return known
    if isinstance(hint, type) and issubclass(hint, Model):
        return f"[{_name(hint)}](#parts)"
    inner = [one for one in get_args(hint) if one not in (NoneType, ...)]
    origin = get_origin(hint)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        return f"a list: {_takes(inner[0])}"
    if origin is dict:
        return f"a mapping: {_takes(inner[0])} → {_takes(inner[1])}"
    return _takes(inner[0])
