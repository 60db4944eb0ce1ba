"""Whether a wording keeps the order of its source's words, without gaps.

A wording without a new word can still say something else: the words of two clauses change places, or a word between two
that are told is left out. Which of these changes the meaning, no table of words tells; that there is such a change, the
order of the words does.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span
from briefkit.reading.voices import CONTRAST

_MOST = 0.5

_FEW = 2
"""So many words in another place, or left out between others, make a wording one to be read."""


def rearranged(sentence: Sentence, lines: Sequence[EvidenceLine], known: Collection[str]) -> bool:
    """Say whether a sentence tells lines of its source in another order, or leaves out words from between others.

    `known` are stems that may stand anywhere or nowhere: of declared names and conditions. Time is n log n.
    """
    ordered = sorted(lines, key=lambda line: line.place)
    theirs = [word.stem for line in ordered for word in line.sentence.content if word.stem not in known]
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(theirs):
        places.setdefault(stem, []).append(place)
    found = _places([word.stem for word in sentence.content], places)
    if len(found) < _FEW:
        return False
    moved = len(found) - _in_order(found)
    left_out = max(found) - min(found) + 1 - len(set(found))
    return moved >= _FEW or left_out >= _FEW


def half_told(lines: Sequence[EvidenceLine], wanted: Collection[str], known: Collection[str]) -> bool:
    """Say whether a wording tells only one of two contrasting halves, divided by a “but” or a semicolon.

    `known` are stems of names. A half after a semicolon contrasts with the one before if it denies anything.
    """
    for line in lines:
        sentence, parts = line.sentence, []
        ends = [match.start() for match in CONTRAST.finditer(sentence.text)]
        for start, end in pairwise([0, *ends, len(sentence.text)]):
            if stems := sentence.stems_within(Span(start, end)).difference(known):
                against = start > 0 and (sentence.text[start] != ";" or sentence.denies(stems))
                parts.append((len(stems.intersection(wanted)) >= _MOST * len(stems), against))
        if any(is_told for is_told, _ in parts) and any(against and not is_told for is_told, against in parts):
            return True
    return False


def _places(stems: Sequence[str], places: dict[str, list[int]]) -> list[int]:
    """Return where the words of a wording stand in its source: each behind the one before it, where it can."""
    found: list[int] = []
    for stem in stems:
        if at := places.get(stem):
            behind = bisect_left(at, found[-1] + 1) if found else 0
            found.append(at[behind] if behind < len(at) else at[0])
    return found


def _in_order(places: Sequence[int]) -> int:
    """Return how many places at most stand in order: the length of the longest rising subsequence."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
