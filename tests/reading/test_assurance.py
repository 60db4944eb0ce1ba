"""The bar on the kept cases: what must not be lost again."""

from collections import Counter

import pytest
from benchmarks.assurance import CASES, loaded, tier


@pytest.fixture(scope="module")
def counts() -> Counter[tuple[str, str]]:
    """Count the kept cases by verdict and tier."""
    return Counter((case["verdict"], tier(case)[0]) for case in loaded([CASES / "wordings.yaml"]))


def test_few_twists_pass_in_silence(counts: Counter[tuple[str, str]]) -> None:
    """At most 12 % of the twisted wordings are neither asked about nor left to a reader."""
    twisted = sum(n for (verdict, _), n in counts.items() if verdict == "twisted")
    assert twisted == 60
    assert counts["twisted", "silent"] <= 0.12 * twisted


def test_few_faithful_wordings_are_asked_about(counts: Counter[tuple[str, str]]) -> None:
    """At most 5 % of the faithful wordings of these cases are asked about."""
    faithful = sum(n for (verdict, _), n in counts.items() if verdict == "faithful")
    assert faithful == 60
    assert counts["faithful", "asked"] <= 0.05 * faithful
