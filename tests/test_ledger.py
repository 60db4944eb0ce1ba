"""The ledger: every statement accounted for in every edition, every printed form traced to its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.editions import EXAMPLES, example, fitted

from briefkit.document import Document, passages, text
from briefkit.editions.ledger import LedgerEntry, WordingTrace, entries, trace, unused
from briefkit.editions.plan import Plan
from briefkit.house import DEFAULT
from briefkit.loading import Loaded
from briefkit.markings import withheld
from briefkit.outcomes import FORMS

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Made:
    """An edition of a record, fitted."""

    loaded: Loaded
    plan: Plan
    document: Document

    @property
    def entries(self) -> list[LedgerEntry]:
        """What became of every statement."""
        return entries(self.loaded.outcomes, self.plan, self.document)

    @property
    def trace(self) -> list[WordingTrace]:
        """Every printed wording."""
        return list(trace(self.plan.composer, self.document, self.loaded.supplement.places))

    def entry(self, statement: str) -> LedgerEntry:
        """Return what became of one statement."""
        (found,) = [e for e in self.entries if e.statement == statement]
        return found


@cache
def made(name: str, audience: str) -> dict[str, Made]:
    """Return every edition of an audience, house and plain."""
    return {key: Made(example(name), one.plan, one.document) for key, one in fitted(name, audience).items()}


def folded(words: str) -> str:
    """Return a text with plain single spaces: a page holds dates together."""
    return " ".join(words.split())


EVERY = [(name, audience) for name in ("harbour", *EXAMPLES) for audience in DEFAULT.names]


@pytest.mark.parametrize(("name", "audience"), EVERY)
def test_every_statement_is_accounted_for(name: str, audience: str) -> None:
    """Each statement of the record stands once, in order, printed or with one reason; what is withheld says so."""
    gone = withheld(example(name).outcomes, audience)
    for one in made(name, audience).values():
        found = one.entries
        assert [e.statement for e in found] == [s.id for s in one.loaded.outcomes.statements]
        assert all(bool(e.sections) == bool(e.parts) != bool(e.reason) for e in found)
        assert {e.statement: e.reason for e in found if e.statement in gone} == gone


@pytest.mark.parametrize(("name", "audience"), EVERY)
def test_the_ledger_says_what_the_document_says(name: str, audience: str) -> None:
    """Each form that the ledger calls printed stands whole in the document, and is traced; no other form is."""
    for one in made(name, audience).values():
        page = folded(" ".join(text(passage) for _, passage in passages(one.document)))
        printed = {(e.statement, part) for e in one.entries for part in e.parts}
        forms = {(form.statement, form.part): form.text for form in one.trace}
        assert {key for key in printed if _is_form(key[1])} == {key for key in forms if _is_form(key[1])}
        assert forms.keys() <= printed
        assert [form for form in forms.values() if folded(form) not in page] == []
        chosen = {c.statement.id for c in one.plan.chosen}
        reasons = {r.id for c in one.plan.chosen for r in one.plan.composer.reasons(c.statement)}
        assert chosen <= {statement for statement, _ in printed} <= chosen | reasons


@pytest.mark.parametrize(("name", "audience"), EVERY)
def test_what_is_missing_says_what_would_bring_it(name: str, audience: str) -> None:
    """Each statement that is not printed has a remedy beside its reason; one that is printed has none."""
    for one in made(name, audience).values():
        assert all(bool(e.remedy) == bool(e.reason) for e in one.entries)


def _is_form(part: str) -> bool:
    return part.removesuffix("-short") in FORMS


@pytest.mark.parametrize(("name", "audience"), EVERY)
def test_every_printed_form_leads_to_its_source(name: str, audience: str) -> None:
    """Each form has a quote, and each quote is told with its source and the place that pages tell."""
    for one in made(name, audience).values():
        loaded, places = one.loaded, one.loaded.supplement.places
        for form in one.trace:
            assert form.quotes
            for quote in form.quotes:
                evidence = loaded.outcomes.by_id[quote.statement].evidence
                told = [(e.quote, e.source, place) for e, place in zip(evidence, places[quote.statement], strict=True)]
                assert (quote.quote, quote.source, quote.place) in told


def test_reasons() -> None:
    """A statement is left out for its marking, its relevance, a successor, or because no section asks for it."""
    officer, public = made("harbour", "officer"), made("harbour", "public")
    assert public["public-summary"].entry("fee-june") == LedgerEntry("fee-june", (), (), "marking")
    assert public["public-summary"].entry("ask-fee") == LedgerEntry("ask-fee", (), (), "marking")
    assert officer["dossier"].entry("ask-fee") == LedgerEntry("ask-fee", (), (), "relevance")
    assert officer["dossier"].entry("april") == LedgerEntry("april", (), (), "superseded")
    assert officer["officer-flash"].entry("fee") == LedgerEntry("fee", (), (), "no section")


def test_a_statement_may_stand_in_several_places() -> None:
    """Title, section, register and annex are told apart, and a label from a form."""
    dossier = made("harbour", "officer")["dossier"]
    assert dossier.entry("bottom-line") == LedgerEntry(
        "bottom-line", ("headline", "sentence"), ("title", "bottom-line"), ""
    )
    assert dossier.entry("ferry") == LedgerEntry(
        "ferry", ("sentence", "headline", "quote"), ("said", "register", "evidence"), ""
    )
    assert made("harbour", "officer")["officer-flash"].entry("fee-open").parts == ("question",)


def test_what_the_desk_says_leads_to_what_it_rests_on() -> None:
    """A summary has no quote of its own: those of its ground are shown, with whose they are."""
    first = made("harbour", "officer")["dossier"].trace[0]
    assert (first.statement, first.part) == ("bottom-line", "headline")
    quotes = [(quote.statement, quote.source, quote.place) for quote in first.quotes]
    assert quotes == [("ferry", "note", "paragraph 1")]


def unprinted(plans: Sequence[Plan]) -> dict[str, tuple[str, ...]]:
    """Return what of each of the harbour's sources the plans do not print."""
    loaded = example("harbour")
    return {one.source: one.unprinted for one in unused(plans, loaded.spans, loaded.texts)}


def test_what_nothing_uses() -> None:
    """A passage that no statement quotes is told from one that no printed statement quotes."""
    loaded = example("harbour")
    flash = made("harbour", "officer")["officer-flash"].plan
    found = {one.source: one for one in unused([flash], loaded.spans, loaded.texts)}
    assert found["note"].unrecorded == ("The pier was last painted in 1998",)
    assert found["aside"].unrecorded == ()
    assert found["aside"].unprinted == (loaded.texts["aside"].strip().rstrip("."),)
    assert any("Fishers' Guild" in passage for passage in found["note"].unprinted)


def test_more_editions_use_more() -> None:
    """With every edition of the officer only the superseded notice and the painting are left."""
    every_plan = [one.plan for one in made("harbour", "officer").values()]
    left = "The pier was last painted in 1998. A first notice had given 1 April 2026 as the start of the night ferry"
    assert unprinted(every_plan) == {"note": (left,), "aside": ()}
    assert all(len(passages) == 1 for passages in unprinted([]).values())
