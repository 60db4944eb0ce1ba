"""Files that a command writes beside the briefs; a file that somebody else wrote is never replaced."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from briefkit import files
from briefkit.errors import OutputError, Problem
from briefkit.manifest import MANIFEST, parse
from briefkit.staging import Spot, put, reported

_LARGEST = 100_000_000
"""Bytes of such a file."""


def write_own(path: Path, content: bytes, is_ours: Callable[[bytes], bool], what: str) -> None:
    """Write a file in one step; OutputError where another, which `what` tells, is there, or the file system refuses."""
    with reported(path):
        if _holds_briefs(path.parent):
            message = f"{path.as_posix()} would stand among briefs, whose readers may not be meant"
            raise OutputError(Problem("F28", message, hint="Choose another folder."))
        if os.path.lexists(path) and not _is_ours(path, is_ours):
            message = f"{path.as_posix()} is there already, and is {what}"
            raise OutputError(Problem("F11", message, hint="Choose another name."))
        put(Spot(path.parent, path.name), content)


def _is_ours(path: Path, is_ours: Callable[[bytes], bool]) -> bool:
    try:
        return is_ours(files.read(path, _LARGEST))
    except files.UnreadableError:
        return False


def _holds_briefs(folder: Path) -> bool:
    """Say whether a folder holds the briefs of an audience, those of a record in folders of their own, or a site."""
    for path in (folder / MANIFEST, *folder.glob(f"*/{MANIFEST}")):
        with suppress(files.UnreadableError):
            found = parse(files.read(path, _LARGEST))
            if found and (found.editions or path.parent == folder):
                return True
    return False
