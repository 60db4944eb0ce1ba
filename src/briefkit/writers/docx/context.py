"""What the functions that emit the body share: fixed choices, and what they gather for other parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from briefkit.document import Contents, Document, Heading, Notes, runs
from briefkit.look import Look
from briefkit.writers.docx.numbering import PARAGRAPHS, Restart, instance


@dataclass(slots=True)
class Context:
    """One document on its way to Word."""

    look: Look
    language: str
    clearance: bool
    """Whether each printed form gets a content control and a bookmark."""
    styles: Mapping[str, str]
    """Role → id of the style."""
    anchors: Mapping[str, str]
    """Anchor → bookmark, for those that something leads to."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Address outside → relationship id, in order of first use."""
    restarts: list[Restart] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for bookmarks and content controls."""
    forms: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers of printed forms."""
    gap: float = 0
    """The least gap in points above the next paragraph: what a table leaves below itself."""
    paragraphs: tuple[int, int] = (PARAGRAPHS, 1)
    """The list instance and the next number of the numbered paragraphs."""
    section: str = ""
    """The text of the last heading: what a table without a caption is called."""

    def restart(self, abstract: int, level: int, start: int) -> int:
        """Return the number of a new list instance that counts from `start` on a level counted from 0."""
        self.restarts.append(Restart(abstract, level, start))
        return instance(len(self.restarts) - 1)

    def numbered_paragraphs(self, start: int, length: int) -> int:
        """Return the list instance for `length` numbered paragraphs: the running one where they continue it."""
        number, following = self.paragraphs
        if start != following:
            number = self.restart(PARAGRAPHS, 0, start)
        self.paragraphs = number, start + length
        return number

    def relationship(self, address: str) -> str:
        """Return the id of the relationship to an address."""
        return self.addresses.setdefault(address, f"rIdLink{len(self.addresses) + 1}")

    def bookmark(self, anchor: str) -> str:
        """Return the bookmark that a link leads to; raise ValueError where the document has none."""
        try:
            return self.anchors[anchor]
        except KeyError:
            raise ValueError(f"a link leads to #{anchor}, which is nowhere in the document") from None


def bookmarks(document: Document) -> dict[str, str]:
    """Return anchor → bookmark for every anchor of the document that something leads to.

    Headings of the contents list get the `_Toc` names that Word itself gives them.
    """
    contents = {e.anchor for block in document.blocks if isinstance(block, Contents) for e in block.entries}
    wanted = contents | {run.link[1:] for run in runs(document) if run.link and run.link.startswith("#")}
    numbers = count(1)
    return {
        anchor: f"{'_Toc' if anchor in contents else '_Ref'}{next(numbers):09d}"
        for anchor in _defined(document)
        if anchor in wanted
    }


def _defined(document: Document) -> Iterator[str]:
    """Yield every anchor in reading order."""
    for block in document.blocks:
        match block:
            case Heading():
                yield block.anchor
            case Notes():
                yield from (note.anchor for note in block.items)
            case _:
                pass
    yield from (run.anchor for run in runs(document) if run.anchor)
