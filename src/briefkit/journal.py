"""The journal of a record's folder: which sets are about to be switched, so that the next run can finish them.

It is written when all sets are built, and removed when all are in place. Between, a run that is killed leaves some
audiences with the new state and some with the old; whatever run comes next first gives the others the new one.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from stat import S_ISREG

from briefkit import files, staging
from briefkit.manifest import MANIFEST, is_name

__all__ = ["finish", "noted"]

_NAME = ".{}.briefkit-journal"
_LARGEST = 100_000
"""Bytes: no record has so many audiences."""


@contextmanager
def noted(spots: Sequence[staging.Spot]) -> Iterator[None]:
    """Note that these sets, which are built, are to be put in place together; of one alone nothing needs noting."""
    if len(spots) < 2:  # noqa: PLR2004 - one is switched in one step
        yield
        return
    path = spots[0].parent / _NAME.format(spots[0].name)
    due = {spot.name: _digest(spot.fresh) for spot in spots}
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
            staging.switch([spot for spot in spots if _digest(spot.fresh) == due[spot.name] != _digest(spot.folder)])
            for spot in spots:
                staging.settle(spot)
            staging.discard(path)


def _read(path: Path) -> dict[str, str]:
    """Return the sets that a journal notes; none of one that is not whole: nothing had been switched then."""
    try:
        found = json.loads(files.read(path, _LARGEST))
    except (ValueError, RecursionError, files.UnreadableError):
        return {}
    return {name: str(digest) for name, digest in found.items() if is_name(name)} if isinstance(found, dict) else {}


def _digest(folder: Path) -> str:
    """Return what tells a set: the hash of its manifest; nothing where there is none."""
    path = folder / MANIFEST
    return hashlib.sha256(path.read_bytes()).hexdigest() if S_ISREG(staging.mode(path) or 0) else ""
