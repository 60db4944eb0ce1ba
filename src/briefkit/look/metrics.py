"""How much room text takes, for both writers: column widths and the balance of a title come out alike."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from operator import itemgetter

from briefkit.document import Block, Box, Cell, Heading, Image, ItemList, Notes, Paragraph, Runs, Table
from briefkit.look import PageStyle, TextStyle, linebreaks
from briefkit.look.typeface import Letters, Typeface

_DIVIDED = 0.85
"""Short phrases are divided only where a table then takes so much less of its height."""
_PHRASE = 0.19
"""A cell that takes less than this share of its table stays on one line."""
LABEL_GAP = 3.0
"""Between a label and its text, at least, in points."""
_SLACK = 1.0
"""Points that a column is wider than what it holds: word processors round the widths of letters up."""
_DENSITY = 150
"""Pixels to the inch, at least, of a printed picture."""
_TALLEST = 0.4
"""The height of a picture, at most, as a part of the page's text."""
_LOGO_WIDTH, _LOGO_HEIGHT = 0.5, 34.0
"""The width of a logo, at most, as a part of the page's text; its height, in points."""
_WAYS = tuple(product((0.0, 0.8, 1.3), (0.5, 0.75, 1.0, 1.25)))
"""Ways to share a width among columns, as `_shared` takes them."""
_SAMPLE = 60
"""Rows of a table that decide how its width is shared."""


def runs_width(runs: Runs, letters: Letters) -> float:
    """Return the width in points of runs set on one line."""
    return sum(letters.width(run.text, bold=run.strong, italic=run.emphasis) for run in runs)


def kept(blocks: Sequence[Block]) -> range:
    """Return the blocks, by index, whose end stays with the next: no last page holds nothing but sources and contact.

    They are those of the foot, and the one above it, unless that is a table.
    """
    first = len(blocks)
    while first and _is_foot(blocks[first - 1], *blocks[first : first + 1]):
        first -= 1
    above = 0 < first < len(blocks) and isinstance(blocks[first - 1], Paragraph | Box | ItemList)
    return range(first - above, len(blocks) - 1)


def _is_foot(block: Block, following: Block | None = None) -> bool:
    small = isinstance(block, Paragraph) and block.role == "source"
    return small or isinstance(block, Notes) or (isinstance(block, Heading) and isinstance(following, Notes))


def image_size(image: Image, page: PageStyle) -> tuple[float, float]:
    """Return the width and height in points at which a picture is printed: never larger than its pixels bear."""
    return _within(image, page.text_width, _TALLEST * page.text_height)


def logo_size(image: Image, page: PageStyle, room: float = _LOGO_HEIGHT) -> tuple[float, float]:
    """Return the width and height in points at which a logo is printed: small, so that page one keeps its room."""
    return _within(image, _LOGO_WIDTH * page.text_width, min(room, _LOGO_HEIGHT))


def _within(image: Image, width: float, height: float) -> tuple[float, float]:
    scale = min(72 / _DENSITY, width / image.width, height / image.height)
    return image.width * scale, image.height * scale


def balanced_indent(runs: Runs, letters: Letters, width: float, *, bold: bool = True) -> float:
    """Return the right indent in points that makes the lines of a heading about equally long.

    A heading of one line needs none. Why: ragged titles that leave one word alone on a line.
    """
    words = [
        letters.width(word, bold=bold or run.strong, italic=run.emphasis)
        for run in runs
        for word in linebreaks.words(run.text)
    ]
    space = letters.width(" ", bold=bold)
    lines = _count(words, width, space)
    if lines < 2:  # noqa: PLR2004
        return 0.0
    low, high = width / lines * 0.8, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _count(words, middle, space) <= lines else (middle, high)
    return max(0.0, min(width - high - 2, width * 0.4))


def label_indent(labels: Iterable[str], style: TextStyle, typeface: Typeface) -> float:
    """Return the indent in points that lets the widest of some labels hang before its text."""
    letters = Letters(typeface, style.size)
    widest = max(map(letters.width, labels), default=0.0)
    return style.indent - style.hanging + max(style.hanging, widest + LABEL_GAP)


@lru_cache(maxsize=256)
def column_widths(table: Table, width: float, letters: Letters, padding: float) -> tuple[float, ...]:
    """Return the widths in points of a table's columns, which fit their content and add up to `width`.

    Each column gets room for its longest word or short phrase; the rest is shared in the way that gives the fewest
    lines. No word, such as a long address, claims more than two fifths of the table: the writers
    divide it. `padding` separates two columns; half of it belongs to each.
    """
    columns = [[_as_set(table, row, i) for row in (table.header, *table.rows)] for i in range(len(table.header))]
    around = [padding / 2 * ((i > 0) + (i < len(columns) - 1)) for i in range(len(columns))]
    padded = list(zip(around, columns, strict=True))
    most = max(width / len(columns), width * 0.4)
    least = [min(pad + _unbroken(cells, letters, width) + _SLACK, most) for pad, cells in padded]
    ideal = [pad + max(runs_width(cell, letters) for cell in cells) + _SLACK for pad, cells in padded]
    if sum(ideal) <= width:
        return _stretched(ideal, width)
    if sum(least) >= width:
        return _levelled(least, width)
    bare = [min(pad + _longest_word(cells, letters) + _SLACK, most) for pad, cells in padded]
    words = [[_words(cell, letters) for cell in cells[:_SAMPLE]] for cells in columns]

    def best(floor: Sequence[float]) -> tuple[float, tuple[float, ...]]:
        ways = (_shared(floor, ideal, width, way) for way in _WAYS)
        rooms = ((widths, [w - pad for w, pad in zip(widths, around, strict=True)]) for widths in ways)
        return min(((_height(words, room, letters), widths) for widths, room in rooms), key=itemgetter(0))

    (tall, whole), (low, divided) = best(least), best(bare)
    return divided if low < tall * _DIVIDED else whole


def row_lines(table: Table, widths: Sequence[float], letters: Letters, padding: float) -> list[int]:
    """Return about how many lines each row takes, the header first, those of words without room on one included."""
    space = letters.width(" ")
    rooms = [w - padding / 2 * ((i > 0) + (i < len(widths) - 1)) for i, w in enumerate(widths)]

    def lines(words: Sequence[float], room: float) -> int:
        return _count(words, room, space) + sum(int(word / max(room, space)) for word in words)

    return [
        max(lines(_words(_as_set(table, row, i), letters), room) for i, room in enumerate(rooms))
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


def _height(words: Sequence[Sequence[Sequence[float]]], rooms: Sequence[float], letters: Letters) -> int:
    """Return how many lines the rows of a table take together; words are column → row → widths."""
    space = letters.width(" ")
    columns = [[_count(cell, room, space) for cell in cells] for cells, room in zip(words, rooms, strict=True)]
    return sum(max(row) for row in zip(*columns, strict=True))


def _unbroken(cells: Sequence[Runs], letters: Letters, width: float) -> float:
    """Return the room for the longest word, and for every cell of a few words, such as a name or a date."""
    short = (wide for cell in cells if (wide := runs_width(cell, letters)) <= width * _PHRASE)
    return max(_longest_word(cells, letters), *short, 0.0)


def _words(cell: Runs, letters: Letters) -> list[float]:
    return [
        letters.width(word, bold=run.strong, italic=run.emphasis) for run in cell for word in linebreaks.words(run.text)
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


def _longest_word(cells: Iterable[Runs], letters: Letters) -> float:
    return max((word for cell in cells for word in _words(cell, letters)), default=0.0)
