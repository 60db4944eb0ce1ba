"""The JSON Schema of a record, for editors and for other programs."""

import json
from functools import cache
from typing import Any

from briefkit.house import DEFAULT, House
from briefkit.outcomes.record import Outcomes

ID = "urn:briefkit:outcomes:1"
"""The name of the schema; its last part is the record's `format`."""


@cache
def schema(house: House = DEFAULT) -> str:
    """Return the JSON Schema (draft 2020-12) of `outcomes.yaml` in a house as text, with a final line feed."""
    data = _housed(Outcomes.model_json_schema(), list(house.names))
    data["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    data["$id"] = ID
    return (
        json.dumps({**_strict(data), "title": "briefkit outcomes.yaml"}, indent=1, ensure_ascii=False, sort_keys=True)
        + "\n"
    )


def _housed(node: Any, names: list[str]) -> Any:
    """Return a schema with the audiences of a house for the program's."""
    match node:
        case dict():
            audiences = node.get("enum") == list(DEFAULT.names)
            return {key: names if audiences and key == "enum" else _housed(value, names) for key, value in node.items()}
        case list():
            return [_housed(item, names) for item in node]
        case _:
            return node


def _strict(node: Any) -> Any:
    """Return a schema as the loader judges: a key that holds nothing is refused, and so is an id of another form."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _strict(value) for key, value in node.items() if not _left_out(key, value)}
    match kept:
        case {"anyOf": [one, {"type": "null"}], **rest}:
            return {**one, **rest}
        case {"anyOf": [*several, {"type": "null"}], **rest}:
            return {"anyOf": several, **rest}
        case {"patternProperties": _}:
            return {**kept, "additionalProperties": False}
        case _:
            return kept


def _left_out(key: str, value: Any) -> bool:
    """Say whether a schema does without an entry: a title made from the name, or a default that is nothing."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and not isinstance(value, bool | int | str))
