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
from briefkit.outcomes import AUDIENCES, Audience, FormName, StatusName
from briefkit.outcomes.gate import Line
from briefkit.outcomes.parts import Model

LengthName = Literal["flash", "onepage", "twopage", "full"]


@dataclass(frozen=True, slots=True)
class Length:
    """A maximum, never a target."""

    pages: float
    words: int | None = None
    """None: the page decides."""
    spare: float = 0.08
    """Of a page: room left free, so that another program's line breaks make no further page."""


LENGTHS: Mapping[LengthName, Length] = MappingProxyType(
    {"flash": Length(0.5, 200, spare=0), "onepage": Length(1), "twopage": Length(2), "full": Length(8, 3_000)}
)
"""Shortest first."""


class Section(Model):
    """A query over the statements of a record."""

    kinds: tuple[str, ...]
    """Only these kinds of statement."""
    instead: tuple[str, ...] = ()
    """Where there is none of those, the highest of these kinds."""
    form: FormName = "sentence"
    """The form that it prints; `row` where its template shows the speaker beside it."""
    short: bool = False
    """It prints shorter wordings where there are any."""
    most: int | None = None
    """How many at most; the sides of an issue count as one."""
    status: tuple[StatusName, ...] = ()
    """Only these statuses; empty: all."""
    issue: Literal["any", "some", "none"] = "any"
    """`some`: only statements that belong to an issue; `none`: only the others."""
    occasion: Literal["this", "other", "any"] = "this"
    """`this`: only what belongs to the meeting; `other`: only what belongs to another occasion."""
    disputed: bool = False
    """Only statements of which another that can be printed gives another account; they stand side by side."""
    doubtful: bool = False
    """Only statements of which the record says that their attribution is unclear."""
    dated: bool = False
    """Only statements with a day or a month to come; what another section prints stands in it again, as a headline."""
    figures: bool = False
    """Only statements with quantities."""
    least: int = 0
    """So many of the highest are never dropped for want of space."""
    keep: bool = False
    """Nothing of it is."""
    again: bool = False
    """It also prints what another section prints."""
    fresh: bool = False
    """It leaves out what the page tells before it, in the bottom line or elsewhere, but keeps its `least`."""
    untold: bool = False
    """It leaves out positions on an issue of which a statement on the page already names every side."""
    lead: bool = False
    """The bottom line: its one statement is never dropped, and its headline heads the page."""


class Brief(Model):
    """What a page is made of: a template, and what its sections ask for."""

    title: Line
    """As it stands on the page."""
    template: Line
    """The template's file name."""
    avoid: int = 0
    """How many wordings to avoid it lists at most."""
    ladders: int = 1
    """How many issues it shows at most as steps on their way into force."""
    sections: dict[str, Section]


class House(Brief):
    """A brief written for one audience at one length."""

    length: LengthName
    audience: Audience


class Edition(House):
    """A brief for one audience at one length, ready to be planned."""

    id: Line
    reader: Line
    """For whom, as it stands on the page."""
    house: bool = True
    """It is made unless others are asked for."""
    listing: str = ""
    """The edition that lists what this one only counts; empty where this one lists everything."""

    @property
    def limit(self) -> Length:
        """Its length's limits."""
        return LENGTHS[self.length]


class Catalogue(Model):
    """What `editions.yaml` holds."""

    readers: dict[Audience, Line]
    """How each audience is called on the page."""
    house: dict[Line, House]
    plain: dict[LengthName, Brief]
    """For every audience that has no house edition of that length."""

    def editions(self) -> dict[str, Edition]:
        """Return the house editions in their order, then the plain ones by audience and length."""
        found = {key: self._edition(key, entry, entry.audience, entry.length) for key, entry in self.house.items()}
        taken = {(entry.audience, entry.length) for entry in self.house.values()}
        for audience in AUDIENCES:
            for length, entry in self.plain.items():
                if (audience, length) not in taken:
                    edition = self._edition(f"{audience}-{length}", entry, audience, length)
                    found[edition.id] = edition.model_copy(update={"house": False})
        return {key: edition.model_copy(update={"listing": self._listing(edition)}) for key, edition in found.items()}

    def _listing(self, edition: Edition) -> str:
        """Return the title of the longest house edition of an audience, for an edition of one page or less."""
        lengths = list(LENGTHS)
        longest = max(
            (entry for entry in self.house.values() if entry.audience == edition.audience),
            key=lambda entry: lengths.index(entry.length),
            default=edition,
        )
        longer = lengths.index(longest.length) > lengths.index(edition.length)
        return f"the {longest.title}" if longer and edition.limit.pages <= 1 else ""

    def _edition(self, key: str, entry: Brief, audience: Audience, length: LengthName) -> Edition:
        sections = {name: _for(section, audience) for name, section in entry.sections.items()}
        return Edition(
            id=key,
            title=entry.title,
            reader=self.readers[audience],
            template=entry.template,
            avoid=entry.avoid,
            ladders=entry.ladders,
            sections=sections,
            length=length,
            audience=audience,
        )


_LEADING = {"most": 1, "keep": True, "instead": ("decision", "announcement", "commitment", "event", "fact")}


def _for(section: Section, audience: Audience) -> Section:
    """Return a section with what every bottom line has, in the words of its audience: plain forms for the public."""
    lead = _LEADING if section.lead else {}
    plain = audience == "public" and section.form != "headline"
    return section.model_copy(update=lead | ({"form": "plain"} if plain else {}))


def folder() -> Path:
    """Return the folder of the templates: the package's, or the checkout's in an editable install."""
    packed = Path(str(files("briefkit") / "templates"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"


@cache
def editions() -> Mapping[str, Edition]:
    """Return every edition by id, the house's first; TemplateError where the file is wrong."""
    file = "templates/editions.yaml"
    data: Any = yamlfile.read_file(folder() / "editions.yaml", file)[0]
    try:
        return MappingProxyType(Catalogue.model_validate(data).editions())
    except (ValueError, KeyError) as error:
        at = ".".join(map(str, getattr(error, "errors", lambda: [{"loc": ()}])()[0]["loc"]))
        message = f"`{at}` is not of the right form" if at else "an audience has no reader"
        raise TemplateError(Problem("T20", message, Place(file), "See the entries beside it.")) from None
