"""The record of a meeting: what one `outcomes.yaml` holds, and its JSON Schema for editors and other programs."""

import json
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefkit.house import DEFAULT, House
from briefkit.manifest import is_name
from briefkit.outcomes.families import Base, Desk, Sourced
from briefkit.outcomes.gate import Filename, Key, Line, Marking
from briefkit.outcomes.model import Model
from briefkit.outcomes.parts import Actor, Day, Issue, Language, Meeting, Source, Term
from briefkit.outcomes.statements import Statement

ID = "urn:briefkit:outcomes:1"
"""The name of the schema; its last part is the record's `format`."""


def _naming(key: str) -> str:
    """Refuse an id that no folder can have: briefs are named by it."""
    if not is_name(key):
        raise PydanticCustomError("device", "it is a device", {"given": [key]})
    return key


class Outcomes(Model):
    """The record of a meeting."""

    format: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = "1"
    """The version of this format."""
    id: Annotated[Key, AfterValidator(_naming)]
    """Names the output folder and files."""
    title: Line
    """Heads a page where no summary has a headline."""
    marking: Marking
    """The marking of title, meeting, issues and prose: TLP:CLEAR, …"""
    as_of: Day
    """The day the record speaks for."""
    meeting: Meeting
    """The meeting."""
    sources: dict[Key, Source] = Field(min_length=1)
    """The texts it rests on, by id."""
    statements: tuple[Statement, ...] = Field(min_length=1)
    """Who said, announced, proposed or decided what."""
    actors: dict[Key, Actor] = Field(default_factory=dict)
    """Who speaks and acts, by id."""
    issues: dict[Key, Issue] = Field(default_factory=dict)
    """What it is about, by id."""
    terms: dict[str, Term] = Field(default_factory=dict)
    """Terms and acronyms, by short form."""
    occasions: dict[Key, Meeting] = Field(default_factory=dict)
    """Other meetings and occasions that statements belong to, by id."""
    language: Language = Field(default="en", json_schema_extra={"pattern": "^en(-|$)"})
    """The language of the wordings (BCP 47); so far only English."""
    include: tuple[Filename, ...] = ()
    """Further files of the record, relative to it: `statements/*.yaml`, `../actors.yaml`."""
    draft: bool = False
    """A first draft made by the program: every page says DRAFT until this line is deleted. Until then nothing is asked
    about how its sentences are finished (Q14 to Q17)."""
    notice: Line | None = None
    """What every edition says of the record: invented, for training."""
    prepared_by: Line | None = None
    """The organisation that publishes the briefs."""
    contact: Line | None = None
    """Whom a reader can ask."""
    reference: Line | None = None
    """The file number under which the organisation keeps it."""
    changed: Day | None = None
    """The date of the last significant change."""
    change_note: Line | None = None
    """What changed then."""

    @field_validator("language")
    @classmethod
    def _read(cls, value: str) -> str:
        if value.partition("-")[0] != "en":
            raise PydanticCustomError("language", "not a language of the program")
        return value

    @field_validator("meeting")
    @classmethod
    def _has_met(cls, value: Meeting, info: ValidationInfo) -> Meeting:
        if (spoken := info.data.get("as_of")) and spoken.date < value.date.date:
            raise PydanticCustomError("not_met", "the record speaks for a day before its meeting")
        return value

    _house: House = PrivateAttr(default_factory=lambda: DEFAULT)

    def model_post_init(self, context: Any, /) -> None:
        """Keep the house that the record is read under, given as the context."""
        if isinstance(context, House):
            self._house = context

    @cached_property
    def house(self) -> House:
        """The house that the record was read under: its audiences and markings."""
        return self._house

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return MappingProxyType({s.id: s for s in self.statements})

    @cached_property
    def ties(self) -> Mapping[str, tuple[str, ...]]:
        """The statements by id, each with the ids of those without which it is not released."""
        return MappingProxyType({s.id: s.tied_to for s in self.statements})

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The ids of the statements that another supersedes."""
        return frozenset(key for s in self.statements for key in s.supersedes)

    @cached_property
    def rivals(self) -> tuple[tuple[str, str], ...]:
        """The ids of statements that contradict each other, whichever names the other: each pair both ways."""
        pairs = [(s.id, rival.statement) for s in self.statements if isinstance(s, Sourced) for rival in s.contradicts]
        return tuple(dict.fromkeys(way for key, other in pairs for way in ((key, other), (other, key))))

    def below(self, statement: Base) -> tuple[Base, ...]:
        """Return a statement and all that it rests on, directly or not, each once."""
        found = {statement.id: statement}
        waiting = [statement]
        for upper in waiting:
            for key in upper.rests_on if isinstance(upper, Desk) else ():
                if key in self.by_id and key not in found:
                    found[key] = self.by_id[key]
                    waiting.append(found[key])
        return tuple(found.values())

    def ground(self, statement: Base) -> tuple[Sourced, ...]:
        """Return the sourced statements that a statement comes down to, each once: itself, or all it rests on."""
        return tuple(part for part in self.below(statement) if isinstance(part, Sourced))

    @model_validator(mode="before")
    @classmethod
    def _first_source(cls, data: Any) -> Any:
        """Give quotes without a source the first one, and a source whose author is an actor's id that actor's name."""
        match data:
            case {"sources": dict() as sources, "statements": list() as statements} if sources:
                first = next(iter(sources))
                named = {key: _with_author(source, data.get("actors")) for key, source in sources.items()}
                statements = [_with_source(statement, first) for statement in statements]
                return {**data, "sources": named, "statements": statements}
        return data


def _with_author(source: Any, actors: Any) -> Any:
    """Return raw source data whose author is no id."""
    match source, actors:
        case {"author": str() as author}, dict() if isinstance(actor := actors.get(author), dict):
            return {**source, "author": actor.get("style", actor.get("name"))}
    return source


def _with_source(value: Any, first: str) -> Any:
    """Return raw statement data in which every quote names a source."""
    if isinstance(value, list):
        return [_with_source(item, first) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _with_source(item, first) for key, item in value.items()}
    if "quote" in value:
        named["quote"] = _quotes(value["quote"], first)
    return named


def _quotes(value: Any, first: str) -> Any:
    items = value if isinstance(value, list) else [value]
    return [{"source": first, **(item if isinstance(item, dict) else {"quote": item})} for item in items]


@cache
def schema(house: House = DEFAULT) -> str:
    """Return the JSON Schema (draft 2020-12) of `outcomes.yaml` in a house as text, with a final line feed."""
    data = _housed(Outcomes.model_json_schema(), list(house.names))
    data["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    data["$id"] = ID
    return (
        json.dumps({**_strict(data), "title": "briefkit outcomes.yaml"}, indent=1, ensure_ascii=False, sort_keys=True)
        + "\n"
    )


def _housed(node: Any, names: list[str]) -> Any:
    """Return a schema with the audiences of a house for the program's."""
    match node:
        case dict():
            audiences = node.get("enum") == list(DEFAULT.names)
            return {key: names if audiences and key == "enum" else _housed(value, names) for key, value in node.items()}
        case list():
            return [_housed(item, names) for item in node]
        case _:
            return node


def _strict(node: Any) -> Any:
    """Return a schema as the loader judges: a key that holds nothing is refused, and so is an id of another form."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _strict(value) for key, value in node.items() if not _left_out(key, value)}
    match kept:
        case {"anyOf": [one, {"type": "null"}], **rest}:
            return {**one, **rest}
        case {"anyOf": [*several, {"type": "null"}], **rest}:
            return {"anyOf": several, **rest}
        case {"patternProperties": _}:
            return {**kept, "additionalProperties": False}
        case _:
            return kept


def _left_out(key: str, value: Any) -> bool:
    """Say whether a schema does without an entry: a title made from the name, or a default that is nothing."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and not isinstance(value, bool | int | str))
