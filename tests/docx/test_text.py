"""What is printed: the words of the document, in order, with the labels of its lists, as in the PDF."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import random_document
from tests.docx import read
from tests.docx.material import LOOK, RANDOM, documents, editions, notes_last, pairs, written
from tests.docx.opened import Opened, W, value
from tests.tagged import spoken

import docx
from briefkit.document import (
    Block,
    Box,
    Contents,
    Document,
    Figure,
    Item,
    ItemList,
    Meta,
    Notes,
    Paragraph,
    Run,
    Table,
    Title,
    runs,
    text,
)
from briefkit.writers import WRITERS
from briefkit.writers.docx import wml, write

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))


def close(words: str) -> str:
    """Return text without any white space."""
    return re.sub(r"\s+", "", words)


def printed(block: Block, level: int = 1) -> Iterator[str]:
    """Yield what a block prints, labels included."""
    match block:
        case ItemList():
            for number, item in enumerate(block.items, block.start):
                label = LOOK.bullets[level - 1] if block.role == "bullets" else f"{number}."
                yield label + text(item.runs)
                for child in item.children:
                    yield from printed(child, level + 1)
        case Table():
            yield text(block.caption)
            yield from (text(cell.runs) for row in (block.header, *block.rows) for cell in row)
        case Figure():
            yield text(block.alt)
            yield text(block.caption)
        case Box():
            for inner in block.blocks:
                yield from printed(inner)
        case Notes():
            yield from (note.label + text(note.runs) for note in block.items)
        case Contents():
            yield from (f"{entry.text}{entry.page or ''}" for entry in block.entries)
        case _:
            yield text(block.runs)


def expected(document: Document) -> str:
    """Return all that a document prints, without white space."""
    return close("".join(part for block in document.blocks for part in printed(block)))


def heard(words: str) -> str:
    """Return words as Word's reader has them: without white space, the marks of notes as plain numbers."""
    return close(words).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


def test_the_file_holds_the_words_of_the_document() -> None:
    """The text read back from a file is the document's, word for word and in order, labels included."""
    for name, document, data in pairs():
        assert heard(read.text(data)) == heard(expected(notes_last(document))), name


def test_the_words_are_those_of_the_pdf() -> None:
    """The text read back is that of the PDF in its reading order, whose first words are those of the header."""
    for name in [*editions(), *(f"random-{seed}" for seed in list(RANDOM)[:8])]:
        document = documents()[name]
        words = "".join(spoken(WRITERS["pdf"](notes_last(document), LOOK)))
        head = " ".join(filter(None, (document.meta.standing, document.meta.marking)))
        assert words.startswith(head), name
        assert heard(read.text(written()[name])) == heard(words.removeprefix(head)), name


def test_header_and_footer_hold_marking_and_page() -> None:
    """The marking stands in the header and the footer, beside the footer's words and the page fields."""
    for name, document, data in pairs():
        trees, meta = Opened(data).trees, document.meta
        header, footer = (
            close("".join(t.text or "" for t in trees[f"word/{part}1.xml"].iter(f"{W}t")))
            for part in ("header", "footer")
        )
        assert header == close(f"{meta.standing} {meta.marking}"), name
        assert footer == close(f"{meta.footer} · page 1 of {document.pages} {meta.marking}"), name
        codes = [node.text.strip() for node in trees["word/footer1.xml"].iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"], name


def test_python_docx_reads_it() -> None:
    """Another reader of Word files finds the same headings and as many tables."""
    for name, document, data in pairs():
        opened = docx.Document(BytesIO(data))
        titles = [p.text for p in opened.paragraphs if p.style.name == "Title"]
        assert titles == [text(block.runs) for block in document.blocks if isinstance(block, Title)], name
        assert len(opened.tables) == sum(isinstance(block, Table) for block in document.blocks), name


def test_core_properties_are_the_records() -> None:
    """Title, author, subject, keywords, language, marking and dates of the file come from the record."""
    for name, document, data in pairs():
        core, meta = docx.Document(BytesIO(data)).core_properties, document.meta
        told = (core.title, core.author, core.last_modified_by, core.subject, core.keywords, core.language)
        assert told == (
            *(meta.title, meta.organisation, meta.organisation),
            *(meta.subject, "; ".join(meta.keywords), meta.language),
        ), name
        assert (core.category, core.identifier) == (meta.marking, meta.identifier), name
        assert core.content_status == ("Draft" if meta.standing.startswith("DRAFT") else "Final"), name
        assert core.created.date() == core.modified.date() == meta.as_of, name
        assert core.revision == 1, name


def test_each_language_is_told() -> None:
    """A run in another language than the document's says so, and no other run does."""
    for name, document, data in pairs():
        wanted = {run.language for run in runs(document) if run.language and run.language != document.meta.language}
        body = Opened(data).body
        found = {next(iter(node.attrib.values())) for node in body.iter(f"{W}lang")}
        assert found == wanted, name


def lists(*blocks: ItemList) -> list[str]:
    """Return the passages of a document of lists."""
    return read.passages(write(Document(META, (Title((Run("Lists"),)), *blocks)), LOOK))[1:]


def items(*words: str) -> tuple[Item, ...]:
    """Return plain items."""
    return tuple(Item((Run(word),)) for word in words)


def test_numbered_lists_start_anew() -> None:
    """Each numbered list begins with its own first number, on every level."""
    inner = ItemList(items("x", "y"), "numbers", 3)
    deep = ItemList((Item((Run("a"),), (inner,)), Item((Run("b"),), (inner,))), "numbers")
    assert lists(deep, ItemList(items("c"), "numbers"), ItemList(items("d"), "numbers", 7)) == [
        *("1. a", "3. x", "4. y", "2. b", "3. x", "4. y"),
        *("1. c", "7. d"),
    ]


def test_numbered_paragraphs_count_on() -> None:
    """Numbered paragraphs run on over a heading or list, in the list that Word counts."""
    first, second = ItemList(items("a", "b"), "paragraphs"), ItemList(items("c"), "paragraphs", 3)
    between = ItemList(items("x"), "numbers")
    assert lists(first, between, second) == ["1. a", "2. b", "1. x", "3. c"]
    body = Opened(write(Document(META, (Title((Run("T"),)), first, second)), LOOK)).body
    assert list(body.iter(f"{W}numPr")) == [], "paragraphs that run on need no numbering of their own"


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t&<>\"'\u00ad\u2011"), min_size=1
)


@given(TEXT, TEXT)
def test_any_text_comes_back(words: str, title: str) -> None:
    """Every character that XML can hold is read back as it was, in the text and in the metadata."""
    meta = Meta("demo.read-out", title, "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))
    data = write(Document(meta, (Title((Run("T"),)), Paragraph((Run(f"|{words}|"),)))), LOOK)
    assert read.passages(data)[1:] == [f"|{words}|".replace("\t", " ")]
    assert docx.Document(BytesIO(data)).core_properties.title == title


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_refused(character: str) -> None:
    """A character that no XML document can hold is refused, whatever else stands beside it."""
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        wml.escaped(f"a{character}b")


def test_links_lead_where_they_say() -> None:
    """Addresses outside keep their target, percent-encoded; links inside lead to the bookmark of their anchor."""
    passage = (Run("out", link="https://example.org/é?a=1&b=(2)"), Run(" "), Run("in", link="#here"))
    blocks = (Title((Run("T"),)), Paragraph(passage), Paragraph((Run("Here", anchor="here"),)))
    file = Opened(write(Document(META, blocks), LOOK))
    outside = [target for _, kind, target, external in file.arrows("word/document.xml") if external]
    assert outside == ["https://example.org/%C3%A9?a=1&b=(2)"]
    inside = [value(link, "anchor") for link in file.body.iter(f"{W}hyperlink") if value(link, "anchor")]
    (bookmark,) = file.body.iter(f"{W}bookmarkStart")
    assert inside == [value(bookmark, "name")]
    assert bookmark.getnext().findtext(f"{W}t") == "Here"


def test_random_documents_hold_what_these_tests_ask_for() -> None:
    """The random documents have lists, tables, boxes, links, notes and languages to look at."""
    kinds = {type(block).__name__ for seed in RANDOM for block in random_document(seed).blocks}
    assert {"ItemList", "Table", "Box", "Notes", "Contents", "Heading"} <= kinds
