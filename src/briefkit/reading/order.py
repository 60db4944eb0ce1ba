"""How a wording puts the words of its source together: in another order, with gaps, or from two places.

A wording without a new word can still say something else: two things change places, a word between two that are told
is left out, or words of two clauses are joined. Which of these changes the meaning, no table of words tells; that there
is such a change, the order of the words does. So it is left to a reader; only two words in each other's place, and all
others where they were, are asked about.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.certain import counted, reckoned
from briefkit.reading.language import NUMBERS
from briefkit.reading.meaning import stems
from briefkit.reading.model import Shape
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token, listing
from briefkit.reading.roles import saying
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, neighbours
from briefkit.reading.voices import CONTRAST

_WHOLE: Collection[Shape] = ("says", "does", "text")
"""The shapes that tell all that the source tells; the others are shorter, and compared with these."""
_MOST = 0.5
_FEW = 2
"""So many words in another place."""
_NEARLY = 0.7
_MOST_MOVED = 40
"""So many words in another place are looked at: where more are, nothing has only changed places."""


@dataclass(frozen=True)
class WordOrder:
    """The words of the lines that a wording tells, in the order of the source."""

    pair: Pair
    names: Collection[str]
    """The stems of all names."""
    known: Collection[str]
    """The stems of what may be left out: names, and what is declared."""

    def differs(self) -> bool:
        """Say whether a reader has to hold the wording against its source, although it has no new word."""
        shape = self.pair.ground.claim.shape
        whole = shape in _WHOLE and (self.moved or self._gapped() or self._half_told())
        reckons = any(reckoned(self.pair, number) for number in self.pair.sentence.numbers)
        return whole or reckons or (shape != "plain" and self._joined_anew())

    @cached_property
    def _tokens(self) -> list[tuple[EvidenceLine, Token]]:
        """All words, with their lines."""
        lines = sorted(self.pair.lines, key=lambda line: line.place)
        return [(line, token) for line in lines for token in line.sentence.tokens]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Key of a word → its places in that order."""
        places: dict[str, list[int]] = {}
        for place, (_, token) in enumerate(self._tokens):
            places.setdefault(token.key, []).append(place)
        return places

    @cached_property
    def _told(self) -> list[int]:
        """The place of each word of the wording: the next one behind that of the word before, else the first."""
        told: list[int] = []
        for token in self.pair.sentence.tokens:
            if places := self._places.get(token.key):
                behind = bisect_left(places, told[-1] + 1) if told else 0
                told.append(places[behind] if behind < len(places) else places[0])
        return told

    def _is_ordinary(self, place: int) -> bool:
        """Say whether a word is no name, date or number in digits."""
        line, token = self._tokens[place]
        return line.sentence.text[token.start].islower()

    def _is_figure(self, place: int) -> bool:
        return self._tokens[place][1].key[0].isdigit()

    @cached_property
    def moved(self) -> bool:
        """Say whether some words, or a number, stand in another order than in the source."""
        ordinary = [place for place in self._told if self._is_ordinary(place)]
        figures = [place for place in self._told if self._is_figure(place)]
        return len(ordinary) - _in_order(ordinary) >= _FEW or _in_order(figures) < len(figures)

    def _gapped(self) -> bool:
        """Say whether some ordinary words are left out between others, or one of the line that the wording tells.

        Of that line a word right before the first, and the rest of the last part but for numbers, count too: by two
        votes to one.
        """
        ordinary = [place for place in self._told if self._is_ordinary(place)]
        if sum(map(self._is_left_out, range(min(ordinary, default=0), max(ordinary, default=0)))) >= _FEW:
            return True
        told = [place for place in self._told if self._tokens[place][0] == self.pair.lines[0]]
        if not told or len(self.pair.shared) < _NEARLY * len(self.pair.keys):
            return False
        behind = range(max(told) + 1, len(self._tokens))
        tail = [place for place in behind if self._is_beside(place, max(told)) and not self._is_figure(place)]
        return any(map(self._is_left_out, (*self._ahead(min(told)), *range(min(told), max(told)), *tail)))

    def _ahead(self, place: int) -> range:
        """Return the place of the word right before another one, which says more of it: the night ferry."""
        (line, token), (other_line, before) = self._tokens[place], self._tokens[place - 1]
        beside = place and line == other_line and line.sentence.text[before.end : token.start].isspace()
        return range(place - bool(beside), place)

    def _is_left_out(self, place: int) -> bool:
        """Say whether an ordinary word that claims something is not in the wording; days are compared by themselves."""
        line, token = self._tokens[place]
        key = token.key
        if any(moment.start <= token.start < moment.end for moment in line.sentence.moments):
            return False
        empty = stems("neutral", "words") | stems("judgement", "words") | stems("votes", "nouns")
        return self._is_ordinary(place) and not (key in self.pair.keys or key in self.known or key in empty)

    def _joined_anew(self) -> bool:
        """Say whether two neighbouring words come from two clauses, each beside a word that is left out.

        A wording that gives the number of items in a list need not name the items.
        """
        if any(counted(self.pair, number) for number in self.pair.sentence.numbers):
            return False
        return any(self._is_joined(token, other) for token, other in pairwise(self.pair.sentence.tokens))

    def _is_joined(self, token: Token, other: Token) -> bool:
        """Say whether two words of one part come from two, each beside a word left out; beside a number one will do.

        Things of a list are joined anew if they come from two sentences.
        """
        places = self._nearest(token, other)
        if not places or self._is_beside(*places):
            return False
        if token.part != other.part:
            listed = listing(self.pair.sentence.text, token.end, other.start)
            return listed and self._tokens[places[0]][0] != self._tokens[places[1]][0]
        return self._misses(places[0], 1) and (self._is_figure(places[1]) or self._misses(places[1], -1))

    def _nearest(self, token: Token, other: Token) -> tuple[int, int] | None:
        """Return the places where two words stand nearest to each other."""
        theirs = self._places.get(other.key, [])
        pairs = [(i, j) for i in self._places.get(token.key, ()) for j in neighbours(theirs, i)]
        return min(pairs, key=lambda pair: abs(pair[0] - pair[1]), default=None)

    def _misses(self, place: int, step: int) -> bool:
        """Say whether a word before or after a place, in its part, is left out."""
        at = place + step
        while 0 <= at < len(self._tokens) and self._is_beside(at, place):
            if self._tokens[at][1].key not in self.pair.keys:
                return True
            at += step
        return False

    def _is_beside(self, place: int, other: int) -> bool:
        """Say whether two places are in one part of one line."""
        (line, token), (other_line, other_token) = self._tokens[place], self._tokens[other]
        return line == other_line and token.part == other_token.part

    def _half_told(self) -> bool:
        """Say whether a wording tells only one of two contrasting halves, divided by a “but” or a semicolon."""
        wanted = self.pair.ground.wanted | self.pair.ground.conditions
        return any(
            any(is_told for is_told, _ in halves) and any(against and not is_told for is_told, against in halves)
            for halves in ([*self._halves(line, wanted)] for line in self.pair.lines)
        )

    def _halves(self, line: EvidenceLine, wanted: Collection[str]) -> Iterator[tuple[bool, bool]]:
        """Yield of each half of a line whether it is told, and whether it contrasts with the one before.

        A half after a semicolon contrasts if it denies anything.
        """
        sentence = line.sentence
        ends = [match.start() for match in CONTRAST.finditer(sentence.text)]
        for start, end in pairwise([0, *ends, len(sentence.text)]):
            if stems_told := sentence.stems_within(Span(start, end)).difference(self.names):
                against = start > 0 and (sentence.text[start] != ";" or sentence.denies(stems_told))
                yield len(stems_told.intersection(wanted)) >= _MOST * len(stems_told), against


def exchanged(pair: Pair) -> Iterator[Finding]:
    """Yield a word in the place of another that is in its place: 50 got the (placebo), the rest the vaccine.

    They stand in two parts of the source, each has one of the other's neighbours now, and changed back the wording is
    in the order of the source. Items of one list may change places.
    """
    ours = _alone(pair.sentence.tokens)
    for line in pair.lines:
        theirs = _alone(line.sentence.tokens)
        order = [key for key in ours if key in theirs]
        before = sorted(order, key=lambda key: theirs[key].token.start)
        moved = [key for key, other in zip(order, before, strict=True) if key != other][:_MOST_MOVED]
        swaps = [(one, other) for one, other in combinations(moved, 2) if _swapped(one, other, ours, theirs)]
        for one, other in swaps:
            i, j = order.index(one), order.index(other)
            order[i], order[j] = other, one
        items = sorted({theirs[key].token for swap in swaps for key in swap}, key=lambda token: token.start)
        if swaps and order == before and not _is_list(line.sentence.text, items):
            yield Finding("changed", ours[swaps[0][0]].token, theirs[swaps[0][1]].token, line)


def crossed(pair: Pair) -> Iterator[Finding]:
    """Yield one of two numbers, dates or ranks that have each the other's words beside them."""
    for line in pair.lines:
        here, there = _figures(pair.sentence), _figures(line.sentence)
        for one, other in combinations([key for key in here if key in there], 2):
            (own, its), (theirs, others) = ((parts[one][1], parts[other][1]) for parts in (here, there))
            if own & others and its & theirs and not own & theirs and not its & others:
                yield Finding("changed", here[one][0], there[other][0], line)


def _figures(sentence: Sentence) -> dict[str, tuple[Token, frozenset[str]]]:
    """Return the numbers, dates and ranks that a sentence has once, each with the other words of its part."""
    often = Counter(token.key for token in sentence.tokens)
    days = {moment.start for moment in sentence.moments}
    figures = [t for t in sentence.tokens if t.key[0].isdigit() or t.start in days or t.key in NUMBERS["ordinals"]]
    told = [t for t in sentence.tokens if sentence.text[t.start].islower() and t.key not in saying()]
    beside = {t.key: frozenset(one.key for one in told if one.part == t.part and one != t) for t in figures}
    return {t.key: (t, beside[t.key]) for t in figures if often[t.key] == 1}


def _is_list(text: str, items: Sequence[Token]) -> bool:
    """Say whether nothing but a comma or an “and” stands between some words."""
    between = ((one.end, other.start) for one, other in pairwise(items))
    return all(listing(text, *gap) or text[slice(*gap)].isspace() for gap in between)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word that its sentence has once, with the keys of its neighbours."""

    token: Token
    before: str
    after: str

    def takes_place_of(self, other: "_Placed") -> bool:
        """Say whether it has one of the neighbours of another word."""
        return self.before == other.before != "" or self.after == other.after


def _alone(tokens: Sequence[Token]) -> dict[str, _Placed]:
    keys = ["", *(token.key for token in tokens), ""]
    often = Counter(keys)
    return {t.key: _Placed(t, keys[i], keys[i + 2]) for i, t in enumerate(tokens) if often[t.key] == 1}


def _swapped(one: str, other: str, ours: Mapping[str, _Placed], theirs: Mapping[str, _Placed]) -> bool:
    there, here = theirs[one], theirs[other]
    parted = there.token.start > here.token.start and there.token.part != here.token.part
    alike = one[0].isdigit() == other[0].isdigit()
    return parted and alike and ours[one].takes_place_of(here) and ours[other].takes_place_of(there)


def _in_order(places: Sequence[int]) -> int:
    """Return how many places at most stand in order: the length of the longest rising subsequence."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
