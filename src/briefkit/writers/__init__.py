"""The writers: a document and a look in, bytes out; one line a format, imported when first used."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from briefkit.document import Document, Layout
from briefkit.look import Look, PageStyle
from briefkit.writers import text
from briefkit.writers.contents import Contents, Reader

CLEARANCE = "clearance.docx"
"""The format of a Word file that goes round for clearance."""

Writer = Callable[[Document, Look], bytes]


def _docx(document: Document, look: Look) -> bytes:
    from briefkit.writers.docx import write

    return write(document, look)


def _clearance(document: Document, look: Look) -> bytes:
    from briefkit.writers.docx import write

    return write(document, look, clearance=True)


def _pdf(document: Document, look: Look) -> bytes:
    from briefkit.writers.pdf import write

    return write(document, look)


def _md(document: Document, look: Look) -> bytes:
    from briefkit.writers.markdown import write

    return write(document, look)


def measure(document: Document, look: Look) -> Layout:
    """Return how a document is laid out on its pages."""
    from briefkit.writers.pdf import measure as pages

    return pages(document, look)


WRITERS: Mapping[str, Writer] = MappingProxyType({"docx": _docx, CLEARANCE: _clearance, "pdf": _pdf, "md": _md})
"""Format, which is also the suffix → its writer."""


def _read_docx(raw: bytes) -> Contents:
    from briefkit.writers.docx.contents import contents

    return contents(raw)


def _read_pdf(raw: bytes) -> Contents:
    from briefkit.writers.pdf.contents import contents

    return contents(raw)


READERS: Mapping[str, Reader] = MappingProxyType(
    {"docx": _read_docx, "pdf": _read_pdf, "md": text.markdown, "html": text.page, "json": text.data}
)
"""Suffix → what reads everything back that such a file carries."""


def in_template(data: bytes, name: str) -> tuple[Mapping[str, Writer], PageStyle]:
    """Return the writers of Word files in an organisation's template, and its page; UsageError if it is none."""
    from briefkit.writers.docx import template, write

    found = template(data, name)
    kinds = {"docx": partial(write, template=found), CLEARANCE: partial(write, template=found, clearance=True)}
    return kinds, found.page
