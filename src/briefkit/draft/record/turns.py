"""The turns of a transcript, and speeches: what is said in them is the speaker's."""

import re
from dataclasses import replace

from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import Candidate, unnamed
from briefkit.draft.record.labels import in_person, of_many
from briefkit.draft.record.language import ARTICLES, among, lexicon
from briefkit.draft.record.speech import Speech, clause_of, conditional, quoted
from briefkit.draft.record.units import Unit
from briefkit.reading.numbers import numbers
from briefkit.reading.text import count

_SHORT = 5
"""Words of an answer that say something without their question."""
_PRONOUNS = among([*lexicon("subjects")["pronouns"], *lexicon("subjects")["plural_pronouns"]])
_LEANS = re.compile(rf"{_PRONOUNS}|^{among(lexicon('denial')['pronouns'])}|[“”\"]", re.IGNORECASE)
"""What is not told again in other words: he, they; that, at the head of a sentence; a quotation."""
_OPENS = re.compile(rf"(?:{ARTICLES}|{among(lexicon('subjects')['determiners'])})\s", re.IGNORECASE)


def spoken(unit: Unit, statement: Candidate, speech: Speech) -> Candidate | None:
    """Return a statement as that of who speaks: reported, or as a quote; None for a bare answer.

    A statement of a text in which nobody speaks stays what it is.
    """
    named = speech.company.match(unit.speaker, 0)
    labelled = named is not None and named[1] == len(unit.speaker)
    who = (Who(named[0]),) if named and labelled else speech.answering if unit.speaker else speech.author
    subject = speech.company.match(unit.text, 0)
    if not who or (subject and subject[0] == who[0].actor):
        return unnamed(statement) if unit.speaker and not who else statement
    found = _said(unit.text, statement, who, speech)
    speech.speaker = speech.quoting = who
    words = " ".join(found.quotes)
    if unit.speaker and found.kind == "direct_quote" and count(words) < _SHORT and not numbers(words):
        return None
    return found if labelled or not found.by else replace(found, guessed=(("by", "the text names them at its head"),))


def _said(text: str, statement: Candidate, who: tuple[Who, ...], speech: Speech) -> Candidate:
    """Return what a speaker says: in his own words where it says “I” or leans on others."""
    opens = statement.by or _OPENS.match(text) or speech.company.match(text, 0)
    if in_person(text) or of_many(text) or _LEANS.search(text) or not opens:
        return quoted(text, who, replace(statement, guessed=(), question="", due="", owner=""), speech)
    if statement.by:
        return statement if who[0] in statement.by or statement.via else replace(statement, via=who[0].actor)
    kind = statement.kind if statement.kind in {"assessment", "next_step", "open_issue"} else "announcement"
    made = replace(statement, kind=kind, by=who, shape="says", wording=clause_of(text, speech.company))
    return made if kind == "open_issue" else conditional(made)
