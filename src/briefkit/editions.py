"""Lengths, and the editions that `templates/editions.yaml` describes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from briefkit import yamlfile
from briefkit.errors import Place, Problem, TemplateError
from briefkit.outcomes import Audience, FormName, Status
from briefkit.outcomes.gate import Line
from briefkit.outcomes.parts import Model

LengthName = Literal["flash", "onepage", "twopage", "full"]


@dataclass(frozen=True, slots=True)
class Length:
    """A maximum, never a target."""

    pages: float
    words: int | None = None
    """None: the page decides."""


LENGTHS: Mapping[LengthName, Length] = MappingProxyType(
    {"flash": Length(0.5, 200), "onepage": Length(1), "twopage": Length(2), "full": Length(8, 3_000)}
)
"""Shortest first."""


class Section(Model):
    """A query over the statements of a record."""

    kinds: tuple[str, ...]
    """Only these kinds of statement."""
    form: FormName = "text"
    """The form that it prints."""
    most: int | None = None
    """How many at most; the sides of an issue count as one."""
    status: tuple[Status, ...] = ()
    """Only these statuses; empty: all."""
    issue: Literal["any", "some", "none"] = "any"
    """`some`: only statements that belong to an issue; `none`: only the others."""
    keep: bool = False
    """Nothing of it is dropped for want of space."""
    again: bool = False
    """It also prints what an earlier section has printed."""
    fresh: bool = False
    """It leaves out what the bottom line rests on: the reader has just read it."""
    lead: bool = False
    """Where nothing matches, the highest of all statements stands in; its headline heads the page."""


class Edition(Model):
    """A brief for one audience at one length."""

    id: Line
    title: Line
    """As it stands on the page."""
    reader: Line
    """For whom, as it stands on the page."""
    length: LengthName
    audience: Audience
    template: Line
    """The template's file name."""
    avoid: int = 0
    """How many wordings to avoid it lists at most."""
    sections: dict[str, Section]

    @property
    def limit(self) -> Length:
        """Its length's limits."""
        return LENGTHS[self.length]


def folder() -> Path:
    """Return the folder of the templates: the package's, or the checkout's in an editable install."""
    packed = Path(str(files("briefkit") / "templates"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"


@cache
def editions() -> Mapping[str, Edition]:
    """Return the house editions by id, in the order of the file; TemplateError where it is wrong."""
    data: Any = yamlfile.read_file(folder() / "editions.yaml", "templates/editions.yaml")[0]
    try:
        return MappingProxyType({key: Edition.model_validate({"id": key, **entry}) for key, entry in data.items()})
    except (ValueError, AttributeError, TypeError):
        message = "an edition is not of the right form"
        raise TemplateError(Problem("T20", message, Place("templates/editions.yaml"))) from None
