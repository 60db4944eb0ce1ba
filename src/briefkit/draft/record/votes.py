"""How a decision was voted on, where its sentence or the one behind it counts the votes."""

import re
from dataclasses import replace

from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import Candidate
from briefkit.draft.record.language import among, lexicon
from briefkit.reading.ballots import counts, listed
from briefkit.reading.model import Passage
from briefkit.reading.text import count

_BARE, _LONG = 6, 12
"""Words, at most, of a sentence that does nothing but count votes: (Vote: 5–0), and of one that has a word for it."""
_NAMED = 6
"""Words, at most, with which a roll call tells how one person voted."""
_VOTES = re.compile(among(lexicon("votes")["words"]), re.IGNORECASE)
_NOBODY = re.compile(rf"{among(lexicon('votes')['nobody'])}|{among(lexicon('votes')['no'])}(?=\s\w)")
"""What counts none; “no” alone is how somebody votes."""
ROLL = re.compile(r"\s\([A-Z][^()\d]*\)")
"""Who voted so, in brackets behind their number: 2 opposed (Menten, Mihalik)."""
Votes = tuple[tuple[str, int], ...]
"""`for`, `against` and `abstained`, each with its count."""


def voted(decision: Candidate) -> Candidate:
    """Return a decision with the votes that its sentence counts."""
    counts_votes = decision.kind == "decision" and not decision.votes and _VOTES.search(decision.wording)
    return replace(decision, votes=score(decision.wording)) if counts_votes else decision


def counted(decision: Candidate, statement: Candidate, company: Company) -> Candidate | None:
    """Return a decision with the votes of a sentence that does nothing but count them; None where it is none."""
    tells = statement.by or statement.kind == "decision"
    names = sum(map(len, listed([Passage(statement.whole)]).values()))
    short = count(statement.whole) <= (_LONG if _VOTES.search(statement.whole) else _BARE) + _NAMED * names
    votes = dict(score(statement.whole)) if short and not tells else {}
    if not votes or any(votes.get(name, count) != count for name, count in decision.votes):
        return None
    against = decision.dissent or dissent(statement.whole, company)
    both = (*decision.quotes, *statement.quotes)
    return replace(decision, votes=tuple((dict(decision.votes) | votes).items()), dissent=against, quotes=both)


def score(text: str) -> Votes:
    """Return the votes that a sentence counts: 4–1, six for and none against; nothing where a side has two counts."""
    passage = Passage(_NOBODY.sub("0", ROLL.sub("", text)))
    votes = [(vote.side, int(vote.who)) for vote in counts([passage]) if vote.side]
    return tuple(votes) if len(dict(votes)) == len(votes) else ()


def dissent(text: str, company: Company) -> tuple[tuple[str, tuple[Who, ...]], ...]:
    """Return who voted against or abstained, where all of them are named: 2 opposed (A, B)."""
    named = {side: names for side, names in listed([Passage(text)]).items() if names and side != "for"}
    whole = (side for side, names in named.items() if dict(score(text)).get(side) == len(names))
    return tuple((side, tuple(_voter(name, company) for name in named[side])) for side in whole)


def _voter(name: str, company: Company) -> Who:
    key = company.owner(name)
    return Who(key) if key else Who(words=name)
