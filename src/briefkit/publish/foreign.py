"""Files in an output folder that are no briefs: left by programs, or by people."""

import re
from collections.abc import Iterable
from pathlib import Path

from briefkit.errors import Problem

_LITTER = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|\._.*", re.DOTALL)
"""Files that file managers leave in every folder, and macOS beside each file of a foreign disk."""
_PROGRAMS = {"~$": "Word", "~WR": "Word", ".~lock.": "LibreOffice"}
_OPEN = re.compile(r"~\$.*|~WR.*|\.~.*|\.nfs.*|\.fuse_hidden.*|.*\.(?:tmp|TMP|sw[a-p])", re.DOTALL)
"""What programs keep beside a document that is open in them, and network disks of one that was replaced meanwhile."""


def litter(names: Iterable[str]) -> set[str]:
    """Return the names of files that systems leave in folders: a set that is replaced or removed takes them along."""
    return set(filter(_LITTER.fullmatch, names))


def in_the_way(path: Path, *, edited: bool) -> Problem:
    """Return the problem with a file that somebody edited or added: it is not written over."""
    name = path.as_posix()
    if _OPEN.fullmatch(path.name) and not edited:
        begun = (program for begin, program in _PROGRAMS.items() if path.name.startswith(begin))
        program = next(begun, "a program")
        hint = f"Close it there. If nobody has it open, {path.name} was left behind: delete it."
        return Problem("F15", f"a brief in {path.parent.as_posix()} is open in {program}", hint=hint)
    if edited:
        hint = "Keep your edits under another name, or replace the file with --force."
        return Problem("F02", f"{name} was edited after briefkit wrote it", hint=hint)
    hint = "Move it elsewhere; with --force it stays, unless a brief needs its name."
    return Problem("F03", f"{name} was not written by briefkit", hint=hint)
