"""The text of PDF files, made in many manners."""

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A5, landscape, letter
from reportlab.pdfgen.canvas import Canvas

from briefkit.draft import read
from briefkit.errors import UsageError
from tests.draft.material import COMMUNIQUE, Block, Manner, expected, pdf, words

MANNERS = {
    "plain": Manner(),
    "a header and page numbers": Manner(header="Harbour Board – Communiqué", footer="Page # of 2", page=A5),
    "a bare page number": Manner(footer="#", page=A5),
    "two columns": Manner(columns=2, size=9, page=A5),
    "two columns with furniture": Manner(columns=2, size=11, header="Communiqué #", footer="harbour.example", page=A5),
    "justified": Manner(justified=True, style="times"),
    "two justified columns": Manner(columns=2, justified=True, style="times", size=9),
    "first lines indented": Manner(indent=14, style="times", justified=True),
    "first lines indented, ragged": Manner(indent=14),
    "small on letter paper": Manner(size=7, page=letter),
    "large": Manner(size=14),
    "landscape": Manner(page=landscape(A5)),
    "three columns, landscape": Manner(columns=3, page=landscape(A5), size=8),
    "a page that is turned": Manner(turned=90, page=A5, footer="- # -"),
    "a table with rules": Manner(grid=True),
}


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_every_word_once_and_in_order(manner: Manner) -> None:
    """Whatever the pages look like, every word of the text is there once, in order, and nothing else."""
    assert words(read(pdf(manner), "a.pdf").text) == words(expected())


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_passages(manner: Manner) -> None:
    """Whatever the pages look like, paragraphs, headings, items and rows are told apart."""
    if manner.page == A5 or manner.page == landscape(A5):
        pytest.skip("a passage is cut by the end of a page")
    assert read(pdf(manner), "a.pdf").text.replace("\f", "\n\n") == expected()
