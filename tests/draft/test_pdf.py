"""The text of PDF files, made in many manners."""

import sys
import zlib
from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.pagesizes import A5, landscape, letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from tests.draft.material import COMMUNIQUE, Block, Manner, expected, pdf, words

from briefkit.draft import read
from briefkit.draft.pdf import apart, glyphs
from briefkit.errors import UsageError

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

WHOLE = {name: manner for name, manner in MANNERS.items() if min(manner.page) > min(A5)}
"""Those in which no passage is cut by the end of a page."""


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
def test_every_word_once_and_in_order(manner: Manner) -> None:
    """Whatever the pages look like, every word of the text is there once, in order, and nothing else."""
    assert words(read(pdf(manner), "a.pdf").text) == words(expected())


@pytest.mark.parametrize("manner", WHOLE.values(), ids=WHOLE)
def test_passages(manner: Manner) -> None:
    """Whatever the pages look like, paragraphs, headings, items and rows are told apart."""
    assert read(pdf(manner), "a.pdf").text.replace("\f", "\n\n") == expected()


def drawn(*pages: list[tuple[float, float, str]], size: float = 10) -> bytes:
    """Return a PDF with texts at given places; a third value that begins with ^ is set small."""
    out = BytesIO()
    canvas = Canvas(out, (400, 400))
    for page in pages:
        for x, y, text in page:
            canvas.setFont("Helvetica", size * 0.7 if text.startswith("^") else size)
            canvas.drawString(x, y, text.removeprefix("^"))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, x: float = 50, y: float = 300) -> list[tuple[float, float, str]]:
    """Return texts one below the other."""
    return [(x, y - 12 * at, text) for at, text in enumerate(texts)]


CUT = (
    "The committee looked at the adminis-",
    "tration of the harbour and its govern-",
    "ance, which is older than the long-term",
    "plan for the ferry; it finds the long-",
    "term plan well made in every single re-",
    "spect, as did the Franco-",
    "German council of the administration.",
)


def test_cut_words_become_whole() -> None:
    """Words cut at a line's end are joined; a compound keeps its hyphen where the text or a capital tells so."""
    whole = (
        "The committee looked at the administration of the harbour and its governance, which is older than the "
        "long-term plan for the ferry; it finds the long-term plan well made in every single respect, as did the "
        "Franco-German council of the administration."
    )
    assert read(drawn(lines(*CUT)), "a.pdf").text == whole


def test_a_single_hyphen_is_kept() -> None:
    """Where no other line ends in a hyphen, the one that does belongs to its word."""
    found = read(drawn(lines("The plan was welcomed by all of the well-", "informed observers of the river.")), "a.pdf")
    assert found.text == "The plan was welcomed by all of the well-informed observers of the river."


def test_a_footnote_stands_at_the_end_of_its_page() -> None:
    """A footnote below the left column follows the text of the right one, and its mark is a superscript."""
    first = "The pier cost 26 million"
    left = [*lines(first), (50 + stringWidth(first, "Helvetica", 10), 304.0, "^1")]
    left += lines("crowns, as the auditors", "found last year, and the", y=288)
    note = [(50.0, 40.0, "^1 Report of the auditors, page 9.")]
    right = lines("board did not object to", "the sum in its meeting.", x=220)
    text = read(drawn(left + note + right), "a.pdf").text
    assert text == (
        "The pier cost 26 million¹ crowns, as the auditors found last year, and the board did not object to the sum in "
        "its meeting.\n\n1 Report of the auditors, page 9."
    )


def test_a_raised_digit_is_no_part_of_a_number() -> None:
    """The mark of a footnote behind a number does not become one of its digits."""
    block = Block("text", "In the end 26<super>3</super> nations agreed, each for its own reasons.")
    assert read(pdf(Manner(), [block]), "a.pdf").text == "In the end 26³ nations agreed, each for its own reasons."


def test_cells_of_several_lines() -> None:
    """The lines of a cell stay together in its row."""
    page = [
        *((50.0, 300.0, "Town"), (150.0, 300.0, "Reason")),
        *((50.0, 280.0, "Port Avon"), (150.0, 280.0, "The pier stands there and"), (150.0, 268.0, "needs repair.")),
        *((50.0, 250.0, "Senn"), (150.0, 250.0, "It keeps the vessel.")),
    ]
    rows = ["Town | Reason", "Port Avon | The pier stands there and needs repair.", "Senn | It keeps the vessel."]
    assert read(drawn(page), "a.pdf").text.split("\n\n") == rows


def test_pages_are_divided_by_form_feeds() -> None:
    """Each page is one part between form feeds, an empty one too, which the user is told."""
    found = read(drawn(lines("One."), [], lines("Three.")), "a.pdf")
    assert found.text == "One.\f\fThree."
    assert found.notes == ("no text on page 2: empty, or a picture that needs text recognition",)


def test_figures_at_the_top_of_pages_are_no_page_numbers() -> None:
    """Numbers at the same place of two pages that do not count with the pages are kept."""
    pages = [[(50.0, 370.0, "Income 512"), *lines("One.")], [(50.0, 370.0, "Income 730"), *lines("Two.")]]
    assert read(drawn(*pages), "a.pdf").text == "Income 512\n\nOne.\fIncome 730\n\nTwo."


def test_a_page_drawn_in_no_order() -> None:
    """A page whose lines are drawn from the bottom to the top is read from the top to the bottom."""
    page = lines(*(f"This is sentence number {at} of the page, and it ends here." for at in range(1, 9)))
    found = read(drawn(page[::-1]), "a.pdf").text
    assert words(found) == words(" ".join(text for _, _, text in page))


def test_a_watermark_is_left_out() -> None:
    """Letters that lie askew across the page are not text."""
    out = BytesIO()
    canvas = Canvas(out, (400, 400))
    canvas.saveState()
    canvas.translate(100, 100)
    canvas.rotate(45)
    canvas.setFont("Helvetica", 60)
    canvas.drawString(0, 0, "DRAFT")
    canvas.restoreState()
    canvas.drawString(50, 300, "The text.")
    canvas.save()
    assert read(out.getvalue(), "a.pdf").text == "The text."


def test_facts() -> None:
    """Title and author are taken from the properties where the text has them, the day from the dateline."""
    found = read(pdf(Manner(), title="Harbour Board agrees on the night ferry", author="Ines Roca"), "a.pdf")
    assert (found.facts.title, found.facts.author) == ("Harbour Board agrees on the night ferry", "Ines Roca")
    assert found.facts.issued is not None
    assert found.facts.issued.isoformat() == "2026-03-03"


def test_facts_that_are_not_plausible() -> None:
    """A file's name and a typist's account are not taken; the first heading is the title."""
    found = read(pdf(Manner(), title="Microsoft Word - draft_v7.docx", author="user01"), "a.pdf")
    assert (found.facts.title, found.facts.author) == (COMMUNIQUE[0].text, None)


def test_a_scanned_file() -> None:
    """A PDF without text is refused, and the hint names text recognition."""
    with pytest.raises(UsageError) as refused:
        read(drawn([], []), "scan.pdf")
    assert "scanned" in refused.value.problems[0].message
    assert "ocrmypdf" in refused.value.problems[0].hint


def test_a_protected_file() -> None:
    """A PDF with a password is refused, and the hint tells a way."""
    out = BytesIO()
    canvas = Canvas(out, encrypt="secret")
    canvas.drawString(50, 300, "hidden")
    canvas.save()
    with pytest.raises(UsageError) as refused:
        read(out.getvalue(), "a.pdf")
    assert "password" in refused.value.problems[0].message


def test_a_damaged_file() -> None:
    """A PDF that is cut in its header is refused."""
    with pytest.raises(UsageError) as refused:
        read(b"%PDF-1.7\nnothing", "a.pdf")
    assert "damaged" in refused.value.problems[0].message


def test_too_many_pages() -> None:
    """A PDF with more pages than anybody quotes from is refused before any of them is read."""
    with pytest.raises(UsageError) as refused:
        read(drawn(*[[]] * 2001), "a.pdf")
    assert "2,000 pages" in refused.value.problems[0].message


def test_bullets_that_are_drawn_last() -> None:
    """Bullets that the file draws after all the text stand before their items."""
    items = [*lines("the ferry calls at Senn", x=70), *lines("a vessel is kept", x=70, y=280)]
    bullets = [*lines("•", x=55), *lines("•", x=55, y=280)]
    assert read(drawn(items + bullets), "a.pdf").text == "- the ferry calls at Senn\n\n- a vessel is kept"


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that hold more than a source may are read no further."""
    page = lines("The Harbour Board met in Port Avon.")
    monkeypatch.setattr(glyphs, "MOST_TEXT", 3 * 29 - 1)
    assert read(drawn(page, page), "a.pdf").text.count("Board") == 2
    with pytest.raises(UsageError, match="holds more text than a source may"):
        read(drawn(page, page, page), "a.pdf")


def endless() -> bytes:
    """Return a PDF whose drawings call each other, twice each."""
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(200, 200))
        form = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 9, 9]}
        first, second = (file.make_stream(b"/X Do /X Do /X Do", form) for _ in range(2))
        for one, other in ((first, second), (second, first)):
            one.Resources = pikepdf.Dictionary(XObject={"/X": other})
        file.pages[0].Resources = pikepdf.Dictionary(XObject={"/X": first})
        file.pages[0].Contents = file.make_stream(b"/X Do")
        file.save(out)
    return out.getvalue()


def swelling() -> bytes:
    """Return a small PDF whose page unpacks to 600 MB."""
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(200, 200))
        file.pages[0].Contents = file.make_stream(zlib.compress(b" " * 600_000_000, 1), Filter=pikepdf.Name.FlateDecode)
        file.save(out)
    return out.getvalue()


def test_a_pdf_is_read_in_a_process_of_its_own() -> None:
    """What is read there is what is read here; a refusal is the same, too."""
    plain = pdf(MANNERS["plain"])
    assert read(plain, "a.pdf", apart=True) == read(plain, "a.pdf")
    told = []
    for is_apart in (False, True):
        with pytest.raises(UsageError) as refused:
            read(drawn([]), "a.pdf", apart=is_apart)
        told.append(refused.value.problems)
    assert told[0] == told[1]


def test_a_pdf_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that keeps its reader busy is refused after a time, with a way out."""
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(UsageError, match="takes more than a minute to read") as refused:
        read(endless(), "a.pdf", apart=True)
    assert "print the pages" in refused.value.problems[0].hint


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory")
def test_a_pdf_that_swells_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that takes more memory than it may is refused, and takes nobody else's."""
    monkeypatch.setattr(apart, "MEMORY", 500_000_000)
    assert read(pdf(MANNERS["plain"]), "a.pdf", apart=True).text
    with pytest.raises(UsageError, match="cannot be read: it is damaged, or takes too much memory"):
        read(swelling(), "a.pdf", apart=True)
