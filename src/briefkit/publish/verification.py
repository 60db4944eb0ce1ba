"""Whether output folders hold the files of their manifests, as these list them, and nothing else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefkit import staging
from briefkit.errors import OutputError, Problem, UsageError, reason
from briefkit.files import is_folder
from briefkit.house import House
from briefkit.manifest import MANIFEST, Manifest, is_name
from briefkit.publish.folderstate import FolderState, folder_state, in_the_way, litter

_DEEPEST = 2
"""A set lies in the folder of its audience, in that of its record."""
_KEEP = "Keep your edits under another name, then render the record again with --force."
_MOVE = "Move it elsewhere."


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in one folder."""

    folder: Path
    manifest: Manifest | None
    """None where it holds no set of briefs, or the manifest is not as it was written."""
    problems: tuple[Problem, ...]
    """What is missing, changed or does not belong; warnings for what lies beside the sets."""


def verify(folder: Path, house: House) -> list[Verified]:
    """Return what was found in an output folder, a record's or an audience's, and in those below it that hold a set.

    Nothing is written, not even a lock. UsageError where there is no set, OutputError where something cannot be read.
    """
    try:
        found = list(_walked(folder, (), house)) if is_folder(folder) else []
    except OSError as error:
        shown = Path(str(error.filename or folder)).as_posix()
        hint = "Check your rights to it; if a run was writing it, verify again."
        raise OutputError(Problem("F07", f"{shown} cannot be read: {reason(error)}", hint=hint)) from None
    if not any(proof.manifest or any(problem.severity == "error" for problem in proof.problems) for proof in found):
        raise no_briefs(folder)
    return found


def no_briefs(folder: Path) -> UsageError:
    """Return what is raised where a folder holds no set."""
    hint = "Name the folder that `briefkit render` wrote: reports, or one below it."
    return UsageError(Problem("U15", f"there are no briefs in {folder.as_posix()}", hint=hint))


def _walked(folder: Path, below: tuple[str, ...], house: House) -> Iterator[Verified]:
    """Yield a folder that holds a set, or what lies beside those below it; `below`: its path from the named one."""
    with os.scandir(folder) as entries:
        kinds = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
    if MANIFEST in kinds:
        state = folder_state(folder)
        yield Verified(folder, state.manifest, tuple(faults(folder, state, below, house)))
        return
    deeper = {name for name, is_dir in kinds.items() if is_dir and is_name(name) and len(below) < _DEEPEST}
    strays = sorted(kinds.keys() - litter(kinds) - deeper)
    yield Verified(folder, None, tuple(_stray(folder / name) for name in strays))
    for name in sorted(deeper):
        yield from _walked(folder / name, (*below, name), house)


def _stray(path: Path) -> Problem:
    """Return what is to be said of something that lies beside the sets."""
    if staging.is_passing(path.name):
        hint = "If none goes on, render the record again: that finishes it, and sweeps."
        return Problem("F21", f"{path.as_posix()} is of a run that goes on, or was cut off", hint=hint)
    return replace(in_the_way(path, edited=False), hint=_MOVE, severity="warning")


def faults(folder: Path, state: FolderState, below: tuple[str, ...], house: House) -> list[Problem]:
    """Return what is wrong with what an audience's folder holds; `below`: the end of its path as it is to be."""
    if (manifest := state.manifest) is None:
        hint = "Keep what you need of its folder elsewhere, delete it, then render the record again."
        return [Problem("F22", f"{(folder / MANIFEST).as_posix()} is not as briefkit wrote it", hint=hint)]
    lost = "it is missing, and the manifest lists it"
    problems = [
        Problem("F23", f"{(folder / name).as_posix()}: {lost}", hint="Render the record again.")
        for name in sorted(state.missing())
    ]
    for name in sorted(state.strange()):
        edited = name in state.listed()
        problem = in_the_way(folder / name, edited=edited)
        problems.append(problem if problem.code == "F15" else replace(problem, hint=_KEEP if edited else _MOVE))
    return [*problems, *_misplaced(folder, below, manifest, house)]


def _misplaced(folder: Path, below: tuple[str, ...], manifest: Manifest, house: House) -> Iterator[Problem]:
    """Yield that a set lies in another's folder, or that its audience may not have it."""
    shown, audience = folder.as_posix(), manifest.audience
    if below and below[-2:] != (manifest.record, audience)[-len(below) :]:
        message = f"{shown} holds the briefs of `{manifest.record}` for `{audience}`"
        yield Problem("F24", message, hint=f"Move them to {manifest.record}/{audience}, or delete them.")
    if house.audience(audience) is None:
        hint = f"Delete the folder, or name the house file with --house. {house.audience_hint}"
        yield Problem("F25", f"{shown} is for `{audience}`, and the house has no such audience", hint=hint)
        return
    for marking in sorted({entry["marking"] for entry in manifest.editions}):
        if not house.allows(audience, marking):
            hint = "Delete the folder, then render the record again."
            yield Problem("F25", f"{shown} holds {marking}, of which nothing may go to `{audience}`", hint=hint)
