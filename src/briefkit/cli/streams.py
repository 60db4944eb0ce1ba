"""stdout and stderr: safe against a closed stream, a full disk and a reader that has gone; and commanding nothing.

A character that is not shown, or that turns the direction of what follows, is printed as its number: `<U+001B>`; so is
the first of `##[…]` and `##vso[…]`, which GitHub, Azure and TeamCity obey anywhere in a line. A line that GitHub would
obey for its beginning (`::error …`, also behind white space of any kind) begins with a bar.
"""

import os
import re
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from briefkit.characters import inert

_LOST = 7
"""The exit code where results cannot be written: the file system's."""
_OBEYED = re.compile(r"^(?=[^\S\n]*::)", re.MULTILINE)
_BAR = "| "


class _Stream(TextIOWrapper):
    """A stream that discards everything after its first failure, so that the run can go on to its end."""

    failed: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, unless the stream has failed."""
        try:
            return super().write(text)
        except OSError as error:
            self._fail(error)
            return len(text)

    def flush(self) -> None:
        """Flush, unless the stream has failed."""
        try:
            super().flush()
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> None:
        """Discard what is left in the buffer: Python would write it again at exit, and report that failure too."""
        self.failed = self.failed or error
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            super().flush()


def opened() -> None:
    """Guard stdout and stderr: any text can be written, and a closed stream discards it."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - until the run ends
        elif stream is getattr(sys, f"__{name}__") and isinstance(stream, TextIOWrapper):
            buffered = name == "stdout" and not stream.isatty()
            guarded = _Stream(stream.buffer, encoding="utf-8", errors="replace", line_buffering=not buffered)
            setattr(sys, name, guarded)
        elif isinstance(stream, TextIOWrapper) and not isinstance(stream, _Stream):
            stream.reconfigure(encoding="utf-8", errors="replace")


def settled(code: int) -> int:
    """Return the exit code of a run that has printed everything: 7 where all went well but results were lost.

    A reader that has gone, as `head` goes, has what it wanted.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    failed = getattr(sys.stdout, "failed", None)
    if code or failed is None or isinstance(failed, BrokenPipeError):
        return code
    print("F07 what was found cannot be printed: the disk is full, or the stream is broken", file=sys.stderr)
    return _LOST


class Inert:
    """A stream for text that passes what is written on to another, made harmless; all else is the other's."""

    def __init__(self, stream: TextIO) -> None:
        """Stand before a stream that begins a line."""
        self._stream = stream
        self._begins = True

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        named = inert(text)
        barred = _OBEYED.sub(_BAR, named) if self._begins else _after(named)
        if text:
            self._begins = not text.rpartition("\n")[2].strip()
        self._stream.write(barred)
        return len(text)

    def obeyed(self, line: str) -> None:
        """Write a line of our own that a build system is to obey; the words in it command nothing."""
        self._stream.write(f"{inert(line)}\n")

    def styled(self, text: str, style: str) -> None:
        """Write text in a style of ECMA-48 (SGR), such as `1;31`, where the other stream shows it."""
        if self._shows:
            self._stream.write(f"\x1b[{style}m{inert(text)}\x1b[0m")
        else:
            self.write(text)

    @property
    def _shows(self) -> bool:
        """Whether styles are shown: on a terminal, unless NO_COLOR (no-color.org) or the terminal's name says no."""
        return self._stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def __getattr__(self, name: str) -> object:
        """Return what the other stream has under a name."""
        return getattr(self._stream, name)


def obeyed(line: str) -> None:
    """Print a line on stdout that a build system is to obey."""
    if isinstance(sys.stdout, Inert):
        sys.stdout.obeyed(line)


def styled(text: str, style: str) -> None:
    """Print text on stderr in a style, without ending the line."""
    if isinstance(sys.stderr, Inert):
        sys.stderr.styled(text, style)


def _after(text: str) -> str:
    """Return a text of which the first line goes on from one that was begun."""
    first, end, rest = text.partition("\n")
    return first + end + (_OBEYED.sub(_BAR, rest) if end else "")
