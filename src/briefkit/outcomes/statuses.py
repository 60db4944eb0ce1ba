"""The table of statuses: how firm each is, its words on the page, and what may carry it.

Models, checks, pages and the reference read this one table; its rows stand in `statuses.toml`, and what caps them in
`instruments.toml`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefkit.data import table
from briefkit.reading.language import SENSE, either
from briefkit.reading.parts import cut

WEAKEST = 3
"""What is announced: a status of this rank or less needs no words of its own in the evidence."""
REJECTED = "rejected"
"""What was turned down: firm, and no step into force."""


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


def turns_down(wording: str) -> bool:
    """Say whether the first verb of a wording turns something down: rejected the plan, voted to reject it."""
    refusal, act = _verbs()
    found = refusal.search(wording)
    if not found or cut(wording, 0, found.start()):
        return False
    return not act.search(wording, 0, found.start())


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a verb of turning down, and any other past form or word of a firm status.

    Neither finds what stands behind an article: the rejected plan was adopted. “Exceed” is no past form.
    """
    refused = STATUSES[REJECTED]
    firm = either(word for row in STATUSES.values() if (row.rank or 0) > WEAKEST for word in row.evidence)
    verb, past = "".join(rf"(?<!\b{word} )" for word in SENSE["roles"]["article"]) + r"\b", SENSE["force"]["past"]
    refusal = rf"{verb}(?:(?:{firm})\w*\s+to\s+)?(?:{either(refused.evidence)})(?:{past}|s)?\b"
    act = rf"{verb}(?:\w+(?<!{past[0]}){past}\b|(?:{firm}))"
    return re.compile(refusal, re.IGNORECASE), re.compile(act, re.IGNORECASE)


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
