"""What needs the whole page: its notes, its contents list, its links, and that no value is lost."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from briefkit.citemarks import split
from briefkit.document import Block, Contents, ContentsEntry, Heading, Note, Notes, Title, text
from briefkit.markdown.page import BROKEN, NOTE, Footnote, PageReader, Style
from briefkit.markdown.passages import tidy

_LABEL = re.compile(r"\[[0-9]+\]")


def finish(blocks: list[Block], page: PageReader) -> tuple[Block, ...]:
    """Return the blocks of a whole page, notes and contents filled; raises TemplateError where it is not sound."""
    if not any(isinstance(block, Title) for block in blocks):
        raise page.refusal("T13", "the page has no title", 0, "Write a line `# words`, or include parts/head.md.")
    filled = list(_filled(blocks, page))
    whole = tuple(_backed(block, page) if isinstance(block, Notes) else block for block in filled)
    _check_links(whole, page)
    _check_marks(page)
    return whole


def _filled(blocks: list[Block], page: PageReader) -> Iterator[Block]:
    notes = Notes(tuple(_note(footnote, page) for footnote in page.footnotes.values()))
    entries = tuple(_entries(blocks))
    for block in blocks:
        match block:
            case Notes(role="notes"):
                yield from [notes] if notes.items else []
            case Contents():
                yield from [Contents(entries)] if entries else []
            case _:
                yield block
    if notes.items and "notes" not in page.once:
        yield notes


def _note(footnote: Footnote, page: PageReader) -> Note:
    cites = dict.fromkeys(cite for note in footnote.notes for cite in note.cites)
    cited = replace(footnote.notes[0], cites=tuple(cites))
    if cited.note is not None:
        raise page.refusal("T14", "a note has a note of its own", footnote.line, BROKEN)
    runs = tidy(page.runs(cited, Style(), footnote.line))
    return Note(footnote.label, runs, f"{NOTE[1:]}{footnote.number}", f"ref-note-{footnote.number}")


def without_contents(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield all blocks but the contents list and the heading right above it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Contents) and not (isinstance(block, Heading) and isinstance(following, Contents)):
            yield block


def _entries(blocks: Sequence[Block]) -> Iterator[ContentsEntry]:
    for block in without_contents(blocks):
        match block:
            case Heading(level=(1 | 2) as level):
                words = text(tuple(run for run in block.runs if not (run.link or "").startswith(NOTE)))
                yield ContentsEntry(level, words.rstrip(), block.anchor)
            case _:
                pass


def _backed(notes: Notes, page: PageReader) -> Notes:
    """Return sources with the anchors of what first refers to them."""
    if notes.role == "notes":
        return notes
    back = {note.anchor: f"ref-{note.anchor}" for note in notes.items if f"#{note.anchor}" in page.linked}
    return replace(notes, items=tuple(replace(note, back=back.get(note.anchor)) for note in notes.items))


def _check_links(blocks: tuple[Block, ...], page: PageReader) -> None:
    """Refuse a link to nothing, and a number that is not its source's."""
    labels = {f"#{note.anchor}": note.label for block in blocks if isinstance(block, Notes) for note in block.items}
    known = {f"#{block.anchor}" for block in blocks if isinstance(block, Heading)} | labels.keys()
    for link, words, line in page.references:
        if link not in known:
            hint = "Print what it leads to, such as the sources (parts/sources.md), or take the link out."
            raise page.refusal("T14", "a link leads to nothing on this page", line, hint)
        if _LABEL.fullmatch(words) and words != labels.get(link, words):
            message = f"the reference {words} leads to the source {labels[link]}"
            raise page.refusal(
                "T14", message, line, "List the sources in the order of `sources`, as parts/sources.md does."
            )


def _check_marks(page: PageReader) -> None:
    """Refuse a page that has lost or doubled a value."""
    stood = Counter(piece for piece in split(page.composed.text) if isinstance(piece, int))
    if lost := stood - Counter(page.used):
        index = min(lost)
        lines = page.composed.text.split("\n")
        line = next(number for number, words in enumerate(lines) if index in split(words))
        raise page.refusal(
            "T15", "a value would be lost here", line, "Print it in words, a heading, a list or a cell below a header."
        )
