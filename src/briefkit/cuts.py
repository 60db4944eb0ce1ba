"""What a plan gives up for want of space, in which order, and what comes back where there is room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefkit.outcomes import Statement
from briefkit.plan import Chosen, LeftOut, Plan, priority, together

_AROUND = 80
"""Characters that stand for the space, the labels and the references of one statement."""
_LADDER = 250
"""Characters that would fill as much of a page as the steps of an issue."""
_MINOR = 3
"""Below this priority a statement goes before any text is shortened."""


def additions(full: Plan, cut: Plan) -> Iterator[Callable[[Plan], Plan]]:
    """Yield what puts a dropped group back into a plan, the highest first; text that was shortened stays short."""
    yield partial(_laddered, full.ladders)
    yield from (partial(_avoiding, count + 1) for count in range(full.avoid))
    groups = [group for group in reversed(_groups(full)) if _out(group, full, cut)]
    sections = {group: _sections(full, group) for group in groups}
    for group in groups:
        above = [one for one in groups if one.priority > group.priority and sections[one] & sections[group]]
        yield partial(_with, full, group, above)


def _avoiding(count: int, current: Plan) -> Plan:
    """Return a plan with so many wordings to avoid, unless it has more."""
    return replace(current, avoid=count) if current.avoid < count else current


def _laddered(count: int, current: Plan) -> Plan:
    """Return a plan with so many issues as steps, unless it has them."""
    return replace(current, ladders=count) if current.ladders < count else current


def _out(group: "_Group", full: Plan, current: Plan) -> bool:
    """Say whether a group is dropped: it no longer stands where it can be given up."""
    return not any(group.gives_up(name, c.statement.id) for name in full.sections for c in current.sections[name])


def _sections(full: Plan, group: "_Group") -> frozenset[str]:
    """Return the names of the sections that a group stands in."""
    return frozenset(name for name, c in full.sections.items() if any(one.statement.id in group.ids for one in c))


def weight(current: Plan) -> float:
    """Return about how much a plan prints, in characters, with what stands around each statement."""
    printed = (c for section in current.sections.values() for c in section)
    extra = _AROUND * current.avoid + _LADDER * current.ladders
    return sum(len(current.text(c)) + _AROUND for c in printed) + extra


def cuts(full: Plan) -> Iterator[Plan]:
    """Yield a plan, then ever shorter ones: minor statements go, texts shorten, then the others go.

    Lowest relevance × importance first, the later in the record before the earlier. The sides of an
    issue go together; a `must`, and what a section keeps, never goes. Wordings to avoid and steps go last of all.
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
    yield from (replace(current, avoid=count) for count in reversed(range(current.avoid)))
    yield replace(current, avoid=0, ladders=0)


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that are printed or dropped together."""

    ids: frozenset[str]
    priority: float
    held: frozenset[tuple[str, str]]
    """The places, as section and statement, that are not given up."""

    def gives_up(self, section: str, statement: str) -> bool:
        """Say whether a statement leaves a section when the group is dropped."""
        return statement in self.ids and (section, statement) not in self.held


def _groups(full: Plan) -> list[_Group]:
    """Return what may be dropped, in the order of dropping."""
    record, audience = full.composer.record, full.edition.audience
    groups: dict[tuple[str, str], list[Statement]] = {}
    held = _held(full)
    for statement in (c.statement for c in full.chosen):
        groups.setdefault(together(record, statement), []).append(statement)
    loose = {key for name, key in _places(full) - held}
    found = [
        _Group(frozenset(s.id for s in members), max(priority(s, audience) for s in members), held)
        for members in groups.values()
        if any(s.id in loose for s in members) and not any(s.must for s in members)
    ]
    ordered = enumerate(found)
    return [group for _, group in sorted(ordered, key=lambda entry: (entry[1].priority, -entry[0]))]


def _held(full: Plan) -> frozenset[tuple[str, str]]:
    """Return what never goes, as section and statement: a section's least, with all that is printed with it.

    A decision that is held for its day is held under what was decided, too.
    """
    found = set()
    for name, chosen in full.sections.items():
        section = full.edition.sections[name]
        first = chosen if section.keep else chosen[: section.least]
        keys = {together(full.composer.record, c.statement) for c in first}
        found |= {(name, c.statement.id) for c in chosen if together(full.composer.record, c.statement) in keys}
    dated = {key for name, key in found if full.edition.sections[name].dated}
    decided = {c.statement.id for c in full.chosen if c.statement.kind == "decision" and c.statement.id in dated}
    return frozenset(found) | {(name, key) for name, key in _places(full) if key in decided}


def _places(full: Plan) -> set[tuple[str, str]]:
    """Return where a plan prints what, as section and statement."""
    return {(name, c.statement.id) for name, chosen in full.sections.items() for c in chosen}


def _without(current: Plan, group: _Group) -> Plan:
    sections = {
        name: tuple(c for c in chosen if not group.gives_up(name, c.statement.id))
        for name, chosen in current.sections.items()
    }
    printed = {c.statement.id for chosen in sections.values() for c in chosen}
    gone = tuple(LeftOut(key, "space") for key in sorted(group.ids - printed))
    return replace(current, sections=sections, left_out=(*current.left_out, *gone))


def _with(full: Plan, group: _Group, above: Sequence[_Group], current: Plan) -> Plan:
    """Return a plan with a group back at its places, as short as it can be; unchanged while one above it is out."""
    if any(_out(one, full, current) for one in above):
        return current
    whole = _shortened(full, group)

    def placed(name: str) -> tuple[Chosen, ...]:
        now = {c.statement.id: c for c in current.sections[name]}
        wanted = now.keys() | group.ids
        return tuple(now.get(c.statement.id, c) for c in whole.sections[name] if c.statement.id in wanted)

    left = tuple(entry for entry in current.left_out if entry.statement not in group.ids)
    return replace(current, sections={name: placed(name) for name in full.sections}, left_out=left)


def _shortened(current: Plan, group: _Group) -> Plan:
    def shorter(chosen: Chosen) -> Chosen:
        if chosen.short or chosen.statement.id not in group.ids:
            return chosen
        long, short = (current.composer.wording(chosen.statement, chosen.form, short=s) for s in (False, True))
        return replace(chosen, short=True) if long != short else chosen

    return replace(current, sections={name: tuple(map(shorter, chosen)) for name, chosen in current.sections.items()})
