"""Font files: what is read from them, and which are refused with what to do."""

import struct
from importlib.resources import files

import pytest
from tests import fonts

from briefkit.look.opentype import Font, FontError
from briefkit.look.typeface import carlito

GOOD = fonts.built("Ab c-é")


def test_a_font_tells_its_letters_names_and_line() -> None:
    """Widths are in em; the no-break space and hyphen are as wide as the plain ones; the line is the tallest told."""
    font = Font(GOOD)
    font.check()
    assert {chr(code) for code in font.advances} == set("Ab c-é\u00a0\u2011")
    assert set(font.advances.values()) == {0.6}
    assert (font.name, font.family, font.office, font.line) == ("TestSansRegular", "Test Sans", "Test Sans", 1.15)
    assert Font(fonts.built("a", usWinAscent=1200)).line == 1.45
    assert Font(fonts.built("a", usWinAscent=1200, fsSelection=0x80 | 0x40, version=4)).line == 1.15


def test_letters_beyond_the_first_plane_are_read() -> None:
    """A font with such letters has its other table of characters, format 12."""
    assert {0x20000, ord("a")} <= Font(fonts.built("a\U00020000")).advances.keys()


def test_our_own_fonts_are_sound() -> None:
    """The built-in four pass, and are known to Word as Calibri, whose line they have."""
    for font in carlito().family:
        font.check()
        assert (font.family, font.office, font.line) == ("Carlito", "Calibri", 1.2207)
    assert (files("briefkit") / "fonts" / "OFL.txt").is_file()


REFUSED = {
    "PostScript outlines": (fonts.with_outlines("ab"), "PostScript outlines", "ends in .ttf"),
    "a variable font": (fonts.variable("ab"), "variable", "fixed versions"),
    "a collection": (b"ttcf" + GOOD[4:], "collection", "single .ttf"),
    "a web font": (b"wOF2" + GOOD[4:], "web font", ".ttf version"),
    "embedding forbidden": (fonts.built("ab", fsType=2), "fsType 2", "licence"),
    "no subsets": (fonts.built("ab", fsType=0x100), "in part", "licence"),
    "bitmaps only": (fonts.built("ab", fsType=0x204), "in part", "licence"),
    "no font": (b"%PDF-1.7 and so on", "no sound TrueType font", "font viewer"),
    "nothing": (b"", "no sound TrueType font", "font viewer"),
    "cut to its half": (GOOD[: len(GOOD) // 2], "cut short", "again, whole"),
    "cut by its last letters": (GOOD[:-8], "cut short", "again, whole"),
    "cut within its list of tables": (GOOD[:60], "no sound TrueType font", "font viewer"),
    "without Unicode": (GOOD.replace(struct.pack(">HH", 3, 1), struct.pack(">HH", 3, 0)), "no sound", "font viewer"),
}


@pytest.mark.parametrize(("data", "why", "hint"), REFUSED.values(), ids=REFUSED)
def test_fonts_that_are_refused(data: bytes, why: str, hint: str) -> None:
    """Each with the reason and what to do."""
    with pytest.raises(FontError) as caught:
        Font(data).check()
    assert why in caught.value.why
    assert hint in caught.value.mend


@pytest.mark.parametrize("permission", [0, 4, 8, 0xC])
def test_fonts_that_may_be_embedded(permission: int) -> None:
    """Print, preview and editing are permissions; so is the least of several, as old fonts have them."""
    Font(fonts.built("ab", fsType=permission)).check()
