"""Text in the fonts that have its letters: those that the main family lacks name a family of their own."""

from collections.abc import Iterator
from itertools import groupby

from briefkit.opentype import Font
from briefkit.righttoleft import levels, turned
from briefkit.typeface import Typeface
from briefkit.writers.docx import wml


def written(typeface: Typeface, text: str, style: str = "", looks: str = "", language: str = "") -> str:
    """Return runs of a text; `style` is its `w:rStyle`, `language` its `w:lang`, `looks` what stands between them.

    Why the upright face: a word processor knows families, and finds their other faces itself.
    """
    return "".join(
        wml.run(wml.characters(part), f"{style}{_family(typeface, font)}{looks}{direction}{language}")
        for stretch, direction in _stretches(text)
        for font, part in typeface.face().parts(stretch)
    )


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in stretches of one direction, with the `w:rtl` of those from right to left (17.3.2.30)."""
    if not turned(text):
        yield text, ""
        return
    for back, group in groupby(zip(text, levels(text), strict=True), key=lambda pair: pair[1] > 0):
        yield "".join(char for char, _ in group), "<w:rtl/>" if back else ""


def _family(typeface: Typeface, font: Font) -> str:
    """Return `w:rFonts` (17.3.2.26) for whatever kind of letter Word takes a character to be."""
    if font.office == typeface.main.office:
        return ""
    name = wml.escaped(font.office)
    return "<w:rFonts " + " ".join(f'w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
