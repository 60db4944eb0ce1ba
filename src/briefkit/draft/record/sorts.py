"""Which kind of statement a sentence is, from its verb or its phrases, and what that kind needs."""

import re

from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause
from briefkit.draft.record.language import ACTS, among, is_act, lexicon, phrases, stems
from briefkit.draft.record.undecided import undecided
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import stems as reading_stems
from briefkit.reading.text import stem, words

_SUBORDINATE = re.compile(among(lexicon("phrases")["subordinate"]), re.IGNORECASE)
_ASIDE = re.compile(r"^\([^()]*\)\s+|^[^,()]*,\s+(?=[a-z]+\s)")
"""What stands between “Resolved” and what was: how many voted, that all did."""
_BEING = either(SENSE["roles"]["passive"])
_PASSIVE = re.compile(rf"(?:{either(lexicon('denial')['pronouns'])})\s(?:{_BEING})\s", re.IGNORECASE)
_VERB = 3
"""Words behind “it was” among which the verb stands."""
_JUDGED = 3
"""Words before a word of judgement in which its verb stands."""


def of_act(text: str, clause: Clause, company: Company) -> str:
    """Return the kind of a statement from the verb of its party."""
    kind = ACTS[clause.verb]
    rest = text[clause.verb_end :]
    if kind == "call":
        return _call(clause, rest)
    collective = (
        len(clause.subject) > 1
        or not clause.subject
        or any(not who.actor or _is_body(who.actor, company) for who in clause.subject)
    )
    if kind == "decision" and not collective:
        return "announcement"
    return kind


def _is_body(key: str, company: Company) -> bool:
    actor = company.actors[key]
    several = actor.name.endswith(lexicon("subjects")["plural"])
    return actor.kind in {"organisation", "grouping"} and (several or not actor.guessed)


def _call(clause: Clause, rest: str) -> str:
    """Return `call` where somebody is asked to do something; what is asked to be told is none."""
    data = lexicon("clauses")
    first = next((word.text.lower() for word in words(rest)), "")
    if first in data["question"]:
        return "fact"
    needs = clause.verb == stem("call")
    asks = (
        first in data["call_needs"]
        if needs
        else re.search(among(data["to_be_done"]), rest) or first in data["call_needs"]
    )
    return "call" if asks else "position"


def status(clause: Clause) -> str:
    """Return the status that a verb gives; empty where it is the kind's own."""
    return next((name for name in lexicon("statuses") if clause.verb in stems("statuses", name)), "")


def of_sentence(text: str, *, by_person: bool) -> str:
    """Return the kind of a sentence in the source's own voice; one person alone leaves nothing undecided."""
    if label := labelled(text):
        return label
    main = main_clause(text)
    if phrases("open_issue").search(text) or (undecided(main) and not by_person):
        return "open_issue"
    if phrases("decision").search(main) or _impersonal(main):
        return "decision"
    if phrases("assessment").search(main) or _judges(main):
        return "assessment"
    return next((kind for kind in ("next_step", "event") if phrases(kind).search(main)), "fact")


def labelled(text: str) -> str:
    """Return the kind that a label at the head of a line gives: “Action:”, “Resolved to …”; empty without one."""
    data = lexicon("openings")["labels"]
    label = text.partition(":")[0].lower()
    first, _, rest = text.partition(" ")
    behind = _ASIDE.sub("", rest).split(" ", 1)[0]
    if first.rstrip(",").lower() in data["decision"] and behind in lexicon("lists")["joints"]:
        return "decision"
    return next((kind for kind, labels in data.items() if label in labels), "")


def _impersonal(text: str) -> bool:
    """Tell whether something was decided by nobody who is named: it was further resolved, unanimously, that it runs."""
    match = _PASSIVE.match(text)
    near = re.findall(r"[a-z]+", text[match.end() :])[:_VERB] if match else ()
    return any(is_act(word) and ACTS[stem(word)] == "decision" for word in near)


def main_clause(text: str) -> str:
    """Return a sentence up to its first subordinate clause, a condition at its head left out."""
    start = text.find(", ") + 2 if _SUBORDINATE.match(text) and ", " in text else 0
    end = _SUBORDINATE.search(text, start + 1)
    return text[start : end.start() if end else len(text)]


def _judges(text: str) -> bool:
    """Tell whether a sentence judges: a word of judgement right behind a verb of being."""
    judging = reading_stems("judgement", "words")
    being = {*SENSE["roles"]["passive"], *lexicon("phrases")["question_ends"]}
    found = words(text)
    return any(
        word.stem in judging and any(before.text.lower() in being for before in found[max(0, i - _JUDGED) : i])
        for i, word in enumerate(found)
    )
