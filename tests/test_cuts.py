"""What goes first and what comes back: importance decides, and no page stays empty while something waits for room."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.records import loaded

from briefkit.cuts import additions, cuts
from briefkit.house import DEFAULT
from briefkit.load import load
from briefkit.markings import releasable_to
from briefkit.plan import Chosen, Plan, plan, priority, together
from briefkit.render import Press, every, house

EXAMPLES = Path(__file__).parents[1] / "seeds"


def full_plans(folder: Path, seed: int) -> Iterator[Plan]:
    """Yield the plan of every edition of a random record, as if it had all the room it wants."""
    record = loaded(folder, seed).outcomes
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

    found = []
    for name, chosen in full.sections.items():
        section, stayed = full.edition.sections[name], {c.statement.id for c in now.sections[name]}
        least = {together(record, c.statement) for c in chosen[: len(chosen) if section.keep else section.least]}
        must = {together(record, c.statement) for c in full.chosen if c.statement.must}
        gone = [c for c in chosen if c.statement.id not in stayed]
        loose = [c for c in chosen if c.statement.id in stayed and together(record, c.statement) not in least | must]
        found += [(name, a.statement.id, b.statement.id) for a in gone for b in loose if heavy(a) > heavy(b)]
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_higher_never_goes_before_a_lower(seed: int, tmp_path: Path) -> None:
    """In each section what is printed is at least as important as what was dropped, whatever comes back."""
    rng, tried = random.Random(seed), 0
    for full in full_plans(tmp_path, seed):
        series = list(cuts(full))
        for cut in rng.sample(series, min(len(series), 4)):
            assert unfair(full, cut) == []
            now = filled(full, cut, rng)
            assert unfair(full, now) == []
            tried += now != cut
    assert tried


def test_positions_without_declared_sides_go_singly(tmp_path: Path) -> None:
    """The declared sides of an issue are one group; any other position is one of its own."""
    for full in full_plans(tmp_path, 3):
        record = full.composer.record
        for one in (c.statement for c in full.chosen if c.statement.kind == "position"):
            sides = record.issues[one.issue].sides if one.issue else ()
            declared = any(key in sides for key in one.actors)
            assert (together(record, one)[0] == "issue") == declared


@pytest.mark.parametrize("name", ["paris-2025-09-04", "ilvara-2026-03-12"])
def test_no_page_stays_empty_while_something_waits(name: str) -> None:
    """Where something was dropped for want of space, the last page is at least four fifths full."""
    found = load(EXAMPLES / name)
    for audience in DEFAULT.names:
        fitted = Press().fitted(releasable_to(found.outcomes, audience), house(audience), found.beside)
        for edition, one in fitted.items():
            limit = one.plan.edition.limit
            waiting = any(left.reason == "space" for left in one.plan.left_out)
            assert not waiting or one.used >= limit.pages - 0.2 * min(limit.pages, 1), edition
