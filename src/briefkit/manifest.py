"""The manifest of an audience's folder: which editions it holds, and the hash of every file."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeAlias

from briefkit.data import is_shaped
from briefkit.errors import Problem

MANIFEST = "manifest.json"
Entry: TypeAlias = dict[str, Any]
"""An edition or a file as the manifest lists it."""
_OPTIONAL = ("meeting", "changed", "state", "changes")
"""What is left out where there is none."""

# Devices that Windows finds in every folder.
_NAME = re.compile(r"(?!(?:aux|con|nul|prn|com\d|lpt\d)(?:\.|$))[a-z0-9][a-z0-9.-]*(?<!\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a manifest says, in the order in which it says it."""

    record: str
    """Its id."""
    title: str
    """The record's."""
    as_of: str
    """The day the record speaks for, as YYYY-MM-DD."""
    meeting: str = ""
    """The day of the meeting, as YYYY-MM-DD: it tells a copied record with the old id from the original."""
    changed: str = ""
    """The date of the last significant change, as YYYY-MM-DD, where the record has one."""
    prepared_by: str = ""
    """The organisation that publishes the briefs, as the record has it."""
    contact: str = ""
    """Whom to ask, as the record has it."""
    notice: str = ""
    """What every reader must know first, as the record has it."""
    audience: str
    digest: str = ""
    """Of the released record, its pictures and the places of its quotes."""
    editions: tuple[Entry, ...] = ()
    extras: tuple[Entry, ...] = ()
    """Files that belong to no edition."""
    state: Mapping[str, str] = field(default_factory=dict)
    """Statement id → short digests of its parts, by which the next set can tell what changed."""
    changes: tuple[str, ...] = ()
    """What changed from the set before, in words."""

    def files(self) -> Iterator[Entry]:
        """Yield every file it lists."""
        for edition in self.editions:
            yield from edition["files"]
        yield from self.extras


_FILE = {"name": str, "sha256": str, "bytes": int}
_EDITION = {
    **dict.fromkeys(("edition", "name", "title", "audience", "length", "marking", "standing", "language"), str),
    **dict.fromkeys(("pages", "words"), int),
    **{key: [str] for key in ("statements", "lead", "facts", "subjects")},
    "files": [{**_FILE, "format": str}],
}
_SHAPE = {
    **{key.name: str for key in fields(Manifest) if key.type is str},
    "editions": [_EDITION],
    "extras": [_FILE],
    "state": [str],
    "changes": [str],
}


def is_name(name: str) -> bool:
    """Say whether a name may be given to a file or folder on every system."""
    return _NAME.fullmatch(name) is not None


def entry_of_file(name: str, content: bytes, **more: str) -> Entry:
    """Return the entry of a file."""
    return {**more, "name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest: the same for the same set, whatever order it was made in."""
    data = {name: value for name, value in _fields(manifest).items() if value or name not in _OPTIONAL}
    data["editions"] = sorted(manifest.editions, key=lambda entry: str(entry["edition"]))
    data["extras"] = sorted(manifest.extras, key=lambda entry: str(entry["name"]))
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def parse(raw: bytes) -> Manifest | None:
    """Return the manifest, or None where these are not bytes that `dump` gave."""
    try:
        data = json.loads(raw)
        lists = {name: tuple(data.get(name, ())) for name in ("editions", "extras", "changes")}
        found = Manifest(**{**data, **lists})
        whole = dump(found) == raw and _is_whole(found)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
    return found if whole else None


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {key.name: getattr(manifest, key.name) for key in fields(manifest)}


def _is_whole(found: Manifest) -> bool:
    """Say whether all that a manifest says is of its kind; ValueError where a day is none."""
    for day in (found.as_of, found.meeting or found.as_of):
        date.fromisoformat(day)
    editions = [{"facts": (), "subjects": (), **edition} for edition in found.editions]
    said = {**_fields(found), "editions": editions, "state": [*found.state, *found.state.values()]}
    return is_shaped(said, _SHAPE) and all(is_name(entry["name"]) for entry in found.files())


def unfinished(record: str, standings: Iterable[tuple[str, str]], mend: str) -> Iterator[Problem]:
    """Yield a problem for each edition whose page says that it is unfinished, given pairs of edition and standing."""
    for edition, standing in standings:
        if standing:
            yield Problem("F27", f"{record}, {edition}: {standing}", hint=f"Answer what is asked and sign it{mend}.")
