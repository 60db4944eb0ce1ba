"""Finders for wordings that use the words of their source: roles, denials, limits, shares, opposites."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import NUMBERS, SENSE, either
from briefkit.reading.meaning import Cue, stems
from briefkit.reading.model import SHORTER
from briefkit.reading.names import in_full
from briefkit.reading.numbers import Number
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.roles import Role
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, find, words

_MOST = 0.5
_EXCEPT = ("unless", "until")
_ONLY = "only"
_POSSIBLE, _OPEN = "potential", {"may", "ought"}
"""What may be is possible."""
_DENIED = re.compile(rf"\s+(?:{either(SENSE['denial']['words'])})\b")
"""What turns a small word round: with (no) delay."""
_APPOSITION = re.compile(
    rf",\s+((?:{either(SENSE['roles']['article'])})\s+[^\W\d_A-Z][^,.;:]{{1,80}})"
    rf"(?:,(?!\s+(?:{either(SENSE['roles']['joins'])})\b)|[.;]|$)"
)
"""A description between commas, after a name."""
_PAIRS = [frozenset(pair) for pair in SENSE["opposites"]["pairs"]]
_OPPOSITES = re.compile(rf"(?<![\w-])(?:{either(frozenset().union(*_PAIRS))})(?![\w-])", re.IGNORECASE)


def roles(pair: Pair) -> Iterator[Finding]:
    """Yield the roles that the evidence gives to another actor; the nearest sentence counts first."""
    for role in pair.roles:
        alike = [(line, r) for line, r in pair.source_roles if (r.relation, r.head) == (role.relation, role.head)]
        known = [(line, r) for line, r in alike if line == pair.lines[0]] or alike
        unsure = _passive(pair, role) or any(_stands_between(pair, role, one) for one in known)
        if known and all(r.actor != role.actor for _, r in known) and not unsure:
            yield Finding("changed", role, known[0][1], known[0][0])


def _stands_between(pair: Pair, role: Role, known: tuple[EvidenceLine, Role]) -> bool:
    """Say whether one name has all words of the other, or its initials: (the Minister) of Varn; Norvia and Ulmia."""
    line, other = known
    ours, theirs = pair.sentence.text[role.start : role.end], line.sentence.text[other.start : other.end]
    mine, their = ({word.stem for word in words(name)} - stems("parts", "list") for name in (ours, theirs))
    initials = in_full(ours).fullmatch(theirs) or in_full(theirs).fullmatch(ours)
    return mine <= their or their <= mine or bool(initials)


def _passive(pair: Pair, role: Role) -> bool:
    """Say whether a headline is passive without its auxiliary: Company fined."""
    done = any((r.relation, r.head, r.actor) == ("object", role.head, role.actor) for _, r in pair.source_roles)
    return done and pair.ground.claim.shape in ("headline", "short", "label")


def titles(pair: Pair) -> Iterator[Finding]:
    """Yield the descriptions between commas that belong to somebody else in the evidence."""
    theirs = [(line, *one) for line in pair.lines for one in _appositions(pair, line.sentence)]
    for actor, span, keys in _appositions(pair, pair.sentence):
        alike = [(line, other, place) for line, other, place, keys_there in theirs if keys and keys <= keys_there]
        if alike and all(other != actor for _, other, _ in alike):
            yield Finding("changed", span, alike[0][2], alike[0][0])


def _appositions(pair: Pair, sentence: Sentence) -> Iterator[tuple[str, Span, frozenset[str]]]:
    """Yield the descriptions between commas after a name, each with the actor whom it describes."""
    for mention in pair.ground.cast.mentions(sentence):
        if match := _APPOSITION.match(sentence.text, mention.end):
            span = Span(*match.span(1))
            yield mention.actor, span, sentence.stems_within(span)


def denial_lost(pair: Pair) -> Iterator[Finding]:
    """Yield the denials that a wording leaves out: none of its own denies the same words."""
    ours = [pair.sentence.scope(denial) for denial in pair.sentence.denials]
    for line in pair.lines:
        for denial in line.sentence.denials:
            scope = line.sentence.scope(denial)
            applies = scope and len(scope & pair.sentence.content_stems) >= _MOST * len(scope)
            applies = applies and not (denial.kind == "verb" and denial.stem in pair.sentence.stems)
            if applies and not any(scope & other for other in ours):
                yield Finding("lost", None, denial, line)


def _only_until(pair: Pair) -> bool:
    """Say whether a wording has a “not … until” where the evidence has an “only … after”."""
    ours = {clause.kind for clause in pair.sentence.conditions}
    theirs = {limit.kind for line in pair.lines for limit in line.sentence.limits}
    return not ours.isdisjoint(_EXCEPT) and _ONLY in theirs


def denial_added(pair: Pair) -> Iterator[Finding]:
    """Yield the denials that a wording adds: neither its clause in the evidence nor the answer to it has one."""
    near = {place for line in pair.lines for place in (line.place, line.place + line.sentence.text.endswith("?"))}
    every = [pair.ground.evidence.lines[place].sentence for place in near if place < len(pair.ground.evidence.lines)]
    for denial in [] if _only_until(pair) else pair.sentence.denials:
        ours = pair.sentence.part(denial.start)
        if not any(sentence.denies(ours) for sentence in every):
            yield Finding("added", denial)


def limits_added(pair: Pair) -> Iterator[Finding]:
    """Yield the limiting words that the source does not have, or has beside another thing."""
    theirs = [(line, limit) for line in pair.lines for limit in line.sentence.limits]
    limiting = {kind for line in pair.ground.evidence.lines for kind in line.sentence.limiting}
    near = {limit.kind for line, limit in theirs if _covers(pair, line, limit)}
    for limit in pair.sentence.limits:
        alike = [(other, line) for line, other in theirs if other.head == limit.head]
        known = near | {other.kind for other, _ in alike} if alike else limiting
        known |= {_POSSIBLE} if _OPEN & {cue.kind for line in pair.lines for cue in line.sentence.force} else set()
        if limit.kind not in known or _changed_places(pair, limit, [other for _, other in theirs]):
            yield Finding("added", limit, *next(iter(alike), ()))


def _changed_places(pair: Pair, limit: Cue, theirs: Sequence[Cue]) -> bool:
    """Say whether two limits have each the other's head: compulsory in schools and optional in newspapers."""
    there, ours = {(one.kind, one.head) for one in theirs}, {(one.kind, one.head) for one in pair.sentence.limits}
    return there.isdisjoint(ours) and any({(limit.kind, head), (kind, limit.head)} <= there for kind, head in ours)


def limits_lost(pair: Pair) -> Iterator[Finding]:
    """Yield the limiting words that a wording leaves out beside a word that it keeps.

    A shorter one may say less: release, for immediate release.
    """
    ours = {mark for cue in pair.sentence.limits for mark in (cue.kind, cue.head)}
    for line in () if _only_until(pair) else pair.lines:
        for limit in line.sentence.limits:
            kept = limit.head in pair.sentence.content_stems and _covers(pair, line, limit)
            weaker = limit.kind in SENSE["before"]["strong"] and pair.ground.claim.shape in SHORTER
            if kept and ours.isdisjoint({limit.kind, limit.head}) and not weaker and not _otherwise(pair, line, limit):
                yield Finding("lost", None, limit, line)


def _otherwise(pair: Pair, line: EvidenceLine, limit: Cue) -> bool:
    """Say whether the wording has a plural where the source has “each”, or another rank than the first: the second."""
    if limit.kind in SENSE["before"]["kinds"]:
        return find(NUMBERS["ordinals"], pair.sentence.text) is not None
    heads = [word for word in pair.sentence.content if word.stem == limit.head and word.text.endswith("s")]
    theirs, before = line.sentence.text[limit.start : limit.end].lower(), SENSE["before"]
    ahead = {word.lower() for head in heads for word in pair.sentence.text[: head.start].split()[-1:]}
    known = not ahead.isdisjoint(SENSE["parts"]["known"])
    return bool(heads) and (theirs in before["each"] or (theirs in before["all"] and known))


def alternatives(pair: Pair) -> Iterator[Finding]:
    """Yield the limit that a wording leaves out of two that “or” joins: wholly or partly."""
    ours = {limit.kind for limit in pair.sentence.limits}
    for line in pair.lines:
        for cue, other in pairwise(line.sentence.limits):
            between = line.sentence.text[cue.end : other.start].split()
            if len(ours & {cue.kind, other.kind}) == 1 == len(between) and between[0] in SENSE["parts"]["through"]:
                yield Finding("lost", None, other if cue.kind in ours else cue, line)


def shares_lost(pair: Pair) -> Iterator[Finding]:
    """Yield the shares and bounds that a wording leaves out: 30 per cent of the herds, over 5,000 tonnes."""
    values = {number.value for number in pair.sentence.numbers}
    nouns = {number.noun[:1] for number in pair.sentence.numbers}
    for line in pair.lines:
        for number in line.sentence.numbers:
            share = number.unit == "percent" or 0 < number.value < 1
            part = (share or number.comparator) and number.noun and number.noun[0] in pair.sentence.content_stems
            bound = (number.comparator or _scope(line, number)) and _inside(pair, line, number.start)
            if (part or bound) and number.value not in values and number.noun[:1] not in nouns:
                yield Finding("lost", None, number, line)


def _scope(line: EvidenceLine, number: Number) -> bool:
    """Say whether a number limits where or why something is true: on two grounds."""
    before = line.sentence.text[: number.start].rsplit(maxsplit=1)[-1:]
    return bool(number.noun) and not set(before).isdisjoint(NUMBERS["scope"])


def _covers(pair: Pair, line: EvidenceLine, found: Cue) -> bool:
    """Say whether the wording tells mainly the clause in which a word stands."""
    part = line.sentence.part(found.start)
    return part <= pair.keys or len(part & pair.keys) >= _MOST * max(len(part), len(pair.keys))


def _inside(pair: Pair, line: EvidenceLine, place: int) -> bool:
    """Say whether a wording has words from both sides of a place, and most of its clause."""
    part = line.sentence.part(place)
    tokens = [token for token in line.sentence.tokens if token.key in part & pair.keys]
    return len(part & pair.keys) >= _MOST * len(part) and tokens[0].start < place < tokens[-1].start


def opposites(pair: Pair) -> Iterator[Finding]:
    """Yield the small words that became their opposite: before the vote, after the vote."""
    theirs = [(one, span, line) for line in pair.lines for one, span in _opposed(line.sentence).items()]
    known = {one for one, _, _ in theirs}
    for (word, key), span in () if _only_until(pair) else _opposed(pair.sentence).items():
        found = ((place, line) for (other, its), place, line in theirs if its == key and {word, other} in _PAIRS)
        yield from (Finding("changed", span, *one) for one in islice(found, int((word, key) not in known)))


def _opposed(sentence: Sentence) -> dict[tuple[str, str], Span]:
    """Return the small words that have an opposite, each with the word after it."""
    found: dict[tuple[str, str], Span] = {}
    for match in _OPPOSITES.finditer(sentence.text):
        at = bisect_left(sentence.tokens, match.end(), key=lambda token: token.start)
        if at < len(sentence.tokens) and not _DENIED.match(sentence.text, match.end()):
            token, word = sentence.tokens[at], " ".join(match[0].lower().split())
            if _has_opposite(sentence, word, match.end(), token.start):
                found.setdefault((word, token.key), Span(*match.span()))
    return found


def _has_opposite(sentence: Sentence, word: str, end: int, after: int) -> bool:
    """Say whether a small word says something by itself: one of a way before a name, one of a step before a number."""
    if word in SENSE["opposites"]["steps"]:
        return any(number.start == after for number in sentence.numbers)
    article = sentence.text[end:after].lower().strip() in SENSE["roles"]["article"]
    return word not in SENSE["opposites"]["ways"] or article or not sentence.text[after].islower()
