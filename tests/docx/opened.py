"""A Word file taken apart for the tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lxml import etree

from briefkit.writers.docx.package import archive
from briefkit.writers.docx.wml import R, W

__all__ = ["CORE", "MAIN", "Opened", "R", "W", "changed", "value"]

CORE, MAIN = "docProps/core.xml", "word/document.xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Opened:
    """A Word file: its parts by name."""

    data: bytes

    @cached_property
    def infos(self) -> list[ZipInfo]:
        """The entries of the zip file, in their order."""
        with ZipFile(BytesIO(self.data)) as file:
            return file.infolist()

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Part name → bytes."""
        with ZipFile(BytesIO(self.data)) as file:
            return {info.filename: file.read(info) for info in self.infos}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        """Part name → root element of its XML."""
        return {name: etree.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))}

    @property
    def body(self) -> etree._Element:
        """The main part."""
        return self.trees[MAIN]

    @property
    def styles(self) -> etree._Element:
        """The styles part."""
        return self.trees["word/styles.xml"]

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the parts that hold paragraphs."""
        for name, tree in self.trees.items():
            if tree.tag in {f"{W}document", f"{W}hdr", f"{W}ftr", f"{W}footnotes", f"{W}endnotes"}:
                yield name, tree

    def arrows(self, source: str) -> list[tuple[str, str, str, bool]]:
        """Return id, type, target part or address, and whether it leads outside, of a part's relationships."""
        folder, _, name = source.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if rels not in self.trees:
            return []
        return [
            (node.get("Id", ""), node.get("Type", ""), _resolved(folder, node), node.get("TargetMode") == "External")
            for node in self.trees[rels].iter(_RELATIONSHIP)
        ]


def _resolved(folder: str, node: etree._Element) -> str:
    target = node.get("Target", "")
    if node.get("TargetMode") == "External" or not folder:
        return target.removeprefix("/")
    steps: list[str] = [] if target.startswith("/") else folder.split("/")
    for step in target.removeprefix("/").split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return the file with one part's text changed; the change must change something."""
    parts = Opened(data).parts
    old = parts[part].decode()
    new = change(old)
    assert new != old, "the damage did nothing"
    return archive({**parts, part: new.encode()})


def value(node: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of WordprocessingML, empty where there is none."""
    return "" if node is None else node.get(f"{W}{name}", "")
