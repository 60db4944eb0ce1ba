"""What anybody could read in a finished file, read back from its bytes, whatever its format."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import AnyStr


@dataclass(frozen=True, slots=True)
class FileContents:
    """Everything in a finished file that somebody could read, on the page or behind it."""

    texts: frozenset[str]
    """Running text: what is printed, told to screen readers, kept in attachments and properties."""
    values: frozenset[str]
    """Names, attributes, addresses and strings of the file's own structure, each whole."""
    looks: frozenset[str] = frozenset()
    """What an organisation's template may bring: names of its styles and fonts, such as Georgia, which name nobody."""
    faults: tuple[str, ...] = ()
    """What a brief never holds, in words that quote nothing of the file."""
    body: str = ""
    """What a reader sees on its pages, in reading order; of a file that is no brief nothing."""
    edges: tuple[tuple[str, str], ...] = ()
    """The text of each header, with that of its footer."""
    titles: tuple[str, ...] = ()
    """The title in each of its properties; empty where the format has none."""
    languages: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    pages: int = 0
    """How many pages it has; 0 where only who opens it can tell."""


Reader = Callable[[bytes], FileContents]
"""Returns what a file carries; it never raises on bytes: what it cannot read is a fault."""


def unknown(found: Iterable[AnyStr], known: Iterable[AnyStr], what: str) -> tuple[str, ...]:
    """Return the fault that something is found which is not known; empty where all is."""
    return (what,) if set(found) - set(known) else ()


def opaque(data: bytes) -> str:
    """Return what can be read in bytes that are no text: pictures, fonts, colour profiles."""
    return b"\n".join(_READABLE.findall(data)).decode("ascii")


_READABLE = re.compile(rb"[ -~]{5,}")
