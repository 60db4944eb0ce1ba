"""Where a line may end: after spaces, after a hyphen or dash inside a word, and between ideographs.

The last as Unicode Standard Annex 14 has it, for the classes that names and sentences in Chinese and Japanese need.
"""

import re
from collections.abc import Iterator
from functools import cache

_IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u30a1-\u30fa\u3105-\u312f\u31a0-\u31bf"
    "\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_WIDE_OPENING = "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\uff08\uff3b\uff5b\uff5f\uff62"
_OPENING = f"([{{‘“«‹¿¡{_WIDE_OPENING}"
_CLOSING = (
    ")\\]}’”»›.,:;!?%…\u2010\u2011\u2013\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u301c"
    "\u30fb\u30fc\u30fd\u30fe\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff60\uff61\uff63"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_WIDE_CLOSING = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u30fb\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
_HELD = " \n\t\u00a0\u202f\u2060\u200b-\u200d"
"""Spaces, of which some hold what stands around them together."""
_INSIDE = r"[^\W_][-–—](?=[^\W\d_])"
"""A hyphen or dash inside a word."""
_BETWEEN = (
    rf"(?<=[{_IDEOGRAPHS}{_WIDE_CLOSING}])(?=[^{_CLOSING}{_HELD}])"
    rf"|(?<=[^{re.escape(_OPENING)}{_HELD}])(?=[{_IDEOGRAPHS}{_WIDE_OPENING}])(?![{_CLOSING}])"
)
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_CHUNK = re.compile(rf"([^ \n\t]*?{_INSIDE}|[^ \n\t]*[ \n\t]+)|[^ \n\t]+")
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
