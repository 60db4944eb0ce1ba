"""Who said what stands in a sentence: words between quotation marks, clauses with their speaker before or behind."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause, Who, clause, people, uncapital
from briefkit.draft.record.drafted import Candidate, unnamed
from briefkit.draft.record.language import ACTS, ARTICLES, among, definite, is_act, lexicon, stems
from briefkit.reading.dates import DAYS
from briefkit.reading.language import SENSE, either
from briefkit.reading.roles import saying
from briefkit.reading.sentence import Sentence, first_person
from briefkit.reading.text import count

_CLAUSE = 3
"""Words of a clause of condition: “at once” is none."""
_WHERE = 6
"""Words, at most, that tell where or when something was said."""
_SHORT = 15
"""Characters of a wording that is left where its condition is declared."""
_MAKERS = SENSE["roles"]["agent"]
_QUOTED = re.compile(r"^[“\"](?P<words>[^“”\"]+)(?:[”\"](?P<behind>.*))?$", re.DOTALL)
_WHOSE = either(SENSE["opinions"]["whose"])
_DOCUMENT = re.compile(
    rf"(?P<what>{ARTICLES}\s[a-z][a-z ]*?)(?:\s(?:{either((*_MAKERS, *lexicon('subjects')['of']))})\s(?P<maker>\S.*?))?"
    rf"\s(?:{either(lexicon('subjects')['plainly_said'])})"
)
"""What is said to say something: the statement said; a statement by the presidency said."""
_SHAPES = (SENSE["force"]["past"], SENSE["tense"]["going"], "ly")
"""How participles and adverbs end, which are no names at the head of a sentence: Dedicated to, Collectively."""
_JOINT = re.compile(rf"(?:,|,?\s(?:{either(lexicon('subjects')['joins'])}))\s*$")
"""What stands between a condition and the next."""
_INTRODUCED = re.compile(r"^[^“”\":]{2,80}[:,]\s[“\"](?P<words>[^“”\"]+)(?:[”\"](?P<behind>[^“”\"]*))?$", re.DOTALL)


@dataclass
class Speech:
    """What is known of a text so far: who spoke last."""

    company: Company
    source: str
    issued: date | None
    speaker: tuple[Who, ...] = ()
    quoting: tuple[Who, ...] = ()
    """Who was quoted in the sentence before."""
    paragraph: int = -1
    author: tuple[Who, ...] = ()
    """Who says “I” or “we” outside of turns and quotation marks: whose speech or declaration it is."""
    answering: tuple[Who, ...] = ()
    """Whom alone a text names before its first question."""


def quotation(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return words in quotation marks with their speaker, who is named beside them or in the sentence before."""
    if found := _QUOTED.match(text):
        behind, _, more = (found["behind"] or "").strip(" ,.").replace("“", '"').partition(', "')
        who = _sayer(behind, speech) if behind else speech.quoting
        if not who:
            return unnamed(plain) if first_person(found["words"]) else plain
        doubt = "the words before it are theirs" if not behind else "a pronoun stands for them"
        quote = quoted(found["words"], who, plain, speech, "" if behind and not _pronoun(behind) else doubt)
        rest = more.strip(' "”.')
        return replace(quote, quotes=(*quote.quotes, rest)) if count(rest) >= _CLAUSE and '"' not in rest else quote
    if found := _INTRODUCED.match(text):
        behind_lead = text.rfind(", ", 0, found.start("words") - 3) + 2
        act = clause(text, 0, speech.company) or clause(text, behind_lead, speech.company)
        who = act.subject or antecedent(act, speech) if act else ()
        behind = (found["behind"] or "").strip(" ,.")
        if act and who and act.verb in saying() and (not behind or _attribution(behind, speech.company)):
            return quoted(found["words"], who, plain, speech, "" if act.subject else "a pronoun stands for them")
    return None


def quoted(words: str, who: tuple[Who, ...], plain: Candidate, speech: Speech, doubt: str = "") -> Candidate:
    """Return words as a quote; `doubt` says why its speaker is only guessed.

    Where the words quote somebody themselves, the parts stand each by itself, as marks within marks are not printed.
    """
    speech.speaker = speech.quoting = who
    parts = tuple(part.strip(" ,") for part in re.split('[“”"]', words) if count(part))
    quote = replace(plain, quotes=parts, kind="direct_quote", shape="", wording="", by=who)
    return replace(quote, guessed=(("by", doubt),) if doubt else ())


def _pronoun(behind: str) -> bool:
    data = lexicon("subjects")
    return bool(re.match(among((*data["pronouns"], *data["plural_pronouns"])), behind, re.IGNORECASE))


def _sayer(behind: str, speech: Speech) -> tuple[Who, ...]:
    """Return the speaker named behind a quote: said the Mayor; the Mayor said; he said. Nobody where unsure."""
    head = re.match(rf"(?:{either(lexicon('subjects')['plainly_said'])})\s+", behind)
    if head:
        named = people(behind, head.end(), speech.company)
        return named[0] if named and re.match(r"$|[.,]|\s(?:after|in|at|on)\b", behind[named[1] :]) else ()
    act = clause(behind, 0, speech.company)
    if act is None or act.verb not in saying():
        return ()
    return act.subject or antecedent(act, speech)


def antecedent(act: Clause, speech: Speech) -> tuple[Who, ...]:
    """Return whom a pronoun means: “we” the author, others the subject of the sentence before, where they fit it."""
    data, last = lexicon("subjects"), speech.speaker
    if act.pronoun in data["own_voice"]:
        return speech.author
    singular = (*data["pronouns"], *data["neutral_pronouns"])
    if act.pronoun in singular and len(last) == 1 and last[0].actor:
        person = speech.company.actors[last[0].actor].kind == "person"
        return last if person == (act.pronoun in data["pronouns"]) else ()
    plural = len(last) > 1 or any(who.words for who in last) or last == speech.author
    last = tuple(replace(who, words=uncapital(who.words)) for who in last)
    return last if act.pronoun in data["plural_pronouns"] and plural else ()


def attributed_behind(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return a clause that its speaker follows: “…, the Mayor said”, or “according to the Mayor”."""
    bare_text = text.rstrip(". ")
    head, comma, behind = bare_text.rpartition(", ")
    if not comma or "“" in text or count(head) < _CLAUSE:
        return None
    who = _owned(_attribution(behind, speech.company), head, speech.company)
    return _attributed(head, who, plain, speech) if who else None


def _attribution(behind: str, company: Company) -> tuple[Who, ...]:
    """Return whom words behind a clause name as its speaker: the Mayor said; a statement by the Mayor said."""
    act = clause(behind, 0, company)
    if act and act.subject and _ends_saying(behind, act):
        return act.subject
    heads = (*lexicon("subjects")["plainly_said"], *lexicon("subjects")["according"])
    if inverted := re.match(rf"(?:{either(heads)})\s+(?=\S)", behind):
        named = people(behind, inverted.end(), company)
        return named[0] if named and named[1] == len(behind) else ()
    if document := _DOCUMENT.fullmatch(behind):
        maker = document["maker"] or document["what"]
        named = people(maker, 0, company)
        return named[0] if named and named[1] == len(maker) else (Who(words=maker[:1].lower() + maker[1:]),)
    return ()


def _owned(who: tuple[Who, ...], head: str, company: Company) -> tuple[Who, ...]:
    """Return “its leader” as a leader who speaks for the subject of the clause; nobody where that has no name."""
    whose = re.match(rf"(?:{_WHOSE})\s", who[0].words) if len(who) == 1 else None
    if not whose:
        return who
    owner = people(head, 0, company)
    key = owner[0][0].actor if owner and len(owner[0]) == 1 else ""
    return (Who(words=definite(who[0].words[whose.end() :]), behalf=key),) if key else ()


def _ends_saying(behind: str, act: Clause) -> bool:
    """Say whether a verb of saying has nothing behind it but to whom, where or when: the ministry told reporters."""
    rest = behind[act.verb_end :]
    where = re.match(
        rf"\s(?:{either(lexicon('meeting')['place'])}|{either(lexicon('openings')['adverbials'])})\s|\s(?:{either(DAYS)})$",
        rest,
    )
    heard = act.verb in stems("clauses", "to_somebody") or (where is not None and count(rest) <= _WHERE)
    return ACTS.get(act.verb) in {"announcement", "assessment"} and (not rest or heard)


def according(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return what stands behind “According to the Mayor,”."""
    head = re.compile(rf"(?:{either(lexicon('subjects')['according'])})\s+", re.IGNORECASE).match(text)
    named = people(text, head.end(), speech.company) if head else None
    if not named or not text.startswith(", ", named[1]):
        return None
    return _attributed(text[named[1] + 2 :], named[0], plain, speech)


def _attributed(words: str, who: tuple[Who, ...], plain: Candidate, speech: Speech) -> Candidate:
    """Return words with the speaker to whom they are attributed."""
    speech.speaker, speech.quoting = who, ()
    media = len(who) == 1 and who[0].actor and speech.company.actors[who[0].actor].kind == "media"
    statement = conditional(
        replace(plain, kind="announcement", shape="says", wording=clause_of(words, speech.company), by=who)
    )
    return replace(statement, via=speech.source, status="reported") if media else statement


def clause_of(words: str, company: Company) -> str:
    """Return a sentence as a clause: without full stop, “However,” at its head, and the capital of its first word."""
    words = re.sub(rf"^(?:{either(lexicon('openings')['dropped'])}),\s", "", words, flags=re.IGNORECASE)
    first, _, second = words.partition(" ")
    word = first.rstrip(",").lower()
    shaped = word.endswith(_SHAPES) and second[:1].islower() and company.match(words, 0) is None
    small = (
        shaped
        or {word, f"{word}{lexicon('subjects')['plural']}"} & company.common
        or word
        in {
            *lexicon("subjects")["articles"],
            *lexicon("clauses")["opens"],
            *lexicon("subjects")["determiners"],
            *lexicon("openings")["adverbials"],
        }
    )
    return (words[:1].lower() + words[1:] if small else words).rstrip(". ")


def conditional(statement: Candidate) -> Candidate:
    """Return a statement whose conditions moved from the end of its wording to `conditions`."""
    words, starts = statement.wording, _conditions(statement.wording)
    rest = words[: starts[0]].rstrip(" ,") if starts else ""
    if len(rest) <= _SHORT:
        return statement
    each = (words[start:end] for start, end in pairwise([*starts, len(words)]))
    return replace(statement, wording=rest, conditions=tuple(_JOINT.sub("", part).rstrip(" ,.") for part in each))


def _conditions(words: str) -> list[int]:
    """Return where the conditions at the end of a wording begin, one behind the other or joined by `and`."""
    every = (c for c in Sentence(words).conditions if c.start > 0 and count(words[c.start : c.end]) >= _CLAUSE)
    cues = [c for c in every if not is_act(words[: c.start].rsplit(maxsplit=1)[-1])]  # asked if it runs
    if not cues or cues[-1].end < len(words) - 1 or cues[-1].kind not in {"if", "unless"}:
        return []
    starts = [cues[-1].start]
    for before in reversed(cues[:-1]):
        joint = _JOINT.search(words, before.start, starts[0])
        if before.kind not in {"if", "unless"} or (joint.start() if joint else starts[0]) > before.end:
            break
        starts = [before.start, *starts[0 if joint else 1 :]]  # without a joint, one stands inside of the other
    return starts
