"""The words of a PDF page with their places, in the order in which the file draws them; the door to PDFium."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double, c_int, c_ushort, create_string_buffer
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from briefkit.characters import raised
from briefkit.draft.passages import Unreadable

MOST_PAGES = 2_000
MOST_CHARACTERS = 200_000
"""Characters of one page."""
MOST_TEXT = 4_000_000
"""Characters of all: more than a source may hold."""
_BOLD = 600
"""The weight from which a font is bold (ISO 32000-2, 9.8.1, FontWeight)."""
_NO_BREAK = 0xA0
"""A space at which no line ends: what it holds together counts as one word."""
_HYPHEN = 2
"""What PDFium says for a hyphen that cuts a word at a line's end."""
_NAME = 128
"""Bytes of a font's name that are looked at."""
_SLOPE = 0.05
"""Radians by which a line may lie askew, as after scanning."""
SMALLER = 0.9
"""The part of a word's size below which a digit beside it can be a superscript."""
RAISED = 0.12
"""The part of a word's size by which a superscript stands higher at least."""


@dataclass(frozen=True, slots=True)
class PdfWord:
    """Glyphs without a space between them, in points; turned so that they read from left to right."""

    text: str
    """Its characters."""
    left: float
    """Where it begins."""
    right: float
    """Where it ends."""
    base: float
    """The height of its base line; larger is higher."""
    size: float
    """Of its font."""
    bold: bool
    """Whether its font is bold."""
    turns: int
    """Quarter turns of its direction against the page's; -1 for a slope, as of a watermark."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page's words."""

    words: tuple[PdfWord, ...]
    """In the order of drawing."""
    bottom: float
    """The height of its lower edge."""
    top: float
    """The height of its upper edge."""


def opened(data: bytes) -> Any:
    """Return a PDF file as PDFium's document; Unreadable where it cannot be."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            hint = "Open it with its password, print it into a new PDF without one, and name that."
            raise Unreadable("is protected by a password", hint) from None
        raise Unreadable("is a damaged PDF", "Open it in a PDF viewer and save or print it anew.") from None
    if len(file) > MOST_PAGES:
        file.close()
        raise Unreadable(f"has more than {MOST_PAGES:,} pages", "Save the pages you quote as a PDF of their own.")
    return file


def declared(file: Any) -> tuple[dict[str, str], str]:
    """Return the file's document information by key, and its language, empty where it names none."""
    length = pdfium.FPDFCatalog_GetLanguage(file, None, 0)
    buffer = (c_ushort * length)()
    pdfium.FPDFCatalog_GetLanguage(file, buffer, length)
    language = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return dict(file.get_metadata_dict()), language


def pages(file: Any) -> Iterator[PdfPage]:
    """Yield the pages of a file; Unreadable where they hold more than a source may."""
    room = MOST_TEXT
    for number in range(len(file)):
        try:
            page = file[number]
        except pypdfium2.PdfiumError:
            yield PdfPage((), 0, 0)
            continue
        with closing(page), closing(page.get_textpage()) as text:
            words, box = tuple(_words(text)), page.get_cropbox()
        room -= sum(len(word.text) for word in words)
        if room < 0:
            raise Unreadable("holds more text than a source may", "Save the pages you quote as a PDF of their own.")
        most = Counter(word.turns for word in words).most_common(1)
        heights = [y for _, y in _corners(box, max(most[0][0], 0) if most else 0)]
        yield PdfPage(words, min(heights), max(heights))


def _words(text: Any) -> Iterator[PdfWord]:
    """Yield the words of a page: PDFium's characters between spaces and ends of lines."""
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise Unreadable("has a page with more text than a page can show", "Print it into a new PDF, and name that.")
    start, glyphs = 0, ""
    for place in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(text, place) if place < count else 0x20
        if code == _HYPHEN:
            yield _word(text, start, place, f"{glyphs}-")
            start, glyphs = place + 1, ""
        elif code == 0 or (chr(code).isspace() and code != _NO_BREAK):
            if glyphs:
                yield _word(text, start, place - 1, glyphs)
            start, glyphs = place + 1, ""
        else:
            glyphs += chr(code)


def _word(text: Any, first: int, last: int, glyphs: str) -> PdfWord:
    """Return the word between two of PDFium's characters, turned upright."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, first, byref(matrix))  # how it is turned and scaled (ISO 32000-2, 8.3.4)
    angle = math.atan2(matrix.b, matrix.a)
    turns = round(angle / (math.pi / 2)) % 4
    left, base = _turn(*_origin(text, first), turns)
    right = max(x for x, _ in _corners(text.get_charbox(last, loose=True), turns))
    size = float(pdfium.FPDFText_GetFontSize(text, first)) * math.hypot(matrix.c, matrix.d)
    chars = glyphs.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if any(map(str.isdigit, chars)) and len(chars) == last - first + 1:
        base = next((_turn(*_origin(text, first + i), turns)[1] for i, c in enumerate(chars) if not c.isdigit()), base)
        chars = "".join(_glyph(text, first + i, char, (base, size, turns)) for i, char in enumerate(chars))
    slanted = abs(math.remainder(angle, math.pi / 2)) > _SLOPE
    return PdfWord(chars, left, right, base, size, _is_bold(text, first), -1 if slanted else turns)


def _glyph(text: Any, place: int, char: str, word: tuple[float, float, int]) -> str:
    """Return a character of a word; a digit whose ink begins well above the base line as a superscript."""
    if not char.isdigit():
        return char
    base, size, turns = word
    lowest = min(y for _, y in _corners(text.get_charbox(place), turns))
    return raised(char) if lowest > base + RAISED * size else char


def _turn(x: float, y: float, turns: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns]


def _origin(text: Any, place: int) -> tuple[float, float]:
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, place, byref(x), byref(y))
    return x.value, y.value


def _corners(box: tuple[float, float, float, float], turns: int) -> list[tuple[float, float]]:
    """Return the corners of a box, turned upright."""
    left, bottom, right, top = box
    return [_turn(x, y, turns) for x in (left, right) for y in (bottom, top)]


def _is_bold(text: Any, place: int) -> bool:
    """Say whether a character's font is bold, by its weight or by its name."""
    name, flags = create_string_buffer(_NAME), c_int()
    pdfium.FPDFText_GetFontInfo(text, place, name, _NAME, byref(flags))
    named = any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
    return named or pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD
