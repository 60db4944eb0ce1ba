"""How large the sample of a test is: small in `make test`, large in `make conformance`."""

from typing import Any

import pytest

__all__ = ["seeds", "sizes"]


def sizes(few: Any, many: Any) -> list[Any]:
    """Return the two sizes of a test, for `parametrize`; the larger runs in the conformance suite alone."""
    return [few, pytest.param(many, marks=pytest.mark.conformance)]


def seeds(few: int, many: int) -> list[Any]:
    """Return the seeds of a test, for `parametrize`; those beyond the few run in the conformance suite alone."""
    return [*range(few), *(pytest.param(seed, marks=pytest.mark.conformance) for seed in range(few, many))]
