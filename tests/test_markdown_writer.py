"""The Markdown writer: what a reader of CommonMark makes of it."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.documents import random_document

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
    Paragraph,
    Run,
    Table,
    Title,
    passages,
    runs,
    text,
)
from briefkit.look import Look
from briefkit.writers.markdown import write

META = Meta("x.read-out", "T", "Read-out", "public", "TLP:CLEAR", date(2025, 9, 4))
ALPHABET = "ab é5 .:;!?-+=#*_~`<>()[]{}|\\&\"'/@$%^"


def written(*blocks: Block) -> str:
    """Return the Markdown of blocks, without the marking around it."""
    return (
        write(Document(META, blocks), Look())
        .decode("utf-8")
        .removeprefix("**TLP:CLEAR**\n\n")
        .removesuffix("\n\n**TLP:CLEAR**\n")
    )


def parsed(markdown: str) -> list[Token]:
    """Return what another program reads: CommonMark with pipe tables."""
    return MarkdownIt("commonmark", {"maxNesting": 200}).enable("table").parse(markdown)


def inlines(markdown: str) -> Iterator[str]:
    """Yield the plain text of every passage."""
    for token in parsed(markdown):
        assert token.type not in {"html_block", "code_block", "fence", "hr"}
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} & {
                "html_inline",
                "image",
                "code_inline",
                "hardbreak",
                "softbreak",
            } == set()
            yield "".join(child.content for child in children)


def words(passage: str) -> str:
    """Return a passage with single spaces."""
    return " ".join(passage.split())


@pytest.mark.parametrize("seed", range(40))
def test_every_word_comes_back_in_order(seed: int) -> None:
    """The passages of a random document, alternative text in brackets, are read back in order between the markings."""
    document = random_document(seed)
    expected = [
        document.meta.marking,
        *(f"[{text(p)}]" if isinstance(b, Figure) and p is b.alt else text(p) for b, p in passages(document)),
        document.meta.footer,
        document.meta.marking,
    ]
    found = inlines(write(document, Look()).decode("utf-8"))
    assert [words(p) for p in found if p.strip()] == [words(p) for p in expected if p.strip()]


@pytest.mark.parametrize("seed", range(40))
def test_structure_comes_back(seed: int) -> None:
    """Headings, lists with their numbers, tables, boxes and addresses of a random document are read back."""
    document = random_document(seed)
    tokens = parsed(write(document, Look()).decode("utf-8"))
    headings = [b.level + 1 for b in document.blocks if isinstance(b, Heading)]
    assert [int(t.tag[1]) for t in tokens if t.type == "heading_open"] == [1, *headings]
    starts = [int(t.attrs.get("start", 1)) for t in tokens if t.type == "ordered_list_open"]
    assert starts == [one.start for one in lists(document.blocks) if one.role != "bullets"]
    for kind, block in (("table_open", Table), ("blockquote_open", Box)):
        assert sum(t.type == kind for t in tokens) == sum(isinstance(b, block) for b in document.blocks)
    links = [c.attrs["href"] for t in tokens for c in t.children or [] if c.type == "link_open"]
    assert len(links) == sum(bool(run.link and not run.link.startswith("#")) for run in runs(document))


def lists(blocks: tuple[Block, ...]) -> Iterator[ItemList]:
    """Yield every list in reading order."""
    for block in blocks:
        if isinstance(block, Box):
            yield from lists(block.blocks)
        elif isinstance(block, ItemList):
            yield block
            for item in block.items:
                yield from lists(item.children)


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, min_size=1, max_size=30).map(words).filter(bool))
def test_no_text_is_markup(passage: str) -> None:
    """Whatever characters a passage holds: a paragraph, heading, item, cell and quotation show just these."""
    run = (Run(passage),)
    table = Table((Cell(run), Cell(run)), ((Cell(run), Cell(run)),))
    for block in (Paragraph(run), Title(run), ItemList((Item(run),)), table, Box("say", (Paragraph(run),))):
        assert {words(found) for found in inlines(written(block))} == {passage}


PIECES = st.builds(
    Run, st.text("ab .!*_[]()\\", min_size=1, max_size=6), st.booleans(), st.booleans(),
    st.sampled_from([None, None, "https://example.org/a_(b)?c=*&amp;d", "#note-1"]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5))
def test_no_look_costs_a_word(pieces: list[Run]) -> None:
    """However runs of different looks touch, their words are read back without a mark."""
    found = "".join(inlines(written(Paragraph((Run("x "), *pieces, Run(" x"))))))
    assert words(found) == words(f"x {text(tuple(pieces))} x")


def test_looks_are_kept_where_they_can_be() -> None:
    """Strong, emphasised and linked words are marked as such; an address that is its own text stands in angles."""
    passage = (
        Run("The ", strong=True), Run("26", strong=True, cites=("a",)), Run(" are "), Run("ready", emphasis=True),
        Run(" ("), Run("here", link="https://example.org/a_(b)"), Run(") "), Run("https://example.org", link="https://example.org"),
        Run("¹", link="#note-1"),
    )  # fmt: skip
    assert (
        written(Paragraph(passage))
        == "**The 26** are *ready* ([here](<https://example.org/a_(b)>)) <https://example.org>¹"
    )


@pytest.mark.parametrize(
    "plain",
    [
        "26 nations",
        "R&D at 5 < 6",
        "snake_case",
        "[1]",
        "a * b",
        "“neutral” – 4 September 2025",
        "50% + 1",
        "C# and F#-like",
    ],
)
def test_common_text_stays_readable(plain: str) -> None:
    """What cannot be taken for markup is not escaped."""
    assert written(Paragraph((Run(plain),))).replace("\\*", "*") == plain


def test_lists_that_follow_one_another_stay_apart() -> None:
    """Two lists in a row take different marks."""
    two = [ItemList((Item((Run("a"),)),), "numbers"), ItemList((Item((Run("b"),)),), "numbers", start=7)]
    assert written(*two) == "1. a\n\n7) b"
