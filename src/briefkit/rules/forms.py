"""What every wording keeps: conditions, house style, quotation marks, and what must not be said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from briefkit.errors import Problem
from briefkit.outcomes import Condition, Sourced
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import count, find, find_all, folded, lists, occurrences, says, sentences

LIMITS = {"short": 25, "headline": 12}
"""Words."""

LONGEST, _ATTRIBUTION = 25, 10
"""Words of a sentence, and of what a form adds to its evidence: who said it, and by whose report."""

_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]{4,}")
_ALMOST = 0.85
"""How alike two names are that are probably one."""

_SAYING = 3
"""Letters of the shortest word that says something."""

_UNDONE = re.compile(r"(?<!\w)(?:not|never|without|no longer|even if|whether or not|regardless of|irrespective of)\s+$")
"""What turns a condition that follows into its opposite."""

_QUOTED = re.compile(r"“([^”]*)”|(?<!\w)\"([^\"]*)\"(?!\w)|«([^»]*)»|(?<!\w)‘([^’]*)’(?!\w)|(?<!\w)'([^']{3,}?)'(?!\w)")


def length(subject: Subject) -> Iterator[Problem]:
    """R06: `short` has at most 25 words, `headline` at most 12."""
    for form in subject.forms:
        limit = LIMITS.get(form.name)
        if limit and (words := count(form.text)) > limit:
            spare = any(not c.short for s in (form.statement, *form.rests) for c in s.conditions)
            hint = f"Cut words, never the condition{'; give it a `short:` that still says it' if spare else ''}."
            yield subject.finding("R06", form, f"{words} words; at most {limit}", hint)


def long_sentences(subject: Subject) -> Iterator[Problem]:
    """E23: a sentence has at most 25 words, or ten more, for the speaker, than the longest of its evidence."""
    for form in subject.forms:
        longest = max(map(count, sentences(form.evidence)), default=0)
        for sentence in sentences(form.text) if form.whole else ():
            if (words := count(sentence)) > max(LONGEST, longest + _ATTRIBUTION):
                found = subject.finding("E23", form, f"a sentence of {words} words", "Divide it; keep the condition.")
                yield replace(found, severity="warning")


def conditions(subject: Subject) -> Iterator[Problem]:
    """E05: every form holds a wording of every condition, or of the word that covers it there."""
    for form in subject.forms:
        if form.whole:
            own = form.statement.conditions
            inherited = [c for s in form.rests if s is not form.statement for c in s.conditions]
            for condition in (*own, *inherited):
                yield from _condition(subject, form, condition)


def _condition(subject: Subject, form: Form, condition: Condition) -> Iterator[Problem]:
    before = [text for wording in condition.wordings for text in occurrences(form.text, wording)]
    if any(not _UNDONE.search(text) for text in before):
        return
    if form.name in condition.waived_in:
        if condition.covered_by and says(form.text, condition.covered_by):
            return
        message = f"the condition “{condition.text}” is waived here, but the word that covers it is not there"
        yield subject.finding("E05", form, message, "Name that word in `covered_by:` and use it in the form.")
        return
    hint = " or ".join(f"“{wording}”" for wording in condition.wordings[-2:])
    yield subject.finding("E05", form, f"the condition “{condition.text}” is missing", f"Put in {hint}.")


def anchors(subject: Subject) -> Iterator[Problem]:
    """E05: a wording of a condition says something: `if` alone stands in many a sentence."""
    small = lists()["small"]["words"]
    for i, statement in enumerate(subject.outcomes.statements):
        for j, condition in enumerate(statement.conditions):
            for wording in condition.wordings:
                if all(word in small or len(word) < _SAYING for word in folded(wording).split()):
                    message = f"“{wording}” would do for any condition"
                    hint = "Give words that say what this condition is."
                    yield subject.problem("E05", message, ("statements", i, "conditions", j), hint)


def spelling(subject: Subject) -> Iterator[Problem]:
    """E12: names stand in house spelling."""
    variants = {v: a for a in subject.outcomes.actors.values() for v in a.variants if v not in a.surfaces}
    for form in subject.forms:
        for found in find_all(variants, form.text) if variants else ():
            actor = next(a for v, a in variants.items() if folded(v) == folded(found[0]))
            message = f"“{found[0]}” is not the house spelling"
            hint = f"Write {' or '.join(actor.surfaces)}."
            yield subject.finding("E12", form, message, hint, offset=found.start())


def misspelt(subject: Subject) -> Iterator[Problem]:
    """E12: a word that is almost a person's name is probably that name."""
    actors = subject.outcomes.actors.values()
    known = {word for a in actors for name in (*a.surfaces, *a.variants, a.title or "") for word in _capitals(name)}
    known |= set(lists()["names"]["common"])
    names = sorted({word for a in actors if a.kind == "person" for word in _capitals(a.name)})
    for form in subject.forms:
        for found in _CAPITAL.finditer(form.text):
            word = found[0]
            close = get_close_matches(word, names, n=1, cutoff=_ALMOST) if word not in known else []
            if close and not word.startswith(close[0]):
                hint = f"Write {close[0]}, or declare the other as an actor."
                problem = subject.finding("E12", form, f"“{word}” is almost {close[0]}", hint, offset=found.start())
                yield replace(problem, severity="warning")


def _capitals(name: str) -> list[str]:
    return [found[0] for found in _CAPITAL.finditer(name)]


def titles(subject: Subject) -> Iterator[Problem]:
    """E12: within an issue, all sides are named with their title or none is."""
    styled: dict[str, dict[bool, Form]] = {}
    for form in subject.forms:
        statement = form.statement
        if form.name != "text" or statement.kind != "position" or not isinstance(statement, Sourced):
            continue
        actor = subject.outcomes.actors.get(statement.by or "")
        if actor and actor.kind == "person":
            with_title = bool(actor.style and find([actor.style], form.text))
            styled.setdefault(statement.issue or "", {}).setdefault(with_title, form)
    for issue, kinds in styled.items():
        if len(kinds) > 1:
            message = f"on `{issue}` one side is named with a title and another without"
            yield subject.finding("E12", kinds[False], message, "Use one style for all sides.")


def loaded_verbs(subject: Subject) -> Iterator[Problem]:
    """E19: no verb colours what was said but the evidence's own, with the source named; none is swapped."""
    lemmas = [tuple(words) for group in ("report", "stance") for words in lists()["loaded"][group]]
    for form in subject.forms:
        named = tuple(s.called for s in subject.outcomes.sources.values())
        for words in lemmas:
            found = find(words, form.text)
            if found and not find(words, form.evidence):
                hint = "Use said, or the evidence's own verb with the source named."
                yield subject.finding("E19", form, f"“{found[0]}” colours what was said", hint, offset=found.start())
            elif found and form.whole and not find(named, form.text):
                message = f"“{found[0]}” is the source's word, and the source is not named"
                yield subject.finding(
                    "E19", form, message, f"Add “{_says(subject, form, words)}”.", offset=found.start()
                )


def _says(subject: Subject, form: Form, verb: tuple[str, ...]) -> str:
    """Return how a form names the source whose verb it has: the article says, the minutes say."""
    sources = subject.outcomes.sources
    keys = [e.source for s in form.rests for e in s.evidence if find(verb, e.quote)]
    called = next(sources[key].called for key in (*keys, *sources) if key in sources)
    return f"{called} say" if re.search(r"[^s]s$", called) else f"{called} says"


def kept_verbs(subject: Subject) -> Iterator[Problem]:
    """E19: a verb of stance in the evidence of somebody's statement is kept, neither softened nor swapped."""
    for form in subject.forms:
        if not form.whole or form.name == "headline":
            continue
        for statement in form.rests:
            evidence = " ".join(e.quote for e in statement.quote)
            for words in lists()["loaded"]["stance"]:
                verb = find(words, evidence)
                if statement.kind == "position" and verb and not find(words, form.text):
                    message = f"the source's verb “{verb[0]}” is softened or swapped"
                    yield subject.finding("E19", form, message, f"Keep “{verb[0]}” and name the source.")


def quotation_marks(subject: Subject) -> Iterator[Problem]:
    """E20: quotation marks stand only around words that the evidence, or a declared term, holds."""
    terms = [folded(word) for key, term in subject.outcomes.terms.items() for word in (key, term.long)]
    for form in subject.forms:
        for found in _QUOTED.finditer(form.text):
            inside = folded(next(group for group in found.groups() if group is not None))
            if inside.rstrip(".,;:!?") not in folded(form.evidence) and inside not in terms:
                message = "the quotation marks stand around words that the evidence does not hold"
                yield subject.finding("E20", form, message, "Quote exactly, or drop the marks.", offset=found.start())


def avoided(subject: Subject) -> Iterator[Problem]:
    """E39: what must not be said is said nowhere."""
    listed = [(avoid, s.id) for s in subject.outcomes.statements for avoid in s.avoid]
    for form in subject.forms:
        for avoid, owner in listed:
            if says(form.text, avoid.say):
                message = f"“{avoid.say}” must not be said (`{owner}`)"
                yield subject.finding("E39", form, message, f"Because {avoid.because.rstrip('.')}.")
    headings = [(("title",), subject.outcomes.title)]
    headings += [(("issues", key, "title"), issue.title) for key, issue in subject.outcomes.issues.items()]  # type: ignore[misc]
    for path, words in headings:
        for avoid, owner in listed:
            if says(words, avoid.say):
                yield subject.problem("E39", f"“{avoid.say}” must not be said (`{owner}`)", path)
