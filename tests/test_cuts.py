"""What goes first and what comes back: importance decides, and no page stays empty while something waits for room."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.editions import EXAMPLES, fitted, house
from tests.records import loaded, random_record, write
from tests.samples import sample, seeds

from briefkit.editions.choose import plan
from briefkit.editions.cuts import additions, cuts
from briefkit.editions.fit import Fitted
from briefkit.editions.plan import Chosen, Plan, priority, together
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to
from briefkit.press import Press, every

FULL = sample([6], [0, 1])
"""Seeds of records that have more to say than there is room for."""


def full_plans(seed: int) -> Iterator[Plan]:
    """Yield the plan of every edition of a random record, as if it had all the room it wants."""
    record = loaded(seed).outcomes
    for audience in (one for one in DEFAULT.names if DEFAULT.allows(one, record.marking)):
        yield from (plan(releasable_to(record, audience), edition) for edition in every(audience))


def filled(full: Plan, cut: Plan, rng: random.Random) -> Plan:
    """Return a plan with some of what was dropped put back, as if the rest did not fit."""
    for add in additions(full, cut):
        cut = add(cut) if rng.random() < 0.5 else cut
    return cut


def unfair(full: Plan, now: Plan) -> list[tuple[str, str, str]]:
    """Return where a statement went, and one of its section that is less important and may go stayed."""
    record, audience = full.composer.record, full.edition.audience
    weights: dict[tuple[str, str], float] = {}
    for one in (c.statement for c in full.chosen):
        key = together(record, one)
        weights[key] = max(weights.get(key, 0), priority(one, audience))

    def heavy(chosen: Chosen) -> float:
        return weights[together(record, chosen.statement)]

    dated = [(s.least, full.sections[name]) for name, s in full.edition.sections.items() if s.dated]
    by_day = [c.statement for least, chosen in dated for c in chosen[:least]]
    found = []
    for name, chosen in full.sections.items():
        section, stayed = full.edition.sections[name], {c.statement.id for c in now.sections[name]}
        least = {together(record, c.statement) for c in chosen[: len(chosen) if section.keep else section.least]}
        least |= {together(record, one) for one in by_day if one.kind == "decision"}
        must = {together(record, c.statement) for c in full.chosen if c.statement.must}
        gone = [c for c in chosen if c.statement.id not in stayed]
        loose = [c for c in chosen if c.statement.id in stayed and together(record, c.statement) not in least | must]
        found += [(name, a.statement.id, b.statement.id) for a in gone for b in loose if heavy(a) > heavy(b)]
    return found


@pytest.mark.parametrize("seed", seeds(4, 12))
def test_a_higher_never_goes_before_a_lower(seed: int) -> None:
    """In each section what is printed is at least as important as what was dropped, whatever comes back."""
    rng, tried = random.Random(seed), 0
    for full in full_plans(seed):
        series = list(cuts(full))
        for cut in rng.sample(series, min(len(series), 4)):
            assert unfair(full, cut) == []
            now = filled(full, cut, rng)
            assert unfair(full, now) == []
            tried += now != cut
    assert tried


def test_positions_without_declared_sides_go_singly() -> None:
    """The declared sides of an issue are one group; any other position is one of its own."""
    for full in full_plans(3):
        record = full.composer.record
        for one in (c.statement for c in full.chosen if c.statement.kind == "position"):
            sides = record.issues[one.issue].sides if one.issue else ()
            declared = any(key in sides for key in one.actors)
            assert (together(record, one)[0] == "issue") == declared


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_shortest_is_the_bottom_line_and_one_of_each(seed: int) -> None:
    """Before a page is refused, of a section's `least` only the highest group is left; all can come back."""
    tried = 0
    for full in full_plans(seed):
        record = full.composer.record
        series = list(cuts(full))
        shortest = series[-1]
        for name, chosen in shortest.sections.items():
            section = full.edition.sections[name]
            must = {together(record, c.statement) for c in full.chosen if c.statement.must}
            groups = {together(record, c.statement) for c in chosen} - must
            by_day = any(c.statement.kind == "decision" for c in chosen)
            assert by_day or len(groups) <= bool(section.least or section.keep)
            assert not section.lead or chosen == () or chosen[0].statement == full.sections[name][0].statement
            tried += len(full.sections[name][: section.least]) > len(chosen)
        for add in additions(full, shortest):
            shortest = add(shortest)
        assert {c.statement.id for c in shortest.chosen} == {c.statement.id for c in full.chosen}
    assert tried


def printed(found: Loaded) -> list[Fitted]:
    """Return each house edition of a record as it is printed."""
    audiences = (one for one in DEFAULT.names if DEFAULT.allows(one, found.outcomes.marking))
    made = (Press().fitted(releasable_to(found.outcomes, one), house(one), found.supplement) for one in audiences)
    return [one for editions in made for one in editions.values()]


def dropped(plan: Plan) -> bool:
    """Say whether something was dropped for want of space."""
    return any(left.reason == "space" for left in plan.left_out)


def idle(made: Iterable[Fitted]) -> list[str]:
    """Return the editions that have room left on their last page while something was dropped for want of space."""
    limits = ((one, one.plan.edition.limit.pages) for one in made if dropped(one.plan))
    return [one.plan.edition.id for one, pages in limits if one.used < pages - 0.2 * min(pages, 1)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_page_stays_empty_while_something_waits(name: str) -> None:
    """Where something was dropped for want of space, the last page is at least four fifths full."""
    assert idle(fitted(name, edition.audience)[edition.id] for edition in house()) == []


@pytest.mark.parametrize("seed", FULL)
def test_no_page_of_any_record_stays_empty(seed: int) -> None:
    """The same holds for records that nobody has fitted to their pages."""
    made = printed(loaded(seed))
    assert any(dropped(one.plan) for one in made)
    assert idle(made) == []


@pytest.mark.parametrize("seed", FULL)
def test_a_must_is_never_dropped_for_space(seed: int, tmp_path: Path) -> None:
    """A `must` is printed in each edition, or the plan says why not: no section of it takes it, or it stands there."""
    data, sources = random_record(seed)
    marked = [one for one in data["statements"] if one["kind"] in ("announcement", "decision", "next_step")][-1:]
    for one in marked:
        one |= {"must": True, "importance": 1}
    tried = 0
    for now in (one.plan for one in printed(load(write(tmp_path, data, sources)))):
        stands = {c.statement.id for c in now.chosen}
        why = {left.statement: left.reason for left in now.left_out}
        for key in {one["id"] for one in marked} & now.composer.record.by_id.keys():
            assert key in stands or why[key] not in ("space", "most")
            tried += key in stands
    assert tried
