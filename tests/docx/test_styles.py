"""The reference inside every file: styles, lists, page, settings, all from the look."""

import re
from dataclasses import replace
from io import BytesIO
from re import findall
from types import MappingProxyType

import pytest
from docx.shared import Pt
from tests.documents import random_document
from tests.docx import lint, read
from tests.docx.barriers import barriers, outline_levels, style_of
from tests.docx.material import LOOK, RANDOM, editions, pairs
from tests.docx.opened import Opened, W, value

import docx
from briefkit.document import (
    Box,
    Cell,
    Contents,
    ContentsEntry,
    Heading,
    Note,
    Notes,
    Paragraph,
    Run,
    Table,
    Title,
    text,
)
from briefkit.look import LETTER, STYLES, Look
from briefkit.writers.docx import write
from briefkit.writers.docx.styles import ROLES, token

HEADINGS = ("Heading1", "Heading2", "Heading3")


def test_a_heading_is_its_style_and_nothing_else() -> None:
    """No heading has formatting of its own, so that who changes the style changes them all."""
    seen = 0
    for name, _, data in pairs():
        for paragraph in Opened(data).body.iter(f"{W}p"):
            if style_of(paragraph) in HEADINGS:
                seen += 1
                assert [node.tag for node in paragraph.find(f"{W}pPr")] == [f"{W}pStyle"], name
                looks = {node.tag for properties in paragraph.iter(f"{W}rPr") for node in properties}
                assert looks <= {f"{W}rStyle", f"{W}lang", f"{W}b", f"{W}bCs", f"{W}i", f"{W}iCs"}, name
    assert seen > 100


def test_who_changes_heading_1_changes_every_heading() -> None:
    """After a change of the style "Heading 1" every such heading has the new size and no other."""
    opened = docx.Document(BytesIO(write(random_document(8), LOOK)))
    opened.styles["Heading 1"].font.size = Pt(30)
    headings = [p for p in opened.paragraphs if p.style.name == "Heading 1"]
    sizes = {run.font.size or p.style.font.size for p in headings for run in p.runs}
    assert len(headings) > 1
    assert sizes == {Pt(30)}


def test_every_style_is_set_by_its_token() -> None:
    """Size, weight, gaps and indents of each style are those of its token, directly or by inheritance."""
    styles = docx.Document(BytesIO(write(random_document(1), LOOK))).styles
    body = LOOK.styles["body"]
    for role, named in ROLES.items():
        style, want = next(s for s in styles if s.style_id == named.id), token(role, LOOK)
        assert (style.font.size or Pt(body.size)) == Pt(want.size), role
        assert bool(style.font.bold) is want.bold, role
        assert style.paragraph_format.space_after == Pt(want.after), role
        assert style.paragraph_format.line_spacing == pytest.approx(want.leading), role
        assert bool(style.paragraph_format.keep_with_next) is want.keep_next, role


def test_the_look_changes_styles_alone() -> None:
    """A look of other colours and sizes of headings changes the styles, and no word of the body."""
    bigger = {f"heading{n}": replace(STYLES[f"heading{n}"], size=20, colour="333333") for n in (1, 2, 3)}
    other = Opened(write(random_document(2), Look(styles=MappingProxyType({**STYLES, **bigger})))).parts
    usual = Opened(write(random_document(2), LOOK)).parts
    assert [name for name in usual if usual[name] != other[name]] == ["word/styles.xml"]


def test_lists_are_tied_to_their_styles_both_ways() -> None:
    """Each level of a list names its style, and the style names that list and level."""
    file = Opened(write(random_document(1), LOOK))
    numbering = file.trees["word/numbering.xml"]
    of_instance = {value(n, "numId"): value(n.find(f"{W}abstractNumId")) for n in numbering.iter(f"{W}num")}
    styles = {value(style, "styleId"): style for style in file.styles.iter(f"{W}style")}
    levels = [
        (value(a, "abstractNumId"), level) for a in numbering.iter(f"{W}abstractNum") for level in a.iter(f"{W}lvl")
    ]
    assert len(levels) == 8
    for name, level in levels:
        tied = styles[value(level.find(f"{W}pStyle"))].find(f"{W}pPr/{W}numPr")
        assert of_instance[value(tied.find(f"{W}numId"))] == name
        assert value(tied.find(f"{W}ilvl")) == value(level, "ilvl")


def test_no_last_row_stands_alone() -> None:
    """In a table of more than three rows the last but one keeps with the last; no other row does, but the header."""
    for count in range(1, 7):
        cell = Cell((Run("words"),))
        blocks = (Title((Run("T"),)), Table((cell,), ((cell,),) * count))
        rows = Opened(write(replace(random_document(1), blocks=blocks), LOOK)).body.findall(f".//{W}tr")
        kept = [i for i, row in enumerate(rows) if row.find(f".//{W}keepNext") is not None]
        assert kept == ([count - 1] if count > 3 else [])


def test_rows_of_one_thing_keep_together() -> None:
    """In a matrix each row whose next begins alike keeps with it; in another table none does for that."""
    heads = [*"AABCCC", "", "", "D"]
    cells = tuple((Cell((Run(head),) if head else ()), Cell((Run("words"),))) for head in heads)
    for role, wanted in (("matrix", [1, 4, 5, 8]), ("status", [8])):
        blocks = (Title((Run("T"),)), Table(cells[0], cells, role))
        rows = Opened(write(replace(random_document(1), blocks=blocks), LOOK)).body.findall(f".//{W}tr")
        kept = [[p.find(f".//{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in rows]
        assert [i for i, row in enumerate(kept) if all(row)] == wanted
        assert [i for i, row in enumerate(kept) if any(row)] == wanted


def test_rows_that_no_page_can_hold_are_free() -> None:
    """Rows of one thing that are higher than a page do not keep together; those beside them do."""
    long, short = Cell((Run("words " * 300),)), Cell((Run("words"),))
    cells = tuple((Cell((Run(head),)), long if head == "B" else short) for head in "AABBBCC")
    blocks = (Title((Run("T"),)), Table(cells[0], cells, "matrix"))
    rows = Opened(write(replace(random_document(1), blocks=blocks), LOOK)).body.findall(f".//{W}tr")
    assert [i for i, row in enumerate(rows) if row.find(f".//{W}keepNext") is not None] == [1, 6]


def test_high_rows_and_boxes_go_over_a_page() -> None:
    """A row or box higher than half a page may be divided; a lower one stays whole."""
    for count, whole in ((100, True), (1400, False)):
        long = (Run("words " * count),)
        blocks = (
            Title((Run("T"),)),
            Table((Cell(()), Cell(())), ((Cell(()), Cell(long)),)),
            Box("summary", (Paragraph(long),)),
        )
        body = Opened(write(replace(random_document(1), blocks=blocks), LOOK)).body
        assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in body.iter(f"{W}tr")] == [True, whole]
        (box,) = (p for p in body.iter(f"{W}p") if style_of(p) == "BoxSummary")
        assert (value(box.find(f"{W}pPr/{W}keepLines")) == "0") is not whole


def test_the_outline_is_that_of_the_headings() -> None:
    """Heading 1 to 3 stand on outline levels 1 to 3, and nothing else does."""
    assert outline_levels(Opened(write(random_document(1), LOOK))) == dict(zip(HEADINGS, (1, 2, 3), strict=True))


def test_settings_keep_word_out_of_compatibility_mode() -> None:
    """Compatibility mode is 15 and the language of the theme is the document's; only a clearance copy tracks."""
    for seed in range(4):
        document = random_document(seed)
        for clearance in (False, True):
            settings = Opened(write(document, LOOK, clearance=clearance)).trees["word/settings.xml"]
            options = {value(n, "name"): value(n) for n in settings.iter(f"{W}compatSetting")}
            assert options["compatibilityMode"] == "15"
            assert value(settings.find(f"{W}themeFontLang")) == document.meta.language
            assert (settings.find(f"{W}trackRevisions") is not None) is clearance


@pytest.mark.parametrize(("look", "size"), [(LOOK, (11906, 16838)), (Look(page=LETTER), (12240, 15840))])
def test_paper(look: Look, size: tuple[int, int]) -> None:
    """The page is A4, or Letter where the look says so; tables fill its text's width; no fault, no barrier."""
    for seed in range(6):
        data = write(random_document(seed), look)
        file = Opened(data)
        paper = file.body.find(f"{W}body/{W}sectPr/{W}pgSz")
        assert (int(value(paper, "w")), int(value(paper, "h"))) == size
        widths = {int(value(table.find(f"{W}tblPr/{W}tblW"), "w")) for table in file.body.iter(f"{W}tbl")}
        assert widths == {round(look.page.text_width * 20)}
        assert lint.faults(data) + barriers(data) == []


def test_the_contents_list_is_filled_in() -> None:
    """Each line of the list leads to its heading's bookmark and tells the page that the PDF's layout gave."""
    seen = 0
    for name, document, data in pairs():
        contents = [block for block in document.blocks if isinstance(block, Contents) and block.entries]
        body = Opened(data).body
        gallery = body.findall(f".//{W}docPartGallery")
        assert len(gallery) == len(contents), name
        if not contents:
            continue
        seen += 1
        control = next(node for node in body.iter(f"{W}sdt") if node.find(f"{W}sdtPr/{W}docPartObj") is not None)
        targets = {value(node, "name"): node.getparent() for node in body.iter(f"{W}bookmarkStart")}
        lines = list(control.iter(f"{W}p"))
        headings = {block.anchor: block for block in document.blocks if isinstance(block, Heading)}
        for entry, line in zip(contents[0].entries, lines, strict=True):
            words = "".join(node.text or "" for node in line.iter(f"{W}t"))
            assert words == f"{entry.text}{entry.page}", name
            assert style_of(line) == f"Toc{entry.level}", name
            (link,) = line.iter(f"{W}hyperlink")
            heading = targets[value(link, "anchor")]
            assert "".join(node.text or "" for node in heading.iter(f"{W}t")) == text(headings[entry.anchor].runs), name
            assert f" PAGEREF {value(link, 'anchor')} \\h " in [n.text for n in link.iter(f"{W}instrText")], name
        assert lines[0].find(f".//{W}instrText").text == ' TOC \\o "1-2" \\h \\z \\u ', name
    assert seen > len(RANDOM) / 2


def test_the_heading_of_the_contents_list_is_not_in_it() -> None:
    """The heading above the contents list has a style without outline level; the sections below it keep theirs."""
    entry = ContentsEntry(1, "Section", "section", 1)
    headings = (
        Heading(1, (Run("Contents"),), "contents"),
        Contents((entry,)),
        Heading(1, (Run("Section"),), "section"),
    )
    document = replace(random_document(1), blocks=(Title((Run("T"),)), *headings))
    body = Opened(write(document, LOOK)).body
    assert [style_of(p) for p in body.iter(f"{W}p")] == ["Title", "TOCHeading", "Toc1", "Heading1"]


def test_the_family_is_that_of_the_pdf() -> None:
    """The theme sets Calibri, for which those without it get Carlito, the PDF's font of equal widths."""
    parts = Opened(write(random_document(1), LOOK)).parts
    assert findall(rb'latin typeface="([^"]*)"', parts["word/theme/theme1.xml"]) == [b"Calibri", b"Calibri"]
    assert b'w:name="Calibri"><w:altName w:val="Carlito"/>' in parts["word/fontTable.xml"]


def test_sources_are_counted_by_word() -> None:
    """Each source stands in the list that counts [1], [2], …, and each reference is a field of its number."""
    seen = 0
    for name, document in editions().items():
        file = Opened(write(document, LOOK))
        entries = {
            value(mark, "name"): f"[{number}]"
            for number, p in enumerate((p for p in file.body.iter(f"{W}p") if style_of(p) == "SourceEntry"), 1)
            for mark in p.iter(f"{W}bookmarkStart")
        }
        for code in (node for node in file.body.iter(f"{W}instrText") if node.text.split()[0] == "REF"):
            _, mark, *switches = code.text.split()
            assert switches == ["\\r", "\\h"]
            assert code.getparent().getnext().getnext().findtext(f"{W}t") == entries[mark], name
            seen += 1
        heads = {text(b.runs) for b in document.blocks if isinstance(b, Heading)}
        told = (words for words in read.passages(file.data) if not {words, re.sub(r" \d+$", "", words)} & heads)
        labels = [words[:3] for words in told if re.match(r"\[\d\] ", words)]
        assert labels == [n.label for b in document.blocks if isinstance(b, Notes) for n in b.items if "[" in n.label]
    assert seen > len(editions()) / 2


def referring(*labels: str, back: bool = True, heading: bool = False) -> Opened:
    """Return a file in which two passages refer to notes with these labels, the first note twice."""
    marks = [Run(label, link=f"#n{i}", anchor=f"r{i}") for i, label in enumerate(labels)]
    again = Run(labels[0], link="#n0")
    notes = tuple(
        Note(label, (Run(f"note {label}"),), f"n{i}", f"r{i}" if back else None) for i, label in enumerate(labels)
    )
    blocks = (
        Title((Run("T"),)),
        Paragraph((Run("One"), *marks, Run(" and"), again)),
        *([Heading(1, (Run("Notes"),), "h")] if heading else []),
        Notes(notes),
        Paragraph((Run("Last."),)),
    )
    return Opened(write(replace(random_document(1), blocks=blocks), LOOK))


def test_notes_are_footnotes() -> None:
    """A note is a footnote where it is first referred to; a second reference repeats its number by a field."""
    file = referring("¹", "²")
    assert lint.faults(file.data) == []
    assert [value(n, "id") for n in file.body.iter(f"{W}footnoteReference")] == ["1", "2"]
    assert ["".join(p.itertext()) for p in file.trees["word/footnotes.xml"].iter(f"{W}p")] == [
        "",
        "",
        "note ¹",
        "note ²",
    ]
    (code,) = (node.text.split() for node in file.body.iter(f"{W}instrText"))
    (mark,) = file.body.iter(f"{W}bookmarkStart")
    assert code == ["NOTEREF", value(mark, "name"), "\\f", "\\h"]
    assert mark.getnext().find(f"{W}footnoteReference") is not None
    assert read.passages(file.data) == ["T", "One12 and1", "Last.", "1 note ¹", "2 note ²"]
    assert (
        "word/footnotes.xml" not in Opened(write(replace(random_document(1), blocks=(Title((Run("T"),)),)), LOOK)).parts
    )


@pytest.mark.parametrize(("labels", "heading"), [(("a", "b"), False), (("²", "¹"), False), (("¹", "²"), True)])
def test_notes_that_word_would_number_otherwise_stay_where_they_are(labels: tuple[str, ...], heading: bool) -> None:  # noqa: FBT001
    """Notes with other labels, out of order or below a heading of their own are printed in their place."""
    file = referring(*labels, heading=heading)
    assert lint.faults(file.data) == []
    assert "word/footnotes.xml" not in file.parts
    assert [words for words in read.passages(file.data) if "note" in words] == [f"{a} note {a}" for a in labels]


def test_an_address_in_a_footnote_is_a_link() -> None:
    """A footnote's links are relationships of its own part."""
    note = Note("¹", (Run("desk", link="mailto:desk@example.org"),), "n", "r")
    blocks = (Title((Run("T"),)), Paragraph((Run("¹", link="#n", anchor="r"),)), Notes((note,)))
    data = write(replace(random_document(1), blocks=blocks), LOOK)
    assert lint.faults(data) == []
    assert [target for *_, target, _ in Opened(data).arrows("word/footnotes.xml")] == ["mailto:desk@example.org"]


def test_a_run_is_not_cut_without_need() -> None:
    """Neighbours that look alike are one run, whatever of the record they print; others are not."""
    runs = tuple(Run(words, strong=words == "c", cites=(words,)) for words in "abcd")
    file = Opened(write(replace(random_document(1), blocks=(Title((Run("T"),)), Paragraph(runs))), LOOK))
    assert [node.text for node in file.body.iter(f"{W}t")] == ["T", "ab", "c", "d"]


def test_margins_of_cells_stand_in_the_style() -> None:
    """No cell has margins of its own; both table styles give the outer columns, the header and the last row theirs."""
    for name, _, data in pairs():
        file = Opened(data)
        assert file.body.find(f".//{W}tcMar") is None, name
        for table in file.body.iter(f"{W}tbl"):
            assert value(table.find(f"{W}tblPr/{W}tblStyle")) in {"BriefTable", "BriefMatrix"}, name
    for style in (style for style in file.styles.iter(f"{W}style") if value(style, "type") == "table"):
        kinds = {value(part, "type") for part in style.iter(f"{W}tblStylePr") if part.find(f".//{W}tcMar") is not None}
        corners = {"nwCell", "neCell", "swCell", "seCell"}
        assert kinds in (set(), {"firstRow", "lastRow", "firstCol", "lastCol"} | corners)


def test_type_is_large_enough() -> None:
    """The text of tables, headers included, is at most half a point smaller than running text."""
    body = STYLES["body"].size
    assert 10.5 <= body <= 11.5
    assert all(style.size >= body - 0.5 for role, style in STYLES.items() if role.startswith("table"))
