"""Compare what a statement lists with its quotes: who took each side of a vote, the measures, who is bound."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from briefkit.outcomes import Actor
from briefkit.outcomes.fields import Ballot
from briefkit.questions.declared import JOINT, SINGLE, Declared, names
from briefkit.reading import Passage
from briefkit.reading.ballots import Vote, counts, listed, voters
from briefkit.reading.meaning import content
from briefkit.reading.model import Doubt
from briefkit.reading.sentence import first_person
from briefkit.reading.text import find, find_all

_PLACES, _NEAR = 20, 200
"""Places of a name in a source that are looked at; characters on either side of it."""
_LITTLE = 0.4
"""The part of a quote's words that some wording has."""
_LEAD = 3
"""A quote with at most so many words, names aside, leads to a list: the Board decided as follows."""
_SAID = {"for": "for it", "against": "against it", "abstained": "abstaining"}


def unlisted(declared: Declared) -> Iterator[Doubt]:
    """Yield a doubt for each list of a statement that its quotes have otherwise."""
    if vote := getattr(declared.statement, "vote", None):
        actors, votes = declared.subject.outcomes.actors, counts(declared.passages)
        for side, ballot in vote.ballots.items():
            yield from _count(side, ballot, votes, actors)
        yield from _voters(vote.ballots, declared, actors)
    yield from _measures(declared)
    yield from _bound(declared)


def _measures(declared: Declared) -> Iterator[Doubt]:
    """Yield a doubt for each quote of a decision with measures that none of its wordings tells, nor its vote."""
    statement, actors = declared.statement, declared.subject.outcomes.actors
    told, named = content(*statement.written), content(*(n for actor in actors.values() for n in names(actor)))
    for i, passage in enumerate(declared.passages if getattr(statement, "measures", ()) else ()):
        own = content(passage.text)
        little = len(own - named) > _LEAD and len(own & told) < _LITTLE * len(own)
        if little and not any(vote.side for vote in counts([passage])):
            words = " ".join(passage.text.split())
            message = f"`measures`: none of them tells “{words}”, which is quoted"
            yield Doubt("Q11", words, message, "Give it as a measure, or do not quote it", ("quote", i))


def _bound(declared: Declared) -> Iterator[Doubt]:
    """Yield a doubt for who took part in a joint text and is not among several who bind themselves with “we”."""
    bound, record = getattr(declared.statement, "committers", ()), declared.subject.outcomes
    kinds = {record.actors[key].kind for key in bound if key in record.actors}
    own = any(first_person(passage.text) for passage in declared.passages)
    joint = own and record.meeting.instrument in JOINT and len(bound) > 1
    for key in (part.actor for part in record.meeting.participants if joint):
        if key not in bound and key in record.actors and {record.actors[key].kind} == kinds:
            name = record.actors[key].brief
            message = f"`committers`: “we” are all who took part, {name} too"
            yield Doubt("Q11", name, message, f"Name `{key}` too", ("committers",))


def _count(side: str, ballot: Ballot, votes: Sequence[Vote], actors: Mapping[str, Actor]) -> Iterator[Doubt]:
    """Yield a doubt where the quotes give a side another count, or none, or a count that the record leaves out.

    Who is named without a count is all there are, unless one of them is an organisation, with several votes.
    """
    theirs = [vote.who for vote in votes if vote.side == side]
    several = any(not entry.actor or actors[entry.actor].kind not in SINGLE for entry in ballot.actors)
    ours = len(ballot.actors) if ballot.count is None else ballot.count
    alike = {vote.side for vote in votes if vote.who == ours}
    uncounted = ballot.actors and ballot.uncounted
    known = bool(theirs) and not (ballot.count is None and several)
    if not alike & {side, ""} and (known or (ballot.count and not uncounted)):
        other = next((one for one in _SAID if one in alike), "")
        where = f"{ours} {_SAID[other]}" if other else "no such number"
        where, hint = (f"{theirs[0]:g}",) * 2 if theirs else (where, "the count that the source has")
        message = f"`vote`: {ours} {_SAID[side]}: the source has {where}"
        yield Doubt("Q02", f"{ours}", message, f"Write {hint}, or name them all", ("vote", side))


def _voters(ballots: Mapping[str, Ballot], declared: Declared, actors: Mapping[str, Actor]) -> Iterator[Doubt]:
    """Yield a doubt for each voter whom the quotes put on another side, or whom the source does not name as one.

    A source may tell elsewhere who was against: it need not be quoted for that, unless the quotes list that side.
    """
    voting = [(s, e.actor) for s, ballot in ballots.items() for e in ballot.actors if e.actor and e.actor in actors]
    parties = {key: names(actors[key]) for _, key in voting}
    lists = listed(declared.passages)
    quoted = list(voters(declared.passages, parties))
    for side, key in voting:
        sides = {one for one, known in lists.items() if find(actors[key].known_as, " \n ".join(known))}
        if not sides and side not in lists:
            sides = {vote.side for vote in quoted if vote.who == key}
            around = [] if sides else voters(list(_near(parties[key], declared.texts)), parties)
            sides |= {vote.side for vote in around if vote.who == key} & {side}
        if sides.isdisjoint({side, ""}):
            name = actors[key].brief
            other = min(sides, default="")
            where = f"has {name} {_SAID[other]}" if other else "does not say so"
            hint = f"Write {name} under `{other}`" if other else "Name who voted, or write how many"
            message = f"`vote`: {name} {_SAID[side]}: the source {where}"
            yield Doubt("Q06", name, message, hint, ("vote", side))
    for side, ballot in ballots.items():
        known = [name for e in ballot.actors for name in ((e.words,) if e.words else actors[e.actor or ""].known_as)]
        for name in lists.get(side, ()) if known and ballot.uncounted else ():
            if not find(known, name):
                message = f"`vote`: the source has {name} {_SAID[side]} too"
                yield Doubt("Q06", name, message, f"Name {name} under `{side}`, or write how many", ("vote", side))


def _near(names: Sequence[str], texts: Sequence[str]) -> Iterator[Passage]:
    """Yield the text around the first places of one of these names, as passages."""
    for text in texts:
        for match in islice(find_all(names, text), _PLACES):
            yield Passage(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
