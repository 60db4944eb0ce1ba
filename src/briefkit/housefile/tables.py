"""What `briefkit.toml` may hold, table by table."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from briefkit.addresses import is_web_page
from briefkit.house import DEFAULT
from briefkit.look import STYLES
from briefkit.manifest import is_name
from briefkit.outcomes.gate import Filename, Key, Line
from briefkit.outcomes.model import Model, wrapped
from briefkit.outcomes.statements import KindName
from briefkit.outcomes.statuses import one_of

_OURS = ("logo", "marking")
STYLE_NAMES: Mapping[str, str] = {
    f"{name[:-1]}-{name[-1]}" if name[-1].isdigit() else name: name for name in STYLES if name not in _OURS
}
"""A style as the house file names it, `heading-1` → as the look does; two are the program's own."""


_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")


def _held(fits: Callable[[Any], object], why: str, hint: str) -> Callable[[Any], Any]:
    """Return what refuses a value that does not fit, and says why, and how one is written."""

    def check(value: Any) -> Any:
        if not fits(value):
            raise PydanticCustomError("refused", "refused", {"why": why.format(value), "hint": hint})
        return value

    return check


def _shaped(kinds: type | tuple[type, ...], why: str, hint: str) -> BeforeValidator:
    """Refuse a value that is not of a kind."""
    return BeforeValidator(_held(lambda value: isinstance(value, kinds) and not isinstance(value, bool), why, hint))


def _stays(value: str) -> bool:
    """Say whether a path leads nowhere out of its folder: whoever sends a house decides nothing beyond it."""
    path = PurePath(value)
    return not path.anchor and ".." not in path.parts


def _is_new(value: str) -> bool:
    """Say whether the program has no scheme of markings of this name."""
    return value not in {scheme.name for scheme in DEFAULT.schemes}


def _as_list(value: Any) -> Any:
    """Let one text stand for a list of one, and an empty text for an empty list."""
    return ([value] if value else []) if isinstance(value, str) else value


_WHOLE = _held(is_web_page, "this is no address of a web page", "Write it whole, as in https://example.org.")
Address = Annotated[Line, AfterValidator(_WHOLE)]
_OUT = _held(_stays, "`{}` leads out of the folder of the house file", "Name another folder when you run it.")
Below = Annotated[Filename, AfterValidator(_OUT)]
"""A folder, or a pattern, below that of the house file."""
_TAKEN = _held(_is_new, "`{}` is a scheme of the program's", "Give yours another name; that one needs no entry.")
SchemeName = Annotated[Line, AfterValidator(_TAKEN)]
_DEVICE = _held(is_name, "`{}` cannot name a folder on every system", "Choose another name.")
AudienceKey = Annotated[Key, AfterValidator(_DEVICE)]
_NO_COLOUR = _held(_COLOUR.fullmatch, "this is no colour", 'Write red, green and blue in hexadecimal digits: "1F4E79".')
Colour = Annotated[str, AfterValidator(_NO_COLOUR), AfterValidator(lambda value: value.removeprefix("#").upper())]
"""RRGGBB."""
Colours = Annotated[tuple[Colour, ...], Field(min_length=1, max_length=2), BeforeValidator(_as_list)]
"""The colour of the text, and where it stands on one, of its ground."""


class LogoTable(Model):
    """A picture for the masthead."""

    file: Filename
    alt: Line


LogoValue = Annotated[
    LogoTable,
    _shaped(
        dict,
        "`logo` is a file and its words, for readers who do not see it",
        'Write `logo = {file = "logo.png", alt = "Harbour Institute"}`.',
    ),
]


class HouseTable(Model):
    """Who publishes."""

    name: Line | None = None
    contact: Line | None = None
    url: Address | None = None
    notice: Line | None = None
    logo: LogoValue | None = None


class _Faces(Model):
    bold: Filename | None = None
    italic: Filename | None = None
    bold_italic: Filename | None = None


class FacesTable(_Faces):
    """The files of a font family that helps out."""

    regular: Filename


class FontsTable(_Faces):
    """The files of the font family of all text, and of those that have the letters it lacks."""

    regular: Filename | None = None
    fallback: tuple[Annotated[FacesTable, wrapped("regular", Filename)], ...] = ()


FontsValue = Annotated[
    FontsTable,
    _shaped(
        dict,
        "`fonts` names the files of a font, not the font",
        'Write `fonts = {regular = "fonts/Sans.ttf"}`; `bold`, `italic` and `bold_italic` beside it.',
    ),
]


class LookTable(Model):
    """How pages look."""

    accent: Colour | None = None
    size: Annotated[StrictFloat, _shaped((int, float), "`size` is a number of points", "Write `size = 11`.")] | None = (
        None
    )
    paper: Literal["a4", "letter"] | None = None
    reference_doc: Filename | None = None
    styles: Mapping[Annotated[str, AfterValidator(lambda value: one_of(value, STYLE_NAMES))], Line] = Field(
        default_factory=dict
    )
    fonts: FontsValue | None = None
    logo: LogoValue | None = None


class RecordsTable(Model):
    """Where records lie, and where briefs go; relative to the house file."""

    folders: Annotated[tuple[Below, ...], BeforeValidator(_as_list)] = ()
    out: Below | None = None


class SchemeTable(Model):
    """A scheme of markings of one's own."""

    labels: Annotated[
        tuple[Line, ...],
        Field(min_length=1),
        _shaped(list, "`labels` is a list, the lowest first", 'Write `labels = ["PUBLIC", "LIMITE"]`.'),
    ]
    """Lowest first."""
    colours: Mapping[Line, Colours] = Field(default_factory=dict)
    meanings: Mapping[Line, Line] = Field(default_factory=dict)


class AudienceTable(Model):
    """An audience of one's own, or what differs for one of the program's. What is not given protects."""

    reader: Line | None = None
    ceiling: Annotated[tuple[Line, ...], BeforeValidator(_as_list)] | None = None
    withheld: tuple[KindName, ...] | None = None
    forms: Literal["usual", "plain"] | None = None
    review: Literal["required", "none"] | None = None
    acronyms: Literal["explained", "known"] | None = None
    grade: Annotated[StrictInt, Field(ge=1, le=20)] | None = None
    order: StrictInt | None = None
    made: StrictBool | None = None


class Tables(Model):
    """The whole file."""

    house: HouseTable = HouseTable()
    look: LookTable = LookTable()
    records: RecordsTable = RecordsTable()
    marking: Mapping[SchemeName, SchemeTable] = Field(default_factory=dict)
    audience: Mapping[AudienceKey, AudienceTable] = Field(default_factory=dict, max_length=100)
