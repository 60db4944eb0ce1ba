"""The text of Word files."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx.oxml import parse_xml
from tests.draft.material import COMMUNIQUE, docx, expected

from briefkit.draft import read
from briefkit.draft.word.styles import Styles
from briefkit.errors import UsageError
from docx import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: Any) -> bytes:
    """Return a document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """Return the communiqué with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data or docx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
    return out.getvalue()


def of_paragraph(xml: str) -> str:
    """Return the text of a file whose body is one piece of XML."""
    document = Document()
    document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {W}>", 1)))
    return read(saved(document), "a.docx").text


def test_passages() -> None:
    """Headings, items with their numbers, and rows are told apart; header and footer are not read."""
    assert read(docx(), "a.docx").text == expected()


def test_the_name_does_not_matter() -> None:
    """A Word file called .txt is read as what it is."""
    assert read(docx(), "a.txt").text == expected()


def test_changes_are_accepted() -> None:
    """Inserted words are read, deleted and moved ones are not, each once."""
    text = of_paragraph(
        "<w:p><w:r><w:t>The </w:t></w:r><w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
        "<w:r><w:t>pier</w:t></w:r></w:p>"
    )
    assert text == "The new pier"


def test_hidden_text_and_fields() -> None:
    """Hidden words and the instructions of fields are not read; a field's result is."""
    text = of_paragraph(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t>page 9</w:t></w:r></w:p>"
    )
    assert text == "page 9"


def test_raised_digits() -> None:
    """A raised digit is a superscript, not a digit of the number before it."""
    document = Document()
    paragraph = document.add_paragraph("26")
    paragraph.add_run("3").font.superscript = True
    assert read(saved(document), "a.docx").text == "26³"


def test_a_text_box_with_a_second_version() -> None:
    """A text box that the file holds in two versions is read once, after its paragraph."""
    namespaces = f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    document = Document()
    xml = (
        f"<w:p {namespaces}><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document.element.body.insert(0, parse_xml(xml))
    assert read(saved(document), "a.docx").text == "Before.\n\nBoxed."


def test_a_table_in_a_cell() -> None:
    """A table inside of a cell belongs to the cell, and its words stand once."""
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "outer"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "left", "right"
    assert read(saved(document), "a.docx").text.split() == ["outer", "|", "left", "right"]


def test_footnotes() -> None:
    """A footnote stands at the end with its number, which is a superscript in the text."""
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>See the report.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    data = with_part(
        "word/document.xml",
        lambda xml: xml.replace(b"the fee.</w:t>", b'the fee.</w:t><w:footnoteReference w:id="2"/>'),
    )
    relation = (
        b'<Relationship Id="rId99" Target="footnotes.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    data = with_part("word/_rels/document.xml.rels", lambda xml: xml.replace(b"</Relationships>", relation), data)
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("word/footnotes.xml", note)
    text = read(out.getvalue(), "a.docx").text
    assert text.endswith("on the fee.²\n\n2. See the report.")


def test_facts() -> None:
    """The title that the text bears out is taken, a typist's account is not; the day stands in the dateline."""
    document = Document(BytesIO(docx()))
    document.core_properties.title, document.core_properties.author = COMMUNIQUE[0].text, "python-docx"
    found = read(saved(document), "a.docx")
    assert (found.facts.title, found.facts.author) == (COMMUNIQUE[0].text, None)
    assert str(found.facts.issued) == "2026-03-03"


def refused(data: bytes) -> str:
    """Return why a file is refused; the hint says what to do."""
    with pytest.raises(UsageError) as error:
        read(data, "a.docx")
    assert error.value.problems[0].code == "U05"
    assert error.value.problems[0].hint.endswith(".")
    return error.value.problems[0].message


def test_a_part_that_unpacks_without_end() -> None:
    """A small file that unpacks to hundreds of megabytes is refused."""
    assert "unpacks to far more" in refused(with_part("word/document.xml", lambda _: b"<w:p/>" + b" " * 300_000_000))


def test_entities() -> None:
    """A document type, with which entities could name files or grow without end, is refused."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert "document type" in refused(with_part("word/document.xml", lambda _: bomb))


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels"])
def test_a_damaged_file(part: str) -> None:
    """A part that is not XML is refused."""
    assert "damaged" in refused(with_part(part, lambda xml: xml[:100]))


def test_a_cut_file() -> None:
    """A file that was not fully copied is refused."""
    assert "damaged" in refused(docx()[:3000])


def test_a_file_without_text() -> None:
    """A Word file that holds no words is refused."""
    assert "without text" in refused(saved(Document()))


def test_a_table_of_contents() -> None:
    """The lines of a table of contents repeat headings, and are left out."""
    document = Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("The votes 3", style="toc 1")
    document.add_paragraph("The votes", style="Heading 1")
    assert read(saved(document), "a.docx").text == "# The votes"


def test_a_label_without_end() -> None:
    """What stands before an item is short, however often its list names the number."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1" * 20_000}"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    numbering = parse_xml(
        f'<w:numbering {W}>{lists}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    label = Styles(None, numbering).label(parse_xml(f"<w:p {W}>{number}</w:p>"))
    assert label == "1" * 50
