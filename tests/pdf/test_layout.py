"""How pages break and what they refuse: properties of random documents' layouts."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pikepdf import Pdf
from tests.documents import random_document
from tests.docx.opened import Opened, W
from tests.pdf.checker import elements, faults
from tests.pictures import drawn
from tests.samples import sizes
from tests.tagged import spoken

from briefkit.document import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Heading,
    Item,
    ItemList,
    Meta,
    Note,
    Notes,
    Paragraph,
    Run,
    Table,
    Title,
)
from briefkit.errors import LayoutError
from briefkit.look import WHOLE, Look
from briefkit.writers import WRITERS, measure
from briefkit.writers.pdf import flowables
from briefkit.writers.pdf.flowables import PlacedBlock, Sheet, TextBlock
from briefkit.writers.pdf.inline import Line
from briefkit.writers.pdf.pages import paginate
from briefkit.writers.pdf.story import Story
from briefkit.writers.pdf.tables import TableRows

LOOK = Look()
META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))


def sheets(document: Document) -> list[Sheet]:
    """Return the pages of a document, before anything is painted."""
    return paginate(Story(LOOK).blocks(document), LOOK.page)


@pytest.fixture(scope="module", params=sizes(20, 60))
def pages(request: pytest.FixtureRequest) -> list[list[Sheet]]:
    """Lay out random documents, of several pages each."""
    found = [sheets(random_document(seed)) for seed in range(request.param)]
    assert sum(map(len, found)) > 3 * len(found)
    return found


def texts(sheet: Sheet) -> list[PlacedBlock]:
    """Return what of a page is lines of text or table rows, from top to bottom."""
    return sorted((p for p in sheet if isinstance(p.block, (TextBlock, TableRows))), key=lambda p: -p.top)


def test_a_page_is_filled_from_above_with_the_greater_gap() -> None:
    """The first gap is left out, of two the greater counts, and what has no room stands on the next page."""
    page = LOOK.page
    high = page.height - page.top - page.bottom
    first, second, third = (
        flowables.PaintedBlock(30, 8, 8),
        flowables.PaintedBlock(20, 5, 5),
        flowables.PaintedBlock(high - 60, 3, 3),
    )
    (one, two), (three,) = (sheet for sheet in paginate([first, second, third], page))
    tops = [placed.top - (page.height - page.top) for placed in (one, two, three)]
    assert tops == pytest.approx([0, -38, 0])


def test_a_gap_may_hang_over_the_page_but_no_block() -> None:
    """A block has room that ends with the page, whatever gap it wants below; half a point more and it has none."""
    page = LOOK.page
    high = page.height - page.top - page.bottom
    for rest, pages in ((high - 30, 1), (high - 30 + 0.59, 1), (high - 30 + 0.61, 2)):
        assert len(paginate([flowables.PaintedBlock(30), flowables.PaintedBlock(rest, 0, 40)], page)) == pages


def test_no_heading_stands_last_on_a_page(pages: list[list[Sheet]]) -> None:
    """What must stay with the next never ends a page that another follows."""
    for document in pages:
        for sheet in document[:-1]:
            *_, last = texts(sheet)
            assert not last.block.keep_next


@pytest.mark.parametrize("above", ["paragraph", "list", "box"])
def test_no_last_page_holds_the_foot_alone(above: str) -> None:
    """Sources and contact take with them what stands above them; the Word file says the same of its paragraphs."""
    words = (Run("It is said once more."),)
    inner = Paragraph(words) if above == "box" else ItemList((Item(words), Item(words)), "bullets", 1)
    last = Paragraph(words) if above == "paragraph" else Box("assessment", (inner,)) if above == "box" else inner
    foot = (Heading(1, (Run("Sources"),), "sources"), Notes((Note("[1]", (Run("The note."),), "s1"),), "sources"))
    ends = (last, *foot, Paragraph((Run("Contact: the desk"),), "source"))
    divided = 0
    for count in range(25, 60):
        whole = replace(document(*["A passage."] * count), blocks=(*document(*["A passage."] * count).blocks, *ends))
        *_, before, after = [[], *sheets(whole)]
        divided += bool(before)
        told = ["".join(span.text for span in line) for p in texts(after) for line in p.block.lines]
        assert "It is said once more." in told, count
    assert divided
    file = Opened(WRITERS["docx"](whole, LOOK))
    held = [p for p in file.body.iter(f"{W}p") if p.find(f"{W}pPr/{W}keepNext") is not None]
    assert ["".join(p.itertext()).strip() for p in held] == ["It is said once more.", "The note."]


def test_no_line_stands_alone(pages: list[list[Sheet]]) -> None:
    """A paragraph that goes over a page leaves two lines at least on either."""
    divided = 0
    for document in pages:
        for before, after in itertools.pairwise(document):
            last, first = texts(before)[-1].block, texts(after)[0].block
            if isinstance(last, TextBlock) and isinstance(first, TextBlock) and _goes_on(last, first):
                divided += 1
                assert len(last.lines) >= 2
                assert len(first.lines) >= 2
    assert divided > len(pages) / 10


def _goes_on(last: TextBlock, first: TextBlock) -> bool:
    """Say whether two blocks are parts of one passage: they share a piece of text."""
    pieces = {id(span.piece) for line in last.lines for span in line}
    return any(id(span.piece) in pieces for line in first.lines for span in line)


def test_no_line_is_wider_than_its_room(pages: list[list[Sheet]]) -> None:
    """Lines end at the text's right edge, cells at their column's, whatever words they hold."""
    right = LOOK.page.left + LOOK.page.text_width
    seen = 0
    for placed in (placed for document in pages for sheet in document for placed in sheet):
        if isinstance(placed.block, TextBlock):
            for line in placed.block.lines:
                seen += 1
                assert placed.x + placed.block.indent + _end(line, placed.block.style.size) <= right + 0.5
        elif isinstance(placed.block, TableRows):
            seen += _cells(placed.block)
    assert seen > 80 * len(pages)


def _end(line: Line, size: float) -> float:
    """Return where the ink of a line ends, without the space behind it."""
    last = line[-1]
    return last.x + last.piece.face.width(last.text.rstrip(" "), size)


def _cells(rows: TableRows) -> int:
    grid = rows.grid
    ends = (*grid.columns[1:], grid.look.page.text_width)
    for row in grid.rows[rows.start : rows.stop]:
        for left, end, cell in zip(grid.columns, ends, row, strict=True):
            assert all(left + _end(line, grid.body.size) <= end + 0.5 for line in cell if line)
    return rows.stop - rows.start


def test_a_continued_table_repeats_its_header(pages: list[list[Sheet]]) -> None:
    """Each part of a table has room for the header; all but the first mark it as repeated; no row is lost."""
    parts: dict[int, list[TableRows]] = {}
    for placed in (placed for document in pages for sheet in document for placed in sheet):
        if isinstance(placed.block, TableRows):
            parts.setdefault(id(placed.block.ends), []).append(placed.block)
    long = [found for found in parts.values() if len(found) > 1]
    assert len(long) > 10
    for found in long:
        assert [rows.continued for rows in found] == [False] + [True] * (len(found) - 1)
        assert all(a.stop == b.start for a, b in itertools.pairwise(found))
        assert all(rows.head > 0 for rows in found)


def test_rows_of_one_thing_stay_on_one_page(pages: list[list[Sheet]]) -> None:
    """No group of rows that begin alike goes over a page, unless it is high; nor does its heading leave."""
    met, parted = 0, 0
    for placed in (placed for document in pages for sheet in document for placed in sheet):
        rows = placed.block
        if isinstance(rows, TableRows) and rows.stop < len(rows.grid.rows):
            met += bool(rows.grid.groups)
            for group in (g for g in rows.grid.groups if g.start < rows.stop < g.stop):
                parted += 1
                above = rows.head + (rows.above if group.start == 0 else 0)
                height = rows.ends[group.stop] - rows.ends[group.start]
                assert height > WHOLE * LOOK.page.text_height or above + height > LOOK.page.text_height
    assert met > 10
    assert parted > 1


def matrix(*sizes: int, first: Sequence[str] = ()) -> Table:
    """Return a matrix with groups of so many rows of one line each, below a row of its own where words are given."""
    heads = [head for head, size in zip("ABCDEFGH", sizes, strict=False) for _ in range(size)]
    rows = [*(("Z", words) for words in first), *((head, "x") for head in heads)]
    made = tuple(tuple(Cell((Run(words),)) for words in row) for row in rows)
    return Table((Cell((Run("On"),)), Cell((Run("Who"),))), made, "matrix")


def shares(table: Table, lines: int, small: int = 0) -> list[int]:
    """Return how many rows of a table are still to come at the end of each page, below a heading and some lines."""
    above = (*(Paragraph((Run("x"),)),) * lines, *(Paragraph((Run("x"),), "source"),) * small)
    blocks = (Title((Run("T"),)), *above, Heading(1, (Run("H"),), "h"), table)
    made = sheets(replace(document("x"), blocks=blocks))
    return [len(p.block.grid.rows) - p.block.stop for sheet in made for p in sheet if isinstance(p.block, TableRows)]


@pytest.mark.parametrize("small", range(5))
@pytest.mark.parametrize("lines", range(20, 36))
def test_a_table_breaks_between_its_groups(lines: int, small: int) -> None:
    """Wherever a page ends, it does so after a group; of no table does a single last row go to another page."""
    assert set(shares(matrix(2, 3, 4, 2), lines, small)) <= {9, 6, 2, 0}
    assert set(shares(matrix(2, 3, 4, 1), lines, small)) <= {8, 5, 0}
    assert shares(matrix(6, 1), lines, small) == [0]


@pytest.mark.parametrize("words", range(1020, 1800, 60))
def test_groups_hold_below_a_row_that_is_divided(words: int) -> None:
    """A row that no page can hold is divided, and the groups below it still are not."""
    found = shares(matrix(3, 4, 3, first=["word " * words]), 8)
    assert set(found) <= {11, 10, 7, 3, 0}
    assert 11 in found


@pytest.mark.parametrize("size", range(30, 60))
def test_a_group_of_about_a_page_is_laid_out(size: int) -> None:
    """A group higher than half a page is parted below its heading, and no row is lost."""
    for groups in ((size,), (size, 1), (1, size), (2, size, 2)):
        left = shares(matrix(*groups), 10)
        assert left[-1] == 0
        assert left == sorted(set(left), reverse=True)


def long_things(words: int) -> dict[str, Block]:
    """Return one of each thing that can hold so many words: a row, first, in the middle and last, an item, a box."""
    much = (Run("word " * words),)
    row, short = (Cell((Run("A"),)), Cell(much)), (Cell((Run("B"),)), Cell((Run("x"),)))
    header = (Cell((Run("On"),)), Cell((Run("What"),)))
    tables = {
        f"row {at} of a {role}": Table(header, tuple(row if i == at else short for i in range(5)), role)
        for at in (0, 1, 4)
        for role in ("status", "matrix")
    }
    items = ItemList((Item((Run("x"),)), Item(much), Item((Run("x"),))))
    return {
        **tables,
        "rows alike": Table(header, ((row[0], Cell((Run("word " * 40),))),) * (words // 40), "matrix"),
        "paragraph": Paragraph(much),
        "item": items,
        "box": Box("summary", (Paragraph(much),)),
        "list in a box": Box("bottom-line", (Paragraph((Run("x"),)), items)),
        "note": Notes((Note("[1]", much, "source-a"),), "sources"),
        "caption": Figure(drawn(300, 200, "PNG", "RGB"), (Run("x"),), much),
    }


@pytest.mark.parametrize("above", [0, 12, 24])
@pytest.mark.parametrize("words", [420, 700, 1000, 1400, 2400])
def test_nothing_leaves_a_page_near_empty(words: int, above: int) -> None:
    """Whatever is long goes over the pages: each but the last is filled beyond the half that a whole thing may take."""
    for name, thing in long_things(words).items():
        blocks = (Title((Run("T"),)), *(Paragraph((Run("x"),)),) * above, Heading(1, (Run("H"),), "h"), thing)
        *full, _ = sheets(replace(document("x"), blocks=blocks))
        assert [sheet for sheet in full if lowest(sheet) > LOOK.page.bottom + 0.45 * LOOK.page.text_height] == [], name


def lowest(sheet: Sheet) -> float:
    """Return how far above the paper's lower edge the lowest thing of a page ends, in points."""
    return min(placed.top - placed.block.height for placed in sheet)


@pytest.mark.parametrize("step", sizes(29, 7))
def test_a_divided_row_leaves_no_line_alone(step: int) -> None:
    """Each cell of a row that goes over a page has no line on it, or two; so on the next."""
    for words in range(600, 1400, step):
        cells = tuple(Cell((Run("word " * (words - 9 * i)),)) for i in range(3))
        made = sheets(replace(document("x"), blocks=(Title((Run("T"),)), Table((Cell((Run("A"),)),) * 3, (cells,)))))
        parts = [p.block.grid.rows[p.block.start] for sheet in made for p in sheet if isinstance(p.block, TableRows)]
        assert len(parts) > 1
        assert all(len(cell) != 1 for part in parts for cell in part), words


def test_a_divided_row_stays_one_row() -> None:
    """A row on three pages is one row in the structure tree, each of its cells one cell, and all is read once."""
    table = Table((Cell((Run("A"),)), Cell((Run("B"),))), ((Cell((Run("x"),)), Cell((Run("word " * 2400),))),))
    data = WRITERS["pdf"](replace(document("x"), blocks=(Title((Run("T"),)), table)), LOOK)
    with Pdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) > 2
        roles = [str(element.S) for element, _ in elements(pdf)]
    assert [roles.count(role) for role in ("/TR", "/TH", "/TD")] == [2, 2, 2]
    assert faults(data) == []
    assert "".join(spoken(data)).count("word") == 2400


def test_measuring_tells_what_is_written(pages: list[list[Sheet]]) -> None:
    """The pages of a measurement are those of the file, and the last is filled as far as told."""
    for seed, document in enumerate(pages):
        layout = measure(random_document(seed), LOOK)
        assert layout.pages == len(document)
        assert 0 < layout.fill <= 1


def document(*runs: str) -> Document:
    """Return a document with a paragraph of some words."""
    return Document(META, (Title((Run("Demo"),)), *(Paragraph((Run(words),)) for words in runs)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Beijing 北京", "The character “北” (U+5317, CJK UNIFIED IDEOGRAPH-5317) is in none of the fonts"),
        ("smile 😀", "(U+1F600, GRINNING FACE) is in none of the fonts"),
        ("שלום", "(U+05E9, HEBREW LETTER SHIN) is in none of the fonts"),
        ("कि", "(U+093F, DEVANAGARI VOWEL SIGN I) is a sign that changes with the letters beside it"),
    ],
)
def test_letters_that_are_refused(words: str, told: str) -> None:
    """A character that cannot be printed is refused with its name and where it stands, never drawn as a box."""
    with pytest.raises(LayoutError) as caught:
        WRITERS["pdf"](document(words), LOOK)
    problem = next(one for one in caught.value.problems if told in one.message)
    assert problem.code == "L01"
    assert "in the words" in problem.message
    assert problem.hint


def test_what_has_no_room_is_named() -> None:
    """A title that no page holds is told by its first words; a paragraph as long is divided."""
    endless = (Run("endless" * 2_000),)
    assert measure(replace(document("x"), blocks=(Title((Run("T"),)), Paragraph(endless))), LOOK).pages > 1
    with pytest.raises(LayoutError) as caught:
        WRITERS["pdf"](replace(document("x"), blocks=(Title(endless),)), LOOK)
    (problem,) = caught.value.problems
    assert problem.message == f"A passage that begins with “{'endless' * 5}endl…” does not fit on a page"
    assert "put spaces into it" in problem.hint


def test_long_words_and_empty_cells_are_laid_out() -> None:
    """A word wider than its cell is divided; an empty cell takes a line; a heading alone makes a page."""
    table = Table(
        (Cell((Run("A"),)), Cell((Run("B"),))),
        ((Cell((Run("x" * 400),)), Cell(())), (Cell((Run("https://example.org/" + "a/" * 200),)), Cell((Run("b"),)))),
    )
    found = replace(document("x"), blocks=(Title((Run("T"),)), Heading(1, (Run("H"),), "h"), table))
    (sheet,) = sheets(found)
    rows = next(placed.block for placed in sheet if isinstance(placed.block, TableRows))
    assert _cells(rows) == 2
