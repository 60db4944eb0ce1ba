"""An organisation's letterhead: kept where it is text and pictures, beside what a brief must say on every page."""

from dataclasses import replace
from functools import cache

import pytest
from tests.docx import lint
from tests.docx.material import LOOK, editions
from tests.docx.opened import Opened, W, changed, value
from tests.docx.templates import HOSTILE, TEMPLATES, hostile, letterhead

from briefkit.writers import WRITERS, in_template, measure
from briefkit.writers.docx import write
from briefkit.writers.docx.adopt import template

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:docx")
BRIEF = "paris-2025-09-04.desk-brief"
PICTURE = "word/media/header-first-01.png"


@cache
def made(name: str = "letterhead.docx", *, clearance: bool = False) -> Opened:
    """Return a brief in a template."""
    found = template(TEMPLATES[name](), name)
    return Opened(write(editions()[BRIEF], LOOK, template=found, clearance=clearance))


def words(file: Opened, part: str) -> str:
    """Return the text of a part."""
    return " ".join("".join(node.itertext()) for node in file.trees[part].iter(f"{W}t"))


def test_the_letterhead_stands_on_its_pages() -> None:
    """The first page has its own header with picture, table and address; the others have theirs."""
    file = made()
    kinds = [(value(n, "type"), n.tag.removeprefix(W)) for n in file.body.iter() if "Reference" in str(n.tag)]
    references = [kind for kind in kinds if kind[1] in {"headerReference", "footerReference"}]
    assert references == [(k, f"{w}Reference") for w in ("header", "footer") for k in ("default", "first")]
    assert file.body.find(f".//{W}sectPr/{W}titlePg") is not None
    assert "Hill Library" in words(file, "word/header1.xml")
    assert "1 Upper Street" in words(file, "word/header2.xml")
    assert "Bank details" in words(file, "word/footer2.xml")
    assert "Registered charity" in words(file, "word/footer1.xml")
    assert PICTURE in file.parts


@pytest.mark.parametrize("clearance", [False, True])
def test_the_marking_stands_beside_it_on_every_page(*, clearance: bool) -> None:
    """Marking, DRAFT, title and page numbers stand there, whatever else does; nothing counts the pages twice."""
    file, meta = made(clearance=clearance), editions()[BRIEF].meta
    for number in (1, 2):
        assert meta.marking in words(file, f"word/header{number}.xml")
        assert ("DRAFT" in words(file, f"word/header{number}.xml")) is clearance
        assert meta.marking in words(file, f"word/footer{number}.xml")
        assert meta.footer in words(file, f"word/footer{number}.xml")
        codes = [node.text or "" for node in file.trees[f"word/footer{number}.xml"].iter(f"{W}instrText")]
        assert [code.strip() for code in codes] == {1: ["PAGE"], 2: ["PAGE", "NUMPAGES"]}[number]
        assert ("page " in words(file, f"word/footer{number}.xml").partition(meta.footer)[2][:9]) == (number == 2)


def test_an_empty_first_page_has_the_marking_too() -> None:
    """A template whose first page has no header of its own gets one with the marking: Word would show none."""
    parts = Opened(letterhead()).parts
    bare = parts["word/document.xml"].decode()
    for where in ("header", "footer"):
        start = bare.index(f'<w:{where}Reference w:type="first"')
        bare = bare[:start] + bare[bare.index("/>", start) + 2 :]
    found = template(changed(letterhead(), "word/document.xml", lambda _: bare), "bare.docx")
    file = Opened(write(editions()[BRIEF], LOOK, template=found))
    assert editions()[BRIEF].meta.marking in words(file, "word/header2.xml")
    assert "Library" not in words(file, "word/header2.xml")
    assert lint.faults(file.data) == []


def test_what_is_not_known_is_left_out_and_told() -> None:
    """Links, fields, objects, scripts, hidden text and pictures outside are not in the file; each is told once."""
    problems = in_template(hostile(), "hostile.docx", LOOK).problems
    (problem,) = [one for one in problems if "left out" in one.message]
    assert [name for name in (*HOSTILE, "another file's text (altChunk)") if name not in problem.message] == []
    assert (problem.severity, problem.code) == ("warning", "U07")
    assert "plain text" in problem.hint
    file = made("hostile.docx")
    assert lint.faults(file.data) == []
    whole = b"\n".join(file.parts.values())
    assert b"Ministry of Templates" in whole
    assert b"kept words" in whole
    for trace in (b"evil", b"rIdOut", b"rIdOle", b"altChunk", b"OLEObject", b"vanish", b"secret"):
        assert trace not in whole, trace
    outside = {target for part in file.parts for *_, target, external in file.arrows(part) if external}
    assert all(target.startswith(("https://", "http://", "mailto:")) for target in outside)


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("The arms of the library", False), ("", True), ("scan0001.png", True)],
)
def test_a_picture_without_words_is_told(words: str, *, is_told: bool) -> None:
    """Who cannot see it is told nothing; the name of a file are no words, and a decoration needs none."""

    def described(xml: str) -> str:
        return xml.replace('descr="The Hill Library"', f'descr="{words}"', 1)

    data = changed(letterhead(), "word/header2.xml", described)
    problems = in_template(data, "letterhead.docx", LOOK).problems
    assert [one.hint.partition(":")[0] for one in problems if "without words" in one.message] == ["In Word"] * is_told
    adorned = changed(
        data, "word/header2.xml", lambda xml: xml.replace("<wp:docPr ", '<wp:decorative val="1"/><wp:docPr ', 1)
    )
    assert not any("without words" in one.message for one in in_template(adorned, "letterhead.docx", LOOK).problems)


def test_a_picture_is_written_anew() -> None:
    """What a picture's file holds beside its pixels stays behind, and so does its name."""
    parts = Opened(letterhead()).parts
    (name,) = [part for part in parts if part.startswith("word/media/")]
    told = parts[name] + b"GPS 51.5"
    from briefkit.writers.docx.package import archive

    found = template(archive({**parts, name: told}), "told.docx")
    file = Opened(write(editions()[BRIEF], LOOK, template=found))
    assert file.parts[PICTURE].startswith(b"\x89PNG")
    assert b"GPS" not in file.parts[PICTURE]


def test_styles_lists_and_theme_hold_only_what_is_known() -> None:
    """Elements and attributes of no known name are not copied from styles, lists and theme."""
    parts = Opened(TEMPLATES["house.dotx"]()).parts
    from briefkit.writers.docx.package import archive

    alien = b'<w:evil w:val="1"><w:b/></w:evil><x:evil xmlns:x="urn:evil"/>'
    for part, before in (
        ("word/styles.xml", b"</w:style>"),
        ("word/numbering.xml", b"</w:lvl>"),
        ("word/theme/theme1.xml", b"</a:clrScheme>"),
    ):
        strange = alien if part != "word/theme/theme1.xml" else b'<x:evil xmlns:x="urn:evil"/>'
        data = archive({**parts, part: parts[part].replace(before, strange + before)})
        file = Opened(write(editions()[BRIEF], LOOK, template=template(data, "alien.dotx")))
        assert b"evil" not in b"".join(file.parts.values()), part


def test_the_pdf_leaves_the_same_room() -> None:
    """A first page with a high letterhead begins lower in the PDF too, so that pages break alike."""
    page = in_template(letterhead(), "letterhead.docx", LOOK).look.page
    assert page.first is not None
    assert page.first[0] > page.top + 50
    look = replace(LOOK, page=page)
    high, low = (measure(editions()[BRIEF], one) for one in (look, replace(look, page=replace(page, first=None))))
    assert [*high.headings.values()] > [*low.headings.values()]
    assert WRITERS["pdf"](editions()[BRIEF], look)


def test_the_marking_stands_clear_of_what_floats() -> None:
    """A picture that floats down to 130 points pushes the line of the marking below itself, and the text too."""

    def floating(xml: str) -> str:
        place = (
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset>'
            '</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        )
        start = xml.index("<wp:inline")
        end = xml.index(">", start) + 1
        names = xml[start + len("<wp:inline") : end - 1]
        xml = f'{xml[:start]}<wp:anchor behindDoc="0"{names}>{place}{xml[end:]}'
        xml = xml.replace("</wp:inline>", "</wp:anchor>").replace("<wp:docPr", "<wp:wrapNone/><wp:docPr")
        height = xml.index('cy="') + 4
        return f"{xml[:height]}{130 * 12_700}{xml[xml.index(chr(34), height) :]}"

    page = template(changed(letterhead(), "word/header2.xml", floating), "float.docx")
    assert page.apart["header", "first"] > 0
    assert page.page.first is not None
    assert page.page.first[0] > 130 + 12
    file = Opened(write(editions()[BRIEF], LOOK, template=page))
    line = file.trees["word/header2.xml"][-1]
    assert value(line.find(f"{W}pPr/{W}spacing"), "before") == str(round(20 * page.apart["header", "first"]))
    assert lint.faults(file.data) == []
