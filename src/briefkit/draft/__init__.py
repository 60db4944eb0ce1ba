"""Source documents as plain text that people can quote from: PDF, Word, web pages and text files."""

from os.path import realpath
from pathlib import Path

from briefkit import files
from briefkit.draft.kinds import kind
from briefkit.draft.passages import Extracted, Unreadable
from briefkit.errors import Problem, UsageError

__all__ = ["LARGEST", "Extracted", "contents", "read"]

LARGEST = 50_000_000
"""Bytes of a document."""


def contents(path: Path) -> bytes:
    """Return the bytes of a document that the user names, by a link if need be; UsageError where it is no file."""
    real = Path(realpath(path))
    if {part for part in real.parts if part.startswith(".")} - set(path.absolute().parts):
        hidden = Unreadable("is a link into a hidden folder", "Copy the document beside the record, and name the copy.")
        raise _refusal(hidden, path.as_posix())
    try:
        return files.read(real, LARGEST)
    except files.TooLargeError:
        large = Unreadable(
            f"is larger than {LARGEST // 1_000_000} MB", "Save the pages you quote as a file of their own."
        )
        raise _refusal(large, path.as_posix()) from None
    except files.UnreadableError as refused:
        raise UsageError(Problem("U05", f"{path.as_posix()}: {refused.why}", hint=refused.mend)) from None


def read(data: bytes, name: str, *, apart: bool = False) -> Extracted:
    """Return the text of a document's bytes; its kind is taken from them, its name only for messages.

    `apart`: a PDF is read in a process of its own, so that it may come from strangers.
    """
    try:
        match kind(data):
            case "pdf" if apart:
                from briefkit.draft.pdf.apart import read_apart

                return read_apart(data)
            case "pdf":
                from briefkit.draft import pdf

                return pdf.read(data)
            case "docx":
                from briefkit.draft import word

                return word.read(data)
            case "html":
                from briefkit.draft import web

                return web.read(data)
            case "text":
                from briefkit.draft import text

                return text.read(data)
    except Unreadable as refused:
        raise _refusal(refused, name) from None


def _refusal(refused: Unreadable, name: str) -> UsageError:
    return UsageError(Problem("U05", f"{name} {refused.why}", hint=refused.mend))
