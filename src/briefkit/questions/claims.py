"""A wording as the comparison with its evidence takes it."""

from collections.abc import Iterator
from typing import cast

from briefkit.reading import Claim
from briefkit.reading.model import Shape
from briefkit.rules import Wording

WHOLE = ("says", "does", "text")
SHORTER = ("short", "headline", "plain")
DAYS = ("due", "effect")
"""Printed with the first wording, which may have the condition that belongs to the day."""


def claim_of(wording: Wording) -> Claim:
    """Return a wording as the comparison takes it."""
    statement = wording.statement
    told = "text" if wording.name in {"add", "sentence", "condition", "measure", "effect"} else "label"
    shape = wording.name if wording.name in {*WHOLE, *SHORTER} else told
    by = next((key for entry in getattr(statement, "by", ()) for key in entry.keys), None)
    day = (statement.first,) if wording.name in DAYS and statement.first else ()
    return Claim(wording.text, cast("Shape", shape), by, (*_conditions_beside(wording), *day), statement.kind)


def _conditions_beside(wording: Wording) -> Iterator[str]:
    """Yield the conditions that a wording may take as known: none of the words of the condition that it is part of."""
    field, place = (*wording.path[2:4], None, None)[:2]
    for i, condition in enumerate(wording.statement.conditions):
        if (field, place) != ("conditions", i):
            yield from condition.wordings
