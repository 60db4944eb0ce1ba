"""The audience table: the program's rows, changed by a house, and those that a house adds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefkit.errors import Problem
from briefkit.house import DEFAULT, Audience, Scheme
from briefkit.housefile.tables import AudienceTable, Tables
from briefkit.parsing.tomlfile import Places
from briefkit.spelling import meant


def own(tables: Tables, places: Places) -> tuple[Audience, ...]:
    """Return the audiences of a house, in order."""
    rows = {row.name: row for row in DEFAULT.audiences}
    for name, table in tables.audience.items():
        rows[name] = replace(rows.get(name) or Audience(name, table.reader or ""), **_changes(table))
        rows[name] = replace(rows[name], place=places.key(("audience", name)))
    return tuple(sorted(rows.values(), key=lambda row: row.order))


def _changes(table: AudienceTable) -> dict[str, Any]:
    """Return the values of an audience that a table changes."""
    row: dict[str, Any] = {
        "reader": table.reader,
        "ceiling": None if table.ceiling is None else frozenset(table.ceiling),
        "withheld": None if table.withheld is None else frozenset(table.withheld),
        "plain": None if table.forms is None else table.forms == "plain",
        "review": None if table.review is None else table.review == "required",
        "specialist": None if table.acronyms is None else table.acronyms == "known",
        "grade": table.grade,
        "order": table.order,
        "made": table.made,
    }
    return {name: value for name, value in row.items() if value is not None}


def problems(tables: Tables, schemes: Sequence[Scheme], places: Places) -> Iterator[Problem]:
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
