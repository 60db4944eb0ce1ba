"""A house's look: what is made of it, and what is refused, each with its place and what would do."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import fonts
from tests.pictures import bars

from briefkit.errors import HouseError, Place, Problem
from briefkit.house import DEFAULT, FontFiles, HouseLook, LogoFile
from briefkit.look import LETTER, Look
from briefkit.look.contrast import contrast
from briefkit.look.dressed import dressed

PLACES = {key: Place("briefkit.toml", line) for line, key in enumerate(("accent", "size", "fonts", "logo"), 2)}


def house(**wanted: Any) -> HouseLook:
    """Return what a house file says."""
    return HouseLook(**wanted, places=PLACES)


def look(**wanted: Any) -> Look:
    """Return the look that is made of it."""
    return dressed(house(**wanted), DEFAULT.markings)


def refused(**wanted: Any) -> Problem:
    """Return the one problem of what a house wants; it is told where the house file has it."""
    with pytest.raises(HouseError) as caught:
        look(**wanted)
    (problem,) = caught.value.problems
    assert problem.place == PLACES[next(iter(wanted))]
    return problem


def test_a_house_that_wants_nothing_has_ours() -> None:
    """The look is the usual one, to the last field."""
    assert look() == Look()


def test_accent_size_and_paper() -> None:
    """Each is found in the look; ground and rules are made from the accent."""
    made = look(accent="7A1F3D", size=11.5, paper="letter")
    assert made.page == LETTER
    assert (made.styles["body"].size, made.palette.accent) == (11.5, "7A1F3D")
    assert made.palette.tint != Look().palette.tint
    for colour in (made.palette.accent, made.palette.muted, made.palette.ink):
        assert min(contrast(colour, made.palette.tint), contrast(colour, "FFFFFF")) >= 4.5


@pytest.mark.parametrize("accent", ["FFD400", "767676", "00AEEF", "FFFFFF", "E2001A"])
def test_an_accent_that_is_hard_to_read_is_refused(accent: str) -> None:
    """With its ratio, and the nearest darker colour that is taken; a little less dark is not."""
    problem = refused(accent=accent)
    assert problem.code == "H31"
    assert f"#{accent} is hard to read: its contrast is " in problem.message
    told = float(problem.message.split("contrast is ")[1].split(",")[0])
    assert contrast(accent, "FFFFFF") - 0.8 < told <= contrast(accent, "FFFFFF")
    darker = problem.hint.rpartition("#")[2].rstrip(".")
    assert look(accent=darker).palette.accent == darker
    brighter = "".join(f"{min(255, int(darker[i : i + 2], 16) + 4):02X}" for i in (0, 2, 4))
    assert refused(accent=brighter).code == "H31"


@pytest.mark.parametrize(("size", "near"), [(8.5, "9"), (6, "9"), (14.5, "14"), (11.3, "11.5")])
def test_a_size_out_of_bounds_is_refused(size: float, near: str) -> None:
    """With the nearest one that is taken."""
    problem = refused(size=size)
    assert (problem.code, problem.hint) == ("H32", f"The nearest size is {near}.")


def test_fonts_of_a_family_with_fallbacks(tmp_path: Path) -> None:
    """The first family is the text's; a face without a file is the upright one of its weight."""
    files = fonts.family(tmp_path)
    helping = tmp_path / "han.ttf"
    helping.write_bytes(fonts.built("漢", "Han"))
    given = FontFiles(files["regular"], files["bold"], files["italic"])
    made = look(fonts=(given, FontFiles(helping)))
    assert [font.name for font in made.typeface.family] == [
        "TestSansRegular",
        "TestSansBold",
        "TestSansItalic",
        "TestSansBold",
    ]
    assert made.typeface.prints("漢 Ł")
    assert made.typeface is look(fonts=(given, FontFiles(helping))).typeface
    assert made.styles["body"].natural == made.typeface.main.line == 1.15


def test_fallbacks_alone_help_ours_out(tmp_path: Path) -> None:
    """The text stays in the built-in family."""
    path = tmp_path / "han.ttf"
    path.write_bytes(fonts.built("漢a", "Han"))
    made = look(fonts=(FontFiles(None), FontFiles(path)))
    assert made.typeface.main.family == "Carlito"
    assert [font.family for font, _ in made.typeface.face(bold=True).parts("a漢")] == ["Carlito", "Han"]
    assert made.styles == Look().styles


def test_another_font_under_the_same_name_is_another_typeface(tmp_path: Path) -> None:
    """A process that goes on running does not take the font that lay there, or in another folder, before."""
    path = tmp_path / "own.ttf"
    found = []
    for letter in "ab":
        path.write_bytes(fonts.built(letter, "Own"))
        found.append(look(fonts=(FontFiles(path),), seal=hashlib.sha256(path.read_bytes()).hexdigest()).typeface)
    assert ["a" in map(chr, one.main.advances) for one in found] == [True, False]


FONTS: Mapping[str, tuple[bytes, str]] = {
    "restricted.ttf": (fonts.built("a", fsType=2), "the font restricted.ttf may not be embedded"),
    "cff.otf": (fonts.with_outlines("a"), "the font cff.otf holds PostScript outlines"),
    "vf.ttf": (fonts.variable("a"), "the font vf.ttf is a variable font"),
    "broken.ttf": (b"no font", "the font broken.ttf is no sound TrueType font"),
}


@pytest.mark.parametrize("name", FONTS)
def test_a_font_that_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    """By its name, with the reason and a hint; also when it is only a fallback."""
    data, told = FONTS[name]
    (tmp_path / name).write_bytes(data)
    problem = refused(fonts=(FontFiles(None), FontFiles(tmp_path / name)))
    assert problem.code == "H33"
    assert told in problem.message
    assert problem.hint


def test_two_fonts_of_one_name_are_refused(tmp_path: Path) -> None:
    """A PDF cannot hold both; the same file for two faces is no matter."""
    one, other = tmp_path / "one.ttf", tmp_path / "other.ttf"
    one.write_bytes(fonts.built("ab"))
    other.write_bytes(fonts.built("abc"))
    assert "call themselves “TestSansRegular”" in refused(fonts=(FontFiles(one), FontFiles(other))).message
    assert look(fonts=(FontFiles(one, one, one, one),)).typeface.main.name == "TestSansRegular"


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    """As a problem, not a crash."""
    problem = refused(fonts=(FontFiles(tmp_path / "none.ttf"),))
    assert "the font none.ttf cannot be read: there is no such file" in problem.message


def test_a_logo_has_words_and_a_size(tmp_path: Path) -> None:
    """It is written anew as pictures are, and keeps its text in one line."""
    path = tmp_path / "logo.png"
    path.write_bytes(bars(600, 200))
    made = look(logo=LogoFile(path, " Harbour \n Library "))
    assert made.logo
    assert (made.logo.alt, made.logo.image.width) == ("Harbour Library", 600)


@pytest.mark.parametrize(
    ("alt", "size", "told"),
    [
        ("", (600, 200), "the logo needs a text"),
        ("logo.png", (600, 200), "the logo needs a text"),
        ("x" * 201, (600, 200), "the logo needs a text"),
        ("Library", (1900, 30), "points high in print"),
        ("Library", (30, 10), "points high in print"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused(tmp_path: Path, alt: str, size: tuple[int, int], told: str) -> None:
    """Without words for those who do not see it, or too small or wide to be seen."""
    path = tmp_path / "logo.png"
    path.write_bytes(bars(*size))
    problem = refused(logo=LogoFile(path, alt))
    assert problem.code == "H34"
    assert told in problem.message
    assert problem.hint


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    """As other pictures are."""
    path = tmp_path / "logo.png"
    path.write_bytes(b"<svg/>")
    assert "is neither a sound PNG nor a sound JPEG file" in refused(logo=LogoFile(path, "Library")).message


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Each with its own place."""
    wanted = replace(house(accent="FFD400", size=8), logo=LogoFile(tmp_path / "none.png", "Library"))
    with pytest.raises(HouseError) as caught:
        dressed(wanted, DEFAULT.markings)
    assert [(one.code, one.place) for one in caught.value.problems] == [
        ("H31", PLACES["accent"]),
        ("H32", PLACES["size"]),
        ("H34", PLACES["logo"]),
    ]
