"""What the pages of a file share: its embedded fonts, loaded once per process, and its pictures, each once."""

import struct
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from briefkit.document import Image
from briefkit.errors import LayoutError, Problem
from briefkit.look.opentype import NO_BREAK_HYPHEN, Font
from briefkit.look.righttoleft import seen
from briefkit.look.typeface import Face
from briefkit.writers.pdf.file import TURNED, File

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})
_LOADED = 32
"""Fonts that a process keeps ready."""


@lru_cache(maxsize=_LOADED)
def loaded(font: Font) -> TTFont:
    """Return a font as ReportLab embeds it."""
    try:
        font_file = TTFont(font.name, BytesIO(font.data), asciiReadable=0, shapable=False)
    except (TTFError, struct.error, LookupError) as error:
        hint = "Take another version of the font, or another font."
        raise LayoutError(Problem("H33", f"the font {font.name} cannot be embedded", hint=hint)) from error
    if ord("-") in font_file.face.charToGlyph:
        font_file.face.charToGlyph.setdefault(NO_BREAK_HYPHEN, font_file.face.charToGlyph[ord("-")])
        font_file.face.charWidths.setdefault(NO_BREAK_HYPHEN, font_file.face.charWidths[ord("-")])
    return font_file


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

    def show_backwards(self, face: Face, size: str, text: str) -> str:
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


_SIGNATURE = 8
"""Bytes before a PNG's first chunk; a chunk's length and name take as many."""
_CHECKSUM = 4


class Pictures:
    """The pictures that one file holds."""

    def __init__(self, file: File) -> None:
        """Begin with none."""
        self._file = file
        self._numbers: dict[Image, int] = {}

    def name(self, image: Image) -> str:
        """Return the name by which pages paint a picture, and put it into the file."""
        if image not in self._numbers:
            self._numbers[image] = _added(self._file, image)
        return f"Im{self._numbers[image]}"

    def resources(self) -> str:
        """Return the entry of a page's resources for all of them."""
        entries = "".join(f"/Im{number} {number} 0 R" for number in self._numbers.values())
        return f"/XObject<<{entries}>>" if entries else ""


def _added(file: File, image: Image) -> int:
    """Add a picture as it is: PDF knows the compression of both kinds of file."""
    data, coding = image.data, "/Filter/DCTDecode"
    if image.kind == "png":
        data = b"".join(_pixels(image.data))
        row = f"/Colors {image.colours}/BitsPerComponent 8/Columns {image.width}"
        coding = f"/Filter/FlateDecode/DecodeParms<</Predictor 15{row}>>"
    space = "DeviceGray" if image.colours == 1 else "DeviceRGB"
    size = f"/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    entries = f"/Type/XObject/Subtype/Image{size}/ColorSpace/{space}{coding}"
    return file.add_stream(data, entries, compress=False)


def _pixels(png: bytes) -> Iterator[bytes]:
    """Yield the compressed pixels of a PNG (ISO/IEC 15948, 11.2.4)."""
    at = _SIGNATURE
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        start = at + _SIGNATURE
        if name == b"IDAT":
            yield png[start : start + length]
        at = start + length + _CHECKSUM
