"""A document as plain text that people can review: one line a passage, with styles, links and cites.

h1 {section-1} Not settled
-  **Adopt it**[statement:x/short] by June
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from briefkit.document import (
    Block,
    Box,
    Cell,
    Contents,
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

STEP = "   "


def outline(document: Document) -> str:
    """Return the outline, ending with a line break."""
    body = (line for block in document.blocks for line in _block(block))
    return "\n".join([_meta(document.meta), *body, ""])


def _meta(meta: Meta) -> str:
    said = (meta.identifier, meta.title, meta.edition, meta.audience, meta.marking, meta.as_of.isoformat())
    return " · ".join((*said, meta.language))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"title {_runs(block.runs)}"
        case Heading():
            yield f"h{block.level} {{{block.anchor}}} {_runs(block.runs)}"
        case Paragraph():
            yield f"{'p' if block.role == 'body' else block.role}  {_runs(block.runs)}"
        case ItemList():
            yield from _list(block)
        case Table():
            yield from _table(block)
        case Figure():
            yield f"figure {block.image.kind} {block.image.width}×{block.image.height}  {_runs(block.alt)}"
            yield f"{STEP}{_runs(block.caption)}"
        case Box():
            yield f"box {block.role}"
            yield from _indented(line for inner in block.blocks for line in _block(inner))
        case Notes():
            yield block.role
            yield from _indented(map(_note, block.items))
        case Contents():
            yield "contents"
            yield from (f"{STEP * entry.level}{entry.text} → #{entry.anchor}" for entry in block.entries)
        case _:
            assert_never(block)


def _list(block: ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        marker = {"bullets": "- ", "numbers": f"{number}.", "paragraphs": f"¶{number}"}[block.role]
        yield from _item(marker, item)


def _item(marker: str, item: Item) -> Iterator[str]:
    yield f"{marker} {_runs(item.runs)}"
    yield from _indented(line for child in item.children for line in _block(child))


def _table(block: Table) -> Iterator[str]:
    yield f"table {block.role}" + (f"  {_runs(block.caption)}" if block.caption else "")
    yield f"{STEP}= {_cells(block.header)}"
    yield from (f"{STEP}| {_cells(row)}" for row in block.rows)


def _cells(cells: tuple[Cell, ...]) -> str:
    return " | ".join(_runs(cell.runs) or "∅" for cell in cells)


def _note(note: Note) -> str:
    back = f" ↩ #{note.back}" if note.back else ""
    return f"{note.label} {{{note.anchor}}} {_runs(note.runs)}{back}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (STEP + line for line in lines)


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    star = "**" * run.strong + "*" * run.emphasis
    words = f"{star}{run.text}{star[::-1]}"
    words = f"‹{words}›({run.link})" if run.link else words
    anchor = f"{{{run.anchor}}}" if run.anchor else ""
    language = f"@{run.language}" if run.language else ""
    cites = f"[{' '.join(run.cites)}]" if run.cites else ""
    return f"{anchor}{words}{language}{cites}"
