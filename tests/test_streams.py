"""The streams of a run: closed, full, or left by their reader; no traceback, the set whole, a code of the table."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HARBOUR = Path(__file__).parent / "commands" / "records" / "harbour"
COMMAND = f'"{sys.executable}" -m briefkit'
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell's redirections are POSIX")
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


@pytest.mark.parametrize("stream", [">&-", "2>&-", ">&- 2>&-"])
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


@pytest.mark.parametrize("reader", ["true", "head -c 1", "head -n 1"])
def test_a_reader_may_go(reader: str, tmp_path: Path) -> None:
    """Who reads one line has what he wanted, and the set is whole."""
    assert ended(tmp_path, f"briefkit schema | {reader}; exit ${{PIPESTATUS[0]}}")[0] == 0
    line = f"briefkit render rec -f md -a public -o out 2>&1 | {reader}; exit ${{PIPESTATUS[0]}}"
    assert ended(tmp_path, line)[0] == 0
    assert (tmp_path / "out" / "harbour-2026-03-03" / "public" / "manifest.json").exists()


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
        assert child.returncode in {0, 130}
        assert "Traceback" not in told
