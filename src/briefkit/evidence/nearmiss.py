"""A quote that is not in its source: what the source has in its place, and what differs."""

import re
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from briefkit.characters import INVISIBLE
from briefkit.evidence.folding import folded, places
from briefkit.outcomes import Evidence
from briefkit.outcomes.gate import LIGATURES

COPIED = "Copy the words from the source; leave nothing out."
"""What mends every quote that is not found."""

TWINS = dict(zip("АВЕЅІЈКМНОРСТХҮаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTXYaesijopcyxhdqw", strict=True)) | dict(
    zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)
)
"""Cyrillic or Greek letter → the Latin letter that looks the same (Unicode, confusables.txt)."""
_HYPHENS = "-‐‑‒–—−"
_ALIKE = str.maketrans({**TWINS, **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys("´`′", "'"), "″": '"'})
_LIGATURES = {ord(ligature): letters for ligature, letters in LIGATURES.items()}
_UNSEEN = re.compile(rf"[\s{INVISIBLE}]+")
_LEFT_OUT = re.compile(r"\[(?:…|\.\.\.)\]|…|\.\.\.")
_PLAIN = re.compile(r"[^\W_][\w ’.;()/-]*")
"""What YAML takes for text in a list without quotation marks."""
_WORD = re.compile(r"[^\W_]+")
_PAIRS = 2_000
"""Pairs of like words that are looked at to find the nearest passage."""
_SHOWN, _BEFORE = 300, 80
"""Characters of a passage that are shown, and of them before the first difference."""
_MARK, _MARKS = ".,;:!?…()[]\"'“”‘’«»", 4
"""Marks that may stand right beside a passage that is shown, and how many of them are looked for."""
_NAMED = 3
"""Differences that are named."""
_PARTS = 20
"""Parts of a quote that leaves words out, and that are looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a source in lower case."""

    spans: Sequence[tuple[int, int]]
    """Where each stands."""
    at: Mapping[str, Sequence[int]]
    """Word → which of them it is."""


def missed(text: str, evidence: Evidence) -> str:
    """Return what would mend a quote that is not found in a source's text."""
    quote = evidence.quote
    if next(places(folded(text), folded(quote)), None):
        return "The quote is there, but not right behind its `prefix:` and before its `suffix:`."
    if parts := _as_list(text, quote):
        return f"Words are left out of it: write what is quoted as a list, `quote: [{parts}]`."
    if named := _character_names(text, quote):
        return f"It looks the same, but the source has {named}. Copy it from the source."
    found = nearest(text, quote)
    return f"The source has: {found}" if found else COPIED


def nearest(text: str, quote: str) -> str | None:
    """Return the source's own passage that shares most words with a quote, cut where it is long; or None.

    Why half of the words at least: a mere likeness would send the reader to the wrong place.
    """
    words, wanted = words_of(text), tokens(quote)
    run = _run(words, wanted)
    spans = words.spans[run.start : run.stop]
    shared = Counter(wanted) & Counter(text[start:end].lower() for start, end in spans)
    if not spans or 2 * shared.total() < len(wanted):
        return None
    start, end = spans[0][0], spans[-1][1]
    if not quote[:1].isalnum():
        start -= len(_mark(text[max(0, start - _MARKS) : start][::-1]))
    if not quote[-1:].isalnum():
        end += len(_mark(text[end : end + _MARKS]))
    return _excerpt(" ".join(text[start:end].split()), quote)


def _mark(text: str) -> str:
    """Return the marks that a text begins with: a full stop, quotation marks."""
    return text[: len(text) - len(text.lstrip(_MARK))]


def _as_list(text: str, quote: str) -> str:
    """Return the parts of a quote that leaves words out, as a YAML list, if the source has all in order."""
    parts = [part.strip() for part in _LEFT_OUT.split(quote) if part.strip()]
    source, behind = folded(text), 0
    if not _LEFT_OUT.search(quote) or len(parts) > _PARTS:
        return ""
    for part in parts:
        found = next((end for start, end in places(source, folded(part)) if start >= behind), -1)
        if found < 0:
            return ""
        behind = found
    return ", ".join(part if _PLAIN.fullmatch(part) else f'"{_escaped(part)}"' for part in parts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _character_names(text: str, quote: str) -> str:
    """Return the names of the characters in which a source differs from a quote that looks the same."""
    source, wanted = folded(_alike(text)), folded(quote.translate(_ALIKE)).text
    at = source.text.find(wanted) if wanted else -1
    if at < 0:
        return ""
    theirs = text[source.start(at) : source.end(at + len(wanted))]
    return "; ".join(islice(dict.fromkeys(_differences(_visible(theirs), _visible(quote))), _NAMED))


@lru_cache(maxsize=8)
def _alike(text: str) -> str:
    return text.translate(_ALIKE)


def _visible(text: str) -> str:
    """Return what is seen of a text, letter by letter, without its spaces."""
    return _UNSEEN.sub("", text).translate(_LIGATURES)


def _differences(theirs: str, ours: str) -> Iterator[str]:
    """Yield how the letters of two texts that look the same differ; a hyphen may stand in only one of them."""
    i = j = 0
    while i < len(theirs) and j < len(ours):
        their, our = theirs[i], ours[j]
        alike = folded(their.translate(_ALIKE)).text == folded(our.translate(_ALIKE)).text
        if alike and folded(their).text != folded(our).text:
            yield f"{character_name(their)} for {character_name(our)}"
        elif not alike:
            yield f"{character_name(their)} more" if their in _HYPHENS else f"no {character_name(our)}"
        i += alike or their in _HYPHENS
        j += alike or their not in _HYPHENS


def character_name(char: str) -> str:
    """Return a character's name, a letter with the script it is of."""
    name = unicodedata.name(char, "")
    if not char.isalpha():
        return f"U+{ord(char):04X} {name}".rstrip()
    script = name.partition(" ")[0].capitalize()
    return f"{script} {char}" if char.isascii() else f"{script} {char} (U+{ord(char):04X})"


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [match[0].lower() for match in _WORD.finditer(text)]


@lru_cache(maxsize=8)
def words_of(text: str) -> Words:
    """Return the words of a source."""
    spans = [match.span() for match in _WORD.finditer(text)]
    at: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
    for number, (start, end) in enumerate(spans):
        at[text[start:end].lower()].append(number)
    return Words(spans, dict(at))


def _run(words: Words, wanted: Sequence[str]) -> range:
    """Return which words of a source stand where most words of a quote would, those counting most that are rare."""
    width = max(4, len(wanted) // 4)
    pairs = list(_pairs(words, wanted))
    votes: defaultdict[int, float] = defaultdict(float)
    for i, at in pairs:
        for place in ((at - i) // width, (at - i) // width + 1):
            votes[place] += 1 / len(words.at[wanted[i]])
    if not votes:
        return range(0)
    best = max(votes, key=lambda place: (votes[place], -place))
    near = [(i, at) for i, at in pairs if best - 1 <= (at - i) // width <= best]
    middle = sorted(at - i for i, at in near)[len(near) // 2]
    shifts = {i: at - i for i, at in near if abs(at - i - middle) <= width // 2}
    first, last = shifts[min(shifts)], shifts[max(shifts)]
    return range(max(0, first), max(0, min(last + len(wanted), len(words.spans))))


def _pairs(words: Words, wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the number of a word of a quote and of the same word in a source, rare words first, as many as counted."""
    known = sorted((len(words.at[word]), i) for i, word in enumerate(wanted) if word in words.at)
    return islice(((i, at) for _, i in known for at in words.at[wanted[i]]), _PAIRS)


def _excerpt(passage: str, quote: str) -> str:
    """Return a passage, of a long one what stands around its first difference from a quote."""
    if len(passage) <= _SHOWN:
        return passage
    whole = folded(passage)
    pairs = enumerate(zip(whole.text, folded(quote).text, strict=False))
    differs = next((i for i, (theirs, ours) in pairs if theirs != ours), len(whole.text) - 1)
    start = max(0, whole.start(differs) - _BEFORE)
    head, tail = "… " if start else "", " …" if start + _SHOWN < len(passage) else ""
    return f"{head}{passage[start : start + _SHOWN].strip()}{tail}"
