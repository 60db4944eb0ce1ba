"""Which records a command is about, and the house that each is read under."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefkit.cli.options import STANDARD_INPUT
from briefkit.errors import Problem, UsageError
from briefkit.files import RECORD, is_folder
from briefkit.house import DEFAULT, House
from briefkit.housefile import in_force, nearest
from briefkit.loading import Loaded, load
from briefkit.parsing.yamlfile import MAX_BYTES


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record's file, and the house that it is read under."""

    path: Path
    house: House
    streamed: bytes | None = None
    """What came through standard input, read as if it were the record's file in this folder."""

    def load(self) -> Loaded:
        """Return the record; raises RecordError."""
        if self.streamed is not None:
            return load(Path(RECORD), STANDARD_INPUT.name, self.house, streamed=self.streamed)
        return load(self.path, self.path.as_posix(), self.house)


def records(given: Sequence[Path] | None, house_file: Path | None) -> list[RecordFile]:
    """Return the records meant, each once: a file, a folder's, or those of a folder's folders.

    Where nothing is given and this folder has none, those that its house file names. UsageError where there is none,
    or standard input cannot be read; HouseError where a house file is refused.
    """
    if given is None and not os.path.lexists(RECORD):
        given = [Path(folder) for folder in in_force(Path(), house_file).house.records] or None
    paths = dict.fromkeys(path for folder in given or [Path()] for path in _files(folder))
    files = {path: house_file or nearest(path.parent) for path in paths}
    houses = {file: in_force(Path(), file).house if file else DEFAULT for file in dict.fromkeys(files.values())}
    return [RecordFile(path, houses[files[path]], _streamed() if path == STANDARD_INPUT else None) for path in paths]


def one_record(paths: Path | None, house_file: Path | None) -> RecordFile:
    """Return the one record meant, as `records` finds it; UsageError where there are several."""
    several = records([paths] if paths else None, house_file)
    if len(several) > 1:
        hint = f"Name one of: {', '.join(record.path.parent.as_posix() for record in several)}."
        raise UsageError(
            Problem("U10", f"there are {len(several)} records in {(paths or Path()).as_posix()}", hint=hint)
        )
    return several[0]


def _streamed() -> bytes:
    """Return what standard input holds, up to a byte more than a record may have."""
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except (AttributeError, OSError):
        hint = "Send the record there, as in: briefkit check - < outcomes.yaml"
        raise UsageError(Problem("U12", "standard input cannot be read", hint=hint)) from None


def _files(path: Path) -> Iterator[Path]:
    """Yield the record files that a path means."""
    folders = sorted(path.parent.glob(path.name)) if "*" in path.name else [path]
    inner = [file for folder in folders for file in _within(folder)]
    if not inner:
        hint = "Begin one with `briefkit new`."
        raise UsageError(Problem("U01", f"there is no {RECORD} in {path.as_posix()}", hint=hint))
    yield from inner


def _within(path: Path) -> list[Path]:
    """Return a file, the record of a folder, or the records of its folders."""
    if not is_folder(path):
        return [path]
    return [path / RECORD] if os.path.lexists(path / RECORD) else sorted(path.glob(f"[!.]*/{RECORD}"))
