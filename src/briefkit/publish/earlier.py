"""What an earlier run put into an audience's folder: left as it is, or withdrawn."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from briefkit import staging
from briefkit.errors import Problem
from briefkit.house import House
from briefkit.manifest import MANIFEST, Entry
from briefkit.publish.folderstate import FolderState, folder_state


def unchanged(folder: Path, builds: Mapping[str, str], formats: Collection[str]) -> FolderState | None:
    """Return the state of a folder that has every edition of these builds in these formats; else None.

    None too where somebody edited or wrote a file there: publishing says what is to be done.
    """
    with _standing(folder) as (_, state):
        if state.manifest is None or state.missing() or state.strange():
            return None
        editions = {entry["edition"]: entry for entry in state.manifest.editions}
        fits = all(key in editions and _fits(editions[key], build, formats) for key, build in builds.items())
        return state if fits else None


def _fits(entry: Entry, build: str, formats: Collection[str]) -> bool:
    formats_made = {file["format"] for file in entry["files"] if file.get("build") == build}
    return formats_made >= set(formats)


def withdraw(folder: Path, why: str, meeting: str | None = None) -> Problem | None:
    """Remove the set of an audience that is to have none any more; return a problem that says so, or why it stands.

    A set in which somebody edited or wrote a file stands: nothing that others wrote is lost. With `meeting` the set of
    a meeting on another day is left alone.
    """
    shown = folder.as_posix()
    with _standing(folder) as (spot, state):
        if state.manifest is None or (meeting is not None and state.manifest.meeting not in {"", meeting}):
            return None
        if not state.strange():
            staging.remove(spot, folder)
            with suppress(OSError):  # where other sets or files lie in the record's folder, it stays
                spot.folder.rmdir()
            return Problem("F16", f"removed {shown}: {why}", severity="warning")
    hint = "It holds files that somebody edited or wrote: look at them, then delete the folder."
    return Problem("F17", f"{shown} still stands: {why}", hint=hint, severity="warning")


def unmade(out: Path, ids: Collection[str], house: House) -> Iterator[tuple[Path, str]]:
    """Yield the sets in an output folder that a run of the whole house does not make, each with the reason.

    `ids`: of all records of the house.
    """
    for folder in sorted(path.parent for path in out.glob(f"[!.]*/[!.]*/{MANIFEST}")):
        record, reader = folder.parent.name, house.audience(folder.name)
        if record not in ids:
            yield folder, f"no record of the house has the id `{record}`"
        elif reader is None:
            yield folder, f"the house has no audience `{folder.name}`"
        elif not reader.made:
            yield folder, f"the house makes briefs for `{reader.name}` only where they are asked for"


@contextmanager
def _standing(folder: Path) -> Iterator[tuple[staging.Spot, FolderState]]:
    """Hold the folder of a record, if there is one, and yield it with the state of an audience's folder in it."""
    spot = staging.Spot(folder.parent.parent, folder.parent.name)
    with staging.reported(folder), staging.held(spot, spot.parent) if spot.stands() else nullcontext():
        staging.refuse_links(folder)
        yield spot, folder_state(folder)
