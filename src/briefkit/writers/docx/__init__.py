"""Word documents: a document and a look in, the bytes of a .docx file out."""

from briefkit.document import Document
from briefkit.look import Look
from briefkit.writers.docx import read
from briefkit.writers.docx.file import docx

__all__ = ["read", "write"]


def write(document: Document, look: Look, *, clearance: bool = False) -> bytes:
    """Return the final copy, which holds nothing that is not printed, or the copy that goes round for clearance.

    In that a content control and a hidden bookmark stand around each form, changes are tracked, the header says DRAFT.
    """
    return docx(document, look, clearance=clearance)
