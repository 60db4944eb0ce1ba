"""Marking schemes of a house's own."""

from collections.abc import Iterator
from itertools import chain

from briefkit.errors import Problem
from briefkit.house import DEFAULT, Scheme
from briefkit.housefile.tables import Tables
from briefkit.look.contrast import ENOUGH, contrast
from briefkit.parsing.tomlfile import Places
from briefkit.spelling import meant

_PAPER = "FFFFFF"


def own(tables: Tables) -> Iterator[Scheme]:
    """Yield the house's own schemes."""
    for name, table in tables.marking.items():
        colours = {label: (pair[0], pair[1] if pair[1:] else None) for label, pair in table.colours.items()}
        yield Scheme(name, table.labels, colours, table.meanings)


def problems(tables: Tables, places: Places) -> Iterator[Problem]:
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
