"""What changed between an audience's set of briefs and the set that it replaces, in words.

A manifest keeps of each statement that its briefs print short digests of its parts, enough to tell which part is
another one now. What a later state no longer has is counted and not named: it may have been withdrawn.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefkit.data import table
from briefkit.errors import Place, Problem
from briefkit.evidence import digest_of
from briefkit.manifest import Entry, Manifest
from briefkit.outcomes import Outcomes
from briefkit.projection import statement_data

_LONG = 8
"""Characters of a digest: it tells two states of one part apart, nothing else."""
_CALLED = table("publish/changes.toml")
"""Fields, and what a change in them is called."""
_ANEW = "made anew: the look, a template or the program changed"
_UNSEEN = "only what these briefs do not print changed"
_OTHER = "details changed"


def state(released: Outcomes, printed: Collection[str]) -> dict[str, str]:
    """Return digests of the parts of each statement that is printed or rested on: `condition=1f0c22ab wording=…`."""
    return {statement["id"]: _statement_digest(statement) for statement in statement_data(released, printed)}


def _statement_digest(statement: Mapping[str, Any]) -> str:
    single: dict[str, dict[str, Any]] = {}
    found: dict[str, list[str]] = {}
    for name, value in statement.items():
        if called := _CALLED["several"].get(name):
            found[called] = [_digest(part) for part in value]
        elif name != "id":
            single.setdefault(_CALLED["single"].get(name, "detail"), {})[name] = value
    found |= {name: [_digest(parts)] for name, parts in single.items()}
    return " ".join(f"{name}={'.'.join(digests)}" for name, digests in sorted(found.items()))


def _digest(value: object) -> str:
    return digest_of(value)[:_LONG]


def compared(before: Manifest | None, now: Manifest) -> tuple[Manifest, tuple[str, ...]]:
    """Return a manifest with what changed in the record since the set before it.

    Made again of the same record it keeps the changes of the run before; more briefs of that record are no change.
    """
    if before is None:
        return now, ()
    if before.digest != now.digest:
        found = tuple(_changes(before, now))
        return replace(now, changes=found), found
    anew = any(_hashes(now).get(name, digest) != digest for name, digest in _hashes(before).items())
    return replace(now, changes=before.changes), (_ANEW,) if anew else ()


def is_silent(before: Manifest | None, now: Manifest) -> bool:
    """Say whether statements of a finished set changed, and no later `changed` of the record tells its readers."""
    if before is None or any(entry["standing"] for entry in before.editions):
        return False
    corrected = any(now.state.get(key, parts) != parts for key, parts in before.state.items())
    return corrected and now.changed <= before.changed


def untold(file: str) -> Problem:
    """Return the note on a record whose finished briefs are replaced by others in silence."""
    message = "statements of finished briefs changed, and their pages do not tell readers so"
    hint = "If they had the old ones, write the day and what changed: `changed: YYYY-MM-DD`, `change_note: …`."
    return Problem("F30", message, Place(file, line=0), hint, "note")


def _changes(before: Manifest, now: Manifest) -> Iterator[str]:
    """Yield what changed, in words."""
    found = [
        *(f"{name} changed" for key, name in _CALLED["head"].items() if getattr(before, key) != getattr(now, key)),
        *(_statements(before.state, now.state) if before.state else ()),
        *_editions(before.editions, now.editions),
    ]
    unseen = _UNSEEN if _hashes(before) == _hashes(now) else _OTHER
    yield from found or [unseen]


def _hashes(manifest: Manifest) -> dict[str, str]:
    return {file["name"]: file["sha256"] for entry in manifest.editions for file in entry["files"]}


def _statements(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for key, parts in now.items():
        if key not in before:
            yield f"statement `{key}` added"
        elif before[key] != parts:
            yield from _parts(key, _read(before[key]), _read(parts))
    removed = len(before.keys() - now.keys())
    if removed:
        yield f"{removed} statement{'s' * (removed > 1)} no longer told"


def _parts(key: str, before: Mapping[str, Counter[str]], now: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Yield which parts of a statement were added, removed or changed."""
    for name in sorted({*before, *now}):
        old, new = before.get(name, Counter()), now.get(name, Counter())
        if old == new:
            continue
        if old < new:
            yield f"{name} added to `{key}`"
        elif new < old:
            yield f"{name} removed from `{key}`"
        else:
            yield f"{name} changed in `{key}`"


def _read(parts: str) -> dict[str, Counter[str]]:
    pairs = (part.partition("=") for part in parts.split())
    return {name: Counter(digests.split(".")) for name, _, digests in pairs}


def _editions(before: Collection[Entry], now: Collection[Entry]) -> Iterator[str]:
    """Yield which briefs came, went, or carry another marking or standing."""
    old = {entry["edition"]: entry for entry in before}
    new = {entry["edition"]: entry for entry in now}
    yield from (f"brief `{key}` added" for key in sorted(new) if key not in old)
    yield from (f"brief `{key}` removed" for key in sorted(old) if key not in new)
    for key in sorted(new.keys() & old.keys()):
        yield from _carried(key, old[key], new[key])


def _carried(key: str, old: Entry, new: Entry) -> Iterator[str]:
    if old["marking"] != new["marking"]:
        yield f"`{key}` is now marked {new['marking']}"
    if old["standing"] != new["standing"]:
        yield (
            f"`{key}` now reads {new['standing']}" if new["standing"] else f"`{key}` no longer reads {old['standing']}"
        )
