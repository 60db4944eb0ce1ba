"""How a decision was voted on, where its sentence or the one behind it counts the votes."""

import re
from dataclasses import replace
from functools import cache

from briefkit.draft.record.drafted import Candidate
from briefkit.draft.record.language import lexicon
from briefkit.reading.ballots import counts
from briefkit.reading.language import NUMBERS, either
from briefkit.reading.model import Passage
from briefkit.reading.numbers import numbers
from briefkit.reading.text import count

_COUNT = 6
"""Words, at most, of a sentence that does nothing but count votes: (Vote: 5–0)."""
Votes = tuple[tuple[str, int], ...]
"""`for`, `against` and `abstained`, each with its count."""


def voted(decision: Candidate) -> Candidate:
    """Return a decision with the votes that its sentence counts; at the end of its wording they become a field."""
    match = _tally().search(decision.wording) if decision.kind == "decision" else None
    if not match or not (votes := _votes(match)):
        return decision
    before, behind = decision.wording[: match.start()].rstrip(" ,"), decision.wording[match.end() :]
    ends = not behind.strip(". ")
    return replace(decision, votes=votes, wording=f"{before}{behind}" if ends and before else decision.wording)


def counted(decision: Candidate, statement: Candidate) -> Candidate | None:
    """Return a decision with the votes of a sentence that does nothing but count them; None where it is none."""
    match = _tally().match(statement.whole)
    votes = dict(_votes(match)) if match and not statement.whole[match.end() :].strip(". ") else {}
    votes = votes or (dict(score(statement.whole)) if count(statement.whole) <= _COUNT else {})
    if not votes or any(votes.get(name, count) != count for name, count in decision.votes):
        return None
    both = (*decision.quotes, *statement.quotes)
    return replace(decision, votes=tuple((dict(decision.votes) | votes).items()), quotes=both)


def score(text: str) -> Votes:
    """Return the votes of a motion that a sentence counts: 4–1, 5 to 2; nothing where a side has two counts."""
    votes = [(vote.side, int(vote.who)) for vote in counts([Passage(text)]) if vote.side]
    return tuple(votes) if len(dict(votes)) == len(votes) else ()


def _votes(match: re.Match[str]) -> Votes:
    """Return the votes of a count, by the groups that its pattern has in each of its two forms."""
    sides = {name.partition("_")[0]: word for name, word in match.groupdict().items() if word}
    return tuple((name, _count(word.lower())) for name, word in sides.items())


def _count(word: str) -> int:
    """Return the number that a word of a count tells: one, 21, none."""
    small: list[str] = NUMBERS["small"]
    if word in small:
        return small.index(word)
    read = numbers(word, ())
    return int(read[0].value) if read else 0


@cache
def _tally() -> re.Pattern[str]:
    """Return the pattern of a count: by six votes to two, with one abstention; six members voted for, two against."""
    data, words = NUMBERS, {name: either(of) for name, of in lexicon("votes").items()}
    small = either(data["small"])
    number = rf"\d{{1,5}}|(?:{either(data['tens'])})(?:-(?:{small}))?|{small}|{words['nobody']}"
    joint, who = rf"(?:,\s|,?\s(?:{words['joints']})\s){{1,2}}", r"(?:\s[a-z]+){0,2}?\s"
    return re.compile(
        rf"(?<!\w)(?:(?:{words['by']})\s(?P<for_a>{number})(?:\s(?:{words['votes']}))?\s(?:{words['to']})\s"
        rf"(?P<against_a>{number})|(?:(?:{words['joints']})\s)?(?P<for_b>{number}){who}(?:{words['for']})"
        rf"{joint}(?P<against_b>{number}){who}(?:{words['against']}))"
        rf"(?:{joint}(?P<abstained>{number}){who}(?:{words['abstained']}))?(?!\w)",
        re.IGNORECASE,
    )
