"""Positions as a matrix: who holds what on which issue, and of whom nothing is recorded."""

from collections.abc import Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from briefkit.citemarks import Cited
from briefkit.views.shapes import GroupView, Matrix, MatrixRow

_SPEAKERS, _ISSUES = 3, (2, 3)
"""Fewer speakers are compared in a list; more issues are wider than a page."""
_FILLED = 2 / 3
"""Of the cells: a matrix that says mostly that nothing is recorded tells less than a list."""


def matrix(groups: Sequence[GroupView]) -> Matrix | None:
    """Return positions by speaker and issue; None where a list tells it better, or where some are not printed."""
    positions = all(row.kind == "position" for group in groups for row in group.rows)
    if len(groups) not in _ISSUES or not positions or any(group.others or not group.title for group in groups):
        return None
    speakers = _order(groups)
    filled = len({(row.who.text, i) for i, group in enumerate(groups) for row in group.rows})
    if len(speakers) < _SPEAKERS or filled < _FILLED * len(speakers) * len(groups):
        return None
    lines = []
    for name in speakers:
        cells = tuple(tuple(row for row in group.rows if row.who.text == name) for group in groups)
        lines.append(MatrixRow(merged([row.who for cell in cells for row in cell]), cells))
    return Matrix(tuple(group.title for group in groups), tuple(lines))


def _order(groups: Sequence[GroupView]) -> list[str]:
    """Return the speakers in an order that keeps that of every issue; empty where there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for group in groups:
        names = list(dict.fromkeys(row.who.text for row in group.rows))
        for name in names:
            sorter.add(name)
        for before, name in pairwise(names):
            sorter.add(name, before)
    try:
        return list(sorter.static_order())
    except CycleError:
        return []


def merged(alike: Sequence[Cited]) -> Cited:
    """Return one value for several that are printed alike, with the ids of all."""
    return replace(alike[0], cites=tuple(cite for one in alike for cite in one.cites))
