"""The documents that the tests write: all house editions of the examples, and random ones."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.documents import random_document
from tests.editions import EXAMPLES, fitted, house
from tests.records import loaded

from briefkit.document import Contents, Document, Notes
from briefkit.house import DEFAULT
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.writers import WRITERS, measure
from briefkit.writers.docx import write

RANDOM = range(12)
LOOK = Look()


@cache
def editions(*, plain: bool = False) -> dict[str, Document]:
    """Return `record.edition` → document of every house edition of the examples, or of every edition."""
    wanted = every() if plain else house()
    found = {
        f"{name}.{edition.id}": fitted(name, edition.audience)[edition.id].document
        for name in EXAMPLES
        for edition in wanted
    }
    assert len(found) >= 9 * len(EXAMPLES)
    return found


def random_briefs(folder: Path, seeds: range) -> dict[str, Document]:
    """Return an edition of each random record of these seeds: every edition in turn that may be made of one."""
    found: dict[str, Document] = {}
    for seed in seeds:
        record = loaded(folder, seed)
        allowed = [edition for edition in every() if DEFAULT.allows(edition.audience, record.outcomes.marking)]
        edition = allowed[seed % len(allowed)]
        released = releasable_to(record.outcomes, edition.audience)
        made = Press().fitted(released, [edition], record.supplement)[edition.id]
        found[f"{record.outcomes.id}.{edition.id}"] = made.document
    assert len(found) == len(seeds)
    return found


@cache
def documents(count: int = len(RANDOM)) -> dict[str, Document]:
    """Return all by name: the house editions of the examples, and so many random documents."""
    return editions() | {f"random-{seed}": paged(random_document(seed)) for seed in range(count)}


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
def written(count: int = len(RANDOM), *, clearance: bool = False) -> dict[str, bytes]:
    """Return name → the final copy of each, or the one for clearance."""
    return {name: write(document, LOOK, clearance=clearance) for name, document in documents(count).items()}


@cache
def pdfs(count: int = len(RANDOM)) -> dict[str, bytes]:
    """Return name → the PDF of each."""
    return {name: WRITERS["pdf"](document, LOOK) for name, document in documents(count).items()}


def pairs() -> Iterator[tuple[str, Document, bytes]]:
    """Yield name, document and final copy of each."""
    for name, data in written().items():
        yield name, documents()[name], data
