"""How large the sample of a test is: small in `make test`, large in `make conformance`."""

from typing import Any

import pytest

__all__ = ["sizes"]


def sizes(few: Any, many: Any) -> list[Any]:
    """Return the two sizes of a test, for `parametrize`; the larger runs in the conformance suite alone."""
    return [few, pytest.param(many, marks=pytest.mark.conformance)]
