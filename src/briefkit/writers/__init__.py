"""The writers: a document and a look in, bytes out; one line a format, imported when first used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from types import MappingProxyType
from typing import Any

from briefkit.document import Document, Layout
from briefkit.errors import Place, Problem
from briefkit.look import Look
from briefkit.writers.contents import Reader, read_html, read_json, read_markdown

CLEARANCE = "clearance.docx"
"""The format of a Word file that goes round for clearance."""

Writer = Callable[[Document, Look], bytes]


def _late(module: str, function: str = "write", **options: bool) -> Callable[..., Any]:
    """Return a function of a module of this package, which is imported when it is first called."""

    def call(*arguments: object) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), function)(*arguments, **options)

    return call


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"docx": _late("docx"), CLEARANCE: _late("docx", clearance=True), "pdf": _late("pdf"), "md": _late("markdown")}
)
"""Format, which is also the suffix → its writer."""
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "docx": _late("docx.contents", "contents"),
        "pdf": _late("pdf.contents", "contents"),
        "md": read_markdown,
        "html": read_html,
        "json": read_json,
    }
)
"""Suffix → what reads everything back that such a file carries."""


def measure(document: Document, look: Look) -> Layout:
    """Return how a document is laid out on its pages."""
    from briefkit.writers.pdf import measure as pages

    return pages(document, look)


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

    `styles` names its styles for entries of the look: `{"heading1": "Library Head 1"}`; `places` is where the
    house file does. Word files show one logo: that of the letterhead, where it has a picture.
    """
    from briefkit.writers.docx import write
    from briefkit.writers.docx.adopt import adopted, matched, template
    from briefkit.writers.docx.roles import remarks

    given = template(data, name, styles, places)
    sheet = adopted(given, look, "en")
    bare = replace(look, logo=None) if given.letterhead.pictured else look

    writers: dict[str, Writer] = {
        "docx": lambda document, _: write(document, bare, template=given),
        CLEARANCE: lambda document, _: write(document, bare, template=given, clearance=True),
    }
    return Stationery(writers, matched(look, sheet), tuple(remarks(given, sheet.families)))
