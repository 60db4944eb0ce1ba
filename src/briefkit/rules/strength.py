"""How firmly something is said: hedges, verbs, judgements."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefkit.errors import Problem
from briefkit.outcomes import RANKS, Sourced
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import find, find_all, lists, sentences, stem

WEAKEST = 3
"""A status without a rank is compared as what is announced: a fact is no agreement unless its evidence says so."""

_AGREED = 4
"""What is agreed, if only in principle: beyond that, the evidence's verbs do not tell statuses apart."""

_MOST = 0.6

_DENIED = re.compile(
    r"(?:\b(?:not|no|never|nor|neither|without|nothing|nobody|none|cannot|whether|if|before|until|unless|once|yet"
    r"|(?:to|will|would|could|should|may|might) be)\b|n['’]t\b)(?:\s+(?!but\b|and\b)[\w’'-]+){0,10}\s*$",
    re.IGNORECASE,
)
"""What makes a strong verb that follows no assertion."""

_YES_OR_NO = re.compile(
    r"(?:Is|Are|Was|Were|Has|Have|Had|Will|Would|Do|Does|Did|Can|Could|Should|May|Might)\b[^:;–]*\?"
)
_GIVEN = re.compile(
    r"\b(?:the|this|these|those|its|their|his|her)\s+$|\b(?:which|who|since|because|although|after|now that)\b",
    re.IGNORECASE,
)
"""What makes a verb in a question something that is taken as given."""


def hedges(subject: Subject) -> Iterator[Problem]:
    """E08: every hedge of the evidence is in `text`, and every hedge of `text` in the other forms.

    A limit (not, only, except, some) is asked for where the form tells the sentence that it limits.
    """
    for form in subject.forms:
        if not form.whole:
            continue
        for statement in form.rests:
            own = statement is form.statement and form.name == "text"
            model = " … ".join(e.quote for e in statement.quote) if own else statement.text
            where = "its evidence" if own else f"the text of `{statement.id}`"
            yield from _lost(subject, form, lists()["hedges"], model, where)
            yield from _lost(subject, form, lists()["limits"], told(model, form.text), where)


def _lost(
    subject: Subject, form: Form, groups: Mapping[str, Mapping[str, list[str]]], model: str, where: str
) -> Iterator[Problem]:
    for group in groups.values():
        hedge = find(group["when"], model)
        brief = group.get("headline", []) if form.name == "headline" else []
        if hedge and not find((*group["when"], *group["also"], *brief), form.text):
            message = f"“{hedge[0]}” in {where} is lost"
            yield subject.finding("E08", form, message, f"Keep “{hedge[0]}”, or a word that says as much.")


def told(model: str, text: str) -> str:
    """Return the sentences of a model that a text tells: most longer words of one or the other are shared."""
    tells = [_longer(sentence) for sentence in sentences(text)]
    return " … ".join(s for s in sentences(model) if any(_shared(_longer(s), words) for words in tells))


def _shared(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _MOST * min(len(one), len(other)) > 0


def _longer(text: str) -> set[str]:
    small = lists()["small"]["words"]
    return {stem(word)[:6] for word in re.findall(r"[^\W\d_]{4,}", text) if word.lower() not in small}


def _asked(form: Form, found: re.Match[str]) -> bool:
    """Say whether a yes-or-no question asks for a verb, and does not take it as given: the agreed scheme."""
    asks = form.name == "question" and len(sentences(form.text)) == 1 and _YES_OR_NO.fullmatch(form.text)
    return bool(asks) and not _GIVEN.search(form.text[: found.start()])


def strong_verbs(subject: Subject) -> Iterator[Problem]:
    """E07: no verb is stronger than the status, unless the evidence has one as strong."""
    for form in subject.forms:
        if not form.rests:
            continue
        ranks = [RANKS.get(s.standing, WEAKEST) for s in form.rests]
        text = without_conditions(form)
        for needed, words in lists()["strength"].items():
            for found in find_all(words, text):
                strong = int(needed) > max(ranks) and not _DENIED.search(text[: found.start()])
                strong = strong and not _asked(form, found)
                if strong and not any(find(as_strong, form.evidence) for as_strong in _from(int(needed))):
                    message = f"“{found[0]}” is stronger than the status `{form.rests[0].standing}`"
                    hint = "Use the evidence's own verb, or correct the status."
                    yield subject.finding("E07", form, message, hint, offset=found.start())


def statuses(subject: Subject) -> Iterator[Problem]:
    """E07: a status of agreement or more has a verb as strong in the evidence."""
    for i, statement in enumerate(subject.outcomes.statements):
        rank = RANKS.get(statement.standing, 0)
        if rank <= WEAKEST or not statement.status or not isinstance(statement, Sourced):
            continue
        evidence = " … ".join(e.quote for e in statement.evidence)
        if not any(find(words, evidence) for words in (lists()["agreement"]["words"], *_from(_AGREED))):
            message = f"`{statement.id}`: nothing in the evidence is as strong as the status `{statement.status}`"
            yield subject.problem(
                "E07", message, ("statements", i, "status"), "Take the status that the source gives it."
            )


def _from(rank: int) -> list[list[str]]:
    """Return the lists of verbs of this strength or more."""
    return [words for needed, words in lists()["strength"].items() if int(needed) >= rank]


def without_conditions(form: Form) -> str:
    """Return a form's text with the wordings of its conditions blanked: there, a strong verb is the condition."""
    text = form.text
    for condition in (c for s in (form.statement, *form.rests) for c in s.conditions):
        for found in find_all(condition.wordings, text):
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def judgements(subject: Subject) -> Iterator[Problem]:
    """E17: words that judge stand only in assessments, and in a named speaker's statement whose evidence has them."""
    for form in subject.forms:
        if form.statement.kind == "assessment":
            continue
        spoken = all(isinstance(s, Sourced) and s.by for s in form.rests)
        for found in find_all(lists()["evaluative"]["words"], form.text):
            if spoken and find([found[0]], form.evidence):
                continue
            strict = form.statement.kind in ("fact", "event", "announcement", "summary", "line")
            hint = "Drop it, or make it an assessment; keep it only in a named speaker's own words."
            problem = subject.finding("E17", form, f"“{found[0]}” judges", hint, offset=found.start())
            yield problem if strict else replace(problem, severity="warning")
