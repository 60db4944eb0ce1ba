"""The turns of a transcript: the speaker's name stands before each, and what is said in it is the speaker's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefkit.draft.record.actors import Company, house
from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import Candidate
from briefkit.draft.record.language import LANGUAGE, among, lexicon
from briefkit.draft.record.speech import Speech, clause_of, conditional
from briefkit.reading.language import lexicon as reading_lexicon
from briefkit.reading.numbers import numbers
from briefkit.reading.text import count

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:;!?\n]{0,79}):\s+(?=\S)")
_MARKS = re.compile(r"\s\([^()]*\)|,.*", re.DOTALL)
"""What a label has besides the name: an office, a newspaper."""
_FEWEST = 3
"""Turns that make a transcript of a text."""
_SHORT = 5
"""Words of an answer that say something without their question."""
_OWN = re.compile(among(reading_lexicon(LANGUAGE, "sense")["roles"]["first_person"]))
_PRONOUNS = among([*lexicon("subjects")["pronouns"], *lexicon("subjects")["plural_pronouns"]])
_LEANS = re.compile(rf"{_PRONOUNS}|^{among(lexicon('denial')['pronouns'])}", re.IGNORECASE)
"""Words that stand for what was said before: he, they; that, at the head of a sentence."""


def labels(passages: Sequence[str]) -> frozenset[str]:
    """Return the labels that begin the turns of a transcript, as they stand; none where a text is no transcript."""
    seen = [match["label"] for passage in passages if (match := _LABEL.match(passage))]
    named = Counter(_name(label) for label in seen)
    known = {label for group in lexicon("openings")["labels"].values() for label in group}
    turns = [
        label for label in seen if label.lower() not in known and (named[_name(label)] > 1 or _name(label).isupper())
    ]
    first = next((i for i, passage in enumerate(passages) if passage.startswith(tuple(turns))), 0) if turns else 0
    return frozenset(turns) if len(turns) >= max(_FEWEST, (len(passages) - first) / 2) else frozenset()


def _name(label: str) -> str:
    return _MARKS.sub("", label)


def turn(passage: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the speaker's label and the words of a passage; no label where the turn before goes on."""
    match = _LABEL.match(passage)
    return (house(match["label"]), passage[match.end() :]) if match and match["label"] in known else ("", passage)


def speaker(label: str, company: Company) -> Who | None:
    """Return the actor that a label names; nobody for one that only asks or presides."""
    named = company.match(label, 0)
    return Who(named[0]) if named and label[named[1] : named[1] + 1] in ("", ",") else None


def spoken(text: str, candidate: Candidate, who: Who, speech: Speech) -> Candidate:
    """Return a statement as its speaker's: reported by him, in his own words where it says “I” or leans on others."""
    speech.speaker, speech.quoting = (who,), (who,)
    if _OWN.search(text) or (not candidate.by and (_LEANS.search(text) or not _opens(text, speech.company))):
        return Candidate((text,), "direct_quote", "", "", candidate.source, candidate.whole, candidate.heading, (who,))
    if candidate.by:
        return candidate if who in candidate.by or candidate.via else replace(candidate, via=who.actor)
    kind = candidate.kind if candidate.kind in {"assessment", "next_step", "open_issue"} else "announcement"
    made = replace(candidate, kind=kind, by=(who,), shape="says", wording=clause_of(text, speech.company))
    return made if kind == "open_issue" else conditional(made)


def _opens(text: str, company: Company) -> bool:
    """Tell whether a sentence can stand behind “that”: it begins with what a clause begins with, or with a name."""
    first = text.split(maxsplit=1)[0].lower()
    opens = {*lexicon("clauses")["opens"], *lexicon("subjects")["determiners"]} | company.common
    return first in opens or company.match(text, 0) is not None


def is_answer(candidate: Candidate) -> bool:
    """Tell whether words are so short that only the question before them tells what they mean: no, we do not."""
    return candidate.kind == "direct_quote" and count(candidate.quotes[0]) < _SHORT and not numbers(candidate.quotes[0])
