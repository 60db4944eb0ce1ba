"""Unknown words: “did you mean”, and how to quote one in a message."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_SHOWN = 40
"""Characters of a word that a message shows."""
_SURE = 0.8
"""A word at least this similar is the one that is meant, however it is spelt."""


def meant(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """Return the hint “did you mean”; where no known word is similar, `otherwise`, by default the list of all.

    A word may be meant whatever its case, and with digits for words.
    """
    choices = list(known)
    spelt = {_spelt(choice): choice for choice in reversed(choices)}
    close = get_close_matches(word, choices, n=1, cutoff=_SURE)
    close = close or [spelt[choice] for choice in get_close_matches(_spelt(word), list(spelt), n=1)]
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"One of: {', '.join(choices)}." if otherwise is None else otherwise


def _spelt(text: str) -> str:
    """Return a text in lower case, its digits as words: 1page as onepage."""
    return re.sub("[0-9]", lambda digit: unicodedata.name(digit[0]).removeprefix("DIGIT "), text).lower()


def cut(text: str) -> str:
    """Return a text short enough to be shown in a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
