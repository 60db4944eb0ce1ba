"""The parts of a Word file, unpacked within limits and parsed without entities (ECMA-376, part 2)."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from briefkit.draft.passages import Unreadable

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's name for what it returns
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

LARGEST = 100_000_000
"""Bytes of a part, unpacked."""
_PACKED = 200
"""Times its size that a part of more than a megabyte may unpack to."""
_SMALL = 1_000_000
_MOST = 20_000
"""Parts of a file."""
_TEXTS: tuple[str, ...] = ("styles", "numbering", "footnotes", "endnotes")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGE = (
    *(zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError),
    *(zlib.error, etree.LxmlError),
)
"""What unpacking and parsing raise for a damaged file, or one that a password protects."""
_ANEW = "Open it in Word or LibreOffice, and save it anew as DOCX."


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that hold text, and what is needed to read it."""

    document: Element
    """The main part."""
    parts: dict[str, Element]
    """`styles`, `numbering`, `footnotes`, `endnotes`, where the file has them."""
    core: Element | None
    """The core properties."""


def opened(data: bytes) -> Package:
    """Return the parts of a Word file; Unreadable where it is damaged, or unpacks to more than a document holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return _package(file)
    except _DAMAGE:
        raise Unreadable("is a damaged Word document", _ANEW) from None


def _package(file: zipfile.ZipFile) -> Package:
    if len(file.infolist()) > _MOST:
        raise Unreadable("has too many parts for a Word document", _ANEW)
    roots = _targets(file, "_rels/.rels", "")
    main = roots.get("officeDocument", "word/document.xml")
    folder, name = posixpath.split(main)
    targets = _targets(file, f"{folder}/_rels/{name}.rels", folder)
    wanted = {kind: targets[kind] for kind in _TEXTS if kind in targets}
    names = set(file.namelist())
    parts = {kind: _part(file, path) for kind, path in wanted.items() if path in names}
    core = roots.get("core-properties", "")
    return Package(_part(file, main), parts, _part(file, core) if core in names else None)


def _targets(file: zipfile.ZipFile, name: str, folder: str) -> dict[str, str]:
    """Return the targets of a relationships part by the last word of their type."""
    if name not in file.namelist():
        return {}
    found = _part(file, name).iter(_RELATIONSHIP)
    inside = [element for element in found if element.get("TargetMode") != "External"]
    return {
        element.get("Type", "").rpartition("/")[2]: posixpath.normpath(
            posixpath.join("/", folder, element.get("Target", ""))
        )[1:]
        for element in inside
    }


def _part(file: zipfile.ZipFile, name: str) -> Element:
    """Return a part, parsed; no entity is resolved, no network asked, no document type heeded."""
    info = file.getinfo(name)
    with file.open(info) as stream:
        limit = min(LARGEST, max(_SMALL, _PACKED * info.compress_size))
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable("unpacks to far more than a Word document holds", _ANEW)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise Unreadable("holds a document type, as no Word document does", _ANEW)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data.replace(_STRICT, W[1:-1].encode()), parser)
