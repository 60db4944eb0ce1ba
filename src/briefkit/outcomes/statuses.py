"""The table of statuses: how firm each is, its words on the page, and what may carry it.

Models, checks, pages and the reference read this one table; its rows stand in `statuses.toml`, and what caps them in
`instruments.toml`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefkit.data import table

WEAKEST = 3
"""What is announced: a status of this rank or less needs no words of its own in the evidence."""


@dataclass(frozen=True, slots=True)
class Status:
    """One row of the table."""

    rank: int | None
    """How firm it is, from 1; None where it is not compared."""
    label: str
    """Its words on the page."""
    evidence: tuple[str, ...]
    """Beginnings of words of which a source has one where it gives this status."""
    kinds: tuple[str, ...]
    """The kinds of statement that may carry it; empty: all."""


STATUSES: Mapping[str, Status] = {
    name: Status(row.get("rank"), row["label"], tuple(row["evidence"]), tuple(row.get("kinds", ())))
    for name, row in table("outcomes/statuses.toml").items()
}
"""Status → its row."""

CAPS: Mapping[str, int] = table("outcomes/instruments.toml")
"""Instrument → the highest rank that it can give to what is collective: a commitment or a decision."""


def one_of(value: str, known: Collection[str], more: str = "") -> str:
    """Return one of the known words; the error names them, and `more` tells how there can be another."""
    if value not in known:
        raise PydanticCustomError("not_listed", "not one of the known words", {"known": list(known), "more": more})
    return value


StatusName = Annotated[
    str,
    AfterValidator(lambda value: one_of(value, STATUSES)),
    WithJsonSchema({"type": "string", "enum": list(STATUSES)}),
]
"""The name of a status."""

Instrument = Annotated[
    str, AfterValidator(lambda value: one_of(value, CAPS)), WithJsonSchema({"type": "string", "enum": list(CAPS)})
]
"""The kind of text that a meeting issued."""
