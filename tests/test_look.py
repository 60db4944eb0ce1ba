"""The look: one set of tokens that can be recoloured, resized and lettered anew."""

from dataclasses import fields, replace
from io import BytesIO
from zipfile import ZipFile

from pikepdf import Pdf
from tests import fonts
from tests.documents import random_document

from briefkit.look import PALETTE, STYLES, Look, Palette
from briefkit.look.opentype import Font
from briefkit.look.typeface import Letters, carlito, typeface
from briefkit.writers import WRITERS

RED = replace(PALETTE, accent="7A1F3D", tint="F5F0F2", rule="D8BFC6")


def test_the_usual_look_is_its_own_measure() -> None:
    """In its own size and letters it is the same."""
    assert Look().sized(10.5) == Look()
    assert Look().lettered(carlito()) == Look()


def test_another_accent_reaches_all_that_has_it() -> None:
    """All colours are names of the palette: in another one no style of Word's has an old colour, nor a PDF's page."""
    look = Look()
    shown = {style.colour for style in look.styles.values()} | {look.table.rule, look.table.head_rule}
    shown |= {colour for box in look.boxes.values() for colour in (box.fill, box.rule) if colour}
    assert shown == {field.name for field in fields(Palette)}
    red = replace(look, palette=RED)
    with ZipFile(BytesIO(WRITERS["docx"](random_document(1), red))) as file:
        styles = file.read("word/styles.xml").decode()
    for old, new in ((PALETTE.accent, RED.accent), (PALETTE.tint, RED.tint), (PALETTE.rule, RED.rule)):
        assert (old in styles, new in styles) == (False, True)
    with Pdf.open(BytesIO(WRITERS["pdf"](random_document(1), red))) as pdf:
        code = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert (b"0.122 0.306 0.475 rg" in code, b"0.478 0.122 0.239 rg" in code) == (False, True)


def test_all_sizes_go_together() -> None:
    """In half points; a marking is never smaller than ours, small print never below eight points."""
    for body in (9.0, 9.5, 10.0, 11.0, 11.5, 12.5, 14.0):
        styles = Look().sized(body).styles
        assert styles["body"].size == body
        for name, style in styles.items():
            assert style.size * 2 % 1 == 0, (name, body)
            assert style.size >= 8
            if name != "marking":
                assert abs(style.size - max(8, STYLES[name].size * body / 10.5)) <= 0.25
        assert styles["marking"].size >= STYLES["marking"].size
        assert body - styles["table-body"].size <= 0.5
        assert styles["list1"].hanging == styles["list1"].indent


def test_lines_are_as_high_as_the_font_says() -> None:
    """The first font decides, in every style."""
    font = Font(fonts.built(fonts.LATIN, usWinAscent=1300))
    look = Look().lettered(typeface([(font, font, font, font)]))
    assert {style.natural for style in look.styles.values()} == {font.line} == {1.55}
    assert look.styles["body"].line > STYLES["body"].line


def test_a_letter_is_taken_from_the_first_font_that_has_it() -> None:
    """Of each family its own face, then the regular; then the next family; last the built-in one."""
    own = tuple(Font(fonts.built("ab", style=style)) for style in ("Regular", "Bold", "Italic", "Bold Italic"))
    bold_b = (own[0], Font(fonts.built("a", "Other", "Bold")), own[2], own[3])
    helping = Font(fonts.built("c漢b", "Helping"))
    letters = typeface([bold_b, (helping,) * 4])
    parts = [(font.name, part) for font, part in letters.face(bold=True).parts("aab漢cé")]
    assert parts == [("OtherBold", "aa"), ("TestSansRegular", "b"), ("HelpingRegular", "漢c"), ("Carlito-Bold", "é")]
    assert letters.face().parts("ab") == [(own[0], "ab")]
    assert letters.prints("aé漢")
    assert not letters.prints("語")
    assert [font.name for font in letters.fonts[:2]] == ["TestSansRegular", "OtherBold"]


def test_marks_stay_with_their_letter() -> None:
    """A mark is taken from the font of the letter before it, if that has it."""
    first, second = Font(fonts.built("e", "First")), Font(fonts.built("e\u0301z", "Second"))
    face = typeface([(first,) * 4, (second,) * 4]).face()
    assert [(font.family, part) for font, part in face.parts("z\u0301e")] == [("Second", "z\u0301"), ("First", "e")]


def test_a_text_is_measured_in_the_fonts_that_print_it() -> None:
    """Letters of two fonts have the widths of both; Arabic ones those of their joined forms."""
    wide = Font(fonts.built("漢\u0628\ufe91\ufe92\ufe90\ufe8f", "Wide", width=1000))
    narrow = Font(fonts.built("\ufe91\ufe90", "Narrow", width=300))
    found = Letters(typeface([carlito().family, (wide,) * 4]), 10)
    assert found.width("a漢") == carlito().face().width("a", 10) + 10
    joining = Letters(typeface([(narrow,) * 4, (wide,) * 4]), 10)
    assert joining.width("بب") == 6


def test_a_marking_without_colours_is_black_everywhere() -> None:
    """A label of a house's scheme that has no colours is black at the head and the foot of Word and PDF pages."""
    document = random_document(1)
    document = replace(document, meta=replace(document.meta, marking="LIMITE", standing=""))
    with ZipFile(BytesIO(WRITERS["docx"](document, Look()))) as file:
        assert all(b'<w:color w:val="000000"/>' in file.read(f"word/{side}1.xml") for side in ("header", "footer"))
    with Pdf.open(BytesIO(WRITERS["pdf"](document, Look()))) as pdf:
        assert all(page.Contents.read_bytes().count(b"0 0 0 rg") == 2 for page in pdf.pages)
