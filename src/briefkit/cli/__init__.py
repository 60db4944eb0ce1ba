"""The command line: parses, prints problems, and turns kinds of error into exit codes."""

import atexit
import errno
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from types import FrameType
from typing import TextIO, cast

from briefkit.cli.report import Report
from briefkit.cli.streams import Inert, opened, settled
from briefkit.errors import BriefkitError, OutputError, Problem, UsageError, reason

__all__ = ["main"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_NO_MORE = frozenset((errno.EMFILE, errno.ENFILE))
_CLOSE = "Close other programs, or allow more open files (ulimit -n)."
_LONGEST = 4_096
"""Characters of an argument, as of a path: messages show what was given."""
_REPORTLAB = ("SOURCE_DATE_EPOCH", "RL_")
"""Beginnings of what ReportLab reads of the environment, on which no brief depends."""
_SELDOM = 350_000
"""Objects that are made between two collections: 500 times as many as usual."""
_BUG = "briefkit: internal error ({}); run again with --debug and report it"


def main(arguments: list[str] | None = None) -> None:
    """Run the command; exit with the code of the first stage that failed."""
    words = sys.argv[1:] if arguments is None else arguments
    for name in [name for name in os.environ if name.startswith(_REPORTLAB)]:
        del os.environ[name]
    opened()
    _collect_seldom()
    try:
        out, err = (cast("TextIO", Inert(stream)) for stream in (sys.stdout, sys.stderr))
        with redirect_stdout(out), redirect_stderr(err):
            sys.exit(_run(words))
    except SystemExit as end:
        sys.exit(settled(end.code if isinstance(end.code, int) else int(end.code is not None)))


def _run(words: list[str]) -> int:
    """Run the command; return its exit code, or raise SystemExit with it."""
    report = Report()
    with _clean_ends(), report.catching():
        if any(len(word) > _LONGEST for word in words):
            hint = "Shorten it: names, paths and addresses are shorter."
            raise UsageError(Problem("U19", f"an argument has more than {_LONGEST:,} characters", hint=hint))
        if "" in words:
            hint = "Leave it out, with the option before it: the variable that it is from is perhaps not set."
            raise UsageError(Problem("U19", "an argument is empty", hint=hint))
        try:
            from briefkit.cli.app import app

            app([word for word in words if word != "--debug"], prog_name="briefkit")
        except Exception as error:
            if "--debug" in words or isinstance(error, BriefkitError):
                raise
            if isinstance(error, OSError) and error.errno in _NO_MORE:
                raise OutputError(Problem("F07", reason(error), hint=_CLOSE)) from None
            print(_BUG.format(type(error).__name__), file=sys.stderr)
            sys.exit(1)
    return report.end()


def _collect_seldom() -> None:
    """Look for garbage that holds itself alive far less often: a run makes much and drops little of it.

    At the end of the process not at all: all its memory goes back anyway.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)


@contextmanager
def _clean_ends() -> Iterator[None]:
    """Let signals unwind the stack, so that what was begun is cleaned up; the exit code is 128 and the number.

    Why a signal that is ignored stays so: `nohup` ignores SIGHUP for us.
    """
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    taken = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]

    def leave(number: int, _: FrameType | None) -> None:
        for other in taken:
            signal.signal(other, signal.SIG_IGN)
        sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in taken}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
