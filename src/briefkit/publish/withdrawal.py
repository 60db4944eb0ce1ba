"""Withdrawal: briefs of an audience that may have none any more are removed, or reported where somebody edited one."""

from pathlib import Path

from briefkit import staging
from briefkit.errors import Problem
from briefkit.publish.folderstate import folder_state
from briefkit.publish.journal import finish

__all__ = ["withdraw"]


def withdraw(out: Path, record: str, meeting: str, audience: str) -> Problem | None:
    """Remove the set of an audience that may no longer have any; return what was done, or that it stands.

    A set in which somebody edited or wrote a file stands: nothing that others wrote is lost.
    """
    spot = staging.Spot(out / record, audience)
    with staging.reported(spot.folder):
        staging.refuse_links(out, spot.parent, spot.folder)
        if staging.mode(spot.folder) is None:
            return None
        finish(spot.parent)
        with staging.locked(spot):
            staging.recover(spot)
            state = folder_state(spot.folder)
            shown = spot.folder.as_posix()
            if state.manifest is None or state.manifest.meeting not in {"", meeting}:
                return None
            if not state.strange():
                staging.remove(spot)
                message = f"removed {shown}: the record may no longer go to `{audience}`"
                return Problem("F16", message, severity="warning")
            hint = "It holds files that somebody edited or wrote: look at them, then delete the folder."
            message = f"{shown} still stands, and the record may no longer go to `{audience}`"
            return Problem("F17", message, hint=hint, severity="warning")
