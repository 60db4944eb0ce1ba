"""What every test can use: `golden`, `shell`, and `--accept` to rewrite what is compared with."""

import difflib
import gc
import os
import shlex
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer.main

from briefkit.cli import main

GOLDEN = Path(__file__).parent / "golden"
RECORDS = Path(__file__).parent / "commands" / "records"


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    out: str
    err: str
    code: int


Shell = Callable[[str], Done]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return a function that runs a line in an empty folder: briefkit in this process, everything else in a shell."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("RECORDS", str(RECORDS))

    def run(line: str) -> Done:
        name, *arguments = shlex.split(line, comments=True)
        if name != "briefkit":
            done = subprocess.run(line, shell=True, check=False, capture_output=True, encoding="utf-8")  # noqa: S602
            return Done(done.stdout, done.stderr, done.returncode)
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(arguments)
        return Done(*capsys.readouterr(), int(end.value.code or 0))

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files and transcripts with what is found")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse `--accept` where nobody looks at the difference; let child processes be interrupted; spare time.

    Why the second: a shell ignores SIGINT for what it runs in the background, and so would they. What is spared: Typer
    makes the command anew at each of a thousand calls; and no test outlives a power cut, for which files are synced. A
    descriptor that cannot be synced, as it is closed, is still refused.
    """
    typer.main.get_command = cache(typer.main.get_command)
    os.fsync = os.fstat
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept rewrites what tests compare with; it is not for CI")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the conformance suite's own folder where it is not asked for: what it imports takes long."""
    return True if collection_path.name == "conformance" and config.option.markexpr == "not conformance" else None


def pytest_collection() -> None:
    """Collect no garbage while tests are collected, see below."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests make alone: all that is there before them stays, and is very much."""
    gc.freeze()
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests have found, which is what some of them are run for."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Say whether expectations are to be rewritten."""
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
