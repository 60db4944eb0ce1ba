"""What every test can use: `golden`, and `--accept` to rewrite what it compares with."""

import difflib
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files and transcripts with what is found")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse `--accept` where nobody looks at the difference; let child processes be interrupted.

    Why the second: a shell ignores SIGINT for what it runs in the background, and so would they.
    """
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept rewrites what tests compare with; it is not for CI")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have found, which is what some of them are run for."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether expectations are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def golden(accept: bool) -> Callable[[str, str], None]:  # noqa: FBT001 (a fixture is passed by its name)
    """Return a function `(name, text)` that compares a text with the file `tests/golden/<name>`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), f"golden/{name}", "found", lineterm=""
            )
            pytest.fail("\n".join((*lines, "If this is meant: pytest --accept")), pytrace=False)

    return compare
