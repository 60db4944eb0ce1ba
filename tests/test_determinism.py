"""The same record gives the same bytes: in any process, time zone, locale and folder."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.samples import sizes

ROOT = Path(__file__).parents[1]
EPOCH = {"SOURCE_DATE_EPOCH": "never"}
SETTINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "RL_invariant": "x"},
    {"PYTHONHASHSEED": "77", "TZ": "Etc/GMT+12", "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", **EPOCH},
)


def rendered(folder: Path, settings: dict[str, str], *options: str) -> dict[str, str]:
    """Render the second example from a folder of its own, in a process of its own; return file → SHA-256."""
    shutil.copytree(ROOT / "seeds" / "ilvara-2026-03-12", folder / "record")
    command = [sys.executable, "-m", "briefkit", "render", "record", "-o", "out", *options]
    subprocess.run(command, cwd=folder, env={**os.environ, **settings}, check=True, capture_output=True)
    files = sorted(path for path in (folder / "out").rglob("*") if path.is_file())
    digests = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: hashlib.sha256(raw).hexdigest() for name, raw in digests.items()}


EVERY = ("--all", "-f", "docx", "-f", "pdf", "-f", "md")


@pytest.mark.parametrize("options", sizes(("-a", "principal"), EVERY))
def test_two_processes_write_the_same_bytes(options: tuple[str, ...], tmp_path: Path) -> None:
    """Hash seed, time zone, locale, other variables and working folder change no byte, manifest and index included."""
    first, second = (
        rendered(tmp_path / str(n) / ("x" * n), settings, *options) for n, settings in enumerate(SETTINGS, 1)
    )
    assert {Path(name).suffix for name in first} >= {".docx", ".html", ".json", ".pdf"}
    assert first == second
