"""The lock of an output folder: one run at a time writes it."""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from briefkit.errors import BusyError, OutputError, Problem, reason

_TRIES = 100
_PAUSE = 0.1
"""Seconds between two tries: all of them take longer than a run needs to put its sets in place."""


def acquire(lock: Path, folder: Path) -> int:
    """Return the descriptor of the locked file, having waited for another run a while; then BusyError.

    Why the links are counted: a run that ends removes the file, and the lock of a removed file keeps nobody out.
    """
    for _ in range(_TRIES):
        descriptor = _open(lock)
        try:
            locked = _lock(descriptor)
            if locked and os.fstat(descriptor).st_nlink > 0:
                return descriptor
        except OSError:
            release(lock, descriptor)
            raise
        os.close(descriptor)
        if not locked:
            time.sleep(_PAUSE)
    hint = "Wait until it has ended."
    raise BusyError(Problem("F06", f"another run is writing {folder.as_posix()}", hint=hint))


def _remove(lock: Path) -> None:
    """Remove a lock, in spite of one passing failure; what cannot be removed hinders no later run."""
    for _ in range(2):
        with suppress(OSError):
            lock.unlink(missing_ok=True)
            return


def _open(lock: Path) -> int:
    """Return the descriptor of a lock; OutputError names one of another user's run, and what is no lock at all."""
    hint = "If none is, remove that file, or ask who owns it to do so."
    try:
        return os.open(
            lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666
        )
    except PermissionError:
        if not os.path.lexists(lock):
            raise
        message = f"{lock.as_posix()} was left by another user's run, or one is going on"
    except OSError as error:
        if error.errno not in {errno.ELOOP, errno.EISDIR}:
            raise
        message, hint = f"{lock.as_posix()} stands where the lock of a run belongs: {reason(error)}", "Remove it."
    raise OutputError(Problem("F14", message, hint=hint))


def release(lock: Path, descriptor: int) -> None:
    """Remove the lock: before closing it where that can be done, so that nobody waits on a removed file."""
    if sys.platform != "win32":
        _remove(lock)
    with suppress(OSError):
        os.close(descriptor)
    if sys.platform == "win32":
        _remove(lock)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
