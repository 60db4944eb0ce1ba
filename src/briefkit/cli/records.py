"""Which records a command is about, the house that each is read under, and the briefs that no record makes any more."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefkit.cli.options import STANDARD_INPUT
from briefkit.errors import BriefkitError, Problem, UsageError
from briefkit.files import RECORD, UnreadableError, is_folder, read
from briefkit.house import DEFAULT, House
from briefkit.housefile import Read, in_force, nearest
from briefkit.loading import Loaded, load
from briefkit.parsing.yamlfile import MAX_BYTES, decoded
from briefkit.publish.earlier import unmade, withdraw

_ID = re.compile(rb"^id:[ \t]+(?P<id>[a-z0-9-]+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)
"""The line that has the id of a record, as it is mostly written: at the margin, without quotation marks."""

_PRUNE = (
    "Remove it with `briefkit render --prune`; if its record has moved, name where it lies under [records] folders."
)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record's file, and the house that it is read under."""

    path: Path
    house: House
    streamed: bytes | None = None
    """What came through standard input, read as if it were the record's file in this folder."""
    alone: bool = True
    """Whether it is the one record that the command names, or that lies in this folder."""

    def load(self) -> Loaded:
        """Return the record; raises RecordError."""
        if self.streamed is not None:
            return load(Path(RECORD), STANDARD_INPUT.name, self.house, streamed=self.streamed)
        return load(self.path, self.path.as_posix(), self.house)


def records(
    given: Sequence[Path] | None, house_file: Path | None, warn: Callable[[Sequence[Problem]], None] = lambda _: None
) -> list[RecordFile]:
    """Return the records meant, each once: a file, a folder's, or those of a folder's folders.

    Where nothing is given and this folder has none, those that its house file names; `warn` is told of a folder or
    pattern there that has none. UsageError where there is none, or standard input cannot be read; HouseError where a
    house file is refused.
    """
    own = house_of_all(given, house_file)
    named = dict.fromkeys(map(Path, own.house.records) if own else given or [Path()])
    files_of = {path: _named_by_house(path) if own else _matching(path) for path in named}
    missing = [_missing(path, own, i) for i, path in enumerate(named) if not files_of[path]]
    if missing and not (own and any(files_of.values())):
        raise UsageError(*missing)
    warn([replace(problem, severity="warning") for problem in missing])
    paths = dict.fromkeys(file for found in files_of.values() for file in found)
    alone = len(paths) == 1 and own is None
    files = {path: house_file or nearest(path.parent) for path in paths}
    houses = {file: in_force(Path(), file).house if file else DEFAULT for file in dict.fromkeys(files.values())}
    return [
        RecordFile(path, houses[files[path]], _streamed() if path == STANDARD_INPUT else None, alone) for path in paths
    ]


def house_of_all(given: Sequence[Path] | None, house_file: Path | None) -> Read | None:
    """Return the house whose records are all meant; None where records are named, or lie in this folder."""
    if given is not None or os.path.lexists(RECORD):
        return None
    own = in_force(Path(), house_file)
    return own if own.house.records else None


def ids_of(house: House) -> set[str] | None:
    """Return the ids of all records that a house file names; None where one cannot be read, or a pattern finds none."""
    found = [_named_by_house(Path(pattern)) for pattern in house.records]
    ids = {record_id(path) for paths in found for path in paths}
    return ids if found and all(found) and all(ids) else None


def record_id(path: Path) -> str:
    """Return the id of a record; empty where it cannot be read, which loading the record reports.

    Why the line is looked for first: to parse a whole record takes some thirty times as long as to read it.
    """
    try:
        raw = read(path, MAX_BYTES)
        if line := _ID.search(raw):
            return line["id"].decode()
        data, _ = decoded(raw, path.as_posix())
    except (UnreadableError, BriefkitError):
        return ""
    return str(data.get("id", "")) if isinstance(data, dict) else ""


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


def _missing(path: Path, own: Read | None, position: int) -> Problem:
    """Return what is to be said of a folder or pattern in which there is no record, at its place in the house file."""
    place = own.places.value(("records", "folders", position)) if own and own.places else None
    hint = (
        "Begin one with `briefkit new`." if own is None else "Begin one there with `briefkit new`, or delete the entry."
    )
    return Problem("U01", f"there is no {RECORD} in {path.as_posix()}", place, hint)


def _named_by_house(path: Path) -> list[Path]:
    """Return the record files that an entry of a house file means: none where nothing is there yet."""
    return _matching(path) if "*" in path.as_posix() or os.path.lexists(path) else []


def _matching(path: Path) -> list[Path]:
    """Return the record files that a path means, or a pattern.

    In a pattern `*` stands for a part of a name, and `**` for folders at any depth; what is hidden is passed over.
    """
    first = next((i for i, part in enumerate(path.parts) if "*" in part), None)
    if first is None:
        return _within(path)
    base, pattern = Path(*path.parts[:first]), "/".join(path.parts[first:])
    try:
        found = sorted(base.glob(pattern))
    except ValueError:  # `**` inside a name
        return []
    seen = [entry for entry in found if not any(part.startswith(".") for part in entry.relative_to(base).parts)]
    taken = [entry for entry in seen if is_folder(entry) or pattern.endswith(entry.suffix) or entry.name == RECORD]
    return [file for entry in taken for file in _within(entry)]


def _within(path: Path) -> list[Path]:
    """Return a file, the record of a folder, or the records of its folders."""
    if not is_folder(path):
        return [path]
    return [path / RECORD] if os.path.lexists(path / RECORD) else sorted(path.glob(f"[!.]*/{RECORD}"))


def leftovers(out: Path, house: House) -> dict[Path, tuple[Problem]]:
    """Return the sets in a house's output folder that the house does not make, each with a warning.

    Nothing is said where the house does not name its records, or not all of them can be found and read.
    """
    return {
        folder: (Problem("F29", f"{folder.as_posix()} still stands: {why}", hint=_PRUNE, severity="warning"),)
        for folder, why in _unmade(out, house)
    }


def prune(out: Path, house: House) -> Iterator[Problem]:
    """Remove these sets, each in one step, and yield what was done; one that somebody edited stands, and is told."""
    yield from filter(None, (withdraw(folder, why) for folder, why in _unmade(out, house)))


def _unmade(out: Path, house: House) -> list[tuple[Path, str]]:
    ids = ids_of(house)
    return [] if ids is None else list(unmade(out, ids, house))
