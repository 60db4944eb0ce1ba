"""What `briefkit.toml` may hold, table by table."""

import re
from collections.abc import Mapping
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


def _refused(why: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("refused", "refused", {"why": why, "hint": hint})


def _address(value: str) -> str:
    if not is_web_page(value):
        raise _refused("this is no address of a web page", "Write it whole, as in https://example.org.")
    return value


def _new_scheme(value: str) -> str:
    if value in {scheme.name for scheme in DEFAULT.schemes}:
        raise _refused(f"`{value}` is a scheme of the program's", "Give yours another name; that one needs no entry.")
    return value


def _folder_name(value: str) -> str:
    if not is_name(value):
        raise _refused(f"`{value}` cannot name a folder on every system", "Choose another name.")
    return value


def _below(value: str) -> str:
    """Refuse a path that leads out of the house file's folder: whoever sends a house decides nothing beyond it."""
    path = PurePath(value)
    if path.anchor or ".." in path.parts:
        raise _refused(f"`{value}` leads out of the folder of the house file", "Name another folder when you run it.")
    return value


def _shaped(kinds: type | tuple[type, ...], why: str, hint: str) -> BeforeValidator:
    """Refuse a value that is not of a kind, and show how one is written."""

    def check(value: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise _refused(why, hint)
        return value

    return BeforeValidator(check)


def _as_list(value: Any) -> Any:
    """Let one text stand for a list of one, and an empty text for an empty list."""
    return ([value] if value else []) if isinstance(value, str) else value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise _refused("this is no colour", 'Write red, green and blue in hexadecimal digits: "1F4E79".')
    return value.removeprefix("#").upper()


Colour = Annotated[str, AfterValidator(_colour)]
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
    url: Annotated[Line, AfterValidator(_address)] | None = None
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

    folders: Annotated[tuple[Annotated[Filename, AfterValidator(_below)], ...], BeforeValidator(_as_list)] = ()
    out: Annotated[Filename, AfterValidator(_below)] | None = None


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
    marking: Mapping[Annotated[Line, AfterValidator(_new_scheme)], SchemeTable] = Field(default_factory=dict)
    audience: Mapping[Annotated[Key, AfterValidator(_folder_name)], AudienceTable] = Field(
        default_factory=dict, max_length=100
    )
