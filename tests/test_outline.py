"""The readable form of a document."""

from datetime import date

from tests.outline import outline

from briefkit.document import (
    Block,
    Box,
    Cell,
    Contents,
    ContentsEntry,
    Document,
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

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))
X = (Run("x"),)

EXPECTED = """\
demo.read-out · Demo · Read-out · principal · TLP:CLEAR · 2025-09-04 · en-GB
title x
contents
   A → #section-1
      B → #section-2
h1 {section-1} A
h2 {section-2} B
p  x {ref-note-1}‹***y***›(#note-1)@fr[a b]
lead  x
-  x
   ¶4 x
   ¶5 x
1. x
table matrix  x
   = x | ∅
   | x | x
box avoid
   source  x
   2. x
sources
   [1] {source-one} x ↩ #ref-source-one
   [2] {source-two} x
"""

BLOCKS: tuple[Block, ...] = (
    Title(X),
    Contents((ContentsEntry(1, "A", "section-1"), ContentsEntry(2, "B", "section-2"))),
    Heading(1, (Run("A"),), "section-1"),
    Heading(2, (Run("B"),), "section-2"),
    Paragraph((Run("x "), Run("y", True, True, "#note-1", "ref-note-1", "fr", ("a", "b")))),  # noqa: FBT003 - in a field's order
    Paragraph(X, "lead"),
    ItemList((Item(X, (ItemList((Item(X), Item(X)), "paragraphs", 4),)),)),
    ItemList((Item(X),), "numbers"),
    Table((Cell(X), Cell(())), ((Cell(X), Cell(X)),), "matrix", X),
    Box("avoid", (Paragraph(X, "source"), ItemList((Item(X),), "numbers", 2))),
    Notes((Note("[1]", X, "source-one", "ref-source-one"), Note("[2]", X, "source-two")), "sources"),
)


def test_every_block_has_its_lines() -> None:
    """Each kind of block is shown with its role, anchors, styles, links, languages and cites."""
    assert outline(Document(META, BLOCKS)) == EXPECTED
