"""How many random examples a test takes: few in `make test`, many in `make conformance`."""

from typing import Any

import pytest

__all__ = ["sizes"]


def sizes(few: Any, many: Any) -> list[Any]:
    """Return the two sizes of a test, for `parametrize`; the larger runs in the conformance suite alone."""
    return [few, pytest.param(many, marks=pytest.mark.conformance)]
