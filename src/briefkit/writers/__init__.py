"""The writers: a document and a look in, bytes out; one line a format, imported when first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from briefkit.document import Document, Layout
from briefkit.errors import Place, Problem
from briefkit.look import Look
from briefkit.writers import text
from briefkit.writers.contents import FileContents, Reader

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


def _read_docx(raw: bytes) -> FileContents:
    from briefkit.writers.docx.contents import contents

    return contents(raw)


def _read_pdf(raw: bytes) -> FileContents:
    from briefkit.writers.pdf.contents import contents

    return contents(raw)


READERS: Mapping[str, Reader] = MappingProxyType(
    {"docx": _read_docx, "pdf": _read_pdf, "md": text.markdown, "html": text.page, "json": text.data}
)
"""Suffix → what reads everything back that such a file carries."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """The outputs in an organisation's template."""

    writers: Mapping[str, Writer]
    """Of the formats that it changes."""
    look: Look
    """How the PDF is set, so that it has the pages of the Word files."""
    problems: tuple[Problem, ...]
    """What is to be told to whoever made it."""


def in_template(
    data: bytes,
    name: str,
    look: Look,
    styles: Mapping[str, str] = MappingProxyType({}),
    places: Mapping[str, Place] = MappingProxyType({}),
) -> Stationery:
    """Return the outputs in a template; UsageError if the file is none.

    `styles` names its styles for headings and other roles: `{"heading-1": "Library Head 1"}`; `places` is where the
    house file does. Word files show one logo: that of the letterhead, where it has a picture.
    """
    from briefkit.writers.docx import paged, remarks, write
    from briefkit.writers.docx.adopt import template

    found = template(data, name, styles, places)
    bare = replace(look, logo=None) if found.letterhead.pictured else look

    def final(document: Document, _: Look) -> bytes:
        return write(document, bare, template=found)

    def clearance(document: Document, _: Look) -> bytes:
        return write(document, bare, template=found, clearance=True)

    return Stationery({"docx": final, CLEARANCE: clearance}, paged(found, look), tuple(remarks(found, look)))
