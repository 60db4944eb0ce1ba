"""The manifest of an audience's folder: which editions it holds, and the hash of every file."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeAlias

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


def is_name(name: str) -> bool:
    """Say whether a name may be given to a file or folder on every system."""
    return _NAME.fullmatch(name) is not None


def entry_of_file(name: str, content: bytes, **more: str) -> Entry:
    """Return the entry of a file."""
    return {**more, "name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def dump(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest: the same for the same set, whatever order it was made in."""
    said = {key.name: getattr(manifest, key.name) for key in fields(Manifest)}
    data = {name: value for name, value in said.items() if value or name not in _OPTIONAL}
    data["editions"] = sorted(manifest.editions, key=lambda entry: str(entry["edition"]))
    data["extras"] = sorted(manifest.extras, key=lambda entry: str(entry["name"]))
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def parse(raw: bytes) -> Manifest | None:
    """Return the manifest, or None where these are not bytes that `dump` gave."""
    try:
        data = json.loads(raw)
        lists = {name: tuple(data.get(name, ())) for name in ("editions", "extras", "changes")}
        found = Manifest(**{**data, **lists})
        whole = dump(found) == raw and _is_typed(found)
        whole = whole and all(map(_is_edition, found.editions)) and all(map(_is_file, found.files()))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
    return found if whole else None


def _is_typed(found: Manifest) -> bool:
    """Say whether what it says of the set is text, and its days are days; ValueError where they are none."""
    days = [date.fromisoformat(day) for day in (found.as_of, *filter(None, [found.meeting]))]
    texts = [getattr(found, key.name) for key in fields(found) if key.type is str]
    return bool(days) and _are_texts([*texts, *found.changes, *found.state, *found.state.values()])


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _is_edition(entry: Entry) -> bool:
    texts = ("edition", "name", "title", "audience", "length", "marking", "standing", "language")
    kinds = [*((key, str) for key in texts), ("pages", int), ("words", int), ("statements", list), ("lead", list)]
    kinds += [(key, list) for key in ("facts", "subjects") if key in entry]
    typed = all(isinstance(entry[key], kind) for key, kind in kinds)
    lists = (entry[key] for key, kind in kinds if kind is list)
    return typed and all(map(_are_texts, lists)) and all("format" in file for file in entry["files"])


def _is_file(entry: Entry) -> bool:
    name = entry["name"]
    kinds = (("name", str), ("sha256", str), ("bytes", int), *([("format", str)] if "format" in entry else []))
    return all(isinstance(entry[key], kind) for key, kind in kinds) and is_name(name)


def unfinished(record: str, standings: Iterable[tuple[str, str]], mend: str) -> Iterator[Problem]:
    """Yield a problem for each edition whose page says that it is unfinished, given pairs of edition and standing."""
    for edition, standing in standings:
        if standing:
            yield Problem("F27", f"{record}, {edition}: {standing}", hint=f"Answer what is asked and sign it{mend}.")
