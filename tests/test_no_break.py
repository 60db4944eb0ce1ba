"""Spaces and hyphens at which no line may end: in every format they are kept, and no line ends there."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.docx import read

from briefkit.document import Cell, Document, Meta, Paragraph, Run, Table, Title
from briefkit.look import Look
from briefkit.look.typeface import carlito
from briefkit.writers import WRITERS
from briefkit.writers.pdf.inline import lines, pieces
from briefkit.writers.pdf.structure import Element

KEPT = "EUR 19\u00a0000 for the night\u2011ferry over 5\u202fkm, TLP:AMBER+STRICT and on"
META = Meta("record.edition", "Title", "Read-out", "officer", "TLP:CLEAR", date(2026, 3, 3))


def ends(words: str, room: float, *, parts: int = 1) -> list[str]:
    """Return the last character of each line but the last, the words divided among runs of several looks."""
    step = len(words) // parts + 1
    runs = tuple(Run(words[i : i + step], strong=i // step % 2 == 1) for i in range(0, len(words), step))
    look = Look()
    set_ = lines(pieces(runs, Element("P"), look.styles["body"], look), 10, room)
    assert "".join(span.text for line in set_ for span in line) == words
    return [line[-1].text[-1] for line in set_[:-1]]


@pytest.mark.parametrize("parts", [1, 5, 30])
def test_no_line_of_a_pdf_ends_where_none_may(parts: int) -> None:
    """At every width that holds the longest stretch, lines end at plain spaces only, also where runs meet."""
    longest = max(carlito().face(bold=True).width(stretch, 10) for stretch in KEPT.split(" "))
    found = {end for room in range(int(longest) + 1, 400, 3) for end in ends(KEPT, room, parts=parts)}
    assert found == {" "}


def test_what_is_wider_than_a_line_is_divided_at_its_spaces_first() -> None:
    """Where a column is too narrow for words that belong together, no word is cut in two."""
    assert set(ends("4\u00a0September\u00a02025", carlito().face().width("4 September", 10) + 1)) == {"\u00a0"}


@pytest.mark.parametrize("block", [Paragraph((Run(KEPT),)), Table((Cell((Run("a"),)),), ((Cell((Run(KEPT),)),),))])
def test_word_and_markdown_keep_them(block: Paragraph | Table) -> None:
    """Word has its own element for the hyphen; both files hold the words as they were."""
    document = Document(META, (Title((Run("Title"),)), block))
    word = WRITERS["docx"](document, Look())
    assert KEPT in read.text(word)
    xml = ZipFile(BytesIO(word)).read("word/document.xml").decode()
    assert "19\u00a0000 for the night</w:t><w:noBreakHyphen/>" in xml
    assert KEPT in WRITERS["md"](document, Look()).decode()
