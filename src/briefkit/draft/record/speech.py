"""Who said what stands in a sentence: words between quotation marks, clauses with their speaker before or behind."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause, Who, clause, people
from briefkit.draft.record.drafted import Candidate
from briefkit.draft.record.language import ACTS, LANGUAGE, among, lexicon, stems
from briefkit.reading.language import either
from briefkit.reading.roles import saying
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import count

_CLAUSE = 3
"""Words of a clause of condition: “at once” is none."""
_LEAD = 6
"""Words of a clause that opens with an adverbial: “After discussion” is none."""
_SHORT = 15
"""Characters of a wording that is left where its condition is declared."""
_WHERE = 30
"""Characters behind a verb of saying that tell where or when it was said."""
_QUOTED = re.compile(r"^[“\"](?P<words>[^“”\"]+)[”\"](?P<behind>.*)$", re.DOTALL)
_JOINT = re.compile(rf"(?:,|,?\s(?:{either(lexicon('subjects')['joins'])}))\s*$")
"""What stands between a condition and the next."""
_INTRODUCED = re.compile(r"^[^“”\":]{2,80}[:,]\s[“\"](?P<words>[^“”\"]+)[”\"]\.?$", re.DOTALL)


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


def quotation(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return words in quotation marks with their speaker, who is named beside them or in the sentence before."""
    if match := _QUOTED.match(text):
        behind = match["behind"].strip(" ,")
        who = _sayer(behind, speech) if behind else speech.quoting
        if not who:
            return replace(plain, kind="fact")
        doubt = "the words before it are theirs" if not behind else "a pronoun stands for them"
        return _quoted(match["words"], who, plain, speech, "" if behind and not _pronoun(behind) else doubt)
    if match := _INTRODUCED.match(text):
        act = clause(text, 0, speech.company)
        if (
            act
            and act.subject
            and act.verb in saying(LANGUAGE)
            and not text[act.verb_end : match.start("words") - 1].strip(" :,")
        ):
            return _quoted(match["words"], act.subject, plain, speech)
    return None


def _quoted(words: str, who: tuple[Who, ...], plain: Candidate, speech: Speech, doubt: str = "") -> Candidate:
    """Return words as a quote; `doubt` says why its speaker is only guessed."""
    speech.speaker = speech.quoting = who
    quote = replace(plain, quotes=(words.rstrip(", "),), kind="direct_quote", shape="", wording="", by=who)
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
    if act is None or act.verb not in saying(LANGUAGE):
        return ()
    return act.subject or antecedent(act, speech)


def antecedent(act: Clause, speech: Speech) -> tuple[Who, ...]:
    """Return whom a pronoun means: the speaker of the sentence before, if both are singular or both plural."""
    data, last = lexicon("subjects"), speech.speaker
    if act.pronoun in data["pronouns"] and len(last) == 1 and last[0].actor:
        return last if speech.company.actors[last[0].actor].kind == "person" else ()
    plural = len(last) > 1 or any(who.words for who in last)
    return last if act.pronoun in data["plural_pronouns"] and plural else ()


def attributed_behind(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
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
    return _attributed(head, who, plain, speech) if who else None


def _opens_adverbially(head: str) -> bool:
    return head.split(maxsplit=1)[0].lower() in lexicon("openings")["adverbials"]


def _ends_saying(behind: str, act: Clause) -> bool:
    """Tell whether a verb of saying has nothing behind it but where or when: the ministry said in a statement."""
    rest = behind[act.verb_end :]
    reports = ACTS[act.verb] in {"announcement", "assessment"} and act.verb in saying(LANGUAGE)
    where = re.match(
        rf"\s(?:{either(lexicon('meeting')['place'])}|{either(lexicon('openings')['adverbials'])})\s", rest
    )
    heard = act.verb in stems("clauses", "to_somebody") or bool(where)
    return reports and (not rest or (heard and len(rest) < _WHERE))


def according(text: str, plain: Candidate, speech: Speech) -> Candidate | None:
    """Return what stands behind “According to the Mayor,”."""
    head = re.compile(rf"(?:{either(lexicon('subjects')['according'])})\s+", re.IGNORECASE).match(text)
    named = people(text, head.end(), speech.company) if head else None
    if not named or not text.startswith(", ", named[1]):
        return None
    words = re.sub(rf"^(?:{either(lexicon('openings')['dropped'])}),\s", "", text[named[1] + 2 :])
    return _attributed(words, named[0], plain, speech)


def _attributed(words: str, who: tuple[Who, ...], plain: Candidate, speech: Speech) -> Candidate:
    """Return words with the speaker to whom they are attributed."""
    speech.speaker, speech.quoting = who, ()
    media = len(who) == 1 and who[0].actor and speech.company.actors[who[0].actor].kind == "media"
    statement = conditional(
        replace(plain, kind="announcement", shape="says", wording=clause_of(words, speech.company), by=who)
    )
    return replace(statement, via=speech.source, status="reported") if media else statement


def clause_of(words: str, company: Company) -> str:
    """Return a sentence as a clause: without its full stop, and without the capital of its first word."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    match = company.match(words, 0)
    small = first.lower() in company.common or first.lower() in {
        *lexicon("subjects")["articles"],
        *lexicon("clauses")["opens"],
        *lexicon("subjects")["determiners"],
        *lexicon("openings")["adverbials"],
    }
    keep = not small and (match or not first.islower())
    return (words if keep else words[:1].lower() + words[1:]).rstrip(". ")


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
    cues = [c for c in Sentence(words).conditions if c.start > 0 and count(words[c.start : c.end]) >= _CLAUSE]
    if not cues or cues[-1].end < len(words) - 1 or cues[-1].kind not in {"if", "unless"}:
        return []
    starts = [cues[-1].start]
    for before in reversed(cues[:-1]):
        joint = _JOINT.search(words, before.start, starts[0])
        if before.kind not in {"if", "unless"} or (joint.start() if joint else starts[0]) > before.end:
            break
        starts = [before.start, *starts[0 if joint else 1 :]]  # without a joint, one stands inside of the other
    return starts
