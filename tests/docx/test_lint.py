"""Every Word file is whole: parts, references, identities, tables, styles; nothing superfluous."""

from collections.abc import Callable
from functools import cache, partial
from re import sub

import pytest
from tests.documents import random_document
from tests.docx import lint
from tests.docx.barriers import barriers, contrast
from tests.docx.material import LOOK, RANDOM, written
from tests.docx.opened import changed
from tests.samples import sizes

from briefkit.writers.docx import write


@cache
def sound() -> bytes:
    """Return a file with every kind of block, to be damaged."""
    return write(random_document(3), LOOK)


COUNTS = pytest.mark.parametrize("count", sizes(len(RANDOM), 60))
"""How many random documents are written beside the house editions of the examples."""


@COUNTS
def test_final_copies_have_no_fault(count: int) -> None:
    """The final copies of all house editions and random documents pass the lint."""
    found = {name: lint.faults(data) for name, data in written(count).items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@COUNTS
def test_clearance_copies_have_no_fault(count: int) -> None:
    """Their clearance copies pass the lint, content controls and hidden bookmarks included."""
    found = {name: lint.faults(data) for name, data in written(count, clearance=True).items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@COUNTS
def test_all_readers_are_served(count: int) -> None:
    """No file stands in the way of assistive technology."""
    found = {name: barriers(data) for name, data in written(count).items()}
    assert {name: list(set(faults)) for name, faults in found.items() if faults} == {}


def replaced(old: str, new: str, part: str = "word/document.xml", times: int = 1) -> tuple[str, Callable[[str], str]]:
    """Return a damage: replace a text of a part, the first time it occurs."""
    return part, lambda text: text.replace(old, new, times)


def without(pattern: str, part: str = "word/document.xml") -> tuple[str, Callable[[str], str]]:
    """Return a damage: take out what a pattern finds, the first time."""
    return part, partial(sub, pattern, "", count=1)


RELS, TYPES, STYLES, NUMBERING = (
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "word/styles.xml",
    "word/numbering.xml",
)
DAMAGES = {
    "a type is told of word/ghost.xml": replaced("word/theme/theme1.xml", "word/ghost.xml", TYPES),
    "nothing leads to word/theme/theme1.xml": without('<Relationship [^>]*Target="theme[^>]*/>', RELS),
    "leads by rId4": replaced("fontTable.xml", "none.xml", RELS),
    "uses rId6, which is no relationship": replaced('Id="rId6"', 'Id="rId66"', RELS),
    "never uses its relationship rId7": without("<w:footerReference [^>]*/>"),
    "bookmark id 2 twice": replaced('bookmarkStart w:id="3"', 'bookmarkStart w:id="2"'),
    "bookmarks begin and end differently": without("<w:bookmarkEnd [^>]*/>"),
    "which is no bookmark": replaced('w:anchor="_', 'w:anchor="_none'),
    "nothing leads to bookmark _Ref": replaced('w:name="_Ref', 'w:name="_Refnone'),
    "a field is out of order": without('<w:fldChar w:fldCharType="separate"/>', "word/footer1.xml"),
    "a field asks to be updated": replaced('w:fldCharType="begin"', 'w:fldCharType="begin" w:dirty="1"'),
    "no paragraph follows a table": replaced("</w:tbl>", "</w:tbl><w:sdt/>"),
    "a table has no columns": without("<w:gridCol [^>]*/>(<w:gridCol [^>]*/>)*"),
    "a cell does not end in a paragraph": replaced("</w:p></w:tc>", "</w:p><w:sdt/></w:tc>"),
    "a row has other cells": without("<w:gridCol [^>]*/>"),
    "uses the paragraph style Title, which is none": replaced('w:styleId="Title"', 'w:styleId="Name"', STYLES),
    "style title twice": replaced('w:name w:val="caption"', 'w:name w:val="title"', STYLES),
    "names Normal as basedOn": replaced('w:styleId="Normal"', 'w:styleId="Ground"', STYLES),
    "is of list instance 1, which is none": without('<w:num w:numId="1">.*?</w:num>', NUMBERING),
    "is of list 2, which is none": replaced('w:abstractNumId="2"', 'w:abstractNumId="99"', NUMBERING),
    "loses a space": replaced(' xml:space="preserve"', "", times=-1),
    "holds a revision id": replaced("<w:p>", '<w:p w:rsidR="00AA11BB">'),
    "a leftover updateFields": replaced("<w:compat>", "<w:updateFields/><w:compat>", "word/settings.xml"),
    "a leftover proofErr": replaced("<w:p>", '<w:p><w:proofErr w:type="spellStart"/>'),
}


@pytest.mark.parametrize("fault", DAMAGES)
def test_the_lint_sees_damage(fault: str) -> None:
    """A file with one thing broken fails the lint by that fault."""
    data = changed(sound(), *DAMAGES[fault])
    assert any(fault in found for found in lint.faults(data))


BARRIERS = {
    "the file tells no title": without("<dc:title>.*?</dc:title>", "docProps/core.xml"),
    "the file tells no language": without("<dc:language>.*?</dc:language>", "docProps/core.xml"),
    "a heading of level 2 follows one of level 0": replaced('w:val="Heading1"', 'w:val="Heading2"'),
    "a heading is empty": replaced(
        '<w:pStyle w:val="Heading1"/></w:pPr>', '<w:pStyle w:val="Heading1"/></w:pPr></w:p><w:p>'
    ),
    "there is not one title": replaced('w:val="Title"', 'w:val="BodyText"'),
    "a table has no header row": without("<w:tblHeader/>"),
    "a row may be divided": without("<w:cantSplit/>"),
    "a table has no name": without("<w:tblCaption [^>]*/>"),
    "merged cells": replaced("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>'),
    "a link says “”": without('(?<=w:history="1">)<w:r>.*?</w:r>(?=</w:hyperlink>)'),
    "a blank paragraph makes room": replaced("<w:body>", "<w:body><w:p/>"),
    "style Meeting has too little contrast": replaced("4D5B66", "AABBCC", STYLES, 9),
    "word/header1.xml has a run with too little contrast": replaced(
        'w:fill="000000"', 'w:fill="DDDDDD"', "word/header1.xml"
    ),
    "something that floats": replaced("<w:pPr>", '<w:pPr><w:framePr w:w="100"/>'),
}


@pytest.mark.parametrize("barrier", BARRIERS)
def test_barriers_are_seen(barrier: str) -> None:
    """A file with one barrier put up fails by that barrier."""
    data = changed(sound(), *BARRIERS[barrier])
    assert any(barrier in found for found in barriers(data))


def test_contrast_is_that_of_wcag() -> None:
    """Black on white has 21, and equal colours have 1."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
