"""What all models of the record share: what their fields mean, and which of their texts are there for what."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated, Any, Self, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from briefkit.errors import Steps
from briefkit.outcomes.gate import Role


class Model(BaseModel):
    """A part of the record: immutable, and every key is known."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values. Why not pydantic's own: it would keep what was found of the old ones."""
        copy = super().model_copy(update=update, deep=deep)
        for name in vars(copy).keys() - type(copy).model_fields.keys():
            del vars(copy)[name]
        return copy

    @cached_property
    def leaves(self) -> tuple[tuple[Steps, Any, str], ...]:
        """The models in it, and its texts that have a role: each with its path, and a text with its role."""
        return tuple(_walk(self))[1:]  # without itself: what holds itself cannot be compared, and is freed late

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return its schema, which says of every field what it means."""
        schema = handler(core_schema)
        entries, meanings = handler.resolve_ref_schema(schema)["properties"], descriptions(cls)
        for name, field in cls.model_fields.items():
            entries[field.alias or name]["description"] = meanings[name]
        return schema


def wrapped(key: str, takes: Any) -> BeforeValidator:
    """Let a plain value stand for a mapping that holds only `key`; `takes` tells the schema what may be written."""
    return BeforeValidator(
        lambda value: value if isinstance(value, dict | BaseModel) else {key: value}, json_schema_input_type=takes
    )


def listed(key: str, takes: Any) -> BeforeValidator:
    """Let one value stand for a list, and each plain one for a mapping that holds only `key`, as `wrapped` does."""

    def made(value: Any) -> Any:
        items = value if isinstance(value, list | tuple) else [value]
        return [item if isinstance(item, dict | BaseModel) else {key: item} for item in items]

    return BeforeValidator(made, json_schema_input_type=takes)


def one_of_keys(how: str, *keys: str) -> dict[str, Any]:
    """Return what a schema says where one of these keys is needed: `oneOf` them, or `anyOf`."""
    return {how: [{"required": [key]} for key in keys]}


def _walk(value: object, path: Steps = (), role: str = "") -> Iterator[tuple[Steps, Any, str]]:
    match value:
        case str():
            yield path, value, role
        case Model():
            yield path, value, ""
            fields = vars(value)
            for name, key, own in _roles(type(value)):
                if fields[name]:
                    yield from _walk(fields[name], (*path, key), own)
        case dict():
            for key, inner in value.items():
                yield from _walk(inner, (*path, key), role)
        case tuple():
            for i, inner in enumerate(value):
                yield from _walk(inner, (*path, i), role)
        case _:
            return


@cache
def _roles(model: type[Model]) -> list[tuple[str, str, str]]:
    """Return the fields that hold `leaves`: each name, the key that a record has for it, and its texts’ role."""
    kinds = {name: Annotated[info.annotation, None, *info.metadata] for name, info in model.model_fields.items()}
    found = [(name, model.model_fields[name].alias or name, _role(kind)) for name, kind in kinds.items()]
    return [(name, key, role) for name, key, role in found if role is not None]


def _role(kind: Any) -> str | None:
    """Return the role of the texts of a type; an empty one where it holds models, None where it holds neither."""
    if isinstance(kind, Role):
        return kind.name
    if isinstance(kind, type) and issubclass(kind, Model):
        return ""
    inner = get_args(kind)[1:] if get_origin(kind) is dict else get_args(kind)
    return max((role for part in inner if (role := _role(part)) is not None), default=None)


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of a model, inherited ones included, each with what it means: the string below it.

    Why not by pydantic: it would read the source of every model whenever the program starts.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _described(base.__module__).get(base.__name__, {})
    return found


@cache
def _described(module: str) -> dict[str, dict[str, str]]:
    """Return the classes of a module, each with its fields and what stands below them."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words)
            case _:
                pass
    return found
