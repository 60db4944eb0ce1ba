"""Readers of what a date, a number or a name is told with: not with the words of another one beside it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from briefkit.reading.align import Line
from briefkit.reading.certain import counted
from briefkit.reading.dates import Moment
from briefkit.reading.language import lexicon
from briefkit.reading.numbers import Number
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token, cut
from briefkit.reading.roles import Mention
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span

_NEARLY = 0.7
_Datum = Moment | Number | Mention


@dataclass(frozen=True)
class Clauses:
    """The clauses of a sentence, each with its words; one goes on behind an aside: the boat, which sank, was old."""

    sentence: Sentence

    @cached_property
    def _bounds(self) -> list[tuple[int, bool]]:
        """Where its parts begin, but for the first, and whether with a comma."""
        text, found = self.sentence.text, []
        for one, other in pairwise(self.sentence.tokens):
            if one.part != other.part:
                at = next(i for i in range(one.end, other.start) if cut(text, one.end, i + 1, self.sentence.language))
                found.append((at, text[at] == ","))
        return found

    @cached_property
    def _clauses(self) -> list[int]:
        """The clause of each part."""
        places = [0, *(start for start, _ in self._bounds)]
        clauses = list(range(len(places)))
        heads = [self._first(start) for start in places]
        relatives = lexicon(self.sentence.language, "sense")["parts"]["relatives"]
        going = lexicon(self.sentence.language, "sense")["roles"]["between"]
        for i in range(2, len(places)):
            commas = self._bounds[i - 2][1] and self._bounds[i - 1][1]
            if commas and (heads[i] in going or heads[i - 1] in relatives):
                clauses[i] = clauses[i - 2]
        return clauses

    def _first(self, place: int) -> str:
        return next((word.text.lower() for word in self.sentence.words if word.start >= place), "")

    def at(self, place: int) -> int:
        """Return the clause of a place."""
        return self._clauses[bisect_right(self._bounds, place, key=lambda bound: bound[0])]

    def beside(self, one: _Datum) -> frozenset[str]:
        """Return the stems of the words of the clause in which something stands."""
        return self.stems.get(self.at(one.start), frozenset())

    @cached_property
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of the words of each clause."""
        found: dict[int, set[str]] = {}
        for word in self.sentence.words:
            if word.text.lower() not in _bare(self.sentence.language):
                found.setdefault(self.at(word.start), set()).add(word.stem)
        return {clause: frozenset(stems) for clause, stems in found.items()}


@cache
def _bare(language: str) -> frozenset[str]:
    data = lexicon(language, "sense")["roles"]
    return frozenset([*data["between"], *data["article"]])


def rivals(pair: Pair) -> Iterator[Finding]:
    """Yield the dates, numbers and names that are told with the words of another one, which the wording leaves out."""
    line = pair.lines[0]
    if len(pair.held) >= _NEARLY * len(pair.told):
        clauses = Clauses(line.sentence)
        counts = [number for number in pair.sentence.numbers if not counted(pair, number)]
        cast = pair.ground.cast
        for ours, theirs, same in (
            (pair.sentence.moments, line.sentence.moments, _one_day),
            (counts, line.sentence.numbers, _one_value),
            (cast.mentions(pair.sentence), cast.mentions(line.sentence), _one_actor),
        ):
            untold = [one for one in theirs if not any(same(one, other) for other in ours)]
            for one in ours:
                own = [other for other in theirs if same(one, other)]
                if len(own) == 1 and (other := _rival(pair, line, clauses, own[0], untold)):
                    yield Finding("changed", one, other, line)


def _rival(pair: Pair, line: Line, clauses: Clauses, own: _Datum, others: Sequence[_Datum]) -> _Datum | None:
    """Return the one with whose words another one is told, where none of its own is."""
    told = pair.sentence.stems
    for other in others:
        names = _own(line, own) | _own(line, other)
        mine, theirs = clauses.beside(own) - names, clauses.beside(other) - names
        if mine and (mine - theirs).isdisjoint(told) and not (theirs - mine).isdisjoint(told):
            return other
    return None


def restrictions(pair: Pair) -> Iterator[Finding]:
    """Yield what tells of which things something is said, or where it holds, where the wording leaves it out.

    What happened may be told without its place or time; a rule, a plan or a denial may not, nor may some of a kind be
    told as all of it: boats (from Varn) may fish; it halves the levy (for small boats).
    """
    line = pair.lines[0]
    for before, chunk, after in _left_out(pair, line):
        opening = line.sentence.text[before.end : chunk[0].start].lower().split()
        restricts = opening and opening[0] in lexicon(line.sentence.language, "sense")["parts"]["restricts"]
        dated = all(any(m.start <= one.start < m.end for m in line.sentence.moments) for one in chunk)
        if restricts and not dated and (_kind(line, before) if after else _rule(pair, line, before)):
            start = line.sentence.text.index(opening[0], before.end)
            yield Finding("lost", None, Span(start, chunk[-1].end), line)


def _left_out(pair: Pair, line: Line) -> Iterator[tuple[Token, list[Token], Token | None]]:
    """Yield the runs of words that a wording leaves out after one that it tells, with the one after it in its clause."""
    tokens, text = line.sentence.tokens, line.sentence.text
    run: list[Token] = []
    for before, token in pairwise([None, *tokens, None]):
        ended = token is None or (before and _ends.search(text, before.end, token.start))
        if run and (ended or (token and token.key in pair.told)):
            at = tokens.index(run[0])
            if at and tokens[at - 1].key in pair.told:
                yield tokens[at - 1], run, None if ended else token
            run = []
        elif ended:
            run = []
        if token and token.key not in pair.told and (run or (before and before.key in pair.told and not ended)):
            run.append(token)


_ends = re.compile(r"[,;:()]|\s-\s|\band\b|\bbut\b|\bwhile\b")


def _kind(line: Line, token: Token) -> bool:
    """Say whether a word names things of a kind, with no article nor number: boats."""
    text = line.sentence.text
    word = text[token.start : token.end]
    before = text[max(0, token.start - 24) : token.start].lower().split()[-2:]
    return word.endswith("s") and (word.islower() or not token.start) and not any(one in _det or one[0].isdigit() for one in before)


_det = {"the", "a", "an", "its", "their", "his", "her", "these", "those", "this", "of"}


def _rule(pair: Pair, line: Line, token: Token) -> bool:
    """Say whether a clause tells what may, must or will be, or a denial."""
    part = line.sentence.part(token.start)
    return any(one.head in part & pair.told for one in (*line.sentence.force, *line.sentence.denials))


def _own(line: Line, one: _Datum) -> frozenset[str]:
    return frozenset(word.stem for word in line.sentence.words if one.start <= word.start < one.end)


def _one_day(one: Moment, other: Moment) -> bool:
    if one.month and other.month:
        return (one.day, one.month) == (other.day, other.month)
    return (one.year, one.weekday, one.days) == (other.year, other.weekday, other.days)


def _one_value(one: Number, other: Number) -> bool:
    return one.value == other.value and bool(one.noun or one.unit) == bool(other.noun or other.unit)


def _one_actor(one: Mention, other: Mention) -> bool:
    return one.actor == other.actor
