"""What an audience's folder holds: what briefkit wrote, as it was written or edited since, and what others did."""

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from briefkit import staging
from briefkit.foreign import LITTER
from briefkit.manifest import MANIFEST, Entry, Manifest, entry_of_file, parse

__all__ = ["Standing", "looked"]

_LARGEST = 200_000_000
"""Bytes of a file that briefkit may have written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a folder holds."""

    manifest: Manifest | None
    files: Mapping[str, bytes | None]
    """Name → bytes; None for folders, links and files whose bytes are of no interest."""

    def listed(self) -> set[str]:
        """Return the names that briefkit wrote."""
        return {MANIFEST, *(entry["name"] for entry in self.manifest.files())} if self.manifest else set()

    def intact(self, entry: Entry) -> bool:
        """Tell whether a listed file has the size and the hash that the manifest says."""
        content = self.files.get(entry["name"])
        return content is not None and entry_of_file(entry["name"], content).items() <= entry.items()

    def ours(self) -> set[str]:
        """Return the names that briefkit wrote and nobody changed."""
        if self.manifest is None:
            return set()
        return {MANIFEST, *(entry["name"] for entry in self.manifest.files() if self.intact(entry))}

    def missing(self) -> set[str]:
        """Return the names of what briefkit wrote and is not there."""
        return self.listed() - self.files.keys()

    def strange(self) -> set[str]:
        """Return the names of what somebody edited or wrote."""
        return self.files.keys() - self.ours() - LITTER


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """Say whether an entry is a regular file that is no larger than what briefkit writes."""
    return entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_size <= _LARGEST


def looked(folder: Path, names: AbstractSet[str]) -> Standing:
    """Return what a folder holds; of files that are neither listed nor among `names` only that they are there."""
    if staging.mode(folder) is None:
        return Standing(None, {})
    with os.scandir(folder) as entries:
        regular = {entry.name: _is_plain(entry) for entry in entries}
    manifest = parse((folder / MANIFEST).read_bytes()) if regular.get(MANIFEST) else None
    wanted = Standing(manifest, {}).listed() | names | {MANIFEST}
    files = {
        name: (folder / name).read_bytes() if plain and name in wanted else None for name, plain in regular.items()
    }
    return Standing(manifest, files)
