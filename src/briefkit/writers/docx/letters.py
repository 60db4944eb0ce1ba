"""Text in the fonts that have its letters: those that the main family lacks name a family of their own."""

from briefkit.opentype import Font
from briefkit.typeface import Typeface
from briefkit.writers.docx import wml


def written(typeface: Typeface, text: str, style: str = "", looks: str = "") -> str:
    """Return runs of a text; `style` is its `w:rStyle`, `looks` what else is said of its looks, in schema order.

    Why the upright face: a word processor knows families, and finds their other faces itself.
    """
    parts = typeface.face().parts(text)
    return "".join(wml.run(wml.characters(part), f"{style}{_family(typeface, font)}{looks}") for font, part in parts)


def _family(typeface: Typeface, font: Font) -> str:
    """Return `w:rFonts` (17.3.2.26) for whatever kind of letter Word takes a character to be."""
    if font.office == typeface.main.office:
        return ""
    name = wml.escaped(font.office)
    return "<w:rFonts " + " ".join(f'w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
