"""What an edition is: its length, its sections, its template; and all editions of a house."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from briefkit.house import Audience
from briefkit.outcomes import FormName, StatusName
from briefkit.outcomes.families import AudienceName
from briefkit.outcomes.gate import Key, Line
from briefkit.outcomes.model import Model
from briefkit.outcomes.statements import KindName

LengthName = Literal["flash", "onepage", "twopage", "full"]


@dataclass(frozen=True, slots=True)
class Length:
    """A maximum, never a target."""

    pages: float
    words: int | None = None
    """None: the page decides."""
    spare: float = 0.08
    """The part of a page that stays free, so that another program's line breaks make no further page."""


LENGTHS: Mapping[LengthName, Length] = MappingProxyType(
    {"flash": Length(0.5, 200, spare=0), "onepage": Length(1), "twopage": Length(2), "full": Length(8, 3_000)}
)
"""Shortest first."""


class Section(Model):
    """A query over the statements of a record."""

    kinds: tuple[KindName, ...]
    """Only these kinds of statement."""
    instead: tuple[KindName, ...] = ()
    """Where there is none of those: these kinds, up to `most`."""
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
    opening: bool = False
    """Only statements that tell of the meeting itself: they have its name, its place or its day."""
    disputed: bool = False
    """Only statements that contradict another one that can be printed; they stand side by side."""
    doubtful: bool = False
    """Only statements of which the record says that their attribution is unclear."""
    dated: bool = False
    """Only statements with a day or month to come; those of another section are printed again, as headlines."""
    figures: bool = False
    """Only statements with `quantities`: numbers that are compared, repeated or derived."""
    least: int = 0
    """So many of its highest statements are dropped for lack of space last of all, and the highest never."""
    keep: bool = False
    """All its statements are dropped for lack of space last of all, and the highest never."""
    again: bool = False
    """It also prints what sections before it print; else a statement stands in the first section that asks for it."""
    fresh: bool = False
    """It leaves out what earlier sections of the page say, but keeps its `least`."""
    untold: bool = False
    """It leaves out positions on an issue if a statement on the page already names all its sides."""
    lead: bool = False
    """It is the bottom line: its one statement is never dropped, and its headline heads the page.

    Its template prints it as `bottom_line.rows`; what it tells, other sections need not tell again.
    """

    def printed(self, name: str) -> tuple[str, ...]:
        """Return the names by which a template prints it; none for the bottom line, which heads the page."""
        extra = [other for other, is_so in (("when", self.dated), ("proofs", name == "evidence")) if is_so]
        return () if self.lead else (variable(name), *extra)


def variable(section: str) -> str:
    """Return the name by which a template knows a section."""
    return section.replace("-", "_")


class EditionSpec(Model):
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


class HouseEditionSpec(EditionSpec):
    """A brief written for one audience at one length, as the file of editions has it."""

    length: LengthName
    audience: AudienceName
    made: bool = True
    """Whether it is made unless it is named; an entry with this alone has all else from the program's."""


class Edition(HouseEditionSpec):
    """A brief for one audience at one length, ready to be planned."""

    audience: str
    id: Line
    reader: Line
    """For whom, as it stands on the page."""
    plain: bool = False
    """It prints plain wordings in place of sentences and rows."""
    review: bool = True
    """Its page says so if a statement on it is not signed."""
    house: bool = True
    """It is one of the house's own, not a plain one."""
    audience_made: bool = True
    """Its audience gets briefs by default; otherwise only if it or the edition is asked for."""
    listing: str = ""
    """The edition that lists the items of which this one gives only the number; empty where this one lists them."""

    @property
    def limit(self) -> Length:
        """Its length's limits."""
        return LENGTHS[self.length]


_NONE: Mapping[Any, Any] = {}


class Catalogue(Model):
    """What a file of editions holds."""

    house: Mapping[Key, HouseEditionSpec] = _NONE
    """Those that are made unless others are asked for."""
    plain: Mapping[LengthName, EditionSpec] = _NONE
    """For every audience that has no house edition of that length."""
    headings: Mapping[Line, Line] = _NONE
    """A heading of a template, up to its first value → the heading to print instead."""

    def under(self, own: "Catalogue") -> "Catalogue":
        """Return the catalogue with another's entries, which replace those of the same name and follow the others."""
        both = {name: {**getattr(self, name), **getattr(own, name)} for name in type(self).model_fields}
        return self.model_copy(update=both)

    def briefs(self) -> Iterator[tuple[tuple[str, str], EditionSpec]]:
        """Yield every brief with its path in the file."""
        for group in ("house", "plain"):
            yield from (((group, key), brief) for key, brief in getattr(self, group).items())

    def sections(self, template: str | None = None) -> set[str]:
        """Return the names of the sections of all briefs, or of those that are made with a template."""
        return {name for _, brief in self.briefs() if template in {None, brief.template} for name in brief.sections}

    def editions(self, audiences: Sequence[Audience]) -> dict[str, Edition]:
        """Return the house editions in their order, then the plain ones by audience and length."""
        readers = {audience.name: audience for audience in audiences}
        found = [self._edition(key, brief, readers[brief.audience], brief.length) for key, brief in self.house.items()]
        taken = {(brief.audience, brief.length) for brief in self.house.values()}
        for audience in audiences:
            for length, brief in self.plain.items():
                if (audience.name, length) not in taken:
                    found.append(self._edition(f"{audience.name}-{length}", brief, audience, length))
        return {edition.id: edition for edition in found}

    def _edition(self, key: str, brief: EditionSpec, audience: Audience, length: LengthName) -> Edition:
        """Return the edition of a brief for one audience at one length."""
        own: dict[str, Any] = {
            "id": key,
            "length": length,
            "audience": audience.name,
            "sections": {name: _for(section, audience) for name, section in brief.sections.items()},
            "house": isinstance(brief, HouseEditionSpec),
            "listing": self._listing(audience.name, length),
            "audience_made": audience.made,
        }
        return Edition(**dict(brief) | {name: getattr(audience, name) for name in _OF_AUDIENCE} | own)

    def _listing(self, audience: str, length: LengthName) -> str:
        """Return the title of the longest house edition of an audience, for an edition of one page or less."""
        lengths = list(LENGTHS)
        briefs = (brief for brief in self.house.values() if brief.audience == audience)
        longest = max(briefs, key=lambda brief: lengths.index(brief.length), default=None)
        longer = longest and lengths.index(longest.length) > lengths.index(length)
        return f"the {longest.title}" if longest and longer and LENGTHS[length].pages <= 1 else ""


_OF_AUDIENCE = ("reader", "plain", "review")
"""What an edition has from its audience."""


_LEADING = {"most": 1, "keep": True, "instead": ("decision", "announcement", "commitment", "event", "fact")}


def _for(section: Section, audience: Audience) -> Section:
    """Return a section in the form of its audience; a bottom line with the settings that every one has."""
    lead = _LEADING if section.lead else {}
    plain = audience.plain and section.form != "headline"
    return section.model_copy(update=lead | ({"form": "plain"} if plain else {}))
