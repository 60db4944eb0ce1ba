"""Which of an audience's sets need not be made again, because it stands there as it would be made."""

from collections.abc import Collection, Mapping
from pathlib import Path

from briefkit import staging
from briefkit.manifest import Entry
from briefkit.publish.folderstate import FolderState, folder_state
from briefkit.publish.journal import finish

__all__ = ["unchanged"]


def unchanged(folder: Path, builds: Mapping[str, str], formats: Collection[str]) -> FolderState | None:
    """Return what a folder holds that has every edition of these builds in these formats; None of any other.

    Also None where somebody edited or wrote a file there: publishing says what is to be done.
    """
    spot = staging.Spot(folder.parent, folder.name)
    with staging.reported(folder):
        staging.refuse_links(folder.parent.parent, folder.parent, folder)
        if staging.mode(folder) is None:
            return None
        finish(folder.parent)
        with staging.locked(spot):
            staging.recover(spot)
            state = folder_state(folder)
    if state.manifest is None or state.missing() or state.strange():
        return None
    editions = {entry["edition"]: entry for entry in state.manifest.editions}
    fits = all(key in editions and _fits(editions[key], build, formats) for key, build in builds.items())
    return state if fits else None


def _fits(entry: Entry, build: str, formats: Collection[str]) -> bool:
    formats_made = {file["format"] for file in entry["files"] if file.get("build") == build}
    return formats_made >= set(formats)
