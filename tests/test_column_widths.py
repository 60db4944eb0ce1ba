"""Column widths: what is left over is shared, so that no short column stands in a gap."""

from itertools import pairwise

import pytest

from briefkit.document import Cell, Run, Table
from briefkit.look.metrics import column_widths
from briefkit.look.typeface import Letters, carlito


def table(*words: str) -> Table:
    """Return a table of one row, with these words in its header and its cells."""
    row = tuple(Cell((Run(one),)) for one in words)
    return Table(row, (row,))


def test_what_is_left_over_is_shared() -> None:
    """Each column is as much wider than its words as every other, but for half the padding at an edge."""
    words = ("Voted on", "Declared adopted by the Chair", "In force")
    widths = column_widths(table(*words), 500, Letters(carlito(), 9), 10)
    assert sum(widths) == pytest.approx(500)
    spare = [w - carlito().face(bold=True).width(one, 9) for w, one in zip(widths, words, strict=True)]
    assert all(abs(one - other) <= 5 + 1e-6 for one, other in pairwise(spare))
