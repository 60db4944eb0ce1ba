"""Who speaks: named in every form, and nobody in the speaker's place."""

import re
from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.outcomes import Actor
from briefkit.rules.strength import told
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import find, find_all, lists, sentences


def speaker(subject: Subject) -> Iterator[Problem]:
    """E03: every form but `claim` names the speaker, and the actor who passed the words on."""
    for form in subject.forms:
        if not form.whole or form.name == "claim":
            continue
        for actor in _speakers(form, subject):
            if not any(_in_person(actor, form.text, found) for found in find_all(actor.surfaces, form.text)):
                hint = f"Name {' or '.join(actor.surfaces[:2])}{_shorter(actor, form.text)}."
                yield subject.finding("E03", form, f"the speaker, {actor.printed}, is not named", hint)


def _shorter(actor: Actor, text: str) -> str:
    """Return what else would do where a form has a person's last name, and the actor no short one."""
    last = actor.name.split()[-1]
    alone = actor.kind == "person" and not actor.short and find([last], text)
    return f", or give the actor `short: {last}`" if alone else ""


def _speakers(form: Form, subject: Subject) -> list[Actor]:
    keys = [key for s in form.rests for key in (s.by, s.via) if key]
    return [subject.outcomes.actors[key] for key in dict.fromkeys(keys) if key in subject.outcomes.actors]


def _in_person(actor: Actor, text: str, name: re.Match[str]) -> bool:
    """Say whether a name stands for the actor, not for somebody of the actor's, nor in another word."""
    others = "|".join(lists()["speaking"]["others"])
    before, after = text[: name.start()], text[name.end() :]
    theirs = actor.kind == "person" and re.match(rf"[’']s?\s+(?:[\w-]+\s+)?(?:{others})\b", after)
    return not theirs and not before.endswith("-")


def no_other_speaker(subject: Subject) -> Iterator[Problem]:
    """E03: nobody is made to say what the record has from another."""
    verbs = "|".join(lists()["speaking"]["verbs"])
    says = re.compile(rf"(?:\s+of\s+(?:[A-Z][\w’'-]*\s*)+)?(?:\s*(?:also|has|had|then|later))*\s*\b(?:{verbs})\b")
    for form in subject.forms:
        own = _speakers(form, subject)
        for key, actor in subject.outcomes.actors.items() if form.whole else ():
            for found in find_all(actor.surfaces, form.text) if actor not in own else ():
                verb = says.match(form.text, found.end())
                subject_of = not form.text[: found.start()].lower().endswith(("of ", "of the "))
                if verb and subject_of and not _heard(subject.names[key], form.evidence):
                    message = f"“{form.text[found.start() : verb.end()]}” is not in its evidence"
                    hint = f"Name the speaker{''.join(f', {a.printed}' for a in own[:1])}."
                    yield subject.finding("E03", form, message, hint, offset=found.start())


def attribution(subject: Subject) -> Iterator[Problem]:
    """E03: what somebody said does not become a fact for want of a `by:`."""
    words = lists()["speaking"]
    named = [surface for actor in subject.outcomes.actors.values() for surface in actor.surfaces]
    named += [source.called for source in subject.outcomes.sources.values()]
    for form in subject.forms:
        if not form.whole or form.name == "claim":
            continue
        if find((*words["verbs"], *words["told"], *words["citing"], *named), form.text):
            continue
        for statement in form.rests:
            own = statement is form.statement and form.name == "text"
            model = " … ".join(e.quote for e in statement.quote) if own else statement.text
            said = find(words["telling"], told(model, form.text))
            if said and not statement.by:
                hint = "Say who said it, or whose report it is."
                yield subject.finding("E03", form, f"“{said[0]}” is lost: it was said, and is told as a fact", hint)


def _heard(names: tuple[str, ...], evidence: str) -> bool:
    """Say whether somebody may be a speaker in the evidence: named before a verb of saying, if far, or cited."""
    verbs, citing = lists()["speaking"]["verbs"], lists()["speaking"]["citing"]
    for sentence in sentences(evidence):
        for found in find_all(names, sentence):
            before, after = sentence[: found.start()], sentence[found.end() :]
            if find(verbs, " ".join(after.split()[:8])) or find(citing, " ".join(before.split()[-4:])):
                return True
    return False
