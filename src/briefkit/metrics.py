"""What the embedded fonts can print and how wide it is, read from their own tables.

One measure for both writers: column widths and the balance of a title come out alike in Word and PDF.
Formats: OpenType `head`, `hhea`, `hmtx` and `cmap` subtable format 4 or 12.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from briefkit.document import Cell, Image, Runs, Table
from briefkit.look import PageStyle, TextStyle

_DIVIDED = 0.85
"""Short phrases are divided only where a table then takes so much less of its height."""
_PHRASE = 0.19
"""A cell that takes less than this share of its table stays on one line."""
LABEL_GAP = 3.0
"""Between a label and its text, at least, in points."""
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
NO_BREAK_SPACE, NO_BREAK_HYPHEN = 0xA0, 0x2011
"""Printed with the glyphs of the space and the hyphen where a font has none for them."""
_SLACK = 1.0
"""Points that a column is wider than what it holds: word processors round the widths of letters up."""
_DENSITY = 150
"""Pixels to the inch, at least, of a printed picture."""
_TALLEST = 0.4
"""The height of a picture, at most, as a part of the page's text."""
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
_SPACES = re.compile(r"[ \t\n]+")
_SAMPLE = 60
"""Rows of a table that decide how its width is shared."""


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


@lru_cache(maxsize=4096)
def unprintable(char: str) -> str:
    """Return a clause that names a character and what keeps it from being printed; of one that can be, nothing."""
    if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT:
        wrong = "is written from right to left, which is not supported"
    elif missing(char):
        wrong = "is in none of the embedded fonts"
    else:
        return ""
    shown = f"“{char}” " if char.isprintable() else ""
    return f"the character {shown}(U+{ord(char):04X}, {unicodedata.name(char, 'no name')}) {wrong}"


def runs_width(runs: Runs, size: float, *, bold: bool = False) -> float:
    """Return the width in points of runs set on one line."""
    return sum(_face(strong=bold or run.strong, emphasis=run.emphasis).width(run.text, size) for run in runs)


def image_size(image: Image, page: PageStyle) -> tuple[float, float]:
    """Return the width and height in points at which a picture is printed: never larger than its pixels bear."""
    scale = min(72 / _DENSITY, page.text_width / image.width, _TALLEST * page.text_height / image.height)
    return image.width * scale, image.height * scale


def balanced_indent(runs: Runs, size: float, width: float, *, bold: bool = True) -> float:
    """Return the right indent in points that makes the lines of a heading about equally long.

    A heading of one line needs none. Why: ragged titles that leave one word alone on a line.
    """
    words = [
        _face(strong=bold or run.strong, emphasis=run.emphasis).width(word, size)
        for run in runs
        for word in _words_of(run.text)
    ]
    space = _face(strong=bold).width(" ", size)
    lines = _count(words, width, space)
    if lines < 2:  # noqa: PLR2004
        return 0.0
    low, high = width / lines * 0.8, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _count(words, middle, space) <= lines else (middle, high)
    return max(0.0, min(width - high - 2, width * 0.4))


def label_indent(labels: Iterable[str], style: TextStyle) -> float:
    """Return the indent in points that lets the widest of some labels hang before its text."""
    widest = max((face().width(label, style.size) for label in labels), default=0.0)
    return style.indent - style.hanging + max(style.hanging, widest + LABEL_GAP)


@lru_cache(maxsize=256)
def column_widths(table: Table, width: float, size: float, padding: float) -> tuple[float, ...]:
    """Return the widths in points of a table's columns, which fit their content and add up to `width`.

    Each column gets room for its longest word or short phrase; the rest is shared in the way that gives the fewest
    lines. No word, such as a long address, claims more than two fifths of the table: the writers
    divide it. `padding` separates two columns; half of it belongs to each.
    """
    columns = [[_as_set(table, row, i) for row in (table.header, *table.rows)] for i in range(len(table.header))]
    around = [padding / 2 * ((i > 0) + (i < len(columns) - 1)) for i in range(len(columns))]
    most = max(width / len(columns), width * 0.4)
    least = [
        min(pad + _unbroken(cells, size, width) + _SLACK, most) for pad, cells in zip(around, columns, strict=True)
    ]
    ideal = [
        pad + max(runs_width(cell, size) for cell in cells) + _SLACK for pad, cells in zip(around, columns, strict=True)
    ]
    if sum(ideal) <= width:
        return _stretched(ideal, width)
    if sum(least) >= width:
        return _levelled(least, width)
    bare = [min(pad + _longest_word(c, size) + _SLACK, most) for pad, c in zip(around, columns, strict=True)]
    words = [[_words(cell, size) for cell in cells[:_SAMPLE]] for cells in columns]
    (tall, whole), (low, divided) = (
        min(
            ((_height(words, [w - pad for w, pad in zip(way, around, strict=True)], size), way) for way in ways),
            key=lambda found: found[0],
        )
        for ways in (_ways(least, ideal, width), _ways(bare, ideal, width))
    )
    return divided if low < tall * _DIVIDED else whole


def _ways(least: Sequence[float], ideal: Sequence[float], width: float) -> list[tuple[float, ...]]:
    """Return some ways to share a width among columns."""
    return [_shared(least, ideal, width, way) for way in product((0.0, 0.8, 1.3), (0.5, 0.75, 1.0, 1.25))]


def row_lines(table: Table, widths: Sequence[float], size: float, padding: float) -> list[int]:
    """Return about how many lines each row takes, the header first: a word that a writer divides counts as one."""
    space = face().width(" ", size)
    rooms = [w - padding / 2 * ((i > 0) + (i < len(widths) - 1)) for i, w in enumerate(widths)]
    return [
        max(_count(_words(_as_set(table, row, i), size), room, space) for i, room in enumerate(rooms))
        for row in (table.header, *table.rows)
    ]


def _as_set(table: Table, row: Sequence[Cell], column: int) -> Runs:
    """Return a cell's runs as they are set: header cells and the first column of a matrix are bold."""
    bold = row is table.header or (table.role == "matrix" and column == 0)
    return tuple(replace(run, strong=True) for run in row[column].runs) if bold else row[column].runs


def _shared(
    least: Sequence[float], ideal: Sequence[float], width: float, way: tuple[float, float]
) -> tuple[float, ...]:
    """Give narrow columns their ideal width, and the others what is left by a power of their need.

    `way` is how wide a narrow column is, in fair shares of the width, and the power.
    """
    narrow, power = way
    fixed = {i: want for i, want in enumerate(ideal) if want <= width / len(ideal) * narrow}
    while fixed and sum(fixed.values()) + sum(w for i, w in enumerate(least) if i not in fixed) > width:
        fixed.pop(max(fixed, key=lambda i: fixed[i]))
    open_ = [i for i in range(len(ideal)) if i not in fixed]
    room = width - sum(fixed.values()) - sum(least[i] for i in open_)
    needs = {i: max(ideal[i] - least[i], 1.0) ** power for i in open_}
    total = sum(needs.values())
    return tuple(fixed[i] if i in fixed else least[i] + room * needs[i] / total for i in range(len(ideal)))


def _height(words: Sequence[Sequence[Sequence[float]]], rooms: Sequence[float], size: float) -> int:
    """Return how many lines the rows of a table take together; words are column → row → widths."""
    space = face().width(" ", size)
    columns = [[_count(cell, room, space) for cell in cells] for cells, room in zip(words, rooms, strict=True)]
    return sum(max(row) for row in zip(*columns, strict=True))


def _unbroken(cells: Sequence[Runs], size: float, width: float) -> float:
    """Return the room for the longest word, and for every cell of a few words, such as a name or a date."""
    short = (wide for cell in cells if (wide := runs_width(cell, size)) <= width * _PHRASE)
    return max(_longest_word(cells, size), *short, 0.0)


def _words(cell: Runs, size: float) -> list[float]:
    return [
        _face(strong=run.strong, emphasis=run.emphasis).width(word, size)
        for run in cell
        for word in _words_of(run.text)
    ]


def _count(words: Sequence[float], room: float, space: float) -> int:
    """Return how many lines words of these widths take."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, word
        else:
            used += word + (space if used else 0)
    return lines


def _stretched(widths: Sequence[float], width: float) -> tuple[float, ...]:
    """Share what is left of the width equally, so that no short column stands in a wide gap."""
    more = (width - sum(widths)) / len(widths)
    return tuple(w + more for w in widths)


def _levelled(widths: Sequence[float], width: float) -> tuple[float, ...]:
    """Shrink the widest columns, all to one width, until all fit."""
    left, cap = width, width
    for i, want in enumerate(sorted(widths)):
        cap = left / (len(widths) - i)
        if want >= cap:
            break
        left -= want
    return tuple(min(w, cap) for w in widths)


def _longest_word(cells: Iterable[Runs], size: float) -> float:
    return max((word for cell in cells for word in _words(cell, size)), default=0.0)


def _words_of(text: str) -> list[str]:
    """Return what lines may be broken between: a no-break space divides nothing."""
    return [word for word in _SPACES.split(text) if word]


def _face(*, strong: bool, emphasis: bool = False) -> Face:
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
