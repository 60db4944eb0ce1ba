"""The questions on a record's wordings, and what a reader has to read: each is compared with its evidence.

A question names a precise difference between a wording and its evidence that may change the meaning. It is answered by
another wording, or by `stands:` on the statement. A wording with words that its evidence does not have is not judged
here: it is unread until a reader signs it. Nothing here refuses a record.

Each statement is compared in its own context alone, so that the questions on it do not depend on statements
that an audience may not see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice

from briefkit.errors import Problem
from briefkit.markings import Roster, sources_of
from briefkit.outcomes import Base, Desk, Evidence, Outcomes, Sourced, Stands, Statement, Verdict
from briefkit.questions import finished
from briefkit.questions.declared import Declared
from briefkit.questions.differences import (
    DAYS,
    SHORTER,
    WHOLE,
    Ground,
    ReviewQuestion,
    Spans,
    answered,
    claim_of,
    excerpt,
    is_told,
    marked,
    question,
    stays,
    theirs,
)
from briefkit.questions.ties import untied
from briefkit.reading import Comparison, Context, Difference, Passage, compare
from briefkit.reading.classes import CLASSES
from briefkit.reading.meaning import is_foreign
from briefkit.reading.model import or_stands
from briefkit.reading.said import check_roles
from briefkit.reading.sentence import is_spoken
from briefkit.reading.text import find, fold
from briefkit.rules import Subject, Wording
from briefkit.rules.marked import MEANT
from briefkit.wording import Composer

_CERTAIN = frozenset(row.code for row in CLASSES if row.certain)
"""Asked about every wording, however free it is."""
_TOLD_BESIDE = frozenset({"Q11", "Q13"})
"""Not asked about a part of a statement: the statement itself tells the others of a list, and names its author."""
_PARTS = frozenset({"condition", "measure"})
_NAMES = frozenset({"Q01"})
"""All that is asked about an ask, in which the desk sets its own terms."""
_MOST_ASKED = 50
"""At most so many questions on one wording; the next come when these are answered."""
_VERDICTS = {
    "adds": ("Q50", "adds to its source"),
    "drops": ("Q51", "drops what its source has"),
    "contradicts": ("Q52", "contradicts its source"),
}
"""A second reader's verdict → the code of the question, and its words."""
_REARRANGED = "it tells its source in another order, with gaps, or one half of a “but”"
_ELSEWHERE = "seems to be in a language that is not read here"


@dataclass(frozen=True)
class Inquiry:
    """The comparison of a record's wordings with what they rest on."""

    subject: Subject
    verdicts: Mapping[str, Sequence[Verdict]] = field(default_factory=dict)
    """Statement id → a second reader's verdicts on its present state."""

    @property
    def record(self) -> Outcomes:
        """The record."""
        return self.subject.outcomes

    @cached_property
    def composer(self) -> Composer:
        """Composes the sentences that the desk's own are compared with."""
        return Composer(self.record)

    @cached_property
    def wordings(self) -> Mapping[str, list[Wording]]:
        """Statement id → its wordings."""
        found: dict[str, list[Wording]] = {s.id: [] for s in self.record.statements}
        for wording in self.subject.wordings:
            found[wording.statement.id].append(wording)
        return found

    @cached_property
    def roster(self) -> Roster:
        """Finds the actors that a text names."""
        return Roster(self.record.actors)

    def problems(self) -> Iterator[Problem]:
        """Yield every question and every unread wording, statement by statement."""
        for index, statement in enumerate(self.record.statements):
            answers = {i: int(answer.say in MEANT) for i, answer in enumerate(statement.stands)}
            context = self._context(statement)
            finished = [] if self.record.draft else [*self._finished(statement, index, answers)]
            for wording in self.wordings[statement.id]:
                yield from (q for q in self._compared(wording, context, answers) if not is_told(q, finished))
            for verdict in self.verdicts.get(statement.id, ()):
                yield from self._doubted(verdict, self.wordings[statement.id], answers)
            if isinstance(statement, Sourced):
                yield from (roles := [*self._roles(statement, index, context, answers)])
                places = {one.place for one in roles}
                yield from (
                    one for one in self._declared(statement, index, context, answers) if one.place not in places
                )
            yield from finished
            for answer in (i for i, used in answers.items() if not used):
                yield self._idle(statement.stands[answer], index, answer)

    def _compared(self, wording: Wording, context: Context, answers: dict[int, int]) -> Iterator[Problem]:
        ground = list(self._ground(wording))
        if any(one.passage is None for one in ground):
            yield self._unread(wording, "its source is in a language that is not read here")
            return
        claim = claim_of(wording)
        if wording.name not in (*WHOLE, *SHORTER, *DAYS) and any(
            fold(wording.text) in fold(one.text) for one in ground
        ):
            return
        passages = [one.passage for one in ground if one.passage]
        found = compare(claim, passages, context)
        closely = claim.shape not in {"label", "plain"} and wording.statement.kind != "ask"
        asked = _NAMES if wording.statement.kind == "ask" else _CERTAIN
        part = wording.name in _PARTS
        shorter = wording.name in SHORTER and bool(wording.statement.first)  # its first passage is the first wording
        unanswered = (
            one
            for one in found.differences
            if (closely or one.code in asked)
            and not (part and one.code in _TOLD_BESIDE)
            and (not shorter or one.passage != 0 or stays(one, compare(claim, passages[1:], context)))
            and not answered(wording.statement, one.words, answers)
        )
        yield from (self._question(wording, one, ground) for one in islice(unanswered, _MOST_ASKED))
        yield from self._to_read(wording, found, ground)

    def _to_read(self, wording: Wording, found: Comparison, ground: Sequence[Ground]) -> Iterator[Problem]:
        """Yield why a reader has to read a wording, if anything tells so; one of the source's names is not foreign."""
        foreign = (*(one.text for one in ground), *(wording.text for _ in found.new_words[:1]))
        if any(map(is_foreign, foreign)):
            yield self._unread(wording, f"it, or its source, {_ELSEWHERE}")
        elif found.free and claim_of(wording).shape != "label":
            words = tuple((start, end) for start, end, _ in found.new_words)
            new = ", ".join(f"“{word}”" for word in dict.fromkeys(word for _, _, word in found.new_words))
            yield self._unread(wording, f"its source has not {new}" if words else _REARRANGED, words)

    def _doubted(
        self, verdict: Verdict, wordings: Sequence[Wording], answers: dict[int, int]
    ) -> Iterator[ReviewQuestion]:
        """Yield the question that a second reader's verdict raises, at the wording that it is about."""
        wording = next((one for one in wordings if one.name == verdict.wording), wordings[0] if wordings else None)
        if wording is None or answered(wording.statement, verdict.words, answers):
            return
        code, message = _VERDICTS[verdict.verdict]
        start = wording.text.find(verdict.words) if verdict.words else -1
        words = ((start, start + len(verdict.words)),) if start >= 0 else ()
        shown = (marked(wording.text, *words[0]),) if words else ()
        told = f"the second reader finds that it {message}" + f": {verdict.why}" * bool(verdict.why)
        found = self.subject.finding(
            code, wording, told, or_stands("Change the wording", verdict.words or "…"), offset=max(start, 0)
        )
        yield question(found, wording.text, words, shown)

    def _roles(self, statement: Sourced, index: int, context: Context, answers: dict[int, int]) -> Iterator[Problem]:
        """Yield a question for each field that names other actors than the quotes do."""
        ground = [self._quoted(statement, evidence) for evidence in statement.quote]
        if not self.wordings[statement.id] and any(one.passage and is_foreign(one.text) for one in ground):
            message = f"`{statement.id}`: to be read: its quote {_ELSEWHERE}; write quote: {{quote: …, language: …}}"
            yield replace(self.subject.problem("Q00", message, ("statements", index, "quote")), severity="unread")
        passages = [one.passage for one in ground if one.passage]
        worded = [entry.words for entry in statement.by if entry.words]
        if any(find([one], passage.text) for one in worded for passage in passages):
            return
        named = {name: getattr(statement, name) for name in ("by", "supported_by", "opposed_by")}
        declared = {
            name: [key for entry in entries for key in entry.keys[:1]] for name, entries in named.items() if entries
        }
        behalf = [entry.on_behalf_of for entries in named.values() for entry in entries if entry.on_behalf_of]
        told = self.roster.named(" \n ".join(statement.written), "")
        declared |= {"for": behalf or sorted(told | set(context.own))} if declared.get("by") else {}
        for difference in check_roles(declared, passages, context):
            if not answered(statement, difference.source, answers):
                field = difference.message.split("`")[1]
                path = ("statements", index, field if field != "for" else "by")
                problem = self.subject.problem("Q06", f"`{statement.id}`: {difference.message}", path, difference.hint)
                yield replace(problem, severity="question", against=(theirs(difference, ground),))

    def _declared(self, statement: Sourced, index: int, context: Context, answers: dict[int, int]) -> Iterator[Problem]:
        """Yield a question for each field that the quotes do not support."""
        ground = [self._quoted(statement, evidence) for evidence in statement.quote]
        passages = [one.passage for one in ground if one.passage and not is_foreign(one.text)]
        against = tuple(f"{one.name}: {excerpt(one.text, 0, len(one.text))}" for one in ground)
        declared = Declared(statement, index, passages, self.subject, context)
        unresolved = self.composer.patterns["unresolved"]
        for doubt in untied(declared, unresolved) if len(passages) == len(ground) else ():
            if not answered(statement, doubt.words, answers):
                yield replace(declared.problem(doubt), severity="question", against=against)

    def _finished(self, statement: Statement, index: int, answers: dict[int, int]) -> Iterator[Problem]:
        """Yield the questions on wordings that are printed as their author wrote them."""
        for wording in self.wordings[statement.id]:
            for doubt in finished.doubts(wording, self.composer):
                if not answered(statement, doubt.words, answers):
                    hint = or_stands(doubt.hint, doubt.words)
                    found = self.subject.finding(doubt.code, wording, doubt.message, hint)
                    yield question(found, wording.text, ())
        for doubt in finished.of_bottom_line(statement, self.composer):
            if not answered(statement, doubt.words, answers):
                path, message = ("statements", index, *doubt.path), f"`{statement.id}`: {doubt.message}"
                yield replace(self.subject.problem(doubt.code, message, path, doubt.hint), severity="question")

    def _ground(self, wording: Wording) -> Iterator[Ground]:
        """Yield what a wording rests on: its evidence, the first wording, or what the desk's statement tells."""
        statement = wording.statement
        if wording.name in SHORTER and statement.first:
            own = " ".join((statement.first, *(c.text for c in statement.conditions)))
            yield Ground(own, f"`{statement.shape}`", Passage(own, self._day(statement)))
        if isinstance(statement, Sourced):
            yield from (self._quoted(statement, evidence) for evidence in statement.evidence)
        else:
            yield from self._rested(statement)

    def _rested(self, statement: Desk) -> Iterator[Ground]:
        for part in self.composer.parts(statement):
            text = self.composer.wording(part, "sentence") or ""
            yield Ground(text, f"the statement `{part.id}`", Passage(text, self._day(part)))
        for one in self.record.ground(statement):
            yield from (self._quoted(one, evidence) for evidence in one.evidence)

    def _quoted(self, statement: Sourced, evidence: Evidence) -> Ground:
        source = self.record.sources[evidence.source or ""]
        language = evidence.language or source.language or self.record.language
        read = language.partition("-")[0] == self.record.language.partition("-")[0]
        text = evidence.quote
        if is_spoken(text, self.subject.texts.get(evidence.source or "", "")):
            text = f"“{text}”"
        passage = Passage(text, source.issued or self._day(statement)) if read else None
        return Ground(text, f"source `{evidence.source}`", passage)

    def _day(self, statement: Base) -> date:
        """Return the day from which “tomorrow” is counted in a statement whose source has no date."""
        occasion = self.record.occasions.get(getattr(statement, "occasion", None) or "", self.record.meeting)
        return occasion.date.date

    def _context(self, statement: Statement) -> Context:
        """Return what the record declares about the actors and things that a statement names, and about no others.

        Why not about all: the questions would reveal those that only withheld statements name.
        """
        record, below = self.record, self.record.below(statement)
        sourced = [one for one in below if isinstance(one, Sourced)]
        quotes = [e.quote for one in sourced for e in one.evidence]
        joined = " \n ".join((*statement.written, *quotes))
        own = {key for one in below for key in one.actors if key in record.actors}
        keys = own | self.roster.named(" \n ".join(statement.written), " \n ".join(quotes))
        parties = {key: record.actors[key].known_as for key in sorted(keys)}
        occasion_keys = dict.fromkeys(one.occasion for one in sourced if one.occasion in record.occasions)
        occasions = [record.meeting, *(record.occasions[key] for key in occasion_keys if key)]
        names = [name for occasion in occasions for name in (occasion.name, occasion.place) if name]
        names += [record.actors[key].title or "" for key in sorted(own)]
        names += [
            name for key, term in record.terms.items() if find([key, term.long], joined) for name in (key, term.long)
        ]
        sources = sources_of(sourced)
        names += [record.sources[key].called for key in record.sources if key in sources]
        names += [record.issues[statement.issue].title.lower()] if statement.issue else []
        days = [record.as_of.date, *(occasion.date.date for occasion in occasions)]
        return Context(parties, tuple(sorted(own)), tuple(filter(None, names)), tuple(days))

    def _question(self, wording: Wording, difference: Difference, ground: Sequence[Ground]) -> ReviewQuestion:
        lost = difference.change == "lost"
        ours: Spans = () if lost else ((difference.start, difference.end),)
        shown = marked(wording.text, *ours[0]) if ours else excerpt(wording.text, 0, len(wording.text))
        start = 0 if lost else difference.start
        found = self.subject.finding(difference.code, wording, difference.message, difference.hint, offset=start)
        asked = question(found, wording.text, ours, tuple(filter(None, (shown, theirs(difference, ground)))))
        if difference.passage is None:
            return asked
        there = ((difference.source_start, difference.source_end),)
        return replace(asked, source=ground[difference.passage].text, source_words=there)

    def _unread(self, wording: Wording, why: str, words: Spans = ()) -> ReviewQuestion:
        found = self.subject.finding("Q00", wording, f"to be read: {why}", offset=words[0][0] if words else 0)
        return replace(question(found, wording.text, words), severity="unread")

    def _idle(self, answer: Stands, index: int, position: int) -> Problem:
        message = f"nothing is asked about “{answer.say}”: this answers no question"
        path = ("statements", index, "stands", position)
        return replace(self.subject.problem("Q99", message, path, "Delete it."), severity="warning")
