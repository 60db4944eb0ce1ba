"""What turns a sentence round: a denial put in, and a word of the other direction."""

from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.rules.strength import told
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import find, lists


def denials(subject: Subject) -> Iterator[Problem]:
    """E08: a form denies nothing that its evidence tells without a denial."""
    group = lists()["limits"]["negation"]
    as_much = (*group["when"], *group["also"], *lists()["denials"]["also"])
    for form in subject.forms:
        denied = find(group["when"], told(form.text, form.evidence)) if form.whole else None
        if denied and not find(as_much, form.evidence):
            yield _turned(subject, form, denied[0], "is not in its evidence")


def directions(subject: Subject) -> Iterator[Problem]:
    """E08: what rose in the evidence does not fall, and who supports it does not oppose it."""
    pairs = [pair for one, other in lists()["opposites"]["pairs"] for pair in ((one, other), (other, one))]
    for form in subject.forms:
        if not form.whole or find(lists()["limits"]["negation"]["when"], form.text):
            continue
        for here, there in pairs:
            word, evidenced = find(here, form.text), find(there, form.evidence)
            if word and evidenced and not find(here, form.evidence) and not find(there, form.text):
                yield _turned(subject, form, word[0], f"is the reverse of “{evidenced[0]}” in its evidence")


def _turned(subject: Subject, form: Form, word: str, message: str) -> Problem:
    offset = form.text.find(word)
    hint = "Say it the way round that the evidence does."
    return subject.finding("E08", form, f"“{word}” {message}", hint, offset=offset)
