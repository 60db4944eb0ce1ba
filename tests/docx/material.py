"""The documents that the tests write: all house editions of the examples, and random ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.documents import random_document
from tests.editions import house
from tests.records import loaded

from briefkit.document import Contents, Document, Notes
from briefkit.editions import Edition
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.writers import measure
from briefkit.writers.docx import write

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*/outcomes.yaml"))
RANDOM = range(30)
LOOK = Look()


@cache
def editions(*, plain: bool = False) -> dict[str, Document]:
    """Return `record.edition` → document of every house edition of the examples, or of every edition."""
    found = {}
    for path in SEEDS:
        record = load(path, path.name)
        for audience in DEFAULT.names:
            found |= fitted(record, every(audience) if plain else house(audience))
    assert len(found) >= 9 * len(SEEDS) > 0
    return found


def fitted(record: Loaded, wanted: Sequence[Edition]) -> dict[str, Document]:
    """Return `record.edition` → document of one audience's editions."""
    released = releasable_to(record.outcomes, wanted[0].audience)
    made = Press().fitted(released, wanted, record.supplement)
    return {f"{record.outcomes.id}.{edition.id}": made[edition.id].document for edition in wanted}


def random_briefs(folder: Path, count: int) -> dict[str, Document]:
    """Return an edition of each of so many random records: every edition in turn that may be made of one."""
    found: dict[str, Document] = {}
    for seed in range(count):
        record = loaded(folder, seed)
        allowed = [edition for edition in every() if DEFAULT.allows(edition.audience, record.outcomes.marking)]
        found |= fitted(record, [allowed[seed % len(allowed)]])
    assert len(found) == count
    return found


@cache
def documents() -> dict[str, Document]:
    """Return all by name: the house editions of the examples, and random documents."""
    return editions() | {f"random-{seed}": paged(random_document(seed)) for seed in RANDOM}


def paged(document: Document) -> Document:
    """Return a document whose contents list knows the pages."""
    pages = measure(document, LOOK).headings
    blocks = (
        Contents(tuple(replace(entry, page=pages[entry.anchor]) for entry in block.entries))
        if isinstance(block, Contents)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks), pages=measure(document, LOOK).pages)


def notes_last(document: Document) -> Document:
    """Return a document with its notes behind everything else, where the reader of Word files has footnotes."""
    noted = [block for block in document.blocks if isinstance(block, Notes) and block.role == "notes"]
    return replace(document, blocks=(*(block for block in document.blocks if block not in noted), *noted))


@cache
def written() -> dict[str, bytes]:
    """Return name → the final copy of each."""
    return {name: write(document, LOOK) for name, document in documents().items()}


def pairs() -> Iterator[tuple[str, Document, bytes]]:
    """Yield name, document and final copy of each."""
    for name, data in written().items():
        yield name, documents()[name], data
