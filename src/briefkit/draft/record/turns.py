"""The turns of a transcript: the speaker's name stands before each, and what is said in it is the speaker's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefkit.draft.record.actors import Company, house
from briefkit.draft.record.clauses import Who, people
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
"""Words of an answer that tell something without their question: no, we do not."""
_OWN = re.compile(among(reading_lexicon(LANGUAGE, "sense")["roles"]["first_person"]))
_PRONOUNS = among([*lexicon("subjects")["pronouns"], *lexicon("subjects")["plural_pronouns"]])
_LEANS = re.compile(rf"{_PRONOUNS}|^{among(lexicon('denial')['pronouns'])}", re.IGNORECASE)
"""Words that stand for what was said before: he, they; that, at the head of a sentence."""


def labels(passages: Sequence[str]) -> frozenset[str]:
    """Return the labels that begin the turns of a transcript, as they stand; none where a text is no transcript.

    Labels that come again, or stand in capitals, make it one; then every name before a colon is a label.
    """
    known = {label for group in lexicon("openings")["labels"].values() for label in group}
    seen = [match["label"] for passage in passages if (match := _LABEL.match(passage))]
    names = [label for label in seen if label.lower() not in known and _is_name(label)]
    times = Counter(_name(label).split()[-1] for label in names)
    turns = [label for label in names if times[_name(label).split()[-1]] > 1 or _name(label).isupper()]
    first = next((i for i, passage in enumerate(passages) if passage.startswith(tuple(turns))), 0) if turns else 0
    return frozenset(names) if len(turns) >= max(_FEWEST, (len(passages) - first) / 2) else frozenset()


def _is_name(label: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in _name(label).split())


def _name(label: str) -> str:
    return _MARKS.sub("", label)


def turn(passage: str, known: frozenset[str]) -> tuple[str, str]:
    """Return the speaker's label and the words of a passage; no label where the turn before goes on."""
    match = _LABEL.match(passage)
    return (house(match["label"]), passage[match.end() :]) if match and match["label"] in known else ("", passage)


def speaker(label: str, company: Company) -> Who | None:
    """Return whom a label names, an actor or the chair; nobody for one that only asks."""
    named = people(label, 0, company)
    return named[0][0] if named and label[named[1] : named[1] + 1] in ("", ",") else None


def spoken(text: str, candidate: Candidate, who: Who, speech: Speech) -> Candidate | None:
    """Return a statement as its speaker's, in his own words where it says “I” or leans on others; None for mere talk.

    Who has no name presides: what is to be done counts, and no other word of it.
    """
    speech.speaker, speech.quoting = (who,), (who,)
    own = _OWN.search(text) or (not candidate.by and (_LEANS.search(text) or not _opens(text, speech.company)))
    if text.endswith("?") or (own and count(text) < _SHORT and not numbers(text)):
        return None
    if who.words:
        return candidate if candidate.kind in {"decision", "next_step", "open_issue"} and not own else None
    if own:
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
