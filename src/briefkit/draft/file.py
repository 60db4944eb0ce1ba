"""The door through which a source document comes in: a regular file, in full view, of a bounded size."""

import os
import stat
from pathlib import Path

from briefkit.draft.extracted import Unreadable
from briefkit.errors import because

LARGEST = 50_000_000
"""Bytes."""
_NAMED = "Check its name, and your rights to it."


def contents(path: Path) -> bytes:
    """Return the bytes of a regular file; Unreadable for devices, pipes, links to hidden places, and large files."""
    if path.is_symlink() or path.resolve() != path.absolute():
        _refuse_hidden(path)
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Unreadable("is not a file but a device, a pipe or a folder", "Name a file.")
            data = file.read(LARGEST + 1) if found.st_size <= LARGEST else b""
    except OSError as error:
        raise Unreadable(f"cannot be read: {because(error)}", _NAMED) from None
    if len(data) > LARGEST or found.st_size > LARGEST:
        raise Unreadable(
            f"is larger than {LARGEST // 1_000_000} MB", "Save the pages you quote as a file of their own."
        )
    return data


def _refuse_hidden(path: Path) -> None:
    """Refuse a link that leads into a folder or to a file whose name begins with a dot, if the path itself does not."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise Unreadable("cannot be read: it is a link that leads nowhere", _NAMED) from None
    hidden = {part for part in real.parts if part.startswith(".")}
    if hidden - set(path.absolute().parts):
        raise Unreadable("is a link into a hidden folder", "Copy the document beside the record, and name the copy.")
