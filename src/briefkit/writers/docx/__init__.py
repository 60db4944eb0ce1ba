"""Word documents: a document and a look in, the bytes of a .docx file out."""

from briefkit.writers.docx.file import write
from briefkit.writers.docx.template import Template

__all__ = ["Template", "write"]
