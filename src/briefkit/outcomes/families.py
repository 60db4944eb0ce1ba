"""The two families of statements: what a source holds, and what the desk adds."""

from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from briefkit.errors import Steps
from briefkit.house import DEFAULT, House
from briefkit.outcomes import fields
from briefkit.outcomes.gate import PROSE, IssueKey, Key, Line, Marking, Role, StatementKey
from briefkit.outcomes.model import Model, one_of_keys
from briefkit.outcomes.parts import Day
from briefkit.outcomes.statuses import StatusName, one_of


def _known(name: str, info: ValidationInfo) -> str:
    """Return the name of an audience of the house that the record is read under."""
    house = info.context if isinstance(info.context, House) else DEFAULT
    return one_of(name, house.names, house.audience_hint)


AudienceName = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": list(DEFAULT.names)})]
"""The name of an audience; the schema for a house has the house's own."""

MARGINS = "margins"
"""The occasion that needs no entry: beside the table, unconfirmed."""

_SHAPES = ("says", "does", "text")
_BESIDE = ("stands", "quantities", "on")
"""The keys of what the author says about it."""
_SPARED = ("supersedes", "contradicts")
"""The keys that name other statements, and lose those that are withheld; by any other key it is withheld with them."""


class Base(Model):
    """What every statement has."""

    usual: ClassVar[str]
    """The status where none is given."""

    id: Key
    """Unique in the record."""
    kind: str
    """What sort of statement it is."""
    text: Line | None = None
    """A whole sentence, or two: the source's own voice, or what neither `says` nor `does` can hold."""
    short: Line | None = None
    """A shorter wording, in the same shape as the first."""
    headline: Line | None = None
    """A wording for a headline, in the same shape; by default the first, where it is short enough."""
    plain: Line | None = None
    """A wording in plain words for the public, in the same shape; by default the first."""
    forms: fields.Forms = fields.Forms()
    """Finished wordings in place of those that the program composes."""
    issue: IssueKey | None = None
    """The issue it belongs to."""
    status: StatusName | None = None
    """How firm it is; by default from the kind."""
    importance: int = Field(default=3, ge=1, le=5)
    """5 is what the reader must not miss."""
    relevance: dict[AudienceName, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)
    """Audience → 0 to 1, 1 where not given; 0 hides it from that audience."""
    must: bool = False
    """Never dropped for want of space."""
    conditions: fields.Conditions = ()
    """What every printed wording has; the program puts it in."""
    avoid: tuple[fields.Avoid, ...] = ()
    """Wordings that must not be used of it, and why."""
    stands: tuple[fields.Stands, ...] = ()
    """Answers to what `briefkit check` asks about its wordings."""
    marking: Marking | None = None
    """Its own marking, where it is higher than the record's."""
    supersedes: tuple[StatementKey, ...] = ()
    """Statements it replaces; they are not printed."""

    @property
    def standing(self) -> str:
        """The status, given or usual."""
        return self.status or self.usual

    @property
    def first(self) -> str:
        """The first wording; empty where there is none."""
        return next((wording for name in _SHAPES if (wording := getattr(self, name, None))), "")

    @property
    def condition_wordings(self) -> tuple[str, ...]:
        """Its conditions, in each of their wordings."""
        return tuple(text for condition in self.conditions for text in condition.wordings)

    @property
    def shape(self) -> str:
        """The key of its first wording, `says`, `does` or `text`; empty where there is none."""
        return next((name for name in _SHAPES if getattr(self, name, None)), "")

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Every text of it that a page may print."""
        prose = ((path[0], text) for path, text, role in self.leaves if role == PROSE)
        return tuple(text for name, text in prose if name not in _BESIDE)

    @cached_property
    def actors(self) -> frozenset[str]:
        """The ids of the actors that its fields name."""
        return frozenset(key for _, key, role in self.leaves if role in ("actor", "actor or source"))

    @cached_property
    def tied_to(self) -> tuple[str, ...]:
        """The ids of the statements without which it is not released: all that it names, but for those it can spare."""
        return tuple(key for path, key, role in self.leaves if role == "statement" and path[0] not in _SPARED)

    @cached_property
    def attributions(self) -> tuple[tuple[Steps, fields.Attribution], ...]:
        """Those who stand behind it, support or oppose it, are addressed or voted, each with its path in it."""
        return tuple((path, entry) for path, entry, _ in self.leaves if isinstance(entry, fields.Attribution))


class Sourced(Base):
    """A statement that a source holds. It has exactly one of `says`, `does` and `text`."""

    model_config = ConfigDict(
        json_schema_extra={**one_of_keys("oneOf", *_SHAPES), "dependentRequired": {"says": ["by"], "does": ["by"]}}
    )

    quote: fields.Quotes
    """Its evidence: a quote, or several."""
    says: Line | None = None
    """A clause, without the speaker: what somebody says."""
    does: Line | None = None
    """A predicate, without its subject: what somebody does, wants, holds."""
    verb: Line | None = None
    """The verb before “that”; by default the quote's own where the house uses it, else “said”."""
    by: fields.Attributions = ()
    """Whose statement it is: one or several; without one it is the source's own voice."""
    via: Annotated[Key, Role("actor or source")] | None = None
    """The actor or source that reported it."""
    supported_by: fields.Attributions = ()
    """Who supported it."""
    opposed_by: fields.Attributions = ()
    """Who opposed it."""
    about: StatementKey | None = None
    """Another statement that this one speaks of; its speaker is kept."""
    occasion: Annotated[Key, Role("occasion")] | None = None
    """The other occasion it belongs to; `margins` for what was heard beside the table."""
    on: Day | None = None
    """The day of what is told, where no wording gives it."""
    scope_note: Line | None = None
    """What is unclear about how far the attribution reaches."""
    quantities: tuple[fields.Quantity, ...] = ()
    """Numbers that are compared, repeated or derived."""
    contradicts: fields.Contradictions = ()
    """Statements that give another account of the same thing."""

    @model_validator(mode="after")
    def _worded_once(self) -> Self:
        given = [name for name in _SHAPES if getattr(self, name)]
        if len(given) > 1:
            raise PydanticCustomError("worded_twice", "two first wordings", {"given": given})
        if not given and self.kind != "direct_quote":
            raise PydanticCustomError("unworded", "no first wording")
        if given != ["text"] and not self.by:
            raise PydanticCustomError("no_speaker", "a wording without its speaker", {"given": given or ["quote"]})
        return self

    @property
    def speakers(self) -> tuple[str, ...]:
        """The ids of the actors who speak, and of those whom they speak for."""
        return tuple(key for entry in self.by for key in entry.keys)

    @cached_property
    def evidence(self) -> tuple[fields.Evidence, ...]:
        """All quotes, those of its quantities included."""
        parts = (q.part_of for q in self.quantities)
        return (*self.quote, *(e for part in parts if part for e in part.quote))


class Desk(Base):
    """A statement that the desk adds. Without a text of its own it is composed from what it rests on."""

    usual = "held"
    rests_on: tuple[StatementKey, ...] = Field(min_length=1)
    """The statements that it tells, in order."""
    add: Line | None = None
    """The desk's own sentence, printed behind."""
