"""What lies in an output folder and is not a brief: left by programs, or by somebody at the desk."""

from pathlib import Path

from briefkit.errors import Problem

__all__ = ["LITTER", "in_the_way"]

LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
"""What file managers write into every folder they show; it goes along."""
_OPEN = {"~$": "Word", ".~lock.": "LibreOffice"}
"""How the file begins that a program keeps beside each document that is open in it."""


def in_the_way(path: Path, *, edited: bool) -> Problem:
    """Return why nothing is written beside a file that somebody edited or wrote."""
    shown = path.as_posix()
    if program := next((name for begin, name in _OPEN.items() if path.name.startswith(begin)), ""):
        hint = f"Close it there. If nobody has it open, {path.name} was left behind: delete it."
        return Problem("F15", f"a brief in {path.parent.as_posix()} is open in {program}", hint=hint)
    if edited:
        hint = "Keep your edits under another name, or replace the file with --force."
        return Problem("F02", f"{shown} was edited after briefkit wrote it", hint=hint)
    hint = "Move it elsewhere; with --force it stays, unless a brief needs its name."
    return Problem("F03", f"{shown} was not written by briefkit", hint=hint)
