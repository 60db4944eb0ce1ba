"""The record behind a document: what its readers can see, for machines."""

import json
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.editions import fitted

from briefkit.document import Document, runs
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.markings import releasable_to, withheld
from briefkit.outcomes import MARGINS
from briefkit.press import Press, every

SEEDS = Path(__file__).parents[1] / "seeds"
HIDDEN = {"importance", "relevance", "must", "avoid", "scope_note", "file", "sha256", "prefix", "suffix", "variants"}


@cache
def records(audience: str) -> dict[str, tuple[Any, set[str], str]]:
    """Return edition → the attached record, the ids that the page prints, its marking, of the second example."""
    return {
        edition: (
            json.loads(one.document.record),
            {c.statement.id for c in one.plan.chosen} | steps(one.document),
            one.document.meta.marking,
        )
        for edition, one in fitted("ilvara-2026-03-12", audience).items()
    }


def steps(document: Document) -> set[str]:
    """Return the ids of the statements that the steps of a ladder rest on."""
    cites = (cite for run in runs(document) for cite in run.cites if cite.endswith("/step"))
    return {cite.removeprefix("statement:").removesuffix("/step") for cite in cites}


def keys(data: Any) -> Iterator[str]:
    """Yield every key of nested data."""
    if isinstance(data, dict):
        yield from data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from keys(inner)


def named(data: Any) -> Iterator[str]:
    """Yield the ids of the actors that attributions, owners and committers in nested data name."""
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from [inner] if key in ("actor", "for", "owner") and isinstance(inner, str) else named(inner)
        yield from inner if key == "committers" else ()


@pytest.mark.parametrize("audience", DEFAULT.names)
def test_it_holds_what_is_printed_and_what_that_rests_on(audience: str) -> None:
    """Each printed statement is there; any other is the ground of one; nothing withheld is."""
    outcomes = load(SEEDS / "ilvara-2026-03-12").outcomes
    released, gone = releasable_to(outcomes, audience), withheld(outcomes, audience)  # type: ignore[arg-type]
    by_id = {s.id: s for s in released.statements}
    for data, printed, _ in records(audience).values():
        ids = {statement["id"] for statement in data["statements"]}
        ground = {g.id for key in printed for g in released.ground(by_id[key])}
        assert ids == printed | ground
        assert not ids & gone.keys()


@pytest.mark.parametrize("audience", DEFAULT.names)
def test_it_holds_nothing_of_the_desks_own(audience: str) -> None:
    """Importance, relevance, wordings to avoid, notes on scope, paths and hashes are in no record."""
    for data, _, _ in records(audience).values():
        assert not HIDDEN & set(keys(data))
        assert "sources/" not in json.dumps(data)


def test_it_is_marked_as_the_page_is() -> None:
    """Taken out of its file, the record bears the page's marking; a statement bears its own, none above the page's."""
    seen = set()
    for audience in DEFAULT.names:
        for data, _, marking in records(audience).values():
            assert data["marking"] == marking
            assert DEFAULT.highest([s["marking"] for s in data["statements"]] + [data["marking"]]) == marking
            seen |= {marking}
    assert seen >= {"TLP:CLEAR", "TLP:AMBER+STRICT"}


def test_everything_referred_to_is_there() -> None:
    """Actors, issues, occasions and sources of the statements are in the same record, and no others."""
    for data, _, _ in records("officer").values():
        statements, actors, sources = data["statements"], data["actors"].keys(), data["sources"].keys()
        assert {s["issue"] for s in statements if "issue" in s} == data["issues"].keys()
        assert {s["occasion"] for s in statements if "occasion" in s} - {MARGINS} == data["occasions"].keys()
        vias = {s["via"] for s in statements if "via" in s}
        assert {q["source"] for s in statements for q in s.get("quote", ())} | vias - actors == sources
        assert set(named(statements)) | vias - sources <= actors
        assert {member for actor in data["actors"].values() for member in actor.get("members", ())} <= actors


def test_its_keys_are_told() -> None:
    """The page on accessibility names each key of a statement that a record behind a page can have."""
    page = (SEEDS.parent / "docs" / "accessibility.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith("| `statements` |"))
    keys = {key for data, _, _ in records("officer").values() for statement in data["statements"] for key in statement}
    assert len(keys) > 20
    assert {key for key in keys if f"`{key}`" not in row} == set()


def test_it_is_attached_to_the_pdf() -> None:
    """The PDF carries the record as an associated file, byte for byte."""
    found = load(SEEDS / "paris-2025-09-04")
    (edition,) = [one for one in every("public") if one.id == "public-summary"]
    fitted = Press().fitted(releasable_to(found.outcomes, "public"), [edition], found.supplement)["public-summary"]
    (brief,) = Press(("pdf",)).briefs(found.outcomes, "public", [edition], found.supplement)
    with pikepdf.open(BytesIO(brief.files["pdf"])) as pdf:
        (name,) = pdf.attachments
        assert name == "paris-2025-09-04.public-summary.json"
        assert pdf.attachments[name].get_file().read_bytes() == fitted.document.record
