"""A whole house file, validated table by table."""

from pathlib import Path
from typing import Any

from briefkit.errors import HouseError, Place
from briefkit.house import DEFAULT, House
from briefkit.housefile import audiences, schemes
from briefkit.housefile.looks import look_of
from briefkit.housefile.ownfiles import read_own_files
from briefkit.housefile.tables import Tables
from briefkit.outcomes.faults import faults
from briefkit.parsing import tomlfile
from briefkit.parsing.tomlfile import Places


def house_in(path: Path, label: str) -> tuple[House, Places]:
    """Return the house that a file describes, and the places of its keys; HouseError with every problem."""
    data, places = tomlfile.read_file(path, label)
    try:
        tables = Tables.model_validate(data)
    except ValueError as error:
        raise HouseError(*faults(error, Tables, places, "H02")) from None
    every = (*DEFAULT.schemes, *schemes.own(tables))
    problems = [*schemes.problems(tables, places), *audiences.problems(tables, every, places)]
    look, missing = look_of(tables, path.parent, places)
    files, unread = read_own_files(path.parent, label)
    if problems := [*problems, *missing, *unread]:
        raise HouseError(*sorted(problems, key=lambda problem: problem.place or Place("")))
    own: dict[str, Any] = {"audiences": audiences.own(tables, places), "schemes": every, "look": look, "files": files}
    return House(**_fields(tables, path.parent), **own, file=label), places


def _fields(tables: Tables, folder: Path) -> dict[str, Any]:
    """Return what of a house its file says as it is."""
    words = {name: getattr(tables.house, name) or "" for name in ("name", "contact", "url", "notice")}
    records = tuple((folder / name).as_posix() for name in tables.records.folders)
    return {**words, "records": records, "out": folder / out if (out := tables.records.out) else DEFAULT.out}
