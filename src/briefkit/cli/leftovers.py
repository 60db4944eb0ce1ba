"""Sets of briefs that no run of the whole house makes any more: told, and removed where that is asked for."""

from collections.abc import Iterator
from pathlib import Path

from briefkit.cli.records import ids_of
from briefkit.errors import Problem
from briefkit.house import House
from briefkit.publish.earlier import unmade, withdraw

_PRUNE = (
    "Remove it with `briefkit render --prune`; if its record has moved, name where it lies under [records] folders."
)


def leftovers(out: Path, house: House) -> dict[Path, tuple[Problem]]:
    """Return the sets in a house's output folder that the house does not make, each with a warning.

    Nothing is said where the house does not name its records, or not all of them can be found and read.
    """
    return {
        folder: (Problem("F29", f"{folder.as_posix()} still stands: {why}", hint=_PRUNE, severity="warning"),)
        for folder, why in _unmade(out, house)
    }


def prune(out: Path, house: House) -> Iterator[Problem]:
    """Remove these sets, each in one step, and yield what was done; one that somebody edited stands, and is told."""
    yield from filter(None, (withdraw(folder, why) for folder, why in _unmade(out, house)))


def _unmade(out: Path, house: House) -> list[tuple[Path, str]]:
    ids = ids_of(house)
    return [] if ids is None else list(unmade(out, ids, house))
