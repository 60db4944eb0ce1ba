"""What the embedded fonts can print and how wide it is, read from their own tables.

One measure for both writers: column widths and the balance of a title come out alike in Word and PDF.
Formats: OpenType `head`, `hhea`, `hmtx` and `cmap` subtable format 4 or 12.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from briefkit.document import Cell, Runs, Table
from briefkit.look import TextStyle

LABEL_GAP = 3.0
"""Between a label and its text, at least, in points."""
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
NO_BREAK_SPACE, NO_BREAK_HYPHEN = 0xA0, 0x2011
"""Printed with the glyphs of the space and the hyphen where a font has none for them."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font face."""

    advances: Mapping[int, float]
    """Code point → advance width in em."""

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points; an unknown character counts half an em."""
        return size * sum(self.advances.get(ord(char), 0.5) for char in text)


@cache
def face(name: str = "Regular") -> Face:
    """Return a face by its name in `FACES`."""
    data = (files("briefkit") / "fonts" / f"Carlito-{name}.ttf").read_bytes()
    tables = {data[i : i + 4]: struct.unpack_from(">I", data, i + 8)[0] for i in _directory(data)}
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, data, tables[b"hmtx"])[::2]
    glyphs = _cmap(data, tables[b"cmap"])
    advances = {char: widths[min(glyph, count - 1)] / em for char, glyph in glyphs.items()}
    return Face({NO_BREAK_SPACE: advances[ord(" ")], NO_BREAK_HYPHEN: advances[ord("-")], **advances})


def missing(text: str) -> list[str]:
    """Return the characters that the fonts cannot print, each once, in order."""
    known = face().advances
    return list(dict.fromkeys(char for char in text if ord(char) not in known and char not in "\n\t"))


def runs_width(runs: Runs, size: float, *, bold: bool = False) -> float:
    """Return the width in points of runs set on one line."""
    return sum(_face(bold or run.strong, run.emphasis).width(run.text, size) for run in runs)


def balanced_indent(runs: Runs, size: float, width: float, *, bold: bool = True) -> float:
    """Return the right indent in points that makes the lines of a heading about equally long.

    A heading of one line needs none. Why: ragged titles that leave one word alone on a line.
    """
    words = [(word, _face(bold or run.strong, run.emphasis)) for run in runs for word in run.text.split()]
    lines = _lines(words, size, width)
    if lines < 2:  # noqa: PLR2004
        return 0.0
    low, high = width / lines * 0.8, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(words, size, middle) <= lines else (middle, high)
    return max(0.0, min(width - high - 2, width * 0.4))


def label_indent(labels: Iterable[str], style: TextStyle) -> float:
    """Return the indent in points that lets the widest of some labels hang before its text."""
    widest = max((face().width(label, style.size) for label in labels), default=0.0)
    return style.indent - style.hanging + max(style.hanging, widest + LABEL_GAP)


def column_widths(table: Table, width: float, size: float, padding: float) -> tuple[float, ...]:
    """Return the widths in points of a table's columns, which fit their content and add up to `width`.

    Each column gets room for its longest word; one that fits on a line within its fair share keeps
    that line; the rest is shared in proportion to what each column still has to hold. No word, such
    as a long address, claims more than two fifths of the table: the writers divide it.
    `padding` is what a cell adds to its text, on both sides together.
    """
    columns = [[_as_set(table, row, i) for row in (table.header, *table.rows)] for i in range(len(table.header))]
    most = max(width / len(columns), width * 0.4)
    least = [min(padding + max(_longest_word(cells, size), 1.0), most) for cells in columns]
    ideal = [padding + max((_cell_width(cell, size) for cell in cells), default=1.0) for cells in columns]
    if sum(ideal) <= width:
        return _scaled(ideal, width)
    if sum(least) >= width:
        return _scaled(least, width)
    return _shared(least, ideal, width)


def _as_set(table: Table, row: Sequence[Cell], column: int) -> Runs:
    """Return a cell's runs as they are set: header cells and the first column of a matrix are bold."""
    bold = row is table.header or (table.role == "matrix" and column == 0)
    return tuple(replace(run, strong=True) for run in row[column].runs) if bold else row[column].runs


def _shared(least: Sequence[float], ideal: Sequence[float], width: float) -> tuple[float, ...]:
    """Give narrow columns their ideal width, and the others what is left by the root of their need."""
    fair = width / len(ideal)
    fixed = {i: want for i, want in enumerate(ideal) if want <= fair * 0.8}
    while fixed and sum(fixed.values()) + sum(w for i, w in enumerate(least) if i not in fixed) > width:
        fixed.pop(max(fixed, key=lambda i: fixed[i]))
    open_ = [i for i in range(len(ideal)) if i not in fixed]
    room = width - sum(fixed.values()) - sum(least[i] for i in open_)
    needs = {i: max(ideal[i] - least[i], 1.0) ** 0.75 for i in open_}
    total = sum(needs.values())
    return tuple(fixed[i] if i in fixed else least[i] + room * needs[i] / total for i in range(len(ideal)))


def _scaled(widths: Sequence[float], width: float) -> tuple[float, ...]:
    """Stretch the widest column to fill the width, or shrink all to fit it."""
    total = sum(widths)
    if total > width:
        return tuple(w * width / total for w in widths)
    widest = max(range(len(widths)), key=lambda i: widths[i])
    return tuple(w + (width - total if i == widest else 0) for i, w in enumerate(widths))


def _longest_word(cells: Iterable[Runs], size: float) -> float:
    return max(
        (
            _face(run.strong, run.emphasis).width(word, size)
            for cell in cells
            for run in cell
            for word in run.text.split()
        ),
        default=0.0,
    )


def _cell_width(cell: Runs, size: float) -> float:
    return runs_width(cell, size) + 0.5


def _lines(words: Sequence[tuple[str, Face]], size: float, width: float) -> int:
    lines, used = 1, 0.0
    for word, font in words:
        length, space = font.width(word, size), font.width(" ", size)
        if used and used + space + length > width:
            lines, used = lines + 1, length
        else:
            used += length + (space if used else 0)
    return lines


def _face(strong: bool, emphasis: bool) -> Face:  # noqa: FBT001
    return face(FACES[strong + 2 * emphasis])


def _directory(data: bytes) -> range:
    return range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)


def _cmap(data: bytes, start: int) -> dict[int, int]:
    """Return code point → glyph from the best Unicode subtable (OpenType spec, `cmap`)."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    subtables = {}
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        subtables[platform, encoding] = start + offset
    if (3, 10) in subtables:
        return _format12(data, subtables[3, 10])
    return _format4(data, subtables[3, 1])


def _format12(data: bytes, start: int) -> dict[int, int]:
    glyphs: dict[int, int] = {}
    for i in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
        glyphs.update((code, glyph + code - first) for code in range(first, last + 1))
    return glyphs


def _format4(data: bytes, start: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    form = f">{count}H"
    ends = struct.unpack_from(form, data, start + 14)
    starts = struct.unpack_from(form, data, start + 16 + 2 * count)
    deltas = struct.unpack_from(form, data, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(form, data, ranges_at)
    glyphs: dict[int, int] = {}
    for i, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                at = ranges_at + 2 * i + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, at)[0]
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                glyphs[code] = glyph
    return glyphs
