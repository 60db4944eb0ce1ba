"""Word documents: a document and a look in, the bytes of a .docx file out."""

from briefkit.document import Document
from briefkit.look import Look
from briefkit.writers.docx.file import docx
from briefkit.writers.docx.template import Template

__all__ = ["Template", "write"]


def write(document: Document, look: Look, *, clearance: bool = False, template: Template | None = None) -> bytes:
    """Return the final copy, which holds nothing that is not printed, or the copy that goes round for clearance.

    In that a content control and a hidden bookmark stand around each form, changes are tracked, the header says DRAFT.
    A template gives styles, theme and page in place of the look's.
    """
    return docx(document, look, clearance=clearance, template=template)
