"""An organisation's own Word template: what is taken of it, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

from briefkit.errors import Problem, UsageError
from briefkit.look import LINE, Look, PageStyle
from briefkit.writers.docx.package import OFFICE, archive

if TYPE_CHECKING:
    from docx.section import Section

_MOST = 100_000_000
"""Bytes that a template may hold when unpacked."""
_LEAST_WIDTH, _LEAST_HEIGHT = 200, 300
"""The least text area in points."""
_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Template:
    """The parts that a template gives, as they stand in it, and the page of its last section."""

    styles: bytes
    numbering: bytes | None
    theme: bytes | None
    page: PageStyle


def opened(data: bytes, name: str) -> Template:
    """Return what a .docx or .dotx file gives; UsageError where it holds macros or is too large."""
    import docx

    document = docx.Document(BytesIO(_as_document(data, name)))
    parts = {arrow.reltype: arrow.target_part for arrow in document.part.rels.values() if not arrow.is_external}
    page = _page(document.sections[-1]) if len(document.sections) else PageStyle()
    if page.text_width < _LEAST_WIDTH or page.text_height < _LEAST_HEIGHT:
        raise UsageError(
            Problem("U07", f"the page of {name} leaves no room for text", hint="Make its margins smaller.")
        )
    theme = parts.get(f"{OFFICE}/theme")
    lists = parts.get(f"{OFFICE}/numbering")
    return Template(
        parts[f"{OFFICE}/styles"].blob,
        lists.blob if lists else None,
        theme.blob if theme and not theme.rels else None,  # Why: with relationships it holds pictures.
        page,
    )


def _as_document(data: bytes, name: str) -> bytes:
    """Return the file as a document, which python-docx opens; UsageError where it holds macros."""
    with ZipFile(BytesIO(data)) as file:
        if sum(info.file_size for info in file.infolist()) > _MOST:
            raise UsageError(Problem("U07", f"{name} is too large", hint="A template needs no pictures or text."))
        parts = {info.filename: file.read(info) for info in _once(file)}
    types = parts[_TYPES]
    if b"macroEnabled" in types or any(part.endswith("vbaProject.bin") for part in parts):
        hint = "Save it as .docx or .dotx, which hold none."
        raise UsageError(Problem("U07", f"{name} holds macros", hint=hint))
    parts[_TYPES] = types.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    return archive(parts)


def _once(file: ZipFile) -> Iterator[ZipInfo]:
    """Yield the entries that are files."""
    return (info for info in file.infolist() if not info.is_dir())


def _page(section: "Section") -> PageStyle:
    """Return paper and margins; where text and marking would meet, the margin is made wider, as Word does."""
    usual, line = PageStyle(), Look().styles["marking"].size * LINE
    given = {
        "width": section.page_width,
        "height": section.page_height,
        "left": section.left_margin,
        "right": section.right_margin,
        "top": section.top_margin,
        "bottom": section.bottom_margin,
        "header": section.header_distance,
        "footer": section.footer_distance,
    }
    points = {name: getattr(usual, name) if length is None else abs(length.pt) for name, length in given.items()}
    points["left"] += section.gutter.pt if section.gutter else 0
    points["top"] = max(points["top"], points["header"] + line)
    points["bottom"] = max(points["bottom"], points["footer"] + line)
    return PageStyle(**points)
