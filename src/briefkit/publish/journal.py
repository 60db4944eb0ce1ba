"""The journal of a record's folder: which sets are about to be switched, so that the next run can finish them.

It is written when all sets are built, and removed when all are in place. Between, a run that is killed leaves some
audiences with the new state and some with the old; whatever run comes next first gives the others the new one, if
nothing was changed there since.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from stat import S_ISDIR

from briefkit import files, staging
from briefkit.manifest import is_name

_NAME = ".{}.briefkit-journal"
_LARGEST = 100_000
"""Bytes: no record has so many audiences."""


@contextmanager
def noted(spots: Sequence[staging.Spot]) -> Iterator[None]:
    """Note that these finished sets are to be switched together; a single set needs no note."""
    if len(spots) < 2:  # noqa: PLR2004 - one is switched in one step
        yield
        return
    path = spots[0].parent / _NAME.format(spots[0].name)
    due = {spot.name: _states(spot) for spot in spots}
    try:
        staging.write(path, json.dumps(due).encode())
        yield
    finally:
        staging.discard(path)


def finish(parent: Path) -> None:
    """Put in place what a killed run had built and noted; BusyError where that run still goes on."""
    if staging.mode(parent) is None:
        return
    for path in sorted(parent.glob(_NAME.format("*"))):
        due = _read(path)
        with ExitStack() as locks:
            spots = [staging.Spot(parent, name) for name in due]
            for spot in spots:
                locks.enter_context(staging.locked(spot))
            if _read(path) != due:  # that run still went on, and has ended
                continue
            staging.switch([spot for spot in spots if _states(spot) == due[spot.name] and due[spot.name][0]])
            for spot in spots:
                staging.settle(spot)
            staging.discard(path)


def _read(path: Path) -> dict[str, list[str]]:
    """Return the states of the sets in a journal; none if it is incomplete: then nothing had been switched."""
    try:
        found = json.loads(files.read(path, _LARGEST))
    except (ValueError, RecursionError, files.UnreadableError):
        return {}
    sets = found.items() if isinstance(found, dict) else ()
    return {name: states for name, states in sets if is_name(name) and isinstance(states, list) and states}


def _states(spot: staging.Spot) -> list[str]:
    """Return the state of a new set, and of the one that it replaces, which may already be moved away."""
    return [_state(spot.fresh), _state(spot.folder) or _state(spot.old)]


def _state(folder: Path) -> str:
    """Return a digest of the state of a folder; None where there is no folder."""
    if not S_ISDIR(staging.mode(folder) or 0):
        return ""
    with os.scandir(folder) as entries:
        stats = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    told = sorted((name, stat.st_mode, stat.st_size, stat.st_mtime_ns) for name, stat in stats)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogateescape")).hexdigest()
