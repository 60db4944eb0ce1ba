"""What the reading knows of a language: data beside the code, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(language: str, part: str) -> dict[str, Any]:
    """Return one part of a language's data, such as its `dates`."""
    path = files("briefkit") / "reading" / language / f"{part}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of these wordings, the longest first, any white space in them."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
