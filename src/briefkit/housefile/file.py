"""A whole house file, validated table by table: a house's audiences and marking schemes among the program's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from briefkit.errors import HouseError, Place, Problem
from briefkit.house import DEFAULT, Audience, House, Scheme
from briefkit.housefile.housefiles import look_of, read_own_files
from briefkit.housefile.tables import AudienceTable, Tables
from briefkit.look.contrast import ENOUGH, contrast
from briefkit.outcomes.faults import faults
from briefkit.parsing import tomlfile
from briefkit.parsing.places import Places
from briefkit.spelling import meant

_PAPER = "FFFFFF"
_FLAGS = {"forms": ("plain", "plain"), "review": ("review", "required"), "acronyms": ("specialist", "known")}
"""A key of an audience's table → what a house has for it, and the word that means yes."""


def house_in(path: Path, label: str) -> tuple[House, Places]:
    """Return the house that a file describes, and the places of its keys; HouseError with every problem."""
    data, places = tomlfile.read_file(path, label)
    try:
        tables = Tables.model_validate(data)
    except ValueError as error:
        raise HouseError(*faults(error, Tables, places, "H02")) from None
    every = (*DEFAULT.schemes, *_schemes(tables))
    problems = [*_scheme_problems(tables, places), *_audience_problems(tables, every, places)]
    look, missing = look_of(tables, path.parent, places)
    files, unread = read_own_files(path.parent, label)
    if problems := [*problems, *missing, *unread]:
        raise HouseError(*sorted(problems, key=lambda problem: problem.place or Place("")))
    own: dict[str, Any] = {"audiences": _audiences(tables, places), "schemes": every, "look": look, "files": files}
    return House(**_fields(tables, path.parent), **own, file=label), places


def _fields(tables: Tables, folder: Path) -> dict[str, Any]:
    """Return what of a house its file says as it is."""
    words = {name: getattr(tables.house, name) or "" for name in ("name", "contact", "url", "notice")}
    records = tuple((folder / name).as_posix() for name in tables.records.folders)
    return {**words, "records": records, "out": folder / out if (out := tables.records.out) else DEFAULT.out}


def _audiences(tables: Tables, places: Places) -> tuple[Audience, ...]:
    """Return the audiences of a house, in order."""
    rows = {row.name: row for row in DEFAULT.audiences}
    for name, table in tables.audience.items():
        rows[name] = replace(rows.get(name) or Audience(name, table.reader or ""), **_changes(table))
        rows[name] = replace(rows[name], place=places.key(("audience", name)))
    return tuple(sorted(rows.values(), key=lambda row: row.order))


def _changes(table: AudienceTable) -> dict[str, Any]:
    """Return the values of an audience that a table changes."""
    row = table.model_dump(exclude_none=True)
    row |= {key: frozenset(row[key]) for key in ("ceiling", "withheld") if key in row}
    return row | {name: row.pop(key) == word for key, (name, word) in _FLAGS.items() if key in row}


def _audience_problems(tables: Tables, schemes: Sequence[Scheme], places: Places) -> Iterator[Problem]:
    """Yield a problem for each audience of a house without a reader, or with an impossible ceiling."""
    ours = DEFAULT.names
    labels = {label: scheme.name for scheme in schemes for label in scheme.labels}
    for name, table in tables.audience.items():
        if name not in ours and not table.reader:
            hint = f'Add `reader = "for …"`, as it stands on the page. One of the program\'s? {meant(name, ours)}'
            yield Problem("H02", "`reader` is missing", places.key(("audience", name)), hint)
        taken: dict[str, str] = {}
        for i, label in enumerate(table.ceiling or ()):
            place = places.value(("audience", name, "ceiling", i))
            if label not in labels:
                yield Problem("H03", f"the marking `{label}` is not known", place, meant(label, labels))
            elif (first := taken.setdefault(labels[label], label)) != label:
                message = f"`{label}` is of the same scheme as `{first}`"
                yield Problem("H03", message, place, "Give the highest marking of each scheme.")


def _schemes(tables: Tables) -> Iterator[Scheme]:
    """Yield the house's own schemes."""
    for name, table in tables.marking.items():
        colours = {label: (pair[0], pair[1] if pair[1:] else None) for label, pair in table.colours.items()}
        yield Scheme(name, table.labels, colours, table.meanings)


def _scheme_problems(tables: Tables, places: Places) -> Iterator[Problem]:
    """Yield a problem for each label that stands twice, and each colour that is unreadable or of no label."""
    taken = dict.fromkeys(chain.from_iterable(scheme.labels for scheme in DEFAULT.schemes), "the program's")
    for name, table in tables.marking.items():
        for i, label in enumerate(table.labels):
            if label in taken:
                place = places.value(("marking", name, "labels", i))
                message = f"`{label}` is a label of {taken[label]} already"
                yield Problem("H03", message, place, "Each label belongs to one scheme, once.")
            taken[label] = f"`{name}`"
        for key in ("colours", "meanings"):
            for label in sorted(getattr(table, key).keys() - set(table.labels)):
                message = f"`{label}` is no label of this scheme"
                place = places.key(("marking", name, key, label))
                yield Problem("H03", message, place, meant(label, table.labels))
        for label, (ink, *ground) in table.colours.items():
            path = ("marking", name, "colours", label)
            if (ratio := contrast(ink, ground[0] if ground else _PAPER)) < ENOUGH:
                message = (
                    f"`{label}` is hard to read: its contrast is {int(ratio * 100) / 100:.2f}, and {ENOUGH} is needed"
                )
                hint = 'Give the text and its ground: ["FFFFFF", "C00000"].'
                yield Problem("H03", message, places.value(path), hint)
