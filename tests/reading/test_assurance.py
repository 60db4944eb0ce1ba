"""The bar on the kept cases: what must not be lost again."""

from collections import Counter

import pytest
from benchmarks import careless
from benchmarks.assurance import CASES, loaded, renewed

import briefkit

BOUNDS = {
    "wordings": (2, 0),
    "second-wordings": (0, 1),
    "third-wordings": (2, 0),
    "fourth-wordings": (1, 1),
    "fifth-wordings": (0, 0),
    "sixth-wordings": (2, 1),
    "seventh-wordings": (1, 0),
    "eighth-wordings": (5, 1),
    "ninth-wordings": (0, 3),
    "tenth-wordings": (7, 1),
    "eleventh-wordings": (0, 1),
    "twelfth-wordings": (2, 11),
}
"""Twisted wordings that pass in silence, and faithful ones that are asked about, of each set as it is now.

All but the last have been used for building: they show what is lost by a change, not how the engine does on new
wordings.
"""


@pytest.mark.parametrize("name", BOUNDS)
def test_no_set_does_worse_than_before(name: str) -> None:
    """A change that lets more twists pass, or asks about more faithful wordings, is seen here."""
    found = Counter((case["verdict"], case["tier"]) for case in loaded(CASES / f"{name}.yaml"))
    silent, asked = BOUNDS[name]
    assert found["twisted", "silent"] <= silent
    assert found["faithful", "asked"] <= asked
    assert {verdict for verdict, _ in found} == {"faithful", "twisted"}


CARELESS = {"orchestra": 0, "veterinary": 0, "grid": 2, "library": 0, "blood": 3, "spelling": 2, "tenants": 2}
"""Careless edits, of 20 of each record, that pass in silence."""


@pytest.mark.parametrize("name", CARELESS)
def test_no_more_careless_edits_pass_than_before(name: str) -> None:
    """Nothing is asked about a careful record; of the edits of any field no more pass than are known to."""
    assert all(problem.severity in {"unread", "note"} for problem in briefkit.check(careless.CARELESS / name))
    assert [tier for _, _, tier, _ in careless.edits(name)].count("silent") <= CARELESS[name]


KNOWN = {"sd-verbatim-3", "n06-verb1"}
"""A clause told alone of which the next one, joined by “and”, names another speaker; one without its own speaker."""


@pytest.mark.parametrize("name", BOUNDS)
def test_the_source_s_own_words_are_left_alone(name: str) -> None:
    """No wording that is its source's own is asked about, in any of the sets."""
    cases = [case for case in loaded(CASES / f"{name}.yaml") if case["kind"] == "verbatim"]
    assert cases
    assert [case["id"] for case in cases if case["tier"] == "asked" and case["id"] not in KNOWN] == []


def test_the_page_has_the_tables_of_today() -> None:
    """docs/assurance.md says what the command finds: `python -m benchmarks.assurance --page docs/assurance.md`."""
    page = (CASES.parents[2] / "docs" / "assurance.md").read_text(encoding="utf-8")
    assert renewed(page) == page
