"""What an earlier run put into an audience's folder: left as it is, or withdrawn."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from briefkit import staging
from briefkit.errors import Problem
from briefkit.manifest import Entry
from briefkit.publish.folderstate import FolderState, folder_state


def unchanged(folder: Path, builds: Mapping[str, str], formats: Collection[str]) -> FolderState | None:
    """Return what a folder holds that has every edition of these builds in these formats; None of any other.

    Also None where somebody edited or wrote a file there: publishing says what is to be done.
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


def withdraw(out: Path, record: str, meeting: str, audience: str) -> Problem | None:
    """Remove the set of an audience that may have none any more; return what was done, or that it stands.

    A set in which somebody edited or wrote a file stands: nothing that others wrote is lost.
    """
    folder = out / record / audience
    shown = folder.as_posix()
    with _standing(folder) as (spot, state):
        if state.manifest is None or state.manifest.meeting not in {"", meeting}:
            return None
        if not state.strange():
            staging.remove(spot, folder)
            message = f"removed {shown}: the record may no longer go to `{audience}`"
            return Problem("F16", message, severity="warning")
    hint = "It holds files that somebody edited or wrote: look at them, then delete the folder."
    message = f"{shown} still stands, and the record may no longer go to `{audience}`"
    return Problem("F17", message, hint=hint, severity="warning")


@contextmanager
def _standing(folder: Path) -> Iterator[tuple[staging.Spot, FolderState]]:
    """Hold the folder of a record, if there is one, and yield it with the state of an audience's folder in it."""
    spot = staging.Spot(folder.parent.parent, folder.parent.name)
    with staging.reported(folder), staging.held(spot, spot.parent) if spot.stands() else nullcontext():
        staging.refuse_links(folder)
        yield spot, folder_state(folder)
