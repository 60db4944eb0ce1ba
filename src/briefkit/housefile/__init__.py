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

from briefkit.errors import HouseError, Place, Problem
from briefkit.files import is_folder
from briefkit.house import DEFAULT, FILE, House
from briefkit.parsing.places import Places

__all__ = ["DEFAULTED", "Read", "found", "in_force", "nearest", "read"]


@dataclass(frozen=True, slots=True)
class Read:
    """A house, and the places of its keys in its file."""

    house: House
    places: Places | None = None
    """None where there is no house file."""


DEFAULTED = Read(DEFAULT)
"""The house without a house file."""


def found(folder: Path) -> Path | None:
    """Return the house file of a folder: its own, or the nearest above it, up to where its repository begins."""
    for path in (folder, *folder.parents):
        try:
            if os.path.lexists(path / FILE):  # what cannot be read is refused, not passed over
                return path / FILE
            if (path / ".git").exists():
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


def read(path: Path, label: str) -> Read:
    """Return the house that a file describes; HouseError with every problem. `label`: its name in problems."""
    from briefkit.housefile.file import house_in  # most runs have no house file, and its tables are dear to build

    return Read(*house_in(path, label))
