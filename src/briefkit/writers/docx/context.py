"""What the functions that write the body share: styles and lists, options of the file, what other parts are to hold."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from unicodedata import normalize

from briefkit.document import Contents, Document, Heading, Image, Notes, Table, passages, runs
from briefkit.look import Look
from briefkit.look.typeface import Typeface
from briefkit.writers.docx.families import LetterFamily
from briefkit.writers.docx.numbering import ListPlace, Restart


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """Styles and lists: our own, or an organisation's with ours where it has none."""

    look: Look
    """The look as these styles set it."""
    styles: str
    """The styles part."""
    theme: str
    """The theme part."""
    numbering: Callable[[Sequence[Restart]], str]
    """The numbering part with instances that start anew."""
    ids: Mapping[str, str]
    """Role → id of its style."""
    lists: Mapping[str, ListPlace]
    """Role of a list and its level → its place."""
    instances: int
    """The greatest number of an instance that `numbering` holds by itself."""
    foreign: frozenset[str] = frozenset()
    """Roles whose style is the organisation's own."""
    families: Mapping[str, LetterFamily] = field(default_factory=dict)
    """Token of the look → its family, where that is not ours."""
    outlines: Mapping[str, int | None] = field(default_factory=dict)
    """Role → the level that its style has among the headings, where that is not ours."""


@dataclass(slots=True)
class BodyContext:
    """One document on its way to Word."""

    look: Look
    language: str
    clearance: bool
    """Whether each printed form gets a content control and a bookmark."""
    sheet: Stylesheet
    anchors: Mapping[str, str]
    """Anchor → bookmark, for those that something leads to."""
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """Anchor → number of the notes that are footnotes."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Anchor → label of the sources that Word counts."""
    referred: set[str] = field(default_factory=set)
    """The footnotes that the text has referred to so far."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Address outside → relationship id, in order of first use."""
    images: dict[Image, int] = field(default_factory=dict)
    """Picture → its number, from 1 in order of first use."""
    restarts: list[Restart] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for bookmarks and content controls."""
    forms: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of printed forms."""
    gap: float = 0
    """The least gap in points above the next paragraph: what a table leaves below itself."""
    section: str = ""
    """The text of the last heading: what a table without a caption is called."""

    @property
    def typeface(self) -> Typeface:
        """The letters of the text: the look's, or a template's, of which only the widths are known."""
        family = self.sheet.families.get("body")
        return family.widths if family else self.look.typeface

    @property
    def styles(self) -> Mapping[str, str]:
        """Role → id of the style."""
        return self.sheet.ids

    def restart(self, place: ListPlace, start: int) -> int:
        """Return the number of a new instance of a list that counts from `start` on the place's level."""
        number = self.sheet.instances + len(self.restarts) + 1
        self.restarts.append(Restart(number, place.abstract, place.level, start))
        return number

    def relationship(self, address: str) -> str:
        """Return the id of the relationship to an address."""
        return self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")

    def picture(self, image: Image) -> int:
        """Return the number of a picture."""
        return self.images.setdefault(image, len(self.images) + 1)


def footnotes(document: Document) -> dict[str, int]:
    """Return anchor → number of the notes that can be Word's footnotes; none where Word would number them otherwise.

    Notes below a heading of their own stay there, and a table's header, which stands on many pages, has no footnotes.
    """
    notes = {note.anchor: note for block in _below_no_heading(document) for note in block.items}
    numbers: dict[str, int] = {}
    for block, passage in passages(document):
        heads = [cell.runs for cell in block.header] if isinstance(block, Table) else []
        for run in passage:
            anchor = (run.link or "").removeprefix("#")
            if anchor in notes and (isinstance(block, Notes) or passage in heads):
                return {}
            if anchor in notes:
                numbers.setdefault(anchor, len(numbers) + 1)
    counted = all(normalize("NFKC", notes[anchor].label) == str(number) for anchor, number in numbers.items())
    return numbers if counted else {}


def sources(document: Document) -> dict[str, str]:
    """Return anchor → label of the sources, which Word numbers."""
    for block in document.blocks:
        if isinstance(block, Notes) and block.role == "sources":
            return {note.anchor: note.label for note in block.items}
    return {}


def _below_no_heading(document: Document) -> Iterator[Notes]:
    for before, block in pairwise(document.blocks):
        if isinstance(block, Notes) and block.role == "notes" and not isinstance(before, Heading):
            yield block


def bookmarks(document: Document, footnotes: Mapping[str, int], sources: Mapping[str, str]) -> dict[str, str]:
    """Return anchor → bookmark for every anchor that a link or the contents list leads to.

    Headings of the contents list get the `_Toc` names that Word itself gives them. A footnote needs one where it is
    referred to twice; labels that Word counts do not lead back.
    """
    contents = {e.anchor for block in document.blocks if isinstance(block, Contents) for e in block.entries}
    links = Counter(run.link[1:] for run in runs(document) if run.link and run.link.startswith("#"))
    notes = (note for block in document.blocks if isinstance(block, Notes) for note in block.items)
    links.subtract(note.back for note in notes if note.back and (note.anchor in footnotes or note.anchor in sources))
    wanted = contents | {anchor for anchor, times in links.items() if times > (anchor in footnotes)}
    numbers = count(1)
    return {
        anchor: f"{'_Toc' if anchor in contents else '_Ref'}{next(numbers):09d}"
        for anchor in _anchors(document)
        if anchor in wanted
    }


def _anchors(document: Document) -> Iterator[str]:
    """Yield every anchor: those of headings and notes in reading order, then those of runs."""
    for block in document.blocks:
        if isinstance(block, Heading):
            yield block.anchor
        elif isinstance(block, Notes):
            yield from (note.anchor for note in block.items)
    yield from (run.anchor for run in runs(document) if run.anchor)
