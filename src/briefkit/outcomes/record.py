"""The record of a meeting: what one `outcomes.yaml` holds."""

from typing import Any

from pydantic import Field, model_validator

from briefkit.outcomes.gate import Key, Line
from briefkit.outcomes.parts import Actor, Day, Issue, Meeting, Model, Source, Term
from briefkit.outcomes.statements import Sourced, Statement


class Outcomes(Model):
    """The record of a meeting."""

    id: Key
    """Names the output folder and files."""
    title: Line
    """Heads a page where no summary has a headline."""
    marking: Line
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
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """The language of the forms (BCP 47)."""
    prepared_by: Line | None = None
    """The organisation that publishes the briefs."""
    contact: Line | None = None
    """Whom a reader can ask."""
    reviewed_by: Line | None = None
    """Who checked the record; a public edition without one warns."""
    changed: Day | None = None
    """The date of the last significant change."""
    change_note: Line | None = None
    """What changed then."""

    def ground(self, statement: Statement) -> tuple[Sourced, ...]:
        """Return the sourced statements that a statement comes down to, each once: itself, or all it rests on."""
        by_id = {s.id: s for s in self.statements}
        found: dict[str, Sourced] = {}
        seen: set[str] = set()
        waiting: list[Statement] = [statement]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, Sourced):
                found[one.id] = one
            elif one.id not in seen:
                seen.add(one.id)
                waiting += [by_id[key] for key in one.rests_on if key in by_id]
        return tuple(found.values())

    @model_validator(mode="before")
    @classmethod
    def _only_source(cls, data: Any) -> Any:
        """Give quotes without a source the only source there is."""
        match data:
            case {"sources": dict() as sources, "statements": list() as statements} if len(sources) == 1:
                (only,) = sources
                return {**data, "statements": [_with_source(statement, only) for statement in statements]}
        return data


def _with_source(value: Any, only: str) -> Any:
    """Return raw statement data in which every quote names a source."""
    if isinstance(value, list):
        return [_with_source(item, only) for item in value]
    if not isinstance(value, dict):
        return value
    named = {key: _with_source(item, only) for key, item in value.items()}
    if "quote" in value:
        named["quote"] = _quotes(value["quote"], only)
    return named


def _quotes(value: Any, only: str) -> Any:
    items = value if isinstance(value, list) else [value]
    return [{"source": only, **(x if isinstance(x, dict) else {"quote": x})} for x in items]
