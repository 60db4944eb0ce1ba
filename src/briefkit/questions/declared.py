"""Compare what a statement declares in fields with its quotes: vote, status, bounds, and who speaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import cast

from briefkit.errors import Problem
from briefkit.evidence import SourceSpan
from briefkit.outcomes import STATUSES, Actor, Sourced
from briefkit.outcomes.fields import Ballot
from briefkit.outcomes.statuses import REJECTED, WEAKEST
from briefkit.reading import Claim, Context, Passage, compare
from briefkit.reading.ballots import Vote, counts, listed, voters
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.model import Doubt, Shape, or_stands
from briefkit.reading.parts import cut
from briefkit.reading.said import by_pronoun, leads_to
from briefkit.reading.sentence import first_person, read
from briefkit.reading.text import find, find_all, fold, sentences
from briefkit.rules import Subject

_PLACES, _NEAR, _FAR = 20, 200, 1000
"""Places of a name in a source that are looked at; characters on either side of it, and of a quote."""
_LABEL = 80
"""Characters of a paragraph in which the label of a turn stands."""
_EXACTLY = "exactly"
_BOUNDS = {
    _EXACTLY: _EXACTLY,
    "about": "about",
    "at_least": "least",
    "at_most": "most",
    "up_to": "most",
    "more_than": "more",
    "less_than": "less",
}
"""A quantity's `comparator` → the class of words by which a source says it."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_CUT = frozenset({"Q07", "Q10"})
"""The codes of what a quote may not leave out of its sentence: a denial, a condition."""
_SINGLE = frozenset({"person", "state"})
"""The kinds of actor that have one vote each."""
_JOINT = frozenset({"joint_statement", "communique", "agreement", "treaty"})
"""The texts of a meeting in which “we” is all who took part."""
_WHO = "Write whom it names, or quote more; whose own words the source has, name as its `author:`"
_SAID = {"for": "for it", "against": "against it", "abstained": "abstaining"}


@dataclass(frozen=True)
class Declared:
    """A statement of a record, with the quotes that its fields are compared with."""

    statement: Sourced
    index: int
    """Where it stands among the statements."""
    passages: Sequence[Passage]
    subject: Subject
    context: Context
    """Whom and what it names."""

    @property
    def before(self) -> Iterator[tuple[str, str]]:
        """Each quote that occurs once in its source, with the text before it there."""
        for i, evidence in enumerate(self.statement.quote):
            if place := self._place(i):
                yield evidence.quote, self.subject.texts[place.source][: place.start]

    @cached_property
    def around(self) -> list[tuple[str, str, str]]:
        """Each quote with the rest of its sentence before and after it; both empty unless it occurs exactly once."""
        return [self._in_sentence(i) for i in range(len(self.statement.quote))]

    def _place(self, i: int) -> SourceSpan | None:
        """Return where a quote stands in its source, if it stands there once."""
        places = self.subject.located.get(("statements", self.index, "quote", i, "quote"), ())
        return places[0] if len(places) == 1 else None

    def _in_sentence(self, i: int) -> tuple[str, str, str]:
        quote, place = self.statement.quote[i].quote, self._place(i)
        if place is None:
            return "", quote, ""
        return in_sentence(self.subject.texts[place.source], place.start, place.end)

    @property
    def texts(self) -> list[str]:
        """Its sources, whole."""
        return [self.subject.texts.get(key, "") for key in dict.fromkeys(e.source or "" for e in self.statement.quote)]

    def problem(self, doubt: Doubt) -> Problem:
        """Return what is asked about it, at its place in the record."""
        path = ("statements", self.index, *doubt.path)
        message = f"`{self.statement.id}`: {doubt.message}"
        return self.subject.problem(doubt.code, message, path, or_stands(doubt.hint, doubt.words))


def in_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a place of a text between the rest of its sentence, on one line."""
    quote = text[start:end].replace("\n", " ")
    before = _PARAGRAPH.split(text[max(0, start - _FAR) : start])[-1].replace("\n", " ")
    after = _PARAGRAPH.split(text[end : end + _FAR])[0].replace("\n", " ")
    at = len(before)
    spans = sentences(near := before + quote + after)
    first = next((one.start for one in spans if one.end > at), at)
    last = next((one.end for one in spans if one.end >= at + len(quote)), len(near))
    return near[min(first, at) : at], quote, near[at + len(quote) : last]


def doubts(declared: Declared, pronouns: Sequence[str]) -> Iterator[Doubt]:
    """Yield a doubt for each field that the quotes do not support, and for each quote that leaves out what matters."""
    actors = declared.subject.outcomes.actors
    yield from _status(declared.statement, declared.passages)
    if vote := getattr(declared.statement, "vote", None):
        votes = counts(declared.passages)
        for side, ballot in vote.ballots.items():
            yield from _count(side, ballot, votes, actors)
        yield from _voters(vote.ballots, declared, actors)
    speakers = (actors.get(key) for entry in declared.statement.by for key in entry.keys)
    yield from _unnamed([name for one in speakers if one for name in names(one)], list(declared.before), pronouns)
    yield from _comparators(declared.statement, declared.passages)
    yield from _cut(declared)
    yield from _strangers(declared, pronouns)


def _status(statement: Sourced, passages: Sequence[Passage]) -> Iterator[Doubt]:
    """Yield a doubt where a status is firmer than an announcement, and wording or quotes do not bear it out."""
    status = STATUSES[statement.standing]
    if not statement.status or (status.rank or 0) <= WEAKEST or not status.evidence:
        return
    own = statement.model_copy(update={"status": None}).standing
    if own == REJECTED != statement.status:
        message = f"`status`: its wording says that it was {own}"
        yield Doubt("Q08", statement.status, message, f"Write `{own}`, or no `status:`", ("status",))
        return
    words = re.compile(rf"(?<!\w)(?:{either(status.evidence)})", re.IGNORECASE)
    if not any(words.search(passage.text) for passage in passages):
        named = statement.status.replace("_", " ")
        message = f"`status`: the source has no word for “{named}”"
        yield Doubt("Q08", named, message, "Write the status that its words bear out: `announced`", ("status",))


def _comparators(statement: Sourced, passages: Sequence[Passage]) -> Iterator[Doubt]:
    """Yield a doubt for each quantity that has another bound in the quotes: at most 5, at least 5."""
    told = [number for passage in passages for one in read(passage.text, passage.issued) for number in one.numbers]
    for i, quantity in enumerate(statement.quantities):
        same = [number.comparator or _EXACTLY for number in told if number.value == quantity.value and number.bound < 0]
        ours = _BOUNDS[quantity.comparator]
        if same and all(theirs in _BOUNDS.values() and theirs != ours for theirs in same):
            value = f"{quantity.value:g}"
            message = f"`comparator`: {value} has another bound in the source"
            hint = f"Write `comparator: {next(name for name, one in _BOUNDS.items() if one == same[0])}`"
            yield Doubt("Q02", value, message, hint, ("quantities", i))


def _cut(declared: Declared) -> Iterator[Doubt]:
    """Yield a doubt for each denial or condition that a quote leaves out of its clause, and no other quote has."""
    statement = declared.statement
    quoted = " ".join(fold(evidence.quote) for evidence in statement.quote)
    for before, quote, after in (one for one in declared.around if one[0] or one[2]):
        claim = Claim(
            statement.first or quote, cast("Shape", statement.shape or "text"), None, statement.condition_wordings
        )
        found = compare(claim, [Passage(before + quote + after)], Context()).differences
        lost = (one for one in found if one.code in _CUT and one.change == "lost" and one.source)
        for code, words in ((difference.code, difference.source) for difference in lost):
            between = before.rpartition(words)[2].strip(" ,")
            adjacent = after.lstrip(" ,").startswith(words) or not cut(between, 0, len(between))
            if adjacent and fold(words) not in quoted:
                message = f"`quote`: it leaves out “{words}” of its sentence"
                yield Doubt(code, words, message, f"Quote “{words}” too", ("quote",))


def _strangers(declared: Declared, pronouns: Sequence[str]) -> Iterator[Doubt]:
    """Yield a doubt for each actor in `by` or `to` whom neither the quoted sentences nor the wordings name.

    Where they say “we”, that is the source's author, or all who take part in a joint text.
    """
    statement, record = declared.statement, declared.subject.outcomes
    sources = [record.sources[evidence.source or ""] for evidence in statement.quote]
    named = [one for source in sources for one in (source.title, source.author, source.publisher) if one]
    quoted = " \n ".join("".join(one) for one in declared.around)
    texts = " \n ".join((quoted, *statement.written, *named, record.meeting.name))
    own = first_person(quoted)
    for path, entry in (one for one in statement.attributions if one[0][0] == "by" or not own):
        for actor in (record.actors[key] for key in entry.keys if key in record.actors):
            known = names(actor)
            spoken = path[0] == "by" and any(
                by_pronoun(quote, pronouns) or leads_to(known, before) or _in_turn(known, before)
                for quote, before in declared.before
            )
            meant = spoken or (path[0] != "by" and find(pronouns, quoted) is not None)
            vouched = find(known, quoted) or _is_we(actor, declared) if own else find(known, texts)
            if path[0] != "vote" and not vouched and not meant:
                message = f"`{path[0]}`: the sentence of the quote does not name {actor.name}"
                yield Doubt("Q06", actor.name, message, _WHO, (str(path[0]),))


def _is_we(actor: Actor, declared: Declared) -> bool:
    """Say whether an actor may be the “we” of the quotes: their author; where none is told, not one of several."""
    record, known = declared.subject.outcomes, names(actor)
    if len(declared.statement.by) > 1:
        return True
    authors = [record.sources[evidence.source or ""].author for evidence in declared.statement.quote]
    several = record.meeting.instrument in _JOINT and len(record.meeting.participants) > 1
    one_of_them = several and actor.kind in _SINGLE
    return any(_is_author(known, author) if author else not one_of_them for author in authors)


def _is_author(names: Sequence[str], author: str) -> bool:
    """Say whether one of these names is an author's, and no “and” joins another's to it."""
    found = find(names, author)
    return found is not None and not find(SENSE["roles"]["joins"], author[: found.start()] + author[found.end() :])


def _in_turn(names: Sequence[str], before: str) -> bool:
    """Say whether the turn of a transcript in which a quote stands begins with one of these names: “Mr. ROCA.”."""
    labels = filter(None, (_label(paragraph[:_LABEL]) for paragraph in reversed(_PARAGRAPH.split(before))))
    return find(names, next(labels, "")) is not None


def _label(paragraph: str) -> str:
    """Return what a paragraph has before a colon or the end of its first sentence, if that is written as a name is."""
    label = next((paragraph[: one.end] for one in sentences(paragraph)), "").partition(":")[0]
    named = all(word.strip("(")[:1].isupper() or word in small() for word in label.split())
    return label if named and not label.startswith(("(", "[")) else ""  # a stage note ends no turn


def _count(side: str, ballot: Ballot, votes: Sequence[Vote], actors: Mapping[str, Actor]) -> Iterator[Doubt]:
    """Yield a doubt where the quotes give a side another count, or none, or a count that the record leaves out."""
    theirs = [vote.who for vote in votes if vote.side == side]
    alike = {vote.side for vote in votes if vote.who == ballot.count}
    if ballot.count is None:
        groups = any(not entry.actor or actors[entry.actor].kind not in _SINGLE for entry in ballot.actors)
        if theirs and not groups and len(ballot.actors) not in theirs:
            number = f"{theirs[0]:g}"
            message = f"`vote`: the source has {number} {_SAID[side]}"
            hint = f"Name them all, or write `{side}: {{count: {number}, actors: […]}}`"
            yield Doubt("Q02", number, message, hint if ballot.actors else f"Write `{side}: {number}`", ("vote",))
    elif not alike & {side, ""} and (theirs or (ballot.count and not (ballot.actors and ballot.uncounted))):
        other = next((one for one in _SAID if one in alike), "")
        where = f"{ballot.count} {_SAID[other]}" if other else "no such number"
        where, hint = (f"{theirs[0]:g}",) * 2 if theirs else (where, "the count that the source has")
        message = f"`vote`: {ballot.count} {_SAID[side]}: the source has {where}"
        yield Doubt("Q02", str(ballot.count), message, f"Write {hint}", ("vote", side))


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


def names(actor: Actor) -> tuple[str, ...]:
    """Return the names of an actor, the office among them: Mayor of Avon, the Mayor."""
    title = actor.title or ""
    return (*actor.known_as, *filter(None, dict.fromkeys((title, title.partition(" of ")[0]))))


def _unnamed(names: Sequence[str], quoted: Sequence[tuple[str, str]], pronouns: Sequence[str]) -> Iterator[Doubt]:
    """Yield a doubt where a quote has only “he said”, and the text before it does not name the speaker."""
    if not names or any(find(names, quote) or first_person(quote) for quote, _ in quoted):
        return
    for quote, before in quoted:
        if (pronoun := by_pronoun(quote, pronouns)) and not leads_to(names, before):
            message = f"`by`: “{pronoun}”: neither the quote nor what stands before it names the speaker"
            yield Doubt("Q06", pronoun, message, "Quote from where the source names the speaker", ("by",))
            return
