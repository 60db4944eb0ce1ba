"""A drafted statement, and how it claims less where a reader would question it."""

from dataclasses import dataclass, field, replace
from typing import Any

from briefkit.draft.record.clauses import Who
from briefkit.outcomes.statuses import CAPS, REJECTED, STATUSES

LEAST = 1
"""The importance of what only opens or closes a sitting: it never leads."""
_CLAIMS: dict[str, Any] = {"conditions": (), "due": "", "owner": "", "measures": (), "denies": ""}
"""What a statement gives up first: fields beside its wording, which then has them as words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of a first record."""

    quotes: tuple[str, ...]
    """The source's own words."""
    kind: str
    shape: str
    """`says`, `does` or `text`; empty for a direct quote."""
    wording: str
    source: str
    """The key of its source."""
    whole: str
    """The wording that it has as a sentence in the source's own voice."""
    heading: str = ""
    by: tuple[Who, ...] = ()
    supported: tuple[Who, ...] = ()
    opposed: tuple[Who, ...] = ()
    via: str = ""
    status: str = ""
    question: str = ""
    owner: str = ""
    due: str = ""
    conditions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    votes: tuple[tuple[str, int], ...] = ()
    """`for`, `against` and `abstained`, each with its count."""
    dissent: tuple[tuple[str, tuple[Who, ...]], ...] = ()
    """Who voted `against` or `abstained`, where all of them are named."""
    denies: str = ""
    """The first quote of the statement that it denies."""
    importance: int = 3
    guessed: tuple[tuple[str, str], ...] = ()
    """Key → why it is only guessed."""
    near: tuple[tuple[str, str], ...] = ()
    """The words before or behind each of its quotes, where the source has that twice."""
    given_up: int = field(default=0, compare=False)
    """How many of its claims were dropped already: see `humbler`."""

    @property
    def actors(self) -> frozenset[str]:
        """The keys of the actors that it names; where a source cites somebody, that of the source too."""
        entries = (*self.by, *self.supported, *self.opposed, *(who for _, side in self.dissent for who in side))
        named = {self.owner, self.via, *(key for entry in entries for key in (entry.actor, entry.behalf))}
        return frozenset(named - {""})


def within(statement: Candidate, instrument: str) -> Candidate:
    """Return a statement with a status that its meeting's instrument allows: a weaker text only reports a decision.

    A motion that failed is then only told.
    """
    if statement.kind != "decision" or CAPS[instrument] >= (STATUSES["decided"].rank or 0):
        return statement
    if statement.status == REJECTED:
        return replace(statement, kind="event", status="", by=(), votes=())
    return replace(statement, status="reported")


def unnamed(statement: Candidate) -> Candidate:
    """Return words of somebody who is still to be named."""
    why = "somebody speaks whom the source does not name here: give `by:`"
    return replace(statement, kind="announcement", shape="text", wording=statement.whole, guessed=(("kind", why),))


def humbler(statement: Candidate) -> Candidate | None:
    """Return a statement that claims less: conditions become words, then roles and votes go, then the kind."""
    if statement.kind == "direct_quote" and statement.whole.startswith(statement.quotes[0]):
        return replace(unnamed(statement), by=(), given_up=3)  # spoken in a transcript: it is no fact
    step = statement.given_up + 1
    plainer = replace(statement, given_up=step, shape="text", wording=statement.whole, **_CLAIMS)
    if step == 1:
        return plainer
    bare = replace(plainer, votes=(), dissent=(), by=(), supported=(), opposed=(), via="", guessed=())
    if statement.kind == "direct_quote" or step == 3:  # noqa: PLR2004 - the last thing that is given up is its kind
        return replace(bare, kind="fact", status="", question="", given_up=3)
    return bare if step == 2 else None  # noqa: PLR2004
