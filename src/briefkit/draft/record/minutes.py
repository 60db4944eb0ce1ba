"""What minutes record beside what was said: motions and what became of them, who was there, when it began and ended."""

import re
from collections.abc import Iterable
from itertools import pairwise

from briefkit.draft.record.language import ACTS, DEFINITE, among, is_act, lexicon, stems
from briefkit.reading.dates import dates
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.numbers import numbers
from briefkit.reading.text import Word, count, words

_RESULT = 8
"""Words, at most, of a clause that tells what became of a motion, or of a sentence that seconds one."""
_NEAR = 5
"""Words between a verb of procedure and the sitting that it opens or closes."""
_AND = f"(?:{either(lexicon('subjects')['joins'])})"
_CLAUSES = re.compile(rf"[;,.:–—]\s(?:{_AND}\s)?|\s{_AND}\s")
"""What parts the clauses of a sentence."""
_ASIDE = re.compile(r"\([^()]*\)")
_CREDIT = re.compile(rf"\w+{SENSE['tense']['going']}(?=\s(?:{either(SENSE['roles']['agent'])})\s)")
"""What somebody did for a report, as its last line tells: reporting by, editing by."""


def has_verb(text: str) -> bool:
    """Say whether words may be a clause: an auxiliary stands in them, or a verb that parties are subjects of."""
    modal = (word for kind in ("may", "ought", "will", "shall", "must") for word in SENSE["force"][kind])
    finite = {*SENSE["roles"]["passive"], *SENSE["tense"]["done"], *modal} - {"be", "been", "being"}
    text = _ASIDE.sub("", text)
    found = [word.text for word in words(text.lower() if text.isupper() else text)]
    to_do = lexicon("clauses")["to_be_done"]
    possible = (word for before, word in pairwise(found) if before.lower() not in to_do)
    acts = any(is_act(word) and not word.endswith("ing") for word in possible)
    return acts or any(word.lower() in finite for word in found)


def moves(text: str) -> bool:
    """Say whether a sentence puts a motion: A moved and B seconded to …; motion by A to …."""
    found = words(text)
    proposes = any(word.stem in stems("minutes", "motion") | stems("statuses", "proposed") for word in found)
    return _puts(text) or (proposes and _has("second", found))


def _puts(text: str) -> bool:
    """Say whether what is moved, or by whom, stands behind the motion."""
    passive, modal = SENSE["roles"]["passive"], SENSE["force"]["will"]
    found = [word for word in words(text) if word.text not in passive]
    moved, put = stems("minutes", "motion"), lexicon("minutes")["put"]
    return any(
        word.stem in moved and after.text.lower() in put and found[max(0, i - 1)].text.lower() not in modal
        for i, (word, after) in enumerate(pairwise(found))
    )


def seconds(text: str) -> bool:
    """Say whether a sentence does nothing but second the motion before it."""
    past = [word for word in words(text) if word.text.endswith(SENSE["force"]["past"])]
    return count(text) <= _RESULT and _has("second", past) and not _puts(text) and not result(text)


def _has(group: str, found: Iterable[Word]) -> bool:
    """Say whether one of the words is of a group of those that minutes have: `second`, `vote`, `rising`."""
    return any(word.stem in stems("minutes", group) for word in found)


def result(text: str) -> str:
    """Return what became of a motion, `carried` or `failed`, where a clause tells it; empty where none does."""
    seconded = _has("second", words(text))
    clauses = [part for whole in (_ASIDE.sub("", text), text) for part in enumerate(_CLAUSES.split(whole))]
    clauses.append((1, _beginning(text)))
    return next((kind for i, clause in clauses if (kind := _told(clause, alone=seconded or not i))), "")


def _beginning(text: str) -> str:
    """Return the first words of a sentence, which tell enough: The motion was adopted by 4 votes, with Ms Lind …."""
    return " ".join(text.split()[:_NEAR])


def result_of(text: str) -> str:
    """Return what of a sentence tells the result of a motion before it: all where it tells nothing else."""
    if moves(text):
        return ""
    if result(text) and (count(_ASIDE.sub("", text)) <= 2 * _RESULT or _told(_beginning(text))):
        return text
    *_, last = _CLAUSES.split(text)
    return last if _told(last) and re.match(rf"{DEFINITE}\s", last) else ""


def _told(clause: str, *, alone: bool = False) -> str:
    """Return what became of a motion, from a clause that names it or the vote; `alone`, its first word is enough."""
    data, found = lexicon("minutes"), words(clause)
    voted = _has("vote", found)
    if len(found) - len(numbers(clause)) > _RESULT or not (voted or alone):
        return ""
    results = {word.text.lower() for word in (found if voted else found[:1])}
    passes = {word.stem for word in found if voted and word.text.endswith("s")}
    kinds = ("failed", "carried")
    return next((kind for kind in kinds if results & {*data[kind]} or passes & stems("minutes", kind)), "")


def procedure(text: str) -> str:
    """Return `event` where a sentence only opens or closes a sitting, `fact` where nobody came or spoke.

    Empty where it tells more.
    """
    data = lexicon("minutes")
    if re.match(among(data["nobody"]), text, re.IGNORECASE) or re.search(among(data["roll"]), text, re.IGNORECASE):
        return "fact"
    found, endings = words(text), ("s", SENSE["force"]["past"])
    verbs = stems("minutes", "procedure")
    acts = (i for i, word in enumerate(found) if word.stem in verbs and word.text.endswith(endings))
    if seconds(text) or (_has("rising", found) and moves(text)):
        return "event"
    near = any(word.text.lower() in data["sitting"] for i in acts for word in found[max(0, i - _NEAR) : i + _NEAR])
    return "event" if near or re.search(among(data["order"]), text) else ""


def formal(text: str) -> bool:
    """Say whether a sentence only has the minutes of another meeting approved, as every meeting does."""
    deciding = (word.text for word in words(text) if is_act(word.text.lower()) and ACTS[word.stem] == "decision")
    return any(deciding) and re.search(among(lexicon("minutes")["formal"]), text, re.IGNORECASE) is not None


def is_roll(text: str) -> bool:
    """Say whether a sentence is nothing but names, or only tells who was there."""
    there = {*lexicon("minutes")["there"]}
    bare = _CREDIT.sub("", _ASIDE.sub("", text))
    found = [word.text for word in words(bare) if word.text[0].isalpha()]
    others = {word.lower() for word in found if word[0].islower() and word not in small()} - there
    told_there = bool(there & {word.lower() for word in found})
    names = (told_there or not others) and 2 * sum(word[0].isupper() for word in found) > len(found)
    return names and not any(moment.day for moment in dates(text)) and (told_there or not has_verb(text))
