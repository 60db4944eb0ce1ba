"""Which kind of statement a sentence is, from its verb or its phrases; and what it leaves undecided or puts off."""

import re

from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Clause, Who, people
from briefkit.draft.record.language import ACTS, ARTICLES, among, lexicon, phrases, stems
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import stems as reading_stems
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, Word, stem, words
from briefkit.wording.sentences import capital

_SUBORDINATE = re.compile(among(lexicon("phrases")["subordinate"]), re.IGNORECASE)
_ASIDE = re.compile(r"^\([^()]*\)\s+|^[^,()]*,\s+(?=[a-z]+\s)")
"""What stands between “Resolved” and what was: how many voted, that all did."""
_JUDGED = 3
"""Words before a word of judgement in which its verb stands."""
_DECIDING = frozenset(key for key, kind in ACTS.items() if kind == "decision")
"""The stems of the verbs that decide; their nouns share them."""
_PASSIVE = re.compile(
    rf"(?:^|\b(?:{either(SENSE['roles']['passive'])})\s)(?:\w+ly\s)?(?P<verb>\w+)\s(?:{either(SENSE['roles']['agent'])})\s"
)
"""What stands before the agent of a passive verb."""
_APART = re.compile(rf";\s|,\s(?:{either(lexicon('openings')['conjunctions'])})\s")
"""What parts what is open from what was told before it."""
_ABOUT = re.compile(rf"^(?:.*?\b(?:on|about)|\s+to(?=\s+{ARTICLES}\s)|(?=\s+{ARTICLES}\s))\s+(?P<topic>.*)", re.DOTALL)
"""What a verb that denies or puts off has behind it."""
_CLOSE = 8
"""Words from a denial to the deciding that it denies: did not in the end agree."""
_NEAR = 3
"""Words between a verb that puts something off and what it puts off."""


def of_act(text: str, clause: Clause, company: Company) -> str:
    """Return the kind of a statement from the verb of its party; what one person decides is announced."""
    kind = ACTS.get(clause.verb, "announcement")  # a verb with “that”
    if clause.verb in stems("clauses", "voting"):
        kind = "decision"
    if kind == "call":
        return _call(clause, text[clause.verb_end :])
    alone = clause.subject[0].actor if len(clause.subject) == 1 else ""
    return "announcement" if kind == "decision" and alone and not _is_body(alone, company) else kind


def _is_body(key: str, company: Company) -> bool:
    actor = company.actors[key]
    several = actor.name.endswith(lexicon("subjects")["plural"])
    return actor.kind in {"organisation", "grouping"} and (several or not actor.guessed or actor.name.isupper())


def _call(clause: Clause, rest: str) -> str:
    """Return `call` where somebody is asked to do something, `fact` where a question is put, else `position`."""
    data = lexicon("clauses")
    first = next((word.text.lower() for word in words(rest)), "")
    if first in data["question"]:
        return "fact"
    to_do = clause.verb != stem("call") and re.search(among(data["to_be_done"]), rest)
    return "call" if to_do or first in (*data["call_needs"], *data["that"]) else "position"


def deciders(text: str, company: Company) -> tuple[Who, ...]:
    """Return who has decided in a passive sentence: The plan was adopted by the Board; Adopted by the Assembly."""
    for passive in _PASSIVE.finditer(main_clause(text)):
        if stem(passive["verb"]) in _DECIDING:
            named = people(text, passive.end(), company)
            return named[0] if named else ()
    return ()


def status(clause: Clause) -> str:
    """Return the status that a verb gives; empty where it is the kind's own."""
    return next((name for name in lexicon("statuses") if clause.verb in stems("statuses", name)), "")


def of_sentence(text: str, *, by_person: bool) -> str:
    """Return the kind of a sentence in the source's own voice; one person alone leaves nothing undecided."""
    if label := kind_of_label(text):
        return label
    main = main_clause(text)
    if phrases("open_issue").search(text) or (undecided(main) and not by_person):
        return "open_issue"
    if phrases("decision").search(main):
        return "decision"
    if phrases("assessment").search(main) or _judges(main):
        return "assessment"
    return next((kind for kind in ("next_step", "event") if phrases(kind).search(main)), "fact")


def kind_of_label(text: str) -> str:
    """Return the kind that a label at the head of a line gives: “Action:”, “Resolved to …”; empty without one."""
    data = lexicon("openings")["labels"]
    label = text.partition(":")[0].lower()
    first, _, rest = text.partition(" ")
    behind = _ASIDE.sub("", rest).split(" ", 1)[0].lower()
    if first.strip(",").lower() in data["decision"] and behind in lexicon("lists")["joints"]:
        return "decision"
    return next((kind for kind, labels in data.items() if label in labels), "")


def main_clause(text: str) -> str:
    """Return a sentence up to its first subordinate clause."""
    end = _SUBORDINATE.search(text, 1)
    return text[: end.start()] if end else text


def _judges(text: str) -> bool:
    """Say whether a sentence judges: a word of judgement right behind a verb of being."""
    judging = reading_stems("judgement", "words")
    being = {*SENSE["roles"]["passive"], *lexicon("phrases")["question_ends"]}
    found = words(text)
    return any(
        word.stem in judging and any(before.text.lower() in being for before in found[max(0, i - _JUDGED) : i])
        for i, word in enumerate(found)
    )


def undecided(text: str) -> Span | None:
    """Return where a main clause tells that something is not decided, or put off; None where it does not."""
    if match := phrases("open_issue").search(text):
        return Span(*match.span())
    sentence = Sentence(text)
    for denial in sentence.denials:
        if sentence.scope(denial) & _DECIDING:
            behind = [word for word in sentence.words if word.start >= denial.start][:_CLOSE]
            if verb := next((word for word in behind if word.stem in _DECIDING), None):
                return Span(denial.start, verb.end)
    return _put_off(sentence.words)


def _put_off(found: tuple[Word, ...]) -> Span | None:
    """Return a verb that puts a decision off: the vote was adjourned; they deferred the matter."""
    being = SENSE["roles"]["passive"]
    matters = _DECIDING | stems("deferral", "matters")
    for i, word in enumerate(found):
        if word.stem not in stems("deferral", "verbs"):
            continue
        passive = i > 0 and found[i - 1].text.lower() in being
        near = found[:i] if passive else found[i + 1 : i + 1 + _NEAR]
        if any(other.stem in matters for other in near):
            return Span(word.start, word.end)
    return None


def question(text: str, heading: str) -> str:
    """Return what is open in a sentence, as a label in its own words; of “the matter”, its heading."""
    bare = text.rstrip(". ")
    found = undecided(bare) or Span(0, 0)
    if match := re.compile(among(lexicon("phrases")["whether"])).search(bare, found.start):
        return capital(bare[match.start() :])
    before = _APART.split(bare[: found.start])[-1].rstrip()
    label = re.sub(rf"(?:\s+(?:{either(lexicon('phrases')['question_ends'])}))+$", "", f" {before}").strip()
    about = _ABOUT.search(bare[found.end :]) if found.end else None
    topic = about["topic"] if about else ""
    nouns = {stem(word) for word in (*label.split()[-1:], *topic.split()[1:2])}
    if heading and nouns & stems("deferral", "matters"):
        return heading
    return capital(topic or (label if label.count(" ") else bare))
