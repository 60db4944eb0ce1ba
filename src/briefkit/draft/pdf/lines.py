"""The lines of a PDF: words on one base line, in the order of drawing; without headers, footers and page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from briefkit.characters import raised
from briefkit.draft.passages import is_label
from briefkit.draft.pdf.glyphs import RAISED, SMALLER, PdfPage, PdfWord

_GAP = 0.8
"""The widest space between two words of a line, in sizes of the font."""
_NO_GAP, _EQUAL, _WIDEST = 0.1, 0.12, 5.0
"""In a stretched line, in sizes of the font: what is no gap yet, how much gaps differ, how wide they are at most."""
_LABEL_GAP = 3.5
"""The same after a bullet or number."""
_LEVEL = 0.5
"""How far apart the base lines of two words of a line can be, superscripts included, in sizes of the font."""
_BACK = 0.35
"""How far a word can reach under the one before it, as italics do, in sizes of the font."""
_MIXED = 0.3
"""The part of a page's lines up to which they may stand above the one before, for the order to be believed."""
_EDGE = 0.14
"""The part of a page's height, above and below, where headers and footers stand."""
_OUTER = 5
"""Lines at either edge that can be a header or footer."""
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED = re.compile(r"[-–—\[( ]*(?:[^\W\d]+\.? )?(\d{1,4})(?: ?[/|–-] ?\d{1,4}| [^\W\d]+ \d{1,4})?[-–—\]) ]*")
"""The number of a page, such as `3`, `- 3 -`, `3 / 7`, `Page 3 of 7`."""
_SHORT = 24
"""Characters of a page's number, with the word for page and the number of pages."""


_Mark: TypeAlias = tuple[str, int | None, int]
"""What is equal in a header or footer on all its pages: its text, the number of the page taken out; the difference
between that number and the page's place in the file, None without one; its height, in steps of four points."""


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
    turns: int = 0
    """Quarter turns of its direction; -1 for a slope."""
    first: float = 0.0
    """The width of its first word."""
    hang: float | None = None
    """Where its words begin behind a bullet or number; None without one."""

    def over(self, other: "Line") -> bool:
        """Say whether two lines have a part of their width in common."""
        return self.left < other.right and other.left < self.right


def lines(page: PdfPage) -> list[Line]:
    """Return the lines of a page; a page drawn in no order is sorted from top to bottom."""
    lines = _with_labels([line for level in _levels(page.words) for line in _parts(level)])
    return sorted(lines, key=lambda line: (-line.base, line.left)) if _is_mixed(lines) else lines


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the bullets and numbers that are drawn apart from them."""
    labels = {i for i, line in enumerate(lines) if is_label(line.text)}
    levels: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in labels:
            levels[round(line.base)].append(i)
    whole = list(lines)
    for i in sorted(labels):
        label = lines[i]
        near = (at for step in (0, -1, 1) for at in levels[round(label.base) + step])
        at = next((at for at in near if 0 < lines[at].left - label.right < _LABEL_GAP * lines[at].size), None)
        if at is not None:
            whole[at] = replace(lines[at], text=f"{label.text} {lines[at].text}", left=label.left, hang=lines[at].left)
            whole[i] = replace(label, text="")
    return [line for line in whole if line.text]


def size_of_text(every: Iterable[Line]) -> float:
    """Return the size in which most of the text is set."""
    sizes = [line.size for line in every for _ in range(0, len(line.text), 10)]
    return median(sizes) if sizes else 0.0


def _levels(words: Iterable[PdfWord]) -> list[list[PdfWord]]:
    """Return the words that are drawn one after the other from left to right on one base line."""
    found: list[list[PdfWord]] = []
    highest = 0.0
    for word in (word for word in words if word.turns >= 0):
        size = max(highest, word.size)
        if found and _is_right_of(found[-1][-1], word, size):
            found[-1].append(word)
            highest = size
        else:
            found.append([word])
            highest = word.size
    return found


def _is_right_of(last: PdfWord, word: PdfWord, size: float) -> bool:
    """Say whether a word stands on the level of another, and to its right."""
    level = abs(word.base - last.base) < _LEVEL * size and word.turns == last.turns
    return level and word.left - last.right > -_BACK * size and word.left > last.left


def _parts(level: Sequence[PdfWord]) -> list[Line]:
    """Return the words of a level as lines, divided at wide gaps; a stretched line has wide gaps, but all are equal."""
    stretched = _is_stretched(level)
    lines: list[Line] = []
    for word in level:
        gap = _LABEL_GAP if lines and is_label(lines[-1].text) else _GAP
        if lines and (stretched or word.left - lines[-1].right < gap * max(lines[-1].size, word.size)):
            lines[-1] = _longer(lines[-1], word)
        else:
            width = word.right - word.left
            lines.append(Line(word.text, word.left, word.right, word.base, word.size, word.bold, word.turns, width))
    return lines


def _is_stretched(level: Sequence[PdfWord]) -> bool:
    """Say whether the words of a level are spread over the width of a column, all at the same distance."""
    size = max(word.size for word in level)
    gaps = [after.left - before.right for before, after in pairwise(level) if not is_label(before.text)]
    wide = [gap for gap in gaps if gap > _NO_GAP * size]
    return len(wide) > 1 and max(wide) < _WIDEST * size and max(wide) - min(wide) < _EQUAL * size


def _longer(line: Line, word: PdfWord) -> Line:
    """Return a line with one more word; digits above the base line are the mark of a footnote.

    A bullet or number says nothing of the line's size and height: it often has a font of its own.
    """
    if is_label(line.text):
        text, first = f"{line.text} {word.text}", word.right - line.left
        return Line(text, line.left, word.right, word.base, word.size, word.bold, word.turns, first, word.left)
    mark = word.text.isdigit() and word.size < SMALLER * line.size and word.base > line.base + RAISED * line.size
    text = f"{line.text}{raised(word.text)}" if mark else f"{line.text} {word.text}"
    base = word.base if word.size > line.size else line.base
    right = max(line.right, word.right)
    return replace(
        line, text=text, right=right, base=base, size=max(line.size, word.size), bold=line.bold and (mark or word.bold)
    )


def _is_mixed(lines: Sequence[Line]) -> bool:
    """Say whether the order of drawing is not one of reading: too many lines stand above the one before."""
    up = sum(1 for before, after in pairwise(lines) if after.base > before.base and after.over(before))
    return up > max(3, _MIXED * len(lines))


def without_furniture(pages: Sequence[tuple[PdfPage, list[Line]]]) -> list[list[Line]]:
    """Return the lines of each page without those that stand at the edge of two or more pages."""
    marks = [
        {line: set(_marks(page, line, at)) for line in _outer(page, lines)} for at, (page, lines) in enumerate(pages)
    ]
    seen = Counter(mark for page in marks for mark in set().union(*page.values()))
    repeated = {mark for mark, count in seen.items() if count > 1}
    return [
        [line for line in lines if not (marks[at].get(line, set()) & repeated or _is_number(page, line, lines, at))]
        for at, (page, lines) in enumerate(pages)
    ]


def _is_number(page: PdfPage, line: Line, lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the number of the page, with a word at most, below everything else."""
    if len(line.text) > _SHORT or line.base > page.bottom + _EDGE * (page.top - page.bottom):
        return False
    match = _NUMBERED.fullmatch(line.text)
    return match is not None and int(match[1]) == at + 1 and all(line.base <= other.base for other in lines)


def _outer(page: PdfPage, lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the upper and lower edge of a page."""
    edge = _EDGE * (page.top - page.bottom)
    upper = sorted((line for line in lines if line.base > page.top - edge), key=lambda line: -line.base)
    lower = sorted((line for line in lines if line.base < page.bottom + edge), key=lambda line: line.base)
    return upper[:_OUTER] + lower[:_OUTER]


def _marks(page: PdfPage, line: Line, at: int) -> Iterator[_Mark]:
    """Yield what a line would share with the same header or footer of another page."""
    from_top = line.base > (page.top + page.bottom) / 2
    distance = page.top - line.base if from_top else line.base - page.bottom
    for height in {round(distance / 4), int(distance / 4)}:
        sign = height if from_top else -height - 1
        yield line.text, None, sign
        for match in _NUMBER.finditer(line.text):
            rest = f"{line.text[: match.start()]}#{line.text[match.end() :]}"
            yield rest, int(match[0]) - at, sign
