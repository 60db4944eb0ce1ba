"""Running text: folded, searched for whole wordings, cut into sentences and words with their stems."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefkit.reading.language import SENSE, WORDS, either, longest_first

_FOLDS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−\u00a0\u202f", '\'\'\'\'""""""------  ')
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?|\d+(?:[.,:]\d+)*")
_COUNTED = re.compile(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*")
_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n\s*\n|\s…(?=\s)")
_AFTER = re.compile(r"\s*[(“\"'‘\[]*(.?)")
_GOES_ON = re.compile(r"\s*\([^()]+\)\s*[,;]")
"""An aside in brackets, and its sentence going on behind it: at 3 p.m. (local time), …"""
_LAST = re.compile(r"[^\s(“\"-]+$")
_SHORT = re.compile(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]+")
"""A word without a vowel is short for another: Rt, Sgt."""
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")
"""Letters with points between them: J. Smith, w.e.f. 1 June."""
_LONG = 60
"""No word of a language has so many letters: it is no word, and has no stem."""
_LABEL = 4
"""Letters of a word that is short for what a number counts: No. 5, Res. 113, Art. 3."""
_FEW = 3
"""Words at the head of a sentence that only tell when: At 9:42 p.m. the mayor left."""
_PAST = {form: head for head, forms in WORDS["past"].items() for form in forms}
_FORMS = {form: head for head, forms in WORDS["forms"].items() for form in forms} | _PAST


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number in digits, where it stands."""

    text: str
    start: int
    end: int
    stem: str
    """Shared by all its forms and spellings."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text of the same length with plain quotes, dashes and spaces."""
    return text.translate(_FOLDS)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text with plain quotes and dashes, lower case and single spaces."""
    return " ".join(plain(text).lower().split())


@lru_cache(maxsize=1024)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for whole wordings; one in capitals keeps them: US is not us."""
    parts = [either([name.translate(_FOLDS)]) for name in longest_first(set(names))]
    parts = [f"(?-i:{part})" if re.fullmatch(r"[A-Z]{2,}s?", part) else part for part in parts if part]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)", re.IGNORECASE)


def find(names: Iterable[str], text: str) -> re.Match[str] | None:
    """Return the first of these wordings in a text, as whole words."""
    return _pattern(tuple(names)).search(plain(text))


def find_all(names: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Yield every one of these wordings in a text, as whole words."""
    return _pattern(tuple(names)).finditer(plain(text))


def occurrences(text: str, wording: str) -> Iterator[str]:
    """Yield the text before each occurrence of a wording, whatever its quotes, dashes, case and spaces."""
    for joined in ("", " "):
        whole = fold(text).replace("-", joined)
        for match in _pattern((fold(wording).replace("-", joined),)).finditer(whole):
            yield whole[: match.start()]


def says(text: str, wording: str) -> bool:
    """Say whether a text holds a wording, as one word or two: cease-fire, ceasefire."""
    return any(True for _ in occurrences(text, wording))


def count(text: str) -> int:
    """Return the number of words in a text."""
    return sum(1 for _ in _COUNTED.finditer(text))


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a text stand, and the quotes that ` … ` holds together."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if _ends(text, start, match):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
    spans.append(_trimmed(text, start, len(text)))
    return tuple(span for span in spans if span.start < span.end)


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a full stop ends its sentence."""
    if match[0][0] not in ".!?":
        return True
    after = _AFTER.match(text, match.end())
    if (after and after[1].islower()) or _GOES_ON.match(text, match.end()):
        return False
    last = _LAST.search(text, max(start, match.start() - 20), match.start())
    if match[0][0] != "." or not last:
        return True
    points = WORDS["sentence"]
    if last[0] in points["either"]:
        return len(text[start : match.start()].split(maxsplit=_FEW)) > _FEW
    counts = last[0] in points["numbers"] or (last[0].istitle() and len(last[0]) <= _LABEL)
    if counts and after and after[1].isdigit():
        return False
    within = {last[0], last[0].capitalize()} if last[0].isupper() else {last[0]}
    short = _INITIALS.fullmatch(last[0]) or _SHORT.fullmatch(last[0])
    return within.isdisjoint(points["within"]) and not short


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end].removesuffix("…")
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text with their stems, those with a hyphen in parts."""
    return tuple(Word(match[0], *match.span(), stem(match[0])) for match in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what all forms and spellings of a word share: decided, decides, decision."""
    lower = plain(word).lower().removesuffix("'s").removesuffix("'")
    if len(lower) < _LONG:
        lower = _folded(_FORMS.get(lower, lower), "words")
    if not _FEW < len(lower) < _LONG:
        return lower.removesuffix("'")
    return _folded(_stemmer()(lower), "stems")


def is_past(word: str) -> bool:
    """Say whether a word may be the past form or the participle of a verb: halved, held."""
    return word.endswith(SENSE["force"]["past"]) or word.lower() in _PAST


def _folded(word: str, kind: str) -> str:
    for pattern, replacement in _folds(kind):
        word = pattern.sub(replacement, word)
    return word


@cache
def _folds(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(old), new) for old, new in WORDS["fold"][kind])


@cache
def _stemmer() -> Callable[[str], str]:
    from snowballstemmer.english_stemmer import EnglishStemmer  # its package loads thirty languages

    stemmer: Callable[[str], str] = EnglishStemmer().stemWord
    return stemmer


def neighbours(places: Sequence[int], place: int) -> Sequence[int]:
    """Return the last of some places before another, and the first from there on."""
    after = bisect_left(places, place)
    return places[max(0, after - 1) : after + 1]
