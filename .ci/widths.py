"""Write the table of letter widths of common office fonts: python .ci/widths.py FOLDER-WITH-FONTS > FILE.

The fonts are under the SIL Open Font License or the Bitstream Vera licence; the table holds widths, no outlines.
Where an office font may not be read here, one that was drawn to have the same widths stands for it.
"""

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x384, 0x3CF),
    *range(0x400, 0x460),
    *(0x1E9E, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022),
    *(0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x25CF),
]
FAMILIES = {
    "Liberation Sans": ("LiberationSans-{}", ["Arial", "Arimo", "Helvetica"]),
    "Liberation Serif": ("LiberationSerif-{}", ["Times", "Times New Roman", "Tinos"]),
    "Liberation Mono": ("LiberationMono-{}", ["Courier New", "Cousine"]),
    "Caladea": ("Caladea-{}", ["Cambria"]),
    "Gelasio": ("gelasio-{}", ["Georgia"]),
    "DejaVu Sans": ("DejaVuSans-{}", ["Verdana"]),
    "DejaVu Serif": ("DejaVuSerif-{}", []),
}
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
_OTHER = {
    "DejaVuSans-Regular": "DejaVuSans",
    "DejaVuSerif-Regular": "DejaVuSerif",
    "DejaVuSans-Italic": "DejaVuSans-Oblique",
    "DejaVuSans-BoldItalic": "DejaVuSans-BoldOblique",
    "gelasio-Regular": "gelasio-latin-400-normal",
    "gelasio-Bold": "gelasio-latin-700-normal",
    "gelasio-Italic": "gelasio-latin-400-italic",
    "gelasio-BoldItalic": "gelasio-latin-700-italic",
}


def main(folder: str) -> None:
    """Print the table."""
    table = {name: {"names": [name, *same], **_family(Path(folder), form)} for name, (form, same) in FAMILIES.items()}
    print(json.dumps({"characters": CHARACTERS, "families": table}, ensure_ascii=False, separators=(",", ":")))


def _family(folder: Path, form: str) -> dict[str, object]:
    fonts = {face: _opened(folder, form.format(face)) for face in FACES}
    head = fonts["Regular"]["hhea"]
    em = fonts["Regular"]["head"].unitsPerEm
    return {
        "line": round((head.ascent - head.descent + head.lineGap) / em, 4),
        **{face: _widths(font) for face, font in fonts.items()},
    }


def _opened(folder: Path, name: str) -> TTFont:
    (path,) = [p for p in folder.rglob(f"{_OTHER.get(name, name)}.*") if p.suffix in {".ttf", ".woff"}]
    return TTFont(path)


def _widths(font: TTFont) -> list[int]:
    """Return the widths in thousandths of an em, rounded up; 0 where the font has no such letter."""
    glyphs, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return [-(-advances[glyphs[char]][0] * 1000 // em) if char in glyphs else 0 for char in CHARACTERS]


main(sys.argv[1])
