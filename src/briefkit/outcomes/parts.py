"""The things a record speaks of: the meeting, actors, issues, terms, sources and evidence."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from briefkit.outcomes.gate import Filename, Key, Line, Quotation

Basis = Literal["source", "editor"]
Attendance = Literal["in_person", "virtual", "mixed", "unknown"]
Instrument = Literal[
    "none_seen",
    "press_remarks",
    "readout",
    "chair_summary",
    "joint_statement",
    "conclusions",
    "agreement",
    "treaty",
]
ActorKind = Literal["person", "state", "organisation", "grouping", "media"]
Rank = Literal["primary", "secondary", "tertiary"]
Comparator = Literal["exactly", "about", "at_least", "at_most", "more_than", "less_than", "up_to"]


class Model(BaseModel):
    """A part of the record: immutable, and every key is known."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _wrapped(key: str) -> BeforeValidator:
    """Let a plain value stand for a mapping that holds only `key`."""
    return BeforeValidator(lambda value: value if isinstance(value, dict | BaseModel) else {key: value})


class Dated(Model):
    """A date, and who supplied it."""

    date: date
    """The day, as YYYY-MM-DD."""
    basis: Basis = "source"
    """`editor` where no source gives it; it is then disclosed in print."""
    note: Line | None = None
    """Why the editor supplied it."""


Day = Annotated[Dated, _wrapped("date")]


class Participant(Model):
    """Somebody who took part."""

    actor: Key
    """The id of an actor."""
    role: Line | None = None
    """The role at this meeting: host, chair, observer."""


class Meeting(Model):
    """The meeting."""

    name: Line
    """The meeting or the body that met."""
    date: Day
    """The day it met."""
    place: Line | None = None
    """The town where it met."""
    attendance: Attendance = "unknown"
    """How people took part."""
    instrument: Instrument = "none_seen"
    """The text the meeting issued; caps the status of what is collective."""
    participants: tuple[Participant, ...] = ()
    """Who took part, where it is worth printing."""


class Actor(Model):
    """Somebody who speaks, acts or is spoken of."""

    name: Line
    """The full name in house spelling."""
    kind: ActorKind = "person"
    """What sort of actor."""
    short: Line | None = None
    """The name after first mention."""
    title: Line | None = None
    """The office held at the time."""
    style: Line | None = None
    """How we write the person in running text: President Zelensky."""
    variants: tuple[Line, ...] = ()
    """Other spellings, accepted in sources only."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """The language of the name (BCP 47), where it is not the record's."""
    basis: Basis = "source"
    """`editor` where name or office come from no source; disclosed in print."""

    @property
    def printed(self) -> str:
        """How a table names the actor."""
        return self.style or self.name

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The wordings by which a form may name the actor, longest first."""
        return tuple(sorted({x for x in (self.name, self.style, self.short) if x}, key=lambda x: (-len(x), x)))


class Issue(Model):
    """A matter on which statements are made."""

    title: Line
    """As it heads a section or a row."""
    sides: tuple[Key, ...] = ()
    """Actors who must each be heard: every one needs a position."""


class Term(Model):
    """A term or acronym, explained."""

    long: Line
    """Written out."""
    plain: Line | None = None
    """Explained to somebody who has never met it."""


_CALLED = {
    "article": "the article",
    "article-newspaper": "the article",
    "article-magazine": "the article",
    "article-journal": "the paper",
    "report": "the report",
    "speech": "the speech",
    "interview": "the interview",
    "legislation": "the act",
    "treaty": "the treaty",
    "webpage": "the web page",
    "post": "the post",
    "broadcast": "the broadcast",
    "personal_communication": "the note",
    "document": "the document",
}


class Source(Model):
    """A text that the record rests on. Types are CSL's names."""

    file: Filename
    """The text, relative to the record's folder; UTF-8."""
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The file's hash; `briefkit new` writes it."""
    type: Line = "document"
    """The CSL type: article-newspaper, report, speech, webpage, …"""
    short: Line | None = None
    """What forms call it; by default from the type: the article."""
    title: Line | None = None
    """Its title."""
    author: Line | None = None
    """Its author."""
    publisher: Line | None = None
    """Who published it."""
    issued: date | None = None
    """When it was published."""
    accessed: date | None = None
    """When it was read."""
    url: Line | None = None
    """Where it was found."""
    rank: Rank | None = None
    """How near it is to the event."""
    note: Line | None = None
    """What affects its quality."""
    marking: Line | None = None
    """Its own marking, where it is higher than the record's."""

    @property
    def called(self) -> str:
        """How forms name the source."""
        return self.short or _CALLED.get(self.type, "the document")


class Evidence(Model):
    """A quote in a source (W3C Web Annotation, TextQuoteSelector)."""

    quote: Quotation
    """The source's own words, exact but for white space."""
    source: Key | None = None
    """The id of the source; may be left out where there is only one."""
    prefix: Quotation | None = None
    """Words just before it, to tell repeats apart."""
    suffix: Quotation | None = None
    """Words just after it, to tell repeats apart."""


def _as_list(value: Any) -> Any:
    """Let one quote stand for a list, and a plain string for a quote."""
    items = value if isinstance(value, list | tuple) else [value]
    return [item if isinstance(item, dict | BaseModel) else {"quote": item} for item in items]


Quotes = Annotated[tuple[Evidence, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Part(Model):
    """The whole of which a quantity is a part, evidenced."""

    value: float
    """The number of the whole."""
    counts: Line
    """What it counts."""
    quote: Quotes
    """Where a source says that the one is part of the other."""


class Quantity(Model):
    """A number that is compared, repeated or derived."""

    value: float
    """The number."""
    counts: Line
    """What is counted or measured: nations, members, metres."""
    unit: Line | None = None
    """The unit of measure."""
    comparator: Comparator = "exactly"
    """How exact it is."""
    part_of: Part | None = None
    """The whole it is part of."""


class Avoid(Model):
    """A wording that must not be used."""

    say: Line
    """The wording."""
    because: Line
    """Why not."""


FormName = Literal["text", "claim", "short", "headline", "plain"]
FORMS: tuple[FormName, ...] = ("text", "claim", "short", "headline", "plain")


class Condition(Model):
    """A condition that every form of a statement keeps."""

    text: Line
    """As the evidence has it."""
    short: Line | None = None
    """A shorter wording that still says it."""
    anchors: tuple[Line, ...] = ()
    """Further wordings that say it."""
    waived_in: tuple[FormName, ...] = ()
    """Forms in which another word covers it."""
    covered_by: Line | None = None
    """That word; it must stand in each form the condition is waived in."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that keeps the condition."""
        return tuple(x for x in (self.text, self.short, *self.anchors) if x)


Conditions = tuple[Annotated[Condition, _wrapped("text")], ...]
