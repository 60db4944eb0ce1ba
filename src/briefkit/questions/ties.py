"""What ties a statement to others: who is to do it, what it speaks of, and what its source takes back behind it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import islice, pairwise, product
from typing import Any

from briefkit.outcomes import Outcomes, Sourced
from briefkit.questions.declared import Declared, doubts, in_sentence, names
from briefkit.questions.lists import unlisted
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import content, kinds, stems
from briefkit.reading.model import Doubt
from briefkit.reading.roles import Cast, cast
from briefkit.reading.said import leads_to
from briefkit.reading.sentence import Sentence, first_person, read
from briefkit.reading.text import find, fold

_SOME = either([*kinds("limits"), *SENSE["parts"]["openings"]])
_WHICH = either([*SENSE["parts"]["relatives"], *SENSE["roles"]["links"], "that"])
_POINTING = re.compile(
    rf"(?:(?:{_SOME})\s+(?:of\s+)?)?(?P<pointing>this|these|those)\b(?!\s+(?:{_WHICH})\b)"
    r"|(?P<pronoun>it|they|he|she)\b",
    re.IGNORECASE,
)
"""How a clause begins that names nothing by itself: these efforts, all of this; it."""
_CLAUSE, _FAR = re.compile(r"[,;.:]"), 400
"""What ends a clause; characters behind a quote in which the next sentences stand."""


def untied(declared: Declared, unresolved: Mapping[str, Any]) -> Iterator[Doubt]:
    """Yield what the quotes of a statement do not bear out of what it declares, of itself and of others.

    `unresolved`: the patterns of what names nothing by itself.
    """
    yield from doubts(declared, unresolved["opening"])
    yield from () if declared.subject.outcomes.draft else _taken_over(declared, unresolved)
    yield from unlisted(declared)
    yield from _charged(declared, unresolved["opening"])
    yield from _apart(declared, declared.subject.outcomes)
    yield from _taken_back(declared)


def _taken_over(declared: Declared, unresolved: Mapping[str, Any]) -> Iterator[Doubt]:
    """Yield a doubt where a clause begins with what stands for something else than its speaker: it, these efforts."""
    statement, actors = declared.statement, declared.subject.outcomes.actors
    found = _POINTING.match(getattr(statement, "says", None) or "")
    if not found or statement.about or re.match(unresolved["impersonal"], found.string, re.IGNORECASE | re.DOTALL):
        return
    issued = next((passage.issued for passage in declared.passages), None)
    dated = {moment.start for one in read(found.string, issued)[:1] for moment in one.moments}
    pointing = found["pointing"] and found.start("pointing") not in dated
    known = [name for entry in statement.by for key in entry.keys if key in actors for name in names(actors[key])]
    for quote, before in () if pointing else declared.before:
        if found["pronoun"] and fold(quote).startswith(fold(f"{found['pronoun']} ")):
            last = [one.text for one in read(before[-_FAR:])[-1:]]
            pointing = pointing or any(map(first_person, last)) or not leads_to(known, before)
    if pointing:
        message = f"“{found[0]}” stands for something that is not named here"
        yield Doubt("Q15", found[0], message, "Name it", ("says",))


def _charged(declared: Declared, pronouns: Sequence[str]) -> Iterator[Doubt]:
    """Yield an owner or addressee where the quotes have somebody else who is to do it: asked the Mayor to; will.

    Where a pronoun acts, it may be theirs: he plans to ask Norvia to come.
    """
    statement, record = declared.statement, declared.subject.outcomes
    text = "\n\n".join(passage.text for passage in declared.passages)
    to = [entry.actor for entry in getattr(statement, "to", ())]
    for field, given in (("owner", [getattr(statement, "owner", None)]), ("to", to)):
        ours = [key for key in given if key in record.actors]
        parties = {key: names(record.actors[key]) for key in (*declared.context.parties, *ours)} if ours else {}
        company = cast(tuple(parties.items()))
        found = dict(one for sentence in read(text) for one in _doers(sentence, company)) if ours else {}
        named = any(find(parties[key], text) for key in ours)
        others = (
            [key for key in found if key in parties or not named] if not _acting(tuple(pronouns)).search(text) else []
        )
        if others and not any(one in ours or content(one) <= content(*parties[key]) for one in found for key in ours):
            key, theirs = others[0], found[others[0]]
            hint = f"Write `{field}: {key}`" if key in parties else "Name who is to do it"
            yield Doubt("Q06", theirs, f"`{field}`: the source has {theirs} do this", hint, (field,))


def _doers(sentence: Sentence, company: Cast) -> Iterator[tuple[str, str]]:
    """Yield those who are to do something in a sentence, each with the words that name them."""
    asked, bound = _patterns()
    ordinary = stems("verbs", "ordinary")
    for one in company.mentions(sentence):
        before = asked.search(sentence.text, 0, one.start)
        verb = before["on"] or before["verb"] if before else ""
        called = before and (content(before["verb"]) <= ordinary if before["on"] else content(verb))
        to = called and sentence.text.startswith(" to ", one.end)
        free = verb not in SENSE["roles"]["no_subject"] or sentence.text.startswith(",", one.end)
        if to or (free and bound.match(sentence.text, one.end)):
            yield one.actor, sentence.text[one.start : one.end]


@cache
def _acting(pronouns: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a pronoun that is to do something: he plans to, they will."""
    will, infinitive = either([*SENSE["force"]["will"], *SENSE["force"]["shall"]]), SENSE["force"]["infinitive"]
    return re.compile(rf"\b(?:{either(pronouns)})\s+(?:(?:{will})|\w+\s+{infinitive})\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns around who is to do something: asked (the Board) to; (the Board) will, which is to."""
    articles, on = either(SENSE["roles"]["article"]), either(SENSE["verbs"]["clause"])
    will, be = either([*SENSE["force"]["will"], *SENSE["force"]["shall"]]), either(SENSE["roles"]["passive"])
    aside = rf"(?:\s+\([^()]{{1,40}}\))?(?:,\s+(?:{either(SENSE['parts']['relatives'])})|,[^,.;:]{{1,80}},)?"
    before = rf"\b(?P<verb>[a-z]+)(?:\s+(?P<on>{on}))?\s+(?:(?:{articles})\s+)?\Z"
    return re.compile(before), re.compile(rf"{aside}\s+(?:(?:{will})|(?:{be})\s+(?:\w+\s+)?to)\s")


def _apart(declared: Declared, record: Outcomes) -> Iterator[Doubt]:
    """Yield that a statement shares no word with what it is said to speak of, and does not follow it in its source."""
    other, spans = record.by_id.get(declared.statement.about or ""), declared.subject.spans
    if isinstance(other, Sourced) and declared.subject.told(declared.statement).isdisjoint(
        declared.subject.told(other)
    ):
        both = product(spans.get(other.id, ()), spans.get(declared.statement.id, ()))
        ahead = [
            (declared.subject.texts[a.source][a.end : b.start], b.start - a.end)
            for a, b in both
            if a.source == b.source
        ]
        if not any(far >= 0 and "\n\n" not in between for between, far in ahead):
            message = f"`about`: `{other.id}` has none of its words, nor does the source tell it right before"
            yield Doubt("Q12", other.id, message, "Name the statement that it speaks of", ("about",))


def _taken_back(declared: Declared) -> Iterator[Doubt]:
    """Yield a denial behind the quotes that no statement quotes, and one in them that nothing tells."""
    statement, subject = declared.statement, declared.subject
    quotes = [one.quote for one in statement.quote]
    told = content(*statement.written, *(quotes if statement.kind == "direct_quote" else ()))
    shared = told | content(*quotes)
    spans = sorted(subject.spans.get(statement.id, ()), key=lambda one: one.end)
    for one in spans:
        text, last = subject.texts[one.source], one == spans[-1]
        end = one.end + len(in_sentence(text, one.start, one.end)[2])
        behind = read(text[end : end + _FAR].partition("\n\n")[0]) if last else ()
        for found, start in ((read(text[one.start : one.end])[1:], one.start), (behind, end)):
            places = ((s, start + s.start + s.words[0].start) for s in found if s.words)
            free = (s for s, place in places if not subject.quoted(one.source, place, statement.id))
            free = (s for s in free if found is not behind or not s.content_stems.isdisjoint(shared))
            for sentence in islice(free, 1 if found is behind else None):
                yield from _denied(sentence, told, subject.told(statement) if found is behind else None)


def _denied(sentence: Sentence, told: AbstractSet[str], near: AbstractSet[str] | None) -> Iterator[Doubt]:
    """Yield the first denial of a sentence of which nothing is told: not yet accepted the offer; withdrew her request.

    One that stands behind the quotes is of what is `near`, or of what somebody refuses or ends.
    """
    others = stems("denial", "others")
    ending = others | stems("denial", "verbs")
    found = [(one.start, {one.head, one.stem} if one.kind == "verb" else {one.head}) for one in sentence.denials]
    for one, after in pairwise(sentence.words):
        found += [(one.start, {one.stem})] if one.stem in others and after.text in SENSE["opinions"]["whose"] else []
        found += [(one.start, {after.stem})] if after.stem in others and one.text in SENSE["roles"]["passive"] else []
    for start, keys in sorted(found, key=lambda one: one[0]):
        clause = _CLAUSE.split(sentence.text[start:], maxsplit=1)[0]
        if keys.isdisjoint(told) and (near is None or keys & ending or near & content(clause)):
            theirs = " ".join(clause.split())
            hint = "Quote it, and tell it as a condition or in a statement of its own"
            yield Doubt("Q07", theirs, f"`quote`: the source has “{theirs}” behind it", hint, ("quote",))
            return
