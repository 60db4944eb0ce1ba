"""From the record to the page: every house edition of the examples reads as its golden outline."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from tests.editions import EXAMPLES, example, fitted, house
from tests.outline import outline
from tests.records import loaded
from tests.samples import seeds

from briefkit.citemarks import Cited
from briefkit.document import Run, Runs, Title, passages
from briefkit.editions.fit import Fitted
from briefkit.house import DEFAULT
from briefkit.markings import marking_of, releasable_to
from briefkit.outcomes import FORMS, Dated, Outcomes
from briefkit.outcomes.fields import Contradiction
from briefkit.press import Press, every
from briefkit.rules import check_document
from briefkit.rules.page import Page
from briefkit.views.notes import noted
from briefkit.wording import Composer


@pytest.mark.parametrize("audience", DEFAULT.names)
@pytest.mark.parametrize("name", EXAMPLES)
def test_outlines_of_the_house_editions(name: str, audience: str, golden: Callable[[str, str], None]) -> None:
    """Title, order, wording, references and the ids behind them are what was last accepted."""
    assert house(audience)
    for edition in house(audience):
        golden(f"editions/{name}/{edition.id}.txt", outline(fitted(name, audience)[edition.id].document))


def _behind(passage: Runs, index: int) -> Run | None:
    """Return the first marking behind a run: right behind it, or behind the reasons that follow it."""
    return next((run for run in passage[index + 1 :] if run.marks), None)


def _marked(released: Outcomes, fitted: Mapping[str, Fitted]) -> Iterator[tuple[bool, bool]]:
    """Yield for each form below the titles of an audience's pages: is it higher than the record, is it marked so."""
    by_id = {s.id: s for s in released.statements}
    for one in fitted.values():
        for block, passage in passages(one.document):
            for index, run in enumerate(passage if not isinstance(block, Title) else ()):
                key, _, part = next(iter(run.cites), "").removeprefix("statement:").partition("/")
                if part.removesuffix("-short") in FORMS and key in by_id:
                    marking, behind = marking_of(by_id[key], released), _behind(passage, index)
                    shown = behind is not None and f"statement:{key}/marking" in behind.cites
                    yield marking != released.marking, shown


@pytest.mark.parametrize("seed", seeds(2, 6))
def test_a_form_above_the_record_says_so_right_behind_it(seed: int) -> None:
    """Every form marked higher than the record has its marking behind it, in every edition, and no other has one.

    No page breaks a rule, and each prints all that its plan chose.
    """
    found = loaded(seed)
    for audience in DEFAULT.names:
        if DEFAULT.allows(audience, found.outcomes.marking):
            released = releasable_to(found.outcomes, audience)
            fitted = Press().fitted(released, every(audience), found.supplement)
            assert all(higher == shown for higher, shown in _marked(released, fitted))
            for one in fitted.values():
                page = Page(one.document, one.plan.composer)
                assert {s.id for _, _, s, _ in page.printed} >= {chosen.statement.id for chosen in one.plan.chosen}
                assert [p for p in check_document(one.document, one.plan.composer) if p.severity == "error"] == []


def test_the_example_is_marked_where_it_is_higher() -> None:
    """The second example has such forms for the Ministry and for partners, the first none, and the public none."""
    found = example("ilvara-2026-03-12")
    for audience in DEFAULT.names:
        told = list(_marked(releasable_to(found.outcomes, audience), fitted(found.outcomes.id, audience)))
        assert all(higher == shown for higher, shown in told)
        assert any(higher for higher, _ in told) == (audience in {"principal", "officer", "partner"})
    paris = example("paris-2025-09-04").outcomes
    told = list(_marked(releasable_to(paris, "officer"), fitted(paris.id, "officer")))
    assert told
    assert not any(higher or shown for higher, shown in told)


def test_another_account_above_the_record_says_so_in_its_note() -> None:
    """The note has the highest marking of the accounts it tells; a note that tells only of a day has none."""
    record = example("ilvara-2026-03-12").outcomes
    rivals = {"gauges-now": "ostrel-margin", "quorum": "vote"}
    changes: dict[str, dict[str, Any]] = {
        key: {"contradicts": (Contradiction(statement=other),)} for key, other in rivals.items()
    }
    changes["gauges-slow"] = {"on": Dated(date=date(2026, 3, 12), basis="editor")}
    statements = tuple(s.model_copy(update=changes.get(s.id, {})) for s in record.statements)
    record = record.model_copy(update={"statements": statements})
    printed = [s for s in statements if s.id in {"gauges-now", "gauges-slow", "quorum"}]
    notes = noted(Composer(record), printed)
    assert notes["on/gauges-now"].marking == Cited("[TLP:AMBER+STRICT]", ("statement:ostrel-margin/marking",))
    assert notes["on/gauges-slow"].marking is None
    assert notes["on/quorum"].marking is None


def test_an_edition_does_not_depend_on_what_else_is_made() -> None:
    """Asked for alone, in the house set or among all, an edition is the same."""
    found = example("ilvara-2026-03-12")
    released, press, among = releasable_to(found.outcomes, "principal"), Press(), fitted(found.outcomes.id, "principal")
    for edition in every("principal"):
        alone = press.fitted(released, [edition], found.supplement)[edition.id]
        assert alone.document == among[edition.id].document


def test_a_shorter_edition_says_no_more() -> None:
    """What a shorter edition prints comes down to statements that the next longer one says."""
    found = example("ilvara-2026-03-12")
    for audience in DEFAULT.names:
        released = releasable_to(found.outcomes, audience)
        said = [
            {s.id for chosen in one.plan.chosen for s in released.ground(chosen.statement)}
            for length in ("full", "twopage", "onepage", "flash")
            for one in fitted(found.outcomes.id, audience).values()
            if one.plan.edition.length == length
        ]
        assert len(said) == 4
        assert all(shorter <= longer for longer, shorter in itertools.pairwise(said))
        assert said[0] - said[-1]
