"""Headers, footers and page numbers: what stands at the same place of several pages, outside the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefkit.draft.numerals import roman
from briefkit.draft.pdf.glyphs import PdfPage
from briefkit.draft.pdf.lines import Line

_EDGE = 0.14
"""The part of a page's height, above and below, where headers and footers stand."""
_MOST = 5
"""Lines at either edge that can be a header or footer."""
_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED = re.compile(r"[-–—\[( ]*(?:[^\W\d]+\.? )?(\d{1,4})(?: ?[/|–-] ?\d{1,4}| [^\W\d]+ \d{1,4})?[-–—\]) ]*")
"""The number of a page, such as `3`, `- 3 -`, `3 / 7`, `Page 3 of 7`."""
_SHORT = 24
"""Characters of a page's number, with the word for page and the number of pages."""
_ROMAN = {roman(number): number for number in range(1, 90)}


@dataclass(frozen=True, slots=True)
class _Mark:
    """What is equal in a header or footer on all its pages."""

    text: str
    """Its text, the number of the page taken out."""
    offset: int | None
    """The difference between that number and the page's place in the file; None for a text without it."""
    height: int
    """Where it stands, in steps of four points from the page's edge."""


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
    """Tell whether a line is the number of the page, with a word at most, below everything else."""
    if len(line.text) > _SHORT or line.base > page.bottom + _EDGE * (page.top - page.bottom):
        return False
    match = _NUMBERED.fullmatch(line.text)
    return match is not None and int(match[1]) == at + 1 and all(line.base <= other.base for other in lines)


def _outer(page: PdfPage, lines: Sequence[Line]) -> list[Line]:
    """Return the lines at the upper and lower edge of a page."""
    edge = _EDGE * (page.top - page.bottom)
    upper = sorted((line for line in lines if line.base > page.top - edge), key=lambda line: -line.base)
    lower = sorted((line for line in lines if line.base < page.bottom + edge), key=lambda line: line.base)
    return upper[:_MOST] + lower[:_MOST]


def _marks(page: PdfPage, line: Line, at: int) -> Iterator[_Mark]:
    """Yield what a line would share with the same header or footer of another page."""
    from_top = line.base > (page.top + page.bottom) / 2
    distance = page.top - line.base if from_top else line.base - page.bottom
    for height in {round(distance / 4), int(distance / 4)}:
        sign = height if from_top else -height - 1
        yield _Mark(line.text, None, sign)
        for match in _NUMBER.finditer(line.text):
            rest = f"{line.text[: match.start()]}#{line.text[match.end() :]}"
            yield _Mark(rest, int(match[0]) - at, sign)
        if line.text in _ROMAN:
            yield _Mark("roman", _ROMAN[line.text] - at, sign)
