"""How firmly something is said: hedges, verbs, judgements."""

from collections.abc import Iterator
from dataclasses import replace

from briefkit.errors import Problem
from briefkit.outcomes import RANKS, Sourced
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import find, find_all, lists


def hedges(subject: Subject) -> Iterator[Problem]:
    """E08: every hedge of the evidence is in `text`, and every hedge of `text` in the other forms."""
    for form in subject.forms:
        if not form.whole:
            continue
        for statement in form.rests:
            own = statement is form.statement and form.name == "text"
            model = " … ".join(e.quote for e in statement.quote) if own else statement.text
            yield from _lost(subject, form, model, "its evidence" if own else f"the text of `{statement.id}`")


def _lost(subject: Subject, form: Form, model: str, where: str) -> Iterator[Problem]:
    for group in lists()["hedges"].values():
        hedge = find(group["when"], model)
        if hedge and not find((*group["when"], *group["also"]), form.text):
            message = f"“{hedge[0]}” in {where} is lost"
            yield subject.finding("E08", form, message, f"Keep “{hedge[0]}”, or a word that says as much.")


def strong_verbs(subject: Subject) -> Iterator[Problem]:
    """E07: no verb is stronger than the status, unless the evidence has it."""
    for form in subject.forms:
        ranks = [RANKS.get(s.standing) for s in form.rests]
        known = [rank for rank in ranks if rank is not None]
        if not known or None in ranks:
            continue
        text = _without_conditions(form)
        for needed, words in lists()["strength"].items():
            for found in find_all(words, text):
                if int(needed) > max(known) and not find([found[0]], form.evidence):
                    message = f"“{found[0]}” is stronger than the status `{form.rests[0].standing}`"
                    hint = "Use the evidence's own verb, or correct the status."
                    yield subject.finding("E07", form, message, hint, offset=found.start())


def _without_conditions(form: Form) -> str:
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
