"""Put a folder in place in one step, so that no reader and no crash ever sees half of it.

The new one is built beside the folder, synced, and exchanged with it by `renameat2`. Where the system has
no exchange, the old folder is renamed away and the new one into its place; a run that finds the old folder
away and nothing in its place brings it back. Whatever else lies there from a killed run is swept.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
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

    def stands(self) -> bool:
        """Say whether there is such a folder, or one that a killed run renamed away."""
        return mode(self.folder) is not None or mode(self.old) is not None

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


@contextmanager
def held(spot: Spot, *above: Path) -> Iterator[None]:
    """Hold a spot, in which what a killed run left is undone; OutputError for what the file system refuses, and links.

    `above`: folders that may be no links either.
    """
    with reported(spot.folder):
        refuse_links(*above, spot.folder)
        with locked(spot):
            recover(spot)
            yield


def mode(path: Path) -> int | None:
    """Return the mode of what lies there, of a link its own, or None; OSError where that cannot be told.

    Why not `exists`: it takes a failing disk for an absent file.
    """
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


@contextmanager
def rebuilt(spot: Spot) -> Iterator[Path]:
    """Yield where the block builds what is to stand in a spot's place, and put it there in one step, or nothing.

    A passing failure of the sweeping is outlived.
    """
    try:
        yield spot.fresh
        if mode(spot.folder) is None:
            spot.fresh.rename(spot.folder)
        elif not _exchange(spot.fresh, spot.folder):
            spot.folder.rename(spot.old)
            spot.fresh.rename(spot.folder)
        _sync(spot.parent)
    finally:
        _twice(lambda: recover(spot))


def names(folder: Path) -> set[str]:
    """Return the names of what stays in a folder; none where there is no folder."""
    return {path.name for path in folder.iterdir() if not is_passing(path.name)} if mode(folder) is not None else set()


def fill(folder: Path, contents: Mapping[str, bytes], before: Path, carried: Iterable[str]) -> None:
    """Put files and copies of some entries of the folder before it into a folder, on the disk entire.

    It may then be entered by those who may enter the one before.
    """
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        write(folder / name, content)
    for name in carried:
        _copy(before / name, folder / name)
    if (found := mode(before)) is not None:
        folder.chmod(S_IMODE(found))
    _sync(folder)


def remove(spot: Spot, folder: Path) -> None:
    """Take a folder in a spot's away in one step, with all that is in it; OSError leaves it."""
    folder.rename(spot.fresh)
    _sync(spot.folder)
    recover(spot)


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
    """Copy a file, link or folder, with its times, and see it on the disk: a file by one more name, where that can be.

    A pipe is made anew, as reading one waits for ever; sockets and devices serve nobody here.
    """
    found = os.lstat(source).st_mode
    if S_ISDIR(found):
        target.mkdir()
        for name in names(source):
            _copy(source / name, target / name)
        _sync(target)
        shutil.copystat(source, target)
    elif S_ISLNK(found):
        target.symlink_to(source.readlink())
    elif S_ISREG(found):
        try:
            os.link(source, target)
        except OSError:
            write(target, source.read_bytes())
            shutil.copystat(source, target)
    elif sys.platform != "win32" and S_ISFIFO(found):
        os.mkfifo(target)


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
