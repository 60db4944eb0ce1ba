"""Small TrueType fonts for the tests: a box for each letter, as wide as is asked."""

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

LATIN = "".join(map(chr, range(0x20, 0x7F))) + "–—’“”·…•✓[]¹²³"
FACES = ("regular", "bold", "italic", "bold_italic")


def built(letters: str, family: str = "Test Sans", style: str = "Regular", *, width: int = 600, **os2: Any) -> bytes:
    """Return a font with some letters; further arguments are fields of its table OS/2: `fsType`, `fsSelection`."""
    return _file(_builder(letters, f"{family}|{style}", width, os2))


def with_outlines(letters: str) -> bytes:
    """Return a font of PostScript outlines (CFF)."""
    builder = _builder(letters, "Test Sans|Regular", 600, {}, truetype=False)
    names = builder.font.getGlyphOrder()
    builder.setupCFF("TestSans", {}, {name: _drawn(T2CharStringPen(600, None)).getCharString() for name in names}, {})
    return _file(builder)


def variable(letters: str) -> bytes:
    """Return a variable font."""
    builder = _builder(letters, "Test Sans|Regular", 600, {})
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    return _file(builder)


def family(folder: Path, letters: str = LATIN, name: str = "Test Sans", **os2: Any) -> dict[str, Path]:
    """Write the four files of a family; return face → file."""
    folder.mkdir(exist_ok=True)
    paths = {face: folder / f"{name.replace(' ', '')}-{face}.ttf" for face in FACES}
    for i, (face, path) in enumerate(paths.items()):
        path.write_bytes(built(letters, name, face.title(), width=560 + 40 * (i % 2), **os2))
    return paths


def _builder(letters: str, full: str, width: int, os2: dict[str, Any], *, truetype: bool = True) -> FontBuilder:
    names = [".notdef", *(f"u{ord(char):05X}" for char in dict.fromkeys(letters))]
    builder = FontBuilder(1000, isTTF=truetype)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):05X}" for char in letters})
    if truetype:
        builder.setupGlyf({name: _drawn(TTGlyphPen(None)).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 50)))
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    family_, _, style = full.rpartition("|")
    names_ = {"familyName": family_, "styleName": style, "psName": full.replace(" ", "").replace("|", "")}
    builder.setupNameTable({**names_, "fullName": full.replace("|", " "), "version": "1"})
    heights = {"sTypoAscender": 900, "sTypoDescender": -250, "usWinAscent": 900, "usWinDescent": 250}
    builder.setupOS2(**{**heights, **os2})
    builder.setupPost()
    return builder


def _drawn(pen: Any) -> Any:
    corners = ((50, 0), (50, 500), (450, 500), (450, 0))
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen


def _file(builder: FontBuilder) -> bytes:
    out = BytesIO()
    builder.font.save(out)
    return out.getvalue()
