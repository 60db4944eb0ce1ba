"""What an edition says: which statements, in which form and order, and what was left out and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from briefkit.editions import Edition, Section
from briefkit.outcomes import MARGINS, Audience, Desk, FormName, Outcomes, Sourced, Statement
from briefkit.outcomes.statements import Position
from briefkit.reading.text import find
from briefkit.wording import Composer

Reason = Literal[
    "marking",
    "relevance",
    "superseded",
    "longer edition",
    "no section",
    "in the bottom line",
    "in its issue",
    "one side",
    "most",
    "space",
]

_AROUND = 80
"""Characters that stand for the space, the labels and the references of one statement."""
_MINOR = 3
"""Below this priority a statement goes before any text is shortened."""


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
    def title(self) -> Chosen | None:
        """The statement whose headline heads the page."""
        leads = [name for name, section in self.edition.sections.items() if section.lead]
        first = next((c for name in leads for c in self.sections[name]), None)
        heads = first and self.composer.wording(first.statement, "headline")
        return replace(first, form="headline", short=False) if first and heads else None


def priority(statement: Statement, audience: Audience) -> float:
    """Return relevance × importance, 0 to 5."""
    return statement.relevance.get(audience, 1) * statement.importance


def plan(record: Outcomes, edition: Edition, pool: frozenset[str] | None = None) -> Plan:
    """Return what an edition would print if it had all the room it wants.

    `pool`: what the next longer edition of the audience says; a shorter one says nothing else.
    """
    composer = Composer(record, edition.listing)
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
    return Plan(edition, choice.sections, composer, out)


@dataclass(slots=True)
class _Choice:
    """Sections being filled, one after the other: what one has taken, the next does not print again."""

    record: Outcomes
    edition: Edition
    composer: Composer
    open: list[Statement]
    left: dict[str, Reason]
    sections: dict[str, tuple[Chosen, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """What the bottom line comes down to."""

    def take(self, name: str, section: Section) -> None:
        """Fill one section."""
        found = [s for s in self.open if self._fits(s, section)]
        found = self._untold(found, section)
        found = found or [s for s in self.open if s.kind in section.instead and s.id not in self.used and _here(s)]
        kept, spare = _most(_ranked(found, self.edition.audience), section)
        self.left |= dict.fromkeys((s.id for s in spare), "most")
        self.used |= {s.id for s in kept}
        if section.lead:
            self.told |= {g.id for s in kept for g in self.record.below(s)}
        self.sections[name] = tuple(Chosen(s, section.form, section.short) for s in kept)

    def balance(self) -> None:
        """Take out the positions on an issue of which the page does not hear every side: at another occasion, alone."""
        printed = {c.statement.id: c.statement for chosen in self.sections.values() for c in chosen}
        positions = [s for s in printed.values() if isinstance(s, Position)]
        gone: set[str] = set()
        for key, issue in self.record.issues.items():
            mine = [s for s in positions if s.issue == key]
            heard = {actor for s in mine for entry in s.by for actor in entry.keys}
            gone |= set() if heard >= set(issue.sides) else {s.id for s in mine}
        self.left |= dict.fromkeys(sorted(gone), "one side")
        self.used -= gone
        for name, chosen in self.sections.items():
            self.sections[name] = tuple(c for c in chosen if c.statement.id not in gone)

    def _fits(self, statement: Statement, section: Section) -> bool:
        free = section.again or statement.id not in self.used
        return free and _matches(statement, section, self.composer)

    def _untold(self, found: list[Statement], section: Section) -> list[Statement]:
        """Return what the page does not tell already: not in its bottom line, nor beside the other sides."""
        if section.fresh or section.kinds == ("line",):
            again = [s for s in found if self._repeats(s)]
            self.left |= dict.fromkeys((s.id for s in again), "in the bottom line")
            found = _fresh(_ranked(found, self.edition.audience), section, {s.id for s in again})
        if section.untold:
            named = self._named()
            self.left |= dict.fromkeys((s.id for s in found if s.issue in named), "in its issue")
            found = [s for s in found if s.issue not in named]
        return found

    def _repeats(self, statement: Statement) -> bool:
        """Say whether the bottom line tells all that a statement comes down to; a text of its own is new."""
        ground = {g.id for g in self.record.ground(statement)}
        own = isinstance(statement, Desk) and bool(statement.text or statement.add)
        return bool(ground) and ground <= self.told and not own

    def _named(self) -> set[str]:
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


def additions(full: Plan, cut: Plan) -> Iterator[Callable[[Plan], Plan]]:
    """Yield what puts a dropped group back into a plan, the highest first; text that was shortened stays short."""
    shown = {c.statement.id for c in cut.chosen}
    for group in reversed(_groups(full)):
        if not group.ids & shown:
            yield partial(_with, full, group)


def said(record: Outcomes, printed: Plan) -> frozenset[str]:
    """Return the ids of the sourced statements that a plan prints or that what it prints rests on."""
    return frozenset(s.id for chosen in printed.chosen for s in record.ground(chosen.statement))


def weight(current: Plan) -> float:
    """Return about how much a plan prints, in characters, with what stands around each statement."""
    return sum(len(current.text(c)) + _AROUND for section in current.sections.values() for c in section)


def cuts(full: Plan) -> Iterator[Plan]:
    """Yield a plan, then ever shorter ones: minor statements go, texts shorten, then the others go.

    Lowest relevance × importance first, the later in the record before the earlier. The sides of an
    issue go together; a `must`, and what a section keeps, never goes.
    """
    yield full
    current = full
    groups = _groups(full)
    for group in (g for g in groups if g.priority < _MINOR):
        current = _without(current, group)
        yield current
    for group in (g for g in groups if g.priority >= _MINOR):
        shorter = _shortened(current, group)
        if shorter != current:
            current = shorter
            yield current
    for group in (g for g in groups if g.priority >= _MINOR):
        current = _without(current, group)
        yield current


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that are printed or dropped together."""

    ids: frozenset[str]
    priority: float


def _groups(full: Plan) -> list[_Group]:
    """Return what may be dropped, in the order of dropping."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    kept = {_together(c.statement) for name, chosen in full.sections.items() for c in _kept(full, name, chosen)}
    for statement in (c.statement for c in full.chosen if _together(c.statement) not in kept):
        groups.setdefault(_together(statement), []).append(statement)
    audience = full.edition.audience
    found = [
        _Group(frozenset(s.id for s in members), max(priority(s, audience) for s in members))
        for members in groups.values()
        if not any(s.must for s in members)
    ]
    ordered = enumerate(found)
    return [group for _, group in sorted(ordered, key=lambda entry: (entry[1].priority, -entry[0]))]


def _kept(full: Plan, name: str, chosen: Sequence[Chosen]) -> Sequence[Chosen]:
    """Return what of a section is never dropped."""
    section = full.edition.sections[name]
    return chosen if section.keep else chosen[: section.least]


def _together(statement: Statement) -> tuple[str, str]:
    """Return the key of the group a statement belongs to: positions on one issue are one."""
    if statement.kind == "position" and statement.issue:
        return ("issue", statement.issue)
    return ("statement", statement.id)


def _without(current: Plan, group: _Group) -> Plan:
    sections = {
        name: tuple(c for c in chosen if c.statement.id not in group.ids) for name, chosen in current.sections.items()
    }
    gone = tuple(LeftOut(key, "space") for key in sorted(group.ids))
    return replace(current, sections=sections, left_out=(*current.left_out, *gone))


def _with(full: Plan, group: _Group, current: Plan) -> Plan:
    """Return a plan with a group back at its places, as short as it can be."""
    whole = _shortened(full, group)

    def placed(name: str) -> tuple[Chosen, ...]:
        now = {c.statement.id: c for c in current.sections[name]}
        wanted = now.keys() | group.ids
        return tuple(now.get(c.statement.id, c) for c in whole.sections[name] if c.statement.id in wanted)

    left = tuple(entry for entry in current.left_out if entry.statement not in group.ids)
    return replace(current, sections={name: placed(name) for name in full.sections}, left_out=left)


def _shortened(current: Plan, group: _Group) -> Plan:
    def shorter(chosen: Chosen) -> Chosen:
        mine = chosen.statement.id in group.ids and not chosen.short
        long, short = (current.composer.wording(chosen.statement, chosen.form, short=s) for s in (False, True))
        return replace(chosen, short=True) if mine and long != short else chosen

    return replace(current, sections={name: tuple(map(shorter, chosen)) for name, chosen in current.sections.items()})


def _side(record: Outcomes, statement: Statement) -> int:
    """Return where the speaker of a position stands among the sides of its issue: they are heard in that order."""
    issue = record.issues.get(statement.issue or "") if statement.kind == "position" else None
    if issue is None or not isinstance(statement, Sourced):
        return 0
    keys = {key for entry in statement.by for key in entry.keys}
    return next((i for i, side in enumerate(issue.sides) if side in keys), len(issue.sides))


def _here(statement: Statement) -> bool:
    """Say whether a statement belongs to the meeting, or to what was heard beside its table."""
    return getattr(statement, "occasion", None) in (None, MARGINS)


def _matches(statement: Statement, section: Section, composer: Composer) -> bool:
    if statement.kind not in section.kinds or (section.status and statement.standing not in section.status):
        return False
    if section.disputed and statement.id not in composer.disputed:
        return False
    if section.figures and not getattr(statement, "quantities", ()):
        return False
    if section.occasion != "any" and _here(statement) != (section.occasion == "this"):
        return False
    return section.issue == "any" or (section.issue == "some") == (statement.issue is not None)


def _ranked(found: Sequence[Statement], audience: Audience) -> list[Statement]:
    """Return statements by priority, then by their order in the record; the sides of an issue side by side."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in found:
        groups.setdefault(_together(statement), []).append(statement)
    ordered = sorted(groups.values(), key=lambda members: -max(priority(s, audience) for s in members))
    return [statement for members in ordered for statement in members]


def _fresh(ranked: Sequence[Statement], section: Section, told: AbstractSet[str]) -> list[Statement]:
    """Return what is not told yet; where that is less than the section's least, the highest of the told again."""
    new = {s.id for s in ranked if s.id not in told}
    again = [s.id for s in ranked if s.id in told][: max(0, section.least - len(new))]
    return [s for s in ranked if s.id in new or s.id in again]


def _most(ranked: Sequence[Statement], section: Section) -> tuple[list[Statement], list[Statement]]:
    """Split statements into those a section has room for and the others; a `must` always has room."""
    if section.most is None:
        return list(ranked), []
    groups = list(dict.fromkeys(map(_together, ranked)))
    musts = {_together(s) for s in ranked if s.must}
    room = set(groups[: section.most]) | musts
    return [s for s in ranked if _together(s) in room], [s for s in ranked if _together(s) not in room]
