"""Compare a wording with the passages that it rests on.

A wording without a new word can still say something else: the words of two clauses change places, or a word between two
that are told is left out. Which of these changes the meaning, no table of words tells; that there is such a change, the
order of the words does.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from briefkit.reading.align import EvidenceLine, evidence
from briefkit.reading.classes import CLASSES, Class
from briefkit.reading.meaning import stems
from briefkit.reading.model import Claim, Comparison, Context, Difference, Passage, or_stands
from briefkit.reading.pair import ClaimGround, Finding, Pair
from briefkit.reading.roles import cast
from briefkit.reading.sentence import Sentence, read
from briefkit.reading.text import Span, Word, words
from briefkit.reading.voices import CONTRAST

_WHOLE = ("says", "does", "text")
"""The shapes that tell all that the source tells; the others are shorter, and compared with these."""
_MOST = 0.5
_FEW = 2
"""So many words in another place, or left out between others, make a wording one to be read."""


def compare(claim: Claim, passages: Sequence[Passage], context: Context) -> Comparison:
    """Return the new words of a wording, and its differences from the passages; the same is compared once."""
    return _compared(claim, tuple(passages), context)


@lru_cache(maxsize=2048)  # a run for an audience looks at it twice, and one that watches at every change of any other
def _compared(claim: Claim, passages: Sequence[Passage], context: Context) -> Comparison:
    sentences = read(claim.text, next((p.issued for p in passages), None))
    wanted = frozenset().union(*(sentence.stems for sentence in sentences))
    lines = evidence(passages, wanted)
    parties = _stems([name for names in context.parties.values() for name in names])
    names = _stems(context.names) | parties
    plain = [*context.parties.get(claim.by or "", ()), *(name for name in context.names if name.islower())]
    known = _stems([*plain, *claim.conditions]) | _neutral(claim) | lines.places.keys()
    company = cast(tuple((key, tuple(names)) for key, names in context.parties.items()))
    ground = ClaimGround(claim, lines, context, company, wanted)
    aside = names | _stems([*plain, *claim.conditions])
    new, differences, other = [], dict[tuple[int, int, str], Difference](), False
    for sentence in sentences:
        fresh = [
            word for word in sentence.content if word.stem not in known and not _in_compound(sentence, word, known)
        ]
        fresh = [word for word in fresh if word.stem not in names or word.text.islower()]
        new += [(sentence.start + word.start, sentence.start + word.end, word.text) for word in fresh]
        pair = Pair(ground, sentence, ground.lines_for(sentence))
        moved = rearranged(sentence, pair.lines, aside) or half_told(pair.lines, wanted | ground.conditions, parties)
        other = other or (claim.shape in _WHOLE and moved)
        for row in (row for row in CLASSES if row.certain or not fresh):
            for one in _differ(row, pair):
                differences.setdefault((one.start, one.end, one.words), one)  # the same words are asked about once
    in_order = sorted(differences.values(), key=lambda difference: difference.start)
    return Comparison(bool(new) or other, tuple(new), tuple(in_order))


def _neutral(claim: Claim) -> frozenset[str]:
    """Return the stems of the words that claim nothing; what an actor does is a claim: took note of (the plan)."""
    deed = _stems(claim.text.split()[:1] if claim.shape == "does" else [])
    return stems("neutral", "words") - deed


def _stems(texts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(_of(text) for text in texts))


@lru_cache(maxsize=8192)
def _of(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text))


def _in_compound(sentence: Sentence, word: Word, known: frozenset[str] | set[str]) -> bool:
    """Say whether a word is part of a compound that is known as one word: cease-fire."""
    return any(word.start >= span.start and word.end <= span.end and one in known for span, one in sentence.compounds)


_NOTHING_LIKE_IT = "Write what the source has"
"""The hint where the source has no words of that sort to name."""


def _differ(row: Class, pair: Pair) -> Iterator[Difference]:
    if pair.ground.claim.shape in row.shapes:
        for finding in row.finder(pair):
            if finding.change in row.message and (row.afar or not _behind(finding, pair.sentence.text)):
                yield _difference(row, pair, finding)


def _behind(finding: Finding, text: str) -> bool:
    """Say whether the lost words follow a semicolon, and the wording is what stands before it, word for word."""
    if finding.change != "lost" or not (finding.source and finding.line):
        return False
    before, semicolon, _ = finding.line.sentence.text[: finding.source.start].rpartition(";")
    return bool(semicolon) and before.rstrip().endswith(text.rstrip(" ."))


def _difference(row: Class, pair: Pair, finding: Finding) -> Difference:
    """Return a finding with its words and message."""
    sentence, line = pair.sentence, finding.line
    place, source = finding.place or Span(0, len(sentence.text)), finding.source or Span(0, 0)
    theirs = line.sentence.text[source.start : source.end] if line else ""
    offset = line.sentence.start if line and finding.source else 0
    words = sentence.text[place.start : place.end] if finding.place else theirs
    hint = row.hint.format(source=theirs) if theirs or "{source}" not in row.hint else _NOTHING_LIKE_IT
    return Difference(
        code=row.code,
        name=row.name,
        change=finding.change,
        start=sentence.start + place.start,
        end=sentence.start + place.end,
        words=words,
        message=row.message[finding.change],
        hint=or_stands(hint, words),
        passage=line.passage if line else None,
        source_start=offset + source.start,
        source_end=offset + source.end,
        source=theirs,
    )


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
