"""What the reading knows of English: data beside the code, read once, and the patterns made of it."""

import re
from collections.abc import Iterable

from briefkit.data import table

DATES, NUMBERS, SENSE, WORDS = (table(f"reading/en/{part}.toml") for part in ("dates", "numbers", "sense", "words"))


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern tries them."""
    return sorted(words, key=lambda word: (-len(word), word))


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of these wordings, the longest first, any white space in them."""
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest_first(words))
