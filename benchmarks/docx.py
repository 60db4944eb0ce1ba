"""Word files: a warm one against python-docx's API, how large a two-page brief is, how the time grows with pages."""

import gc
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from math import log10
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from briefkit.document import Block, Box, Document, Heading, ItemList, Notes, Paragraph, Runs, Table, Title
from briefkit.editions.catalogue import editions
from briefkit.loading import load
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.press import Press
from briefkit.writers.docx import write

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph as WordParagraph

ROOT = Path(__file__).parents[1]
LOOK = Look()
ROUNDS = 15
GOALS = {"ratio": 0.5, "kilobytes": 25, "exponent": 1.10}


def main() -> None:
    """Print each figure with its goal; exit with 1 if one is missed."""
    brief = two_pages()
    own, other = paired(lambda: write(brief, LOOK), lambda: through_python_docx(brief))
    short, long = pages(brief, 100), pages(brief, 1000)
    hundred, thousand = paired(lambda: write(short, LOOK), lambda: write(long, LOOK), rounds=5)
    found = {
        "ratio": own / other,
        "kilobytes": len(write(brief, LOOK)) / 1024,
        "exponent": log10(thousand / hundred),
    }
    print(f"warm DOCX {1000 * own:.1f} ms, the same through python-docx {1000 * other:.1f} ms")
    print(f"100 pages {1000 * hundred:.0f} ms, 1,000 pages {1000 * thousand:.0f} ms")
    for name, figure in found.items():
        print(f"{name} {figure:.2f} (goal: at most {GOALS[name]})")
    sys.exit(any(figure > GOALS[name] for name, figure in found.items()))


def two_pages() -> Document:
    """Return the desk brief of the first example, of two pages."""
    record = load(ROOT / "seeds" / "paris-2025-09-04")
    edition = editions()["desk-brief"]
    released = releasable_to(record.outcomes, edition.audience)
    return Press().fitted(released, [edition], record.supplement)[edition.id].document


def pages(brief: Document, count: int) -> Document:
    """Return a document of about so many pages: the brief again and again, under headings of their own."""
    title = next(block for block in brief.blocks if isinstance(block, Title))
    body = [block for block in brief.blocks if not isinstance(block, Title | Notes)]
    notes = [block for block in brief.blocks if isinstance(block, Notes)]

    def again(number: int) -> Iterator[Block]:
        for block in body:
            yield replace(block, anchor=f"{block.anchor}-{number}") if isinstance(block, Heading) else block

    blocks = (title, *(block for number in range(count // 2) for block in again(number)), *notes)
    return replace(brief, blocks=blocks)


def paired(first: Callable[[], object], second: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median CPU seconds of two jobs, run in turns after a warm-up each."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for job, taken in zip((first, second), times, strict=True):
            gc.collect()
            start = process_time()
            job()
            if number:
                taken.append(process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def through_python_docx(document: Document) -> bytes:
    """Write the text of a document by python-docx's API, with its default template: styles, lists, tables, looks."""
    import docx

    file = docx.Document()
    for block in document.blocks:
        add(file, block)
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def add(file: "WordFile", block: object) -> None:  # noqa: C901, PLR0912  # one case for each kind of block
    """Add a block."""
    match block:
        case Title():
            fill(file.add_paragraph(style="Title"), block.runs)
        case Heading():
            fill(file.add_paragraph(style=f"Heading {block.level}"), block.runs)
        case Paragraph():
            fill(file.add_paragraph(style="Body Text"), block.runs)
        case ItemList():
            for item in block.items:
                fill(file.add_paragraph(style="List Bullet" if block.role == "bullets" else "List Number"), item.runs)
                for child in item.children:
                    add(file, child)
        case Box():
            for inner in block.blocks:
                add(file, inner)
        case Table():
            rows = (block.header, *block.rows)
            table = file.add_table(len(rows), len(block.header), style="Table Grid")
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, given in zip(row.cells, cells, strict=True):
                    fill(cell.paragraphs[0], given.runs)
        case Notes():
            for note in block.items:
                fill(file.add_paragraph(note.label), note.runs)
        case _:
            pass


def fill(paragraph: "WordParagraph", runs: Runs) -> None:
    """Add runs to a paragraph."""
    for run in runs:
        added = paragraph.add_run(run.text)
        added.bold, added.italic = run.strong or None, run.emphasis or None


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).resolve().parent))  # Why: this file has the library's name.
    main()
