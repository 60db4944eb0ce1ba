"""Ids, short and readable, from the words of a text."""

import re
import unicodedata
from collections.abc import Collection

from briefkit.reading.meaning import small
from briefkit.reading.text import words

_LONGEST = 40
"""Characters of an id, before a number that tells it from others."""
_WORDS = 2
"""Words of a statement's id."""


def slug(text: str, fallback: str = "x") -> str:
    """Return a text as an id: lower-case letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if len(whole) > _LONGEST:
        whole = whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]
    return whole.strip("-") or fallback


def named(wording: str, speaker: str, taken: Collection[str]) -> str:
    """Return an id from a speaker and the first words of a wording that carry a content, unlike all that are taken."""
    content = [word.text for word in words(wording) if word.text.lower() not in small() and not word.text[0].isdigit()]
    lead = [speaker] if speaker else []
    for length in range(_WORDS, _WORDS + 3):
        found = slug(" ".join([*lead, *content[: length - len(lead) // 2 or 1]]), "statement")
        if found not in taken:
            return found
    return free(found, taken)


def free(stem: str, taken: Collection[str]) -> str:
    """Return an id that is not taken: the stem itself, or with a number."""
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
