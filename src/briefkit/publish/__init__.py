"""Publish each audience's briefs: a folder below that of the record, which is replaced as a whole, and loses nothing.

A file stands in the way if its bytes are neither what the manifest says nor what is about to be written:
somebody edited it, or briefkit did not write it. Without `force` nothing is written then. With `force` an
edited file is replaced, or removed if its edition is; a foreign one stays, unless a brief needs its name.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefkit import staging
from briefkit.errors import OutputError, Problem
from briefkit.manifest import MANIFEST, Entry, Manifest, dump, entry_of_file, is_name, parse
from briefkit.publish.changes import compared, is_silent
from briefkit.publish.folderstate import FolderState, folder_state, in_the_way, litter, refuse_another

__all__ = ["Brief", "Published", "Release", "assembled", "publish"]


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
    build: str = ""
    """The digest of what it is made from; empty where it is to be made again in every run."""
    facts: tuple[str, ...] = ()
    """Its main facts, as sentences that stand alone."""
    texts: tuple[str, ...] = ()
    """All that its pages say, in the pieces in which the rules judged it."""
    subjects: tuple[str, ...] = ()
    """The titles of the issues that it tells of."""


_LISTED = (
    *("edition", "name", "title", "audience", "length", "pages", "words", "marking", "standing", "language"),
    *("lead", "facts", "subjects", "statements"),
)
"""What a manifest lists of a brief, in this order."""


@dataclass(frozen=True, slots=True)
class Release:
    """What one audience gets of a record in one run."""

    head: Manifest
    """What the manifest of the set says of its record and audience; editions and files are added to it.

    Editions of an earlier run stay only beside those of the same `digest`.
    """
    briefs: Sequence[Brief]
    extras: Mapping[str, Callable[[Manifest], bytes]] = field(default_factory=dict)
    """File name → what makes its bytes from a manifest of the whole set's editions."""
    gate: Callable[[Mapping[str, bytes]], None] = lambda _: None
    """Checks the whole set before any of it is put in place, and raises if it may not be."""
    state: Callable[[Collection[str]], Mapping[str, str]] = field(default=lambda _: {})
    """Returns digests of the statements, given the ids of those that the whole set prints."""


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
    """Names of edited or foreign files that `force` replaced."""
    changed: bool
    """False: everything was there already and nothing was touched."""
    changes: tuple[str, ...] = ()
    """What changed in a set that was there before, in words."""
    silent: bool = False
    """Whether statements of a finished set changed, of which its pages do not tell the readers."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A set that may be put in place."""

    files: Mapping[str, bytes]
    carried: Sequence[str]
    """Names of other people's files that stay."""
    done: Published
    """What will have been done once it is in place."""


def publish(out: Path, releases: Sequence[Release], *, force: bool = False) -> list[Published]:
    """Put every release of a record into `<out>/<record>/<audience>/`, or none if anything is in the way of one.

    OutputError carries every file in the way, of all audiences; BusyError is raised where another run is writing.
    Why the folder of the record is replaced as a whole: so no kill leaves some audiences with an older state of it.
    """
    names = [_names(release) for release in releases]
    if not releases:
        return []
    problems: list[Problem] = []
    ready: list[_Ready] = []
    spot = staging.Spot(out, releases[0].head.record)
    with staging.held(spot, out):
        for release, own in zip(releases, names, strict=True):
            try:
                ready.append(_prepared(spot.folder / release.head.audience, release, own, force=force))
            except OutputError as error:
                problems += error.problems
        if problems:
            raise OutputError(*dict.fromkeys(problems))
        if changed := {ready_set.done.folder.name: ready_set for ready_set in ready if ready_set.done.changed}:
            with staging.rebuilt(spot) as fresh:
                staging.fill(fresh, {}, spot.folder, staging.names(spot.folder) - changed.keys())
                for name, ready_set in changed.items():
                    staging.fill(fresh / name, ready_set.files, ready_set.done.folder, ready_set.carried)
    return [ready_set.done for ready_set in ready]


def _prepared(folder: Path, release: Release, names: AbstractSet[str], *, force: bool) -> _Ready:
    """Return the set to put into an audience's folder; OutputError with every file in the way."""
    staging.refuse_links(folder)
    state = folder_state(folder, names)
    if not force:
        printed = {key for brief in release.briefs for key in brief.statements}
        refuse_another(folder, release.head, printed)
    whole, changes = assembled(release, state)
    made = parse(whole[MANIFEST])
    release.gate(whole)
    carried = _carried(folder, state, whole, force=force)
    removed = tuple(sorted(state.files.keys() - whole.keys() - set(carried)))
    done = Published(
        folder=folder,
        written=tuple(folder / name for name in whole if name in names),
        kept=tuple(sorted(whole.keys() - names - {MANIFEST})),
        removed=removed,
        replaced=tuple(name for name in _in_the_way(state, whole) if name in whole),
        changed=bool(removed) or any(state.files.get(name) != raw for name, raw in whole.items()),
        changes=changes,
        silent=made is not None and is_silent(state.manifest, made),
    )
    return _Ready(whole, carried, done)


def _names(release: Release) -> AbstractSet[str]:
    """Return the names of this run's files; OutputError for one that is not safe or stands twice."""
    names = [*(name for name, _ in _briefs(release)), *release.extras]
    for number, name in enumerate(names):
        if name in names[:number] or name == MANIFEST:
            hint = "Give the record another `id:`, or the edition another name in editions.yaml."
            raise OutputError(Problem("F05", f"two files would be called `{name}`", hint=hint))
    for name in (release.head.record, release.head.audience, *names):
        if not is_name(name):
            hint = "Ids and names of files take a-z, 0-9, dots and hyphens."
            raise OutputError(Problem("F04", f"`{name}` cannot be the name of a file", hint=hint))
    return frozenset(names)


def _briefs(release: Release) -> list[tuple[str, bytes]]:
    return [(_file_name(release, brief, kind), raw) for brief in release.briefs for kind, raw in brief.files.items()]


def _file_name(release: Release, brief: Brief, kind: str) -> str:
    return f"{release.head.record}.{brief.edition}.{kind}"


def assembled(release: Release, state: FolderState) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the whole set, this run's files, what stays of earlier runs, and the manifest; and what changed."""
    written = dict(_briefs(release))
    editions = {brief.edition: _entry(release, brief) for brief in release.briefs}
    _keep(state, release.head.digest, editions, written)
    printed = [key for entry in editions.values() for key in entry["statements"]]
    manifest = replace(release.head, editions=tuple(editions.values()), state=release.state(printed))
    extra_files = {name: make(manifest) for name, make in release.extras.items()}
    extras = tuple(entry_of_file(name, raw) for name, raw in extra_files.items())
    manifest, changes = compared(state.manifest, replace(manifest, extras=extras))
    listed = {entry["name"] for entry in manifest.files()}
    kept = {name: raw for name, raw in state.files.items() if name in listed and raw is not None}
    return {**kept, **written, **extra_files, MANIFEST: dump(manifest)}, changes


def _entry(release: Release, brief: Brief) -> Entry:
    build = {"build": brief.build} if brief.build else {}
    files = [
        entry_of_file(_file_name(release, brief, kind), raw, format=kind, **build)
        for kind, raw in sorted(brief.files.items())
    ]
    facts = {name: getattr(brief, name) for name in _LISTED}
    return {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in facts.items()} | {"files": files}


def _keep(state: FolderState, digest: str, editions: dict[str, Entry], written: Mapping[str, bytes]) -> None:
    """Add the intact files of an earlier run of the same released record.

    These are other editions, and other formats with the same facts.
    """
    before = state.manifest
    if before is None or before.digest != digest:
        return
    for old in before.editions:
        files = [file for file in old["files"] if state.intact(file) and file["name"] not in written]
        new = editions.get(old["edition"])
        if new is None and files:
            editions[old["edition"]] = {**old, "files": files}
        elif new and {**new, "files": ()} == {**old, "files": ()}:
            new["files"] = sorted((*new["files"], *files), key=lambda file: str(file["name"]))


def _carried(folder: Path, state: FolderState, whole: Mapping[str, bytes], *, force: bool) -> list[str]:
    """Return the names of other people's files that stay; OutputError without `force` if one is in the way."""
    listed = state.listed()
    way = _in_the_way(state, whole)
    if way and not force:
        raise OutputError(*(in_the_way(folder / name, edited=name in listed) for name in way))
    foreign = set(way) - listed - whole.keys()
    return sorted(foreign | litter(state.files))


def _in_the_way(state: FolderState, whole: Mapping[str, bytes]) -> list[str]:
    """Return the names of edited or foreign files whose bytes are not what would be written."""
    same = {name for name, raw in state.files.items() if raw is not None and raw == whole.get(name)}
    return sorted(state.strange() - same)
