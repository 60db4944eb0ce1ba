"""The letters of a look: four faces, each with the fonts that help out where it lacks a letter.

One measure for both writers: column widths and the balance of a title come out alike in Word and PDF.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TypeAlias

from briefkit.look.opentype import Font
from briefkit.look.righttoleft import forms, joined, unset

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
"""In this order they stand in a typeface."""
Family: TypeAlias = tuple[Font, ...]
"""Four fonts in that order; one may stand for several."""
_PLAIN = "Write it in other letters."
_OTHER = 'Write it in other letters, or have a font with it in briefkit.toml: [look] fonts = {fallback = ["FONT.ttf"]}.'
_JOINED = frozenset(("Mn", "Mc", "Me"))
"""Categories of characters that belong to the letter before them."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character that cannot be printed."""

    clause: str
    """Names it, and says why."""
    hint: str
    """What to do."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face: its own font, and those that help out, in order; equal only to itself."""

    fonts: tuple[Font, ...]

    @cached_property
    def advances(self) -> Mapping[int, float]:
        """Return code point → advance width in em, in the first font that has it."""
        return {char: width for font in reversed(self.fonts) for char, width in font.advances.items()}

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points; an unknown character counts half an em."""
        return size * sum(map(self._widths.__getitem__, text if text.isascii() else joined(text)))

    @cached_property
    def _widths(self) -> Mapping[str, float]:
        """Return the same by character, half an em for one that no font has."""
        return defaultdict(lambda: 0.5, ((chr(code), width) for code, width in self.advances.items()))

    def parts(self, text: str) -> Sequence[tuple[Font, str]]:
        """Return a text divided among the fonts that print it."""
        first = self.fonts[0]
        if len(self.fonts) == 1 or all(ord(char) in first.advances for char in text):
            return [(first, text)]
        return [
            (font, "".join(char for _, char in group)) for font, group in groupby(self._fonts(text), lambda p: p[0])
        ]

    def _fonts(self, text: str) -> Iterator[tuple[Font, str]]:
        """Yield the font of each character; marks stay with their letter where its font has them."""
        last = self.fonts[0]
        for char in text:
            stays = unicodedata.category(char) in _JOINED and ord(char) in last.advances
            last = last if stays else next((font for font in self.fonts if ord(char) in font.advances), self.fonts[0])
            yield last, char


@dataclass(frozen=True, eq=False)
class Typeface:
    """The four faces of `FACES`; equal only to itself."""

    faces: tuple[Face, ...]

    @property
    def family(self) -> Family:
        """The four faces' own fonts."""
        return tuple(face.fonts[0] for face in self.faces)

    @property
    def main(self) -> Font:
        """The font of plain text, by which lines are spaced."""
        return self.faces[0].fonts[0]

    def face(self, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the face for a look of text."""
        return self.faces[bold + 2 * italic]

    @property
    def fonts(self) -> tuple[Font, ...]:
        """Every font, each once: the four faces' own first."""
        return tuple(dict.fromkeys((*self.family, *(font for face in self.faces for font in face.fonts))))

    def lacks(self, text: str) -> bool:
        """Say whether no font of it has some character of a text."""
        return not self.faces[0].advances.keys() >= set(map(ord, text))

    def prints(self, text: str) -> bool:
        """Say whether it can print a text."""
        return not any(map(self.unprintable, set(text) - {"\n", "\t"}))

    def unprintable(self, char: str) -> Unprintable | None:
        """Return why a character cannot be printed; None where it can."""
        return _unprintable(self, char)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one typeface in one size."""

    typeface: Typeface
    size: float
    """In points."""

    def width(self, text: str, *, bold: bool = False, italic: bool = False) -> float:
        """Return the width of a text in points."""
        return self.typeface.face(bold=bold, italic=italic).width(text, self.size)


def typeface(families: Sequence[Family]) -> Typeface:
    """Return the typeface of some families: the first is the text's, each of the others helps out those before it.

    What none of them has is taken from the built-in family.
    """
    return Typeface(tuple(_face([*families, carlito().family], i) for i in range(len(FACES))))


def _face(families: Sequence[Family], which: int) -> Face:
    """Return a face of some families: of each its own font, then the regular one.

    No font has the name of one before it: a PDF cannot hold both.
    """
    named: dict[str, Font] = {}
    for family in families:
        for font in (family[which], family[0]):
            named.setdefault(font.name, font)
    return Face(tuple(named.values()))


@cache
def carlito() -> Typeface:
    """Return the built-in typeface. Word files name Calibri for it, which has the same widths."""
    read = ((files("briefkit") / "fonts" / f"Carlito-{name}.ttf").read_bytes() for name in FACES)
    return Typeface(tuple(Face((Font(data, "Calibri"),)) for data in read))


@lru_cache(maxsize=4096)
def _unprintable(typeface: Typeface, char: str) -> Unprintable | None:
    hint = _OTHER
    if wrong := "" if char.isascii() else unset(char):
        hint = _PLAIN
    elif typeface.lacks(char):
        wrong = "is in none of the fonts"
    elif typeface.lacks("".join(forms(char))):
        wrong = "is in a font without the forms that it takes beside other letters"
    if not wrong:
        return None
    glyph = f"“{char}” " if char.isprintable() else ""
    named = f"{glyph}(U+{ord(char):04X}, {unicodedata.name(char, 'no name')})"
    return Unprintable(f"the character {named} {wrong}", hint)
