"""What the authors of finished wordings must keep themselves, because composition puts nothing into them.

A wording of the desk's own, and one under `forms:`, is printed as it is written. A `says` or `does` that brings its own
subject is printed with two. These are asked about beside what the comparison with the evidence finds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefkit.outcomes import FORMS, Desk, Sourced, Statement
from briefkit.reading.roles import saying
from briefkit.reading.sentence import read
from briefkit.reading.text import find, words
from briefkit.rules import Wording
from briefkit.wording import Composer
from briefkit.wording.sentences import holds, is_sentence

_LED = ("says", "does", "short", "headline", "plain")
_FINISHED = frozenset({"text", "short", "headline", "plain", *FORMS})
_FEW = 2
"""Content words that a wording and a statement share where the one tells the other."""
_HALF = 0.5
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Unkept:
    """Something that a wording should have, or should not."""

    code: str
    words: str
    """What it is about, as an answer under `stands:` names it."""
    message: str
    hint: str


def unkept(wording: Wording, composer: Composer) -> Iterator[Unkept]:
    """Yield what is asked about one wording."""
    statement = wording.statement
    if isinstance(statement, Sourced) and wording.name in _LED:
        yield from _own_subject(wording, statement, composer)
    if wording.name == "text":
        yield from _unresolved(wording, composer)
    if wording.name in _FINISHED and (isinstance(statement, Desk) or wording.path[-2] == "forms"):
        yield from _conditions(wording, composer)
    if isinstance(statement, Desk):
        yield from _estimates(wording, composer)


def headless(statement: Statement, composer: Composer) -> Unkept | None:
    """Return that a bottom line has no headline: the page is then headed by the record's title.

    Why not the composed headline itself: what other accounts there are may lengthen it, and they may be withheld.
    """
    if statement.kind != "summary" or not isinstance(statement, Desk) or statement.headline:
        return None
    most = composer.patterns["word_limit"]
    first = None if statement.text else next(iter(composer.parts(statement)), None)
    if first and (first.headline or len(words(first.first)) < most):
        return None
    message = "no headline: the pages that it heads have the record's title"
    return Unkept("Q16", "headline", message, f"Give it `headline:`, at most {most} words with its conditions.")


def _own_subject(wording: Wording, statement: Sourced, composer: Composer) -> Iterator[Unkept]:
    """Yield a clause or predicate that begins with its speaker, whom composition puts before it."""
    actors = (composer.record.actors.get(entry.actor or "") for entry in statement.by)
    names = sorted((name for actor in actors if actor for name in actor.known_as), key=len, reverse=True)
    found = find(names, wording.text) if names else None
    if statement.shape == "text" or not found or found.start():
        return
    following = words(wording.text[found.end() : found.end() + 40])[:1]
    if statement.shape == "does" or (following and following[0].stem in saying("en")):
        message = f"it begins with “{found[0]}”, whom the program puts before it"
        yield Unkept("Q14", found[0], message, f"Write it without “{found[0]}”.")


def _unresolved(wording: Wording, composer: Composer) -> Iterator[Unkept]:
    """Yield a sentence that begins with a word for something it does not name, or tells of a list it does not have."""
    own = composer.patterns["unresolved"]
    first = words(wording.text)[:1]
    impersonal = re.match(own["impersonal"], wording.text, re.IGNORECASE | re.DOTALL)
    if first and first[0].text.lower() in own["opening"] and not impersonal:
        message = f"“{first[0].text}” stands for something that is not named here"
        yield Unkept("Q15", first[0].text, message, "Name it.")
    if (found := find(own["anywhere"], wording.text)) and not getattr(wording.statement, "measures", ()):
        yield Unkept(
            "Q15", found[0], f"“{found[0]}” tells of a list that is not here", "Give it as `measures:`, or name it."
        )


def _estimates(wording: Wording, composer: Composer) -> Iterator[Unkept]:
    """Yield a sentence that says how likely something is and how sure its author; one is taken for the other.

    Intelligence Community Directive 203, D.6.e(2), forbids it.
    """
    own = composer.patterns["estimates"]
    for sentence in read(wording.text):
        odds, grounds = (re.search(own[kind], sentence.text, re.IGNORECASE) for kind in ("likelihood", "confidence"))
        if odds and grounds:
            message = f"“{odds[0]}” says how likely it is, “{grounds[0]}” how sure its author: one sentence mixes them"
            yield Unkept("Q18", odds[0], message, f"Give “{grounds[0]}” a sentence of its own.")


def _conditions(wording: Wording, composer: Composer) -> Iterator[Unkept]:
    """Yield the conditions of what a finished wording tells that it does not have."""
    stems = _stems(wording.text)
    for part in composer.record.ground(wording.statement):
        subject = _stems(part.first)
        if len(stems & subject) < max(_FEW, _HALF * min(len(stems), len(subject))):
            continue
        for condition in part.conditions:
            if wording.name == "headline" and is_sentence(condition.text) and not condition.short:
                continue
            if not _has(wording.text, stems, condition.wordings, composer):
                message = f"the condition “{condition.text}” of `{part.id}` is missing"
                shortest = min(condition.wordings, key=len)
                yield Unkept("Q17", condition.text, message, f"Write “{shortest}” too")


def _has(text: str, stems: frozenset[str], wordings: Sequence[str], composer: Composer) -> bool:
    if any(holds(text, wording, composer.patterns) for wording in wordings):
        return True
    needed = (_stems(wording) for wording in wordings)
    return any(one and len(one & stems) >= _MOST * len(one) for one in needed)


def _stems(text: str) -> frozenset[str]:
    return frozenset().union(*(sentence.content_stems for sentence in read(text)))
