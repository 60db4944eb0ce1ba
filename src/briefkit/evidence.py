"""Quotes and sources: locate, verify, cover.

Runs of white space match runs of white space; everything else is exact. Positions are code points of
the text as `source_text` returns it, end exclusive (W3C Web Annotation, TextPositionSelector).
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from briefkit.document import Image
from briefkit.outcomes import Evidence

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_FOLDS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−\u00a0", '\'\'\'\'""""""------ ')
_SEARCHED = 50_000
"""Characters of a source in which the nearest passage to a misquoted one is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of a source."""

    source: str
    start: int
    end: int
    """Exclusive."""

    def meets(self, other: "Span") -> bool:
        """Say whether two passages have words in common."""
        return self.source == other.source and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page can show of the files beside a record."""

    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """Statement id → where its quotes stand, in order."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """Statement id → its picture."""


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


def locate(text: str, evidence: Evidence) -> list[Span]:
    """Return every place of a quote in a source's text, told apart by prefix and suffix."""
    spans = []
    for found in re.finditer(rf"(?=({_spaced(evidence.quote)}))", text):
        start, end = found.span(1)
        if _beside(text, evidence, start, end):
            spans.append(Span(evidence.source or "", start, end))
    return spans


def nearest(text: str, quote: str) -> str | None:
    """Return the source's own wording of a quote that differs in quotes, dashes, case or a few letters."""
    folded, wanted = _fold(text), _fold(quote)
    if found := re.search(_spaced(wanted), folded):
        return _one_line(text[found.start() : found.end()])
    matcher = SequenceMatcher(None, folded[:_SEARCHED], wanted, autojunk=False)
    block = matcher.find_longest_match()
    if block.size < min(12, len(wanted) // 2):
        return None
    start = max(0, block.a - block.b)
    return _one_line(_whole_words(text, start, min(len(text), start + len(quote))))


def words(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words of a text."""
    return [found.span() for found in _WORD.finditer(text)]


def coverage(text: str, spans: Iterable[Span]) -> float:
    """Return the share of a source's words that lie in spans, 0 to 1."""
    every = words(text)
    return 1 - len(_outside(every, spans)) / len(every) if every else 1.0


def uncovered(text: str, spans: Iterable[Span]) -> list[str]:
    """Return the passages of a source that lie in no span, in order."""
    passages: list[tuple[int, int]] = []
    for start, end in _outside(words(text), spans):
        if passages and not _WORD.search(text, passages[-1][1], start):
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))
    return [_one_line(text[start:end]) for start, end in passages]


def _outside(every: Sequence[tuple[int, int]], spans: Iterable[Span]) -> list[tuple[int, int]]:
    held = sorted((span.start, span.end) for span in spans)
    merged: list[tuple[int, int]] = []
    for start, end in held:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [(s, e) for s, e in every if not any(start <= s and e <= end for start, end in merged)]


def _beside(text: str, evidence: Evidence, start: int, end: int) -> bool:
    before = _one_line(text[max(0, start - 4 * len(evidence.prefix or "") - 8) : start])
    after = _one_line(text[end : end + 4 * len(evidence.suffix or "") + 8])
    return before.endswith(evidence.prefix or "") and after.startswith(evidence.suffix or "")


def _spaced(quote: str) -> str:
    return r"\s+".join(re.escape(word) for word in quote.split())


def _fold(text: str) -> str:
    """Return a text of the same length with plain quotes, dashes and lower case."""
    lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_FOLDS)


def _whole_words(text: str, start: int, end: int) -> str:
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]


def _one_line(text: str) -> str:
    return " ".join(text.split())
