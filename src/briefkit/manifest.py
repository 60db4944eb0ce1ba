"""The manifest of an audience's folder: which editions it holds, and the hash of every file."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["MANIFEST", "Entry", "Manifest", "dump", "entry_of_file", "is_name", "parse"]

MANIFEST = "manifest.json"
Entry: TypeAlias = dict[str, Any]
"""An edition or a file as the manifest lists it."""

# Devices that Windows finds in every folder.
_NAME = re.compile(r"(?!(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$))[a-z0-9][a-z0-9.-]*(?<!\.)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says."""

    record: str
    digest: str
    """Of the released record."""
    audience: str
    editions: tuple[Entry, ...]
    extras: tuple[Entry, ...] = ()
    """Files that belong to no edition."""

    def files(self) -> Iterator[Entry]:
        """Yield every file it lists."""
        for edition in self.editions:
            yield from edition["files"]
        yield from self.extras


def is_name(name: str) -> bool:
    """Tell whether a name may be given to a file or folder on every system."""
    return _NAME.fullmatch(name) is not None


def entry_of_file(name: str, content: bytes, **more: str) -> Entry:
    """Return the entry of a file."""
    return {**more, "name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest: the same for the same set, whatever order it was made in."""
    data = {
        "record": manifest.record,
        "digest": manifest.digest,
        "audience": manifest.audience,
        "editions": sorted(manifest.editions, key=lambda entry: str(entry["edition"])),
        "extras": sorted(manifest.extras, key=lambda entry: str(entry["name"])),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def parse(raw: bytes) -> Manifest | None:
    """Return the manifest, or None where these are not bytes that `dump` gave."""
    try:
        data = json.loads(raw)
        found = Manifest(
            data["record"], data["digest"], data["audience"], tuple(data["editions"]), tuple(data["extras"])
        )
        whole = dump(found) == raw and all(_is_file(entry) for entry in found.files())
    except (KeyError, TypeError, ValueError, RecursionError):
        return None
    return found if whole else None


def _is_file(entry: Mapping[str, object]) -> bool:
    name, digest = entry["name"], entry["sha256"]
    return isinstance(name, str) and is_name(name) and isinstance(digest, str)
