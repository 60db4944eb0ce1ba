"""The files of a record read into one: the record itself, and what it includes, with the place of every part."""

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

from briefkit.errors import Place, Problem, RecordError, Steps
from briefkit.parsing import yamlfile
from briefkit.parsing.places import Places
from briefkit.spelling import cut

SHARED = ("statements", "actors", "issues", "terms", "sources", "occasions")
"""What an included file may hold."""
_HOLDS = f"It may hold: {', '.join(SHARED)}."
_NAMES = "Name YAML files, relative to the record: statements/*.yaml, ../actors.yaml."
_MOST = 200
"""Files that a record may include."""
TOGETHER = 4_000_000
"""Characters of all of them."""
_LARGE = f"the included files together hold more than {TOGETHER:,} characters"


@dataclass(frozen=True)
class RecordPlaces:
    """Where every part of a record stands, whichever of its files holds it."""

    main: Places
    origins: dict[Steps, tuple[Places, Steps]] = field(default_factory=dict)
    """The first two steps of a path → the file that holds that entry, and the same steps there."""

    def value(self, path: Steps) -> Place:
        """Return where a value begins."""
        places, inner = self._located(path)
        return places.value(inner)

    def key(self, path: Steps) -> Place:
        """Return where the key of a value begins."""
        places, inner = self._located(path)
        return places.key(inner)

    def inside(self, path: Steps, offset: int) -> Place:
        """Return the place of a character of a text."""
        places, inner = self._located(path)
        return places.inside(inner, offset)

    def restricted(self, positions: list[int]) -> "RecordPlaces":
        """Return the places of a record of which only these statements are left."""
        moved: dict[Steps, tuple[Places, Steps]] = {
            ("statements", i): self._located(("statements", old)) for i, old in enumerate(positions)
        }
        return RecordPlaces(self.main, {**self.origins, **moved})

    def _located(self, path: Steps) -> tuple[Places, Steps]:
        places, start = self.origins.get(path[:2], (self.main, path[:2]))
        return places, (*start, *path[2:])


def nodes(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield all that stands in a file's data, each with its path: a part before what it holds."""
    yield path, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from nodes(inner, (*path, key))


def read_record(file: Path, label: str, streamed: bytes | None = None) -> tuple[Any, RecordPlaces]:
    """Return the data of a record with all that it includes, and its places; RecordError with every problem.

    `streamed` is read in place of what the file holds.
    """
    data, main = yamlfile.read_file(file, label) if streamed is None else yamlfile.decoded(streamed, label)
    places = RecordPlaces(main)
    wanted = data.get("include") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(wanted, list):
        return data, places
    problems: list[Problem] = []
    room = TOGETHER
    for path, below in _included(file, wanted, places, problems).items():
        try:
            part, inner = yamlfile.read_file(path, _label(path, file, label), below)
        except RecordError as error:
            problems += error.problems
            continue
        room -= len(inner.source.text)
        if room < 0:
            hint = "Keep what matters, or divide the record."
            problems.append(Problem("R24", _LARGE, places.value(("include",)), hint))
            break
        problems += _merge(data, places, part, inner)
    if problems:
        raise RecordError(*problems)
    return data, places


def _included(file: Path, wanted: list[Any], places: RecordPlaces, problems: list[Problem]) -> dict[Path, Path]:
    """Return the files that a record includes, each with the folder that it is to lie below, once and never itself.

    Add to the problems what names none, or too many.
    """
    found: dict[str, tuple[Path, Path]] = {}
    for index, pattern in enumerate(wanted):
        up, files = _matching(file.parent, pattern)
        if not files or len(files) + len(found) > _MOST:
            message = f"more than {_MOST} files are included with this" if files else "no file is included by this"
            problems.append(Problem("R17", message, places.value(("include", index)), _NAMES))
        else:
            found |= {os.path.realpath(path): (path, up) for path in files}
    return dict(pair for real, pair in found.items() if real != os.path.realpath(file))


def _label(path: Path, file: Path, label: str) -> str:
    """Return what problems call an included file, given what they call the record."""
    relative = os.path.relpath(path, file.parent).replace(os.sep, "/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(label), relative))


def _matching(folder: Path, pattern: object) -> tuple[Path, list[Path]]:
    """Return the folder that a pattern of `include` begins in, the record's or one above, and the files it names.

    Why no `**` above the record's folder: it would search whatever lies there.
    """
    if not isinstance(pattern, str) or not pattern.endswith((".yaml", ".yml")) or PurePath(pattern).anchor:
        return folder, []
    up, parts = folder, PurePath(pattern).parts
    while parts[0] == "..":
        up, parts = up / "..", parts[1:]
    if up != folder and "**" in parts:
        return up, []
    try:
        return up, sorted(islice(up.glob("/".join(parts)), _MOST + 1))
    except (ValueError, OSError):  # a pattern that pathlib does not know: `**` inside a name; a folder that is closed
        return up, []


def _merge(data: dict[str, Any], places: RecordPlaces, part: Any, inner: Places) -> Iterator[Problem]:
    """Put the entries of an included file among those of the record; yield what cannot be taken."""
    if not isinstance(part, dict):
        yield Problem("R17", "an included file holds no part of a record", inner.value(()), _HOLDS)
        return
    for name, entries in part.items():
        if name not in SHARED:
            yield Problem("R17", f"`{cut(name)}` does not belong in an included file", inner.key((name,)), _HOLDS)
        elif name == "statements" and isinstance(entries, list):
            _append(data, places, entries, inner)
        elif name != "statements" and isinstance(entries, dict):
            yield from _merge_entries(data, places, name, entries, inner)
        else:
            yield Problem("R17", f"`{name}` is not written as in a record", inner.value((name,)), "See docs/record.md.")


def _append(data: dict[str, Any], places: RecordPlaces, entries: list[Any], inner: Places) -> None:
    """Put statements behind those of the record; where these are no list, the model tells so."""
    old = data.setdefault("statements", [])
    if isinstance(old, list):
        for i in range(len(entries)):
            places.origins["statements", len(old) + i] = (inner, ("statements", i))
        data["statements"] = [*old, *entries]


def _merge_entries(
    data: dict[str, Any], places: RecordPlaces, name: str, entries: dict[str, Any], inner: Places
) -> Iterator[Problem]:
    """Put actors, issues and the like among those of the record; where these are no mapping, the model tells so."""
    old = data.setdefault(name, {})
    for key in entries if isinstance(old, dict) else ():
        if key in old:
            message = f"`{key}` stands twice under `{name}`; the first is at {places.key((name, key))}"
            yield Problem("R04", message, inner.key((name, key)), "Keep one of the two.")
        else:
            places.origins[name, key] = (inner, (name, key))
            old[key] = entries[key]
