"""Compare what a statement declares in fields with its quotes: vote, status, bounds, and who speaks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from briefkit.errors import Problem
from briefkit.evidence import SourceSpan
from briefkit.outcomes import STATUSES, Actor, Sourced
from briefkit.outcomes.statuses import REJECTED, WEAKEST
from briefkit.reading import Claim, Context, Passage, compare
from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.model import Doubt, Shape, or_stands
from briefkit.reading.parts import cut
from briefkit.reading.roles import saying
from briefkit.reading.said import by_pronoun, leads_to
from briefkit.reading.sentence import first_person, read
from briefkit.reading.text import find, fold, is_past, sentences
from briefkit.rules import Subject

_NEAR, _FAR = 200, 1000
"""Characters before a quote in which its heading stands, and on either side of it its sentence."""
_LABEL = 80
"""Characters of a paragraph in which the label of a turn stands."""
_AGREED, _EXACTLY = "agreed", "exactly"
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
_ENDLESS = re.compile(r".{0,160}[\w)]")
"""A line without a stop: a heading."""
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_CUT = frozenset({"Q07", "Q10"})
"""The codes of what a quote may not leave out of its sentence: a denial, a condition."""
JOINT = frozenset({"joint_statement", "communique", "agreement", "treaty"})
"""The texts of a meeting in which “we” is all who took part."""
_SEVERAL = frozenset({"organisation", "grouping"})
"""The kinds of actor that are called by what they are: the Council, ministers."""
_BEHIND = re.compile(r"\s+(?:of|for|on|in)\s+")
"""What stands between that and what it is of: the Committee on Agriculture."""
SINGLE = frozenset({"person", "state"})
"""The kinds of actor that are one and not several."""
_WHO = "Write whom it names, or quote more; whose own words the source has, name as its `author:`"


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
    yield from _status(declared)
    speakers = (actors.get(key) for entry in declared.statement.by for key in entry.keys)
    yield from _unnamed([name for one in speakers if one for name in _called(one)], list(declared.before), pronouns)
    yield from _comparators(declared.statement, declared.passages)
    yield from _cut(declared)
    yield from _strangers(declared, pronouns)


def _status(declared: Declared) -> Iterator[Doubt]:
    """Yield a doubt where a status is firmer than an announcement, and wording or quotes do not bear it out.

    Of a decision without one it is asked where the quotes tell what somebody will do.
    """
    statement, texts = declared.statement, [passage.text for passage in declared.passages]
    status, named = STATUSES[statement.standing], statement.standing.replace("_", " ")
    given = statement.status or (statement.kind == "decision" and all(map(_is_plan, texts)))
    if not given or (status.rank or 0) <= WEAKEST or not status.evidence:
        return
    own = statement.model_copy(update={"status": None}).standing
    if own == REJECTED != statement.standing:
        message = f"`status`: its wording says that it was {own}"
        yield Doubt("Q08", statement.standing, message, f"Write `{own}`, or no `status:`", ("status",))
        return
    agreed = STATUSES[_AGREED].evidence if not statement.status else ()
    words = rf"(?<!\w)(?:{either([*status.evidence, *agreed])})"
    heading = re.compile(rf"{words}[^.!?]*(?::|\n[^\S\n]*\n)", re.IGNORECASE)
    headed = not statement.status and any(heading.search(before[-_NEAR:]) for _, before in declared.before)
    if not headed and not any(re.search(words, text, re.IGNORECASE) for text in texts):
        field, kinds = ("status", "`announced`") if statement.status else ("kind", "`announcement` or `next_step`")
        message = f"`{field}`: the source has no word for “{named}”"
        yield Doubt("Q08", named, message, f"Write the {field} that its words bear out: {kinds}", (field,))


def _is_plan(text: str) -> bool:
    """Say whether a text only tells what somebody will do: We will launch a dialogue."""
    return all(
        any(modal.text.lower() in SENSE["force"]["will"] for modal in one.words)
        and not any(is_past(word.text) and word.stem not in saying() for word in one.words)
        for one in read(text)
    )


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
        found = compare(claim, [Passage(before + quote + after)], Context())
        cuts = [] if found.new_words else [one for one in found.differences if one.code in _CUT and one.source]
        lost = (one for one in cuts if one.change == "lost")
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
            known = _called(actor)
            spoken = path[0] == "by" and any(
                by_pronoun(quote, pronouns)
                or leads_to(known, before)
                or _in_turn(known, before)
                or _goes_on(known, before)
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
    several = record.meeting.instrument in JOINT and len(record.meeting.participants) > 1
    one_of_them = several and actor.kind in SINGLE
    return any(_is_author(known, author) if author else not one_of_them for author in authors)


def _is_author(names: Sequence[str], author: str) -> bool:
    """Say whether one of these names is an author's, and no “and” joins another's to it."""
    found = find(names, author)
    return found is not None and not find(SENSE["roles"]["joins"], author[: found.start()] + author[found.end() :])


def _in_turn(names: Sequence[str], before: str) -> bool:
    """Say whether the turn of a transcript in which a quote stands begins with one of these names: “Mr. ROCA.”.

    Or whether a line before it has one and no stop: Answered by Ines Roca - Mayor.
    """
    paragraphs = [one.strip() for one in reversed(_PARAGRAPH.split(before))]
    labels = filter(None, (_label(one[:_LABEL]) or (one if _ENDLESS.fullmatch(one) else "") for one in paragraphs))
    return find(names, next(labels, "")) is not None


def _goes_on(names: Sequence[str], before: str) -> bool:
    """Say whether a quote stands in a speech of several paragraphs, each with its mark, before which is the name."""
    paragraphs = [one.strip() for one in _PARAGRAPH.split(before)]
    while len(paragraphs) > 1 and paragraphs[-1].startswith(("“", '"')):
        paragraphs.pop()
        if not paragraphs[-1].startswith(("“", '"')):
            return find(names, paragraphs[-1]) is not None
    return False


def _label(paragraph: str) -> str:
    """Return what a paragraph has before a colon or the end of its first sentence, if that is written as a name is."""
    label = next((paragraph[: one.end] for one in sentences(paragraph)), "").partition(":")[0]
    named = all(word.strip("(")[:1].isupper() or word in small() for word in label.split())
    return label if named and not label.startswith(("(", "[")) else ""  # a stage note ends no turn


def names(actor: Actor) -> tuple[str, ...]:
    """Return the names of an actor, the office among them: Mayor of Avon, the Mayor."""
    title = actor.title or ""
    return (*actor.known_as, *filter(None, dict.fromkeys((title, title.partition(" of ")[0]))))


def _called(actor: Actor) -> tuple[str, ...]:
    """Return what a source calls an actor: a body that it has named before by what it is, the Board; ministers."""
    bodies = [_BEHIND.split(name)[0].split()[-1] for name in actor.surfaces if actor.kind in _SEVERAL]
    return (*names(actor), *(head if head.endswith("s") else f"the {head}" for head in bodies))


def _unnamed(names: Sequence[str], quoted: Sequence[tuple[str, str]], pronouns: Sequence[str]) -> Iterator[Doubt]:
    """Yield a doubt where a quote has only “he said”, and the text before it does not name the speaker."""
    if not names or any(find(names, quote) or first_person(quote) for quote, _ in quoted):
        return
    for quote, before in quoted:
        if (pronoun := by_pronoun(quote, pronouns)) and not leads_to(names, before):
            message = f"`by`: “{pronoun}”: neither the quote nor what stands before it names the speaker"
            yield Doubt("Q06", pronoun, message, "Quote from where the source names the speaker", ("by",))
            return
