"""From the sentences of a text to statements: the source's own words in the shape that they have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from briefkit.draft.record import sorts
from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause, Who, clause, others, people, trailing
from briefkit.draft.record.drafted import Drafted
from briefkit.draft.record.language import LANGUAGE, acts, among, lexicon, stems
from briefkit.draft.record.units import Unit, bare
from briefkit.draft.record.when import due, reckoned
from briefkit.reading.language import either
from briefkit.reading.roles import saying
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import count

_QUOTED = re.compile(r"^[“\"](?P<words>[^“”\"]+)[”\"](?P<behind>.*)$", re.DOTALL)
_INTRODUCED = re.compile(r"^[^“”\":]{2,80}[:,]\s[“\"](?P<words>[^“”\"]+)[”\"]\.?$", re.DOTALL)
_CLAUSE = 3
"""Words of a clause of condition: “at once” is none."""
_LEAD = 6
"""Words of a clause that opens with an adverbial: “After discussion” is none."""
_FAR = 60
"""Characters between a verb of saying and its `that`."""


@dataclass
class Speech:
    """What was read of a text so far: who spoke last."""

    company: Company
    source: str
    issued: date | None
    speaker: tuple[Who, ...] = ()
    quoting: tuple[Who, ...] = ()
    """Who was quoted in the sentence before."""
    paragraph: int = -1


def statements(units: Sequence[Unit], company: Company, source: str, issued: date | None) -> Iterator[Drafted]:
    """Yield the statements of a text in its order."""
    speech = Speech(company, source, issued)
    for unit in units:
        if unit.paragraph != speech.paragraph:
            speech.speaker, speech.quoting, speech.paragraph = (), (), unit.paragraph
        for part in _halves(unit, company):
            yield _timed(_statement(part, speech), issued)


def halves(text: str) -> list[str]:
    """Return a sentence and its parts behind conjunctions, each of which may begin with a subject."""
    return [text, *_joins().split(text)[1:]]


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{either(lexicon('openings')['conjunctions'])})\s+")


def _halves(unit: Unit, company: Company) -> Iterator[Unit]:
    """Yield the two parts of a sentence that each have a party and its verb, else the sentence."""
    for found in _joins().finditer(unit.text):
        second = clause(unit.text, found.end(), company)
        first = clause(unit.text, 0, company)
        if first and second and first.verb_end < found.start() and second.subject and first.subject and not unit.items:
            yield replace(unit, text=unit.text[: found.start()])
            yield replace(unit, text=unit.text[found.end() :])
            return
    yield unit


def _statement(unit: Unit, speech: Speech) -> Drafted:
    """Return the statement of a sentence; the first reading that fits is taken."""
    plain = Drafted(
        (unit.text,), "fact", "text", _sentence(unit.text), speech.source, _sentence(unit.text), unit.heading
    )
    if unit.opening or unit.items:
        return _listed(unit, plain, speech)
    for read in (_quotation, _attributed_behind, _according, _acting):
        if (found := read(unit.text, plain, speech)) is not None:
            return found
    speech.speaker, speech.quoting = (), ()
    return _own_voice(unit.text, plain, speech)


def _sentence(text: str) -> str:
    """Return words as a sentence."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.rstrip("”\"’')").endswith((".", "!", "?", "…")) else f"{whole.rstrip(';,: ')}."


def _own_voice(text: str, plain: Drafted, speech: Speech) -> Drafted:
    """Return a sentence in the source's own voice."""
    kind = sorts.of_sentence(text)
    found = replace(plain, kind=kind)
    if kind == "open_issue":
        return replace(found, question=sorts.question(text))
    if kind == "next_step":
        start = text.index(":") + 1 if sorts.labelled(text) else 0
        while text[start : start + 1] == " ":
            start += 1
        owner = speech.company.match(text, start)
        return replace(
            found,
            due=due(text, speech.issued),
            owner=owner[0] if owner and text[owner[1] : owner[1] + 1] == " " else "",
        )
    return found


def _quotation(text: str, plain: Drafted, speech: Speech) -> Drafted | None:
    """Return words between quotation marks with who said them, beside them or right before."""
    if found := _QUOTED.match(text):
        behind = found["behind"].strip(" ,")
        who = _sayer(behind, speech) if behind else speech.quoting
        if not who:
            return replace(plain, kind="fact")
        told = (
            ()
            if behind and not _pronoun(behind)
            else (("by", "the words before it are theirs" if not behind else "a pronoun stands for them"),)
        )
        return _quoted(found["words"], who, plain, speech, told)
    if found := _INTRODUCED.match(text):
        act = clause(text, 0, speech.company)
        if (
            act
            and act.subject
            and act.verb in saying(LANGUAGE)
            and not text[act.verb_end : found.start("words") - 1].strip(" :,")
        ):
            return _quoted(found["words"], act.subject, plain, speech, ())
    return None


def _quoted(
    words: str, who: tuple[Who, ...], plain: Drafted, speech: Speech, told: tuple[tuple[str, str], ...]
) -> Drafted:
    speech.speaker = speech.quoting = who
    return replace(plain, quotes=(words.rstrip(", "),), kind="direct_quote", shape="", wording="", by=who, guessed=told)


def _pronoun(behind: str) -> bool:
    data = lexicon("subjects")
    return bool(re.match(among((*data["pronouns"], *data["plural_pronouns"])), behind, re.IGNORECASE))


def _sayer(behind: str, speech: Speech) -> tuple[Who, ...]:
    """Return who said what stands before: said the Mayor; the Mayor said; he said. Nobody where it is unsure."""
    head = re.match(rf"(?:{either(lexicon('subjects')['plainly_said'])})\s+", behind)
    if head:
        named = people(behind, head.end(), speech.company)
        return named[0] if named and re.match(r"$|[.,]|\s(?:after|in|at|on)\b", behind[named[1] :]) else ()
    act = clause(behind, 0, speech.company)
    if act is None or act.verb not in saying(LANGUAGE):
        return ()
    return act.subject or _meant(act, speech)


def _meant(act: Clause, speech: Speech) -> tuple[Who, ...]:
    """Return whom a pronoun means: who spoke in the sentence before, if they are one or several as it is."""
    data, last = lexicon("subjects"), speech.speaker
    if act.pronoun in data["pronouns"] and len(last) == 1 and last[0].actor:
        return last if speech.company.actors[last[0].actor].kind == "person" else ()
    plural = len(last) > 1 or any(one.words for one in last)
    return last if act.pronoun in data["plural_pronouns"] and plural else ()


def _attributed_behind(text: str, plain: Drafted, speech: Speech) -> Drafted | None:
    """Return a clause that its speaker follows: “…, the Mayor said”, or “according to the Mayor”."""
    bare_text = text.rstrip(". ")
    head, comma, behind = bare_text.rpartition(", ")
    if not comma or "“" in text or count(head) < (_LEAD if _opens_adverbially(head) else _CLAUSE):
        return None
    act = clause(behind, 0, speech.company)
    inverted = re.match(rf"(?:{either(lexicon('subjects')['plainly_said'])})\s+(?=\S)", behind)
    who: tuple[Who, ...] = ()
    if act and act.subject and _ends_saying(behind, act):
        who = act.subject
    elif inverted or (inverted := re.match(rf"(?:{either(lexicon('subjects')['according'])})\s+", behind)):
        named = people(behind, inverted.end(), speech.company)
        who = named[0] if named and named[1] == len(behind) else ()
    return _said(head, who, plain, speech) if who else None


def _opens_adverbially(head: str) -> bool:
    return head.split(maxsplit=1)[0].lower() in lexicon("openings")["adverbials"]


def _ends_saying(behind: str, act: Clause) -> bool:
    """Tell whether a verb of saying has nothing behind it but where or when: the ministry said in a statement."""
    rest = behind[act.verb_end :]
    told = acts()[act.verb] in {"announcement", "assessment"} and act.verb in saying(LANGUAGE)
    where = re.match(
        rf"\s(?:{either(lexicon('meeting')['place'])}|{either(lexicon('openings')['adverbials'])})\s", rest
    )
    return told and (not rest or (bool(where) and len(rest) < _FAR // 2))


def _according(text: str, plain: Drafted, speech: Speech) -> Drafted | None:
    """Return what stands behind “According to the Mayor,”."""
    head = re.compile(rf"(?:{either(lexicon('subjects')['according'])})\s+", re.IGNORECASE).match(text)
    named = people(text, head.end(), speech.company) if head else None
    if not named or not text.startswith(", ", named[1]):
        return None
    return _said(text[named[1] + 2 :], named[0], plain, speech)


def _said(words: str, who: tuple[Who, ...], plain: Drafted, speech: Speech) -> Drafted:
    """Return words that somebody is said to have said."""
    speech.speaker, speech.quoting = who, ()
    media = len(who) == 1 and who[0].actor and speech.company.actors[who[0].actor].kind == "media"
    found = _conditional(
        replace(plain, kind="announcement", shape="says", wording=_clause_of(words, speech.company), by=who)
    )
    return replace(found, via=speech.source, status="reported") if media else found


def _clause_of(words: str, company: Company) -> str:
    """Return a sentence as a clause: without its full stop, and without the capital of its first word."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    known = company.match(words, 0)
    small = first.lower() in company.common or first.lower() in {
        *lexicon("subjects")["articles"],
        *lexicon("clauses")["opens"],
        *lexicon("subjects")["determiners"],
        *lexicon("openings")["adverbials"],
    }
    keep = not small and (known or not first.islower())
    return (words if keep else words[:1].lower() + words[1:]).rstrip(". ")


def _acting(text: str, plain: Drafted, speech: Speech) -> Drafted | None:
    """Return what a party says or does that is the subject of its sentence."""
    at, lead = _begins(text, speech.company)
    act = clause(text, at, speech.company)
    if act is None:
        return None
    kind = sorts.of_act(text, act, speech.company)
    who = act.subject or _meant(act, speech)
    speech.speaker, speech.quoting = who, ()
    if not who or others(text[act.verb_end :]):
        return replace(
            plain, kind=kind if act.pronoun in lexicon("subjects")["own_voice"] or kind != "position" else "fact"
        )
    guessed = () if act.subject else (("by", f"“{act.pronoun}” is taken to be who spoke before"),)
    told = replace(
        plain,
        kind=kind,
        by=who,
        supported=act.supported,
        opposed=act.opposed,
        status=sorts.status(act),
        guessed=guessed,
    )
    if spoken := _spoken(text, act, kind, speech.company):
        return _conditional(replace(told, shape="says", wording=spoken))
    if lead:
        return told
    does, supported, opposed = trailing(text[act.verb_start :].rstrip(". "), speech.company)
    return _conditional(
        replace(
            told,
            shape="does",
            wording=does.rstrip(",. "),
            supported=(*told.supported, *supported),
            opposed=(*told.opposed, *opposed),
        )
    )


def _begins(text: str, company: Company) -> tuple[int, bool]:
    """Return where the subject of a sentence may begin, and whether something is told before it."""
    data = lexicon("openings")
    at = found.end() if (found := re.compile(rf"(?:{either(data['dropped'])}),?\s+", re.IGNORECASE).match(text)) else 0
    lead = _adverbial().match(text, at)
    if lead and clause(text, at, company) is None and clause(text, lead.end(), company) is not None:
        return lead.end(), True
    return at, False


@cache
def _adverbial() -> re.Pattern[str]:
    heads = either(lexicon("openings")["adverbials"])
    return re.compile(rf"(?:{heads})\s[^,.;:“”]{{2,80}},\s", re.IGNORECASE)


def _spoken(text: str, act: Clause, kind: str, company: Company) -> str:
    """Return the clause that a verb of saying has, with `that` or without; empty where it has none."""
    rest = text[act.verb_end :]
    if act.verb not in saying(LANGUAGE) or kind in {"call", "decision"} or sorts.status(act):
        return ""
    that = re.compile(rf"\s(?:[^.;:,“”]{{0,{_FAR}}}\s)?(?:{either(lexicon('clauses')['that'])})\s+").match(rest)
    if that:
        return rest[that.end() :].rstrip(". ")
    words = rest.strip()
    first = words.split(maxsplit=1)[0].lower() if words else ""
    opens = first in lexicon("clauses")["opens"] or company.match(words, 0) is not None
    return words.rstrip(". ") if opens and act.verb in stems("clauses", "bare") else ""


def _conditional(one: Drafted) -> Drafted:
    """Return a statement whose condition, where it ends the wording, is declared instead."""
    found = [
        c
        for c in Sentence(one.wording).conditions
        if c.kind in {"if", "unless"}
        and c.end >= len(one.wording) - 1
        and c.start > 0
        and count(one.wording[c.start : c.end]) >= _CLAUSE
    ]
    if not found:
        return one
    start = found[-1].start
    wording = one.wording[:start].rstrip(" ,")
    return (
        replace(one, wording=wording, conditions=(one.wording[start:].rstrip(". "),))
        if len(wording) > _FAR // 4
        else one
    )


def _listed(unit: Unit, plain: Drafted, speech: Speech) -> Drafted:
    """Return a decision with its measures, or an item behind the words that introduce its list."""
    if unit.items:
        return _measures(unit, plain, speech)
    item, opening = bare(unit.text), unit.opening.rstrip(": ")
    if unit.text.rstrip().endswith(".") and item[:1].isupper() and clause(unit.text, 0, speech.company):
        return _statement(replace(unit, opening=""), speech)
    joint = " " if opening.split()[-1].lower() in lexicon("lists")["joints"] else ": "
    whole = f"{opening}{joint}{item}."
    found = _statement(replace(unit, text=whole, opening=""), speech)
    return replace(found, quotes=(opening, item), whole=whole)


def _measures(unit: Unit, plain: Drafted, speech: Speech) -> Drafted:
    opening = unit.text.rstrip(": ")
    whole = f"{opening}: {'; '.join(unit.items)}."
    act = clause(opening, 0, speech.company)
    kind = sorts.of_act(opening, act, speech.company) if act else "fact"
    quotes = (opening, *unit.items)
    if act is None or kind != "decision":
        return replace(
            plain,
            quotes=quotes,
            wording=whole,
            whole=whole,
            kind=kind if kind != "position" or act else "fact",
            by=act.subject if act else (),
        )
    shape, words = ("does", opening[act.verb_start :]) if act.subject else ("text", f"{opening}:")
    return replace(
        plain,
        quotes=quotes,
        kind=kind,
        by=act.subject,
        shape=shape,
        wording=f"{words.rstrip(':')}:",
        whole=whole,
        measures=unit.items,
    )


def _timed(one: Drafted, issued: date | None) -> Drafted:
    """Return a statement with the days reckoned that its wording certainly means."""
    return (
        replace(one, wording=reckoned(one.wording, issued, one.kind), whole=reckoned(one.whole, issued, one.kind))
        if one.wording
        else one
    )
