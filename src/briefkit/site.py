"""A site of a house's briefs for one audience, made of what stands rendered: a page a record, subjects, feed, map.

It is one folder of plain files, without script, and a function of the sets that it is made of, its house and address:
a record's restricted items are in none of them. What it copies has the bytes that its manifest says.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from briefkit import staging
from briefkit.compose.web import filled
from briefkit.errors import OutputError, Problem, RuleError, UsageError
from briefkit.files import is_folder
from briefkit.house import House
from briefkit.manifest import MANIFEST, Manifest, dump, entry_of_file, unfinished
from briefkit.publish import Published
from briefkit.publish.folderstate import folder_state, in_the_way
from briefkit.publish.index import INDEX, dress, face
from briefkit.publish.verification import faults, no_briefs
from briefkit.writers import CLEARANCE

_NEWEST = 50
"""Records in the feed."""
_SIGN = ", then render again; --draft takes it as it is"


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a site."""

    audience: str
    house: House
    url: str = ""
    """Where it will stand on the web; without it there are no canonical links and there is no map."""
    draft: bool = False
    """Whether unfinished briefs may stand there too."""
    empty: bool = False
    """Whether it is made, too, where there is no brief for it."""


def site(folder: Path, asked: Site, warn: Callable[[Sequence[Problem]], None] = lambda _: None) -> dict[str, bytes]:
    """Return the files of a site by name, of the sets below a folder; raises UsageError, OutputError, RuleError.

    All that is wrong with the sets is raised together. `warn` is told of what stays off the site as it is not finished;
    RuleError where nothing else is there.
    """
    problems: list[Problem] = []
    sets: list[_Set] = []
    with staging.reported(folder):
        for path in _folders(folder, asked):
            state = folder_state(path)
            problems += faults(path, state, (path.parent.name, path.name), asked.house)
            sets += [_Set(_finished(state.manifest), state.files)] if state.manifest else []
    if problems:
        raise OutputError(*problems)
    shown = [folder for folder in sets if folder.manifest.editions]
    left_out: dict[str, list[Problem]] = {}
    for manifest in (folder.manifest for folder in shown if not asked.draft):
        standings = ((entry["edition"], entry["standing"]) for entry in manifest.editions)
        left_out[manifest.record] = list(unfinished(manifest.record, standings, _SIGN))
    waiting = [problem for problems in left_out.values() for problem in problems]
    finished = [folder for folder in shown if not left_out.get(folder.manifest.record)]
    if waiting and not finished:
        raise RuleError(*waiting)
    warn([replace(problem, message=f"{problem.message}: left off the site", severity="warning") for problem in waiting])
    return _site_files(finished, asked)


def publish_site(out: Path, files: Mapping[str, bytes], *, force: bool = False) -> Published:
    """Put a site in place at once; OutputError where somebody edited a page, without `force`.

    Files that stand there as they would be made keep their times, and what others wrote stays.
    """
    spot = staging.Spot(out.parent, out.name)
    with staging.held(spot):
        state = folder_state(out, files.keys())
        if state.manifest and state.manifest.editions:
            message = f"{out.as_posix()} holds the briefs of `{state.manifest.record}`"
            raise OutputError(Problem("F26", message, hint="Name a folder of the site's own with -o."))
        ours = state.listed() | files.keys()
        same = {name for name, raw in files.items() if state.files.get(name) == raw}
        way = sorted(state.strange() & ours - same)
        if way and not force:
            raise OutputError(*(in_the_way(out / name, edited=name in state.listed()) for name in way))
        removed = tuple(sorted(state.files.keys() & ours - files.keys()))
        fresh = {name: raw for name, raw in files.items() if name not in same}
        if fresh or removed:
            with staging.rebuilt(spot) as folder:
                staging.fill(folder, fresh, out, sorted(state.files.keys() - fresh.keys() - set(removed)))
    written = tuple(out / name for name in sorted(fresh))
    return Published(out, written, tuple(sorted(same)), removed, tuple(way), bool(fresh or removed))


class _Set(NamedTuple):
    """The verified files of an audience's folder."""

    manifest: Manifest
    files: Mapping[str, bytes | None]


def _folders(folder: Path, asked: Site) -> list[Path]:
    """Return the folders of an audience that hold a set; UsageError where there is none."""
    found = sorted(folder.glob(f"[!.]*/*/{MANIFEST}")) if is_folder(folder) else []
    if not found and not (asked.empty and is_folder(folder)):
        raise no_briefs(folder)
    sets = [path.parent for path in found if path.parent.name == asked.audience]
    if not sets and not asked.empty:
        message = f"there are no briefs for `{asked.audience}` in {folder.as_posix()}"
        hint = f"Make some with `briefkit render -a {asked.audience}`; with --force the site says that there are none."
        raise UsageError(Problem("U15", message, hint=hint))
    for path in sets:
        staging.refuse_links(path.parent, path)
    return sets


def _finished(manifest: Manifest) -> Manifest:
    """Return a manifest without the copies that go round for clearance."""
    entries_shown = (
        {**entry, "files": [file for file in entry["files"] if file["format"] != CLEARANCE]}
        for entry in manifest.editions
    )
    return replace(manifest, editions=tuple(entry for entry in entries_shown if entry["files"]))


def _site_files(sets: Sequence[_Set], asked: Site) -> dict[str, bytes]:
    """Return all files of a site."""
    records = _records(sets, asked.house)
    view = _shared_view(records, asked)
    about = sorted({title for record in records for title in record["subjects"]})
    listed = [(title, _key(title), [record for record in records if title in record["subjects"]]) for title in about]
    made = [
        *((record["page"], filled("brief.html", **record | view["look"], site=view["site"])) for record in records),
        (INDEX, filled("site.html", **view, **view["look"])),
        ("subjects.html", filled("subjects.html", **view | {"subjects": listed}, **view["look"])),
        ("feed.xml", filled("feed.xml", **view | {"records": records[:_NEWEST]})),
        *([("sitemap.xml", filled("sitemap.xml", **view))] if asked.url else []),
        ("style.css", filled("style.css", **view["look"])),
        *(pair for folder in sets for pair in _copied(folder)),
    ]
    if twice := [name for name, times in Counter(name for name, _ in made).items() if times > 1]:
        message = f"two files would be called `{twice[0]}`"
        hint = "Give the record another `id:`, render it again, and delete the folder of its old briefs."
        raise OutputError(Problem("F05", message, hint=hint))
    files = tuple(entry_of_file(name, raw) for name, raw in made)
    day = max((record["updated"] for record in records), default="")
    manifest = Manifest(record="site", title=view["site"]["title"], as_of=day, audience=asked.audience, extras=files)
    return dict(made) | {MANIFEST: dump(manifest)}


def _records(sets: Sequence[_Set], house: House) -> list[dict[str, Any]]:
    """Return the data of each record for the pages, the newest first."""
    manifests = sorted((folder.manifest for folder in sets), key=lambda manifest: manifest.record)
    manifests.sort(key=lambda manifest: (manifest.as_of, manifest.meeting), reverse=True)
    return [
        {
            **face(manifest, house),
            "page": f"{manifest.record}.html",
            "year": manifest.as_of[:4],
            "updated": max(manifest.as_of, manifest.changed),
            "id": _urn(manifest.prepared_by, manifest.record, manifest.meeting),
            "subjects": {title: _key(title) for entry in manifest.editions for title in entry.get("subjects", ())},
        }
        for manifest in manifests
    ]


def _shared_view(records: Sequence[Mapping[str, Any]], asked: Site) -> dict[str, Any]:
    """Return what all pages of a site share."""
    house, reader = asked.house, asked.house.audience(asked.audience)
    issuers = {record["manifest"].prepared_by for record in records}
    title = house.name or (issuers.pop() if len(issuers) == 1 else "") or "Briefs"
    meanings = {marking: meaning for record in records for marking, meaning in record["meanings"].items()}
    about = {"title": title, "contact": house.contact, "reader": reader.reader if reader else ""}
    return {
        "site": {**about, "url": asked.url, "id": _urn(title, asked.audience)},
        "records": records,
        "meanings": meanings,
        "look": dress(house, meanings),
    }


def _copied(briefs: _Set) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a set that stand on the site."""
    for name in (file["name"] for entry in briefs.manifest.editions for file in entry["files"]):
        raw = briefs.files[name]
        assert raw is not None, "it was proved"  # noqa: S101
        yield name, raw


def _key(title: str) -> str:
    """Return the name of a subject in addresses."""
    return f"subject-{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def _urn(*parts: str) -> str:
    """Return an identifier that stays when the site moves (RFC 9562, version 8)."""
    digits = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"
