"""What the reading knows of a language: data beside the code, read once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from briefkit.data import table


@cache
def lexicon(language: str, part: str) -> dict[str, Any]:
    """Return one part of a language's data, such as its `dates`."""
    return table(f"reading/{language}/{part}.toml")


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern tries them."""
    return sorted(words, key=lambda word: (-len(word), word))


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of these wordings, the longest first, any white space in them."""
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest_first(words))
