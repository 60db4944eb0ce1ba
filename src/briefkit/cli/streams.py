"""The streams that a run prints to, also where one is closed, its disk is full, or its reader has gone."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

__all__ = ["opened", "settled"]

_LOST = 7
"""The exit code where results cannot be written: the file system's."""


class _Stream(TextIOWrapper):
    """A stream that fails once, and from then on goes nowhere: the run itself goes on to its end."""

    failed: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, if anybody can still have it."""
        try:
            return super().write(text)
        except OSError as error:
            self._fail(error)
            return len(text)

    def flush(self) -> None:
        """Bring what was written to its reader, if there still is one."""
        try:
            super().flush()
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> None:
        """Let what is left go nowhere: Python would write it once more at its end, and tell of that."""
        self.failed = self.failed or error
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            super().flush()


def opened() -> None:
    """Let both streams take any text and outlive their readers; one that is closed goes nowhere."""
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
    """Return the exit code of a run that has printed everything: another where all went well and results were lost.

    A reader that has gone, as `head` goes, has what it wanted.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    failed = getattr(sys.stdout, "failed", None)
    if code or failed is None or isinstance(failed, BrokenPipeError):
        return code
    print("F07 what was found cannot be printed: the disk is full, or the stream is broken", file=sys.stderr)
    return _LOST
