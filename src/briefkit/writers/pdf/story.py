"""A document becomes a story: flowables in order, and the structure tree beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from briefkit.document import (
    Block,
    Box,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    ItemList,
    Notes,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
    groups,
)
from briefkit.document import text as plain
from briefkit.look import WHOLE, Logo, Look, metrics
from briefkit.writers.pdf import structure
from briefkit.writers.pdf.flowables import ContentsLine, PaintedBlock, Panel, PictureBlock, Stack, TextBlock
from briefkit.writers.pdf.inline import lines, one_line, pieces
from briefkit.writers.pdf.structure import Element
from briefkit.writers.pdf.tables import Cells, Grid, TableRows

_NUMBER_ROOM = 30.0
"""Kept free at the right of a contents entry for its page number, in points."""


class Story:
    """What a document becomes before it has pages."""

    def __init__(self, look: Look) -> None:
        """Begin the structure tree with the marking, and open the document as a section of level 0."""
        self.look = look
        self.root = Element("Document")
        self.marking = self.root.child("P")
        """The paragraph that the first page's header fills."""
        self.logo = self._logo(look.logo) if look.logo else None
        self.sections = [(0, self.root)]
        """The open sections, each with the level of its heading."""

    def blocks(self, document: Document) -> Iterator[PaintedBlock]:
        """Yield the flowables, each kept together with what it must not be parted from."""
        if self.logo and not self.look.page.pictured:
            yield self.logo
        together: list[PaintedBlock] = []
        kept = metrics.kept(document.blocks)
        for number, part in enumerate(document.blocks):
            made = list(self._part(part))
            if number in kept and made and made[-1].height <= WHOLE * self.look.page.text_height:
                made[-1].keep_next = True
            for block in made:
                together.append(block)
                if not block.keep_next:
                    yield _stacked(together)
                    together = []
        if together:
            yield _stacked(together)

    def _part(self, part: Block) -> Iterator[PaintedBlock]:
        home = self.sections[-1][1]
        match part:
            case Title():
                yield self._title(part, home)
            case Heading():
                yield self._heading(part)
            case Paragraph():
                yield self._text(part.runs, home.child("P"), part.role)
            case ItemList():
                yield from self._list(part, home, 1, self.look.page.text_width)
            case Table():
                yield from self._table(part, home.child("Table"))
            case Figure():
                yield from self._figure(part, home.child("Div"))
            case Box():
                yield from self._box(part, home.child("Div"))
            case Notes():
                yield from self._notes(part, home)
            case Contents():
                yield from self._contents(part, home.child("TOC"))
            case _:
                assert_never(part)

    def _logo(self, logo: Logo) -> PaintedBlock:
        """Return the house's logo, which is read out once: it stands on the first page only."""
        element = self.root.child("Figure")
        element.alt = logo.alt
        page, style = self.look.page, self.look.styles["logo"]
        size = metrics.logo_size(logo.image, page)
        if page.pictured:  # between the line of the marking and the text
            margin = page.on(1).top - page.header - self.look.styles["marking"].line - style.after
            size = metrics.logo_size(logo.image, page, margin)
        return PictureBlock(logo.image, size, element, style)

    def _title(self, title: Title, home: Element) -> PaintedBlock:
        wide, bold = self.look.page.text_width, self.look.styles["title"].bold
        room = wide - metrics.balanced_indent(title.runs, self.look.letters("title"), wide, bold=bold)
        return self._text(title.runs, home.child("H1"), "title", room)

    def _heading(self, heading: Heading) -> PaintedBlock:
        while self.sections[-1][0] >= heading.level:
            self.sections.pop()
        section = self.sections[-1][1].child("Sect")
        self.sections.append((heading.level, section))
        text = self._text(heading.runs, section.child(f"H{heading.level + 1}"), f"heading{heading.level}")
        text.anchor = heading.anchor
        return text

    def _text(self, runs: Runs, element: Element, style: str, room: float = 0.0) -> TextBlock:
        """Set a passage of which `element` is the structure in lines of at most `room` points; 0: the page's."""
        text = self.look.styles[style]
        wide = (room or self.look.page.text_width) - text.indent
        return TextBlock(lines(pieces(runs, element, text, self.look), text.size, wide), text)

    def _list(self, items: ItemList, home: Element, depth: int, room: float) -> Iterator[PaintedBlock]:
        style = self.look.styles["numbered" if items.role == "paragraphs" else f"list{depth}"]
        plain = items.role == "bullets"
        element = home.child("L", attributes=structure.BULLETED if plain else structure.NUMBERED)
        labels = [
            self.look.bullets[depth - 1] if plain else f"{number}." for number, _ in enumerate(items.items, items.start)
        ]
        indent = metrics.label_indent(labels, style, self.look.typeface)
        for item, label in zip(items.items, labels, strict=True):
            entry = element.child("LI")
            marker = one_line(pieces((Run(label),), entry.child("Lbl"), style, self.look), style.size)
            body = entry.child("LBody")
            passage = pieces(item.runs, body.child("P"), style, self.look)
            set_as = replace(style, after=0.0) if style.contextual and item is not items.items[-1] else style
            yield TextBlock(lines(passage, style.size, room - indent), set_as, label=marker, indent=indent)
            for below in item.children:
                yield from self._list(below, body, depth + 1, room)

    def _table(self, table: Table, element: Element) -> Iterator[PaintedBlock]:
        look = self.look
        if table.caption:
            yield self._text(table.caption, element.child("Caption"), "caption")
        pad = look.table.cell_x
        widths = metrics.column_widths(table, look.page.text_width, look.cells, 2 * pad)
        lefts = [sum(widths[:i]) + (pad if i else 0) for i in range(len(widths))]
        rooms = [sum(widths[: i + 1]) - left - (pad if i < len(widths) - 1 else 0) for i, left in enumerate(lefts)]
        yield TableRows(
            Grid(
                look,
                tuple(lefts),
                self._row(table.header, element.child("TR"), rooms, "column"),
                tuple(self._row(row, element.child("TR"), rooms, table.role) for row in table.rows),
                tuple(groups(table)),
            )
        )

    def _row(self, cells: Sequence[Cell], element: Element, rooms: Sequence[float], kind: str) -> Cells:
        """Set the cells of a row; kind is `column`, or the table's role."""
        made, style = [], self.look.styles["table-head" if kind == "column" else "table-body"]
        for i, (cell, room) in enumerate(zip(cells, rooms, strict=True)):
            heads_row = kind == "matrix" and i == 0
            setting = replace(style, bold=True) if heads_row else style
            scope = structure.COLUMN_HEADER if kind == "column" else structure.ROW_HEADER if heads_row else ""
            home = element.child("TH" if scope else "TD", attributes=scope)
            made.append(lines(pieces(cell.runs, home, setting, self.look), style.size, room))
        return tuple(made)

    def _figure(self, figure: Figure, home: Element) -> Iterator[PaintedBlock]:
        """Set a picture and its caption.

        Why the Caption beside the Figure, not in it: readers stop at the alternative text (PDF Association, Tagged
        PDF Best Practice Guide, 4.3.1).
        """
        look, element = self.look, home.child("Figure")
        element.alt = plain(figure.alt)
        yield PictureBlock(figure.image, metrics.image_size(figure.image, look.page), element, look.styles["picture"])
        yield self._text(figure.caption, home.child("Caption"), "legend")

    def _box(self, box: Box, home: Element) -> Iterator[PaintedBlock]:
        frame = self.look.boxes[box.role]
        room = frame.room(self.look.page.text_width)
        inner: list[PaintedBlock] = []
        for part in box.blocks:
            match part:
                case Paragraph():
                    inner.append(self._text(part.runs, home.child("P"), frame.text or part.role, room))
                case ItemList():
                    inner += self._list(part, home, 1, room)
                case _:
                    assert_never(part)
        if frame.framed:
            yield Panel(Stack(inner), frame, self.look.page.text_width, self.look.page.text_height * WHOLE)
        else:
            yield from inner

    def _notes(self, notes: Notes, home: Element) -> Iterator[PaintedBlock]:
        style = self.look.styles["note" if notes.role == "notes" else "source-entry"]
        indent = metrics.label_indent([note.label for note in notes.items], style, self.look.typeface)
        for note in notes.items:
            element = home.child("Note", identifier=note.anchor)
            label = (Run(note.label, link=note.back and f"#{note.back}"),)
            marker = one_line(pieces(label, element.child("Lbl"), style, self.look), style.size)
            passage = pieces(note.runs, element.child("P"), style, self.look)
            room = self.look.page.text_width - indent
            yield TextBlock(lines(passage, style.size, room), style, label=marker, anchor=note.anchor, indent=indent)

    def _contents(self, contents: Contents, home: Element) -> Iterator[PaintedBlock]:
        """Yield the entries; neither the first nor the last stands alone on a page, as in the Word file."""
        entries = list(self._entries(contents, home))
        for entry in (*entries[:1], *entries[-2:-1]):
            entry.keep_next = True
        yield from entries

    def _entries(self, contents: Contents, home: Element) -> Iterator[PaintedBlock]:
        for entry in contents.entries:
            style = self.look.styles[f"contents{entry.level}"]
            passage = pieces((Run(entry.text, link=f"#{entry.anchor}"),), home.child("TOCI"), style, self.look)
            passage = tuple(replace(piece, colour=style.colour) for piece in passage)
            wide = self.look.page.text_width
            yield ContentsLine(lines(passage, style.size, wide - style.indent - _NUMBER_ROOM), style, wide)


def _stacked(blocks: Sequence[PaintedBlock]) -> PaintedBlock:
    """Return blocks as one; a table among them is told how much stands above it."""
    if len(blocks) == 1:
        return blocks[0]
    stack = Stack(blocks)
    if isinstance(blocks[-1], TableRows):
        blocks[-1].above = stack.tops[-1]
    return stack
