"""Random documents with every kind of block, for the writers' tests."""

import random
from datetime import date
from functools import cache

from tests.pictures import drawn

from briefkit.document import (
    Block,
    Box,
    Cell,
    Contents,
    ContentsEntry,
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
    Runs,
    Table,
    Title,
)

TEXT = (
    "meeting troops guarantee ratification pending parliament announced reported 26 35 nations Ukraine Kyiv "
    "Zaporizhzhia “neutral” country–state Łódź naïve Προέδρος Москва Nguyễn Thị Minh Khai 4 September 2025 "
    "R&D <tag> 100% (legally) binding; sovereignty, air/sea don’t self-determination €5m ½ … — co-operation"
)
WORDS = tuple(TEXT.split())
LONG = ("https://example.org/" + "very-long-path/" * 9, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2)
BOXES = ("bottom-line", "summary", "assessment", "say", "avoid")
KINDS = ("paragraph", "list", "table", "box", "heading", "figure")


@cache
def random_document(seed: int) -> Document:
    """Return a document that holds every kind of block; equal seeds give equal documents."""
    return _Maker(random.Random(seed)).document(seed)


class _Maker:
    """Draws the parts of one document from one random sequence."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.numbered = 0
        self.headings: list[tuple[int, str, str]] = []
        self.notes = rng.randint(1, 12)
        self.role = rng.choice(("notes", "sources"))
        self.referred: set[int] = set()

    def document(self, seed: int) -> Document:
        """Return the whole: title block, sections, notes."""
        title = Title((Run(self.words(3, 12), cites=("statement:title",)),))
        kicker = Paragraph((Run("READ-OUT · FOR THE PRINCIPAL"),), "kicker")
        meeting = Paragraph(self.runs(4, 20), "meeting")
        body = self.sections()
        contents = Contents(tuple(ContentsEntry(min(n, 2), text, anchor) for n, text, anchor in self.headings))
        blocks: tuple[Block, ...] = (kicker, title, meeting, contents, *body, self.sources())
        record = b'{"id": "random-%d"}' % seed if self.rng.random() < 0.7 else b""
        return Document(self.meta(seed), blocks, record)

    def meta(self, seed: int) -> Meta:
        """Return metadata that needs escaping somewhere."""
        rng = self.rng
        marking = rng.choice(("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER+STRICT", "OFFICIAL"))
        return Meta(
            identifier=f"random-{seed}.read-out",
            title=self.words(2, 8),
            edition="Read-out",
            audience="principal",
            marking=marking,
            as_of=date(2025, 9, 4),
            language=rng.choice(("en-GB", "fr")),
            organisation=rng.choice(("", "Office of R&D <Paris>")),
            subject=rng.choice(("", "A meeting & more")),
            keywords=tuple(self.words(1, 2) for _ in range(rng.randint(0, 3))),
            footer=f"random-{seed} · Read-out · as of 4 September 2025",
        )

    def sections(self) -> list[Block]:
        """Return all kinds of block under headings that skip no level."""
        rng = self.rng
        kinds = [*KINDS, *rng.choices(KINDS, k=rng.randint(0, 14))]
        rng.shuffle(kinds)
        return [self.heading(1), *(self.block(kind) for kind in kinds)]

    def block(self, kind: str) -> Block:
        """Return one block of a kind."""
        rng = self.rng
        match kind:
            case "paragraph":
                return Paragraph(self.runs(1, 140), rng.choice(("body", "body", "lead", "source")))
            case "list":
                return self.item_list(1, rng.choice(("bullets", "numbers", "paragraphs")))
            case "table":
                return self.table()
            case "figure":
                return self.figure()
            case "box":
                kinds = (lambda: Paragraph(self.runs(3, 60)), lambda: self.item_list(3, "bullets"))
                return Box(rng.choice(BOXES), tuple(kinds[n % 2]() for n in range(rng.randint(1, 3))))
            case _:
                return self.heading(rng.randint(1, 3))

    def heading(self, level: int) -> Heading:
        """Return a heading at most one level below the last."""
        level = min(level, (self.headings[-1][0] if self.headings else 0) + 1)
        anchor = f"section-{len(self.headings) + 1}"
        text = self.words(1, 9)
        self.headings.append((level, text, anchor))
        return Heading(level, (Run(text),), anchor)

    def item_list(self, depth: int, role: str) -> ItemList:
        """Return a list, with lists below some items down to the third level."""
        rng = self.rng
        items = []
        for _ in range(rng.randint(1, 6)):
            deeper = depth < 3 and rng.random() < 0.25
            below = (self.item_list(depth + 1, rng.choice(("bullets", "numbers"))),) if deeper else ()
            items.append(Item(self.runs(1, 40), below))
        start = rng.choice((1, 1, 7))
        if role == "paragraphs":
            start, self.numbered = self.numbered + 1, self.numbered + len(items)
        return ItemList(tuple(items), role, start)

    def table(self) -> Table:
        """Return a table of 1 to 5 columns and up to 60 rows, some cells empty."""
        rng = self.rng
        columns = rng.randint(1, 5)
        header = tuple(Cell((Run(self.words(1, 2)),)) for _ in range(columns))
        size = rng.choice((1, 3, 8, 60))
        role = rng.choice(("status", "matrix"))
        heads = self.heads(size) if role == "matrix" else [self.cell(18) for _ in range(size)]
        rows = tuple((head, *(self.cell(18) for _ in range(columns - 1))) for head in heads)
        caption = (Run(self.words(2, 8)),) if rng.random() < 0.4 else ()
        return Table(header, rows, role, caption)

    def heads(self, size: int) -> list[Cell]:
        """Return first cells, of which some are like the one before; seldom can no page hold their rows."""
        made = [self.cell(18)]
        again = self.rng.choice((0.0, 0.5, 0.8, 1.0))
        while len(made) < size:
            alike = self.rng.random() < again and not any(run.anchor for run in made[-1].runs)
            made.append(made[-1] if alike else self.cell(18))
        return made

    def cell(self, most: int) -> Cell:
        """Return a cell, seldom empty, seldom with a word too long for it."""
        chance = self.rng.random()
        if chance < 0.05:
            return Cell(())
        if chance < 0.06:
            return Cell((Run(self.rng.choice(LONG)),))
        return Cell(self.runs(1, most))

    def figure(self) -> Figure:
        """Return a picture of some kind and shape, narrower or wider than the page, flatter or higher."""
        rng = self.rng
        size = rng.choice((40, 300, 1400, 2000)), rng.choice((30, 200, 900))
        image = drawn(*size, rng.choice(("PNG", "JPEG")), rng.choice(("RGB", "L")))
        alt = (Run(self.words(1, 40), cites=("statement:s2/alt",)),)
        return Figure(image, alt, self.runs(2, 60))

    def sources(self) -> Notes:
        """Return the notes that were referred to, or all sources; those referred to lead back."""
        self.role = self.role if self.referred else "sources"
        count = len(self.referred) if self.role == "notes" else self.notes
        return Notes(
            tuple(
                Note(
                    self.label(n),
                    self.runs(3, 25, notes=False),
                    f"note-{n}",
                    f"ref-{n}" if n in self.referred else None,
                )
                for n in range(1, count + 1)
            ),
            self.role,
        )

    def runs(self, least: int, most: int, *, notes: bool = True) -> Runs:
        """Return runs of all looks: strong, emphasis, links, languages, references."""
        rng = self.rng
        parts = [Run(self.words(least, most), cites=("statement:s1/text",))]
        if rng.random() < 0.4:
            parts += [Run(" "), Run(self.words(1, 3), strong=rng.random() < 0.5, emphasis=rng.random() < 0.5)]
        if rng.random() < 0.15:
            parts += [Run(" "), Run("добрый день", language="ru")]
        if rng.random() < 0.1:
            target = rng.choice(("https://example.org/é?a=1&b=(2)", "mailto:office@example.org", "#section-1"))
            parts += [Run(" "), Run(self.words(1, 12), link=target)]
        if notes and rng.random() < 0.15:
            parts.append(self.reference())
        return tuple(parts)

    def reference(self) -> Run:
        """Return a reference to a note; the first to each carries its anchor, and they come in order."""
        note = self.rng.randint(1, min(self.notes, len(self.referred) + 1))
        anchor = None if note in self.referred else f"ref-{note}"
        self.referred.add(note)
        return Run(self.label(note), link=f"#note-{note}", anchor=anchor)

    def label(self, note: int) -> str:
        """Return the number of a note or source as it is printed."""
        return str(note).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) if self.role == "notes" else f"[{note}]"

    def words(self, least: int, most: int) -> str:
        """Return words in several scripts."""
        return " ".join(self.rng.choices(WORDS, k=self.rng.randint(least, most)))
