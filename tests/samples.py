"""How large the sample of a test is: small in `make test`, large in `make conformance`."""

from collections.abc import Iterable
from typing import Any

import pytest

__all__ = ["sample", "seeds", "sizes"]


def sample(few: Iterable[Any], more: Iterable[Any]) -> list[Any]:
    """Return the cases of a test, for `parametrize`; those that are more run in the conformance suite alone."""
    return [*few, *(pytest.param(case, marks=pytest.mark.conformance) for case in more)]


def sizes(few: Any, many: Any) -> list[Any]:
    """Return the two sizes of a test."""
    return sample([few], [many])


def seeds(few: int, many: int) -> list[Any]:
    """Return the seeds of a test."""
    return sample(range(few), range(few, many))
