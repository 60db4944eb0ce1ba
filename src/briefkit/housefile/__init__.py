"""The house file: `briefkit.toml`, and what lies beside it, become a `House`.

Problems:

    H01  it is no TOML
    H02  a key or a value that is not known
    H03  a marking or a ceiling that is wrong
    H04  a file that it names, or that lies beside it, cannot be used
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit import tomlfile
from briefkit.errors import HouseError, Place, Problem
from briefkit.files import is_folder
from briefkit.house import DEFAULT, FILE, House
from briefkit.housefile import audiences, schemes
from briefkit.housefile.beside import read_beside
from briefkit.housefile.looks import look_of
from briefkit.housefile.tables import Tables
from briefkit.outcomes.faults import faults
from briefkit.tomlfile import Places, TomlError

__all__ = ["DEFAULTED", "Read", "found", "in_force", "nearest", "read"]


@dataclass(frozen=True, slots=True)
class Read:
    """A house, and where its file has what of it."""

    house: House
    tables: Tables
    places: Places | None = None
    """None where there is no house file."""


DEFAULTED = Read(DEFAULT, Tables())
"""What is in force where there is no house file."""


def found(folder: Path) -> Path | None:
    """Return the house file of a folder: its own, or the nearest above it, up to where its repository begins."""
    for one in (folder, *folder.parents):
        try:
            if (one / FILE).is_file():
                return one / FILE
            if (one / ".git").exists():
                return None
        except OSError:  # a folder above that may not be looked into has nothing for us
            return None
    return None


def nearest(folder: Path) -> Path | None:
    """Return the house file of a folder, its own or one above it, as a path from where the command runs."""
    file = found(Path(os.path.realpath(folder)))
    if file is None:
        return None
    try:
        return Path(os.path.relpath(file))
    except ValueError:  # Windows: on another drive
        return file


def in_force(folder: Path, file: Path | None = None) -> Read:
    """Return the house in force in a folder, or that of a file; HouseError where its file is refused."""
    file = file or nearest(folder)
    if file and is_folder(file):
        hint = "Name the file itself."
        raise HouseError(Problem("H01", "the house file is a folder", Place(file.as_posix(), 0), hint))
    return read(file, file.as_posix()) if file else DEFAULTED


def read(path: Path, shown: str) -> Read:
    """Return the house that a file describes; HouseError with every problem. `shown`: its name in problems."""
    try:
        data, places = tomlfile.read_file(path, shown, "H01")
    except TomlError as error:
        raise HouseError(*error.problems) from None
    try:
        tables = Tables.model_validate(data)
    except ValueError as error:
        raise HouseError(*faults(error, Tables, places, "H02")) from None
    every = (*DEFAULT.schemes, *schemes.own(tables))
    problems = [*schemes.problems(tables, places), *audiences.problems(tables, every, places)]
    look, missing = look_of(tables, path.parent, places)
    files, unread = read_beside(path.parent, shown)
    if problems := [*problems, *missing, *unread]:
        raise HouseError(*sorted(problems, key=lambda one: one.place or Place("")))
    own: dict[str, Any] = {"audiences": audiences.own(tables, places), "schemes": every, "look": look, "files": files}
    return Read(House(**_told(tables, path.parent), **own, file=shown), tables, places)


def _told(tables: Tables, folder: Path) -> dict[str, Any]:
    """Return what of a house its file says as it is."""
    words = {name: getattr(tables.house, name) or "" for name in ("name", "contact", "url", "notice")}
    records = tuple((folder / name).as_posix() for name in tables.records.folders)
    return {**words, "records": records, "out": folder / tables.records.out if tables.records.out else None}
