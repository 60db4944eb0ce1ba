"""Finds lists of which a wording keeps some items and leaves out others."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from briefkit.reading.align import EvidenceLine
from briefkit.reading.certain import counted
from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.model import SHORTER
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import Token, listing
from briefkit.reading.roles import Mention, saying
from briefkit.reading.text import Span, find, fold, plain

_FEW = 2
_MARKS = " .,;:!?"
_LONGEST = 4
"""An item of a list has at most so many words; anything longer is a clause."""
_OPENINGS = either([*SENSE["parts"]["openings"], *SENSE["roles"]["article"]])
_SIDES = re.compile(rf"\b(?:{either(SENSE['parts']['sides'])})\s+(?:(?:{_OPENINGS})\s+)?$")
"""What stands before two that deal with each other: between Varn (and Lom)."""
_Item = TypeVar("_Item", Mention, Span)
_NEXT = re.compile(rf"(?:,|,?\s+(?:{either(SENSE['parts']['list'])}))\s+(?:(?:{_OPENINGS})\s+){{0,3}}")
"""What stands between two things of a list: , and those without."""


def names(pair: Pair) -> Iterator[Finding]:
    """Yield the first name or day that a wording leaves out of each list, unless it gives their number.

    A shorter one may name one of two sides: a treaty with Varn, for one between Varn and Lom.
    """
    numbers = [
        one for one in pair.sentence.numbers if pair.sentence.text[one.start : one.end] not in NUMBERS["pointing"]
    ]
    shorter = pair.ground.claim.shape in SHORTER
    told_numbers = {number.value for number in numbers}
    for line in [] if _is_partial(pair) else pair.lines:
        text, dated = line.sentence.text, {moment.start for moment in line.sentence.moments}
        days = [Mention(one.start, one.end, one.key) for one in line.sentence.tokens if one.start in dated]
        told = {one.actor for one in pair.named(line)} | {
            one.actor for one in days if one.actor in pair.keys or find([text[one.start : one.end]], pair.sentence.text)
        }
        items = sorted([*_whole(line, pair.ground.cast.mentions(line.sentence)), *days], key=lambda item: item.start)
        for group in _lists(text, items):
            lost = [one for one in group if one.actor not in told and not _in_part(pair, text[one.start : one.end])]
            partial = len(lost) < len(group) and len(group) not in told_numbers
            partial = partial and not (shorter and _SIDES.search(text, 0, group[0].start))
            yield from (Finding("lost", None, one, line) for one in lost[:1] if partial)


def _whole(line: EvidenceLine, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield names with what stands before them in a longer one: the Republic of (Varn)."""
    for mention in mentions:
        within = [name for name in line.sentence.names if name.start < mention.start < name.end]
        alone = [name for name in within if sum(name.start <= one.start < name.end for one in mentions) == 1]
        yield Mention(alone[0].start if alone else mention.start, mention.end, mention.actor)


def _in_part(pair: Pair, item: str) -> bool:
    """Say whether a wording has the end of a name for it: the Security Council, of the UN Security Council."""
    ours = (pair.sentence.text[name.start : name.end] for name in pair.sentence.names)
    return any(fold(item).endswith(f" {fold(name)}") for name in ours)


def _is_partial(pair: Pair) -> bool:
    """Say whether a wording counts what the source lists, or says that it only gives examples."""
    examples = find(SENSE["parts"]["examples"], pair.sentence.text)
    return examples is not None or any(counted(pair, number) for number in pair.sentence.numbers)


def quoted(pair: Pair) -> Iterator[Finding]:
    """Yield the items in quotation marks that a wording leaves out of a list."""
    wording = fold(pair.sentence.text)
    for line in pair.lines:
        text = line.sentence.text
        for group in _lists(text, [Span(one.start - 1, one.end + 1) for one in line.sentence.quotations]):
            items = [Span(one.start + 1, one.end - 1) for one in group]
            lost = [one for one in items if fold(text[one.start : one.end]).strip(_MARKS) not in wording]
            if len(lost) < len(group):
                yield from (Finding("lost", None, one, line) for one in lost)


def _lists(text: str, items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    """Yield the items that commas and an “and” join."""
    cuts: list[int] = [i for i in range(1, len(items)) if not listing(text, items[i - 1].end, items[i].start)]
    for start, end in pairwise([0, *cuts, len(items)]):
        group = items[start:end]
        between = [word for one, other in pairwise(group) for word in text[one.end : other.start].split()]
        if not set(between).isdisjoint(SENSE["parts"]["list"]):
            yield group


def members(pair: Pair) -> Iterator[Finding]:
    """Yield from the first to the last item that a wording leaves out of a list, where it keeps at least two.

    Lists of names are read separately: a name between commas may belong to what stands before it. What says who
    reports is no item: , the Board reported,
    """
    for line in [] if _is_partial(pair) else pair.lines:
        for group in _members(line):
            lost = [member for member in group if pair.keys.isdisjoint(token.key for token in member)]
            lost = [member for member in lost if member[0].key.isalpha()]
            small = not any(line.sentence.text[member[-1].start].isupper() for member in group)
            aside = any(token.key in saying() for member in lost for token in member)
            if small and not aside and lost and len(group) - len(lost) >= _FEW:
                yield Finding("lost", None, Span(lost[0][0].start, lost[-1][-1].end), line)


def _members(line: EvidenceLine) -> Iterator[list[Sequence[Token]]]:
    """Yield the lists of a line: of the first part of a list its last word is a member, of the last its first ones."""
    parts = [list(group) for _, group in groupby(line.sentence.tokens, key=lambda token: token.part)]
    group: list[list[Token]] = []
    ended = False
    for before, part in pairwise([[], *parts, []]):
        joined = _gap(line, before[-1], part[0]) if before and part else None
        if joined is None or ended or (len(group) > 1 and len(before) > _LONGEST):
            if ended and len(group) > _FEW:
                yield [group[0][-1:], *group[1:-1], group[-1][:_FEW]]
            group, ended = [], False
        if joined is not None:
            group = [*(group or [before]), part]
            ended = bool(joined)


def _gap(line: EvidenceLine, token: Token, other: Token) -> str | None:
    """Return the “and” between two words of a list, empty for a comma; None where they are not in one list."""
    text = line.sentence.text
    if not _NEXT.fullmatch(plain(text[token.end : other.start])):
        return None
    return next((word for word in text[token.end : other.start].split() if word in SENSE["parts"]["list"]), "")
