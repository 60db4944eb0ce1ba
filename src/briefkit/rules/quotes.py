"""What a quote tells beyond its words: who has them, what it stops short of, and the names that it holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from briefkit.errors import Problem
from briefkit.evidence import Span
from briefkit.outcomes import Desk, Sourced
from briefkit.rules.dates import DAYS, MONTHS
from briefkit.rules.strength import told
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import NAME, count, find, find_all, lists, sentences, stem

_NEAR = 300
"""Characters beside a quote in which the rest of its sentence lies."""
_FRAGMENT = 4
"""Words of a quote that tells something: one of fewer names a thing."""
_END = re.compile(r"[.!?;:](?:\s|$)|\n\s*\n")
_ENDED = re.compile(r"[.!?][\"”’)]*$")
_CONDITION = (
    r"(?:provided(?=\s+(?:that|the|an?|all|its|their|it|they|he|she|we|no|this|these|those|[\w-]+\s+(?:is|are|has|have))\b)"
    r"|subject\s+to|unless|on\s+(?:the\s+)?condition\s+that|conditional\s+on|contingent\s+on|as\s+long\s+as|only\s+if"
    r"|if(?!\s+(?:any|not|ever|at\s+all|so)\b)|once(?!\s+(?:an?|every|again|more|per)\b)(?![^,]*\bhad\b)|pending|except"
    r"|without\s+prejudice|in\s+case)\b"
)
_BEHIND = re.compile(rf",?\s+(?:and\s+|but\s+|only\s+)?{_CONDITION}")
_BEFORE = re.compile(rf"\s*(?i:{_CONDITION})")
_ASKED = re.compile(r"\b(?:ask|asks|asked|asking|wonders?|wondered|knows?|knew|sees?|check(?:s|ed)?)\b")
"""After these, `if` means whether."""
_PRONOUN = re.compile(r"(?:^|[.!?…,“] ?)(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I)\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|to|the|a|an)\s+$")
_WORD = re.compile(r"[^\W\d_]+")
_NO_SUBJECT = re.compile(r"\b(?:of|of the|that|that the) $", re.IGNORECASE)
_ROOT = 4
"""Letters by which two words are taken for forms of one: Europe, European."""


def speakers(subject: Subject) -> Iterator[Problem]:
    """E03: nobody is given what the quote has somebody else say; without a `by:` the forms name who said it."""
    for form in subject.forms:
        if isinstance(form.statement, Sourced):
            yield from _misgiven(subject, form) if form.statement.by else _nobody(subject, form)


def _misgiven(subject: Subject, form: Form) -> Iterator[Problem]:
    assert isinstance(form.statement, Sourced)  # noqa: S101
    said = _sayers(subject, form.evidence, ("verbs", "acts")) if form.name == "text" else []
    given = subject.outcomes.actors.get(form.statement.by or "")
    others = [key for key in said if key != form.statement.via]
    if given and others and not _may_speak(subject, form, others):
        message = f"the quote has {_listed(subject, said)} say it, and not {given.printed}"
        yield subject.problem("E03", message, ("statements", form.index, "by"), f"Write `by: {others[0]}`.")


def _nobody(subject: Subject, form: Form) -> Iterator[Problem]:
    said = _sayers(subject, told(form.evidence, form.text), ("verbs",)) if form.whole else []
    sources = [source.called for source in subject.outcomes.sources.values()]
    if said and not find([*sources, *(name for key in said for name in subject.names[key])], form.text):
        message = f"the quote has {_listed(subject, said)} say it, and nobody is named"
        yield subject.finding("E03", form, message, f"Add `by: {said[0]}`, and name who said it.")


def _listed(subject: Subject, keys: list[str]) -> str:
    return " or ".join(subject.outcomes.actors[key].printed for key in keys)


def _sayers(subject: Subject, evidence: str, groups: tuple[str, ...]) -> list[str]:
    """Return the actors who are subjects of verbs of saying in an evidence."""
    return [key for key, names in subject.names.items() if _said_by(names, evidence, groups)]


def _may_speak(subject: Subject, form: Form, others: list[str]) -> bool:
    """Say whether the given actor may speak: named, or meant by an office, a pronoun or a verb that is no other's."""
    key = getattr(form.statement, "by", "")
    actor = subject.outcomes.actors[key]
    office = (actor.title or actor.name).partition(" of ")[0].split()
    if find([*subject.names[key], *office], form.evidence) or _PRONOUN.search(form.evidence):
        return True
    groups = ("verbs", "acts")
    verbs = [verb for group in groups for verb in lists()["speaking"][group]]
    theirs = sum(_said_by(subject.names[other], form.evidence, groups) for other in others)
    active = (found for found in find_all(verbs, form.evidence) if not _PASSIVE.search(form.evidence[: found.start()]))
    return sum(1 for _ in active) > theirs


@lru_cache(maxsize=4096)
def _said_by(names: tuple[str, ...], evidence: str, groups: tuple[str, ...]) -> int:
    """Return how many verbs of saying in an evidence have somebody as their subject."""
    return sum(
        bool(_says(groups).match(evidence, found.end()))
        and any(char.isupper() for char in found[0])
        and not _NO_SUBJECT.search(evidence[: found.start()])
        for found in find_all(names, evidence)
    )


@cache
def _says(groups: tuple[str, ...]) -> re.Pattern[str]:
    verbs = "|".join(verb for group in groups for verb in lists()["speaking"][group])
    return re.compile(rf"(?:,[^,.;]{{1,80}},)?(?:\s+(?:also|has|had|have|then|later))*\s+(?:{verbs})\b")


def promises(subject: Subject) -> Iterator[Problem]:
    """E03: what somebody said that they will do is told as said: “X will pay” is our promise, not theirs."""
    groups = ("verbs", "acts", "told", "meaning")
    telling = ["according to", "cited by", *(word for group in groups for word in lists()["speaking"][group])]
    for form in subject.forms:
        if not form.whole or form.name in ("claim", "headline") or form.statement.kind in ("event", "next_step"):
            continue
        parts = sentences(form.text)
        for names in _promising(form, subject):
            will = re.compile(rf"(?:^|[.;:,]\s|\band\s)(?:[Tt]he\s)?(?:{'|'.join(map(re.escape, names))})\s+will\b")
            if any(find(telling, part) and find(names, part) for part in parts):
                continue
            for part in parts:
                if found := will.search(part):
                    offset = form.text.find(part) + found.start()
                    message = f"“{found[0].strip(' .;:,')}”: it was said, and is told as a fact"
                    yield subject.finding("E03", form, message, "Keep the verb of saying.", offset=offset)


def _promising(form: Form, subject: Subject) -> Iterator[tuple[str, ...]]:
    """Yield the names of the speakers of what a form rests on whom a quote shows speaking."""
    for statement in form.rests:
        quotes = " … ".join(evidence.quote for evidence in statement.quote)
        if statement.by in _sayers(subject, quotes, ("verbs",)):
            yield subject.names[statement.by or ""]


def whole(subject: Subject) -> Iterator[Problem]:
    """E05: a quote does not stop short of the condition of its sentence, nor begin behind it."""
    for spans in subject.spans.values():
        for path, span in spans.items():
            text = subject.texts[span.source]
            left = _condition_beside(text, span, list(spans.values()))
            if left and count(text[span.start : span.end]) >= _FRAGMENT:
                message = f"the quote leaves out the condition of its sentence: “{left}”"
                yield subject.problem("E05", message, path, "Quote it too, and keep it in every form.")


def _condition_beside(text: str, span: Span, quoted: list[Span]) -> str:
    """Return the condition that stands right behind a quote or at the head of its sentence, if no quote holds it."""
    words = text[span.start : span.end]
    behind = None if _ENDED.search(words) else _BEHIND.match(text, span.end)
    if behind and behind[0].endswith(" if") and _ASKED.search(words):
        behind = None
    if behind and not _held(span.source, behind.end() - 1, quoted):
        return " ".join(_END.split(text[span.end : span.end + _NEAR])[0].strip(" ,\n").split())
    head = _END.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    before = _BEFORE.match(head)
    if before and not _held(span.source, span.start - len(head) + before.end() - 1, quoted):
        return " ".join(head.split()).rstrip(",")
    return ""


def _held(source: str, at: int, quoted: list[Span]) -> bool:
    return any(span.source == source and span.start <= at < span.end for span in quoted)


def names(subject: Subject) -> Iterator[Problem]:
    """E12: a name in a form is in its evidence, or declared; in the desk's own words its lack is a warning."""
    declared = _roots(" ".join(_declared(subject)))
    for form in subject.forms:
        known = declared | _related(form.evidence)
        for part in sentences(form.text) if not _titled(form.text) else ():
            for found in NAME.finditer(part):
                if stem(found[0])[:_ROOT] not in known:
                    hint = "Use the evidence's own words, or declare it under `actors:` or `terms:`."
                    offset = form.text.find(part) + found.start()
                    problem = subject.finding("E12", form, f"“{found[0]}” is not in its evidence", hint, offset=offset)
                    yield replace(problem, severity="warning") if isinstance(form.statement, Desk) else problem


def _titled(text: str) -> bool:
    """Say whether a wording is set as a title, each longer word with a capital."""
    longer = [word for word in _WORD.findall(text) if len(word) >= _ROOT]
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _roots(text: str) -> set[str]:
    return {stem(word)[:_ROOT] for word in _WORD.findall(text)}


@lru_cache(maxsize=1024)
def _related(evidence: str) -> frozenset[str]:
    """Return the roots of an evidence's words, of the countries and peoples that they name, and of its acronyms."""
    found = _roots(evidence)
    letters = "".join(word for word in _WORD.findall(evidence) if word.isupper())
    for family in lists()["names"]["families"]:
        if any(word in _WORD.findall(evidence) if word.isupper() else _first(word) in found for word in family):
            found |= {_first(word) for word in family}
    return frozenset(found | {root for root in map(_first, lists()["names"]["expanded"]) if root[0].upper() in letters})


def _first(word: str) -> str:
    return stem(word)[:_ROOT]


def _declared(subject: Subject) -> Iterator[str]:
    """Yield what a form may name though its quotes do not."""
    record = subject.outcomes
    yield from (record.meeting.name, record.meeting.place or "", record.title, record.prepared_by or "", *MONTHS, *DAYS)
    yield from lists()["names"]["common"]
    yield from (issue.title for issue in record.issues.values())
    for actor in record.actors.values():
        yield from (*actor.surfaces, actor.title or "", *actor.variants)
    for key, term in record.terms.items():
        yield from (key, term.long, term.plain or "")
    for source in record.sources.values():
        yield from (source.called, source.title or "", source.publisher or "")
