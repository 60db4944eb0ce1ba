"""What of a template's header or footer is taken over: what is known to be text or picture, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from briefkit.data import table
from briefkit.writers.docx.wml import NAMES, WP, A, R, W, get, is_on, tags

MC = f"{{{NAMES['mc']}}}"

_LISTED = table("writers/docx/known.toml")
_TAGS = frozenset(f"{{{NAMES[prefix]}}}{name}" for prefix, names in _LISTED["header"].items() for name in names.split())
_AROUND, _UNSEEN = (tags(_LISTED["left_out"][kind]) for kind in ("around", "unseen"))
_SIMPLE = f"{W}fldSimple"
_FIELD = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)(\s+\\\*\s+(MERGEFORMAT|Arabic|roman|ROMAN))*\s*")
"""The fields that are taken over: they count pages."""
_TEXT = re.compile(r"[\w .,:;#%+()-]{0,200}")
"""What the value of an attribute may be."""
_FREE = ("descr", f"{R}embed")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_GRAPHICS = tuple(NAMES[prefix] for prefix in ("pic", "wps", "wpg"))


@dataclass(slots=True)
class Cleaner:
    """Takes over the content of headers and footers; what it leaves out is told in `left`."""

    styles: frozenset[str]
    """The ids of styles that a paragraph may have."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1_000_001))
    """Numbers for drawings: greater than those of the body."""
    left: list[str] = field(default_factory=list)
    """What was left out, in words."""
    undescribed: bool = False
    """Whether a picture that is taken has no text for readers who do not see it, and is no decoration."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Relationship of the part → that of the new part, for the pictures that are taken."""

    def story(self, root: etree._Element, pictures: Mapping[str, str]) -> list[etree._Element]:
        """Return what of a header or footer is taken over."""
        self.pictures = pictures
        self._drop_fields(root)
        elements = [clean for node in root for clean in self._clean(node)]
        content = (node.tag == f"{W}tbl" or any(inner.tag != f"{W}pPr" for inner in node) for node in elements)
        return elements if any(content) else []

    def _clean(self, node: etree._Element) -> Iterator[etree._Element]:
        """Yield a node as it is taken over: itself, what stands in it, or nothing."""
        tag = str(node.tag)
        if tag in {f"{W}drawing", f"{MC}AlternateContent"}:
            yield from self._drawing(node)
        elif tag == f"{W}r" and is_on(node.find(f"{W}rPr/{W}vanish")):
            self.left.append("hidden text")
        elif tag in _TAGS:
            yield from self._kept(node)
        elif tag in _AROUND:
            if node.get(f"{R}id"):
                self.left.append("a link")
            yield from (clean for inner in node for clean in self._clean(inner))
        elif tag == _SIMPLE and _FIELD.fullmatch(get(node, "instr")):
            yield from _field(get(node, "instr"))
        elif tag == _SIMPLE:
            self.left.append(_called(get(node, "instr")))
        elif tag not in _UNSEEN and tag.startswith(W):
            name = etree.QName(node).localname
            self.left.append(_LISTED["left_out"]["named"].get(name, f"“{name}”"))

    def _kept(self, node: etree._Element) -> Iterator[etree._Element]:
        plain = {str(name): str(value) for name, value in node.attrib.items() if _is_plain(node, str(name))}
        element = etree.Element(node.tag, plain)
        if node.tag in {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"} and node.get(f"{W}val") not in self.styles:
            return
        if node.tag in {f"{W}t", f"{W}instrText", f"{WP}posOffset", f"{WP}align"}:
            element.text = node.text
        if node.tag in {f"{W}t", f"{W}instrText"}:
            element.set(_SPACE, "preserve")
        if node.tag == f"{A}blip":
            element.set(f"{R}embed", self.pictures[node.get(f"{R}embed", "")])
        element.extend(clean for inner in node.iterchildren(etree.Element) for clean in self._clean(inner))
        if node.tag in {f"{W}tc", f"{W}txbxContent"} and (not len(element) or element[-1].tag != f"{W}p"):
            element.append(etree.Element(f"{W}p"))
        yield element

    def _drawing(self, node: etree._Element) -> Iterator[etree._Element]:
        """Yield a picture or shape, whole or not at all."""
        choice = node.find(f"{MC}Choice")
        drawing = node if choice is None else choice.find(f"{W}drawing")
        kinds = set() if drawing is None else {data.get("uri") for data in drawing.iter(f"{A}graphicData")}
        blips = [] if drawing is None else [blip.get(f"{R}embed", "") for blip in drawing.iter(f"{A}blip")]
        if drawing is None or not kinds or not kinds <= {*_GRAPHICS}:
            self.left.append("a drawing that is neither picture nor shape")
        elif any(name not in self.pictures for name in blips):
            self.left.append("a picture that is linked, or neither PNG nor JPEG")
        else:
            (element,) = self._kept(drawing)
            self._number(element)
            described = [node.get("descr") for node in element.iter(f"{WP}docPr", f"{{{NAMES['pic']}}}cNvPr")]
            decoration = any(node.get("val") != "0" for node in drawing.iter("{*}decorative"))
            self.undescribed |= bool(blips) and not any(described) and not decoration
            yield element if kinds == {NAMES["pic"]} else _chosen(element, NAMES["wpg"] in kinds)

    def _number(self, drawing: etree._Element) -> None:
        """Give drawings our own numbers and names; a picture keeps its description unless that is a file's name."""
        for node in drawing.iter(*(f"{{{NAMES[prefix]}}}{name}" for prefix, name in _IDENTITIES)):
            number = next(self.numbers)
            node.set("id", str(number))
            node.set("name", f"Letterhead {number}")
            if re.search(r"[\\/]|\.\w{3,4}$", node.get("descr", "")):
                del node.attrib["descr"]

    def _drop_fields(self, root: etree._Element) -> None:
        """Take out the fields that do not count pages, with what they print."""
        open_: list[tuple[list[str], list[etree._Element]]] = []
        for node in [inner for run in root.iter(f"{W}r") for inner in run]:
            kind = node.get(f"{W}fldCharType") if node.tag == f"{W}fldChar" else None
            if kind == "begin":
                open_.append(([], []))
            for codes, nodes in open_:
                nodes.append(node)
                codes.append(node.text or "" if node.tag == f"{W}instrText" else "")
            if kind == "end" and open_:
                codes, nodes = open_.pop()
                if not _FIELD.fullmatch("".join(codes)):
                    self._drop(codes, nodes)
        for codes, nodes in open_:
            self._drop(codes, nodes)

    def _drop(self, codes: Iterable[str], nodes: Iterable[etree._Element]) -> None:
        self.left.append(_called("".join(codes)))
        for node in nodes:
            if (parent := node.getparent()) is not None:
                parent.remove(node)


_IDENTITIES = (("wp", "docPr"), ("pic", "cNvPr"), ("wps", "cNvPr"), ("wpg", "cNvPr"))


def _called(code: str) -> str:
    name = re.match(r"\s*([A-Za-z]+)", code)
    return f"the field {name[1].upper()}" if name else "a field"


def _is_plain(node: etree._Element, name: str) -> bool:
    """Say whether an attribute is one to take over."""
    value = str(node.get(name))
    if name == f"{R}embed":
        return node.tag == f"{A}blip"
    if node.tag == f"{W}fldChar":
        return name == f"{W}fldCharType"
    known = name == _SPACE or (name.startswith(W) and "rsid" not in name) or not name.startswith("{")
    return known and (name in _FREE or value in _GRAPHICS or bool(_TEXT.fullmatch(value)))


def _field(code: str) -> Iterator[etree._Element]:
    """Yield the runs of a field that counts pages."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = etree.Element(f"{W}r")
        if kind in {"begin", "separate", "end"}:
            etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
        else:
            inner = etree.SubElement(run, f"{W}t" if kind else f"{W}instrText", {_SPACE: "preserve"})
            inner.text = kind or code
        yield run


def _chosen(drawing: etree._Element, group: bool) -> etree._Element:  # noqa: FBT001 (one of two kinds)
    """Return a shape in the frame that says which programs understand it."""
    frame = etree.Element(f"{MC}AlternateContent")
    etree.SubElement(frame, f"{MC}Choice", {"Requires": "wpg" if group else "wps"}).append(drawing)
    return frame
