"""pydantic's errors on a file of settings, in our own words: each with its place and a hint."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from types import UnionType
from typing import Annotated, Any, Protocol, Union, get_args, get_origin

import pydantic

from briefkit.data import table
from briefkit.errors import Place, Problem, Steps, innermost
from briefkit.outcomes.model import Model
from briefkit.spelling import cut, meant

_WORDS: Mapping[str, str] = table("outcomes/faults.toml")["words"]
"""pydantic's type of an error → what the value is."""
_WRITE: Mapping[str, str] = table("outcomes/faults.toml")["write"]
"""pydantic's type of an error → the hint."""
_LIMITS = {"greater_than_equal": ("at least", "ge"), "less_than_equal": ("at most", "le")}


class _Places(Protocol):
    """Where values and keys stand in a file."""

    def value(self, path: Steps, /) -> Place: ...
    def key(self, path: Steps, /) -> Place: ...


def faults(error: ValueError, model: type[Model], places: _Places, code: str) -> list[Problem]:
    """Return the problems of a file's data, in the order of the file; `model` is what it was validated by."""
    assert isinstance(error, pydantic.ValidationError), "only a model's own errors have places"  # noqa: S101
    found = error.errors(include_url=False)
    return sorted(dict.fromkeys(_faults(found, model, places, code)), key=lambda problem: problem.place or Place(""))


def _faults(found: Iterable[Any], model: type[Model], places: _Places, code: str) -> Iterator[Problem]:
    for fault in found:
        loc, kind, context = fault["loc"], fault["type"], fault.get("ctx", {})
        is_key = loc[-1:] == ("[key]",)
        named = loc[:-2] if is_key and kind == "not_listed" else loc[:-1] if is_key else loc
        name = innermost(named, "the file")
        at = place(loc, places)
        if kind == "missing":
            yield Problem(code, f"`{name}` is missing", places.key(loc[:-1]), f"Add `{name}` here.")
        elif kind == "extra_forbidden":
            yield Problem(code, f"unknown key `{cut(name)}`", places.key(loc), meant(name, keys(model, loc[:-1])))
        elif kind in {"literal_error", "not_listed"}:
            value = str(fault["input"])
            yield Problem(code, f"`{name}` cannot be `{cut(value)}`", at, one_of_hint(value, context))
        elif kind == "refused":
            yield Problem(code, context["why"], at, context["hint"])
        else:
            yield Problem(code, f"`{cut(name)}` {reason(kind, context)}", at, _WRITE.get(kind, ""))


def place(loc: Steps, places: _Places) -> Place:
    """Return where a value stands, or a key that is wrong itself."""
    return places.key(loc[:-1]) if loc[-1:] == ("[key]",) else places.value(loc)


def one_of_hint(value: str, context: Mapping[str, Any]) -> str:
    """Return which of the words that pydantic expects was perhaps meant, and how there can be another."""
    known = context.get("known") or context["expected"].replace(" or ", ", ").split(",")
    return " ".join(filter(None, (meant(value, [word.strip(" '") for word in known]), context.get("more"))))


def reason(kind: str, context: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, as a predicate, for one of pydantic's types of error."""
    if kind in _LIMITS:
        word, limit = _LIMITS[kind]
        return f"must be {word} {context[limit]:g}"
    if kind == "value_error":
        return f"is refused: {context['error']}"
    return "is not a date" if kind.startswith("date") else _WORDS.get(kind, "is not valid")


def keys(model: type[Model], loc: Steps) -> list[str]:
    """Return the keys known where a location points to."""
    kind = reduce(_inner, loc, model)
    return [info.alias or name for name, info in kind.model_fields.items()] if _is_model(kind) else []


def _inner(kind: Any, part: str | int) -> Any:
    """Return the type of what stands under a key, at a position or with a tag in a value of a type."""
    if _is_model(kind):
        named = {info.alias or name: info for name, info in kind.model_fields.items()}
        return _bare(named[str(part)].annotation) if part in named else kind
    if tagged := _tagged(kind):
        return tagged.get(part, kind)
    return _bare(get_args(kind)[0 if get_origin(kind) is tuple else -1]) if get_args(kind) else kind


def _bare(kind: Any) -> Any:
    """Return a type without its annotations and without None; a union of tagged types as it is."""
    if get_origin(kind) is Annotated or (get_origin(kind) in {Union, UnionType} and not _tagged(kind)):
        return _bare(get_args(kind)[0])
    return kind


def _tagged(union: Any) -> dict[Any, Any]:
    """Return the types of a union by their tags; empty for a type that is none, or has no tags."""
    pairs = (get_args(member) for member in get_args(union) if get_origin(member) is Annotated)
    return {tag.tag: kind for kind, *tags in pairs for tag in tags if isinstance(tag, pydantic.Tag)}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, pydantic.BaseModel)
