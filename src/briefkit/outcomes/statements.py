"""Statements: the units of truth, by kind."""

from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, ConfigDict, Discriminator, Field, Tag

from briefkit.outcomes.families import Desk, Sourced
from briefkit.outcomes.fields import Attributions, Vote
from briefkit.outcomes.gate import ActorKey, Filename, IssueKey, Line
from briefkit.outcomes.model import one_of_keys
from briefkit.outcomes.statuses import REJECTED, one_of, turns_down


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


class Decision(Sourced):
    """What a body with the power to decide has decided; `rejected` where its verb turns it down."""

    usual = "decided"
    kind: Literal["decision"]
    effect: Line | None = None
    """When it takes effect: `immediate`, a day as YYYY-MM-DD, or a condition."""
    measures: tuple[Line, ...] = ()
    """What it consists of; printed entire, or as a counted reference to where it is."""
    basis: Line | None = None
    """The legal text it rests on."""
    vote: Vote | None = None
    """How it was voted on."""
    owner: ActorKey | None = None
    """Who is to carry it out."""
    due: Line | None = None
    """By when: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""

    @property
    def standing(self) -> str:
        """The status: given, or by its verb, where it is one of turning down: the Board rejected the plan."""
        return self.status or (REJECTED if turns_down(self.first) else self.usual)


class Commitment(Sourced):
    """A promise that passes the four tests of the G20 Research Group."""

    usual = "agreed"
    kind: Literal["commitment"]
    committers: tuple[ActorKey, ...] = Field(min_length=1)
    """Who is bound."""
    owner: ActorKey | None = None
    """Who is to carry it out, where that is not all who are bound."""
    due: Line | None = None
    """By when: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""
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
    issue: IssueKey
    """The issue it is a position on."""


class Call(Sourced):
    """What somebody is called upon to do."""

    usual = "called_for"
    kind: Literal["call"]
    to: Attributions = ()
    """Whom it is addressed to, where the source says so."""
    owner: ActorKey | None = None
    """Who is to carry it out."""
    due: Line | None = None
    """By when: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""


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
    owner: ActorKey | None = None
    """Who is to settle it."""
    due: Line | None = None
    """When it is to be settled: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""


class NextStep(Sourced):
    """Something to be done."""

    usual = "intended"
    kind: Literal["next_step"]
    owner: ActorKey | None = None
    """Who is to do it; absent is “not stated” in a list of next steps."""
    due: Line | None = None
    """By when: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""


class DirectQuote(Sourced):
    """Words of a speaker, printed as the evidence has them: the quote is its wording."""

    model_config = ConfigDict(json_schema_extra=one_of_keys("anyOf", "by", "text"))

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


class Summary(Desk):
    """The bottom line."""

    kind: Literal["summary"]


class TalkingLine(Desk):
    """What can be said."""

    kind: Literal["line"]


class Question(Desk):
    """A question that may be put, and its answer."""

    kind: Literal["question"]
    question: Line
    """The question."""


class Ask(Desk):
    """What is asked of the reader."""

    kind: Literal["ask"]


class OwnAssessment(Desk):
    """The desk's own judgement; it has a text."""

    kind: Literal["assessment"]
    text: Line
    """One or two sentences."""


class OwnOpenIssue(Desk):
    """Something open that follows from what it rests on, such as a condition not yet met."""

    usual = "unresolved"
    kind: Literal["open_issue"]
    question: Line
    """What is open, as a question or a short label."""
    due: Line | None = None
    """When it is to be settled: YYYY-MM-DD, perhaps behind from, before or by; YYYY-MM; or the source's words."""


def tag(value: Any) -> str:
    """Return which model raw statement data asks for: its kind, with `own/` before it where it rests on others."""
    fields = value if isinstance(value, dict) else {"kind": getattr(value, "kind", "")}
    rests = "rests_on" in fields or isinstance(value, Desk)
    kind = str(fields.get("kind", ""))
    return f"own/{kind}" if kind in DESK and (rests or kind not in SOURCED) else kind


Statement = Annotated[
    Annotated[Fact, Tag("fact")]
    | Annotated[Event, Tag("event")]
    | Annotated[Announcement, Tag("announcement")]
    | Annotated[Decision, Tag("decision")]
    | Annotated[Commitment, Tag("commitment")]
    | Annotated[Position, Tag("position")]
    | Annotated[Call, Tag("call")]
    | Annotated[Assessment, Tag("assessment")]
    | Annotated[OpenIssue, Tag("open_issue")]
    | Annotated[NextStep, Tag("next_step")]
    | Annotated[DirectQuote, Tag("direct_quote")]
    | Annotated[Picture, Tag("picture")]
    | Annotated[Summary, Tag("own/summary")]
    | Annotated[TalkingLine, Tag("own/line")]
    | Annotated[Question, Tag("own/question")]
    | Annotated[Ask, Tag("own/ask")]
    | Annotated[OwnAssessment, Tag("own/assessment")]
    | Annotated[OwnOpenIssue, Tag("own/open_issue")],
    Discriminator(tag),
]
_TAGGED: dict[str, Any] = {mark.tag: model for model, mark in map(get_args, get_args(get_args(Statement)[0]))}

SOURCED: dict[str, type[Sourced]] = {name: model for name, model in _TAGGED.items() if issubclass(model, Sourced)}
"""Kind → its model, of what a source holds."""
DESK: dict[str, type[Desk]] = {
    name.removeprefix("own/"): model for name, model in _TAGGED.items() if issubclass(model, Desk)
}
"""Kind → its model, of what the desk adds."""
KINDS = tuple({**SOURCED, **DESK})
"""Every kind of statement, once."""
KindName = Annotated[str, AfterValidator(lambda value: one_of(value, KINDS))]
"""The kind of a statement, by name."""
