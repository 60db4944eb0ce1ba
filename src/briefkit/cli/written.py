"""Files that a command writes beside the briefs: one of somebody's is never replaced."""

import os
from collections.abc import Callable
from pathlib import Path

from briefkit import files
from briefkit.errors import OutputError, Problem
from briefkit.staging import Spot, put, reported

_LARGEST = 100_000_000
"""Bytes of such a file."""


def write_own(path: Path, content: bytes, is_ours: Callable[[bytes], bool], what: str) -> None:
    """Write a file in one step; OutputError where another, which `what` tells, is there, or the file system refuses."""
    with reported(path):
        if os.path.lexists(path) and not _is_ours(path, is_ours):
            message = f"{path.as_posix()} is there already, and is {what}"
            raise OutputError(Problem("F11", message, hint="Choose another name."))
        put(Spot(path.parent, path.name), content)


def _is_ours(path: Path, is_ours: Callable[[bytes], bool]) -> bool:
    try:
        return is_ours(files.read(path, _LARGEST))
    except files.UnreadableError:
        return False
