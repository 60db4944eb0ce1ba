"""Notes as Word's own footnotes (17.11), and sources as a list whose numbers Word counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import normalize

from briefkit.document import Block, Document, Heading, Note, Notes, Table, passages
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.inline import content

_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)


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
    """Return anchor → label of the sources that Word can number: the first list of them, labelled from [1]."""
    for block in document.blocks:
        if isinstance(block, Notes) and block.role == "sources":
            counted = all(note.label == f"[{number}]" for number, note in enumerate(block.items, 1))
            return {note.anchor: note.label for note in block.items} if counted else {}
    return {}


def part(ctx: BodyContext, blocks: Sequence[Block]) -> tuple[str, Mapping[str, str]]:
    """Return the footnotes part, and the addresses that it leads to; nothing where there are no footnotes."""
    if not ctx.footnotes:
        return "", {}
    own = replace(ctx, addresses={})
    notes = {note.anchor: note for block in blocks if isinstance(block, Notes) for note in block.items}
    rows = "".join(_footnote(own, notes[anchor], number) for anchor, number in ctx.footnotes.items())
    return f"{wml.DECLARATION}<w:footnotes {wml.NAMESPACES}>{_SEPARATORS}{rows}</w:footnotes>", own.addresses


def _footnote(ctx: BodyContext, note: Note, number: int) -> str:
    mark = wml.run("<w:footnoteRef/>", wml.run_style(ctx.styles["footnote-mark"]))
    words = wml.paragraph(ctx.styles["footnote"], mark + wml.run(wml.TAB) + content(ctx, note.runs))
    return f'<w:footnote w:id="{number}">{words}</w:footnote>'


def _below_no_heading(document: Document) -> Iterator[Notes]:
    for before, block in pairwise(document.blocks):
        if isinstance(block, Notes) and block.role == "notes" and not isinstance(before, Heading):
            yield block
