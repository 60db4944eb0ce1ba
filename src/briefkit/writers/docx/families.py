"""How wide and high the letters of office fonts are, from a table that is shipped: a machine's fonts change no byte.

The table holds the widths of free fonts (Liberation, Caladea, Gelasio, DejaVu), which were drawn as wide as Arial,
Times New Roman, Courier New, Cambria and Georgia, and of which DejaVu Sans is about as wide as Verdana. It is made by
`.ci/widths.py`.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from briefkit.look.typeface import FACES, Face, Typeface, carlito

_OURS = ("calibri", "carlito")
_UNKNOWN = "dejavu sans"
"""The widest: what stands for a family that the table does not hold has room to spare."""
_USUAL = "arial"
"""What a family that is not known is about as wide as."""
_SAMPLE = (
    "The Council of Ilvara (S1, p. 3) agreed on 12 measures, pending ratification, and asked its members to report "
    "again by 14 May 2026; the chair will write to every delegation. Minister Anna Roca said that she would need more "
    "time, and that the rules do not yet apply to Norvik and Aldora. TLP:CLEAR. "
)
"""Letters as a brief has them: names, numbers, dates and marks, not only running words."""


@dataclass(frozen=True, slots=True)
class LetterFamily:
    """A family of letters: its widths, and the height of its lines."""

    name: str
    known: bool
    """Whether the table has its widths; else those of a wide family stand in."""
    line: float
    """The natural height of a line, in em."""
    widths: Typeface
    usual: Typeface
    """By which it is told how much text fills a line: its own, or an ordinary family's where they are not known."""

    def ratio(self, ours: Typeface, *, bold: bool) -> float:
        """Return how much wider than ours its letters are: ours at so many times the size fill lines alike."""
        return self.usual.face(bold=bold).width(_SAMPLE, 1) / ours.face(bold=bold).width(_SAMPLE, 1)


@cache
def family(name: str, ours: Typeface) -> LetterFamily:
    """Return a family by the name that a template gives; one that is not known is taken for a wide one.

    The look's own typeface is always known; the built-in one by the name of Calibri, too.
    """
    key = name.strip().lower()
    for typeface, names in ((ours, {ours.main.office.lower()}), (carlito(), {*_OURS})):
        if key in names:
            return LetterFamily(name, True, typeface.main.line, typeface, typeface)  # noqa: FBT003 (known)
    listed = _table().get(key)
    spare, usual = listed or _table()[_UNKNOWN], listed or _table()[_USUAL]
    return LetterFamily(name, listed is not None, usual[0], spare[1], usual[1])


@cache
def _table() -> Mapping[str, tuple[float, Typeface]]:
    """Return name in lower case → line height and widths; all names of a family share one entry."""
    data = json.loads((files("briefkit") / "fonts" / "widths.json").read_text(encoding="utf-8"))
    by_name: dict[str, tuple[float, Typeface]] = {}
    for entry in data["families"].values():
        of = entry["line"], Typeface(tuple(_face(data["characters"], entry[name]) for name in FACES))
        by_name |= {name.lower(): of for name in entry["names"]}
    return by_name


def wider(theirs: Typeface, their_part: float, ours: Typeface, our_part: float) -> Typeface:
    """Return a typeface as wide as the wider of two, each scaled by its share of a size."""
    pairs = zip(theirs.faces, ours.faces, strict=True)
    return Typeface(tuple(_Wider((), ((face, their_part), (other, our_part))) for face, other in pairs))


@dataclass(frozen=True, eq=False)
class _TableFace(Face):
    """A face of the table: widths without a font."""

    listed: Mapping[str, float]

    @cached_property
    def _widths(self) -> Mapping[str, float]:
        return self.listed


@dataclass(frozen=True, eq=False)
class _Wider(Face):
    """A face as wide as the widest of some, each scaled by its share of a size."""

    parted: tuple[tuple[Face, float], ...]

    def width(self, text: str, size: float) -> float:
        return max(face.width(text, size * part) for face, part in self.parted)


def _face(characters: list[int], widths: list[int]) -> Face:
    listed = {chr(char): width / 1000 for char, width in zip(characters, widths, strict=True) if width}
    return _TableFace((), _Widths(listed))


class _Widths(dict[str, float]):
    """Letter → width in em.

    An accented letter that is not listed is as wide as the letter itself; any other sign is as wide as an m.
    """

    def __missing__(self, char: str) -> float:
        return self.get(unicodedata.normalize("NFKD", char)[0], max(0.5, self.get("m", 0.5)))
