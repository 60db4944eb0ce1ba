"""The embedded fonts, loaded once per process."""

from functools import cache
from importlib.resources import files
from io import BytesIO

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from briefkit.metrics import NO_BREAK_HYPHEN

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


@cache
def font(face: str) -> TTFont:
    """Return a face of `metrics.FACES`."""
    data = (files("briefkit") / "fonts" / f"Carlito-{face}.ttf").read_bytes()
    made = TTFont(f"Carlito-{face}", BytesIO(data), asciiReadable=0, shapable=False)
    made.face.charToGlyph.setdefault(NO_BREAK_HYPHEN, made.face.charToGlyph[ord("-")])
    made.face.charWidths.setdefault(NO_BREAK_HYPHEN, made.face.charWidths[ord("-")])
    return made


class Fonts:
    """The subsets that one file embeds."""

    def __init__(self, document: PDFDocument) -> None:
        """Begin with no character."""
        self._document = document
        self._shown: dict[tuple[str, str, str], str] = {}

    def show(self, face: str, size: str, text: str) -> str:
        """Return operators that set the font and show a text, and put its characters into the subset."""
        key = (face, size, text)
        if key not in self._shown:
            font_ = font(face)
            self._shown[key] = " ".join(
                f"{font_.getSubsetInternalName(subset, self._document)} {size} Tf "
                f"({codes.decode('latin-1').translate(_ESCAPES)}) Tj"
                for subset, codes in font_.splitString(text, self._document)
            )
        return self._shown[key]
