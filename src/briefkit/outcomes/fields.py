"""The parts of a statement: evidence, conditions, quantities, who stands behind it, and how it is worded."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefkit.outcomes.gate import ActorKey, Key, Line, Quotation, StatementKey
from briefkit.outcomes.model import Model, listed, one_of_keys, wrapped
from briefkit.outcomes.parts import Language

Comparator = Literal["exactly", "about", "at_least", "at_most", "more_than", "less_than", "up_to"]


class Evidence(Model):
    """A quote in a source (W3C Web Annotation, TextQuoteSelector)."""

    quote: Quotation
    """The source's own words, exact but for white space."""
    source: Key | None = None
    """The id of the source; by default the first."""
    prefix: Quotation | None = None
    """Words just before it, to tell repeats apart."""
    suffix: Quotation | None = None
    """Words just after it, to tell repeats apart."""
    language: Language | None = None
    """The language of these words, where it is not the source's (BCP 47)."""


_Several = Annotated[list[Quotation | Evidence], Field(min_length=1)]
Quotes = Annotated[tuple[Evidence, ...], Field(min_length=1), listed("quote", takes=Quotation | Evidence | _Several)]


class Whole(Model):
    """The whole of which a quantity is a part, evidenced."""

    value: float = Field(allow_inf_nan=False)
    """The number of the whole."""
    counts: Line
    """What it counts."""
    quote: Quotes
    """Where a source says that the one is part of the other."""


class Quantity(Model):
    """A number that is compared, repeated or derived."""

    model_config = ConfigDict(json_schema_extra=one_of_keys("anyOf", "counts", "unit"))

    value: float = Field(allow_inf_nan=False)
    """The number."""
    counts: Line | None = None
    """What is counted: nations, members."""
    unit: Line | None = None
    """The unit of measure: metres, per cent."""
    comparator: Comparator = "exactly"
    """How exact it is."""
    part_of: Whole | None = None
    """The whole it is part of."""

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not (self.counts or self.unit):
            raise PydanticCustomError("no_unit", "it has neither `unit` nor `counts`")
        return self


class Avoid(Model):
    """A wording that must not be used: by the statement, and by what the desk says of it."""

    say: Line
    """The wording."""
    because: Line
    """Why not."""
    everywhere: bool = False
    """No other statement may use it either."""


class Stands(Model):
    """The answer to a question of `briefkit check`: the words asked about are right."""

    say: Line
    """The words."""
    because: Line
    """Why they are right; printed in the Dossier's annex."""


FormName = Literal["sentence", "row", "headline", "plain"]
FORMS: tuple[FormName, ...] = get_args(FormName)
"""The forms in which a statement is printed; the program composes them."""
SHORT = "-short"
"""What the name of a form ends with where it is printed with its shorter wordings."""
FORM_PARTS = (*FORMS, *(f"{form}{SHORT}" for form in FORMS))
"""The names by which a page cites what it prints of a statement in a form."""


class Forms(Model):
    """Finished wordings in place of composed ones."""

    sentence: Line | None = None
    """Stands alone: the speaker, what was said, the conditions."""
    row: Line | None = None
    """Stands beside a cell that names the speaker."""
    headline: Line | None = None
    """At most 12 words."""
    plain: Line | None = None
    """In plain words for the public."""


class Condition(Model):
    """A condition: every printed wording of its statement has it."""

    text: Line
    """As the evidence has it; a whole sentence begins with a capital and ends with a full stop."""
    short: Line | None = None
    """A shorter wording, as firm as itself; headlines use it."""
    plain: Line | None = None
    """In plain words for the public."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that keeps the condition."""
        return tuple(wording for wording in (self.text, self.short, self.plain) if wording)


Conditions = tuple[Annotated[Condition, wrapped("text", Line | Condition)], ...]


class Attribution(Model):
    """Who stands behind a statement: an actor, or a source's words for somebody it does not name."""

    model_config = ConfigDict(json_schema_extra=one_of_keys("oneOf", "actor", "words"))

    actor: ActorKey | None = None
    """The id of an actor."""
    words: Line | None = None
    """The source's words, where it names nobody: many developing countries."""
    on_behalf_of: ActorKey | None = Field(default=None, alias="for")
    """The id of the actor whom this one spoke for."""

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if bool(self.actor) == bool(self.words):
            raise PydanticCustomError("nobody", "it needs one of `actor` and `words`")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The actors that it names."""
        return tuple(key for key in (self.actor, self.on_behalf_of) if key)


_Who = Key | Attribution | list[Key | Attribution]
Attributions = Annotated[tuple[Attribution, ...], listed("actor", takes=_Who)]


class Contradiction(Model):
    """Another account of the same thing."""

    statement: StatementKey
    """The id of the statement that tells it."""
    about: Line | None = None
    """What they differ about: whether anything was agreed."""


Contradictions = tuple[Annotated[Contradiction, wrapped("statement", Key | Contradiction)], ...]


class Ballot(Model):
    """Those who voted one way: who they are, or how many."""

    actors: Attributions = ()
    """Who they are."""
    count: int | None = Field(default=None, ge=0)
    """How many they are; those who are named are among them."""

    @model_validator(mode="after")
    def _holds_the_named(self) -> Self:
        if self.count is not None and self.count < len(self.actors):
            raise PydanticCustomError("more_named", "more are named than counted")
        return self

    @property
    def uncounted(self) -> bool:
        """Whether those who are named are all that there are."""
        return self.count in (None, len(self.actors))


def _ballot(value: Any) -> Any:
    """Let a number or actors stand for a ballot."""
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        return {"count": value}
    whole = isinstance(value, dict) and value.keys() & Ballot.model_fields.keys()
    return value if whole or isinstance(value, BaseModel) else {"actors": value}


Cast = Annotated[Ballot, BeforeValidator(_ballot, json_schema_input_type=Annotated[int, Field(ge=0)] | _Who | Ballot)]
"""A ballot, or what stands for one."""


class Vote(Model):
    """How a decision was voted on."""

    in_favour: Cast = Field(alias="for")
    """Who voted for it, or how many."""
    against: Cast = Ballot()
    """Who voted against it, or how many."""
    abstained: Cast = Ballot()
    """Who abstained, or how many."""

    @property
    def ballots(self) -> dict[str, Ballot]:
        """The side, as a record writes it → who took it."""
        return {"for": self.in_favour, "against": self.against, "abstained": self.abstained}
