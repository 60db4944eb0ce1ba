"""Publish an audience's briefs: one folder, switched as a whole, that never loses what somebody else wrote.

A file stands in the way if its bytes are neither what the manifest says nor what is about to be written:
somebody edited it, or briefkit did not write it. Without `force` nothing is written then. With `force` an
edited file is replaced, or removed if its edition is; a foreign one stays, unless a brief needs its name.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISLNK

from briefkit import staging
from briefkit.errors import OutputError, Problem, because
from briefkit.manifest import MANIFEST, Entry, Manifest, dump, entry_of_file, is_name, parse

__all__ = ["Brief", "Published", "Release", "publish"]

_LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers write into every folder they show; it goes along."""


@dataclass(frozen=True, slots=True)
class Brief:
    """An edition in its finished formats."""

    edition: str
    title: str
    audience: str
    length: str
    pages: int
    words: int
    marking: str
    statements: tuple[str, ...]
    """The ids of the statements it prints."""
    files: Mapping[str, bytes]
    """Format, which is also the suffix → bytes."""
    warnings: tuple[Problem, ...] = ()
    """What the rules found worth a look."""


@dataclass(frozen=True, slots=True)
class Release:
    """What one audience gets of a record in one run."""

    record: str
    audience: str
    digest: str
    """Of the released record; editions of an earlier run stay only beside the same."""
    briefs: Sequence[Brief]
    extras: Mapping[str, bytes] = field(default_factory=dict)
    """File name → bytes of what belongs to no edition."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did."""

    folder: Path
    written: tuple[Path, ...]
    """The files of this run's briefs, also where they were there already."""
    kept: tuple[str, ...]
    """Names of an earlier run's files that still belong to the set."""
    removed: tuple[str, ...]
    """Names of files that no longer do: of another record's state."""
    changed: bool
    """False: everything was there already and nothing was touched."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a folder holds before publishing."""

    manifest: Manifest | None
    files: Mapping[str, bytes | None]
    """Name → bytes; None for folders, links and files whose bytes are of no interest."""

    def listed(self) -> set[str]:
        """Return the names that briefkit wrote."""
        return {MANIFEST, *(entry["name"] for entry in self.manifest.files())} if self.manifest else set()

    def intact(self, entry: Entry) -> bool:
        """Tell whether a listed file has the bytes that the manifest says."""
        content = self.files.get(entry["name"])
        return content is not None and hashlib.sha256(content).hexdigest() == entry["sha256"]

    def ours(self) -> set[str]:
        """Return the names that briefkit wrote and nobody changed."""
        if self.manifest is None:
            return set()
        return {MANIFEST, *(entry["name"] for entry in self.manifest.files() if self.intact(entry))}


def publish(out: Path, release: Release, *, force: bool = False) -> Published:
    """Put a release into `<out>/<record>/<audience>/`; OutputError with every file in the way, or BusyError."""
    written = _contents(release)
    spot = staging.Spot(out / release.record, release.audience)
    with _reported(spot.folder):
        _refuse_links(out, spot.parent, spot.folder)
        with staging.held(spot):
            staging.recover(spot)
            standing = _standing(spot.folder, written.keys())
            whole = _with_manifest(release, standing, written)
            carried = _carried(spot.folder, standing, whole, force=force)
            removed = tuple(sorted(standing.files.keys() - whole.keys() - set(carried)))
            changed = bool(removed) or any(standing.files.get(name) != raw for name, raw in whole.items())
            if changed:
                staging.replace(spot, whole, carried)
    paths = tuple(spot.folder / name for name in written)
    kept = tuple(sorted(whole.keys() - written.keys() - {MANIFEST}))
    return Published(spot.folder, paths, kept, removed, changed)


def _contents(release: Release) -> dict[str, bytes]:
    """Return this run's files; OutputError for a name that is not safe or stands twice."""
    names = [(_file_name(release, brief, kind), raw) for brief in release.briefs for kind, raw in brief.files.items()]
    names += release.extras.items()
    found: dict[str, bytes] = {}
    for name, raw in names:
        if name in found or name == MANIFEST:
            raise OutputError(Problem("F05", f"two files would be called `{name}`"))
        found[name] = raw
    for name in (release.record, release.audience, *found):
        if not is_name(name):
            hint = "Ids and names of files take a-z, 0-9, dots and hyphens."
            raise OutputError(Problem("F04", f"`{name}` cannot be the name of a file", hint=hint))
    return found


def _file_name(release: Release, brief: Brief, kind: str) -> str:
    return f"{release.record}.{brief.edition}.{kind}"


def _with_manifest(release: Release, standing: _Standing, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the whole set: this run's files, what stays of earlier runs, and the manifest."""
    editions = {brief.edition: _entry(release, brief) for brief in release.briefs}
    extras = {name: entry_of_file(name, raw) for name, raw in release.extras.items()}
    if standing.manifest and standing.manifest.digest == release.digest:
        _keep(standing, editions, extras, written)
    manifest = Manifest(
        release.record, release.digest, release.audience, tuple(editions.values()), tuple(extras.values())
    )
    listed = {entry["name"] for entry in manifest.files()}
    kept = {name: raw for name, raw in standing.files.items() if name in listed and raw is not None}
    return {**kept, **written, MANIFEST: dump(manifest)}


def _entry(release: Release, brief: Brief) -> Entry:
    return {
        "edition": brief.edition,
        "title": brief.title,
        "audience": brief.audience,
        "length": brief.length,
        "pages": brief.pages,
        "words": brief.words,
        "marking": brief.marking,
        "statements": list(brief.statements),
        "files": [
            entry_of_file(_file_name(release, brief, kind), raw, format=kind)
            for kind, raw in sorted(brief.files.items())
        ],
    }


def _keep(
    standing: _Standing, editions: dict[str, Entry], extras: dict[str, Entry], written: Mapping[str, bytes]
) -> None:
    """Add an earlier run's intact files: other editions, other extras, other formats with the same facts."""
    if standing.manifest is None:
        return
    for old in standing.manifest.editions:
        files = [file for file in old["files"] if standing.intact(file) and file["name"] not in written]
        new = editions.get(old["edition"])
        if new is None and files:
            editions[old["edition"]] = {**old, "files": files}
        elif new and {**new, "files": ()} == {**old, "files": ()}:
            new["files"] = sorted((*new["files"], *files), key=lambda file: str(file["name"]))
    for file in standing.manifest.extras:
        if standing.intact(file) and file["name"] not in written:
            extras[file["name"]] = file


def _standing(folder: Path, names: AbstractSet[str]) -> _Standing:
    """Return what a folder holds; of files that are neither listed nor among `names` only that they are there."""
    if staging.mode(folder) is None:
        return _Standing(None, {})
    with os.scandir(folder) as entries:
        regular = {entry.name: entry.is_file(follow_symlinks=False) for entry in entries}
    manifest = parse((folder / MANIFEST).read_bytes()) if regular.get(MANIFEST) else None
    wanted = _Standing(manifest, {}).listed() | names | {MANIFEST}
    files = {
        name: (folder / name).read_bytes() if plain and name in wanted else None for name, plain in regular.items()
    }
    return _Standing(manifest, files)


def _carried(folder: Path, standing: _Standing, whole: Mapping[str, bytes], *, force: bool) -> list[str]:
    """Return the names of what is not ours and goes along; OutputError without force if anything is in the way."""
    safe = standing.ours() | _LITTER
    same = {name for name, raw in standing.files.items() if raw is not None and raw == whole.get(name)}
    listed = standing.listed()
    way = sorted(standing.files.keys() - safe - same)
    if way and not force:
        raise OutputError(*(_in_the_way(folder / name, edited=name in listed) for name in way))
    foreign = set(way) - listed - whole.keys()
    return sorted(foreign | (_LITTER & standing.files.keys()))


def _in_the_way(path: Path, *, edited: bool) -> Problem:
    shown = path.as_posix()
    if edited:
        hint = "Keep your edits under another name, or replace the file with --force."
        return Problem("F02", f"{shown} was edited after briefkit wrote it", hint=hint)
    hint = "Move it elsewhere; with --force it stays, unless a brief needs its name."
    return Problem("F03", f"{shown} was not written by briefkit", hint=hint)


def _refuse_links(*folders: Path) -> None:
    for folder in folders:
        if S_ISLNK(staging.mode(folder) or 0):
            hint = "Name the folder that it points to."
            raise OutputError(Problem("F01", f"{folder.as_posix()} is a symbolic link", hint=hint))


@contextmanager
def _reported(folder: Path) -> Iterator[None]:
    """Turn what the file system says into an OutputError with the path."""
    try:
        yield
    except OSError as error:
        named = isinstance(error.filename, str) and ".briefkit-" not in error.filename
        shown = Path(error.filename) if named else folder
        message = f"{shown.as_posix()} cannot be written: {because(error)}"
        hint = "Close the programs that have it open, and check your rights and the space on the disk."
        raise OutputError(Problem("F07", message, hint=hint)) from None
