"""The JSON Schema of a record, for editors and for other programs."""

import json
from typing import Any

from briefkit.outcomes.record import Outcomes


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of `outcomes.yaml` as text, with a final line feed."""
    data = Outcomes.model_json_schema()
    data["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    data["title"] = "briefkit outcomes.yaml"
    return json.dumps(_light(data), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _light(node: Any) -> Any:
    """Return a schema that also takes the shorthands: a string for a quote, a condition, a date."""
    if isinstance(node, list):
        return [_light(item) for item in node]
    if not isinstance(node, dict):
        return node
    light = {key: _light(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    match light:
        case {"items": {"$ref": "#/$defs/Evidence" | "#/$defs/Condition" as ref}}:
            return _short(light, ref)
        case {"$ref": "#/$defs/Dated" as ref, **rest}:
            return {**rest, "anyOf": [{"type": "string", "format": "date"}, {"$ref": ref}]}
        case _:
            return light


def _short(light: dict[str, Any], ref: str) -> dict[str, Any]:
    either = {"anyOf": [{"type": "string"}, {"$ref": ref}]}
    listed = {**light, "items": either}
    if ref.endswith("Condition"):
        return listed
    about = {"description": listed.pop("description")} if "description" in listed else {}
    return {**about, "anyOf": [*either["anyOf"], listed]}
