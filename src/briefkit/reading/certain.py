"""Finders that are reliable even in a free wording: of numbers and quotation marks."""

import re
from collections.abc import Callable, Iterator
from itertools import permutations
from math import isclose

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.model import Change
from briefkit.reading.numbers import Number, amount, amounts, bounding, measure
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.text import Span, find, fold

_ROUNDED = 0.02
"""By so much of its value a share may be rounded: six in ten, 187 of 312."""
_MOST_RECKONED = 40
"""So many numbers of the evidence are reckoned with: a table has more than a sentence is made of."""
_LETTERED = re.compile(r"\([a-z]\)")
_LONG = 4
"""Words of the longest item of a list; the first may be longer, as the clause before the list ends with it."""
_SINGLE = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
"""Words in single quotation marks."""
_ITEM = re.compile(r"[,;]")


def numbers(pair: Pair) -> Iterator[Finding]:
    """Yield the numbers of a wording that are not in the evidence, or count something else there."""
    for number in pair.sentence.numbers:
        same = _same(pair, number)
        if not same:
            refers = (
                pair.sentence.text[number.start : number.end].lower() in NUMBERS["pointing"]
            )  # to things named: both
            if not (counted(pair, number) or refers or reckoned(pair, number)):
                yield Finding("added", number, *_other_number(pair, number))
        elif not any(_counts_alike(pair, number, *one) for one in same):
            yield Finding("changed", number, same[0][1], same[0][0])


def _unlike(pair: Pair, differs: Callable[[Number, Number], bool], change: Change = "changed") -> Iterator[Finding]:
    """Yield the numbers that differ from every number of the same value in the evidence."""
    for number in pair.sentence.numbers:
        same = _same(pair, number)
        if same and all(differs(number, other) for _, other in same):
            yield Finding(change, number, same[0][1], same[0][0])


def units(pair: Pair) -> Iterator[Finding]:
    """Yield the numbers that have another unit or currency in the evidence."""
    return _unlike(pair, _other_unit, "added")


def comparators(pair: Pair) -> Iterator[Finding]:
    """Yield the numbers that have another bound in the evidence: at least 5, 5."""
    bare = keeps_no_bound(pair)
    return _unlike(
        pair,
        lambda one, other: _other_bound(one, other) or (bare and one.comparator is None and other.bound >= 0),
    )


def keeps_no_bound(pair: Pair) -> bool:
    """Say whether no word of a wording can be a bound: all are known from the evidence and none is a bound."""
    ours, known = pair.sentence.content_stems, pair.ground.evidence.places.keys()
    return ours <= known and ours.isdisjoint(bounding())


def shares(pair: Pair) -> Iterator[Finding]:
    """Yield the numbers that are only a total in the evidence, or only a part: the 31 in “19 of the 31”; 64 of whom."""
    return _unlike(pair, lambda ours, theirs: (theirs.whole and not ours.whole) or (theirs.part and ours.all))


def _other_unit(number: Number, other: Number) -> bool:
    """Say whether two equal numbers have different units: currencies, shares, or measures of one kind."""
    ours, theirs = measure(number.noun), measure(other.noun)
    if ours[0] and theirs[0]:
        return number.value == other.value and ours != theirs
    unit = other.unit or other.noun
    return bool(number.unit and unit) and number.unit != other.unit and number.value == other.value


def _other_bound(number: Number, other: Number) -> bool:
    """Say whether two numbers have different bounds; some bounds count only where both numbers have one."""
    ours, theirs = number.comparator, other.comparator
    lasting = measure(number.noun)[0] == "time" and (ours or theirs) == "more"  # over two years: in the course of them
    may_differ = lasting or max(number.bound, other.bound) >= 0 or (ours or theirs) in NUMBERS["loose"]
    return ours != theirs and not ((ours is None or theirs is None) and may_differ)


def _same(pair: Pair, number: Number) -> list[tuple[EvidenceLine, Number]]:
    """Return the numbers of the evidence with the same value or amount: those of the nearest sentences, else any."""
    every = _numbers(pair)
    wanted = amount(number)
    near = [(line, n) for line, n in every if n.value == number.value]
    near += [(line, n) for line, n in every if wanted[0] and amount(n) == wanted]
    far = pair.ground.numbers.get(number.value) if not near else None
    return [far] if far else near


def _other_number(pair: Pair, number: Number) -> tuple[Number | None, EvidenceLine | None]:
    """Return the number that the evidence has for the same thing, with its line; (None, None) without one."""
    every = ((n, line) for line, n in _numbers(pair))
    return next((one for one in every if set(one[0].noun) & set(number.noun)), (None, None))


def _numbers(pair: Pair) -> list[tuple[EvidenceLine, Number]]:
    return [(line, n) for line in pair.lines for n in line.sentence.numbers]


def _counts_alike(pair: Pair, number: Number, line: EvidenceLine, other: Number) -> bool:
    """Say whether two numbers count the same thing: what the evidence has behind its number, before the next one.

    A noun that is not in the evidence says nothing.
    """
    if number.value != other.value or not number.noun or not other.noun:
        return True
    known = number.noun[0] in pair.ground.evidence.places
    until = next((one.start for one in line.sentence.numbers if one.start > other.start), len(line.sentence.text))
    behind = {*other.noun, *line.sentence.stems_within(Span(other.end, until))}
    return not known or number.noun[0] in behind or other.noun[0] in number.noun


def counted(pair: Pair, number: Number) -> bool:
    """Say whether a number follows from the evidence: how many items a list has, an item's rank (the third), a year."""
    texts = [line.sentence.text for line in pair.lines]
    ordinals = [word for i, word in enumerate(NUMBERS["ordinals"], 1) if i == number.value]
    if find(ordinals, pair.ground.evidence.text):
        return True
    years = {moment.year for line in pair.lines for moment in line.sentence.moments}
    if number.value in years:
        return True
    if not number.noun or _same(pair, number):
        return False
    if amount(number) in {one for text in texts for one in amounts(text)}:
        return True
    counts = () if measure(number.noun)[0] else (count for text in texts for count in _counts(text))
    return any(number.value == count for count in counts)


def reckoned(pair: Pair, number: Number) -> bool:
    """Say whether a number that is not in the evidence may be the sum, the difference or the ratio of two that are."""
    if _same(pair, number):
        return False
    kind, part = amount(number)
    share = part if kind == "share" else number.value
    for one, other in permutations([other.value for _, other in _numbers(pair)][:_MOST_RECKONED], 2):
        if isclose(number.value, one + other) or isclose(number.value, one - other):
            return True
        if share < 1 and other and isclose(share, one / other, rel_tol=_ROUNDED):
            return True
    return False


def _counts(text: str) -> Iterator[int]:
    """Yield how many items a sentence may list: (a) to (f), or between commas up to an “and”.

    Where a list begins is not certain. So it may be what the “and” joins, all since the last stop, or the short items
    at the end, without the longer one before them or with it.
    """
    yield len(_LETTERED.findall(text))
    joins = re.compile(rf"\s+(?:{either(SENSE['roles']['joins'])})\s")
    for part in re.split(r"[;:.]\s", text):
        items = _ITEM.split(part)
        short = 0
        for i, last in enumerate(items):
            if (joined := joins.search(last)) or i + 1 == len(items):
                ends = 2 if joined else 1
                yield from (ends, i + ends, short + ends, short + ends + 1)
            short = short + 1 if _is_list_item(last) else 0


def _is_list_item(item: str) -> bool:
    """Say whether what stands before a comma may be in a list: it is short, and no opening such as “Of the Parties”."""
    words = item.lower().split()
    return len(words) <= _LONG and words[:1] != [] and words[0] not in SENSE["roles"]["no_subject"]


def quotations(pair: Pair) -> Iterator[Finding]:
    """Yield the words in quotation marks that are not in quotation marks in the evidence."""
    for quoted in pair.sentence.quotations:
        words = fold(pair.sentence.text[quoted.start : quoted.end]).strip(" .,;:!?")
        quotes = [fold(line.sentence.text) for line in pair.lines]
        within = [
            part for text in (*quotes, pair.ground.folded) for part in (*text.split('"')[1::2], *_SINGLE.findall(text))
        ]
        if words and not any(words in part for part in within):
            yield Finding("added", quoted)


def judgements(pair: Pair) -> Iterator[Finding]:
    """Yield words that judge and are not in the evidence; an assessment may judge."""
    if pair.ground.claim.kind != "assessment":
        for word in pair.sentence.words:
            if word.text.lower() in SENSE["judgement"]["words"] and word.stem not in pair.ground.evidence.places:
                yield Finding("added", word)
