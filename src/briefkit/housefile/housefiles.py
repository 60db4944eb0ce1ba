"""The files of a house: those that its file names for the look, and those that lie beside it, read whole."""

import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from briefkit import files
from briefkit.errors import Place, Problem, Steps
from briefkit.house import FontFiles, HouseFile, HouseLook, LogoFile
from briefkit.housefile.tables import STYLE_NAMES, FacesTable, FontsTable, LogoTable, Tables
from briefkit.parsing.places import Places

_LARGEST_NAMED = 40_000_000
"""Bytes of a font, a picture or a Word file."""
_KINDS = {
    "font": ((".ttf", ".otf"), (b"\0\1\0\0", b"true", b"OTTO"), "Take a .ttf file that opens in a font viewer."),
    "picture": (
        (".png", ".jpg", ".jpeg"),
        (b"\x89PNG", b"\xff\xd8\xff"),
        "Take a .png or .jpg file that opens in a picture viewer.",
    ),
    "Word file": ((".docx", ".dotx"), (b"PK\x03\x04",), "Save it in Word as .docx or .dotx."),
}
"""What a file has to be → its endings, its first bytes, what to do."""
_FACES = ("regular", "bold", "italic", "bold_italic")
_EDITIONS, _TEMPLATES = "editions.yaml", "templates"
_HOME = "the folder of the house file"
_LARGEST_OWN = 2_000_000
"""Bytes of a file; templates have a lower limit of their own."""
_MOST = 300
"""Templates."""


def look_of(tables: Tables, folder: Path, places: Places) -> tuple[HouseLook, list[Problem]]:
    """Return the look that a house file asks for, and the problems with the files that it names."""
    problems: list[Problem] = []
    seal = hashlib.sha256()
    for kind, path, name in _named_files(tables):
        try:
            seal.update(hashlib.sha256(_checked(folder, name, kind)).digest())
        except files.UnreadableError as refused:
            problems.append(refused.problem("H04", f"the {kind} {name} cannot be used", places.value(path)))
    problems += _twice(tables, places)
    logo, table = _logo(tables), tables.look
    look = HouseLook(
        accent=table.accent,
        size=None if table.size is None else float(table.size),
        paper=table.paper,
        reference_doc=folder / table.reference_doc if table.reference_doc else None,
        styles={STYLE_NAMES[name]: style for name, style in table.styles.items()},
        fonts=tuple(_families(table.fonts, folder)) if table.fonts else (),
        logo=LogoFile(folder / logo[1].file, logo[1].alt) if logo else None,
        seal=seal.hexdigest() if any(_named_files(tables)) else "",
        places=_places(tables, places),
    )
    return look, problems


def _named_files(tables: Tables) -> Iterator[tuple[str, Steps, str]]:
    """Yield the files that a house file names: the kind each has to be, the path of its key, and its name."""
    look, logo = tables.look, _logo(tables)
    if look.reference_doc:
        yield "Word file", ("look", "reference_doc"), look.reference_doc
    if logo:
        yield "picture", (*logo[0], "file"), logo[1].file
    fonts = look.fonts
    families: list[tuple[Steps, FontsTable | FacesTable]] = [(("look", "fonts"), fonts)] if fonts else []
    families += [(("look", "fonts", "fallback", i), other) for i, other in enumerate(fonts.fallback if fonts else ())]
    for path, family in families:
        for face in _FACES:
            if name := getattr(family, face):
                yield "font", (*path, face), name


def _checked(folder: Path, name: str, kind: str) -> bytes:
    """Return the bytes of a file below the house's folder; UnreadableError where it is not there or of its kind."""
    endings, heads, hint = _KINDS[kind]
    data = files.read_below(folder, name, _LARGEST_NAMED, _HOME)
    if Path(name).suffix.lower() not in endings or not data.startswith(heads):
        raise files.UnreadableError(f"it is no {' or '.join(endings)} file", hint)
    return data


def _logo(tables: Tables) -> tuple[Steps, LogoTable] | None:
    """Return the logo with where the house file has it; it may stand in either table."""
    logos = {"house": tables.house.logo, "look": tables.look.logo}
    return next((((table, "logo"), logo) for table, logo in logos.items() if logo), None)


def _twice(tables: Tables, places: Places) -> Iterator[Problem]:
    """Yield a problem where a logo is given in both tables that may have one."""
    if tables.house.logo and tables.look.logo:
        first, second = (places.key((table, "logo")) for table in ("house", "look"))
        yield Problem("H02", f"`logo` stands under [house] too, at {first}", second, "Keep one of the two.")


def _families(fonts: FontsTable, folder: Path) -> Iterator[FontFiles]:
    for family in (fonts, *fonts.fallback):
        named = (getattr(family, face) for face in _FACES)
        yield FontFiles(*(folder / name if name else None for name in named))


def _places(tables: Tables, places: Places) -> dict[str, Place]:
    """Return where the house file has each key of the look."""
    given = {name: places.value(("look", name)) for name in tables.look.model_fields_set}
    given |= {f"styles.{STYLE_NAMES[name]}": places.value(("look", "styles", name)) for name in tables.look.styles}
    logo = _logo(tables)
    return given | ({"logo": places.value(logo[0])} if logo else {})


def read_own_files(folder: Path, label: str) -> tuple[tuple[HouseFile, ...], list[Problem]]:
    """Return the files of a house, in order, and the problems with those that cannot be read."""
    found: list[HouseFile] = []
    problems: list[Problem] = []
    outer = label.rpartition("/")[0]
    for name in _names(folder):
        told = f"{outer}/{name}" if outer else name
        try:
            found.append(HouseFile(name, told, files.read_below(folder, name, _LARGEST_OWN, _HOME)))
        except files.UnreadableError as refused:
            problems.append(refused.problem("H04", "the file cannot be read", Place(told, 0)))
    for stray in _strays(folder):
        message = f"this file is not read: editions stand in {_EDITIONS} beside the house file"
        problems.append(
            Problem("H04", message, Place(f"{outer}/{stray}".lstrip("/"), 0), "Move it there, or delete it.")
        )
    if len(found) > _MOST:
        hint = "Keep here only what differs from the program's templates."
        problems.append(Problem("H04", f"there are more than {_MOST} templates", Place(label, 0), hint))
    return tuple(found), problems


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of what may stand for a file of the program's."""
    if os.path.lexists(folder / _EDITIONS):
        yield _EDITIONS
    try:
        inner = sorted(islice((folder / _TEMPLATES).rglob("*.md"), _MOST + 1))
    except OSError:  # the folder cannot be listed: what is missing is then told as missing
        inner = []
    yield from (path.relative_to(folder).as_posix() for path in inner)


def _strays(folder: Path) -> list[str]:
    """Return the paths of files of editions in places where nothing reads them."""
    found = [*folder.glob("editions.yml"), *(folder / _TEMPLATES).rglob("editions.y*ml")]
    return sorted(path.relative_to(folder).as_posix() for path in found)
