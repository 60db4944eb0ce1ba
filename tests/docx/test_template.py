"""An organisation's template: its styles, lists, theme and page, found by name; nothing else of it."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from tests.documents import random_document
from tests.docx import lint, read
from tests.docx.barriers import style_of
from tests.docx.material import LOOK
from tests.docx.opened import MAIN, Opened, W, changed, value
from tests.docx.templates import GERMAN, RED, TEMPLATES, dotx, house, saved, with_cover
from tests.docx.test_text import META, items
from tests.pdf.checker import faults as pdf_faults
from tests.pictures import drawn
from tests.samples import sample, sizes
from tests.tagged import spoken

import docx
from briefkit.document import Cell, Document, ItemList, Run, Table, Title
from briefkit.errors import BriefkitError, Place, UsageError
from briefkit.look import Logo
from briefkit.look.typeface import carlito
from briefkit.writers import WRITERS, in_template, measure
from briefkit.writers.docx import Template, write
from briefkit.writers.docx.adopt import template
from briefkit.writers.docx.families import family as family_of
from briefkit.writers.docx.package import archive

SEEDS = sample([3], range(3))
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:docx")


@cache
def opened(name: str) -> Template:
    """Return a template, opened."""
    return template(TEMPLATES[name](), name)


@cache
def made(name: str, seed: int = 3, *, clearance: bool = False) -> Opened:
    """Return a random document in a template."""
    found = opened(name)
    return Opened(write(random_document(seed), LOOK, template=found, clearance=clearance))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_files_in_a_template_have_no_fault(name: str, seed: int) -> None:
    """Files in a template pass the lint: every style, list and reference is there, and no part is too much."""
    for clearance in (False, True):
        assert lint.faults(made(name, seed, clearance=clearance).data) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_the_words_are_the_same(name: str, seed: int) -> None:
    """A template changes no word."""
    usual = Opened(write(random_document(seed), LOOK))
    words = [["".join(t.itertext()) for t in file.body.iter(f"{W}t")] for file in (usual, made(name, seed))]
    assert words[0] == words[1]


def test_styles_are_found_by_name() -> None:
    """Headings, title and lists have the template's own ids, whatever the language, and the template's looks."""
    file = made("german.docx")
    used = {style_of(p) for p in file.body.iter(f"{W}p")}
    assert {"berschrift1", "Titel"} <= used
    assert not used & GERMAN.keys()
    heading = docx.Document(BytesIO(file.data)).styles["Heading 1"]
    assert (heading.font.color.rgb, heading.font.size) == (RED, Pt(15))


def test_missing_styles_are_imported() -> None:
    """Boxes, the table and the marking, which no template has, rest on its base style, in proportion to its size."""
    styles = docx.Document(BytesIO(made("german.docx").data)).styles
    for name in ("Kicker", "Box Bottom Line", "Brief Table", "Marking", "Source Entry"):
        assert name in styles
    assert styles["Kicker"].base_style.style_id == "Standard"
    assert styles["Normal"].font.size is None  # Why: 11 points are the template's default, 10.5 ours.
    assert styles["Kicker"].font.size == Pt(10)
    assert styles["Marking"].font.size == Pt(LOOK.styles["marking"].size)


def test_the_page_is_that_of_the_last_section() -> None:
    """Paper and margins are those of the text, not of the cover; the marking stands."""
    file = made("cover.docx")
    section = docx.Document(BytesIO(file.data)).sections
    assert len(section) == 1
    assert (section[0].page_width.mm, section[0].left_margin.mm) == pytest.approx((210, 25), abs=0.1)
    header = "".join(file.trees["word/header1.xml"].itertext())
    assert "TLP" in header.upper() or "OFFICIAL" in header
    width = round(Mm(160).pt * 20)
    assert {int(value(t.find(f"{W}tblPr/{W}tblW"), "w")) for t in file.body.iter(f"{W}tbl")} <= {
        width - 1,
        width,
        width + 1,
    }


def test_nothing_of_its_past_is_left() -> None:
    """No author, text, thumbnail, revision id, setting or language of the template is in the file."""
    for name in TEMPLATES:
        whole = b"\n".join(made(name).parts.values())
        for trace in (b"Somebody", b"python-docx", b"Delete this", b"rsid", b"thumbnail", b"en-US"):
            assert trace not in whole, (name, trace)
        assert b'w:name="compatibilityMode"' in made(name).parts["word/settings.xml"], name


def test_lists_start_anew_in_its_own_numbering() -> None:
    """Numbered lists restart in the template's own list where its style has one, and bullets are its own."""
    first, second = ItemList(items("a", "b"), "numbers"), ItemList(items("c"), "numbers")
    document = Document(META, (Title((Run("T"),)), first, second, ItemList(items("x"))))
    data = write(document, LOOK, template=template(TEMPLATES["plain.docx"](), "plain.docx"))
    assert read.passages(data)[1:4] == ["1. a", "2. b", "1. c"]
    assert read.passages(data)[4].startswith("\uf0b7")


def test_lists_without_numbering_of_their_own_get_ours() -> None:
    """Where the template's list styles have no numbering, paragraphs carry ours."""
    bare = house()
    for name in ("List Bullet", "List Number"):
        properties = bare.styles[name].element.pPr
        properties.remove(properties.numPr)
    document = Document(META, (Title((Run("T"),)), ItemList(items("a"), "numbers"), ItemList(items("x"))))
    data = write(document, LOOK, template=template(saved(bare), "bare.docx"))
    assert read.passages(data)[1:] == ["1. a", "– x"]
    assert lint.faults(data) == []


def test_numbered_paragraphs_count_beside_its_lists() -> None:
    """Numbered paragraphs, whose style is ours, count in our list, not in one of the template's."""
    document = Document(META, (Title((Run("T"),)), ItemList(items("a", "b"), "paragraphs")))
    data = write(document, LOOK, template=opened("house.dotx"))
    assert read.passages(data)[1:] == ["1. a", "2. b"]


def test_the_language_is_the_documents() -> None:
    """The default language of the styles is the document's, and no style has another."""
    for seed in range(4):
        told = [value(node) for node in made("house.dotx", seed).styles.iter(f"{W}lang")]
        assert told == [random_document(seed).meta.language]


def test_what_is_ours_says_so() -> None:
    """The header's style, which replaces one of Word's, is a style of our own with a name of its own."""
    styles = docx.Document(BytesIO(made("house.dotx").data)).styles
    assert not styles["Brief Header"].builtin
    assert not styles["Brief Footer"].builtin


def test_the_contents_list_has_its_tab_stop() -> None:
    """Lines of the contents list in the template's style carry the tab stop of their page numbers."""
    file = made("house.dotx")
    lines = [p for p in file.body.iter(f"{W}p") if style_of(p).lower() in {"toc1", "toc 1"}]
    assert lines
    stops = {
        (value(t), value(t, "leader"), value(t, "pos")) for p in lines for t in p.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    }
    assert stops == {("right", "dot", str(round((Mm(150)).pt * 20)))}


@pytest.mark.parametrize(
    ("family", "least", "size"),
    [
        ("Verdana", 1.1, 10.5),
        ("Arial", 1.02, 10.5),
        ("Of No Table", 1.1, 10.5),
        ("Calibri", 0.9, 10.5),
        ("Courier New", 1.1, 10.5),
        ("DejaVu Sans", 1.4, 14),
        ("Times New Roman", 1.3, 16),
    ],
)
def test_columns_are_as_wide_as_the_templates_letters(family: str, least: float, size: float) -> None:
    """A column that holds a single word has room for it in the template's own letters, or in wide ones if not known."""
    header = (Cell((Run("Status"),)), Cell((Run("What"),)))
    row = (Cell((Run("Announced"),)), Cell((Run("words " * 60),)))
    document = Document(META, (Title((Run("T"),)), Table(header, (row,))))
    styled = house()
    styled.styles["Normal"].font.name, styled.styles["Normal"].font.size = family, Pt(size)
    found = replace(template(saved(styled), "wide.docx"), page=LOOK.page)
    first = [
        int(value(next(Opened(write(document, LOOK, template=of)).body.iter(f"{W}gridCol")), "w"))
        for of in (None, found)
    ]
    assert first[1] > least * first[0]
    small = docx.Document(BytesIO(write(document, LOOK, template=found))).styles["Table Text"].font.size
    assert small is not None
    room = first[1] / 20 - LOOK.table.cell_x
    letters = family_of(family, carlito())
    assert letters.known is (family != "Of No Table")
    assert letters.widths.face().width("Announced", small.pt) < room
    assert letters.widths.face(bold=True).width("Status", small.pt) < room


def test_a_letter_that_no_table_lists_has_room() -> None:
    """One with an accent is as wide as the letter without it, and any other as wide as an m."""
    face = family_of("Arial", carlito()).widths.face()
    assert face.width("\u1ebf", 10) == face.width("e", 10) != face.width("m", 10)
    assert face.width("\u6f22", 10) == face.width("m", 10)


def test_a_family_that_is_not_known_is_told() -> None:
    """Where the widths of a template's letters are not known, a note names the family and the file."""
    styled = house()
    styled.styles["Normal"].font.name = "Of No Table"
    told = [one for one in in_template(saved(styled), "odd.docx", LOOK).problems if "Of No Table" in one.message]
    assert [(one.severity, "odd.docx" in one.message, bool(one.hint)) for one in told] == [("note", True, True)]
    assert not [
        one for one in in_template(TEMPLATES["house.dotx"](), "house.dotx", LOOK).problems if "not known" in one.message
    ]


def test_the_pdf_is_set_as_the_template_is() -> None:
    """Lines of the PDF are as high as those of the Word file, and its letters about as wide."""
    for family, ratio in (("Verdana", 1.245), ("Arial", 1.10), ("Times New Roman", 1.0), ("Calibri", 1.0)):
        styled = house()
        styled.styles["Normal"].font.name, styled.styles["Normal"].font.size = family, Pt(10)
        styled.styles["Body Text"].paragraph_format.space_after = Pt(4)
        body = in_template(saved(styled), "house.docx", LOOK).look.styles["body"]
        assert body.size == pytest.approx(10 * ratio, abs=0.1)
        assert (body.after, body.colour) == (4, LOOK.styles["body"].colour)
        natural = round(family_of(family, carlito()).line * 10 * 20)
        assert body.line == int(natural * 276 / 240) / 20  # Why 276: the lines of python-docx's template are 1.15 high.


def head_1(document: docx.document.Document, name: str = "Library Head 1") -> bytes:
    """Return a template with a style of its own for headings."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.italic = Pt(19), True
    return saved(document)


def test_headings_have_the_style_that_the_house_names() -> None:
    """A heading whose style the house names has that, and stays a heading for navigation; the contents list too."""
    found = template(head_1(house()), "library.docx", {"heading1": "library head 1"})
    file = Opened(write(random_document(3), LOOK, template=found))
    assert lint.faults(file.data) == []
    used = [p for p in file.body.iter(f"{W}p") if style_of(p) == "LibraryHead1"]
    assert used
    assert {value(p.find(f"{W}pPr/{W}outlineLvl")) for p in used} == {"0"}
    assert "Heading1" not in {style_of(p) for p in file.body.iter(f"{W}p")}
    assert (
        in_template(head_1(house()), "library.docx", LOOK, {"heading1": "Library Head 1"}).look.styles["heading1"].line
        > Pt(19).pt
    )


def test_a_style_that_looks_meant_is_asked_about() -> None:
    """A style of the template's own that rests on a heading, or is named like one, is asked about."""
    based = house()
    based.styles.add_style("Chapter", WD_STYLE_TYPE.PARAGRAPH).base_style = based.styles["Heading 2"]
    for data, level, name in ((head_1(house()), 1, "Library Head 1"), (saved(based), 2, "Chapter")):
        (asked,) = in_template(data, "library.docx", LOOK).problems
        assert name in asked.message
        assert f'styles = {{heading-{level} = "{name}"}}' in asked.hint
        assert in_template(data, "library.docx", LOOK, {f"heading{level}": name}).problems == ()
        assert in_template(data, "library.docx", LOOK, {f"heading{level}": f"Heading {level}"}).problems == ()


def test_no_style_is_proposed_that_has_a_role_already() -> None:
    """A style of the template's own that the house gives to another role is not asked about."""
    assert in_template(head_1(house()), "library.docx", LOOK, {"title": "Library Head 1"}).problems == ()


def test_a_misspelt_style_is_told_with_its_line() -> None:
    """The problem has the place of the house file."""
    place = Place("briefkit.toml", 3, 11)
    with pytest.raises(UsageError) as caught:
        in_template(head_1(house()), "x.docx", LOOK, {"heading1": "Library Haed 1"}, {"styles.heading1": place})
    assert [one.place for one in caught.value.problems] == [place]


def test_a_letterhead_with_a_picture_leaves_no_room_for_a_second_logo() -> None:
    """Word files show the letterhead's; the PDF shows the house's in its room, so that both keep their pages."""
    look = replace(LOOK, logo=Logo(drawn(300, 100), "Harbour Library"))
    document = random_document(3)
    for name, shown in (("letterhead.docx", False), ("plain.docx", True)):
        made, bare = (in_template(TEMPLATES[name](), name, each) for each in (look, LOOK))
        assert made.problems == bare.problems
        file = Opened(made.writers["docx"](document, look))
        assert (b"Harbour Library" in file.parts["word/document.xml"]) == shown
        assert lint.faults(file.data) == []
        start = replace(document, blocks=document.blocks[:2])
        assert (measure(start, made.look).fill > measure(start, bare.look).fill) == shown
        pdf = WRITERS["pdf"](document, made.look)
        assert spoken(pdf).count("Harbour Library") == 1
        assert pdf_faults(pdf) == []


def test_a_damaged_picture_of_a_letterhead_is_left_out_and_told() -> None:
    """What cannot be read as a picture costs nothing but itself."""
    parts = Opened(TEMPLATES["letterhead.docx"]()).parts
    (name,) = (name for name in parts if name.startswith("word/media/"))
    found = template(archive({**parts, name: parts[name][:60]}), "library.docx")
    assert not found.letterhead.pictured
    assert found.letterhead.left_out == ("a picture that is linked, or neither PNG nor JPEG",)
    assert "Reading Rooms" in found.letterhead.of("header", "first").xml


@pytest.mark.parametrize(
    ("named", "said", "hint"),
    [
        ({"heading1": "Library Haed 1"}, "Library Haed 1", "Library Head 1"),
        ({"heading1": "No Such Thing At All"}, "No Such Thing", "There are: "),
    ],
)
def test_unknown_styles_are_refused(named: dict[str, str], said: str, hint: str) -> None:
    """A style that does not exist is named, with the one that may be meant."""
    with pytest.raises(UsageError, match=said) as caught:
        template(head_1(house()), "library.docx", named)
    assert hint in caught.value.problems[0].hint


def test_two_styles_of_one_name_become_one() -> None:
    """Where a template has two styles of one name, the first is used and those based on the second rest on it."""
    parts = Opened(dotx()).parts
    twin = b'<w:style w:type="paragraph" w:styleId="Twin"><w:name w:val="Heading 1"/></w:style>'
    child = b'<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Twin"/></w:style>'
    styles = parts["word/styles.xml"].replace(b"</w:styles>", twin + child + b"</w:styles>")
    found = template(archive({**parts, "word/styles.xml": styles}), "twins.dotx")
    data = write(random_document(3), LOOK, template=found)
    assert lint.faults(data) == []
    assert docx.Document(BytesIO(data)).styles["Child"].base_style.style_id == "Heading1"


def test_equal_templates_give_equal_bytes() -> None:
    """The bytes depend on document, look and template alone."""
    assert made("house.dotx").data == made("house.dotx").data


def macros() -> bytes:
    """Return a template with a macro."""
    parts = Opened(dotx()).parts
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    )
    return archive({**parts, "[Content_Types].xml": types})


def no_styles() -> bytes:
    """Return a template without styles."""
    parts = Opened(dotx()).parts
    return archive({name: part for name, part in parts.items() if name != "word/styles.xml"})


def swollen(part: str, megabytes: int) -> bytes:
    """Return a template with one part blown up by spaces."""
    parts = Opened(dotx()).parts
    return archive({**parts, part: parts.get(part, b"") + b" " * (1_000_000 * megabytes)})


def many_parts() -> bytes:
    """Return a template with parts without end."""
    return archive({**Opened(dotx()).parts, **{f"word/media/{n}.png": b"" for n in range(1_000)}})


def many_styles() -> bytes:
    """Return a template with styles without end."""
    row = b'<w:style w:type="paragraph" w:styleId="S%d"><w:name w:val="S%d"/></w:style>'
    more = b"".join(row % (n, n) for n in range(2_000))
    return changed(dotx(), "word/styles.xml", lambda old: old.replace("</w:styles>", f"{more.decode()}</w:styles>"))


def narrow() -> bytes:
    """Return a template whose margins meet."""
    document = house()
    document.sections[-1].left_margin = Mm(150)
    return saved(document)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (macros, "holds macros"),
        (lambda: b"", "is not a Word document"),
        (lambda: b"plain text", "is not a Word document"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(2000), "is not a Word document"),
        (lambda: with_cover()[:5000], "is not a Word document"),
        (
            lambda: archive({"[Content_Types].xml": b"<Types/>", "_rels/.rels": b"<Relationships/>"}),
            "is not a Word document",
        ),
        (no_styles, "leads to word/styles.xml, which it does not hold"),
        (lambda: swollen("word/styles.xml", 90), "too large"),
        (lambda: swollen("word/header1.xml", 5), r"too large: word/header1.xml has 5 MB of 4 allowed"),
        (lambda: swollen("word/media/x.png", 60), "too large: unpacked it may have 50 MB"),
        (many_parts, "has 1[0-9]{3} parts"),
        (many_styles, "has 2[0-9]{3} styles"),
        (narrow, "leaves no room"),
    ],
)
def test_what_is_no_template_is_refused(make: Callable[[], bytes], said: str) -> None:
    """A file with macros, a broken, foreign or huge one, or one without room gives a problem with name and hint."""
    with pytest.raises(UsageError, match=said) as caught:
        template(make(), "given.dotx")
    (problem,) = caught.value.problems
    assert problem.code == "U07"
    assert "given.dotx" in problem.message
    assert problem.hint


@pytest.mark.parametrize("count", sizes(30, 90))
def test_damaged_templates_never_surprise(count: int) -> None:
    """A template with random damage either is refused as broken or makes a file."""
    rng, parts, refused = random.Random(1), Opened(dotx()).parts, 0
    names = (
        "[Content_Types].xml",
        "_rels/.rels",
        MAIN,
        "word/styles.xml",
        "word/numbering.xml",
        "word/theme/theme1.xml",
    )
    for _ in range(count):
        name = rng.choice(names)
        text, at = bytearray(parts[name]), rng.randrange(len(parts[name]) - 40)
        text[at : at + rng.randint(1, 40)] = bytes(rng.choices(b'<>"/=:w0x&', k=rng.randint(0, 3)))
        try:
            found = template(archive({**parts, name: bytes(text)}), "damaged.dotx")
        except BriefkitError:
            refused += 1
            continue
        assert write(random_document(1), LOOK, template=found)
    assert refused > count / 3
