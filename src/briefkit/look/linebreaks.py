"""Where a line may end: after spaces, after a hyphen or dash inside a word but not an address, and between ideographs.

The last as Unicode Standard Annex 14 has it, for the classes that names and sentences in Chinese and Japanese need.
"""

import re
from collections.abc import Iterator
from functools import cache

from briefkit.data import table

_LISTED = table("look/linebreaks.toml")
_IDEOGRAPHS, _CLOSING, _WIDE_OPENING = (_LISTED[kind] for kind in ("ideographs", "closing", "wide_opening"))
_OPENING = re.escape(_LISTED["opening"] + _WIDE_OPENING)
_HELD = " \n\t\u00a0\u202f\u2060\u200b-\u200d"
"""Spaces, of which some hold what stands around them together."""
_INSIDE = r"[^\W_][-–—](?=[^\W\d_])"
"""A hyphen or dash inside a word."""
_ADDRESS = r"[^ \n\t/@]*[/@]"
"""How an address begins. Why whole: behind a hyphen that ends a line, nobody can tell whether it is part of it."""
_BETWEEN = (
    rf"(?<=[{_IDEOGRAPHS}{_LISTED['wide_closing']}])(?=[^{_CLOSING}{_HELD}])"
    rf"|(?<=[^{_OPENING}{_HELD}])(?=[{_IDEOGRAPHS}{_WIDE_OPENING}])(?![{_CLOSING}])"
)
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_CHUNK = re.compile(rf"((?!{_ADDRESS})[^ \n\t]*?{_INSIDE}|[^ \n\t]*[ \n\t]+)|[^ \n\t]+")
_SPACES = re.compile(r"[ \t\n]+")


@cache
def _wide_chunk() -> re.Pattern[str]:
    """Return the pattern of a part of a text with ideographs: it is large, and few texts have any."""
    return re.compile(rf"([^ \n\t]*?(?:{_INSIDE}|[^ \n\t](?:{_BETWEEN}))|[^ \n\t]*[ \n\t]+)|[^ \n\t]+")


def chunks(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts that no line may end within, each with whether one may end after it."""
    pattern = _wide_chunk() if _IDEOGRAPH.search(text) else _CHUNK
    return ((match[0], bool(match[1])) for match in pattern.finditer(text))


def words(text: str) -> list[str]:
    """Return what lines are counted by: words, with their hyphens, and single ideographs."""
    if _IDEOGRAPH.search(text):
        return [word for chunk, _ in chunks(text) if (word := chunk.strip(" \t\n"))]
    return [word for word in _SPACES.split(text) if word]
