"""A Word file as it was given: its parts within limits, what leads from one to another, and what is known of them."""

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefkit.data import table
from briefkit.errors import Problem, UsageError
from briefkit.writers.docx.package import OFFICE
from briefkit.writers.docx.wml import DECLARATION, A, R, W, get, tags

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_TYPES = "[Content_Types].xml"
_MEGABYTE = 1_000_000
LARGEST, MOST_PARTS, LARGEST_XML, LARGEST_PICTURE = 50, 1_000, 4, 5
"""Megabytes that a template may hold when unpacked, its parts, and megabytes of one of them that is read."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A relationship: its kind, and the part that it leads to; empty where that lies outside the file."""

    kind: str
    part: str


class WordFile:
    """A .docx or .dotx file; raises UsageError where it holds macros or is beyond a limit."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file and see that it keeps to the limits."""
        self.name, self._file = name, ZipFile(BytesIO(data))
        self._sizes = {info.filename: info.file_size for info in self._file.infolist() if not info.is_dir()}
        if len(self._sizes) > MOST_PARTS:
            raise self._refused(f"has {len(self._sizes)} parts; {MOST_PARTS} are allowed")
        if sum(self._sizes.values()) > LARGEST * _MEGABYTE:
            raise self._refused(f"is too large: unpacked it may have {LARGEST} MB")
        if b"macroEnabled" in self.read(_TYPES) or any(part.endswith("vbaProject.bin") for part in self._sizes):
            hint = "Save it as .docx or .dotx, which hold none."
            raise UsageError(Problem("U07", f"{name} holds macros", hint=hint))

    def read(self, part: str, most: int = LARGEST_XML) -> bytes:
        """Return a part; UsageError where it is larger than so many megabytes."""
        if self._sizes[part] > most * _MEGABYTE:
            raise self._refused(f"is too large: {part} has {self._sizes[part] / _MEGABYTE:.0f} MB of {most} allowed")
        return self._file.read(part)

    def tree(self, part: str) -> etree._Element:
        """Return the root element of an XML part."""
        return etree.fromstring(self.read(part), PARSER)

    def main(self) -> str:
        """Return the name of the part that holds the text."""
        return self.only("", "officeDocument")

    def only(self, part: str, kind: str) -> str:
        """Return the part that a relationship of a kind leads to; empty if there is none."""
        return next((arrow.part for arrow in self.arrows(part).values() if arrow.kind == kind and arrow.part), "")

    def arrows(self, part: str) -> dict[str, Arrow]:
        """Return the relationships of a part by id."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        return dict(self._arrows(rels, folder)) if rels in self._sizes else {}

    def _arrows(self, rels: str, folder: str) -> Iterator[tuple[str, Arrow]]:
        for node in self.tree(rels).iter(_RELATIONSHIP):
            kind = node.get("Type", "").removeprefix(f"{OFFICE}/")
            part = posixpath.normpath(posixpath.join("/", folder, node.get("Target", ""))).lstrip("/")
            inside = node.get("TargetMode") != "External" and part in self._sizes
            yield node.get("Id", ""), Arrow(kind, part if inside else "")

    def reference(self, part: str, node: etree._Element) -> str:
        """Return the part that an element's relationship leads to."""
        arrow = self.arrows(part).get(node.get(f"{R}id", ""))
        return arrow.part if arrow else ""

    def _refused(self, message: str) -> UsageError:
        hint = "Save a copy without text and pictures that a template does not need, and with the styles in use."
        return UsageError(Problem("U07", f"{self.name} {message}", hint=hint))


_KNOWN = table("writers/docx/known.toml")["parts"]
MOST_STYLES = 2_000


def known_styles(part: bytes) -> etree._Element:
    """Return the styles part with what is known of it, the second of two styles of one name left out."""
    root = _known(parsed(part), tags(f"{_KNOWN['styles']} {_KNOWN['properties']}"))
    _unite(root)
    return root


def known_lists(part: bytes) -> etree._Element:
    """Return the numbering part with what is known of it."""
    return _known(parsed(part), tags(f"{_KNOWN['lists']} {_KNOWN['properties']}"))


def known_theme(part: bytes) -> etree._Element:
    """Return the theme part with what is known of it."""
    return _known(parsed(part), tags(_KNOWN["theme"], A))


def key(style: etree._Element) -> tuple[str, str]:
    """Return what tells styles apart in any language: type and name."""
    return get(style, "type"), get(style.find(f"{W}name"), "val").lower()


def parsed(part: bytes) -> etree._Element:
    """Return the root element of a part; entities are not resolved."""
    return etree.fromstring(part, PARSER)


def text(root: etree._Element) -> str:
    """Return a part as text."""
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _known(root: etree._Element, tags: Collection[str]) -> etree._Element:
    """Take out what is not known: elements with all that stands in them, attributes of other vocabularies."""
    for node in list(root.iter()):
        if node.tag not in tags and (parent := node.getparent()) is not None:
            parent.remove(node)
            continue
        for name in [
            name
            for name in map(str, node.attrib)
            if "rsid" in name or (name.startswith("{") and not name.startswith(W))
        ]:
            del node.attrib[name]
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "a"])
    return root


def _unite(theirs: etree._Element) -> None:
    """Make one of their styles of one name, which LibreOffice writes."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for style in theirs.findall(f"{W}style"):
        own = get(style, "styleId")
        if first.setdefault(key(style), own) != own:
            same[own] = first[key(style)]
            theirs.remove(style)
    for link in theirs.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
        link.set(f"{W}val", same.get(get(link, "val"), get(link, "val")))
