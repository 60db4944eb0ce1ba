"""The words of a text, folded so that the same word is the same in every format."""

import re
import unicodedata
from urllib.parse import unquote

from briefkit.characters import INVISIBLE

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]+")
"""Marks of notes, which stand at the end of words."""


def words(text: str) -> list[str]:
    """Return the words of a text in order, without case, marks of notes and ligatures; percent-encoding is undone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _RAISED.sub(" ", _UNSEEN.sub("", text)))
    if "%" in text:
        text = unquote(text)
    return _WORD.findall(text.casefold())
