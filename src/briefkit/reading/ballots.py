"""The votes in a passage: which numbers and names it puts on which side."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.meaning import stems
from briefkit.reading.model import Passage
from briefkit.reading.numbers import Number
from briefkit.reading.roles import Mention, cast
from briefkit.reading.sentence import Sentence, read

_HALF = re.compile(r"[;.]\s")
_VOTES = SENSE["votes"]
_ENDING = r"(?=\s*(?:[,;:.()]|$|and\b))"
_WORDS = "|".join(
    f"(?P<{side}>{'|'.join([either(_VOTES[side]), *(word + _ENDING for word in _VOTES['ending'].get(side, ()))])})"
    for side in ("for", "against", "abstained")
)
_SIDES = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)", re.IGNORECASE)
"""The words for the sides of a vote; some are so only at the end of their clause: six for."""
_ONE = rf"(?:{either(NUMBERS['article'])})|{NUMBERS['small'][1]}(?:\s+[\w-]+)?"
_SINGLE = re.compile(rf"(?<![\w-])(?:{_ONE})\s+(?:{_WORDS})(?!\w)", re.IGNORECASE)
"""A single vote: an abstention, one member against; such words are no numbers elsewhere."""
_CUTS = re.compile(rf"[;,.](?:\s|$)|\b(?:{either(SENSE['parts']['cuts'])})\b", re.IGNORECASE)
_LISTED = re.compile(rf"(?<!\w)(?:{_WORDS})(?:\s*\(\d+\))?\s*(?:\(|:\s)(?=(?P<names>[^;:()]+))", re.IGNORECASE)
"""Those on a side, in brackets or behind a colon: 2 opposed (Lind, Roca); against: Lind, Roca."""
_EACH = re.compile(
    rf"(?P<name>[^\W\d_a-z][\w’'-]+)\s*(?:[-–—:]\s*)?(?i:{_WORDS})(?=\s*(?:[,;.]|$|(?:{either(SENSE['roles']['joins'])})\b))"
)
"""How one person voted, in the list of a roll call: Lind yes, Roca no; Ms Lind - in favour."""
_ROLL = 3
"""Persons of a roll call."""
_NEXT = re.compile(rf"\s*,\s*(?:(?:{either(SENSE['roles']['joins'])})\s+)?|\s+(?:{either(SENSE['roles']['joins'])})\s+")
_AGAINST = re.compile(
    rf"\s*(?:[-–:]|(?:(?:{either(_VOTES['nouns'])})\s+)?(?:{either(_VOTES['to'])}))\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Vote:
    """Somebody who voted, or how many did, and on which side a passage puts them."""

    who: float | str
    """How many, or the key of who it is."""
    side: str
    """`for`, `against` or `abstained`; empty where the passage does not say."""


_IN_A_ROW = ("for", "against", "abstained")
"""The sides of numbers that “to” or a dash joins."""


def counts(passages: Sequence[Passage]) -> list[Vote]:
    """Return the numbers in passages, each with the side of the vote that it counts."""
    votes: list[Vote] = []
    for sentence in (one for passage in passages for one in read(passage.text, passage.issued)):
        parts = [number for number in sentence.numbers if not number.whole and not number.unit]
        votes += [Vote(number.value, _side(sentence, parts, at)) for at, number in enumerate(parts)]
        votes += [Vote(1, match.lastgroup or "") for match in _SINGLE.finditer(sentence.text)]
    return [*votes, *(Vote(len(names), side) for side, names in listed(passages).items())]


def _side(sentence: Sentence, numbers: Sequence[Number], at: int) -> str:
    """Return the side of a number: that of the next word for a side in its clause, or of the last one before it.

    “9 to 2” is 9 for and 2 against, “9-2-1” with one abstention, unless something was rejected.
    """
    number, cuts, text = numbers[at], _CUTS, sentence.text
    before, after = (numbers[i] if 0 <= i < len(numbers) else None for i in (at - 1, at + 1))
    end = next((match.start() for match in cuts.finditer(text, number.end)), len(text))
    if ahead := _SIDES.search(text, number.end, min(end, after.start if after else end)):
        return ahead.lastgroup or ""
    start = max([before.end if before else 0, *(match.end() for match in cuts.finditer(text, 0, number.start))])
    behind = [*_SIDES.finditer(text, start, number.start)]
    if behind and (not number.noun or ":" in text[behind[-1].end() : number.start]):
        return behind[-1].lastgroup or ""
    if not sentence.stems.isdisjoint(stems("verbs", "oppose")):
        return ""
    joined = next((n for n in range(at) if not _to(sentence, numbers[at - n - 1], numbers[at - n])), at)
    return _IN_A_ROW[joined] if (joined or _to(sentence, number, after)) and joined < len(_IN_A_ROW) else ""


def _to(sentence: Sentence, number: Number | None, other: Number | None) -> bool:
    between = number and other and _AGAINST.fullmatch(sentence.text, number.end, other.start)
    return bool(between)


def listed(passages: Sequence[Passage]) -> dict[str, list[str]]:
    """Return the names that passages list on each side of a vote."""
    lists: dict[str, list[str]] = {}
    for sentence in (one for passage in passages for one in read(passage.text, passage.issued)):
        for match in _LISTED.finditer(sentence.text):
            names = _NEXT.split(_SIDES.split(match["names"], 1)[0].strip(" ./\n"))
            names = [name for name in names if name.lower() not in _VOTES["nobody"]]
            if all(name[:1].isupper() for name in names):
                lists.setdefault(_side_of(match), []).extend(names)
        each = [*_EACH.finditer(sentence.text)]
        for match in each if len(each) >= _ROLL else ():
            lists.setdefault(_side_of(match), []).append(match["name"])
    return lists


def _side_of(match: re.Match[str]) -> str:
    return next(side for side in _IN_A_ROW if match[side])


def voters(passages: Sequence[Passage], parties: Mapping[str, tuple[str, ...]]) -> Iterator[Vote]:
    """Yield the parties that passages name, each with its side of the vote.

    Where a word for a side stands before the first name and none behind the last one, each name has the last one
    before it; where none stands before the first name, the next one.
    """
    company = cast(tuple(parties.items()))
    for sentence in (one for passage in passages for one in read(passage.text, passage.issued)):
        ends = [*(match.start() for match in _HALF.finditer(sentence.text)), len(sentence.text)]
        mentions = [mention for mention in company.mentions(sentence) if mention.actor in parties]
        for start, end in zip([0, *ends], ends, strict=False):
            within = [mention for mention in mentions if start <= mention.start < end]
            sides = list(_SIDES.finditer(sentence.text, start, end))
            yield from (Vote(mention.actor, _side_of_name(mention.start, sides, within)) for mention in within)


def _side_of_name(place: int, sides: Sequence[re.Match[str]], names: Sequence[Mention]) -> str:
    """Return the side of a name among others, where it is clear."""
    before, after = ([match for match in sides if (match.start() < place) is leading] for leading in (True, False))
    if not sides or sides[0].start() > names[0].start:
        return after[0].lastgroup or "" if after else ""
    return before[-1].lastgroup or "" if sides[-1].start() < names[-1].start else ""
