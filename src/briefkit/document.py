"""The document: what every output is made from. It knows no format.

A closed union of frozen dataclasses: every `match` over `Block` ends in `assert_never`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias, assert_never

from briefkit.cites import cited_part


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks alike and comes from the same things of the record."""

    text: str
    """No line breaks; never empty."""
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    """`#anchor` of this document, or an address with scheme http, https or mailto."""
    anchor: str | None = None
    """The name by which links of this document reach this run: a note's first reference."""
    language: str | None = None
    """A BCP 47 tag; None is the document's language."""
    cites: tuple[str, ...] = ()
    """What of the record it prints, as `cites` names it, `meeting` or `edition`; empty: words of the template."""

    @property
    def marks(self) -> bool:
        """Whether it is the marking of the words before it."""
        return any(cited_part(cite)[1] == "marking" for cite in self.cites)


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page; exactly one in a document."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    level: Literal[1, 2, 3]
    runs: Runs
    anchor: str
    """Unique in the document."""


ParagraphRole: TypeAlias = Literal["body", "kicker", "meeting", "lead", "source"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Roles: `kicker` the line above the title, `meeting` the line below it, `lead` an opening
    paragraph, `source` small print.
    """

    runs: Runs
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its paragraph, and the lists below it."""

    runs: Runs
    children: tuple["ItemList", ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, at most three levels deep."""

    items: tuple[Item, ...]
    role: Literal["bullets", "numbers", "paragraphs"] = "bullets"
    """`paragraphs`: numbered paragraphs, whose count runs on through the document."""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: one paragraph. An empty cell has no runs."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    role: Literal["status", "matrix"] = "status"
    """`matrix`: the cells of the first column are headers of their rows."""
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as pixels, ready to stand in a file: nothing is in it but what is seen."""

    data: bytes
    """PNG of 8 bits without interlace, transparency or further chunks; or JPEG."""
    kind: Literal["png", "jpeg"]
    width: int
    """In pixels."""
    height: int
    colours: Literal[1, 3]
    """Components of a pixel: grey, or red, green and blue (sRGB)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with a caption below it."""

    image: Image
    alt: Runs
    """What it shows, for readers who do not see it; not printed."""
    caption: Runs


BoxRole: TypeAlias = Literal["bottom-line", "summary", "assessment", "say", "avoid"]


@dataclass(frozen=True, slots=True)
class Box:
    """Paragraphs and lists set apart. The role is what rules ask for; the look decides how it shows."""

    role: BoxRole
    blocks: tuple["Paragraph | ItemList", ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note or source."""

    label: str
    """As printed: `¹` or `[1]`."""
    runs: Runs
    anchor: str
    back: str | None = None
    """The anchor of the run that first refers to it."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document, or its sources."""

    items: tuple[Note, ...]
    role: Literal["notes", "sources"] = "notes"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list."""

    level: Literal[1, 2]
    text: str
    anchor: str
    page: int | None = None
    """Counted from 1; None until the document has been laid out."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list."""

    entries: tuple[ContentsEntry, ...]


Block: TypeAlias = Title | Heading | Paragraph | ItemList | Table | Figure | Box | Notes | Contents


DRAFT = "DRAFT"
"""How the standing of a page begins while a question on it is open."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says about itself, on every page and in its file's metadata."""

    identifier: str
    """`paris-2025-09-04.read-out`"""
    title: str
    edition: str
    """The edition's title: `Read-out`."""
    audience: str
    marking: str
    """Printed in header and footer of every page, and once in the body."""
    as_of: date
    language: str = "en-GB"
    organisation: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    footer: str = ""
    """The left part of the footer; page numbers follow it."""
    standing: str = ""
    """Printed in the header of every page opposite the marking: DRAFT, Not reviewed; empty where all is signed."""

    @property
    def moment(self) -> str:
        """The date as a moment, for a file's properties: it is that day in nearly all countries.

        Why ten o'clock: at midnight it is still the day before west of Greenwich; at noon, the next in New Zealand.
        """
        return f"{self.as_of.isoformat()}T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Document:
    """A brief, ready to be written in any format."""

    meta: Meta
    blocks: tuple[Block, ...]
    record: bytes = b""
    """The machine-readable record behind this edition (JSON, UTF-8), attached where a format can."""
    pages: int = 0
    """How many pages it fills; 0 until it has been laid out."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The result of laying out a document."""

    pages: int
    fill: float
    """How much of the last page's height is used, 0 to 1."""
    headings: Mapping[str, int] = field(default_factory=dict)
    """Heading anchor → page, counted from 1."""


def passages(document: Document) -> Iterator[tuple[Block, Runs]]:
    """Yield the top block and the runs of every title, paragraph, item, cell, picture and note, in reading order."""
    for block in document.blocks:
        for runs in _passages(block):
            yield block, runs


def runs(document: Document) -> Iterator[Run]:
    """Yield every run in reading order."""
    for _, passage in passages(document):
        yield from passage


def text(passage: Runs) -> str:
    """Return the plain text of a passage."""
    return "".join(run.text for run in passage)


def is_annex(block: Block) -> bool:
    """Say whether a block is the heading of an annex, which ends the body: it counts neither as words nor as pages."""
    return isinstance(block, Heading) and text(block.runs).startswith("Annex")


def groups(table: Table) -> list[range]:
    """Return the groups of a matrix's rows: two or more consecutive rows with the same first cell."""
    heads = [text(row[0].runs) for row in table.rows] if table.role == "matrix" else []
    starts = [i for i, head in enumerate(heads) if i == 0 or not head or head != heads[i - 1]]
    return [range(*ends) for ends in pairwise([*starts, len(heads)]) if ends[1] - ends[0] > 1]


def _passages(block: Block) -> Iterator[Runs]:  # noqa: C901, PLR0912  # one case for each kind of block
    match block:
        case Title() | Heading() | Paragraph():
            yield block.runs
        case ItemList():
            for item in block.items:
                yield item.runs
                for child in item.children:
                    yield from _passages(child)
        case Table():
            if block.caption:
                yield block.caption
            for row in (block.header, *block.rows):
                yield from (cell.runs for cell in row)
        case Figure():
            yield block.alt
            yield block.caption
        case Box():
            for inner in block.blocks:
                yield from _passages(inner)
        case Notes():
            for note in block.items:
                yield (Run(note.label, link=note.back and f"#{note.back}"), Run(" "), *note.runs)
        case Contents():
            for entry in block.entries:
                yield (Run(entry.text, link=f"#{entry.anchor}"),)
        case _:
            assert_never(block)
