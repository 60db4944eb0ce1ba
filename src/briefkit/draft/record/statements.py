"""From the sentences of a text to statements, which keep the source's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefkit.draft.record import sorts
from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause, Who, clause, others, people, trailing
from briefkit.draft.record.drafted import LEAST, Candidate, unnamed
from briefkit.draft.record.labels import in_person, of_many
from briefkit.draft.record.language import ACTS, ARTICLES, DEFINITE, among, lexicon, stems
from briefkit.draft.record.minutes import formal, has_verb, is_roll, moves, procedure, result
from briefkit.draft.record.sentences import SHORTEST
from briefkit.draft.record.speech import Speech, according, antecedent, attributed_behind, conditional, quotation
from briefkit.draft.record.units import Unit, bare
from briefkit.draft.record.voices import spoken
from briefkit.draft.record.votes import ROLL, counted, dissent, score, voted
from briefkit.draft.record.when import due, reckoned
from briefkit.outcomes.statuses import REJECTED
from briefkit.reading.language import DATES, SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.roles import saying
from briefkit.reading.text import count
from briefkit.wording.sentences import capital

_PRONOUNS = either(
    [word for group in ("pronouns", "neutral_pronouns", "plural_pronouns") for word in lexicon("subjects")[group]]
)
_AUXILIARIES = either([*SENSE["force"]["will"], *SENSE["tense"]["done"]])
_PARTICIPLES = (SENSE["force"]["past"], SENSE["tense"]["going"])
_JOINS = re.compile(rf",?\s+(?:{either(lexicon('openings')['conjunctions'])})\s+|;\s+")
_LEAD = re.compile(
    rf"(?!{ARTICLES}\s[^,]*\s(?:{either(lexicon('clauses')['that'])})\s)"
    r"(?P<first>\w+)\s(?:[^,.;:“”]|“[^”]*”){2,160},\s"
)
"""What may stand before the subject of a sentence: “On Monday the 4th,”; “To this end,”; no “The others said that”."""
_BEHIND = re.compile(r"[”\"],?\s+(\w[^“”\"]*)$")
_RELATIVE = either(DATES["relative"])
_CLAIM = re.compile(
    rf"\s(?:(?:{either(lexicon('openings')['adverbials'])})\s[^.;:,“”\"]{{1,40}}?\s|(?:{_RELATIVE})\s)?(?P<clause>(?:{_PRONOUNS})\s(?:{_AUXILIARIES})\b.*)",
    re.DOTALL,
)
"""What somebody claims, without `that` and behind the time of saying it: suggested on Monday he would not."""
_LABEL = re.compile(rf"^(?:{DEFINITE}\s)?(?i:{either(lexicon('minutes')['motion'] + lexicon('minutes')['vote'])}):\s+")
"""The label of a motion or vote, which is no part of its wording."""
_HEAD = re.compile(r"[A-Z][^\W\d_]+(?:\s[^\W\d_]+)?:\s+(?=[A-Z])")
"""The label of what somebody says or does: Discussion: Director Roca asked …."""
_TOLD = frozenset(("fact", "event"))
"""The kinds of a sentence that only tells what is so or took place."""
_LATEST = ("before ", "by ")
"""What stands before the day by which something that is called for or decided has to be done."""
_FAR = 60
"""Characters between a verb of saying and its `that`."""


def statements(units: Sequence[Unit], speech: Speech) -> list[Candidate]:
    """Return the statements of a text in its order."""
    company, issued = speech.company, speech.issued
    found: list[Candidate] = []
    begins = 0  # the statement before the paragraph: from it on, votes are counted for a decision
    for unit in units:
        if unit.paragraph != speech.paragraph:
            speech.quoting = speech.quoting if unit.text[:1] in '“"' else ()
            speech.paragraph = unit.paragraph
            begins = max(0, len(found) - 1)
        for part in _of_list(unit, company) if unit.items else _parted(unit, company):
            statement = spoken(part, _statement(part, speech), speech)
            if statement is None:
                continue
            statement = voted(replace(statement, importance=LEAST) if formal(part.text) else statement)
            if statement.wording:
                wording = reckoned(statement.wording, issued, statement.kind)
                statement = replace(statement, wording=wording, whole=reckoned(statement.whole, issued, statement.kind))
            at = next((i for i in range(len(found) - 1, begins - 1, -1) if found[i].kind == "decision"), None)
            if at is not None and (decision := counted(found[at], statement, company)):
                found[at] = decision
            else:
                denied = found[-1].quotes[0] if found and _denies(part.text, company) else ""
                found.append(replace(statement, denies=denied))
    return found


def _denies(text: str, company: Company) -> bool:
    """Say whether a party denies what was told right before: she denied this; the Guild rejected the claim."""
    act = clause(text, 0, company)
    if act is None or act.verb not in stems("denial", "verbs"):
        return False
    this = rf"\s(?:(?:{either(lexicon('denial')['pronouns'])})(?:\s\w+)?|{DEFINITE}\s\w+)\.?"
    return re.compile(this).fullmatch(text, act.verb_end) is not None


def halves(text: str) -> list[str]:
    """Return a sentence and its parts behind conjunctions, quotations and an adverbial, where subjects may begin."""
    lead = _LEAD.match(text)
    behind = [*text.split("; ")[1:], *_BEHIND.findall(text)]
    return [text, *_JOINS.split(text)[1:], *behind, *([text[lead.end() :]] if lead else [])]


def _parted(unit: Unit, company: Company) -> Iterator[Unit]:
    """Yield the two parts of a sentence that each have a party and its verb, else the sentence."""
    for match in _JOINS.finditer(unit.text):
        second = clause(unit.text, match.end(), company)
        first = clause(unit.text, 0, company)
        if first and second and first.verb_end < match.start() and second.subject and first.subject:
            yield replace(unit, text=unit.text[: match.start()])
            yield replace(unit, text=unit.text[match.end() :])
            return
    yield unit


def _of_list(unit: Unit, company: Company) -> Iterator[Unit]:
    """Yield a list as one where it is decided, of names, or introduced as “the following”; else its items."""
    act = clause(unit.whole, 0, company)
    following = re.search(among(lexicon("lists")["following"]), unit.text, re.IGNORECASE)
    if following or all(map(is_roll, unit.items)) or (act and sorts.of_act(unit.whole, act, company) == "decision"):
        yield replace(unit, items=tuple(bare(item) for item in unit.items))
    else:
        opening, quoted = unit.whole.rstrip(": ") if unit.led else unit.text, unit.text.rstrip(": ")
        yield from (replace(unit, text=item, opening=opening, quoted=quoted, items=()) for item in unit.items)


def _statement(unit: Unit, speech: Speech) -> Candidate:
    """Return the statement of a sentence; the first reading that fits is taken."""
    whole = _sentence(unit.text)
    plain = Candidate((unit.text,), "fact", "text", whole, speech.source, whole, unit.heading)
    if unit.opening or unit.items:
        return _list_item(unit, plain, speech)
    if moves(unit.text) and (unit.outcome or result(unit.text)):
        return _motion(unit, plain, speech)
    kind = procedure(sorts.main_clause(unit.text))
    if kind and sorts.of_sentence(unit.text, by_person=True) in _TOLD:
        return replace(plain, kind=kind, importance=LEAST)
    for read in (quotation, attributed_behind, according, _acting):
        if (found := read(unit.text, plain, speech)) is not None:
            return found
    named = people(unit.text, 0, speech.company)
    speech.speaker, speech.quoting = (named[0] if named and re.match(r"\s[a-z]", unit.text[named[1] :]) else ()), ()
    found = _own_voice(unit.text, plain, speech)
    if in_person(unit.text) or (found.kind == "fact" and of_many(unit.text)):
        return unnamed(plain)
    return found


def _sentence(text: str) -> str:
    """Return words as a sentence."""
    whole = capital(text)
    return whole if whole.rstrip("”\"’')").endswith((".", "!", "?", "…")) else f"{whole.rstrip(';,: ')}."


def _own_voice(text: str, plain: Candidate, speech: Speech) -> Candidate:
    """Return a sentence in the source's own voice."""
    match = speech.company.match(text, 0)
    by_person = match is not None and speech.company.actors[match[0]].kind == "person"
    kind = sorts.of_sentence(text, by_person=by_person)
    statement = replace(plain, kind=kind, wording=_unlabelled(plain.wording))
    if kind in {"decision", "fact"} and (who := sorts.deciders(text, speech.company)):
        return replace(statement, kind="decision", by=who)
    if kind == "open_issue":
        return replace(statement, question=sorts.question(text, plain.heading))
    if kind == "next_step":
        label = re.match(r"[^:]*:\s*", text) if sorts.kind_of_label(text) else None
        start = label.end() if label else 0
        owner = speech.company.match(text, start)
        key = owner[0] if owner and text.startswith(" ", owner[1]) else ""
        return replace(statement, due=due(text, speech.issued), owner=key)
    return statement


def _unlabelled(wording: str) -> str:
    """Return a sentence without the label at its head; one that is part of it, “RESOLVED that”, in small letters."""
    label, colon, content = wording.partition(": ")
    first, space, rest = wording.partition(" ")
    if not sorts.kind_of_label(wording):
        return wording
    return capital(content) if colon and sorts.kind_of_label(f"{label}:") else f"{first.capitalize()}{space}{rest}"


def _acting(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return what a party says or does, where it is the subject of the sentence."""
    at, lead = _begins(text, speech.company)
    act = clause(text, at, speech.company)
    kind = sorts.of_act(text, act, speech.company) if act else ""
    if act is None or (kind == "decision" and sorts.undecided(sorts.main_clause(text))):
        return None
    who = act.subject or antecedent(act, speech)
    speech.speaker, speech.quoting = who, ()
    if not who or others(text[act.verb_end :]):
        own = act.pronoun in lexicon("subjects")["own_voice"]
        return replace(plain, kind=kind if own or kind != "position" else "fact")
    guessed = () if act.subject else (("by", f"“{act.pronoun}” is taken to be who spoke or acted before"),)
    candidate = replace(plain, kind=kind, by=who, status=sorts.status(act), guessed=guessed)
    by_when = due(text, speech.issued) if kind in {"call", "decision"} else ""
    by_when = by_when if by_when.startswith(_LATEST) else ""
    candidate = replace(candidate, supported=act.supported, opposed=act.opposed, due=by_when)
    if said := _spoken(text, act, kind):
        return conditional(replace(candidate, shape="says", wording=said, status=""))
    return candidate if lead else conditional(_doing(text[act.verb_start :], candidate, speech.company))


def _doing(predicate: str, statement: Candidate, company: Company) -> Candidate:
    """Return what a party does; supporters and opponents at the end of the sentence become fields."""
    does, supported, opposed = trailing(predicate.rstrip(". "), company)
    statement = replace(statement, supported=(*statement.supported, *supported), opposed=(*statement.opposed, *opposed))
    return replace(statement, shape="does", wording=does.rstrip(",;. "))


def _begins(text: str, company: Company) -> tuple[int, bool]:
    """Return where the subject of a sentence may begin, and whether something is told before it."""
    data = lexicon("openings")
    at = match.end() if (match := re.compile(rf"(?:{either(data['dropped'])}),?\s+", re.IGNORECASE).match(text)) else 0
    label = _HEAD.match(text) if not sorts.kind_of_label(text) else None
    if label and (act := clause(text, label.end(), company)) and act.subject:
        return label.end(), False
    lead = _LEAD.match(text, at)
    first = lead["first"].lower() if lead else ""
    common = first in (company.common | small()) or first.endswith(_PARTICIPLES)
    if lead and common and clause(text, at, company) is None:
        act = clause(text, lead.end(), company)
        return (lead.end(), True) if act and text[act.verb_end :].strip(". ") else (at, False)
    return at, False


def _spoken(text: str, act: Clause, kind: str) -> str:
    """Return the clause that a verb of saying has, with `that` or without; empty where it has none."""
    rest = text[act.verb_end :]
    if (act.verb in ACTS and act.verb not in saying()) or kind in {"call", "decision", "fact"}:
        return ""
    if claim := _CLAIM.match(rest):
        return claim["clause"].rstrip(". ")
    if sorts.status(act):
        return ""
    whom = rf"\s(?P<whom>[^.;:,“”\"]{{0,{_FAR}}}?\s)??(?:{either(lexicon('clauses')['that'])})\s+"
    that = re.compile(whom).match(rest)
    if that and not has_verb(that["whom"] or ""):  # else it is relative: told delegates it was a plan that …
        return rest[that.end() :].rstrip(". ")
    words = rest.strip()
    first = words.split(maxsplit=1)[0].lower() if words else ""
    opens = first.isalpha() and first not in lexicon("openings")["adverbials"] and count(words) >= SHORTEST
    return words.rstrip(". ") if opens and act.verb in stems("clauses", "bare") else ""


def _list_item(unit: Unit, plain: Candidate, speech: Speech) -> Candidate:
    """Return a decision with its measures, or an item behind the words that introduce its list."""
    if unit.items:
        return _measures(unit, plain, speech)
    item, opening = bare(unit.text), unit.opening.rstrip(": ")
    joint = " " if opening.split()[-1].lower() in lexicon("lists")["joints"] else ": "
    whole = f"{bare(unit.whole)}." if unit.led else f"{opening}{joint}{item}."
    statement = _statement(replace(unit, text=whole, opening="", led=False), speech)
    if unit.led and statement.kind in _TOLD:
        statement = replace(statement, kind="decision")  # what a body does in a list of its own is what it decides
        if (who := speech.company.match(whole, 0)) and who[1] == len(opening):
            statement = replace(statement, by=(Who(who[0]),), shape="does", wording=whole[who[1] :].strip(" ."))
    return replace(statement, quotes=(unit.quoted or opening, item), whole=whole)


def _motion(unit: Unit, plain: Candidate, speech: Speech) -> Candidate:
    """Return a motion as a decision of the body that met, of which one that failed is a rejection."""
    quotes = (unit.text, *(line for line in unit.results if line not in unit.text))
    whole = ROLL.sub("", " ".join(_sentence(_LABEL.sub("", quote)) for quote in quotes))
    counted = next(filter(score, unit.results), unit.text)
    rank = LEAST if procedure(unit.text) else plain.importance
    statement = replace(plain, quotes=quotes, wording=whole, whole=whole, importance=rank)
    status = REJECTED if (unit.outcome or result(unit.text)) == "failed" else ""
    body = (Who(speech.company.body),) if speech.company.body else ()
    votes, against = score(counted), dissent(counted, speech.company)
    return replace(statement, kind="decision", by=body, status=status, votes=votes, dissent=against)


def _measures(unit: Unit, plain: Candidate, speech: Speech) -> Candidate:
    """Return a decision with its measures; another list that is introduced as a whole is one fact."""
    opening = unit.whole.rstrip(": ")
    whole = f"{opening}: {'; '.join(unit.items)}."
    listed = replace(plain, quotes=(unit.text.rstrip(": "), *unit.items), wording=whole, whole=whole)
    act = clause(opening, 0, speech.company)
    if act is None or sorts.of_act(opening, act, speech.company) != "decision":
        return listed
    shape, words = ("does", opening[act.verb_start :]) if act.subject else ("text", opening)
    return replace(listed, kind="decision", by=act.subject, shape=shape, wording=f"{words}:", measures=unit.items)
