"""How wide and high the letters of office fonts are, from a table that is shipped: a machine's fonts change no byte.

The table holds the widths of free fonts (Liberation, Caladea, Gelasio, DejaVu), which were drawn as wide as Arial,
Times New Roman, Courier New, Cambria and Georgia, and of which DejaVu Sans is about as wide as Verdana. It is made by
`.ci/widths.py`.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from briefkit.look import LINE
from briefkit.metrics import FACES, Face, Faces, face

_OURS = ("calibri", "carlito")
_UNKNOWN = "dejavu sans"
"""The widest: what stands for a family that the table does not hold has room to spare."""
_USUAL = "arial"
"""What a family that is not known is about as wide as."""
_SAMPLE = (
    "The Council agreed on three measures and asked its members to report again in the spring; two of them said that "
    "they would need more time, and the chair will write to every delegation before the next meeting of 14 May 2026. "
)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of letters as measures see it."""

    name: str
    known: bool
    """Whether its widths are those of the table; else they are those of a wide one."""
    line: float
    """The natural height of a line, in em."""
    faces: Faces
    usual: Faces
    """The faces that tell how much of it fills a line: its own, or an ordinary family's."""

    def ratio(self, *, bold: bool) -> float:
        """Return how much wider than ours its letters are: ours at so many times the size fill lines alike."""
        name = FACES[bold]
        return self.usual(name).width(_SAMPLE, 1) / face(name).width(_SAMPLE, 1)


@cache
def family(name: str) -> Family:
    """Return a family by the name that a template gives; where it is not known, with room to spare."""
    key = name.strip().lower()
    if key in _OURS:
        return Family(name, True, LINE, face, face)  # noqa: FBT003 (known)
    found = _table().get(key)
    known, spare, usual = found is not None, found or _table()[_UNKNOWN], found or _table()[_USUAL]
    return Family(name, known, usual["line"], spare["faces"].__getitem__, usual["faces"].__getitem__)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    """Return name in lower case → line height and faces; all names of a family share one entry."""
    data = json.loads((files("briefkit") / "fonts" / "widths.json").read_text(encoding="utf-8"))
    found: dict[str, Mapping[str, Any]] = {}
    for entry in data["families"].values():
        faces = {name: _face(data["characters"], entry[name]) for name in FACES}
        found |= {name.lower(): {"line": entry["line"], "faces": faces} for name in entry["names"]}
    return found


def _face(characters: list[int], widths: list[int]) -> Face:
    return Face(_Advances({char: width / 1000 for char, width in zip(characters, widths, strict=True) if width}))


class _Advances(dict[int, float]):
    """Code point → advance; a letter with an accent that is not listed is as wide as the letter."""

    def get(self, char: int, default: float = 0.5) -> float:  # type: ignore[override]
        found = super().get(char)
        if found is None:
            base = unicodedata.normalize("NFKD", chr(char))[0]
            found = super().get(ord(base), max(default, super().get(ord("m"), default)))
        return found
