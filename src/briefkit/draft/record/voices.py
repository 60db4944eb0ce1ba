"""Who speaks in a text: in each turn of a transcript somebody else, in a speech or a declaration its author."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefkit.draft.passages import Extracted
from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import Candidate, unnamed
from briefkit.draft.record.labels import in_person, of_many
from briefkit.draft.record.language import ARTICLES, DEFINITE, among, definite, is_act, lexicon
from briefkit.draft.record.persons import DraftedActor
from briefkit.draft.record.slugs import slug
from briefkit.draft.record.speech import Speech, clause_of, conditional, quoted
from briefkit.draft.record.units import Unit
from briefkit.draft.record.written import SourceText
from briefkit.reading.language import SENSE, either
from briefkit.reading.numbers import numbers
from briefkit.reading.text import count

_OFTEN = 5
"""Sentences of a speech of which one at least is in a first person."""
_HEAD = 2_000
"""Characters at the beginning of a text in which it says who speaks."""
_LONG = 120
"""Characters of the name of those who made a declaration."""
_CAPITAL = re.compile(r"\b(?=[A-Z])")
_BY = re.compile(rf"(?:^|\b(?:{either(SENSE['roles']['agent'])})\s)")
"""What stands before who speaks, in the title of a speech."""
_OWN = rf"\b(?i:{either(lexicon('subjects')['own_voice'])})"
_WE = re.compile(rf"{_OWN}(?:,|\s[–—-])\s(?={DEFINITE}|\w)")
"""How a declaration says who made it: We, the Ministers of …; we – the Ministers of …."""
_DECLARED = [words for kind in lexicon("titles")["declared"] for words in lexicon("titles")["instruments"][kind]]
_INSTRUMENT = either({name for words in _DECLARED for name in (words, words.split()[-1])})
_OF_WHOM = (
    re.compile(rf"\b(?i:{_INSTRUMENT})\s(?:{either(lexicon('titles')['by'])})\s(?P<who>.+)"),
    re.compile(rf"(?P<who>.+?)['’]?\s(?i:{_INSTRUMENT})\b"),
)
"""Who made it, in the title of a declaration: Statement of the Ministers; Ministers’ Joint Statement."""
_FIRST_PERSON: dict[str, str] = lexicon("subjects")["reported"]
_REPORTED = re.compile(among(_FIRST_PERSON))
SHORT = 5
"""Words of an answer that say something without their question."""
_PRONOUNS = among([*lexicon("subjects")["pronouns"], *lexicon("subjects")["plural_pronouns"]])
_LEANS = re.compile(rf"{_PRONOUNS}|^{among(lexicon('denial')['pronouns'])}|[“”\"]", re.IGNORECASE)
"""What is not told again in other words: he, they; that, at the head of a sentence; a quotation."""
_OPENS = re.compile(rf"(?:{ARTICLES}|{among(lexicon('subjects')['determiners'])})\s", re.IGNORECASE)


def authored(text: SourceText, units: Sequence[Unit], company: Company) -> SourceText:
    """Return a source with its author, where it is a speech or a declaration that names who made it."""
    facts = text.read.facts
    own = [unit.text for unit in units if not unit.speaker]
    if facts.author or not _often(own):
        return text
    head = f"{facts.title or ''} {text.read.text[: text.read.text.find(units[0].text)]}"
    person = _only(_BY, head, company)
    declared = re.search(rf"\b(?:{_INSTRUMENT})\b", facts.title or "", re.IGNORECASE)
    if any(map(in_person, own)):
        author = company.actors[person[0].actor] if person else None
    else:
        author = _signatories(text.read.text[:_HEAD])
        author = author or (_made(facts.title or "", company) if declared else None)
    if author is None:
        return text
    company.add(author)
    return replace(text, read=replace(text.read, facts=replace(facts, author=author.name)))


def _often(own: Sequence[str]) -> bool:
    """Say whether a text has so many sentences in the first person that it is somebody's speech."""
    return any(map(of_many, own)) and _OFTEN * sum(map(of_many, own)) >= len(own)


def _signatories(text: str) -> DraftedActor | None:
    """Return who is named right behind “We,”, up to the verb."""
    found: list[str] = []
    begins = _WE.search(text)
    for word in text[begins.end() :].split() if begins else ():
        bare = word.strip(",()–—-")
        verb = is_act(bare) or bare in SENSE["tense"]["done"] or (len(found) > 1 and bare.endswith(("ed", "ing")))
        joins = not bare.islower() or bare.partition("/")[0] in lexicon("persons")["lower_joins"]
        if not joins and (verb or any(before[0].isupper() for before in found)):
            break
        found.append(word)
    return _collective(" ".join(found))


def _made(title: str, company: Company) -> DraftedActor | None:
    """Return who made a declaration: by its title several persons or a known body, else the body that met."""
    found = next((match for form in _OF_WHOM if (match := form.search(title))), None)
    named = company.match(title, found.start("who")) if found else None
    if found and named and named[1] == found.end("who") and company.actors[named[0]].kind != "person":
        return company.actors[named[0]]
    return (_collective(found["who"]) if found and not named else None) or company.actors.get(company.body)


def _collective(name: str) -> DraftedActor | None:
    """Return those of a name that is in the plural; None of another, or of one too long."""
    name = name.rstrip(", –—-")
    bare = re.sub(rf"^{DEFINITE}\s", "", name)
    if not _is_plural(bare) or len(bare) > _LONG:
        return None
    return DraftedActor(slug(bare), bare, "grouping", style=definite(bare) if bare != name else "")


def _is_plural(name: str) -> bool:
    return name.partition(" of ")[0].endswith(lexicon("subjects")["plural"])


def speech(company: Company, source: str, read: Extracted, units: Sequence[Unit]) -> Speech:
    """Return what is known of a text before its first sentence: its author speaks if it often has a first person."""
    own = [unit.text for unit in units if not unit.speaker]
    first = next((unit.text for unit in units if unit.speaker), "")
    before = f"{read.facts.title or ''} {read.text[: read.text.find(first)]}"
    key = company.owner(read.facts.author or "") if _often(own) else ""
    return Speech(
        company,
        source,
        read.facts.issued,
        author=(Who(key),) if key else (),
        answering=_only(_CAPITAL, before, company),
    )


def _only(begins: re.Pattern[str], text: str, company: Company) -> tuple[Who, ...]:
    """Return the one person who is named where a pattern ends in a text; nobody where there are several."""
    matches = (company.match(text, begin.end()) for begin in begins.finditer(text))
    named = {match[0] for match in matches if match and company.actors[match[0]].kind == "person"}
    return tuple(map(Who, named)) if len(named) == 1 else ()


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
    speech.speaker = speech.quoting = found.by or who
    words = " ".join(found.quotes)
    if unit.speaker and found.kind == "direct_quote" and count(words) < SHORT and not numbers(words):
        return None
    return found if labelled or not found.by else replace(found, guessed=(("by", "the text names them at its head"),))


def _said(text: str, statement: Candidate, who: tuple[Who, ...], speech: Speech) -> Candidate:
    """Return what a speaker says: in his own words where it says “I” or leans on others."""
    opens = statement.by or _OPENS.match(text) or speech.company.match(text, 0)
    if speech.company.actors[who[0].actor].kind != "person" and who == speech.author and not in_person(text):
        return _reported(text, statement, who, speech)
    if in_person(text) or of_many(text) or _LEANS.search(text) or not opens:
        return quoted(text, who, replace(statement, guessed=(), question="", due="", owner=""), speech)
    if statement.by:
        return statement if who[0] in statement.by or statement.via else replace(statement, via=who[0].actor)
    kind = statement.kind if statement.kind in {"assessment", "next_step", "open_issue"} else "announcement"
    made = replace(statement, kind=kind, by=who, shape="says", wording=clause_of(text, speech.company))
    return made if kind == "open_issue" else conditional(made)


def _reported(text: str, statement: Candidate, who: tuple[Who, ...], speech: Speech) -> Candidate:
    """Return what those who made a declaration say as it is reported of them: they, their."""
    others = statement.by and statement.by != who
    if others or statement.kind == "direct_quote" or (statement.kind == "open_issue" and not of_many(text)):
        return statement
    if _WE.search(text):
        return quoted(text, who, statement, speech)
    if statement.shape == "does" and _is_plural(speech.company.actors[who[0].actor].name):
        conditions = tuple(map(_third, statement.conditions))
        return replace(statement, wording=_third(statement.wording), conditions=conditions)
    kind = statement.kind if statement.kind not in {"fact", "event"} else "announcement"
    words = _third(clause_of(statement.whole, speech.company))
    return conditional(replace(statement, kind=kind, by=who, shape="says", wording=words, conditions=(), guessed=()))


def _third(words: str) -> str:
    """Return words in the third person: they for we, their for our."""
    return _REPORTED.sub(lambda word: _FIRST_PERSON[word[0].lower()], words)
