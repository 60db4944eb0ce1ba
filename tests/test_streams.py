"""The streams of a run: closed, full, or left by their reader; no traceback, the set whole, a code of the table."""

import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Shell
from tests.samples import sample

HARBOUR = Path(__file__).parent / "commands" / "records" / "harbour"
COMMAND = f'"{sys.executable}" -m briefkit'
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell's redirections are POSIX")
Piped = Callable[[bytes, str], tuple[int, str]]
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")


def ended(folder: Path, line: str) -> tuple[int, str]:
    """Return the exit code and all output of a line of the shell, in a folder with the harbour's record."""
    if not (folder / "rec").exists():
        shutil.copytree(HARBOUR, folder / "rec")
    done = subprocess.run(
        ["bash", "-c", line.replace("briefkit", COMMAND)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "internal error" not in told
    assert "Exception ignored" not in told
    return done.returncode, told


@pytest.mark.parametrize("stream", sample([">&- 2>&-"], [">&-", "2>&-"]))
def test_a_closed_stream_goes_nowhere(stream: str, tmp_path: Path) -> None:
    """The command does its work, and its code is its own."""
    assert ended(tmp_path, f"briefkit check rec {stream}")[0] == 0
    assert ended(tmp_path, f"briefkit check none {stream}")[0] == 3


@FULL
def test_results_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """A full disk under stdout is the file system's fault, 7; one under stderr loses messages alone."""
    code, told = ended(tmp_path, "briefkit render rec -f md -a public -o out >/dev/full")
    assert code == 7
    assert "F07 what was found cannot be printed" in told
    assert (tmp_path / "out" / "harbour-2026-03-03" / "public" / "manifest.json").exists()
    assert ended(tmp_path, "briefkit schema >/dev/full")[0] == 7
    assert ended(tmp_path, "briefkit check rec 2>/dev/full")[0] == 0
    assert ended(tmp_path, "briefkit check none 2>/dev/full >/dev/full")[0] == 3


@pytest.mark.parametrize("reader", sample(["head -n 1"], ["true", "head -c 1"]))
def test_a_reader_may_go(reader: str, tmp_path: Path) -> None:
    """Who reads one line has what he wanted, and the set is whole."""
    assert ended(tmp_path, f"briefkit schema | {reader}; exit ${{PIPESTATUS[0]}}")[0] == 0
    line = f"briefkit render rec -f md -a public -o out 2>&1 | {reader}; exit ${{PIPESTATUS[0]}}"
    assert ended(tmp_path, line)[0] == 0
    assert (tmp_path / "out" / "harbour-2026-03-03" / "public" / "manifest.json").exists()


INSIDE = "cd rec && mv outcomes.yaml streamed.yaml && "
"""Makes a folder with sources and no record in it."""


@pytest.mark.parametrize(
    "command", sample(["render - -f md -e flash-note -o ../out"], ["check -", "explain -", "review -"])
)
def test_a_record_may_come_through_standard_input(command: str, tmp_path: Path) -> None:
    """It is read as if it were this folder's file: sources, signatures and house are those that lie here."""
    code, told = ended(tmp_path, f"{INSIDE}briefkit {command} < streamed.yaml")
    assert code == 0
    assert "outcomes.yaml" not in told
    assert (tmp_path / "out").exists() == command.startswith("render")


@pytest.fixture
def piped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Return a function that runs a line of the command in this process, beside the harbour's record, with a stdin."""

    def run(raw: bytes, line: str) -> tuple[int, str]:
        shutil.copytree(HARBOUR, "rec", dirs_exist_ok=True)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        done = shell(line)
        return done.code, done.out + done.err

    return run


def test_a_summary_is_made_of_standard_input(piped: Piped) -> None:
    """By default, and where it is named."""
    build = piped(b"", "briefkit render rec -f md -a public -o out --json")[1].encode()
    for line in ("briefkit summary", "briefkit summary -"):
        code, told = piped(build, line)
        assert (code, told.count("| harbour-2026-03-03 | public-summary |")) == (0, 1)


def test_what_is_wrong_with_standard_input_has_a_place(piped: Piped, monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems stand at `-`; a source is looked for here, not where the text came from."""
    record = (HARBOUR / "outcomes.yaml").read_bytes()
    code, told = piped(record, "briefkit check -")
    assert code == 3
    assert "R05 the source `sources/note.txt` cannot be read: there is no such file or folder" in told
    monkeypatch.chdir("rec")
    code, told = piped(record.replace(b"kind: event", b"kind: evnt"), "briefkit check -")
    assert code == 3
    assert "-:20:11: R03 unknown kind `evnt`" in told


@pytest.mark.parametrize(
    ("raw", "line", "code", "message"),
    [
        (b"", "briefkit check -", 3, "R01 the file holds no record"),
        (b"\351", "briefkit check -", 3, "Y03 the file is not UTF-8 text"),
        (b"id: a", "briefkit sign - --as 'A. Reader'", 2, "U09 what comes through standard input"),
    ],
)
def test_standard_input_that_is_no_record(raw: bytes, line: str, code: int, message: str, piped: Piped) -> None:
    """It is refused like a file: empty, not text; and nothing is signed that nobody keeps."""
    found, told = piped(raw, line)
    assert found == code
    assert message in told


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("briefkit check - <&-", 2, "U12 standard input cannot be read"),
        ("yes | briefkit check -", 3, "Y02 the file is larger than 2,000,000 bytes"),
    ],
)
def test_standard_input_that_is_closed_or_has_no_end(line: str, code: int, message: str, tmp_path: Path) -> None:
    """The first is told; of the second no more is read than a record may have."""
    found, told = ended(tmp_path, line)
    assert found == code
    assert message in told


def test_a_break_while_the_program_is_loaded(tmp_path: Path) -> None:
    """SIGINT ends a run at any moment with 130 and without a traceback."""
    shutil.copytree(HARBOUR, tmp_path / "rec")
    program = "import briefkit.cli as c, os; print('on', flush=True); c.main(['check', 'rec'])"
    for wait in (0, 0.02, 0.05, 0.1, 0.2):
        command = [sys.executable, "-c", program]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.readline()
            time.sleep(wait + 0.02)
            child.send_signal(signal.SIGINT)
            told = child.stderr.read()
        assert child.returncode in {0, 130}, told
        assert "Traceback" not in told
