"""From the record to the page: every house edition of the examples reads as its golden outline."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit.load import load
from briefkit.markings import releasable_to
from briefkit.outcomes import AUDIENCES
from briefkit.outline import outline
from briefkit.render import Press, every, house

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", ["paris-2025-09-04", "ilvara-2026-03-12"])
def test_outlines_of_the_house_editions(name: str, audience: str, golden: Callable[[str, str], None]) -> None:
    """Title, order, wording, references and the ids behind them are what was last accepted."""
    found = load(SEEDS / name)
    wanted = house(audience)
    assert wanted
    fitted = Press().fitted(releasable_to(found.outcomes, audience), wanted, found.beside)
    for edition in wanted:
        golden(f"editions/{name}/{edition.id}.txt", outline(fitted[edition.id].document))


def test_an_edition_does_not_depend_on_what_else_is_made() -> None:
    """Asked for alone, in the house set or among all, an edition is the same."""
    found = load(SEEDS / "ilvara-2026-03-12")
    released, press = releasable_to(found.outcomes, "principal"), Press()
    among = press.fitted(released, every("principal"), found.beside)
    for edition in every("principal"):
        alone = press.fitted(released, [edition], found.beside)[edition.id]
        assert alone.document == among[edition.id].document


def test_a_shorter_edition_says_no_more() -> None:
    """What a shorter edition prints comes down to statements that the next longer one says."""
    found = load(SEEDS / "ilvara-2026-03-12")
    for audience in AUDIENCES:
        released = releasable_to(found.outcomes, audience)
        fitted = Press().fitted(released, every(audience), found.beside)
        said = [
            {s.id for chosen in one.plan.chosen for s in released.ground(chosen.statement)}
            for length in ("full", "twopage", "onepage", "flash")
            for one in fitted.values()
            if one.plan.edition.length == length
        ]
        assert len(said) == 4
        assert all(shorter <= longer for longer, shorter in itertools.pairwise(said))
        assert said[0] - said[-1]
