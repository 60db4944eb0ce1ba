"""A site of a house's briefs for one audience, made of what stands rendered: a page a record, subjects, feed, map.

It is one folder of plain files, without script, and a function of the sets that it is made of, its house and address:
a record's restricted items are in none of them. What it copies has the bytes that its manifest says.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefkit import staging
from briefkit.compose.web import filled
from briefkit.errors import BriefkitError, OutputError, Problem, RuleError, UsageError
from briefkit.foreign import LITTER, in_the_way
from briefkit.house import House
from briefkit.index import INDEX, dress, face
from briefkit.manifest import MANIFEST, Entry, Manifest, dump, entry_of_file
from briefkit.publish import Published
from briefkit.standing import Standing, looked
from briefkit.writers import CLEARANCE

__all__ = ["Site", "publish_site", "site"]

_NEWEST = 50
"""Records in the feed."""
_SIGN = "Answer what is asked and sign it, then render again; --draft takes it as it is."


@dataclass(frozen=True, slots=True)
class Site:
    """What a site is made of besides the briefs."""

    audience: str
    house: House
    url: str = ""
    """Where it will stand on the web; without it there are no canonical links and there is no map."""
    draft: bool = False
    """Whether what is not finished may stand there too."""


def site(folder: Path, asked: Site) -> dict[str, bytes]:
    """Return the files of a site by name, of the sets below a folder; raises UsageError, OutputError, RuleError.

    All that is wrong with the sets is raised together.
    """
    found: list[Standing] = []
    errors: list[BriefkitError] = []
    with staging.reported(folder):
        for standing in _sets(folder, asked.audience):
            try:
                found.append(_checked(standing, asked))
            except BriefkitError as error:
                errors.append(error)
    if errors:
        raise type(errors[0])(*(problem for error in errors for problem in error.problems))
    return _made([one for one in found if one.manifest and one.manifest.editions], asked)


def publish_site(out: Path, files: Mapping[str, bytes], *, force: bool = False) -> Published:
    """Put a site in place at once; OutputError where somebody edited a page, without `force`.

    Files that stand there as they would be made keep their times, and what others wrote stays.
    """
    spot = staging.Spot(out.parent, out.name)
    with staging.reported(out):
        staging.refuse_links(out)
        with staging.held(spot):
            staging.recover(spot)
            standing = looked(out, files.keys())
            _refuse_briefs(out, standing.manifest)
            ours = standing.listed() | files.keys()
            same = {name for name, raw in files.items() if standing.files.get(name) == raw}
            way = sorted(standing.files.keys() & ours - standing.ours() - same - LITTER)
            if way and not force:
                raise OutputError(*(in_the_way(out / name, edited=name in standing.listed()) for name in way))
            removed = tuple(sorted(standing.files.keys() & ours - files.keys()))
            fresh = {name: raw for name, raw in files.items() if name not in same}
            if fresh or removed:
                carried = sorted(standing.files.keys() - fresh.keys() - set(removed))
                try:
                    staging.build(spot, fresh, carried)
                    staging.switch([spot])
                finally:
                    staging.settle(spot)
    written = tuple(out / name for name in sorted(fresh))
    return Published(out, written, tuple(sorted(same)), removed, tuple(way), bool(fresh or removed))


def _refuse_briefs(out: Path, manifest: Manifest | None) -> None:
    """Refuse to take the folder of a set of briefs for a site."""
    if manifest and manifest.editions:
        told = f"{out.as_posix()} holds the briefs of `{manifest.record}`"
        raise OutputError(Problem("F26", told, hint="Name a folder of the site's own with -o."))


def _sets(folder: Path, audience: str) -> Iterator[Standing]:
    """Yield what the folders of an audience hold; UsageError where the folder is none of briefs."""
    records = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()) if folder.is_dir() else []
    sets = [folder / record / audience for record in records if record[0] != "."]
    if not any(path.is_file() for record in records for path in (folder / record).glob(f"*/{MANIFEST}")):
        hint = "Name the folder that `briefkit render` wrote."
        raise UsageError(Problem("U16", f"there are no briefs in {folder.as_posix()}", hint=hint))
    for path in sets:
        staging.refuse_links(path.parent, path)
        if MANIFEST in (standing := looked(path, frozenset())).files:
            yield _proved(path, standing)


def _proved(path: Path, standing: Standing) -> Standing:
    """Return a set that holds what its manifest says, in the folder that is its own; OutputError for any other."""
    manifest, shown, hint = standing.manifest, path.as_posix(), "Render the record again with --force."
    if manifest is None or (manifest.record, manifest.audience) != (path.parent.name, path.name):
        raise OutputError(Problem("F24", f"{shown} does not hold the manifest of its own briefs", hint=hint))
    if changed := sorted(standing.listed() - standing.ours()):
        told = f"{shown} does not hold {', '.join(changed)} as briefkit wrote it"
        raise OutputError(Problem("F23", told, hint=hint))
    return standing


def _checked(standing: Standing, asked: Site) -> Standing:
    """Return a set with what may stand on the site; RuleError where something of it may not go to the audience."""
    manifest, house = standing.manifest, asked.house
    assert manifest, "it was proved"  # noqa: S101
    entries = [_without_clearance(entry) for entry in manifest.editions]
    problems: list[Problem] = []
    for entry in entries:
        told = f"{manifest.record}: `{entry['edition']}` is"
        if entry["audience"] != asked.audience or not house.allows(asked.audience, entry["marking"]):
            hint = house.to_admit(asked.audience, entry["marking"]) or "Render the record again under this house."
            problems.append(Problem("E27", f"{told} {entry['marking']}, and not for `{asked.audience}`", hint=hint))
        if entry["standing"] and not asked.draft:
            problems.append(Problem("F27", f"{told} {entry['standing']}", hint=_SIGN))
    if problems:
        raise RuleError(*problems)
    return replace(standing, manifest=replace(manifest, editions=tuple(e for e in entries if e["files"])))


def _without_clearance(entry: Entry) -> Entry:
    """Return an edition without the copy that goes round for clearance."""
    return {**entry, "files": [file for file in entry["files"] if file["format"] != CLEARANCE]}


def _made(sets: Sequence[Standing], asked: Site) -> dict[str, bytes]:
    """Return all files of a site."""
    records = _records(sets, asked.house)
    shown = _shown(records, asked)
    about = sorted({title for one in records for title in one["subjects"]})
    listed = [(title, _key(title), [one for one in records if title in one["subjects"]]) for title in about]
    made = [
        *((one["page"], filled("brief.html", **one | shown["look"], site=shown["site"])) for one in records),
        (INDEX, filled("site.html", **shown, **shown["look"])),
        ("subjects.html", filled("subjects.html", **shown | {"subjects": listed}, **shown["look"])),
        ("feed.xml", filled("feed.xml", **shown | {"records": records[:_NEWEST]})),
        *([("sitemap.xml", filled("sitemap.xml", **shown))] if asked.url else []),
        ("style.css", filled("style.css", **shown["look"])),
        *(pair for one in sets for pair in _copied(one)),
    ]
    if twice := [name for name, times in Counter(name for name, _ in made).items() if times > 1]:
        told = f"two files would be called `{twice[0]}`"
        raise OutputError(Problem("F05", told, hint="Give the record another `id:`, and render it again."))
    files = tuple(entry_of_file(name, raw) for name, raw in made)
    day = records[0]["manifest"].as_of if records else ""
    return dict(made) | {MANIFEST: dump(Manifest("site", shown["site"]["title"], day, asked.audience, "", (), files))}


def _records(sets: Sequence[Standing], house: House) -> list[dict[str, Any]]:
    """Return what pages show of each record, the newest first."""
    manifests = sorted((one.manifest for one in sets if one.manifest), key=lambda one: one.record)
    manifests.sort(key=lambda one: (one.as_of, one.meeting), reverse=True)
    return [
        {
            **face(one, house),
            "page": f"{one.record}.html",
            "year": one.as_of[:4],
            "id": _urn(one.prepared_by, one.record, one.meeting),
            "subjects": {title: _key(title) for entry in one.editions for title in entry.get("subjects", ())},
        }
        for one in manifests
    ]


def _shown(records: Sequence[Mapping[str, Any]], asked: Site) -> dict[str, Any]:
    """Return what all pages of a site share."""
    house, reader = asked.house, asked.house.audience(asked.audience)
    issuers = {one["manifest"].prepared_by for one in records}
    title = house.name or (issuers.pop() if len(issuers) == 1 else "") or "Briefs"
    meanings = {marking: meaning for one in records for marking, meaning in one["meanings"].items()}
    about = {"title": title, "contact": house.contact, "reader": reader.reader if reader else ""}
    return {
        "site": {**about, "url": asked.url, "id": _urn(title, asked.audience)},
        "records": records,
        "meanings": meanings,
        "look": dress(house, meanings),
    }


def _copied(standing: Standing) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a set that stand on the site."""
    for entry in standing.manifest.editions if standing.manifest else ():
        for file in entry["files"]:
            raw = standing.files[file["name"]]
            assert raw is not None, "it was proved"  # noqa: S101
            yield file["name"], raw


def _key(title: str) -> str:
    """Return how an address names a subject."""
    return f"subject-{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def _urn(*told: str) -> str:
    """Return an identifier that stays when the site moves (RFC 9562, version 8)."""
    digits = hashlib.sha256("\n".join(told).encode()).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"
