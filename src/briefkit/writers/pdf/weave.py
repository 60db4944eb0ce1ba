"""Weave what was painted on a page into marked content (ISO 32000-1, 14.6).

Every operation has exactly one owner, and an operation whole text objects and graphics states, so
marked-content sequences cannot nest, cross or stand empty, and nothing painted is left unmarked.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from briefkit.writers.pdf.structure import Slot

ARTIFACT = "/Artifact BMC"
"""Decoration: rules, grounds, underlines, repeated table headers."""
HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"

Owner: TypeAlias = Slot | str
"""The slot that content belongs to, or one of the artifacts above."""
Painted: TypeAlias = tuple[Owner, str]
"""An owner and complete PDF operators, each character one byte (Latin-1)."""


def weave(operations: Iterable[Painted]) -> tuple[bytes, list[Slot]]:
    """Return a page's content stream, and its slots in the order of their marked-content identifiers."""
    code: list[str] = []
    slots: list[Slot] = []
    for owner, group in groupby(operations, key=lambda operation: operation[0]):
        if isinstance(owner, Slot):
            code.append(f"/{owner.role} <</MCID {len(slots)}>> BDC")
            slots.append(owner)
        else:
            code.append(owner)
        code.extend(operators for _, operators in group)
        code.append("EMC")
    return "\n".join(code).encode("latin-1"), slots
