"""Quotes and sources: locate, verify, place, cover.

Exact but for what `folding` folds: white space, what is not shown, ligatures, curly quotation marks and the
hyphens at line ends. Positions are code points of the text as `source_text` returns it, end exclusive (W3C Web
Annotation, TextPositionSelector).
"""

import hashlib
import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from briefkit.document import Image
from briefkit.evidence.folding import folded, places
from briefkit.outcomes import Evidence

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINES = re.compile(r"(?:^|(?<=[\n\f]))[^\S\n\f]*(?=\S)")
"""White space at the head of each line that holds words."""
_DIVIDED = re.compile(r"(?:\A|\f|\n[^\S\n\f]*\n)\s*|\n[^\S\n\f]*(?=(?:\d{1,3}[.)]|\([a-z0-9]{1,3}\)|[-–•*])[^\S\n\f])")
"""White space before each paragraph: between blank lines and pages, and before an item with its number or bullet."""


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """A passage of a source."""

    source: str
    start: int
    end: int
    """Exclusive."""

    def meets(self, other: "SourceSpan") -> bool:
        """Say whether two passages have words in common."""
        return self.source == other.source and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """Where a passage of a source begins, as people say it."""

    page: int | None
    """Counted from 1; None where the source has no pages."""
    paragraph: int
    """Counted from 1, within the page."""

    def __str__(self) -> str:
        """Return `page 3, paragraph 2`, or the paragraph alone."""
        return (f"page {self.page}, " if self.page else "") + f"paragraph {self.paragraph}"


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a page can show that is not in the record itself."""

    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Statement id → the places of its quotes, in order, as people say them: page 3, paragraph 2."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """Statement id → its picture."""
    questions: Mapping[str, int] = field(default_factory=dict)
    """Statement id → how many questions on its wordings are open."""
    signed: Mapping[str, str] = field(default_factory=dict)
    """Statement id, or part of the record's head → who signed it as it is now."""


def source_text(data: bytes) -> str:
    """Return a source's text: UTF-8 without BOM, line ends as line feeds, NFC. Raises UnicodeDecodeError.

    Why a zero byte is refused too: it is no letter of any text, and English in UTF-16 has one in every second place.
    """
    zero = data.find(0)
    if zero >= 0:
        raise UnicodeDecodeError("utf-8", data, zero, zero + 1, "a zero byte")
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a source's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(value: object) -> str:
    """Return the SHA-256 of plain data, in hexadecimal; the order of keys does not matter."""
    return digest(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


@lru_cache(maxsize=4_096)
def locate(text: str, evidence: Evidence) -> tuple[SourceSpan, ...]:
    """Return every place of a quote in a source's text, told apart by prefix and suffix.

    Why kept: each audience asks again for what it may see.
    """
    source, passage = folded(text), folded(evidence.quote)
    around = product(_neighbouring(evidence.prefix, "{} "), _neighbouring(evidence.suffix, " {}"))
    found = sorted({place for before, behind in around for place in places(source, passage, before, behind)})
    # A hyphen that the quote ends with is folded away, and belongs to the passage.
    hyphens = len(passage.within(len(passage.text) - 1, len(passage.text)))
    return tuple(
        SourceSpan(evidence.source or "", source.start(start), source.end(end) + hyphens) for start, end in found
    )


def position(text: str, span: SourceSpan) -> SourcePosition:
    """Return the page and the paragraph that a passage of a source begins in.

    A form feed begins a page, as pdftotext writes it. Blank lines divide paragraphs where a text has any; else each
    line is one.
    """
    pages, paragraphs = _pages(text), _paragraphs(text)
    page = bisect_right(pages, span.start) - 1
    number = bisect_right(paragraphs, span.start) - bisect_left(paragraphs, pages[page])
    return SourcePosition(page + 1 if len(pages) > 1 else None, max(number, 1))


@lru_cache(maxsize=32)
def _pages(text: str) -> tuple[int, ...]:
    """Return where each page of a source begins."""
    return (0, *(match.end() for match in re.finditer("\f", text)))


@lru_cache(maxsize=32)
def _paragraphs(text: str) -> tuple[int, ...]:
    """Return where each paragraph of a source begins; none goes on over the end of a page."""
    divided = any(_BLANK_LINE.search(page.strip()) for page in text.split("\f"))
    starts = _DIVIDED if divided else _LINES
    return tuple(match.end() for match in starts.finditer(text))


def words(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words of a text."""
    return [match.span() for match in _WORD.finditer(text)]


def coverage(text: str, spans: Iterable[SourceSpan]) -> float:
    """Return the share of a source's words that lie in spans, 0 to 1."""
    every = words(text)
    return 1 - len(_outside(every, spans)) / len(every) if every else 1.0


def uncovered(text: str, spans: Iterable[SourceSpan]) -> list[str]:
    """Return the passages of a source that lie in no span, in order."""
    passages: list[tuple[int, int]] = []
    for start, end in _outside(words(text), spans):
        if passages and not _WORD.search(text, passages[-1][1], start):
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))
    return [_one_line(text[start:end]) for start, end in passages]


def _outside(every: Sequence[tuple[int, int]], spans: Iterable[SourceSpan]) -> list[tuple[int, int]]:
    """Return the words that lie outside all spans; spans that touch count as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    starts = [start for start, _ in merged]
    around = ((word, bisect_right(starts, word[0]) - 1) for word in every)
    return [word for word, i in around if i < 0 or word[1] > merged[i][1]]


def _neighbouring(words: str | None, spaced: str) -> tuple[str, ...]:
    """Return words, folded, as they may stand beside a passage: with a space between or without."""
    text = folded(words or "").text
    return (text, spaced.format(text)) if text else ("",)


def _one_line(text: str) -> str:
    return " ".join(text.split())
