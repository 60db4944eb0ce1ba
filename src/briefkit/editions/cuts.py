"""The order in which a plan drops statements for lack of space, and puts them back where there is room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefkit.editions import Section
from briefkit.editions.plan import Chosen, LeftOut, Plan, bundled, priority, together

_AROUND = 80
"""Added to the length of each statement, in characters, for its space, labels and references."""
_LADDER = 250
"""The room that the steps of an issue take, in characters."""
_MINOR = 3
"""Below this priority a statement goes before any text is shortened."""
_LEAST, _KEPT = 1, 2
"""The last stages of dropping: a section's `least` but for its highest statement, then what it keeps, likewise."""
_NAMED = 5
"""Statements of a section that a message names."""


def additions(full: Plan, cut: Plan) -> Iterator[Callable[[Plan], Plan]]:
    """Yield functions that put a dropped group back into a plan, the highest first; shortened text stays short."""
    every = [group for stage in (_KEPT, _LEAST, 0) for group in reversed(_groups(full, stage)) if _out(group, cut)]

    def back(group: _Group) -> Callable[[Plan], Plan]:
        above = [other for other in every if other.rank > group.rank and other.sections & group.sections]
        return partial(_restored, full, group, above)

    yield from (back(group) for group in every if group.stage)
    if cut.ladders < full.ladders:
        yield partial(replace, ladders=full.ladders)
    yield from (partial(replace, avoid=count + 1) for count in range(cut.avoid, full.avoid))
    yield from (back(group) for group in every if not group.stage)


def _out(group: "_Group", current: Plan) -> bool:
    """Say whether a group is dropped from all the places that it may lose."""
    return group.places.isdisjoint(_places(current))


def weight(current: Plan) -> float:
    """Return roughly how many characters a plan prints, with an allowance around each statement."""
    printed = (c for section in current.sections.values() for c in section)
    extra = _AROUND * current.avoid + _LADDER * current.ladders
    return sum(len(current.text(c)) + _AROUND for c in printed) + extra


def cuts(full: Plan) -> Iterator[Plan]:
    """Yield a plan, then ever shorter ones: minor statements go, texts shorten, then the others go.

    Lowest relevance × importance first, the later in the record before the earlier. The sides of an issue go
    together; wordings to avoid and steps go after all of them. Where that is not enough, what is left is shortened too,
    and of a section's `least`, then of what it keeps, only the highest stays. A `must` and the bottom line never go.
    """
    yield full
    current = full
    for shorten in _steps(full):
        shorter = shorten(current)
        if shorter != current:
            current = shorter
            yield current


def _steps(full: Plan) -> Iterator[Callable[[Plan], Plan]]:
    """Yield functions that shorten a plan, each by one step, in the order in which they are tried."""
    groups = _groups(full)
    minor, others = ([g for g in groups if (g.priority < _MINOR) is wanted] for wanted in (True, False))
    yield from (partial(_dropping, group) for group in minor)
    yield from (partial(_shortened, group.ids) for group in others)
    yield from (partial(_dropping, group) for group in others)
    yield from (partial(replace, avoid=count) for count in reversed(range(full.avoid)))
    yield partial(replace, ladders=0)
    lowest_first = sorted(full.chosen, key=lambda c: priority(c.statement, full.edition.audience))
    yield from (partial(_shortened, frozenset({c.statement.id})) for c in lowest_first)
    yield from (partial(_dropping, group) for stage in (_LEAST, _KEPT) for group in _groups(full, stage))


def stays(shortest: Plan) -> str:
    """Return what even the shortest plan prints, by section, as a message names it."""
    groups = []
    for name, chosen in shortest.sections.items():
        keys = [f"`{c.statement.id}`{' (must)' * c.statement.must}" for c in chosen]
        more = [f"{len(keys) - _NAMED} more"] if len(keys) > _NAMED else []
        groups += [f"{name}: {', '.join(keys[:_NAMED] + more)}"] if keys else []
    return "; ".join(groups)


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that are printed or dropped together."""

    ids: frozenset[str]
    sections: frozenset[str]
    """The names of the sections that it stands in."""
    places: frozenset[tuple[str, str]]
    """The places that it may lose: (section, statement)."""
    priority: float
    stage: int
    """At which of the stages of dropping it goes: 0, `_LEAST` or `_KEPT`."""

    @property
    def rank(self) -> tuple[int, float]:
        """Its sort key: groups with a lower one are dropped earlier."""
        return self.stage, self.priority


def _groups(full: Plan, stage: int = 0) -> list[_Group]:
    """Return what is dropped at a stage, in the order of dropping."""
    record, audience = full.record, full.edition.audience
    every = _places(full)
    loose = (_retained(full, stage - 1) if stage else every) - _retained(full, stage)
    found = []
    for members in bundled(record, (c.statement for c in full.chosen)):
        ids = frozenset(s.id for s in members)
        places = frozenset(place for place in loose if place[1] in ids)
        if places and not any(s.must for s in members):
            sections = frozenset(name for name, key in every if key in ids)
            found.append(_Group(ids, sections, places, max(priority(s, audience) for s in members), stage))
    ordered = enumerate(found)
    return [group for _, group in sorted(ordered, key=lambda entry: (entry[1].priority, -entry[0]))]


def _retained(full: Plan, stage: int = 0) -> frozenset[tuple[str, str]]:
    """Return the places that are not dropped at a stage: those that a section keeps, and what is printed with them.

    A decision that is kept among the dates is kept among the decisions, too.
    """
    found = set()
    for name, chosen in full.sections.items():
        section = full.edition.sections[name]
        first = chosen[: _rows(section, stage)]
        keys = {together(full.record, c.statement) for c in first}
        found |= {(name, c.statement.id) for c in chosen if together(full.record, c.statement) in keys}
    dated = {key for name, key in found if full.edition.sections[name].dated}
    decided = {c.statement.id for c in full.chosen if c.statement.kind == "decision" and c.statement.id in dated}
    return frozenset(found) | {(name, key) for name, key in _places(full) if key in decided}


def _rows(section: Section, stage: int) -> int | None:
    """Return how many of a section's highest statements stay at a stage; None: all."""
    if section.keep and (section.lead or stage < _KEPT):
        return None
    return min(section.least or int(section.keep), 1) if stage else section.least


def _places(full: Plan) -> set[tuple[str, str]]:
    """Return all places of a plan: (section, statement)."""
    return {(name, c.statement.id) for name, chosen in full.sections.items() for c in chosen}


def _dropping(group: _Group, current: Plan) -> Plan:
    sections = {
        name: tuple(c for c in chosen if (name, c.statement.id) not in group.places)
        for name, chosen in current.sections.items()
    }
    printed = {c.statement.id for chosen in sections.values() for c in chosen}
    dropped = tuple(LeftOut(key, "space") for key in sorted({key for _, key in group.places} - printed))
    return replace(current, sections=sections, left_out=(*current.left_out, *dropped))


def _restored(full: Plan, group: _Group, above: Sequence[_Group], current: Plan) -> Plan:
    """Return a plan with a group back at its places, as short as it can be; unchanged while one above it is out."""
    if any(_out(other, current) for other in above):
        return current
    whole = _shortened(group.ids, full)

    def placed(name: str) -> tuple[Chosen, ...]:
        now = {c.statement.id: c for c in current.sections[name]}
        wanted = now.keys() | {key for section, key in group.places if section == name}
        return tuple(now.get(c.statement.id, c) for c in whole.sections[name] if c.statement.id in wanted)

    left = tuple(entry for entry in current.left_out if entry.statement not in group.ids)
    return replace(current, sections={name: placed(name) for name in full.sections}, left_out=left)


def _shortened(ids: frozenset[str], current: Plan) -> Plan:
    def shorter(chosen: Chosen) -> Chosen:
        if chosen.short or chosen.statement.id not in ids:
            return chosen
        long, short = (current.composer.wording(chosen.statement, chosen.form, short=s) for s in (False, True))
        return replace(chosen, short=True) if long != short else chosen

    return replace(current, sections={name: tuple(map(shorter, chosen)) for name, chosen in current.sections.items()})
