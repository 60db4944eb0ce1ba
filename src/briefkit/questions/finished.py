"""Questions on finished wordings: composition adds nothing to them, so their authors must keep conditions themselves.

A wording of the desk's own, and one under `forms:`, is printed as it is written. A `says` or `does` that brings its own
subject is printed with two. These questions come beside those from the comparison with the evidence.
"""

import re
from collections.abc import Iterator, Sequence

from briefkit.outcomes import FORMS, Desk, Sourced, Statement
from briefkit.outcomes.statements import Position
from briefkit.reading.language import SENSE
from briefkit.reading.model import Doubt, or_stands
from briefkit.reading.roles import saying
from briefkit.reading.sentence import read
from briefkit.reading.text import find, words
from briefkit.rules import Wording
from briefkit.wording import Composer
from briefkit.wording.sentences import holds, is_sentence

_LED = ("says", "does", "short", "headline", "plain")
_FINISHED = frozenset({"text", "short", "headline", "plain", *FORMS})
_FIRST_PERSON = frozenset(word for word in SENSE["roles"]["first_person"] if len(word) > 1)
"""Without “I”, which is a number too: Annex I."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_NAME = re.compile(r"\s[^\W\d_a-z]")
"""What follows a word of a name: Our (Harbour)."""
_FEW = 2
"""So many content words in common mean that a wording tells a statement."""
_HALF = 0.5
_MOST = 0.6


def doubts(wording: Wording, composer: Composer) -> Iterator[Doubt]:
    """Yield the doubts about one wording."""
    statement = wording.statement
    if isinstance(statement, Sourced) and wording.name in _LED:
        yield from _own_subject(wording, statement, composer)
    if isinstance(statement, Sourced) and statement.kind != "direct_quote":
        yield from _own_voice(wording)
    if wording.name == "text":
        yield from _unresolved(wording, composer)
    if wording.name in _FINISHED and (isinstance(statement, Desk) or wording.path[-2] == "forms"):
        yield from _conditions(wording, composer)
    if isinstance(statement, Desk):
        yield from _estimates(wording, composer)


def of_bottom_line(statement: Statement, composer: Composer) -> Iterator[Doubt]:
    """Yield the doubts about a bottom line as a whole: that it heads no page, and that it tells one side alone."""
    if isinstance(statement, Desk) and statement.kind == "summary":
        yield from _headless(statement, composer)
        yield from _one_side(statement, composer)


def _headless(statement: Desk, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt where a bottom line has no headline: its page is then headed by the record's title.

    Why not the composed headline itself: what other accounts there are may lengthen it, and they may be withheld.
    """
    most = composer.patterns["word_limit"]
    first = None if statement.text else next(iter(composer.parts(statement)), None)
    if not statement.headline and not (first and (first.headline or len(words(first.first)) < most)):
        message = "no headline: the pages that it heads have the record's title"
        yield Doubt("Q16", "headline", message, f"Give it `headline:`, at most {most} words with its conditions.")


def _one_side(statement: Desk, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt for each issue of which a bottom line tells one side's position, and its text names no other."""
    record, gone = composer.record, composer.record.superseded
    own = {one.id for one in record.ground(statement)}
    for key in record.issues:
        positions = [s for s in record.statements if isinstance(s, Position) and s.issue == key and s.id not in gone]
        heard = {actor for s in positions if s.id in own for entry in s.by for actor in entry.keys}
        others = [actor for s in positions if s.id not in own for entry in s.by for actor in entry.keys]
        silent = [record.actors[one] for one in others if one in record.actors and one not in heard]
        if heard and silent and not any(find(actor.surfaces, statement.text or "") for actor in silent):
            name = silent[0].printed
            message = f"on `{key}` it tells one side, and not the position of {name}"
            yield Doubt("Q19", name, message, or_stands("Let it rest on that one too", name), ("rests_on",))


def _own_subject(wording: Wording, statement: Sourced, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt where a clause or predicate begins with its speaker: composition puts the speaker before it too."""
    actors = (composer.record.actors.get(entry.actor or "") for entry in statement.by)
    names = sorted((name for actor in actors if actor for name in actor.known_as), key=len, reverse=True)
    found = find(names, wording.text) if names else None
    if statement.shape == "text" or not found or found.start():
        return
    following = words(wording.text[found.end() : found.end() + 40])[:1]
    if statement.shape == "does" or (following and following[0].stem in saying()):
        message = f"it begins with “{found[0]}”, whom the program puts before it"
        yield Doubt("Q14", found[0], message, f"Write it without “{found[0]}”.")


def _own_voice(wording: Wording) -> Iterator[Doubt]:
    """Yield a doubt where a wording says “we” outside quotations and names: on a page that is who publishes it."""
    told = _QUOTED.sub("", wording.text)
    own = (word for word in words(told) if word.text in _FIRST_PERSON)
    if found := next((word.text for word in own if not (word.text.istitle() and _NAME.match(told, word.end))), ""):
        message = f"“{found}” is the source's; on a page it means who publishes it"
        yield Doubt("Q15", found, message, "Write who it is, or put the words in quotation marks.")


def _unresolved(wording: Wording, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt where a sentence begins with a pronoun for something unnamed, or announces a list it has not."""
    own = composer.patterns["unresolved"]
    first = words(wording.text)[:1]
    impersonal = re.match(own["impersonal"], wording.text, re.IGNORECASE | re.DOTALL)
    if first and first[0].text.lower() in own["opening"] and not impersonal:
        message = f"“{first[0].text}” stands for something that is not named here"
        yield Doubt("Q15", first[0].text, message, "Name it.")
    if (found := find(own["anywhere"], wording.text)) and not getattr(wording.statement, "measures", ()):
        yield Doubt(
            "Q15", found[0], f"“{found[0]}” tells of a list that is not here", "Give it as `measures:`, or name it."
        )


def _estimates(wording: Wording, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt where a sentence says both how likely something is and how sure its author is: readers mix them up.

    Intelligence Community Directive 203, D.6.e(2), forbids it.
    """
    own = composer.patterns["estimates"]
    for sentence in read(wording.text):
        odds, grounds = (re.search(own[kind], sentence.text, re.IGNORECASE) for kind in ("likelihood", "confidence"))
        if odds and grounds:
            message = f"“{odds[0]}” says how likely it is, “{grounds[0]}” how sure its author: one sentence mixes them"
            yield Doubt("Q18", odds[0], message, f"Give “{grounds[0]}” a sentence of its own.")


def _conditions(wording: Wording, composer: Composer) -> Iterator[Doubt]:
    """Yield a doubt for each condition that is missing in a finished wording of its statement."""
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
                yield Doubt("Q17", condition.text, message, f"Write “{shortest}” too")


def _has(text: str, stems: frozenset[str], wordings: Sequence[str], composer: Composer) -> bool:
    if any(holds(text, wording, composer.patterns) for wording in wordings):
        return True
    needed = (_stems(wording) for wording in wordings)
    return any(one and len(one & stems) >= _MOST * len(one) for one in needed)


def _stems(text: str) -> frozenset[str]:
    return frozenset().union(*(sentence.content_stems for sentence in read(text)))
