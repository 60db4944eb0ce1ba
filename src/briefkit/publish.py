"""Publish each audience's briefs: a folder, switched as a whole, that never loses what somebody else wrote.

A file stands in the way if its bytes are neither what the manifest says nor what is about to be written:
somebody edited it, or briefkit did not write it. Without `force` nothing is written then. With `force` an
edited file is replaced, or removed if its edition is; a foreign one stays, unless a brief needs its name.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from briefkit import staging
from briefkit.errors import OutputError, Problem
from briefkit.manifest import MANIFEST, Entry, Manifest, dump, entry_of_file, is_name, parse

__all__ = ["Brief", "Published", "Release", "publish"]

_LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers write into every folder they show; it goes along."""


@dataclass(frozen=True, slots=True)
class Brief:
    """An edition in its finished formats."""

    edition: str
    """Its id."""
    name: str
    """What kind of brief it is, as it stands on the page."""
    title: str
    """The document's own."""
    audience: str
    length: str
    pages: int
    words: int
    marking: str
    standing: str
    """DRAFT while questions are open, Not reviewed where a signature is wanting; else empty."""
    language: str
    """A BCP 47 tag."""
    lead: tuple[str, ...]
    """The passages of its bottom line; empty where it has none."""
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
    title: str
    """The record's."""
    as_of: date
    """The day the record speaks for."""
    audience: str
    digest: str
    """Of the released record; editions of an earlier run stay only beside the same."""
    briefs: Sequence[Brief]
    extras: Mapping[str, Callable[[Manifest], bytes]] = field(default_factory=dict)
    """File name → what makes its bytes from a manifest of the whole set's editions."""
    prepared_by: str = ""
    """The organisation that publishes the briefs."""
    contact: str = ""
    notice: str = ""
    """What every reader must know first."""
    gate: Callable[[Mapping[str, bytes]], None] = lambda _: None
    """Is shown the whole set before any of it is put in place, and raises where it may not be."""


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
    replaced: tuple[str, ...]
    """Names of files that somebody had edited or written and that `force` gave up."""
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


@dataclass(frozen=True, slots=True)
class _Ready:
    """A set that may be put in place."""

    spot: staging.Spot
    written: AbstractSet[str]
    """Names of this run's files."""
    whole: Mapping[str, bytes]
    carried: Sequence[str]
    removed: tuple[str, ...]
    replaced: tuple[str, ...]
    changed: bool


def publish(out: Path, releases: Sequence[Release], *, force: bool = False) -> list[Published]:
    """Put every release into `<out>/<record>/<audience>/`, or none if anything is in the way of one.

    OutputError carries every file in the way, of all audiences; BusyError is raised where another run is writing.
    """
    problems, ready = list[Problem](), list[_Ready]()
    with ExitStack() as locks:
        for release in releases:
            try:
                ready.append(locks.enter_context(_prepared(out, release, force=force)))
            except OutputError as error:
                problems += error.problems
        if problems:
            raise OutputError(*dict.fromkeys(problems))
        return [_put(one) for one in ready]


@contextmanager
def _prepared(out: Path, release: Release, *, force: bool) -> Iterator[_Ready]:
    """Hold an audience's folder, and say what would be put there; OutputError with every file in the way."""
    names = _names(release)
    spot = staging.Spot(out / release.record, release.audience)
    with staging.reported(spot.folder):
        staging.refuse_links(out, spot.parent, spot.folder)
        with staging.held(spot):
            staging.recover(spot)
            standing = _standing(spot.folder, names)
            whole = _whole(release, standing)
            release.gate(whole)
            carried = _carried(spot.folder, standing, whole, force=force)
            removed = tuple(sorted(standing.files.keys() - whole.keys() - set(carried)))
            changed = bool(removed) or any(standing.files.get(name) != raw for name, raw in whole.items())
            replaced = tuple(name for name in _in_the_way(standing, whole) if name in whole)
            yield _Ready(spot, names, whole, carried, removed, replaced, changed)


def _put(ready: _Ready) -> Published:
    """Put a set in place, unless it is there already."""
    folder = ready.spot.folder
    if ready.changed:
        with staging.reported(folder):
            staging.replace(ready.spot, ready.whole, ready.carried)
    written = tuple(folder / name for name in ready.whole if name in ready.written)
    kept = tuple(sorted(ready.whole.keys() - ready.written - {MANIFEST}))
    return Published(folder, written, kept, ready.removed, ready.replaced, ready.changed)


def _names(release: Release) -> AbstractSet[str]:
    """Return the names of this run's files; OutputError for one that is not safe or stands twice."""
    names = [*(name for name, _ in _briefs(release)), *release.extras]
    for number, name in enumerate(names):
        if name in names[:number] or name == MANIFEST:
            raise OutputError(Problem("F05", f"two files would be called `{name}`"))
    for name in (release.record, release.audience, *names):
        if not is_name(name):
            hint = "Ids and names of files take a-z, 0-9, dots and hyphens."
            raise OutputError(Problem("F04", f"`{name}` cannot be the name of a file", hint=hint))
    return frozenset(names)


def _briefs(release: Release) -> list[tuple[str, bytes]]:
    return [(_file_name(release, brief, kind), raw) for brief in release.briefs for kind, raw in brief.files.items()]


def _file_name(release: Release, brief: Brief, kind: str) -> str:
    return f"{release.record}.{brief.edition}.{kind}"


def _whole(release: Release, standing: _Standing) -> dict[str, bytes]:
    """Return the whole set: this run's files, what stays of earlier runs, and the manifest."""
    written = dict(_briefs(release))
    editions = {brief.edition: _entry(release, brief) for brief in release.briefs}
    extras: dict[str, Entry] = {}
    if standing.manifest and standing.manifest.digest == release.digest:
        _keep(standing, editions, extras, written)
    manifest = _manifest(release, tuple(editions.values()))
    made = {name: make(manifest) for name, make in release.extras.items()}
    extras |= {name: entry_of_file(name, raw) for name, raw in made.items()}
    manifest = replace(manifest, extras=tuple(extras.values()))
    listed = {entry["name"] for entry in manifest.files()}
    kept = {name: raw for name, raw in standing.files.items() if name in listed and raw is not None}
    return {**kept, **written, **made, MANIFEST: dump(manifest)}


def _manifest(release: Release, editions: tuple[Entry, ...]) -> Manifest:
    names = ("record", "title", "audience", "digest", "prepared_by", "contact", "notice")
    return Manifest(
        **{name: getattr(release, name) for name in names}, as_of=release.as_of.isoformat(), editions=editions
    )


def _entry(release: Release, brief: Brief) -> Entry:
    return {
        "edition": brief.edition,
        "name": brief.name,
        "title": brief.title,
        "audience": brief.audience,
        "length": brief.length,
        "pages": brief.pages,
        "words": brief.words,
        "marking": brief.marking,
        "standing": brief.standing,
        "language": brief.language,
        "lead": list(brief.lead),
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
    assert standing.manifest, "what is kept was listed"  # noqa: S101
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
    listed = standing.listed()
    way = _in_the_way(standing, whole)
    if way and not force:
        raise OutputError(*(_refused(folder / name, edited=name in listed) for name in way))
    foreign = set(way) - listed - whole.keys()
    return sorted(foreign | (_LITTER & standing.files.keys()))


def _in_the_way(standing: _Standing, whole: Mapping[str, bytes]) -> list[str]:
    """Return the names of what somebody edited or wrote and that is not what would be written."""
    same = {name for name, raw in standing.files.items() if raw is not None and raw == whole.get(name)}
    return sorted(standing.files.keys() - standing.ours() - _LITTER - same)


def _refused(path: Path, *, edited: bool) -> Problem:
    shown = path.as_posix()
    if edited:
        hint = "Keep your edits under another name, or replace the file with --force."
        return Problem("F02", f"{shown} was edited after briefkit wrote it", hint=hint)
    hint = "Move it elsewhere; with --force it stays, unless a brief needs its name."
    return Problem("F03", f"{shown} was not written by briefkit", hint=hint)
