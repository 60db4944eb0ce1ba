"""Source documents as plain text that people can quote from: PDF, Word, web pages and text files."""

from pathlib import Path

from briefkit.draft.extracted import Extracted, Unreadable
from briefkit.draft.file import contents
from briefkit.draft.kinds import kind
from briefkit.errors import Problem, UsageError

__all__ = ["Extracted", "extract", "read"]


def extract(path: Path) -> Extracted:
    """Return the text of a document, and what it tells about itself; UsageError, with what to do, where it has none."""
    try:
        data = contents(path)
    except Unreadable as refused:
        raise _told(refused, path.as_posix()) from None
    return read(data, path.as_posix())


def read(data: bytes, name: str) -> Extracted:
    """Return the text of a document's bytes; its kind is taken from them, its name only for messages."""
    try:
        match kind(data):
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
        raise _told(refused, name) from None


def _told(refused: Unreadable, name: str) -> UsageError:
    return UsageError(Problem("U05", f"{name} {refused.message}", hint=refused.hint))
