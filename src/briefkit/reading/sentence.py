"""A sentence, read once: its words, names, numbers, dates, denials, force, limits, conditions and quotations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from briefkit.reading import meaning
from briefkit.reading.dates import Moment, dates
from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.meaning import Cue
from briefkit.reading.numbers import Number, blanked, named, numbers
from briefkit.reading.parts import Token, cut, parted, tokens
from briefkit.reading.text import Span, Word, find_all, sentences, stem, words

_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ](?:[\w&]*)(?:['’](?=[A-Z])\w+)?(?:[-‑+][\w&]+)*)"
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_MARK = re.compile('[“”"]')
_SMALL = re.compile(r"\b[A-Za-z][a-z]{0,3}\b")
_FAR = 6
_SHORT = 3
_COMPOUND = re.compile(r"(?<!\w)[^\W\d_]+(?:[-‑][^\W\d_]+)+")
_NAMES = re.compile(
    rf"(?<![\w’'°-]){_CAPITAL}(?:(?:\s+(?:{either(SENSE['names']['joins'])}))?(?:(?<=s)['’])?\s+{_CAPITAL})*"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text; its parts are read on demand, their places counted from its start."""

    text: str
    start: int = 0
    """Where it stands in its text."""
    issued: date | None = None
    """The day of its text, from which its days are counted."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in their order."""
        return words(self.text)

    def word_at(self, place: int) -> Word:
        """Return the word that begins at a place."""
        return self.words[bisect_left(self.words, place, key=lambda word: word.start)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words, and of compounds that may be one word: cease-fire."""
        return frozenset([*(word.stem for word in self.words), *(one for _, one in self.compounds)])

    @cached_property
    def compounds(self) -> list[tuple[Span, str]]:
        """Its words with hyphens, and the stem of each written as one."""
        found = _COMPOUND.finditer(self.text)
        return [(Span(*one.span()), stem(re.sub(r"[-‑]", "", one[0]))) for one in found]

    @cached_property
    def content(self) -> list[Word]:
        """Its words with a content: no small words, and none that belongs to a number or date."""
        small = meaning.small()
        return [word for word in self._bare if word.text.lower() not in small and not word.text.isdigit()]

    @cached_property
    def _bare(self) -> list[Word]:
        """Its words that belong to no number, date or numbered name."""
        spans = [(one.start, one.end) for group in (self.moments, self.numbers) for one in group]
        spans += [(one.start, one.end) for one in named(self.text)]
        covered = {place for start, end in spans for place in range(start, end)}
        return [word for word in self.words if word.start not in covered]

    @cached_property
    def content_stems(self) -> frozenset[str]:
        """The stems of its words with a content."""
        return frozenset(word.stem for word in self.content)

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Its dates and other times."""
        return dates(self.text, self.issued)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, but those in dates and names."""
        return numbers(self.text, [Span(m.start, m.end) for m in self.moments])

    @cached_property
    def names(self) -> list[Span]:
        """Its names: words with capitals, and the small words that join them."""
        text = blanked(self.text, [Span(m.start, m.end) for m in self.moments])
        found = [_bare_name(Span(*name.span()), text) for name in _NAMES.finditer(text)]
        return [*(span for span in found if span.start < span.end), *named(self.text)]

    @cached_property
    def quotations(self) -> list[Span]:
        """What stands between quotation marks, without them."""
        return [Span(match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(self.text)]

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words, numbers and dates in their order, cut into parts; a number's bound is read with the number.

        A rank says something here, though it is a small word: the first.
        """
        told = {word.start for word in self.content}
        content = [word for word in self._bare if word.start in told or word.text.lower() in NUMBERS["ordinals"]]
        content = [word for word in content if not self._bounds(word)]
        return list(tokens(self.text, content, self.numbers, self.moments))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its words, numbers and dates."""
        return frozenset(token.key for token in self.tokens)

    def _bounds(self, word: Word | Cue) -> bool:
        """Say whether a word is one of those that bound a number: must not exceed 5."""
        return any(0 <= number.bound <= word.start < number.start for number in self.numbers)

    @cached_property
    def force(self) -> list[Cue]:
        """Its modal verbs with the verbs that they govern."""
        return meaning.force(_outside(self.words, self.moments))

    @cached_property
    def limits(self) -> list[Cue]:
        """Its words that limit something, with what they limit."""
        limits = meaning.limits(self.text, self.content)
        covered = {n.start for n in self.numbers} | {m.start for m in self.moments}
        denied = meaning.denied(self.words)
        return [one for one in limits if not {one.start, one.end + 1} & covered and one.start not in denied]

    @cached_property
    def limiting(self) -> frozenset[str]:
        """The classes of all its words that may limit something."""
        return meaning.limiting(self.text)

    @cached_property
    def denials(self) -> list[Cue]:
        """Its denials with what they deny, but those of a number's bound."""
        found = meaning.denials(self.text, self.words, self.content)
        return [denial for denial in found if not self._bounds(denial)]

    def denies(self, keys: frozenset[str]) -> bool:
        """Say whether a part with any of these keys has a denial of any kind, or one that denies all: it did not.

        A short sentence counts as one part.
        """
        others = meaning.stems("denial", "others")
        places = [*(one.start for one in self.denials), *(word.start for word in self.words if word.stem in others)]
        places += [match.start() for match in find_all(SENSE["denial"]["away"], self.text)]
        places += [number.start for number in self.numbers if not number.value]
        short = places and (len(self.tokens) < _SHORT or not all(map(self.scope, self.denials)))
        return bool(short) or any(self.part(place) & keys for place in places)

    @cached_property
    def conditions(self) -> list[Cue]:
        """Its clauses of condition."""
        return list(meaning.conditions(self.text))

    def scope(self, denial: Cue) -> frozenset[str]:
        """Return the keys that a denial denies: a few words, up to the next denial, a condition or its part's end."""
        ends = (cue.start for cue in (*self.denials, *self.conditions) if cue.start > denial.start)
        until = min(ends, default=len(self.text))
        first = bisect_left(self.tokens, denial.end, key=lambda token: token.start)
        within = [token for token in self.tokens[first : first + _FAR] if token.start < until]
        if within and within[0].key in meaning.stems("denial", "empty"):
            return frozenset(token.key for token in within[1:])
        places = [denial.end, *(token.end for token in within)]
        cuts = (i for i, token in enumerate(within) if parted(self.text, places[i], token.start))
        return frozenset(token.key for token in within[: next(cuts, len(within))])

    def part(self, place: int) -> frozenset[str]:
        """Return the keys of the part, between commas and conjunctions, in which a place stands."""
        at = bisect_right(self.tokens, place, key=lambda token: token.start)
        if at and (at == len(self.tokens) or cut(self.text, place, self.tokens[at].start)):
            at -= 1
        part = self.tokens[at].part if self.tokens else 0
        return frozenset(token.key for token in self.tokens if token.part == part)

    def half(self, place: int) -> Span:
        """Return the part between semicolons in which a place stands."""
        start, end = self.text.rfind("; ", 0, place), self.text.find("; ", place)
        return Span(start + 1, end if end >= 0 else len(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        """Where its words with a content begin: looked up often."""
        return [word.start for word in self.content]

    @cached_property
    def _stems(self) -> list[str]:
        """The stems of its words with a content."""
        return [word.stem for word in self.content]

    def stems_within(self, span: Span | Cue) -> frozenset[str]:
        """Return the stems of the words with a content in one of its parts."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return frozenset(self._stems[first:last])


@lru_cache(maxsize=1024)
def read(text: str, issued: date | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of a text, unread; the same ones for the same text, so that each is read once."""
    return tuple(Sentence(text[s.start : s.end], s.start, issued) for s in sentences(text))


def first_person(text: str) -> bool:
    """Say whether who wrote a text speaks of themselves in it, outside quotation marks."""
    return any(word in SENSE["roles"]["first_person"] for word in _SMALL.findall(_QUOTED.sub("", text)))


def is_spoken(quote: str, source: str) -> bool:
    """Say whether a quote stands in quotation marks of its source, which it leaves out; “we” tells so by itself."""
    at = max(0, source.find(quote))
    before = source[max(0, source.rfind("\n\n", 0, at)) : at]
    opened = before.count("“") > before.count("”") or before.count('"') % 2
    return bool(opened) and not _MARK.search(quote) and not first_person(quote)


def _bare_name(span: Span, text: str) -> Span:
    """Return a name without small words at its beginning, which have their capital from the sentence."""
    start = span.start
    for word in words(text[span.start : span.end]):
        if word.text.lower() not in meaning.small() or text.startswith(("-", "‑"), span.start + word.end):
            return Span(span.start + word.start, span.end)
        start = span.start + word.end
    return Span(start, start)


def _outside(words: Sequence[Word], moments: tuple[Moment, ...]) -> list[Word]:
    """Return the words outside dates: the May of “in May” is no modal verb."""
    dated = {place for moment in moments for place in range(moment.start, moment.end)}
    return [word for word in words if word.start not in dated]
