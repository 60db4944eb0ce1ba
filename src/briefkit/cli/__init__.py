"""The command line: parses, prints problems, and turns kinds of error into exit codes."""

import sys

from briefkit.cli.app import app
from briefkit.cli.report import problems
from briefkit.errors import BriefkitError

__all__ = ["app", "main"]

_INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run the command; exit with the code of the first stage that failed."""
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app([word for word in given if word != "--debug"], prog_name="briefkit")
    except BriefkitError as error:
        if debug:
            raise
        problems(error.problems)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:
        if debug:
            raise
        print(
            f"briefkit: internal error ({type(error).__name__}); run again with --debug and report it", file=sys.stderr
        )
        sys.exit(1)
