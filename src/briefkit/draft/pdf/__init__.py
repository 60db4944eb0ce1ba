"""PDF files as text: paragraphs, headings, list items, table rows, and footnotes at the end of their page."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from briefkit.characters import SUPERSCRIPTS
from briefkit.draft import passages
from briefkit.draft.facts import facts
from briefkit.draft.passages import Extracted, Unreadable
from briefkit.draft.pdf.glyphs import declared, opened, pages
from briefkit.draft.pdf.lines import Line, lines, size_of_text, without_furniture
from briefkit.draft.pdf.rows import TableRow, is_table, rows

__all__ = ["read"]

_OCR = "Run text recognition over it (OCR, e.g. `ocrmypdf in.pdf out.pdf`), and check what it reads."
_SAME = 0.08
"""The part by which the sizes of two lines of a paragraph may differ."""
_LARGER = 1.12
"""A heading's size against the text's, at least."""
_FOOTNOTE = 0.93
"""A footnote's size against the text's, at most."""
_LOOSE = 1.25
"""The distance of two base lines against that of the column, from which a paragraph ends."""
_FIRST = 1.45
"""The distance of two base lines that is usual, in sizes of the font, where the block does not tell."""
_INDENT = 0.7
"""The indent that begins a paragraph, in sizes of the font."""
_BLOCK = 4
"""Lines from which on a block has a margin of its own."""
_HANG = 0.3
"""How far the lines of a list item may begin from where its words do, in sizes of the font."""
_SPACE = 0.2
"""The width of a space, in sizes of the font."""
_AROUND = 60
"""Lines before and after a block that tell where the margin is, if the block does not."""
_HEADING = 200
"""The most characters of a heading."""
_MOST = 500
"""Lines of a page up to which footnotes are looked for."""
_ENDS = re.compile(rf"[.!?:;][\"'”’»)\]{SUPERSCRIPTS}]*$")
_STOP = re.compile(rf"[.!?][\"'”’»)\]{SUPERSCRIPTS}]*$")
_NOTE = re.compile(rf"(?:[*†‡§]|[{SUPERSCRIPTS}]+|\(?\d{{1,3}}[).]?)\s*\S")


@dataclass(frozen=True, slots=True)
class _Column:
    """What is usual in a document: what a line is compared with."""

    size: float
    """The size of its text."""
    bold: bool
    """Whether the text is bold."""
    known: passages.Vocabulary
    """Its words."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The lines of one passage."""

    lines: list[Line]
    """In order; those of a row's first cell."""
    row: TableRow | None = None
    """The row, where it is one of a table."""


def read(data: bytes) -> Extracted:
    """Return the text of a PDF file, its pages divided by form feeds; Unreadable where it has none."""
    with closing(opened(data)) as file:
        drawn = [(page, lines(page)) for page in pages(file)]
        information, language = declared(file)
    bodies = without_furniture(drawn)
    every = [line for page in bodies for line in page]
    bold = sum(len(line.text) for line in every if line.bold) * 2 > sum(len(line.text) for line in every)
    usual = _Column(size_of_text(every), bold, passages.vocabulary(line.text for line in every))
    texts = [page_passages(page, usual) for page in bodies]
    if not any(texts):
        raise Unreadable("is a scanned PDF: its pages are pictures without text", _OCR)
    properties = {"title": information.get("Title"), "author": information.get("Author")}
    known = facts([passage for text in texts for passage in text], properties, language or None)
    return Extracted("\f".join(passages.document(text) for text in texts), known, _notes([p for _, p in drawn]))


def _notes(drawn: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Return which pages hold no text."""
    empty = [str(number) for number, lines in enumerate(drawn, 1) if not lines]
    if not empty:
        return ()
    numbers = ", ".join(empty[:10]) + ("…" if len(empty) > 10 else "")  # noqa: PLR2004 - numbers that a reader takes in
    return (f"no text on page {numbers}: empty, or a picture that needs text recognition",)


def page_passages(lines: Sequence[Line], usual: _Column) -> list[str]:
    """Return the passages of a page."""
    paragraphs: list[_Paragraph] = []
    text: list[Line] = []
    every = rows(lines)
    for at, row in enumerate(every):
        if is_table(every, at) and not passages.is_label(row.cells[0][0].text):
            paragraphs.extend(_paragraphs(text, usual))
            paragraphs.append(_Paragraph(row.cells[0], row))
            text = []
        else:
            text.extend(_one_line(row) if len(row.cells) > 1 else row.cells[0])
    paragraphs.extend(_paragraphs(text, usual))
    return [_passage(group, usual) for group in _across(_footnotes_last(paragraphs, usual))]


def _one_line(row: TableRow) -> list[Line]:
    """Return the lines of a row that is not one of a table: the first lines of its cells are put together."""
    first = [cell[0] for cell in row.cells]
    text, size = " ".join(line.text for line in first), max(line.size for line in first)
    whole = replace(first[0], text=text, right=first[-1].right, size=size, bold=all(line.bold for line in first))
    return [whole, *(line for cell in row.cells for line in cell[1:])]


def _paragraphs(lines: Sequence[Line], usual: _Column) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    at = 0
    for block in _blocks(lines):
        margin = _margin(block, lines[max(0, at - _AROUND) : at + _AROUND])
        at += len(block)
        for line in block:
            if paragraphs and _goes_on(paragraphs[-1].lines, line, margin, usual):
                paragraphs[-1].lines.append(line)
            else:
                paragraphs.append(_Paragraph([line]))
    return paragraphs


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines that stand below each other at equal distances in equal size."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _is_next(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_next(block: Sequence[Line], line: Line) -> bool:
    last = block[-1]
    distance = last.base - line.base
    usual = block[0].base - block[1].base if len(block) > 1 else _FIRST * last.size
    return (
        0 < distance < _LOOSE * usual
        and last.turns == line.turns
        and abs(last.size - line.size) < _SAME * last.size
        and (last.over(line) or _is_hanging(last, line))
    )


def _is_hanging(last: Line, line: Line) -> bool:
    """Say whether a line begins where the words of a list item do."""
    return last.hang is not None and abs(line.left - last.hang) < _HANG * line.size


def _margin(block: Sequence[Line], around: Sequence[Line]) -> float:
    """Return where the lines of a block, or of its column, end at the latest."""
    same_column = [line for line in around if line.over(block[0])] if len(block) < _BLOCK else []
    return max(line.right for line in (*block, *same_column))


def _goes_on(paragraph: Sequence[Line], line: Line, margin: float, usual: _Column) -> bool:
    """Say whether a line goes on a paragraph of its block."""
    last = paragraph[-1]
    if not _is_next(paragraph, line) or last.bold != line.bold or passages.split_label(line.text):
        return False
    if line.size > _LARGER * usual.size:
        return True
    indent = line.left - min(above.left for above in paragraph[-2:])
    if indent > _INDENT * line.size and not _is_hanging(paragraph[0], line):
        return False
    if passages.ends_in_hyphen(last.text) or _is_hanging(paragraph[0], line):
        return True
    in_sentence = line.text[:1].islower() and not _ENDS.search(last.text)
    return in_sentence or passages.is_full(last.right, line.first + _SPACE * line.size, margin)


def _across(paragraphs: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Return paragraphs with those put together that a column's end cuts in two."""
    whole: list[_Paragraph] = []
    for group in paragraphs:
        if whole and not whole[-1].row and not group.row and _is_cut(whole[-1].lines[-1], group.lines[0]):
            whole[-1].lines.extend(group.lines)
        else:
            whole.append(group)
    return whole


def _is_cut(last: Line, line: Line) -> bool:
    """Say whether a paragraph goes on at the top of the next column."""
    jumps = line.base > last.base and line.left > last.right
    same = abs(last.size - line.size) < _SAME * last.size and last.bold == line.bold
    open_end = last.text.endswith("-") or (line.text[:1].islower() and not passages.split_label(line.text))
    return jumps and same and open_end and not _STOP.search(last.text)


def _passage(group: _Paragraph, usual: _Column) -> str:
    if group.row:
        cells = ([line.text for line in cell] for cell in group.row.cells)
        return passages.row(passages.joined(cell, usual.known) for cell in cells)
    text = passages.joined([line.text for line in group.lines], usual.known)
    found = passages.split_label(text)
    bullet = found is not None and passages.is_bullet(found[0])
    if not bullet and _is_heading(group.lines, text, usual):
        return passages.heading(text)
    return passages.paragraph(text)


def _is_heading(group: Sequence[Line], text: str, usual: _Column) -> bool:
    """Say whether a paragraph is set as a heading: larger than the text, or bold in a text that is not."""
    larger = group[0].size > _LARGER * usual.size
    bold = all(line.bold for line in group) and not usual.bold and not _ENDS.search(text)
    return (larger or bold) and len(text) <= _HEADING and any(map(str.isalpha, text))


def _footnotes_last(found: Sequence[_Paragraph], usual: _Column) -> list[_Paragraph]:
    """Return passages with the footnotes, in the lower half of a page, behind the text of all columns."""
    large = [line for group in found for line in group.lines if line.size > _FOOTNOTE * usual.size]
    if not large or len(large) > _MOST:
        return list(found)
    bases = [line.base for group in found for line in group.lines]
    middle = (max(bases) + min(bases)) / 2
    low = {i for i, group in enumerate(found) if not group.row and group.lines[0].base < middle}
    notes = {i for i in low if _is_note(found[i].lines[0], large)}
    return [paragraph for i, paragraph in enumerate(found) if i not in notes] + [found[i] for i in sorted(notes)]


def _is_note(line: Line, large: Sequence[Line]) -> bool:
    """Say whether a line begins with a mark, is smaller than the text, and has none of the text below it."""
    if not _NOTE.match(line.text):
        return False
    return line not in large and not any(other.base < line.base and other.over(line) for other in large)
