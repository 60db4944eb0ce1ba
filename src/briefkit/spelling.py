"""Words that are not known: which was perhaps meant, and how one is shown in a message."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_SHOWN = 40
"""Characters of a word that a message shows."""
_SURE = 0.8
"""How like a word has to be to be taken for the one that is meant without a look at how they are spelt."""


def meant(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return the hint that asks whether a known word was meant; where none is like it `otherwise`, by default all."""
    choices = list(known)
    close = _likely(word, choices)
    if close:
        return f"Did you mean `{close}`?"
    return f"One of: {', '.join(choices)}." if otherwise is None else otherwise


def _likely(word: str, known: Iterable[str]) -> str:
    """Return which of the known words was perhaps meant: small or large, a digit or its name; empty where none is."""
    choices = list(known)
    if close := get_close_matches(word, choices, n=1, cutoff=_SURE):
        return close[0]
    spelt = {_spelt(one): one for one in reversed(choices)}
    return next((spelt[one] for one in get_close_matches(_spelt(word), list(spelt), n=1)), "")


def _spelt(text: str) -> str:
    """Return a text in lower case, its digits as words: 1page as onepage."""
    return re.sub("[0-9]", lambda digit: unicodedata.name(digit[0]).removeprefix("DIGIT "), text).lower()


def cut(text: str) -> str:
    """Return a text short enough to be shown in a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
