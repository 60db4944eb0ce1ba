"""The things a record speaks of: the meeting, actors, issues, terms, sources and evidence."""

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefkit.data import table
from briefkit.outcomes.gate import ActorKey, Filename, Label, Line, Marking, StatementKey
from briefkit.outcomes.model import Model, one_of_keys, wrapped
from briefkit.outcomes.statuses import Instrument

Basis = Literal["source", "editor"]
Attendance = Literal["in_person", "virtual", "mixed", "unknown"]
ActorKind = Literal["person", "state", "organisation", "grouping", "media"]
StepState = Literal["done", "pending", "not"]
Rank = Literal["primary", "secondary", "tertiary"]

_DAY = re.compile(r"[1-9]\d{3}-\d\d-\d\d")

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language tag."""


def _written(value: Any) -> Any:
    """Refuse a day that is not written as YYYY-MM-DD, with a year of four digits: `86400` is no day."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date_form", "it is not written as YYYY-MM-DD")
    return value


_DayText = Annotated[str, Field(pattern=f"^{_DAY.pattern}$", json_schema_extra={"format": "date"})]
CalendarDay = Annotated[date, BeforeValidator(_written, json_schema_input_type=_DayText)]
"""A day, written as YYYY-MM-DD."""


class Dated(Model):
    """A date, and who supplied it."""

    date: CalendarDay
    """The day, as YYYY-MM-DD."""
    basis: Basis = "source"
    """`editor` where no source gives it; it is then disclosed in print."""
    note: Line | None = None
    """Why the editor supplied it."""


Day = Annotated[Dated, wrapped("date", CalendarDay | Dated)]


class Participant(Model):
    """Somebody who took part."""

    actor: ActorKey
    """The id of an actor."""
    role: Line | None = None
    """The role at this meeting: host, chair, observer."""


class Meeting(Model):
    """The meeting, or another occasion that statements belong to."""

    name: Line
    """The meeting, the occasion, or the body that met."""
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
    note: Line | None = None
    """What a reader must know of it."""


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
    """How running text names the actor, with “the” where it has one: President Zelensky, the Secretariat."""
    plain: Line | None = None
    """How the public knows the actor: the leaders of ECOWAS."""
    latin: Line | None = None
    """The name in Latin letters, where `name` has others."""
    members: tuple[ActorKey, ...] = ()
    """The actors that make up a grouping."""
    variants: tuple[Label, ...] = ()
    """Other spellings, accepted in sources only."""
    language: Language | None = None
    """The language of the name (BCP 47), where it is not the record's."""
    basis: Basis = "source"
    """`editor` where name or office come from no source; disclosed in print."""

    @property
    def printed(self) -> str:
        """How running text names the actor."""
        return self.style or self.latin or self.name

    @property
    def brief(self) -> str:
        """How a headline names the actor."""
        return self.short or self.latin or self.name

    @cached_property
    def surfaces(self) -> tuple[str, ...]:
        """The names by which a wording may have the actor, longest first."""
        found = {name for name in (self.name, self.latin, self.style, self.short, self.plain) if name}
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    @cached_property
    def known_as(self) -> tuple[str, ...]:
        """Every name by which a source may have the actor: of a person, the last word of the name too."""
        last = (self.latin or self.name).split()[-1:] if self.kind == "person" and " of " not in self.name else []
        return tuple(dict.fromkeys((*self.surfaces, *self.variants, *last)))


class Step(Model):
    """A step on an issue's way into force, and whether it is taken."""

    step: Line
    """What is done: voted, ratified, in force."""
    state: StepState
    """Whether it is done: `pending` where it is still to come, `not` where it has not happened."""
    statement: StatementKey
    """The id of the statement that bears it out."""


class Issue(Model):
    """A matter on which statements are made."""

    title: Line
    """As it heads a section or a row."""
    ladder: tuple[Step, ...] = ()
    """Where it stands: the steps on its way into force, in order."""
    sides: tuple[ActorKey, ...] = ()
    """Actors who must each be heard: every one needs a position."""


class Term(Model):
    """A term or acronym, explained."""

    long: Line
    """Written out."""
    plain: Line | None = None
    """Explained to somebody who has never met it."""


class Original(Model):
    """The document that a source's text was taken from: PDF, DOCX, HTML."""

    file: Filename
    """The document, relative to the record's folder."""
    sha256: Hash | None = None
    """Its hash."""


class Source(Model):
    """A text that the record rests on. Types are CSL's names."""

    model_config = ConfigDict(json_schema_extra=one_of_keys("anyOf", "file", "url"))

    file: Filename | None = None
    """The text, relative to the record's folder, in UTF-8; without one it can be named and not be quoted."""
    sha256: Hash | None = None
    """The file's hash; `briefkit new` writes it."""
    original: Original | None = None
    """The document that the text was taken from."""
    language: Language | None = None
    """The language of its text, where it is not the record's (BCP 47)."""
    type: Label = "document"
    """The CSL type: article-newspaper, report, speech, webpage, …"""
    short: Line | None = None
    """What forms call it; by default from the type: the article."""
    title: Line | None = None
    """Its title."""
    author: Line | None = None
    """Its author: who “we” is in it, and whose words stand there without a name. A name, or an actor's id."""
    publisher: Line | None = None
    """Who published it."""
    issued: CalendarDay | None = None
    """When it was published."""
    accessed: CalendarDay | None = None
    """When it was read."""
    url: Line | None = None
    """Where it was found."""
    rank: Rank | None = None
    """How near it is to the event."""
    note: Line | None = None
    """What affects its quality."""
    marking: Marking | None = None
    """Its own marking, where it is higher than the record's."""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not (self.file or self.url):
            raise PydanticCustomError("no_text", "it has neither `file` nor `url`")
        return self

    @property
    def called(self) -> str:
        """How forms name the source."""
        called = table("wording/en.toml")["called"]
        return self.short or str(called.get(self.type, called["document"]))
