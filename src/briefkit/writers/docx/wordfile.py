"""A Word file as it was given: its parts within limits, what leads from one to another, and what is known of them.

Parts and relationships are python-docx's (ECMA-376, part 2). It reads all that can be reached: hence the limits first.
"""

import re
from collections.abc import Collection, Mapping
from io import BytesIO
from zipfile import ZipFile

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from lxml import etree

from briefkit.data import table
from briefkit.errors import Problem, UsageError
from briefkit.writers.docx.wml import DECLARATION, A, W, get, tags

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_TYPES = "[Content_Types].xml"
_MEGABYTE = 1_000_000
LARGEST, MOST_PARTS, LARGEST_XML, LARGEST_PICTURE = 50, 1_000, 4, 5
"""Megabytes that a template may hold when unpacked, its parts, and megabytes of one that is XML or a picture."""
_XML = (".xml", ".rels")


class WordFile:
    """A .docx or .dotx file; raises UsageError where it holds macros or is beyond a limit."""

    def __init__(self, data: bytes, name: str) -> None:
        """See that the file keeps to the limits and holds what it names, and open it."""
        self.name = name
        with ZipFile(BytesIO(data)) as file:
            sizes = {info.filename: info.file_size for info in file.infolist() if not info.is_dir()}
            self._limited(sizes)
            if b"macroEnabled" in file.read(_TYPES) or any(part.endswith("vbaProject.bin") for part in file.namelist()):
                hint = "Save it as .docx or .dotx, which hold none."
                raise UsageError(Problem("U07", f"{name} holds macros", hint=hint))
        self.main: Part = self._opened(data, sizes.keys()).main_document_part
        """The part that holds the text."""

    def _opened(self, data: bytes, names: Collection[str]) -> OpcPackage:
        """Return the package; UsageError where a part of it leads to one that is not there."""
        try:
            return OpcPackage.open(BytesIO(data))
        except KeyError as error:
            missing = re.search(r"'(.+)'", str(error))
            if not missing or missing[1] in names or _TYPES not in names:
                raise
            hint = "Open it in Word or LibreOffice, and save it as a new .docx: what is missing is left out then."
            message = f"{self.name} is damaged: it leads to {missing[1]}, which it does not hold"
            raise UsageError(Problem("U07", message, hint=hint)) from None

    def _limited(self, sizes: Mapping[str, int]) -> None:
        if len(sizes) > MOST_PARTS:
            raise self._refused(f"has {len(sizes)} parts; {MOST_PARTS} are allowed")
        if sum(sizes.values()) > LARGEST * _MEGABYTE:
            raise self._refused(f"is too large: unpacked it may have {LARGEST} MB")
        for part, size in sizes.items():
            if part.endswith(_XML) and size > LARGEST_XML * _MEGABYTE:
                raise self._refused(f"is too large: {part} has {size / _MEGABYTE:.0f} MB of {LARGEST_XML} allowed")

    def picture(self, part: Part) -> bytes:
        """Return a picture; UsageError where it is larger than one may be."""
        if len(part.blob) > LARGEST_PICTURE * _MEGABYTE:
            size = f"{len(part.blob) / _MEGABYTE:.0f} MB of {LARGEST_PICTURE} allowed"
            raise self._refused(f"is too large: {part.partname.lstrip('/')} has {size}")
        return part.blob

    def _refused(self, message: str) -> UsageError:
        hint = "Save a copy without text and pictures that a template does not need, and with the styles in use."
        return UsageError(Problem("U07", f"{self.name} {message}", hint=hint))


def related(part: Part, kind: str) -> dict[str, Part]:
    """Return the parts that a part's relationships of a kind lead to, by their ids; none outside the file."""
    return {key: rel.target_part for key, rel in part.rels.items() if rel.reltype == kind and not rel.is_external}


def only(part: Part, kind: str) -> Part | None:
    """Return the part that the first relationship of a kind leads to."""
    return next(iter(related(part, kind).values()), None)


_KNOWN = table("writers/docx/known.toml")["parts"]
MOST_STYLES = 2_000


def known(part: bytes, kind: str) -> etree._Element:
    """Return a part, `styles`, `lists` or `theme`, with what is known of it; of two styles of one name the first."""
    root = parsed(part)
    elements = tags(_KNOWN["theme"], A) if kind == "theme" else tags(f"{_KNOWN[kind]} {_KNOWN['properties']}")
    for node in list(root.iter()):
        if node.tag not in elements and (parent := node.getparent()) is not None:
            parent.remove(node)
            continue
        for name in map(str, node.attrib.keys()):
            if "rsid" in name or (name.startswith("{") and not name.startswith(W)):
                del node.attrib[name]
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "a"])
    _unite(root)
    return root


def key(style: etree._Element) -> tuple[str, str]:
    """Return what tells styles apart in any language: type and name."""
    return get(style, "type"), get(style.find(f"{W}name"), "val").lower()


def parsed(part: bytes) -> etree._Element:
    """Return the root element of a part; entities are not resolved."""
    return etree.fromstring(part, PARSER)


def text(root: etree._Element) -> str:
    """Return a part as text."""
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _unite(theirs: etree._Element) -> None:
    """Keep the first of two styles of one name, which LibreOffice writes."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for style in theirs.findall(f"{W}style"):
        own = get(style, "styleId")
        if first.setdefault(key(style), own) != own:
            same[own] = first[key(style)]
            theirs.remove(style)
    for link in theirs.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
        link.set(f"{W}val", same.get(get(link, "val"), get(link, "val")))
