"""Words on one base line, put together; lines stay in the order in which the file draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefkit.draft.passages import is_label, raised
from briefkit.draft.pdf.glyphs import RAISED, SMALLER, Page, Word

_GAP = 1.0
"""The widest space between two words of a line, in sizes of the font."""
_LABEL_GAP = 3.5
"""The same after a bullet or number."""
_LEVEL = 0.5
"""How far apart the base lines of two words of a line can be, superscripts included, in sizes of the font."""
_BACK = 0.35
"""How far a word can reach under the one before it, as italics do, in sizes of the font."""
_MIXED = 0.3
"""The part of a page's lines up to which they may stand above the one before, for the order to be believed."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one base line without a wide gap: a line of a column, or of a cell of a table."""

    text: str
    """The words, divided by spaces."""
    left: float
    """Where it begins, in points."""
    right: float
    """Where it ends."""
    base: float
    """The height of its base line."""
    size: float
    """The size of its largest font."""
    bold: bool
    """Whether all its words are bold."""
    turned: int = 0
    """Quarter turns of its direction; -1 for a slope."""
    first: float = 0.0
    """The width of its first word."""

    def over(self, other: "Line") -> bool:
        """Tell whether two lines have a part of their width in common."""
        return self.left < other.right and other.left < self.right


def lines(page: Page) -> list[Line]:
    """Return the lines of a page; a page drawn in no order is sorted from top to bottom."""
    found: list[Line] = []
    for word in page.words:
        if word.turned < 0:
            continue
        if found and _goes_on(found[-1], word):
            found[-1] = _longer(found[-1], word)
        else:
            width = word.right - word.left
            found.append(Line(word.text, word.left, word.right, word.base, word.size, word.bold, word.turned, width))
    return sorted(found, key=lambda line: (-line.base, line.left)) if _is_mixed(found) else found


def size_of_text(every: Iterable[Line]) -> float:
    """Return the size in which most of the text is set."""
    sizes = [line.size for line in every for _ in range(0, len(line.text), 10)]
    return median(sizes) if sizes else 0.0


def _goes_on(line: Line, word: Word) -> bool:
    """Tell whether a word goes on a line."""
    size = max(line.size, word.size)
    widest = _LABEL_GAP if is_label(line.text) else _GAP
    level = abs(word.base - line.base) < _LEVEL * size and (word.base == line.base or word.left > line.left)
    return word.turned == line.turned and level and -_BACK * size < word.left - line.right < widest * size


def _longer(line: Line, word: Word) -> Line:
    """Return a line with one more word; digits above the base line are the mark of a footnote.

    A bullet or number says nothing of the line's size and height: it often has a font of its own.
    """
    if is_label(line.text):
        text, first = f"{line.text} {word.text}", word.right - line.left
        return Line(text, line.left, word.right, word.base, word.size, word.bold, word.turned, first)
    mark = word.text.isdigit() and word.size < SMALLER * line.size and word.base > line.base + RAISED * line.size
    text = f"{line.text}{raised(word.text)}" if mark else f"{line.text} {word.text}"
    base = word.base if word.size > line.size else line.base
    right = max(line.right, word.right)
    return replace(
        line, text=text, right=right, base=base, size=max(line.size, word.size), bold=line.bold and (mark or word.bold)
    )


def _is_mixed(found: Sequence[Line]) -> bool:
    """Tell whether the order of drawing is not one of reading: too many lines stand above the one before."""
    up = sum(1 for before, after in pairwise(found) if after.base > before.base and after.over(before))
    return up > max(3, _MIXED * len(found))
