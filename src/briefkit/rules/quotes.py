"""What a quote tells beyond its words: whose they are, what it stops short of, and who may not read them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from briefkit import markings
from briefkit.errors import Problem
from briefkit.evidence import Span
from briefkit.outcomes import Actor, Sourced
from briefkit.rules.dates import DAYS, MONTHS
from briefkit.rules.subject import Form, Path, Subject
from briefkit.rules.words import count, find, find_all, lists, sentences, stem

_NEAR = 300
"""Characters beside a quote in which the rest of its sentence lies."""
_FRAGMENT = 4
"""Words of a quote that tells something: one of fewer names a thing."""
_END = re.compile(r"[.!?](?:\s|$)|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][a-zà-ÿ][^\W\d_]+")
"""A capital and small letters, not at the head of a sentence."""
_NO_SUBJECT = re.compile(r"\b(?:of|of the|that|that the) $", re.IGNORECASE)
_ROOT = 4
"""Letters by which two words are taken for forms of one: Europe, European."""


def speakers(subject: Subject) -> Iterator[Problem]:
    """E03: nobody is given what the quote has somebody else say; without a `by:` the forms name who said it."""
    actors = subject.outcomes.actors
    for form in subject.forms:
        statement = form.statement
        if not isinstance(statement, Sourced):
            continue
        said = {key: actor for key, actor in actors.items() if _speaks(_names(actor), form.evidence)}
        message = f"the quote has {' or '.join(actor.printed for actor in said.values())} say it"
        if statement.by:
            given = actors.get(statement.by)
            others = said.keys() - {statement.via}
            if form.name == "text" and others and given and not find(_names(given), form.evidence):
                at, hint = ("statements", form.index, "by"), f"Write `by: {next(iter(said))}`."
                yield subject.problem("E03", f"{message}, and not {given.printed}", at, hint)
        elif said and form.whole and not find([name for actor in said.values() for name in _names(actor)], form.text):
            hint = f"Add `by: {next(iter(said))}`, and name who said it."
            yield subject.finding("E03", form, f"{message}, and nobody is named", hint)


def _names(actor: Actor) -> tuple[str, ...]:
    last = (actor.name.split()[-1],) if actor.kind == "person" else ()
    return (*actor.surfaces, *actor.variants, *last)


def promises(subject: Subject) -> Iterator[Problem]:
    """E03: what somebody said that they will do is told as said: “X will pay” is our promise, not theirs."""
    groups = ("verbs", "acts", "told", "meaning")
    telling = ["according to", "cited by", *(word for group in groups for word in lists()["speaking"][group])]
    for form in subject.forms:
        if form.whole and form.name not in ("claim", "headline"):
            bare = " ".join(sentence for sentence in sentences(form.text) if not find(telling, sentence))
            for actor in _promising(form, subject):
                if found := re.search(rf"(?:{'|'.join(map(re.escape, _names(actor)))})\s+will\b", bare):
                    hint = f"Keep the verb of saying: {actor.printed} said that …"
                    message = f"“{found[0]}”: it was said, and is told as a fact"
                    yield subject.finding("E03", form, message, hint, offset=form.text.find(found[0]))


def _promising(form: Form, subject: Subject) -> Iterator[Actor]:
    """Yield the speakers of what a form rests on whom a quote shows speaking."""
    for statement in form.rests:
        actor = subject.outcomes.actors.get(statement.by or "")
        if actor and _speaks(_names(actor), " … ".join(e.quote for e in statement.quote)):
            yield actor


@lru_cache(maxsize=4096)
def _speaks(names: tuple[str, ...], evidence: str) -> bool:
    """Say whether somebody is the subject of a verb of saying in the evidence."""
    return any(
        _says().match(evidence, found.end()) and not _NO_SUBJECT.search(evidence[: found.start()])
        for found in find_all(names, evidence)
    )


@cache
def _says() -> re.Pattern[str]:
    speaking = lists()["speaking"]
    verbs = "|".join((*speaking["verbs"], *speaking["acts"]))
    return re.compile(rf"(?:,[^,.;]{{1,80}},)?(?:\s+(?:also|has|had|have|then|later))*\s+(?:{verbs})\b")


def whole(subject: Subject) -> Iterator[Problem]:
    """E05: a quote does not stop short of the condition of its sentence, nor begin behind it."""
    for i, statement in enumerate(subject.outcomes.statements):
        if not isinstance(statement, Sourced):
            continue
        spans = subject.spans.get(i, {})
        for path, span in spans.items():
            text = subject.texts[span.source]
            left = _condition_beside(text, span, list(spans.values()))
            if left and count(text[span.start : span.end]) >= _FRAGMENT:
                message = f"the quote leaves out the condition of its sentence: “{left}”"
                yield subject.problem("E05", message, path, "Quote it too, and keep it in every form.")


def _condition_beside(text: str, span: Span, quoted: list[Span]) -> str:
    """Return the condition that stands right behind a quote or at the head of its sentence, if no quote holds it."""
    words = "|".join(r"\s+".join(word.split()) for word in lists()["speaking"]["conditions"])
    behind = re.match(rf"[,;]?\s*(?:and\s+|but\s+|only\s+)?(?:{words})\b", text[span.end :], re.IGNORECASE)
    head = _END.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    before = re.match(rf"\s*(?:{words})\b", head, re.IGNORECASE)
    if behind and not _held(span.source, span.end + behind.end() - 1, quoted):
        rest = _END.split(text[span.end : span.end + _NEAR])[0]
        return " ".join(rest.strip(" ,;\n").split())
    if before and not _held(span.source, span.start - len(head) + before.end() - 1, quoted):
        return " ".join(head.split()).rstrip(",")
    return ""


def _held(source: str, at: int, quoted: list[Span]) -> bool:
    return any(span.source == source and span.start <= at < span.end for span in quoted)


def overlaps(subject: Subject) -> Iterator[Problem]:
    """E27: what a higher marked statement quotes is not quoted by a lower one as well."""
    found = [
        (markings.rank(markings.marking_of(s, subject.outcomes)), path, span)
        for i, s in enumerate(subject.outcomes.statements)
        if isinstance(s, Sourced)
        for path, span in subject.spans.get(i, {}).items()
    ]
    for rank, path, span in found:
        if any(higher > rank and _meet(span, other) for higher, _, other in found):
            message = "a statement that is marked higher quotes the same words"
            problem = subject.problem("E27", message, path, "Give this statement the same `marking:`.")
            yield replace(problem, severity="warning")


def _meet(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def restricted(subject: Subject) -> Iterator[Problem]:
    """E27: a name that only higher marked quotes hold stands in nothing that is marked lower."""
    closed: dict[int, set[str]] = {}
    for path, text, rank in _printed(subject):
        if rank not in closed:
            closed[rank] = _closed(subject, rank)
        for name in dict.fromkeys(word for word in _WORD.findall(text) if word in closed[rank]):
            message = f"“{name}” is known only from what is marked higher"
            problem = subject.problem("E27", message, path, "Leave it out, or mark this as high.")
            yield replace(problem, severity="warning")


def _closed(subject: Subject, rank: int) -> set[str]:
    """Return the names that only quotes marked higher than a rank hold."""
    record, meeting = subject.outcomes, subject.outcomes.meeting
    high, low = set[str](), set(_WORD.findall(f"{meeting.name} {meeting.place or ''}"))
    for statement in record.statements:
        if isinstance(statement, Sourced):
            words = " ".join(evidence.quote for evidence in statement.evidence)
            if markings.rank(markings.marking_of(statement, record)) > rank:
                high |= {name[0] for name in _NAME.finditer(words)}
            else:
                low |= set(_WORD.findall(words))
    return high - low


def _printed(subject: Subject) -> Iterator[tuple[Path, str, int]]:
    """Yield what is printed of a record, each with its path and the rank of its marking."""
    record = subject.outcomes
    own = markings.rank(record.marking)
    yield ("title",), record.title, own
    yield from ((("issues", key, "title"), issue.title, own) for key, issue in record.issues.items())
    for key, term in record.terms.items():
        yield from ((("terms", key, name), words, own) for name in ("long", "plain") if (words := getattr(term, name)))
    for i, statement in enumerate(record.statements):
        rank = markings.rank(markings.marking_of(statement, record))
        yield from ((form.path, form.text, rank) for form in subject.forms if form.index == i)
        yield ("statements", i, "scope_note"), getattr(statement, "scope_note", None) or "", rank
        yield from (
            (("statements", i, "avoid", j), f"{a.say} {a.because}", rank) for j, a in enumerate(statement.avoid)
        )


def names(subject: Subject) -> Iterator[Problem]:
    """E12: a name in a form is in its evidence, or declared."""
    declared = _roots(" ".join(_declared(subject)))
    for form in subject.forms:
        known = declared | _roots(form.evidence)
        for sentence in sentences(form.text):
            for found in _NAME.finditer(sentence):
                if stem(found[0])[:_ROOT] not in known:
                    hint = "Use the evidence's own words, or declare it under `actors:` or `terms:`."
                    offset = form.text.find(sentence) + found.start()
                    yield subject.finding("E12", form, f"“{found[0]}” is not in its evidence", hint, offset=offset)


def _roots(text: str) -> set[str]:
    return {stem(word)[:_ROOT] for word in _WORD.findall(text)}


def _declared(subject: Subject) -> Iterator[str]:
    """Yield what a form may name though its quotes do not."""
    record = subject.outcomes
    yield from (record.meeting.name, record.meeting.place or "", record.title, *MONTHS, *DAYS)
    yield from (issue.title for issue in record.issues.values())
    for actor in record.actors.values():
        yield from (*actor.surfaces, actor.title or "", *actor.variants)
    for key, term in record.terms.items():
        yield from (key, term.long, term.plain or "")
    for source in record.sources.values():
        yield from (source.called, source.title or "", source.publisher or "")
