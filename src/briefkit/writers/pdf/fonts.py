"""The embedded fonts, loaded once per process."""

import struct
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from briefkit.errors import LayoutError, Problem
from briefkit.opentype import NO_BREAK_HYPHEN, Font
from briefkit.righttoleft import seen
from briefkit.typeface import Face
from briefkit.writers.pdf.file import TURNED

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})
_LOADED = 32
"""Fonts that a process keeps ready."""


@lru_cache(maxsize=_LOADED)
def loaded(font: Font) -> TTFont:
    """Return a font as ReportLab embeds it."""
    try:
        made = TTFont(font.name, BytesIO(font.data), asciiReadable=0, shapable=False)
    except (TTFError, struct.error, LookupError) as error:
        hint = "Take another version of the font, or another font."
        raise LayoutError(Problem("H33", f"the font {font.name} cannot be embedded", hint=hint)) from error
    if ord("-") in made.face.charToGlyph:
        made.face.charToGlyph.setdefault(NO_BREAK_HYPHEN, made.face.charToGlyph[ord("-")])
        made.face.charWidths.setdefault(NO_BREAK_HYPHEN, made.face.charWidths[ord("-")])
    return made


class Fonts:
    """The subsets that one file embeds."""

    def __init__(self, document: PDFDocument) -> None:
        """Begin with no character."""
        self._document = document
        self._shown: dict[tuple[Face, str, str], str] = {}

    def show(self, face: Face, size: str, text: str) -> str:
        """Return operators that set the fonts and show a text, and put its characters into the subsets."""
        key = (face, size, text)
        if key not in self._shown:
            self._shown[key] = " ".join(self._shows(loaded(font), size, part) for font, part in face.parts(text))
        return self._shown[key]

    def show_turned(self, face: Face, size: str, text: str) -> str:
        """Return the same for a text from right to left."""
        parts = ((loaded(font), part) for font, part in face.parts(seen(text)))
        return " ".join(self._shows(font, size, _doubled(font, part)) for font, part in parts)

    def _shows(self, font: TTFont, size: str, text: str) -> str:
        return " ".join(
            f"{font.getSubsetInternalName(subset, self._document)} {size} Tf "
            f"({codes.decode('latin-1').translate(_ESCAPES)}) Tj"
            for subset, codes in font.splitString(text, self._document)
        )


def _doubled(font: TTFont, text: str) -> str:
    """Return a text in second codes of its characters, for which a font shows the same glyphs."""
    glyphs, widths = font.face.charToGlyph, font.face.charWidths
    for code in map(ord, text):
        glyphs[TURNED + code] = glyphs.get(code, 0)
        widths[TURNED + code] = widths.get(code, font.face.defaultWidth)
    return "".join(chr(TURNED + ord(char)) for char in text)
