"""Finds opinions, reported speech and causes that a wording claims in its own voice."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import stems
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.roles import Role, saying, says
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, Word, find, find_all

_NEARLY = 0.7
_HEADED = re.compile(r"[^:.]{1,60}:\s")
"""A name with a colon, before what it says."""
_LOOSE = ("may", "ought")
CONTRAST = re.compile(rf";|\b(?:{either({*SENSE['parts']['cuts']} - {*SENSE['parts']['list']})})\b")
"""What ends the clause of an opinion: but, while."""
_NOUNS, _WHOSE, _OF, _WAYS = (either(SENSE["opinions"][part]) for part in ("nouns", "whose", "of", "ways"))
_OPINION = re.compile(
    rf"\b(?:(?:{_WAYS}) (?:(?:{_WHOSE})|[^,.;]{{1,60}}['’]s?) (?:{_NOUNS})"
    rf"|in the (?:{_OF}) of|{either(SENSE['opinions']['phrases'])})\b",
    re.IGNORECASE,
)


_QUESTION = re.compile(rf"(?:\s+(?!to\b)[^\s,.;:]+){{0,5}}?\s+(?:{either(SENSE['verbs']['questions'])})\b")
"""What stands behind a verb of a question."""
_OPENED = re.compile(rf"\s+(?:that|{SENSE['force']['infinitive']})\b")
"""What stands behind a verb of hope."""


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
    if said and not any(find(parties[role.actor], pair.ground.claim.text) for _, role in said):
        yield Finding("lost", Span(0, len(pair.sentence.text)), said[0][1], said[0][0])


def answers(pair: Pair) -> Iterator[Finding]:
    """Yield who says something in a wording and only asks in the evidence, or the other way round."""
    theirs = [(line, role) for line, role in pair.source_roles if _speaks(line.sentence, role)]
    for role in (role for role in pair.roles if _speaks(pair.sentence, role)):
        own = [(line, other) for line, other in theirs if other.actor == role.actor]
        asking = {other.head in stems("verbs", "asking") for _, other in own}
        if own and (role.head in stems("verbs", "asking")) not in asking:
            yield Finding("changed", role, own[0][1], own[0][0])


def _speaks(sentence: Sentence, role: Role) -> bool:
    """Say whether a role is that of who says something, or asks a question; asked the Board to come is a demand."""
    if role.head not in stems("verbs", "asking"):
        return role.relation == "subject" and role.head in saying()
    return role.relation == "subject" and bool(_QUESTION.match(sentence.text, sentence.word_at(role.verb).end))


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
        holds = word.stem in holding and not compound and not going and not following.startswith((" for", " on"))
        if holds and len(ours & _behind(line, word)) >= _NEARLY * len(ours):
            yield word


def hopes(pair: Pair) -> Iterator[Finding]:
    """Yield the hope of the evidence that a wording tells as what will be: it hopes to come, it will come."""
    hoping, ours = stems("opinions", "hopes"), pair.sentence.stems
    loose = ours & hoping or any(one.kind in _LOOSE for one in pair.sentence.force)
    for line in () if loose or pair.ground.claim.by else pair.lines[:1]:
        for word in (word for word in line.sentence.words if word.stem in hoping):
            behind = _behind(line, word)
            if _OPENED.match(line.sentence.text, word.end) and len(ours & behind) >= _NEARLY * len(behind) > 0:
                yield Finding("lost", None, word, line)


def _behind(line: EvidenceLine, word: Word) -> frozenset[str]:
    """Return what a line has behind a word, in its clause."""
    end = CONTRAST.search(line.sentence.text, word.end)
    return line.sentence.stems_within(Span(word.end, end.start() if end else len(line.sentence.text)))


def causes(pair: Pair) -> Iterator[Finding]:
    """Yield a word of cause where no line that is told has any."""
    data = SENSE["causes"]
    if not any(find([*data["joins"], *data["others"]], line.sentence.text) for line in pair.lines):
        for match in find_all(data["joins"], pair.sentence.text):
            yield Finding("added", Span(*match.span()))
