"""What an edition says: which statements, in which form and order, and what was left out and why."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from briefkit.editions import Edition, Section
from briefkit.editions.query import here, matches
from briefkit.outcomes import Desk, FormName, Outcomes, Sourced, Statement
from briefkit.outcomes.statements import Position
from briefkit.reading.sentence import read
from briefkit.reading.text import find
from briefkit.wording import Composer

_Told = Literal["in the bottom line", "elsewhere on the page", "in its issue"]
Reason = Literal["superseded", "longer edition", "no section", "one side", "most", "space"] | _Told


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement, and the form in which an edition prints it."""

    statement: Statement
    form: FormName
    short: bool = False
    """With its shorter wordings."""

    @property
    def part(self) -> str:
        """How a page cites what is printed: the form, and whether it is the shorter one."""
        return f"{self.form}-short" if self.short else self.form


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that an edition does not print."""

    statement: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition prints."""

    edition: Edition
    sections: Mapping[str, tuple[Chosen, ...]]
    composer: Composer
    left_out: tuple[LeftOut, ...] = ()
    avoid: int = 0
    """How many wordings to avoid it lists at most."""
    ladders: int = 0
    """How many issues it shows at most as steps on their way into force."""
    ground: frozenset[str] | None = None
    """The statements that these steps may rest on: those of the next longer edition and of its steps."""

    def text(self, chosen: Chosen) -> str:
        """Return a wording as it is printed; a headline that would be too long is a sentence."""
        found = self.composer.wording(chosen.statement, chosen.form, short=chosen.short)
        return found or self.composer.wording(chosen.statement, "sentence") or ""

    @property
    def quotable(self) -> bool:
        """Whether a line was left out because the bottom line says it."""
        lines = {s.id for s in self.composer.record.statements if s.kind == "line"}
        return any(left.reason == "in the bottom line" and left.statement in lines for left in self.left_out)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """Every statement that it prints, each once, in order."""
        return tuple({c.statement.id: c for section in self.sections.values() for c in section}.values())

    @property
    def leads(self) -> tuple[Chosen, ...]:
        """What its bottom line prints."""
        return tuple(c for name, section in self.edition.sections.items() if section.lead for c in self.sections[name])

    @property
    def title(self) -> Chosen | None:
        """The statement whose headline heads the page."""
        first = next(iter(self.leads), None)
        heads = first and self.composer.wording(first.statement, "headline")
        return replace(first, form="headline", short=False) if first and heads else None


def priority(statement: Statement, audience: str) -> float:
    """Return relevance × importance, 0 to 5."""
    return statement.relevance.get(audience, 1) * statement.importance


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
        printed, spare = _most(self.record, found, section)
        self.left |= dict.fromkeys((s.id for s in spare), "most")
        self.used |= {s.id for s in printed}
        if section.lead:
            self.leading |= {g.id for s in printed for g in self.record.below(s)}
        self.sections[name] = tuple(self._chosen(s, section) for s in printed)
        self.sentences |= {
            sentence for s in self._aloud(printed, section) for told in self._worded(s) for sentence in told
        }

    def _once(self, ranked: list[Statement], section: Section) -> list[Statement]:
        """Return the statements of a section without those that only repeat another of it."""
        if section.again or section.form == "headline" or section.kinds in (("ask",), ("question",), ("picture",)):
            return ranked
        sentences: set[str] = set()
        again = set()
        for statement in ranked:
            worded = self._worded(statement)
            again |= {statement.id} if all(one and sentences.issuperset(one) for one in worded) else set()
            sentences |= {sentence for one in worded for sentence in one}
        self.left |= dict.fromkeys(again, "elsewhere on the page")
        return [s for s in ranked if s.id not in again]

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
            self.worded[statement.id] = [[sentence.text for sentence in read(one)] for one in dict.fromkeys(both)]
        return self.worded[statement.id]

    def balance(self) -> None:
        """Drop the positions on an issue unless every side of it is on the page."""
        printed = {c.statement.id: c.statement for chosen in self.sections.values() for c in chosen}
        positions = [s for s in printed.values() if isinstance(s, Position)]
        unbalanced: set[str] = set()
        for key, issue in self.record.issues.items():
            on_issue = [s for s in positions if s.issue == key]
            heard = {actor for s in on_issue for entry in s.by for actor in entry.keys}
            unbalanced |= set() if heard >= set(issue.sides) else {s.id for s in on_issue}
        self.left |= dict.fromkeys(sorted(unbalanced), "one side")
        self.used -= unbalanced
        for name, chosen in self.sections.items():
            self.sections[name] = tuple(c for c in chosen if c.statement.id not in unbalanced)

    def _fits(self, statement: Statement, section: Section) -> bool:
        """Say whether a section may take a statement; a dated one takes no new decision, unless it is `again`."""
        free = section.again or statement.id not in self.used
        if section.dated and statement.kind == "decision" and free and statement.id not in self.leading:
            return section.again and matches(statement, section, self.composer)
        if section.dated and (not free or self._repeats(statement)):
            free = statement.kind == "decision" or bool(self.composer.wording(statement, "headline"))
        return free and matches(statement, section, self.composer)

    def _untold(self, statements: list[Statement], section: Section) -> list[Statement]:
        """Return the statements that the page does not tell yet, for sections that are `fresh` or `untold`."""
        if section.fresh or section.kinds == ("line",):
            first = [s for s in statements if self._leads(s)]
            again = {s.id for s in statements if self._repeats(s)} | {s.id for s in first}
            self.left |= dict.fromkeys(again, "elsewhere on the page")
            self.left |= dict.fromkeys((s.id for s in first), "in the bottom line")
            statements = _fresh(_ranked(self.record, statements, self.edition.audience), section, again)
        if section.untold:
            asked = self._in_questions() if section.disputed else set[str]()
            self.left |= dict.fromkeys((s.id for s in statements if s.id in asked), "in its issue")
            statements = [s for s in statements if s.id not in asked]
            named = self._settled_issues()
            self.left |= dict.fromkeys((s.id for s in statements if s.issue in named), "in its issue")
            statements = [s for s in statements if s.issue not in named]
        return statements

    def _repeats(self, statement: Statement) -> bool:
        """Say whether the page says a statement already, sentence by sentence."""
        return any(one and self.sentences.issuperset(one) for one in self._worded(statement))

    def _leads(self, statement: Statement) -> bool:
        """Say whether the bottom line rests on all that a statement rests on; text of its own is always new."""
        ground = {g.id for g in self.record.ground(statement)}
        own = isinstance(statement, Desk) and bool(statement.text or statement.add)
        return bool(ground) and ground <= self.leading and not own

    def _in_questions(self) -> set[str]:
        """Return the statements that the page's open questions rest on: differing accounts are told there."""
        chosen = (c.statement for section in self.sections.values() for c in section)
        return {g.id for s in chosen if s.kind == "open_issue" for g in self.record.below(s)}

    def _settled_issues(self) -> set[str]:
        """Return the issues on which a statement of this page already names every side."""
        texts: dict[str, list[str]] = {}
        for chosen in (c for section in self.sections.values() for c in section if c.statement.issue):
            text = self.composer.wording(chosen.statement, chosen.form, short=chosen.short) or ""
            texts.setdefault(chosen.statement.issue or "", []).append(text)
        issues = {key: self.record.issues[key].sides for key in texts}
        surfaces = {side: self.record.actors[side].surfaces for sides in issues.values() for side in sides}
        return {
            key
            for key, sides in issues.items()
            if sides and any(all(find(surfaces[side], text) for side in sides) for text in texts[key])
        }


def printed_ground(record: Outcomes, printed: Plan) -> frozenset[str]:
    """Return the ids of the sourced statements that a plan prints or that what it prints rests on."""
    return frozenset(s.id for chosen in printed.chosen for s in record.ground(chosen.statement))


def together(record: Outcomes, statement: Statement) -> tuple[str, str]:
    """Return the key of the group that a statement is printed or dropped with: the sides of an issue are one."""
    if isinstance(statement, Position) and statement.issue and statement.issue in record.issues:
        sides = record.issues[statement.issue].sides
        if any(key in sides for entry in statement.by for key in entry.keys):
            return ("issue", statement.issue)
    return ("statement", statement.id)


def _side(record: Outcomes, statement: Statement) -> int:
    """Return where the speaker of a position stands among the sides of its issue: they are heard in that order."""
    issue = record.issues.get(statement.issue or "") if statement.kind == "position" else None
    if issue is None or not isinstance(statement, Sourced):
        return 0
    keys = {key for entry in statement.by for key in entry.keys}
    return next((i for i, side in enumerate(issue.sides) if side in keys), len(issue.sides))


def _ranked(record: Outcomes, statements: Sequence[Statement], audience: str) -> list[Statement]:
    """Return statements by priority, then by their order in the record; the sides of an issue side by side."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        groups.setdefault(together(record, statement), []).append(statement)
    ordered = sorted(groups.values(), key=lambda members: -max(priority(s, audience) for s in members))
    return [statement for members in ordered for statement in members]


def _fresh(ranked: Sequence[Statement], section: Section, told: AbstractSet[str]) -> list[Statement]:
    """Return what is not told yet, and as many of the told statements as the section's `least` still wants."""
    new = {s.id for s in ranked if s.id not in told}
    again = [s.id for s in ranked if s.id in told][: max(0, section.least - len(new))]
    return [s for s in ranked if s.id in new or s.id in again]


def _most(record: Outcomes, ranked: Sequence[Statement], section: Section) -> tuple[list[Statement], list[Statement]]:
    """Return the statements up to the section's `most`, each `must` among them, and the others."""
    if section.most is None:
        return list(ranked), []
    keys = {s.id: together(record, s) for s in ranked}
    groups = list(dict.fromkeys(keys.values()))
    musts = {keys[s.id] for s in ranked if s.must}
    room = set(groups[: section.most]) | musts
    return [s for s in ranked if keys[s.id] in room], [s for s in ranked if keys[s.id] not in room]
