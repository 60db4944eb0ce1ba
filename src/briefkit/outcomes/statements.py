"""Statements: the units of truth, by kind."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from briefkit.outcomes.gate import Filename, Key, Line
from briefkit.outcomes.parts import FORMS, Avoid, Conditions, Day, Evidence, FormName, Model, Quantity, Quotes

Audience = Literal["principal", "officer", "parliament", "partner", "public"]
AUDIENCES: tuple[Audience, ...] = ("principal", "officer", "parliament", "partner", "public")

Status = Literal[
    "raised",
    "under_discussion",
    "proposed",
    "potential",
    "reported",
    "held",
    "intended",
    "announced",
    "agreed_in_principle",
    "agreed",
    "pending_ratification",
    "in_force",
    "delivered",
    "ongoing",
    "unresolved",
    "disputed",
    "suspended",
    "withdrawn",
    "occurred",
]
RANKS: dict[str, int] = {
    "raised": 1,
    **dict.fromkeys(("under_discussion", "proposed", "potential", "reported", "held"), 2),
    **dict.fromkeys(("intended", "announced"), 3),
    "agreed_in_principle": 4,
    "agreed": 5,
    "pending_ratification": 6,
    "in_force": 7,
    "delivered": 8,
}
"""How strong a status is; a status without a rank is not compared."""

_FALLBACK: dict[FormName, FormName] = {"claim": "short", "short": "text", "plain": "text"}


class Base(Model):
    """What every statement has."""

    usual: ClassVar[Status]
    """The status where none is given."""

    id: Key
    """Unique in the record."""
    kind: str
    """What sort of statement it is."""
    text: Line
    """One to three neutral sentences that stand alone."""
    claim: Line | None = None
    """Without the speaker, for a table row that shows who; by default `short`."""
    short: Line | None = None
    """At most 25 words; by default `text`."""
    headline: Line | None = None
    """At most 12 words; a statement without one never heads a page."""
    plain: Line | None = None
    """In plain words for the public; by default `text`."""
    issue: Key | None = None
    """The issue it belongs to."""
    status: Status | None = None
    """How firm it is; by default from the kind."""
    importance: int = Field(default=3, ge=1, le=5)
    """5 is what the reader must not miss."""
    relevance: dict[Audience, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    """Audience → 0 to 1, 1 where not given; 0 hides it from that audience."""
    must: bool = False
    """Never dropped for want of space."""
    conditions: Conditions = ()
    """What must be kept in every form."""
    avoid: tuple[Avoid, ...] = ()
    """Wordings that must not be used, and why."""
    marking: Line | None = None
    """Its own marking, where it is higher than the record's."""
    as_of: Day | None = None
    """When it was true, where that differs from the record's date."""
    supersedes: tuple[Key, ...] = ()
    """Statements it replaces; they are not printed."""

    @property
    def standing(self) -> Status:
        """The status, given or usual."""
        return self.status or self.usual

    def form(self, name: FormName) -> str | None:
        """Return the wording to print for a form, by way of its fallbacks; only a headline may be None."""
        return self.form_named(name)[1]

    def form_named(self, name: FormName) -> tuple[FormName, str | None]:
        """Return the form that a name falls back to, and its wording."""
        written = getattr(self, name)
        if written is None and name in _FALLBACK:
            return self.form_named(_FALLBACK[name])
        return name, written

    @property
    def actors(self) -> frozenset[str]:
        """The ids of the actors that its fields name."""
        named = {getattr(self, field, None) for field in ("by", "via", "owner")}
        return frozenset(key for key in (*named, *getattr(self, "committers", ())) if key)

    @property
    def forms(self) -> dict[FormName, str]:
        """The forms that are written out."""
        return {name: written for name in FORMS if (written := getattr(self, name)) is not None}


class Sourced(Base):
    """A statement that a source holds."""

    quote: Quotes
    """Its evidence: a quote, or several."""
    by: Key | None = None
    """The actor whose statement it is; without one it is the source's own voice."""
    via: Key | None = None
    """The actor who reported it, where the source cites one."""
    scope_note: Line | None = None
    """What is unclear about how far the attribution reaches."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers that are compared, repeated or derived."""
    contradicts: tuple[Key, ...] = ()
    """Statements that give another account of the same thing."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All quotes, those of its quantities included."""
        parts = (q.part_of for q in self.quantities)
        return (*self.quote, *(e for part in parts if part for e in part.quote))


class Fact(Sourced):
    """Something that is so, in the source's voice."""

    usual = "occurred"
    kind: Literal["fact"]


class Event(Sourced):
    """Something that took place."""

    usual = "occurred"
    kind: Literal["event"]


class Announcement(Sourced):
    """Something made known by a speaker."""

    usual = "announced"
    kind: Literal["announcement"]


class Commitment(Sourced):
    """A promise that passes the four tests of the G20 Research Group."""

    usual = "agreed"
    kind: Literal["commitment"]
    committers: tuple[Key, ...] = Field(min_length=1)
    """Who is bound."""
    action: Line
    """What they will do."""
    due: Line | None = None
    """By when; absent is printed as not stated."""
    discrete: bool
    """It is one identifiable action."""
    specific: bool
    """It can be told whether it was done."""
    public: bool
    """It was made in public."""
    collectively_agreed: bool
    """All who are bound agreed to it."""


class Position(Sourced):
    """What a side holds on an issue."""

    usual = "held"
    kind: Literal["position"]
    issue: Key
    """The issue it is a position on."""


class Assessment(Sourced):
    """A judgement; its assessor is the speaker, or the source."""

    usual = "held"
    kind: Literal["assessment"]


class OpenIssue(Sourced):
    """Something not settled."""

    usual = "unresolved"
    kind: Literal["open_issue"]
    question: Line
    """What is open, as a question or a short label."""
    due: Line | None = None
    """When it is to be settled; absent is printed as not stated."""


class NextStep(Sourced):
    """Something to be done."""

    usual = "intended"
    kind: Literal["next_step"]
    action: Line
    """What is to be done."""
    owner: Key | None = None
    """Who is to do it; absent is printed as not stated."""
    due: Line | None = None
    """By when; absent is printed as not stated."""


class DirectQuote(Sourced):
    """Words of a speaker; the text equals the evidence."""

    usual = "reported"
    kind: Literal["direct_quote"]


class Picture(Sourced):
    """A picture: a chart or a drawing of what a source says; its caption is the text."""

    usual = "occurred"
    kind: Literal["picture"]
    file: Filename
    """The PNG or JPEG file, relative to the record's folder."""
    alt: Line
    """What it shows, for readers who do not see it."""


class Desk(Base):
    """A statement that the desk adds; it rests on statements of the record."""

    usual = "held"
    rests_on: tuple[Key, ...] = Field(min_length=1)
    """Statements whose speaker, conditions, hedges and numbers it keeps."""


class Summary(Desk):
    """The bottom line."""

    kind: Literal["summary"]


class TalkingLine(Desk):
    """What can be said."""

    kind: Literal["line"]


class Question(Desk):
    """A question that may be put, and its answer (the text)."""

    kind: Literal["question"]
    question: Line
    """The question."""


class Ask(Desk):
    """What is asked of the reader."""

    kind: Literal["ask"]


AnySourced = (
    Fact | Event | Announcement | Commitment | Position | Assessment | OpenIssue | NextStep | DirectQuote | Picture
)
AnyDesk = Summary | TalkingLine | Question | Ask
Statement = Annotated[AnySourced | AnyDesk, Field(discriminator="kind")]
