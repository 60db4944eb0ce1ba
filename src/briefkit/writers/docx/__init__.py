"""Word documents: a document and a look in, the bytes of a .docx file out."""

from briefkit.document import Document
from briefkit.look import Look
from briefkit.writers.docx import read
from briefkit.writers.docx.file import docx

__all__ = ["read", "write", "write_clearance"]


def write(document: Document, look: Look) -> bytes:
    """Return the final copy: no anchors, nothing that is not printed."""
    return docx(document, look, clearance=False)


def write_clearance(document: Document, look: Look) -> bytes:
    """Return the copy for clearance: a content control and a hidden bookmark around each form, changes tracked."""
    return docx(document, look, clearance=True)
