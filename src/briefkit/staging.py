"""Put a folder of files in place in one step, so that no reader and no crash ever sees half of it.

The new set is built beside the folder, synced, and exchanged with it by `renameat2`. Where the system has
no exchange, the old folder is renamed away and the new one into its place; a run that finds the old folder
away and nothing in its place brings it back. Whatever else lies there from a killed run is swept.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISFIFO, S_ISLNK, S_ISREG

from briefkit.errors import OutputError, Problem, reason, write_hint
from briefkit.locks import acquire, release

_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_AT_FDCWD = -100
_NO_EXCHANGE = frozenset((errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP))


@dataclass(frozen=True, slots=True)
class Spot:
    """A folder to be replaced, and what lies beside it while it is."""

    parent: Path
    name: str

    @property
    def folder(self) -> Path:
        """Return the folder itself."""
        return self.parent / self.name

    @property
    def fresh(self) -> Path:
        """Return where the new set is built."""
        return self.parent / f".{self.name}.briefkit-new"

    @property
    def old(self) -> Path:
        """Return where the old set goes if there is no exchange."""
        return self.parent / f".{self.name}.briefkit-old"

    @property
    def lock(self) -> Path:
        """Return the file that the running process has locked."""
        return self.parent / f".{self.name}.briefkit-lock"


def is_passing(name: str) -> bool:
    """Say whether a name is one that stands beside a folder only while a run replaces it."""
    return name.startswith(".") and ".briefkit-" in name


@contextmanager
def folders_made(folder: Path) -> Iterator[None]:
    """Create a folder and those above it; if the block fails, those that were created and are empty go again."""
    created = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        if created:
            folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in created:
            with suppress(OSError):
                path.rmdir()
        raise


@contextmanager
def locked(spot: Spot) -> Iterator[None]:
    """Hold the lock of a spot, and create the folders above it; BusyError while another run holds it."""
    with folders_made(spot.parent):
        descriptor = acquire(spot.lock, spot.folder)
        try:
            yield
        finally:
            release(spot.lock, descriptor)


def refuse_links(*folders: Path) -> None:
    """Refuse folders that are symbolic links."""
    for folder in folders:
        if S_ISLNK(mode(folder) or 0):
            hint = "Name the folder that it points to."
            raise OutputError(Problem("F01", f"{folder.as_posix()} is a symbolic link", hint=hint))


@contextmanager
def reported(folder: Path) -> Iterator[None]:
    """Turn what the file system says into an OutputError with the path."""
    try:
        yield
    except ValueError:
        message = f"{folder.as_posix()!a} cannot be written: its name is no path"
        raise OutputError(Problem("F07", message, hint="Name another folder with -o.")) from None
    except OSError as error:
        named = isinstance(error.filename, str) and not is_passing(Path(error.filename).name)
        path_named = Path(error.filename) if named else folder
        message = f"{path_named.as_posix()} cannot be written: {reason(error)}"
        raise OutputError(Problem("F07", message, hint=write_hint(error))) from None


def recover(spot: Spot) -> None:
    """Undo what a killed run left: bring the old set back if nothing is in its place, and sweep."""
    if mode(spot.old) is not None and mode(spot.folder) is None:
        spot.old.rename(spot.folder)
    discard(spot.fresh)
    discard(spot.old)


def settle(spot: Spot) -> None:
    """Recover a spot at the end of a run, too; one passing failure is outlived."""
    _twice(lambda: recover(spot))


def mode(path: Path) -> int | None:
    """Return the mode of what lies there, of a link its own, or None; OSError where that cannot be told.

    Why not `exists`: it takes a failing disk for an absent file.
    """
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def build(spot: Spot, contents: Mapping[str, bytes], carried: Sequence[str] = ()) -> None:
    """Build a set beside a spot's folder, of these files and copies of the `carried` entries, on the disk entire.

    It may be entered by those who may enter the folder that it will replace.
    """
    spot.fresh.mkdir()
    for name, content in contents.items():
        write(spot.fresh / name, content)
    for name in carried:
        _copy(spot.folder / name, spot.fresh / name)
    if (before := mode(spot.folder)) is not None:
        spot.fresh.chmod(S_IMODE(before))
    _sync(spot.fresh)


def switch(spots: Sequence[Spot]) -> None:
    """Put the sets that were built in place, all or none; OSError leaves the old ones.

    Why the old ones are kept until the last is in place: what has been switched is switched back.
    """
    undo: list[Callable[[], object]] = []
    try:
        for spot in spots:
            undo.append(_switch(spot))
            _sync(spot.parent)
    except BaseException:
        for back in reversed(undo):
            _twice(back)
        raise


def remove(spot: Spot) -> None:
    """Take a spot's folder away in one step, with all that is in it; OSError leaves it."""
    spot.folder.rename(spot.fresh)
    _sync(spot.parent)
    recover(spot)


def _switch(spot: Spot) -> Callable[[], object]:
    """Put a set in place; return what brings back what was there."""
    if mode(spot.folder) is None:
        spot.fresh.rename(spot.folder)
        return lambda: spot.folder.rename(spot.fresh)
    if _exchange(spot.fresh, spot.folder):
        return lambda: _exchange(spot.fresh, spot.folder)
    spot.folder.rename(spot.old)
    try:
        spot.fresh.rename(spot.folder)
    except BaseException:
        _twice(lambda: spot.old.rename(spot.folder))
        raise
    return lambda: (spot.folder.rename(spot.fresh), spot.old.rename(spot.folder))


def _exchange(path: Path, other: Path) -> bool:
    """Exchange two folders in one step; return False where the system cannot."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(_AT_FDCWD, os.fsencode(path), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def write(path: Path, content: bytes) -> None:
    """Write a file that was not there, and see it on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(spot: Spot, content: bytes) -> None:
    """Put a file in a spot's place in one step, as readable as the one before it; OSError leaves that one."""
    spot.fresh.unlink(missing_ok=True)
    try:
        write(spot.fresh, content)
        if (before := mode(spot.folder)) is not None:
            spot.fresh.chmod(S_IMODE(before))
        spot.fresh.replace(spot.folder)
    finally:
        spot.fresh.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy somebody's file, link or folder, with its times, and see it on the disk."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
    elif source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=_copy_file)
    else:
        _copy_file(source, target)


def _copy_file(source: str | Path, target: str | Path) -> None:
    found = os.lstat(source).st_mode
    if not S_ISREG(found):  # a pipe is made anew, as reading one waits for ever; sockets and devices serve nobody here
        if sys.platform != "win32" and S_ISFIFO(found):
            os.mkfifo(target)
        return
    write(Path(target), Path(source).read_bytes())
    shutil.copystat(source, target)


def _sync(folder: Path) -> None:
    """Bring a folder's entries to the disk; Windows has no such call."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _twice(act: Callable[[], object]) -> None:
    """Try twice: nothing cleans up after a failed clean-up."""
    try:
        act()
    except OSError:
        act()


def discard(path: Path) -> None:
    """Remove what lies there; what cannot be removed is left to the next run."""
    with suppress(OSError):
        _twice(lambda: _remove(path))


def _remove(path: Path) -> None:
    found = mode(path)
    if found is None:
        return
    if S_ISDIR(found):
        shutil.rmtree(path)
    else:
        path.unlink()
