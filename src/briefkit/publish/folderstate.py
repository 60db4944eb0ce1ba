"""The state of an audience's folder: files that briefkit wrote, intact or edited since, and files of others."""

import os
import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from briefkit import staging
from briefkit.errors import OutputError, Problem
from briefkit.files import line_feeds
from briefkit.manifest import MANIFEST, Entry, Manifest, entry_of_file, parse

_LITTER = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*", re.DOTALL)
"""Files that file managers leave in every folder, and macOS beside each file of a foreign disk."""
_PROGRAMS = {"~$": "Word", "~WR": "Word", ".~lock.": "LibreOffice"}
_OPEN = re.compile(r"~\$.*|~WR.*|\.~.*|\.nfs.*|\.fuse_hidden.*|.*\.(?:tmp|TMP|sw[a-p])", re.DOTALL)
"""What programs keep beside a document that is open in them, and network disks of one that was replaced meanwhile."""
_LARGEST = 200_000_000
"""Bytes of a file that briefkit may have written."""
_TOGETHER = 2 * _LARGEST
"""Bytes of all that are read: of one that goes beyond, a folder is taken to hold something else."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a folder holds."""

    manifest: Manifest | None
    files: Mapping[str, bytes | None]
    """Name → bytes, a text's with line feeds; None for folders, links and files whose bytes are of no interest."""

    def listed(self) -> set[str]:
        """Return the names that briefkit wrote."""
        return {MANIFEST, *(entry["name"] for entry in self.manifest.files())} if self.manifest else set()

    def intact(self, entry: Entry) -> bool:
        """Say whether a listed file has the size and the hash that the manifest says."""
        content = self.files.get(entry["name"])
        return content is not None and entry_of_file(entry["name"], content).items() <= entry.items()

    def missing(self) -> set[str]:
        """Return the names of the files that briefkit wrote and that are gone."""
        return self.listed() - self.files.keys()

    def strange(self) -> set[str]:
        """Return the names of the files that somebody edited or added."""
        entries = self.manifest.files() if self.manifest else ()
        edited = {entry["name"] for entry in entries if not self.intact(entry)}
        return self.files.keys() - (self.listed() - edited) - litter(self.files)


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a regular file that is no larger than what briefkit writes."""
    return entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_size <= _LARGEST


def folder_state(folder: Path, names: AbstractSet[str] = frozenset()) -> FolderState:
    """Return the state of a folder; only files that are listed or among `names` are read."""
    if staging.mode(folder) is None:
        return FolderState(None, {})
    with os.scandir(folder) as entries:
        regular = {entry.name: _is_plain(entry) for entry in entries}
    manifest = parse(line_feeds((folder / MANIFEST).read_bytes())) if regular.get(MANIFEST) else None
    wanted = FolderState(manifest, {}).listed() | names | {MANIFEST}
    files: dict[str, bytes | None] = {}
    room = _TOGETHER
    for name, plain in sorted(regular.items()):
        path = folder / name
        room -= path.lstat().st_size if plain and name in wanted else 0
        files[name] = line_feeds(path.read_bytes()) if plain and name in wanted and room >= 0 else None
    return FolderState(manifest, files)


def refuse_another(folder: Path, new: Manifest, printed: AbstractSet[str]) -> None:
    """Raise OutputError where a folder holds the briefs of another meeting: a copied record kept the old one's id.

    Another is one of another day, in whatever audience's folder, and in this folder one with another title and no
    statement in common: `printed` are the ids of what the set of the `new` manifest prints. OutputError names it.
    """
    for other in sorted({folder, *folder.parent.glob("[!.]*")}, key=lambda path: (path != folder, path.name)):
        path = other / MANIFEST
        is_plain = S_ISREG(staging.mode(path) or 0) and path.stat().st_size <= _LARGEST
        before = parse(line_feeds(path.read_bytes())) if is_plain else None
        if not before or not before.meeting or not new.meeting:
            continue
        strange = before.state and not before.state.keys() & printed and before.title != new.title
        if before.meeting != new.meeting or (other == folder and strange):
            told = f", “{before.title}” of {before.meeting}" if other == folder else f", of {before.meeting}"
            hint = (
                "Give this record an `id:` of its own; if only day or title was corrected, replace them with --force."
            )
            raise OutputError(
                Problem("F18", f"{other.as_posix()} holds the briefs of another meeting{told}", hint=hint)
            )


def litter(names: Iterable[str]) -> set[str]:
    """Return the names of files that systems leave in folders: a set that is replaced or removed takes them along."""
    return set(filter(_LITTER.fullmatch, names))


def in_the_way(path: Path, *, edited: bool) -> Problem:
    """Return the problem with a file that somebody edited or added: it is not written over."""
    name = path.as_posix()
    if _OPEN.fullmatch(path.name) and not edited:
        begun = (program for begin, program in _PROGRAMS.items() if path.name.startswith(begin))
        program = next(begun, "a program")
        hint = f"Close it there. If nobody has it open, {path.name} was left behind: delete it."
        return Problem("F15", f"a brief in {path.parent.as_posix()} is open in {program}", hint=hint)
    if edited:
        hint = "Keep your edits under another name, or replace the file with --force."
        return Problem("F02", f"{name} was edited after briefkit wrote it", hint=hint)
    hint = "Move it elsewhere; with --force it stays, unless a brief needs its name."
    return Problem("F03", f"{name} was not written by briefkit", hint=hint)
