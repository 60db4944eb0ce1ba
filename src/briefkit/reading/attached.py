"""Readers of what a thing is told with: the words of another one in its place, or without what restricts it."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from briefkit.reading.align import EvidenceLine
from briefkit.reading.certain import counted
from briefkit.reading.dates import Moment
from briefkit.reading.language import either, lexicon
from briefkit.reading.numbers import Number
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token
from briefkit.reading.roles import Mention
from briefkit.reading.text import Span, stem

_NEARLY = 0.7
_BEFORE = 24
"""Characters before a noun in which its article or number stands."""
_TWO = 2
_Datum = Moment | Number | Mention
_One = TypeVar("_One", Moment, Number, Mention)


def rivals(pair: Pair) -> Iterator[Finding]:
    """Yield the dates, numbers and names that are told with the words of another one, which the wording leaves out."""
    line = pair.lines[0]
    if len(pair.shared) >= _NEARLY * len(pair.keys):
        cast, counts = pair.ground.cast, [one for one in pair.sentence.numbers if not counted(pair, one)]
        yield from _rivals(pair, pair.sentence.moments, line.sentence.moments, _one_day)
        yield from _rivals(pair, counts, line.sentence.numbers, _one_value)
        yield from _rivals(pair, cast.mentions(pair.sentence), cast.mentions(line.sentence), _one_actor)


def _rivals(
    pair: Pair, ours: Sequence[_One], theirs: Sequence[_One], same: Callable[[_One, _One], bool]
) -> Iterator[Finding]:
    untold = [one for one in theirs if not any(same(one, other) for other in ours) and _named(one)]
    for one in ours:
        own = [other for other in theirs if same(one, other)]
        if len(own) == 1 and (rival := next((other for other in untold if _takes(pair, own[0], other)), None)):
            yield Finding("changed", one, rival, pair.lines[0])


def _takes(pair: Pair, own: _Datum, other: _Datum) -> bool:
    """Say whether something is told with the words of another one, and with none of its own."""
    sentence, told = pair.lines[0].sentence, pair.sentence.stems
    names = {word.stem for one in (own, other) for word in sentence.words if one.start <= word.start < one.end}
    mine, theirs = sentence.clauses.company(own.start) - names, sentence.clauses.stems(other.start) - names
    order = _order(sentence.language)
    first, second = mine & order, theirs & order
    if first and first.isdisjoint(told) and second & told:
        return True
    return mine > mine & theirs and (mine - theirs).isdisjoint(told) and not (theirs - mine).isdisjoint(told)


@cache
def _order(language: str) -> frozenset[str]:
    """Return the stems of the words that tell a place in an order: second, last."""
    words = [*lexicon(language, "numbers")["ordinals"], *lexicon(language, "sense")["before"]["kinds"]]
    return frozenset(stem(word, language) for word in words)


def _one_day(one: Moment, other: Moment) -> bool:
    if one.month and other.month:
        return (one.day, one.month) == (other.day, other.month)
    return (one.year, one.weekday, one.days) == (other.year, other.weekday, other.days)


def _one_value(one: Number, other: Number) -> bool:
    return one.value == other.value


def _named(one: _Datum) -> bool:
    """Say whether a number tells what it counts."""
    return not isinstance(one, Number) or bool(one.noun or one.unit)


def _one_actor(one: Mention, other: Mention) -> bool:
    return one.actor == other.actor


def restrictions(pair: Pair) -> Iterator[Finding]:
    """Yield what tells of which things something is said, or where it holds, where the wording leaves it out.

    What happened may be told without its place or time; a rule, a plan or a denial may not, nor may some of a kind be
    told as all of it: boats (from Varn) may fish; the levy will be halved (for small boats).
    """
    line = pair.lines[0]
    for before, chunk, after in _left_out(pair, line):
        opening = Span(before.end, chunk[0].start)
        bare = not any(one.key.isalpha() for one in chunk) or any(one.key in pair.ground.wanted for one in chunk)
        restricts = _restricts(line, before, chunk[0]) and not bare and not _replaced(pair, line, opening, after)
        if restricts and (_rule(pair, line, chunk[0]) or (after and _kind(line, before))):
            start = before.end + 1
            yield Finding("lost", None, Span(start, chunk[-1].end), line)


def _left_out(pair: Pair, line: EvidenceLine) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """Yield the runs of words that a wording leaves out after one that it tells, with the one after in its clause."""
    run: list[Token] = []
    known: Token | None = None
    for before, token in pairwise([None, *line.sentence.tokens, None]):
        ended = not token or bool(before and _ends(pair, line, before.end, token.start))
        told = token is not None and token.key in pair.keys
        if run and (ended or told):
            if known:
                yield known, run, None if ended else token
            run = []
        if token and told:
            known = token
        elif token:
            known = None if ended else known
            run.append(token)


def _ends(pair: Pair, line: EvidenceLine, start: int, end: int) -> bool:
    return _apart(pair.sentence.language).search(line.sentence.text, start, end) is not None


@cache
def _apart(language: str) -> re.Pattern[str]:
    """Return the pattern of what ends a restriction: any mark, and what joins a part but for an “or”."""
    data = lexicon(language, "sense")["parts"]
    return re.compile(rf"[,;:()]|\s-\s|\b(?:{either(word for word in data['cuts'] if word not in data['through'])})\b")


def _restricts(line: EvidenceLine, before: Token, first: Token) -> bool:
    """Say whether a restriction begins behind a word: for, who, only with; (houses) built before."""
    data, text = lexicon(line.sentence.language, "sense"), line.sentence.text
    words = text[before.end : first.start].lower().split()[:_TWO]
    built = text[before.start].islower() and text[first.start : first.end].endswith(data["force"]["past"])
    return not {*words}.isdisjoint(data["parts"]["restricts"]) or (not words and built)


def _replaced(pair: Pair, line: EvidenceLine, opening: Span, after: Token | None) -> bool:
    """Say whether a wording has another restriction in the same place: (patients) in the south."""
    text, tokens = pair.sentence.text, pair.sentence.tokens
    words = line.sentence.text[opening.start : opening.end].split()[:1]
    for one, other in pairwise(tokens):
        begins = words and text[one.end : other.start].split()[:1] == words
        if begins and line.sentence.text[: opening.start].endswith(text[one.start : one.end]):
            return not after or other.key != after.key
    return False


def _kind(line: EvidenceLine, token: Token) -> bool:
    """Say whether a word names things of a kind, with no article nor number: boats."""
    text, data = line.sentence.text, lexicon(line.sentence.language, "sense")["parts"]
    word = text[token.start : token.end]
    before = text[max(0, token.start - _BEFORE) : token.start].lower().split()[-_TWO:]
    known = any(one in data["known"] or one[0].isdigit() for one in before)
    return word.endswith("s") and (word.islower() or not token.start) and not known


def _rule(pair: Pair, line: EvidenceLine, token: Token) -> bool:
    """Say whether a clause tells what may, must or will be, or a denial, before a place."""
    told = line.sentence.part(token.start) & pair.keys - pair.elsewhere(line, token.start)
    firm = (one for one in (*line.sentence.force, *line.sentence.denials) if one.start < token.start)
    return any(one.head in told for one in firm)
