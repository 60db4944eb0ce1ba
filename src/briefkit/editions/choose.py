"""The choice of what an edition says: its sections choose in their order, from what those before them left."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from briefkit.editions import Edition, Section
from briefkit.editions.plan import Chosen, LeftOut, Plan, Reason, bundled, priority
from briefkit.editions.query import here, matches
from briefkit.outcomes import Desk, FormName, Outcomes, Sourced, Statement
from briefkit.outcomes.statements import Position
from briefkit.reading.sentence import read
from briefkit.reading.text import find
from briefkit.wording import Composer


def plan(
    record: Outcomes, edition: Edition, pool: frozenset[str] | None = None, composer: Composer | None = None
) -> Plan:
    """Return what an edition would print if there were room for everything.

    `pool`: what the next longer edition of the audience says; a shorter one says nothing else. `composer`: one that
    has perhaps composed wordings already, of the same record and listing.
    """
    composer = composer or Composer(record, edition.listing)
    left: dict[str, Reason] = {key: "superseded" for s in record.statements for key in s.supersedes}
    if pool is not None:
        beyond = (s for s in record.statements if not {g.id for g in record.ground(s)} <= pool)
        left |= {s.id: "longer edition" for s in beyond if s.id not in left}
    open_ = sorted((s for s in record.statements if s.id not in left), key=partial(_side, record))
    choice = _Choice(record, edition, composer, open_, left)
    for name, section in edition.sections.items():
        choice.take(name, section)
    choice.balance()
    left |= {s.id: "no section" for s in open_ if s.id not in choice.used and s.id not in left}
    out = tuple(LeftOut(key, why) for key, why in left.items() if key not in choice.used)
    return Plan(edition, choice.sections, composer, out, edition.avoid, edition.ladders)


@dataclass(slots=True)
class _Choice:
    """Fills sections in order: what one section takes, the next ones do not print again."""

    record: Outcomes
    edition: Edition
    composer: Composer
    open: list[Statement]
    left: dict[str, Reason]
    sections: dict[str, tuple[Chosen, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    leading: set[str] = field(default_factory=set)
    """The sourced statements behind the bottom line."""
    sentences: set[str] = field(default_factory=set)
    """The sentences of the page so far, in their long and short wordings."""
    worded: dict[str, list[list[str]]] = field(default_factory=dict)
    """Statement id → its sentences, long and short."""

    def take(self, name: str, section: Section) -> None:
        """Fill one section."""
        found = [s for s in self.open if self._fits(s, section)]
        found = self._untold(found, section)
        found = found or [s for s in self.open if s.kind in section.instead and s.id not in self.used and here(s)]
        found = self._once(_ranked(self.record, found, self.edition.audience), section)
        printed = self._without(found, _beyond(self.record, found, section.most), "most")
        self.used |= {s.id for s in printed}
        if section.lead:
            self.leading |= {g.id for s in printed for g in self.record.below(s)}
        self.sections[name] = tuple(self._chosen(s, section) for s in printed)
        for statement in self._aloud(printed, section):
            self.sentences.update(*self._worded(statement))

    def _once(self, ranked: list[Statement], section: Section) -> list[Statement]:
        """Return the statements of a section without those that only repeat another of it."""
        if section.again or section.form == "headline" or section.kinds in (("ask",), ("question",), ("picture",)):
            return ranked
        sentences: set[str] = set()
        again = set()
        for statement in ranked:
            wordings = self._worded(statement)
            if all(wording and sentences.issuperset(wording) for wording in wordings):
                again.add(statement.id)
            sentences.update(*wordings)
        return self._without(ranked, again, "elsewhere on the page")

    def _without(self, statements: Sequence[Statement], ids: Collection[str], reason: Reason) -> list[Statement]:
        """Note why some of the statements are left out; return the others."""
        self.left |= dict.fromkeys((s.id for s in statements if s.id in ids), reason)
        return [s for s in statements if s.id not in ids]

    def _chosen(self, statement: Statement, section: Section) -> Chosen:
        """Return a statement in its section's form; a sentence where the form is a headline and it has none."""
        if section.form != "headline" or self.composer.wording(statement, "headline"):
            return Chosen(statement, section.form, section.short)
        return Chosen(statement, "plain" if self.edition.plain else "sentence", short=True)

    def _aloud(self, statements: Sequence[Statement], section: Section) -> list[Statement]:
        """Return the statements whose sentences a section prints: its own, and the reasons given for its asks."""
        silent = section.form == "headline" or section.doubtful
        asks = [s for s in statements if isinstance(s, Desk) and s.kind == "ask"]
        return [] if silent else [*statements, *(part for ask in asks for part in self.composer.parts(ask))]

    def _worded(self, statement: Statement) -> list[list[str]]:
        """Return the sentences of a statement, long and short, as its audience reads them."""
        if statement.id not in self.worded:
            form: FormName = "plain" if self.edition.plain else "sentence"
            both = (self.composer.wording(statement, form, short=short) or "" for short in (False, True))
            self.worded[statement.id] = [[sentence.text for sentence in read(text)] for text in dict.fromkeys(both)]
        return self.worded[statement.id]

    def balance(self) -> None:
        """Drop the positions on an issue unless every side of it is on the page."""
        positions = [c.statement for c in self._printed() if isinstance(c.statement, Position)]
        unbalanced: set[str] = set()
        for key, issue in self.record.issues.items():
            on_issue = [s for s in positions if s.issue == key]
            heard = {actor for s in on_issue for actor in s.speakers}
            if not heard.issuperset(issue.sides):
                unbalanced.update(s.id for s in on_issue)
        self.left |= dict.fromkeys(sorted(unbalanced), "one side")
        self.used -= unbalanced
        for name, chosen in self.sections.items():
            self.sections[name] = tuple(c for c in chosen if c.statement.id not in unbalanced)

    def _fits(self, statement: Statement, section: Section) -> bool:
        """Say whether a section may take a statement; a dated one takes no decision that stands nowhere else."""
        free = section.again or statement.id not in self.used
        if section.dated and statement.kind == "decision" and free and statement.id not in self.leading:
            return section.again and matches(statement, section, self.composer)
        if section.dated and (not free or self._repeats(statement)):
            free = statement.kind == "decision" or bool(self.composer.wording(statement, "headline"))
        return free and matches(statement, section, self.composer)

    def _untold(self, statements: list[Statement], section: Section) -> list[Statement]:
        """Return the statements that the page does not tell yet, for sections that are `fresh` or `untold`."""
        if section.fresh or section.kinds == ("line",):
            first = {s.id for s in statements if self._leads(s)}
            first = first if section.fresh or self._cleared(first) else set()
            again = {s.id for s in statements if self._repeats(s)}
            self.left |= dict.fromkeys(sorted(again), "elsewhere on the page")
            self.left |= dict.fromkeys(sorted(first), "in the bottom line")
            statements = _fresh(_ranked(self.record, statements, self.edition.audience), section, again | first)
        if section.untold:
            named = {c.statement.issue for c in self._printed() if c.statement.issue and self._names_sides(c)}
            repeated = {s.id for s in statements if s.issue in named} | (
                self._in_questions() if section.disputed else set()
            )
            statements = self._without(statements, repeated, "in its issue")
        return statements

    def _repeats(self, statement: Statement) -> bool:
        """Say whether the page says a statement already, sentence by sentence."""
        return any(wording and self.sentences.issuperset(wording) for wording in self._worded(statement))

    def _leads(self, statement: Statement) -> bool:
        """Say whether the bottom line rests on all that a statement rests on; text of its own is always new."""
        ground = {g.id for g in self.record.ground(statement)}
        own = isinstance(statement, Desk) and bool(statement.text or statement.add)
        return bool(ground) and ground <= self.leading and not own

    def _cleared(self, lines: Collection[str]) -> bool:
        """Say whether lines together clear all that the bottom line tells, so that it may be quoted in their place.

        What the desk adds at its end (`add`) they do not clear: the page says so.
        """
        cleared = {g.id for key in lines for g in self.record.ground(self.record.by_id[key])}
        leading = [self.record.by_id[key] for key in self.leading]
        first = {
            c.statement.id for name, chosen in self.sections.items() if self.edition.sections[name].lead for c in chosen
        }
        own = any(isinstance(s, Desk) and (s.text or (s.add and s.id not in first)) for s in leading)
        return not own and cleared >= {statement.id for statement in leading if isinstance(statement, Sourced)}

    def _in_questions(self) -> set[str]:
        """Return the statements that the page's open questions rest on: differing accounts are told there."""
        open_issues = (c.statement for c in self._printed() if c.statement.kind == "open_issue")
        return {g.id for s in open_issues for g in self.record.below(s)}

    def _names_sides(self, chosen: Chosen) -> bool:
        """Say whether the printed wording of a statement names every side of its issue."""
        sides = self.record.issues[chosen.statement.issue or ""].sides
        text = self.composer.wording(chosen.statement, chosen.form, short=chosen.short) or ""
        return bool(sides) and all(find(self.record.actors[side].surfaces, text) for side in sides)

    def _printed(self) -> Iterator[Chosen]:
        """Yield what the sections have chosen so far."""
        return (chosen for section in self.sections.values() for chosen in section)


def _side(record: Outcomes, statement: Statement) -> int:
    """Return where the speaker of a position stands among the sides of its issue: they are heard in that order."""
    issue = record.issues.get(statement.issue or "") if statement.kind == "position" else None
    if issue is None or not isinstance(statement, Sourced):
        return 0
    return next((i for i, side in enumerate(issue.sides) if side in statement.speakers), len(issue.sides))


def _ranked(record: Outcomes, statements: Sequence[Statement], audience: str) -> list[Statement]:
    """Return statements by priority, then by their order in the record; the sides of an issue side by side."""
    ordered = sorted(bundled(record, statements), key=lambda members: -max(priority(s, audience) for s in members))
    return [statement for members in ordered for statement in members]


def _fresh(ranked: Sequence[Statement], section: Section, told: AbstractSet[str]) -> list[Statement]:
    """Return what is not told yet, and as many of the told statements as the section's `least` still wants."""
    new = {s.id for s in ranked if s.id not in told}
    again = [s.id for s in ranked if s.id in told][: max(0, section.least - len(new))]
    return [s for s in ranked if s.id in new or s.id in again]


def _beyond(record: Outcomes, ranked: Sequence[Statement], most: int | None) -> set[str]:
    """Return the ids of the statements beyond a section's `most`, but for each `must` and what goes with it."""
    beyond = bundled(record, ranked)[most:] if most is not None else []
    return {s.id for members in beyond if not any(s.must for s in members) for s in members}
