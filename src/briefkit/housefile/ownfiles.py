"""What lies beside a house file: `editions.yaml` and `templates/`, read whole, so that a house is a value."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from briefkit import files
from briefkit.errors import Place, Problem
from briefkit.house import HouseFile

_EDITIONS, _TEMPLATES = "editions.yaml", "templates"
_HOME = "the folder of the house file"
_LARGEST = 2_000_000
"""Bytes of a file; templates have a lower limit of their own."""
_MOST = 300
"""Templates."""


def read_own_files(folder: Path, label: str) -> tuple[tuple[HouseFile, ...], list[Problem]]:
    """Return the files of a house, in order, and the problems with those that cannot be read."""
    found: list[HouseFile] = []
    problems: list[Problem] = []
    outer = label.rpartition("/")[0]
    for name in _names(folder):
        told = f"{outer}/{name}" if outer else name
        try:
            found.append(HouseFile(name, told, files.read_below(folder, name, _LARGEST, _HOME)))
        except files.UnreadableError as refused:
            message = f"the file cannot be read: {refused.why}"
            problems.append(Problem("H04", message, Place(told, 0), refused.mend))
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
