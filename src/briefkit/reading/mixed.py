"""Finds words that a wording joins though its source keeps them apart."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.certain import counted
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import stems
from briefkit.reading.numbers import Number
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token, listing
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, neighbours, stem

_SECOND = 2
_MOST = 4
"""Things of at most so many words are looked at for a change of places."""
_NEAR = 3
_FAR = 10
_BEFORE = 24
"""An article stands at most so many characters before its word, a number between them."""
OTHER_WAY: dict[str, str] = {
    one: other for pair in SENSE["opposites"]["pairs"] for one, other in (pair, reversed(pair))
}
"""Small word → its opposite."""
_OPPOSITES = re.compile(rf"(?<![\w-])(?:{either(OTHER_WAY)})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class WordOrder:
    """The words of the lines that a wording tells, in the order of the source."""

    pair: Pair

    @cached_property
    def tokens(self) -> list[tuple[EvidenceLine, Token]]:
        """All words, with their lines."""
        return [(line, token) for line in self.pair.lines for token in line.sentence.tokens]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Key of a word → its places in that order."""
        found: dict[str, list[int]] = {}
        for i, (_, token) in enumerate(self.tokens):
            found.setdefault(token.key, []).append(i)
        return found

    @cached_property
    def denied(self) -> set[tuple[int, int]]:
        """Where denials begin, each with the place of its line."""
        return {(line.place, denial.start) for line in self.pair.lines for denial in line.sentence.denials}

    def nearest(self, token: Token, other: Token) -> tuple[int, int] | None:
        """Return the places where two words stand nearest to each other."""
        theirs = self.places.get(other.key, [])
        pairs = [(i, j) for i in self.places.get(token.key, ()) for j in neighbours(theirs, i)]
        return min(pairs, key=lambda pair: abs(pair[0] - pair[1]), default=None)

    def is_close(self, places: tuple[int, int], *, joined: bool) -> bool:
        """Say whether two places are in one part, or, if an “and” joins them, near each other in neighbouring ones."""
        (line, one), (other_line, other) = (self.tokens[place] for place in places)
        near = joined and other.part - one.part == 1 and places[1] - places[0] <= _NEAR
        return line == other_line and (near or one.part == other.part)

    def left_out(self, place: int, step: int) -> int | None:
        """Return the first word before or after a place, in its part, that the wording leaves out."""
        line, token = self.tokens[place]
        at = place + step
        while 0 <= at < len(self.tokens) and (self.tokens[at][0], self.tokens[at][1].part) == (line, token.part):
            if self.tokens[at][1].key not in self.pair.keys:
                return at
            at += step
        return None


def items(pair: Pair) -> Iterator[Finding]:
    """Yield two neighbouring words that come from two clauses of the source, each beside a word that is left out.

    A wording that gives the number of items in a list need not name the items.
    """
    order = WordOrder(pair)
    tokens = [] if any(counted(pair, number) for number in pair.sentence.numbers) else pair.sentence.tokens
    for token, other in pairwise(tokens):
        places = order.nearest(token, other)
        joined = _is_coordinated(pair.sentence, token, other)
        if not places or order.is_close(places, joined=joined) or (token.part != other.part and not joined):
            continue
        before, theirs = order.left_out(places[0], 1), order.left_out(places[1], -1)
        if joined and theirs is None:
            theirs = order.left_out(places[1], 1)
        if theirs is not None and (before is not None or joined):
            line, source = order.tokens[before if before is not None else theirs]
            yield Finding("changed", other, source, line)


def entries(pair: Pair) -> Iterator[Finding]:
    """Yield a time of day that belongs to another entry of a log: each entry begins with its own time."""
    heading, *others = (_heading(line) for line in pair.lines)
    values = {other.value for other in others if other}
    for number in pair.sentence.numbers:
        if heading and number.value in values - {heading.value}:
            yield Finding("changed", number, heading, pair.lines[0])


def _heading(line: EvidenceLine) -> Number | None:
    """Return the time of day with which a line begins."""
    return next((number for number in line.sentence.numbers if not number.start and number.unit == "time"), None)


def _is_coordinated(sentence: Sentence, token: Token, other: Token) -> bool:
    """Say whether an “and” alone joins two words."""
    gap = sentence.text[token.end : other.start]
    return listing(gap, 0, len(gap)) and any(word.isalpha() for word in gap.split())


def exchanges(pair: Pair) -> Iterator[Finding]:
    """Yield two things that changed places where nothing else changed; a passive may do that.

    Two numbers side by side may not change places, nor the two sides of “after” or “than”: closed after it sank.
    """
    line = pair.lines[0]
    ours = [token for token in pair.sentence.tokens if token.key in line.sentence.keys]
    half = next((half for half in _halves(line) if {t.key for t in ours} <= {t.key for t in half}), ())
    theirs = [token for token in half if token.key in pair.keys]
    if [token.key for token in ours] == [token.key for token in theirs] or len(ours) != len(theirs):
        return
    start = next(i for i, (token, other) in enumerate(zip(ours, theirs, strict=True)) if token.key != other.key)
    end = next(i for i in range(len(ours), 0, -1) if ours[i - 1].key != theirs[i - 1].key)
    if _agents(pair.sentence) == _agents(line.sentence) and _exchanged(pair, line, ours[start:end], theirs[start:end]):
        yield Finding("changed", ours[start], theirs[start], line)


def _halves(line: EvidenceLine) -> Iterator[list[Token]]:
    """Yield the words of each half of a line, and of the whole."""
    for _, half in groupby(line.sentence.tokens, key=lambda token: line.sentence.half(token.start).start):
        yield list(half)
    yield list(line.sentence.tokens)


def _exchanged(pair: Pair, line: EvidenceLine, ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Say whether the two ends of a stretch changed places: x m y, y m x."""
    keys, its, size = [token.key for token in ours], [token.key for token in theirs], len(ours)
    for first in range(1, min(_MOST, size - 1) + 1):
        for last in range(1, min(_MOST, size - first) + 1):
            if its == [*keys[size - last :], *keys[first : size - last], *keys[:first]]:
                if between := theirs[last : size - first]:
                    alike = keys[0][0].isdigit() == keys[-1][0].isdigit()
                    return alike and max(first, last) <= _SECOND and not _inverted(line.sentence, between)
                fixed = _pivoted(line.sentence, theirs[last - 1 : last + 1])
                return not fixed.isdisjoint(_pivoted(pair.sentence, ours[first - 1 : first + 1]))
    return False


def _inverted(sentence: Sentence, between: Sequence[Token]) -> bool:
    """Say whether only a verb of saying stands between the two, which may then change places: …, said the Mayor."""
    quoted = sentence.text[: between[0].start].rstrip().endswith((",", "”", '"'))
    return quoted and all(sentence.text[token.start : token.end] in SENSE["verbs"]["inverted"] for token in between)


def _pivoted(sentence: Sentence, tokens: Sequence[Token]) -> set[str]:
    """Return the words between two others that fix their order: after, than."""
    data = SENSE["parts"]
    pivots = {data["than"], *OTHER_WAY} - {*data["list"]}
    return pivots & {*sentence.text[tokens[0].end : tokens[1].start].lower().split()}


def _agents(sentence: Sentence) -> int:
    return sum(word.text in SENSE["roles"]["agent"] for word in sentence.words)


def heads(pair: Pair) -> Iterator[Finding]:
    """Yield a head noun that the wording leaves out though it keeps its complement: (lists of) prisoners."""
    order = WordOrder(pair)
    of = re.compile(rf"\s+(?:{either(SENSE['parts']['head'])})\b")
    for token, other in pairwise(pair.sentence.tokens):
        places = order.nearest(token, other)
        if places and places[1] - places[0] == _SECOND:
            line, between = order.tokens[places[0] + 1]
            denies = between.key in stems("denial", "verbs") | stems("denial", "others")
            expects = between.key in stems("firmness", "expecting")
            excepts = any(between.start == condition.start for condition in line.sentence.conditions)
            if (
                between.key not in pair.keys
                and between.key.isalpha()
                and not (denies or expects or excepts)
                and of.match(line.sentence.text, between.end)
            ):
                yield Finding("lost", None, between, line)


def modifiers(pair: Pair) -> Iterator[Finding]:
    """Yield a word that the wording leaves out between two words that it keeps; the first may be an article."""
    order, before = WordOrder(pair), ""
    for one in pair.sentence.tokens:
        places = order.places.get(one.key, ())
        for place in places:
            if all(_left_out(order, other) for other in places) and (
                _after(order, place, before) or _bare(order, place, one)
            ):
                line, token = order.tokens[place - 1]
                yield Finding("lost", None, token, line)
        before = one.key


def _left_out(order: WordOrder, place: int) -> bool:
    """Say whether the wording leaves out the word right before a place."""
    line, token = order.tokens[place - 1]
    return place > 0 and token.key not in order.pair.keys and _plain(line, token) and _pure(order, place)


def _after(order: WordOrder, place: int, before: str) -> bool:
    """Say whether the word before the gap is the same as in the wording."""
    if place < _SECOND:
        return False
    other, token = order.tokens[place - _SECOND][1], order.tokens[place - 1][1]
    return other.key == before and other.part == token.part


def _bare(order: WordOrder, place: int, one: Token) -> bool:
    """Say whether an article stands before what is left out, and before the next word in the wording."""
    line, token = order.tokens[place - 1]
    return _article(order.pair.sentence, one.start) and _article(line.sentence, token.start)


def _pure(order: WordOrder, place: int) -> bool:
    """Say whether only a space stands between a word and the one before it in its line."""
    (line, one), (other_line, other) = order.tokens[place - 1 : place + 1]
    return line == other_line and line.sentence.text[one.end : other.start].isspace()


def _plain(line: EvidenceLine, token: Token) -> bool:
    """Say whether a word is an ordinary one: no name, no possessive, no filler, no judgement."""
    text = line.sentence.text[token.start : token.end]
    empty = stems("neutral", "words") | stems("judgement", "words")
    return token.key == stem(text) and text.isalpha() and text.islower() and token.key not in empty


def _article(sentence: Sentence, place: int) -> bool:
    """Say whether an article stands right before a place."""
    words = sentence.text[max(0, place - 5) : place].lower().split()
    return bool(words) and words[-1] in SENSE["roles"]["article"]


def opposites(pair: Pair) -> Iterator[Finding]:
    """Yield the small words that became their opposite: before the vote, after the vote."""
    ours = _opposed(pair.sentence)
    theirs = {key: (span, line) for line in reversed(pair.lines) for key, span in _opposed(line.sentence).items()}
    others = OTHER_WAY
    for (word, key), span in ours.items():
        if found := theirs.get((others[word], key)):
            yield Finding("changed", span, *found)


def _opposed(sentence: Sentence) -> dict[tuple[str, str], Span]:
    """Return the small words that have an opposite, each with the word after it; those of a way before a name only."""
    found: dict[tuple[str, str], Span] = {}
    for match in _OPPOSITES.finditer(sentence.text):
        at = bisect_left(sentence.tokens, match.end(), key=lambda token: token.start)
        if at < len(sentence.tokens):
            token = sentence.tokens[at]
            if (
                match[0].lower() not in SENSE["opposites"]["ways"]
                or not sentence.text[token.start].islower()
                or _article(sentence, token.start)
            ):
                found.setdefault((" ".join(match[0].lower().split()), token.key), Span(*match.span()))
    return found
