"""What a language brings to composition: its patterns and small words, read from one file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def patterns(language: str) -> dict[str, Any]:
    """Return the patterns of a language by its BCP 47 tag; only the first part of the tag counts."""
    name = f"{language.partition('-')[0]}.toml"
    return tomllib.loads((files("briefkit") / "wording" / name).read_text(encoding="utf-8"))
