"""A house, the institution that publishes, as frozen values: its audiences, marking schemes, name and look.

Everything that differs from one house to the next is passed on as one `House`. `DEFAULT` is the one where no
`briefkit.toml` is. This is the only place that knows audiences and marking schemes by name.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefkit.data import table
from briefkit.errors import Place

PUBLIC = "public"
"""The audience that everybody belongs to."""
FILE = "briefkit.toml"
"""The name of the house file."""
TEMPLATES = "templates/"
"""Where a house keeps its templates, beside the house file."""


BLACK = ("000000", None)
"""The text and the ground of a marking that has no colours of its own: black on the paper."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of markings: a record keeps to one."""

    name: str
    labels: tuple[str, ...]
    """Lowest first."""
    colours: Mapping[str, tuple[str, str | None]] = field(default_factory=dict, hash=False)
    """Label → its text and its ground as RRGGBB; a ground of None is the paper. A label without one is `BLACK`."""
    meanings: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Label → what it lets its reader do, as web pages tell it."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom briefs are made. The defaults protect: it receives nothing, and a reader must have signed."""

    name: str
    """Names the folder of its briefs."""
    reader: str
    """For whom, as it stands on the page."""
    ceiling: frozenset[str] = frozenset()
    """The highest markings that it may receive, at most one of each scheme; of any other scheme it receives nothing."""
    withheld: frozenset[str] = frozenset({"ask", "line", "question"})
    """Kinds of statement that it does not receive."""
    plain: bool = False
    """It reads plain wordings in place of sentences and rows."""
    review: bool = True
    """Its pages say so if a statement on them is not signed by a reader."""
    specialist: bool = False
    """It knows the acronyms of its field."""
    grade: int | None = None
    """The school grade above which a page is told to read too hard (E23); None: nobody asks."""
    order: int = 100
    """Its place among the others; those of the same order stand as the house file has them."""
    made: bool = True
    """Briefs for it are made unless others are asked for."""
    place: Place | None = field(default=None, compare=False, repr=False)
    """Where the house file has it; None where it does not name it."""


@dataclass(frozen=True, slots=True)
class HouseFile:
    """A template or the file of editions: one beside the house file, or the program's own."""

    name: str
    """`editions.yaml`, or its path in the folder of the house: `templates/parts/head.md`."""
    label: str
    """As problems name it."""
    data: bytes = field(repr=False)

    @property
    def template(self) -> str:
        """Its path in the folder of templates; empty for another file."""
        return self.name.removeprefix(TEMPLATES) if self.name.startswith(TEMPLATES) else ""


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The files of a font family; a face without a file of its own is set in the regular one."""

    regular: Path | None
    """None: the program's own family, which the others help out."""
    bold: Path | None = None
    italic: Path | None = None
    bold_italic: Path | None = None


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A picture for the masthead."""

    file: Path
    alt: str
    """Its text for who cannot see it."""


@dataclass(frozen=True, slots=True)
class HouseLook:
    """What the house file says about the look; its files are there and of the right kind.

    None and empty: as the program has it.
    """

    accent: str | None = None
    """RRGGBB, in capitals."""
    size: float | None = None
    """Of the body, in points."""
    paper: str | None = None
    """`a4` or `letter`."""
    reference_doc: Path | None = None
    """A .docx or .dotx."""
    styles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """A style of ours as `look.STYLES` names it (`heading1`) → the name of the template's style."""
    fonts: tuple[FontFiles, ...] = ()
    """The first is the text's; each of the others takes the letters that those before it lack."""
    logo: LogoFile | None = None
    seal: str = ""
    """SHA-256 of the files that it names."""
    places: Mapping[str, Place] = field(default_factory=dict, hash=False, compare=False)
    """A key (`accent`, `fonts`, `logo`) → where the house file has it, for what is found wrong later."""


_SCHEMES = tuple(
    Scheme(
        name,
        tuple(row["labels"]),
        {label: (ink, ground) for label, (ink, ground) in row.get("colours", {}).items()},
        row.get("meanings", {}),
    )
    for name, row in table("house.toml")["marking"].items()
)

_DESK = frozenset({"TLP:AMBER+STRICT", "OFFICIAL-SENSITIVE"})
_AUDIENCES = (
    Audience("principal", "for the principal", _DESK, frozenset(), review=False, specialist=True, order=1),
    Audience("officer", "for the desk", _DESK, frozenset(), review=False, specialist=True, order=2),
    Audience("parliament", "for Parliament", frozenset({"TLP:CLEAR"}), order=3),
    Audience("partner", "for partners", frozenset({"TLP:AMBER", "OFFICIAL"}), review=False, order=4),
    Audience(PUBLIC, "for the public", frozenset({"TLP:CLEAR"}), frozenset({"ask", "question"}), plain=True, order=5),
)


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes, for whom, under which markings, in which look."""

    name: str = ""
    """Stands in the masthead where the record has no `prepared_by`."""
    contact: str = ""
    """Whom a reader can ask, where the record does not say."""
    url: str = ""
    """The house's address on the web."""
    notice: str = ""
    """What every page says, before the record's own notice."""
    audiences: tuple[Audience, ...] = _AUDIENCES
    """In the order in which their briefs are made."""
    schemes: tuple[Scheme, ...] = _SCHEMES
    look: HouseLook = HouseLook()
    records: tuple[str, ...] = ()
    """Where records lie: folders, or patterns, relative to the house file."""
    out: Path = Path("reports")
    """Where briefs go."""
    files: tuple[HouseFile, ...] = ()
    """`editions.yaml` and `templates/…` beside the house file; each comes before the program's own."""
    file: str = ""
    """The house file as problems name it; empty where there is none."""

    @property
    def markings(self) -> Mapping[str, tuple[str, str | None]]:
        """Label → the colours of its text and ground, for all schemes."""
        return {label: colours for scheme in self.schemes for label, colours in scheme.colours.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the audiences, in order."""
        return tuple(audience.name for audience in self.audiences)

    @property
    def audience_hint(self) -> str:
        """The hint on how to add an audience."""
        return f"Another audience is a table [audience.NAME] in {self.file or FILE}."

    def ceiling_hint(self, marking: str, *names: str) -> str:
        """Return the hint that audiences have no ceiling in a marking's scheme; empty where all have one.

        Why not what to write there: most of them are meant to receive nothing of it.
        """
        scheme, found = self.scheme(marking), [row for row in map(self.audience, names) if row]
        lacking = [row for row in found if scheme and row.ceiling.isdisjoint(scheme.labels)]
        if not lacking or not scheme:
            return ""
        have, receive = ("have", "receive") if lacking[1:] else ("has", "receives")
        who = f"{', '.join(f'`{row.name}`' for row in lacking)} {have}"
        what = f"no `ceiling` of the scheme {scheme.name}, and so {receive} nothing of it"
        table = "NAME" if lacking[1:] else lacking[0].name
        return f"{who} {what}. Ceilings stand in {self.file or FILE}, under [audience.{table}]."

    @property
    def own_marking(self) -> str:
        """The highest marking of the house's own scheme, which a new record has until somebody lowers it; or empty."""
        own = [scheme for scheme in self.schemes if scheme not in _SCHEMES]
        return own[0].labels[-1] if own else ""

    def own(self, name: str) -> HouseFile | None:
        """Return one of its files; None where it has none of that name."""
        return next((file for file in self.files if file.name == name), None)

    def audience(self, name: str) -> Audience | None:
        """Return an audience; None where the house has none of that name."""
        return next((audience for audience in self.audiences if audience.name == name), None)

    def seal(self, audience: str) -> str:
        """Return the SHA-256 of what decides how an audience's briefs of a record come out, the record left aside."""
        look = self.look
        schemes = [(s.name, s.labels, sorted(s.colours.items()), sorted(s.meanings.items())) for s in self.schemes]
        row = self.audience(audience)
        reader = row and replace(row, order=0, made=True, ceiling=frozenset(), withheld=frozenset())
        sorts = [sorted(row.ceiling), sorted(row.withheld)] if row else []
        fields = (reader, sorts, schemes, look.accent, look.size, look.paper, sorted(look.styles.items()), look.seal)
        files = [(file.name, hashlib.sha256(file.data).hexdigest()) for file in self.files]
        named = (look.logo and look.logo.alt, files)
        return hashlib.sha256(repr((fields, named)).encode()).hexdigest()

    def scheme(self, marking: str) -> Scheme | None:
        """Return the scheme of a marking; None where it is unknown."""
        return next((scheme for scheme in self.schemes if marking in scheme.labels), None)

    def rank(self, marking: str) -> int:
        """Return how restrictive a known marking is within its scheme, from 0."""
        scheme = self.scheme(marking)
        assert scheme, "a record's markings are known when it has been read"  # noqa: S101
        return scheme.labels.index(marking)

    def meaning(self, marking: str) -> str:
        """Return what a marking lets its reader do; where the house does not say it, the lower markings of its scheme.

        Why not the higher ones: who gets the page need not know that there are any.
        """
        scheme = self.scheme(marking)
        if scheme is None or marking in scheme.meanings:
            return scheme.meanings[marking] if scheme else ""
        lower = " and ".join(scheme.labels[: self.rank(marking)])
        return (
            f"A marking of the scheme {scheme.name}, above {lower}."
            if lower
            else f"The lowest marking of the scheme {scheme.name}."
        )

    def highest(self, markings: Iterable[str]) -> str:
        """Return the most restrictive of markings of one scheme."""
        different = set(markings)
        return max(different, key=self.rank) if len(different) > 1 else different.pop()

    def allows(self, name: str, marking: str) -> bool:
        """Say whether an audience may receive what carries a marking."""
        audience, scheme = self.audience(name), self.scheme(marking)
        ceiling = [label for label in scheme.labels if audience and label in audience.ceiling] if scheme else []
        return bool(ceiling) and self.rank(marking) <= self.rank(ceiling[0])


DEFAULT = House()
"""The house where there is no house file."""
