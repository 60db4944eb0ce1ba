"""The facts and subjects that a web page tells of an edition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.records import loaded
from tests.samples import sizes

from briefkit.editions.choose import plan
from briefkit.editions.plan import Plan
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.markings import marking_of, releasable_to
from briefkit.outcomes import Outcomes
from briefkit.press import every
from briefkit.views.facts import facts, subjects
from briefkit.views.notes import accounts, supplied

ROOT = Path(__file__).parents[1]


def planned(record: Outcomes, audience: str, edition: str) -> Plan:
    """Return what an edition of a record would print."""
    (wanted,) = [one for one in every(audience) if one.id == edition]
    return plan(releasable_to(record, audience), wanted)


def random_plans(many: int) -> Iterator[Plan]:
    """Yield all editions of random records."""
    for seed in range(many):
        record = loaded(seed).outcomes
        for audience in (name for name in DEFAULT.names if DEFAULT.allows(name, record.marking)):
            yield from (plan(releasable_to(record, audience), one) for one in every(audience))


def test_the_facts_of_an_example() -> None:
    """What was said with its condition, then what is open behind its question; the public's in plain words."""
    record = load(ROOT / "seeds" / "paris-2025-09-04").outcomes
    told = (
        "Reuters, cited by the article, said that the guarantees involve military support, including the potential "
        "deployment of foreign troops in Ukraine post-war"
    )
    asked = "What will happen to the Zaporizhzhia Nuclear Power Plant? Negotiations on the plant "
    for audience, edition, condition in (
        ("principal", "read-out", ", provided hostilities have ceased."),
        ("public", "public-summary", ". The fighting must have stopped first."),
    ):
        _, second, third = facts(planned(record, audience, edition))
        assert second == told + condition
        assert third.startswith(asked)


@pytest.mark.parametrize("many", sizes(6, 25))
def test_each_fact_is_a_sentence_that_stands_alone(many: int) -> None:
    """It is a whole wording of a printed statement, is no position, contradicted or supplied, and has its marking."""
    seen, marked = 0, 0
    for one in random_plans(many):
        record, form = one.composer.record, "plain" if one.edition.plain else "sentence"
        printed = [c.statement for c in one.chosen]
        found = facts(one)
        assert len(found) == len(set(found)) <= 3
        for fact in found:
            statements = []
            for s in printed:
                words = one.composer.wording(s, form, short=True) or one.composer.wording(s, "sentence")  # type: ignore[arg-type]
                mark = f" [{marking_of(s, record)}]" if marking_of(s, record) != record.marking else ""
                if fact == f"{getattr(s, 'question', '') or ''} {words}{mark}".lstrip():
                    statements.append(s)
            assert statements, fact
            assert any(s.kind != "position" and not supplied(record, s) for s in statements)
            assert any(not accounts(record, [s]) for s in statements)
            seen, marked = seen + 1, marked + fact.endswith("]")
    assert seen > 20 * many
    assert marked > many // 2


@pytest.mark.parametrize("many", sizes(6, 25))
def test_what_is_open_comes_last(many: int) -> None:
    """Two things told and one open, where there are enough; either makes up for the other."""
    counts = set()
    for one in random_plans(many):
        questions = {getattr(c.statement, "question", None) for c in one.chosen} - {None}
        opened = [any(fact.startswith(str(question)) for question in questions) for fact in facts(one)]
        assert opened == sorted(opened)
        counts.add((len(opened) - sum(opened), sum(opened)))
    assert {(2, 1), (3, 0)} <= counts
    assert all(told <= 2 or not opened for told, opened in counts)


def test_subjects_are_those_of_what_is_printed() -> None:
    """The titles of issues that an edition prints or rests on, in the record's order, and no others."""
    record = load(ROOT / "seeds" / "ilvara-2026-03-12").outcomes
    titles = [issue.title for issue in record.issues.values()]
    found = subjects(planned(record, "public", "public-summary"))
    assert found == tuple(title for title in titles if title in found)
    assert "Low-water rules" in found
    bare = record.model_copy(update={"statements": tuple(s for s in record.statements if s.issue is None)})
    assert subjects(planned(bare, "public", "public-summary")) == ()
