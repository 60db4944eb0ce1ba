"""Finds opinions, reported speech and causes that a wording claims in its own voice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import stems
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.roles import Role, begins, saying, says
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, Word, find, find_all

_NEARLY = 0.7
_HEADED = re.compile(r"[^:.]{1,60}:\s")
"""A name with a colon, before what it says."""
_FEW = 3
CONTRAST = re.compile(rf";|\b(?:{either({*SENSE['parts']['cuts']} - {*SENSE['parts']['list']})})\b")
"""What ends the clause of an opinion: but, while."""
_NOUNS, _WHOSE, _OF, _WAYS = (either(SENSE["opinions"][part]) for part in ("nouns", "whose", "of", "ways"))
_OPINION = re.compile(
    rf"\b(?:(?:{_WAYS}) (?:(?:{_WHOSE})|[^,.;]{{1,60}}['’]s?) (?:{_NOUNS})"
    rf"|in the (?:{_OF}) of|{either(SENSE['opinions']['phrases'])})\b",
    re.IGNORECASE,
)


def speaker(pair: Pair) -> Iterator[Finding]:
    """Yield the party who says in the evidence what the wording tells as a fact."""
    parties, ours = pair.ground.context.parties, pair.sentence.content_stems
    if pair.ground.claim.by or saying().keys() & pair.sentence.stems:
        return
    said = []
    for line, role in pair.source_roles:
        if role.actor in parties and says(line.sentence, role):
            half = line.sentence.stems_within(line.sentence.half(role.start))
            said += [(line, role)] if len(half & ours) >= _NEARLY * len(ours) else []
    if said and not any(find(parties[role.actor], pair.sentence.text) for _, role in said):
        yield Finding("lost", Span(0, len(pair.sentence.text)), said[0][1], said[0][0])


def another(pair: Pair) -> Iterator[Finding]:
    """Yield the speaker of a wording where somebody else says it in the evidence."""
    for role in (one for one in pair.roles if says(pair.sentence, one)):
        name = frozenset(token.key for token in pair.sentence.tokens if role.start <= token.start < role.end)
        rest = pair.keys - name - {role.head}
        line = max(pair.lines, key=lambda one: len(rest & one.sentence.keys))
        sayings = [r for one, r in pair.source_roles if one == line and says(line.sentence, r)]
        speaks = role.actor in {r.actor for one, r in pair.source_roles if one == line}
        if sayings and not speaks and len(rest) >= _FEW and len(rest & line.sentence.keys) >= _NEARLY * len(rest):
            yield Finding("changed", role, sayings[0], line)
        else:
            yield from _exchanged(role, rest, line, sayings)


def _exchanged(role: Role, rest: frozenset[str], line: EvidenceLine, roles: list[Role]) -> Iterator[Finding]:
    """Yield the speaker of a wording where another one of the same sentence says it, each before their words."""
    parts = _voices(line, roles)
    own = max((len(keys & rest) for one, keys in parts if one.actor == role.actor), default=len(rest))
    for one, keys in parts:
        if one.actor != role.actor and len(keys & rest) >= max(own + _FEW, _NEARLY * len(rest)):
            yield Finding("changed", role, one, line)


def _voices(line: EvidenceLine, said: list[Role]) -> list[tuple[Role, frozenset[str]]]:
    """Return the keys that each speaker of a sentence says; empty where that is unclear: “we agree, said A and B”."""
    text, tokens = line.sentence.text, line.sentence.tokens
    joined = all(not role.start or begins(line.sentence, role.start) for role in said)
    if (
        not said
        or not joined
        or len({role.verb for role in said}) < len(said)
        or any(role.verb < role.start for role in said)
    ):
        return []
    ends = [*(role.start for role in said[1:]), len(text)]
    keys = (frozenset(t.key for t in tokens if role.end <= t.start < end) for role, end in zip(said, ends, strict=True))
    return list(zip(said, keys, strict=True))


def opinions(pair: Pair) -> Iterator[Finding]:
    """Yield the opinions of the evidence that a wording tells as facts; before a shorter one stands who says it."""
    ours, claim = pair.sentence.content_stems, pair.ground.claim
    if claim.by and claim.shape != "text":
        return
    verbs = saying().keys() | stems("opinions", "verbs") | stems("opinions", "nouns")
    used = frozenset(
        word.stem
        for before, word in pairwise((None, *pair.sentence.words))
        if word and not (before and before.text.lower() in SENSE["parts"]["known"])
    )
    if used & verbs & ours or _OPINION.search(pair.sentence.text) or _HEADED.match(pair.sentence.text):
        return
    for line in pair.lines[:1]:
        marks = [Span(*match.span()) for match in _OPINION.finditer(line.sentence.text)]
        marks += [Span(word.start, word.end) for word in _holding(pair, line)]
        if marks and len(ours & line.sentence.keys) >= _NEARLY * len(ours):
            yield Finding("lost", None, marks[0], line)


def _holding(pair: Pair, line: EvidenceLine) -> Iterator[Word]:
    """Yield the verbs of opinion whose clause the wording tells; “call for” is a demand, “regarding” a preposition."""
    holding, ours = stems("opinions", "verbs"), pair.sentence.content_stems
    for word in line.sentence.words:
        compound = line.sentence.text[: word.start].endswith("-")
        following = line.sentence.text[word.end :]
        going = word.text.endswith(SENSE["tense"]["going"]) and not following.startswith(" that")
        if word.stem in holding and not compound and not going and not following.startswith((" for", " on")):
            end = CONTRAST.search(line.sentence.text, word.end)
            behind = line.sentence.stems_within(Span(word.end, end.start() if end else len(line.sentence.text)))
            if len(ours & behind) >= _NEARLY * len(ours):
                yield word


def hopes(pair: Pair) -> Iterator[Finding]:
    """Yield the speakers who only hope or fear it in the evidence, or deny it."""
    open_minded = stems("opinions", "open")
    for role in (role for role in pair.roles if says(pair.sentence, role) and role.head not in open_minded):
        alike = [(line, r) for line, r in pair.source_roles if r.relation == "subject" and r.actor == role.actor]
        for line, other in alike[:1]:
            denied = _denied(line.sentence, other) and not _denied(pair.sentence, role)
            if other.head in open_minded or (denied and says(line.sentence, other)):
                yield Finding("changed", role, Span(other.end + 1, line.sentence.word_at(other.verb).end), line)


def _denied(sentence: Sentence, role: Role) -> bool:
    return any(role.end <= denial.start < role.verb for denial in sentence.denials)


def causes(pair: Pair) -> Iterator[Finding]:
    """Yield a word of cause where no line that is told has any."""
    data = SENSE["causes"]
    if not any(find([*data["joins"], *data["others"]], line.sentence.text) for line in pair.lines):
        for match in find_all(data["joins"], pair.sentence.text):
            yield Finding("added", Span(*match.span()))
