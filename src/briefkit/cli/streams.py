"""stdout and stderr, made safe against a closed stream, a full disk and a reader that has gone."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

__all__ = ["opened", "settled"]

_LOST = 7
"""The exit code where results cannot be written: the file system's."""


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
