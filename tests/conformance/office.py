"""LibreOffice and the Open XML SDK at work on many files; whatever is missing fails the test."""

import json
import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
VALIDATOR = ROOT / ".validators" / "node_modules" / ".bin" / "ooxml-validator"
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's python3-uno is for."""
_BATCH = 40
_PATIENCE = 300


def pdfs(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return name → PDF that LibreOffice makes of Word files."""
    paths = written(files, folder / "in", ".docx")
    target = folder / "out"
    for start in range(0, len(paths), _BATCH):
        run(office(folder), "--convert-to", "pdf", "--outdir", str(target), *map(str, paths[start : start + _BATCH]))
    return {name: (target / f"{name}.pdf").read_bytes() for name in files}


def resaved(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return name → the Word file as LibreOffice saves it after opening it, by UNO."""
    paths = written(files, folder / "in", ".docx")
    target = folder / "out"
    target.mkdir()
    pipe = f"briefkit-{os.getpid()}-{folder.name}"
    listening = [*office(folder), f"--accept=pipe,name={pipe};urp", "--norestore", "--nologo"]
    with subprocess.Popen(listening, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            script = Path(__file__).with_name("resave.py")
            run([SYSTEM_PYTHON, str(script)], pipe, str(target), *map(str, paths))
            process.wait(_PATIENCE)
        finally:
            process.kill()
    return {name: (target / f"{name}.docx").read_bytes() for name in files}


def errors(files: Mapping[str, bytes], versions: tuple[str, ...], folder: Path) -> dict[str, list[str]]:
    """Return `version name` → the errors that the validator finds in Word files."""
    paths = written(files, folder, ".docx")
    jobs = [(version, path) for version in versions for path in paths]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda job: _validated(*job), jobs))
    return {f"{version} {path.stem}": wrong for (version, path), wrong in zip(jobs, found, strict=True)}


def _validated(version: str, path: Path) -> list[str]:
    command = [str(VALIDATOR), str(path), "--officeVersion", version]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=_PATIENCE, check=False)
    assert done.returncode in {0, 1}, done.stderr
    told = json.loads(done.stdout)
    assert told["ok"] is (not told["errors"])
    return [f"{error.get('path', {})}: {error['description']}" for error in told["errors"]]


def office(folder: Path) -> list[str]:
    """Return the command of a LibreOffice that shares nothing with others."""
    return ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]


def run(command: list[str], *arguments: str) -> None:
    """Run a command; fail with what it says."""
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode == 0, done.stderr


def written(files: Mapping[str, bytes], folder: Path, suffix: str) -> list[Path]:
    """Write files into a new folder; return their paths."""
    folder.mkdir(parents=True)
    paths = [folder / f"{name}{suffix}" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    return paths
