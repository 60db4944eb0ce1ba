"""The one door to files from outside: a regular file, no link, read once and within a limit.

What is not a regular file is refused before it is opened: reading a pipe waits for ever, reading a device
may never end, and a link may lead to what its author should not see.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePath

from briefkit.errors import RefusalError, read_hint, reason

RECORD = "outcomes.yaml"
"""The name of a record's file in its folder."""


class UnreadableError(RefusalError):
    """A file that is not read; holds nothing of its content."""


class TooLargeError(UnreadableError):
    """A file that is larger than its limit."""


_LINK = ("it is a symbolic link, or links form a loop", "Put the file itself in the link's place.")
_KINDS: tuple[tuple[Callable[[int], bool], str, str], ...] = (
    (stat.S_ISLNK, *_LINK),
    (stat.S_ISDIR, "it is a folder", "Name a file in it."),
    (stat.S_ISFIFO, "it is a pipe", "Save what comes out of it as a file."),
    (stat.S_ISSOCK, "it is a socket", "Name a file."),
)
_OPENED = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"))
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word file or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\xff\xfe\0\0", "text in UTF-32"),
    (b"\0\0\xfe\xff", "text in UTF-32"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
_SAMPLE = 4_096
"""Bytes that tell what a file is."""


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file, at most so many; UnreadableError or TooLargeError where it is refused."""
    try:
        _refuse(path.lstat(), most)
        with open(os.open(path, _OPENED), "rb") as opened:  # noqa: PTH123 - pathlib opens no descriptor
            _refuse(os.fstat(opened.fileno()), most)
            data = opened.read(most + 1)
            fixed = data and not os.fstat(opened.fileno()).st_size
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if fixed:
        raise UnreadableError("it is on no disk: the system makes it while it is read", "Save what it holds as a file.")
    if len(data) > most:
        raise _too_large(most)
    return data


def read_below(folder: Path, name: str, most: int, home: str = "`sources/` beside the record") -> bytes:
    """Return the bytes of a regular file that a record or a house names, below its folder and reached by no link.

    `home`: where to copy a file that lies elsewhere, for the hint.
    """
    named = PurePath(name)
    outside = UnreadableError("it lies outside the folder of the file that names it", f"Copy it to {home}.")
    if named.anchor or ".." in named.parts:
        raise outside
    if any(part.startswith(".") for part in named.parts):
        raise UnreadableError("it is hidden: a part of its path begins with a point", outside.mend)
    path = folder
    try:
        for part in named.parts:
            path /= part
            if stat.S_ISLNK(path.lstat().st_mode):
                raise UnreadableError(*_LINK)
        if not path.resolve().is_relative_to(folder.resolve()):
            raise outside
    except (OSError, ValueError, RuntimeError) as error:
        raise _unreadable(error) from None
    return read(path, most)


def line_feeds(data: bytes) -> bytes:
    """Return a text file's bytes with line feeds alone at its line ends; other files as they are.

    Why: git on Windows puts a carriage return before each into the text files that it checks out. Like git, this
    takes a file with a zero byte for no text.
    """
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")


def is_folder(path: Path) -> bool:
    """Say whether there is a folder; one that may not be read is reported when it is read."""
    return os.path.isdir(path)  # noqa: PTH112 - pathlib raises where a folder above is closed


def guessed(data: bytes) -> str:
    """Return a noun for what bytes that are not UTF-8 seem to be; empty where it is unknown."""
    head = data[:_SAMPLE]
    if known := next((kind for sign, kind in _SIGNATURES if head.startswith(sign)), ""):
        return known
    zeros = head.count(0)
    if zeros:
        return "text in UTF-16" if zeros * 3 > len(head) and any(head[:2]) else "no text at all"
    return "text in Windows-1252 or Latin-1" if _is_western(data) else ""


def _is_western(data: bytes) -> bool:
    """Say whether bytes read as Windows-1252 are words: their bytes above ASCII are letters or typographic signs."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [char for char in text if not char.isascii()]
    return all(char.isprintable() or char == "\xa0" for char in high) and 2 * len(high) < len(text)


def _refuse(found: os.stat_result, most: int) -> None:
    """Refuse what is no regular file, or larger than it may be."""
    for is_kind, why, mend in _KINDS:
        if is_kind(found.st_mode):
            raise UnreadableError(why, mend)
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableError("it is a device", "Name a file.")
    if found.st_size > most:
        raise _too_large(most)


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(f"it is larger than {most:,} bytes", "Keep only what is needed of it.")


def _unreadable(error: Exception) -> UnreadableError:
    if isinstance(error, OSError):
        return UnreadableError(reason(error), read_hint(error))
    return UnreadableError("its name is no path", "Check the file's name.")
