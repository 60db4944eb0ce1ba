"""Pages in a house's look: logo, letters of other scripts, colours, in PDF and in Word."""

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from tests import fonts
from tests.docx import read
from tests.docx.lint import faults as word_faults
from tests.docx.opened import Opened, W, value
from tests.editions import house
from tests.harbour import FOLDER
from tests.pdf.checker import faults as pdf_faults
from tests.pictures import drawn
from tests.tagged import spoken

from briefkit.document import Cell, Contents, ContentsEntry, Document, Heading, Meta, Paragraph, Run, Table, Title, text
from briefkit.errors import LayoutError, RecordError
from briefkit.house import FontFiles, House, HouseLook
from briefkit.loading import load
from briefkit.look import Logo, Look, Palette
from briefkit.look.opentype import Font
from briefkit.look.typeface import carlito, typeface
from briefkit.press import Press
from briefkit.writers import WRITERS, measure

HAN, GEORGIAN, ARABIC, HEBREW = "王小明在北京说外交部，", "ნინო ბერიძე", "محمد علي السلام", "שרה לוי"
FORMS = "".join(map(chr, (*range(0xFE8D, 0xFEFD), *range(0xFB56, 0xFB5A))))
EXAMPLE = Path(__file__).parents[1] / "seeds" / "ilvara-2026-03-12"
NAMES = "王小明, ნინო ბერიძე, محمد علي and שרה לוי (סלע 12) met."


def helping(letters: str, name: str) -> tuple[Font, Font, Font, Font]:
    """Return a family of one font."""
    font = Font(fonts.built(letters, name))
    return font, font, font, font


@pytest.fixture(scope="module")
def look() -> Look:
    """Return a look whose fonts have all of these letters, with a logo."""
    families = [
        carlito().family,
        helping(HAN + "\U00020000", "Test Han"),
        helping(GEORGIAN, "Test Georgian"),
        helping(ARABIC + HEBREW + "ס" + "ע" + FORMS, "Test Semitic"),
    ]
    made = Look().lettered(typeface(families)).sized(11.5)
    return Look(styles=made.styles, typeface=made.typeface, logo=Logo(drawn(300, 100), "Harbour Library"))


def document(*runs: Run) -> Document:
    """Return a document with a paragraph, and a table, of some runs."""
    meta = Meta("record.edition", "Title", "Read-out", "officer", "TLP:CLEAR", date(2026, 3, 3), footer=f"{HAN} · ნინო")
    table = Table((Cell((Run("Who"),)), Cell((Run("What"),))), ((Cell(runs), Cell((Run("Said"),))),), "matrix")
    heading = Heading(1, (Run("王小明 · محمد"),), "a")
    contents = Contents((ContentsEntry(1, "王小明 · محمد", "a"),))
    return Document(meta, (Title((Run("Title"),)), contents, heading, Paragraph(runs), table))


def test_words_of_other_scripts_are_read_out_as_they_are_written(look: Look) -> None:
    """The tags tell every passage in reading order, names from right to left too; the file is sound."""
    data = WRITERS["pdf"](document(Run(NAMES, cites=("statement:a/short",))), look)
    said = "".join(spoken(data))
    assert said.count(NAMES) == 2
    assert said.count("王小明 · محمد") == 2
    assert pdf_faults(data) == []


def test_links_and_languages_within_them_stay(look: Look) -> None:
    """A link keeps its words, a language its own; a long name goes over lines in one piece of the tree."""
    runs = (Run("See "), Run("محمد علي 7", link="https://example.org"), Run(" "), Run(f"{HEBREW} " * 40, language="he"))
    data = WRITERS["pdf"](document(*runs), look)
    assert "".join(spoken(data)).count(text(runs).strip()) == 2
    assert pdf_faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        spans = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span"]
        assert {str(o.Lang) for o in spans if "/Lang" in o} == {"he"}
        assert any(len(o.K) > 1 for o in spans)


def test_each_font_is_embedded_in_part(look: Look) -> None:
    """Letters come from the first font that has them; those beyond the first plane are told in two code units."""
    with pikepdf.open(BytesIO(WRITERS["pdf"](document(Run(f"a {NAMES} \U00020000")), look))) as pdf:
        found = {str(o.FontName).partition("+")[2] for o in pdf.objects if _is_font(o)}
        streams = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    maps = b"".join(stream for stream in streams if b"CMapName" in stream)
    assert found == {"Carlito", "Carlito-Bold", "TestHanRegular", "TestGeorgianRegular", "TestSemiticRegular"}
    assert b"<D840DC00>" in maps
    assert b"<20000>" not in maps


def _is_font(found: object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"


def test_chinese_is_broken_between_characters(look: Look) -> None:
    """A paragraph without spaces fills its lines, and no line begins with a comma."""
    words = "王小明在北京说，" * 60
    found = measure(document(Run(words)), look)
    assert found.pages == 1
    data = WRITERS["pdf"](document(Run(words)), look)
    assert "".join(spoken(data)).count(words) == 2


def test_word_names_the_font_of_each_letter(look: Look) -> None:
    """Runs of the main family name none; others name theirs for every kind of letter; the text stays whole."""
    data = WRITERS["docx"](document(Run(NAMES, strong=True)), look)
    assert read.text(data).count(NAMES) == 2
    assert word_faults(data) == []
    file = Opened(data)
    named = {}
    for run in file.body.iter(f"{W}r"):
        family = run.find(f"{W}rPr/{W}rFonts")
        for char in "".join(run.itertext(f"{W}t")):
            named[char] = "" if family is None else family.get(f"{W}cs", "")
    assert {named[char] for char in "王小明"} == {"Test Han"}
    assert {named[char] for char in "ნიო"} == {"Test Georgian"}
    assert {named[char] for char in "محمدשרה"} == {"Test Semitic"}
    assert {named[char] for char in "and met12"} == {""}
    turned = {"".join(r.itertext(f"{W}t")) for r in file.body.iter(f"{W}r") if r.find(f"{W}rPr/{W}rtl") is not None}
    assert {"محمد", "علي", "שרה"} <= {word for piece in turned for word in piece.split()}
    assert not any("and" in piece for piece in turned)
    table = file.parts["word/fontTable.xml"].decode()
    assert all(f'w:name="{name}"' in table for name in ("Calibri", "Test Han", "Test Georgian", "Test Semitic"))
    assert "Test Han" in file.parts["word/footer1.xml"].decode()


def test_a_logo_stands_once_with_its_words(look: Look) -> None:
    """In PDF a Figure that is read out first, in Word a picture with a description; Markdown has none of it."""
    made = document(Run("Words."))
    pdf = WRITERS["pdf"](made, look)
    said = spoken(pdf)
    assert said.count("Harbour Library") == 1
    assert said.index("Harbour Library") < said.index("Title")
    assert pdf_faults(pdf) == []
    word = Opened(WRITERS["docx"](made, look))
    (about,) = [node for node in word.body.iter() if node.tag.endswith("}docPr")]
    assert about.get("descr") == "Harbour Library"
    assert value(next(word.body.iter(f"{W}pStyle"))) == "Logo"
    assert word_faults(word.data) == []
    assert WRITERS["md"](made, look) == WRITERS["md"](made, Look())
    assert "Logo" not in WRITERS["docx"](made, Look()).decode("latin-1")


def test_a_logo_takes_its_room_on_the_first_page(look: Look) -> None:
    """Measuring knows it."""
    bare = Look(styles=look.styles, typeface=look.typeface)
    made = document(Run("Words."))
    assert measure(made, look).fill > measure(made, bare).fill + 0.03


def test_an_accent_is_the_theme_of_the_word_file() -> None:
    """Word's own menus offer it; nothing of ours is left."""
    ours, red = Look(), "7A1F3D"
    look = replace(ours, palette=Palette(accent=red, tint="F5F0F2", rule="D8BFC6"))
    parts = Opened(WRITERS["docx"](document(Run("a", link="https://example.org")), look)).parts
    assert f'<a:accent1><a:srgbClr val="{red}"/>' in parts["word/theme/theme1.xml"].decode()
    everything = b"".join(parts.values()).decode("utf-8")
    assert f'w:val="{red}" w:themeColor="accent1"' in everything
    assert not {ours.palette.accent, ours.palette.tint, ours.palette.rule} & set(everything.split('"'))


def test_a_letter_that_no_font_has_is_refused_with_the_way_to_add_one(look: Look) -> None:
    """The hint names the file and the key."""
    with pytest.raises(LayoutError) as caught:
        WRITERS["pdf"](document(Run("漢")), look)
    assert "[look] fonts = {fallback = [" in caught.value.problems[0].hint


def test_a_record_with_names_of_three_scripts_becomes_briefs(tmp_path: Path) -> None:
    """With a house's fallbacks the record is sound, and its briefs print the names; without them it is refused."""
    record = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    record = record.replace("name: Harbour Board, kind", "name: 王小明, latin: Harbour Board, kind")
    record = record.replace("title: Landing fee", "title: ნინო ბერიძე")
    record = record.replace("contact: desk@example.org", "prepared_by: محمد علي")
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / "outcomes.yaml").write_text(record, encoding="utf-8")
    files = []
    for name, letters in (("Han", HAN), ("Georgian", GEORGIAN), ("Arabic", ARABIC + FORMS)):
        files.append(tmp_path / f"{name}.ttf")
        files[-1].write_bytes(fonts.built(letters, name))
    with pytest.raises(RecordError) as caught:
        load(tmp_path)
    assert {one.code for one in caught.value.problems if one.severity == "error"} == {"L01"}
    look = HouseLook(fonts=(FontFiles(None), *map(FontFiles, files)))
    found = load(tmp_path, house=House(look=look))
    assert not [one for one in found.problems if one.severity == "error"]
    press = Press.of(House(look=look), formats=("pdf", "docx"))
    briefs = press.briefs(found.outcomes, "officer", house("officer"), found.supplement)
    told = "".join("".join(spoken(brief.files["pdf"])) for brief in briefs)
    assert "ნინო ბერიძე" in told
    assert "محمد علي" in told


def test_smaller_type_prints_more_and_breaks_no_rule() -> None:
    """What has room only then is marked as all is: a quote that two statements share has the marking of both."""
    found = load(EXAMPLE)
    sizes = {}
    for body in (9.0, 10.5):
        press = Press(formats=("md",), look=Look().sized(body))
        briefs = press.briefs(found.outcomes, "officer", house("officer"), found.supplement)
        sizes[body] = sum(brief.words for brief in briefs)
    assert sizes[9.0] > sizes[10.5]
