"""Small words that carry a meaning: force, limits, denials and conditions, each with what it belongs to."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from briefkit.reading.language import DATES, NUMBERS, SENSE, WORDS, either
from briefkit.reading.text import Word, find_all, plain, stem, words

_CLAUSE_END = re.compile(r"[;:]|,(?!\d)|\s-\s|[.!?][\"']?(?:\s|$)")
_OPENING = re.compile(r"(?:^|[,;:(\"-])\s*$")
_NEAR = 3
_CLAUSE = 300
"""Characters of the longest clause of condition that is read."""
_FEWEST = 5
"""Words of which something can be told: a headline or a name may do without small ones."""
_SHARE = 10
"""One word in so many is small, or the text is foreign."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A small word with a meaning, or a clause of condition."""

    kind: str
    """Its class: `may`, `all`, `if` …"""
    start: int
    end: int
    head: str = ""
    """The stem of what it governs or limits; empty where there is nothing."""
    stem: str = ""
    """The stem of a word that denies."""


@cache
def small() -> frozenset[str]:
    """Return the words without a content of their own, and those for which there is a finder."""
    numerals = [*NUMBERS["small"], *NUMBERS["tens"], *NUMBERS["scales"], *NUMBERS["others"], *NUMBERS["fractions"]]
    bounds = [word for group in NUMBERS["comparators"].values() for phrase in group for word in phrase.split()]
    groups = [*SENSE["limits"].values(), *SENSE["conditions"]["heads"].values(), SENSE["conditions"]["opening"]]
    single = [phrase for group in groups for phrase in group if " " not in phrase]
    words = [*kinds("force"), *SENSE["denial"]["words"], *WORDS["small"]["words"]]
    return frozenset([*numerals, *bounds, *single, *words])


@cache
def kinds(part: str) -> dict[str, str]:
    """Return the words of a part of the language's data, each with its class."""
    return {word: kind for kind, group in SENSE[part].items() if isinstance(group, list) for word in group}


_LIMITING = re.compile(rf"(?<![\w-])(?:{either(kinds('limits'))})(?![\w-])", re.IGNORECASE)
_CONDITIONS = SENSE["conditions"]
_GROUPS = {**_CONDITIONS["heads"], "opening": _CONDITIONS["opening"], "inverted": _CONDITIONS["inverted"]}
_HEADS = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<{kind}>{either(heads)})' for kind, heads in _GROUPS.items())})(?!\w)", re.IGNORECASE
)


@cache
def stems(part: str, group: str) -> frozenset[str]:
    """Return the stems of a group of the language's data."""
    return frozenset(stem(word) for word in SENSE[part][group])


def content(*texts: str) -> frozenset[str]:
    """Return the stems of the words of texts that have a content of their own."""
    return frozenset(one.stem for text in texts for one in words(text) if one.text.lower() not in small())


def force(words: Sequence[Word]) -> list[Cue]:
    """Return the modal verbs of a sentence with the verbs that they govern."""
    modal, found = kinds("force"), []
    for i, word in enumerate(words):
        if kind := modal.get(word.text.lower()):
            verb = governed(words, i + 1)
            found.append(Cue(kind, word.start, word.end, verb.stem if verb else ""))
    return found


def governed(words: Sequence[Word], at: int) -> Word | None:
    """Return the next verb from a place on; auxiliaries and adverbs are skipped."""
    for word in words[at : at + 2 * _NEAR]:
        if word.text.lower() not in SENSE["roles"]["between"] and not word.text.endswith(SENSE["force"]["adverb"]):
            return word
    return None


def limits(text: str, content: Sequence[Word]) -> list[Cue]:
    """Return the words of a sentence that limit something, with the content word after or, at an end, before."""
    found = []
    for match in _LIMITING.finditer(plain(text)):
        kind = kinds("limits")[" ".join(match[0].lower().split())]
        head = _head_of(text, content, match.start(), match.end())
        behind = kind in SENSE["before"]["kinds"] and not _ahead(text, content, match.end())
        behind = behind or (kind in SENSE["before"]["titles"] and not _next(text, content, match.end()))
        if head not in _periods() and not behind:
            found.append(Cue(kind, *match.span(), head))
    return found


def limiting(text: str) -> frozenset[str]:
    """Return the classes of all words of a text that may limit something, whatever stands beside them."""
    known = kinds("limits")
    return frozenset(known[" ".join(match[0].lower().split())] for match in _LIMITING.finditer(plain(text)))


def denied(words: Sequence[Word]) -> frozenset[int]:
    """Return the places of the words after a denial: the “only” of “not only”."""
    return frozenset(word.start for before, word in pairwise(words) if before.text.lower() in SENSE["denial"]["words"])


@cache
def _periods() -> frozenset[str]:
    """Return the stems of periods, since “every year” is a date and no limit."""
    return frozenset(stem(DATES["periods"][unit]) for unit in ("year", "month", "week"))


def _next(text: str, content: Sequence[Word], end: int) -> bool:
    """Say whether the next word has a content: “the former” limits nothing."""
    at = bisect_left(content, end, key=lambda word: word.start)
    return at < len(content) and not any(map(str.isalpha, text[end : content[at].start]))


def _ahead(text: str, content: Sequence[Word], end: int) -> bool:
    """Say whether a word with a content follows a place in its clause."""
    at = bisect_left(content, end, key=lambda word: word.start)
    return at < len(content) and not _CLAUSE_END.search(text, end, content[at].start)


def _head_of(text: str, content: Sequence[Word], start: int, end: int) -> str:
    at = bisect_left(content, end, key=lambda word: word.start)
    if _ahead(text, content, end):
        return content[at].stem
    before = bisect_left(content, start, key=lambda word: word.start) - 1
    return content[before].stem if before >= 0 else ""


def denials(text: str, words: Sequence[Word], content: Sequence[Word]) -> list[Cue]:
    """Return the denials of a sentence with what they deny; “not only” and “no later than” deny nothing."""
    data, found = SENSE["denial"], []
    for i, word in enumerate(words):
        lower = plain(word.text.lower())
        after = words[i + 1].text.lower() if i + 1 < len(words) else ""
        denies = lower in data["words"] or lower.endswith(data["ending"]) or f"{lower} {after}" in data["phrases"]
        verb = word.stem in stems("denial", "verbs") and not (i and word.text[0].isupper())  # a name's: the Prohibition
        bounds = after in data["only"] or (
            after in data["bounds"] and text.startswith(f" {SENSE['parts']['than']} ", words[i + 1].end)
        )
        if (denies and not bounds) or verb:
            head = _head_of(text, content, word.start, word.end)
            found.append(Cue("not" if denies else "verb", word.start, word.end, head, word.stem))
    return found


def conditions(text: str) -> Iterator[Cue]:
    """Yield the clauses of condition of a sentence, each up to the end of its clause."""
    other = {match.start() for match in find_all(SENSE["conditions"]["other"], text)}
    for found in _HEADS.finditer(text):
        opening = found["opening"] and not _OPENING.search(text, max(0, found.start() - _NEAR), found.start())
        opening = opening or (found["inverted"] and (found[0].islower() or text.endswith("?")))
        if found.start() in other or opening:
            continue
        end = _CLAUSE_END.search(text, found.end(), found.end() + _CLAUSE)
        kind = next(name for name in ("if", "unless", "until") if found[name] or name == "until")
        until = end.start() if end else min(len(text), found.end() + _CLAUSE)
        yield Cue(
            "if" if found["opening"] or found["inverted"] else kind,
            found.start() if text[found.end() : until].strip() else _clause_start(text, found.start()),
            until,
        )


def _clause_start(text: str, place: int) -> int:
    """Return the start of a clause whose head stands at its end, as in “weather permitting”."""
    *_, end = [place, *(match.end() for match in _CLAUSE_END.finditer(text, max(0, place - _CLAUSE), place))]
    return end


def is_foreign(text: str) -> bool:
    """Say whether a text seems to be in another language than English, judged by its small words.

    A list of names is none. Of fourteen sentences in as many other languages that this was tried on, eleven are taken
    for foreign; of 2,626 English ones, 48, most of them rows of tables.
    """
    letters = [word.text for word in words(text) if word.text[0].isalpha()]
    few = _SHARE * sum(word.lower() in small() for word in letters) <= len(letters)
    return len(letters) >= _FEWEST and few and 2 * sum(word[0].isupper() for word in letters) < len(letters)
