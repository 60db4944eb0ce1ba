"""Finders of wrong attachments: a thing has the words of another one, or loses what restricts it."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import SENSE, either
from briefkit.reading.numbers import Number
from briefkit.reading.pair import Extent, Finding, Pair
from briefkit.reading.parts import Token
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span

_NEARLY = 0.7
_BEFORE = 24
"""Characters before a noun in which its article or number stands."""
_TWO = 2
_THROUGH = (word for word in SENSE["parts"]["cuts"] if word not in SENSE["parts"]["through"])
_RESTRICTION_END = re.compile(rf"[,;:()]|\s-\s|\b(?:{either(_THROUGH)})\b")
"""What ends a restriction: a punctuation mark, or a conjunction other than “or”."""


def rivals(pair: Pair) -> Iterator[Finding]:
    """Yield each date, number and name that the wording joins to the words of another one, which it leaves out."""
    line = pair.lines[0]
    ours, theirs = _data(pair, pair.sentence), _data(pair, line.sentence)
    told = [key for key, _ in ours]
    untold = [(key, other) for key, other in theirs if key not in told and _has_noun(other)]
    for key, one in ours if len(pair.shared) >= _NEARLY * len(pair.keys) else ():
        own = [other for known, other in theirs if known == key]
        if len(own) == 1:
            others = (other for known, other in untold if known[0] == key[0] and _takes(pair, own[0], other))
            yield from (Finding("changed", one, other, line) for other in islice(others, 1))


def _data(pair: Pair, sentence: Sentence) -> list[tuple[tuple[str, object], Extent]]:
    """Return the dates, numbers and names of a sentence, each with its sort and what tells it from others."""
    days = [(("day", (m.day, m.month) if m.month else (m.year, m.weekday, m.days)), m) for m in sentence.moments]
    numbers = [(("number", number.value), number) for number in sentence.numbers]
    return [*days, *numbers, *((("name", one.actor), one) for one in pair.ground.cast.mentions(sentence))]


def _takes(pair: Pair, own: Extent, other: Extent) -> bool:
    """Say whether the wording has the words that belong to the other one, and none that belong to this one."""
    sentence, ours = pair.lines[0].sentence, pair.sentence.stems
    names = {word.stem for one in (own, other) for word in sentence.words if one.start <= word.start < one.end}
    mine, theirs = sentence.clauses.company(own.start) - names, sentence.clauses.stems(other.start) - names
    return mine > mine & theirs and (mine - theirs).isdisjoint(ours) and not (theirs - mine).isdisjoint(ours)


def _has_noun(one: Extent) -> bool:
    """Say whether a number has a noun or unit; a date or a name needs none."""
    return not isinstance(one, Number) or bool(one.noun or one.unit)


def restrictions(pair: Pair) -> Iterator[Finding]:
    """Yield the restrictions that a wording leaves out: which things something is true of, or where.

    An event may be told without its place or time. A rule, a plan or a denial may not; and what is true of some boats
    may not be told of all: boats (from Varn) may fish; the levy will be halved (for small boats).
    """
    line = pair.lines[0]
    for before, chunk, after in _left_out(pair, line):
        opening = Span(before.end, chunk[0].start)
        bare = not any(token.key.isalpha() for token in chunk) or any(one.key in pair.ground.wanted for one in chunk)
        restricts = _restricts(line, before, chunk[0]) and not bare and not _replaced(pair, line, opening, after)
        if restricts and (_rule(pair, line, chunk[0]) or (after and _kind(line, before))):
            start = before.end + 1
            yield Finding("lost", None, Span(start, chunk[-1].end), line)


def _left_out(pair: Pair, line: EvidenceLine) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """Yield each run of words that a wording leaves out, with the words before and after it in its clause."""
    run: list[Token] = []
    known: Token | None = None
    for before, token in pairwise([None, *line.sentence.tokens, None]):
        ended = not token or bool(before and _ends(line, before.end, token.start))
        is_kept = token is not None and token.key in pair.keys
        if run and (ended or is_kept):
            if known:
                yield known, run, None if ended else token
            run = []
        if token and is_kept:
            known = token
        elif token:
            known = None if ended else known
            run.append(token)


def _ends(line: EvidenceLine, start: int, end: int) -> bool:
    return _RESTRICTION_END.search(line.sentence.text, start, end) is not None


def _restricts(line: EvidenceLine, before: Token, first: Token) -> bool:
    """Say whether a restriction begins after a word: for, who, only with; (houses) built before."""
    text = line.sentence.text
    words = text[before.end : first.start].lower().split()[:_TWO]
    built = text[before.start].islower() and text[first.start : first.end].endswith(SENSE["force"]["past"])
    return not {*words}.isdisjoint(SENSE["parts"]["restricts"]) or (not words and built)


def _replaced(pair: Pair, line: EvidenceLine, opening: Span, after: Token | None) -> bool:
    """Say whether the wording has a different restriction in the same place: (patients) in the south."""
    text, tokens = pair.sentence.text, pair.sentence.tokens
    words = line.sentence.text[opening.start : opening.end].split()[:1]
    for token, other in pairwise(tokens):
        begins = words and text[token.end : other.start].split()[:1] == words
        if begins and line.sentence.text[: opening.start].endswith(text[token.start : token.end]):
            return not after or other.key != after.key
    return False


def _kind(line: EvidenceLine, token: Token) -> bool:
    """Say whether a word is a plural without an article or a number, which means all of a kind: boats."""
    text = line.sentence.text
    word = text[token.start : token.end]
    before = text[max(0, token.start - _BEFORE) : token.start].lower().split()[-_TWO:]
    known = any(one in SENSE["parts"]["known"] or one[0].isdigit() for one in before)
    return word.endswith("s") and (word.islower() or not token.start) and not known


def _rule(pair: Pair, line: EvidenceLine, token: Token) -> bool:
    """Say whether a permission, a duty, a plan or a denial stands before a word in its clause."""
    shared = line.sentence.part(token.start) & pair.keys
    firm = (cue for cue in (*line.sentence.force, *line.sentence.denials) if cue.start < token.start)
    return any(cue.head in shared for cue in firm)
