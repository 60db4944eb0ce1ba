"""Our own check of a tagged, archival PDF: what veraPDF finds with Java, found in the tests without it."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Pdf

PARENTS = {
    "Document": {"StructTreeRoot"},
    "Sect": {"Document", "Sect"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
    "Caption": {"Table"},
}
"""Role → the roles it may stand in; any other may stand anywhere."""
ROLES = {
    *PARENTS,
    *("H1", "H2", "H3", "H4", "P", "L", "Table", "TOC", "Note", "Reference", "Link", "Span", "Div", "Art"),
}
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a file; nothing where it is as it should be."""
    with pikepdf.open(BytesIO(data)) as pdf:
        checks = (_catalogue, _pages, _tree, _parents, _content, _fonts, _links, _metadata, _intent, _attachment)
        return [fault for check in checks for fault in check(pdf)]


def elements(pdf: Pdf) -> Iterator[tuple[Any, str]]:
    """Yield every structure element and the role of its parent, in reading order."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None:
        yield from _below(root, "StructTreeRoot")


def _below(node: Any, role: str) -> Iterator[tuple[Any, str]]:
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid, role
            yield from _below(kid, str(kid.S)[1:])


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _catalogue(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not displayed"
    if "/StructTreeRoot" not in root:
        yield "no structure tree"


def _pages(pdf: Pdf) -> Iterator[str]:
    keys = [page.obj.get("/StructParents") for page in pdf.pages]
    if None in keys or len(set(keys)) < len(keys):
        yield "a page is not tied to the structure"
    if any(page.obj.get("/Tabs") != Name.S for page in pdf.pages):
        yield "a page's tab order is not that of the structure"


def _tree(pdf: Pdf) -> Iterator[str]:
    identifiers: Counter[str] = Counter()
    levels: list[int] = []
    for element, parent in elements(pdf):
        role = str(element.S)[1:]
        if role not in ROLES:
            yield f"{role} is no role"
        elif parent not in PARENTS.get(role, {parent}):
            yield f"{role} stands in {parent}"
        if role == "TH" and str(element.get("/A", {}).get("/Scope", "")) not in {"/Row", "/Column", "/Both"}:
            yield "a header cell has no scope"
        if role == "Note":
            identifiers[str(element.get("/ID", ""))] += 1
        if role.startswith("H") and role[1:].isdigit():
            levels.append(int(role[1:]))
        if not _kids(element) and role not in {"TD", "TH"}:
            yield f"{role} is empty"
    if "" in identifiers or any(count > 1 for count in identifiers.values()):
        yield "a note has no identifier of its own"
    if any(after > before + 1 for before, after in pairwise([0, *levels])):
        yield "a heading skips a level"


def _parents(pdf: Pdf) -> Iterator[str]:
    """Compare marked content, tree and parent tree."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    claimed = {
        (kid.Pg.objgen, int(kid.MCID)): element.objgen
        for element, _ in elements(pdf)
        for kid in _kids(element)
        if isinstance(kid, Dictionary) and "/MCID" in kid
    }
    numbers = list(pdf.Root.StructTreeRoot.get("/ParentTree", {}).get("/Nums", []))
    told = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        entry = told.get(int(page.obj.get("/StructParents", -1)))
        entries = list(entry) if isinstance(entry, Array) else []
        marks = list(_marks(page))
        if marks != list(range(len(marks))):
            yield "marks of a page are not counted from nought"
        found = {(page.obj.objgen, mark): entries[mark].objgen for mark in marks if mark < len(entries)}
        if len(found) < len(marks) or any(claimed.pop(key, None) != value for key, value in found.items()):
            yield "a mark, the tree and the parent tree disagree"
    if claimed:
        yield "the tree claims content that is not there"


def _marks(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
            yield int(instruction.operands[1].MCID)


def _content(pdf: Pdf) -> Iterator[str]:
    """Everything that is painted is marked, and marks do not nest."""
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            if depth not in {0, 1}:
                yield "marked content is nested or not closed"
                break
            if operator in PAINTS and not depth:
                yield "something is painted outside marked content"
                break
        if depth:
            yield "marked content is nested or not closed"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for font in (o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.Font):
        descriptor = font.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()) or "Helvetica" in str(font.BaseFont):
            yield f"{font.BaseFont} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not tell its characters"


def _links(pdf: Pdf) -> Iterator[str]:
    owned = {
        kid.Obj.objgen
        for element, _ in elements(pdf)
        for kid in _kids(element)
        if str(element.S) == "/Link" and isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    }
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            if not str(annotation.get("/Contents", "")):
                yield "a link has no text of its own"
            if "/StructParent" not in annotation or annotation.objgen not in owned:
                yield "a link is not in the structure"
            if not int(annotation.get("/F", 0)) & 4:
                yield "a link is not printed"


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "no metadata"
        return
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes().strip())

    def value(path: str) -> str:
        return str(packet.xpath(f"string(//{path})", namespaces=NAMESPACES)).strip()

    for path, wanted in (("pdfuaid:part", "1"), ("pdfaid:part", "3"), ("pdfaid:conformance", "A")):
        if value(path) != wanted:
            yield f"{path} is not {wanted}"
    pairs = {"/Title": "dc:title//rdf:li", "/Subject": "dc:description//rdf:li", "/Keywords": "pdf:Keywords"}
    for key, path in pairs.items():
        if str(pdf.docinfo.get(key, "")) != value(path):
            yield f"{key[1:]} differs between the metadata"
    if not value("dc:title//rdf:li"):
        yield "no title"


def _intent(pdf: Pdf) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == Name.GTS_PDFA1]
    if not intents or not intents[0].get("/DestOutputProfile"):
        yield "no colour profile"


def _attachment(pdf: Pdf) -> Iterator[str]:
    names = pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    associated = {file.objgen for file in pdf.Root.get("/AF", [])}
    for file in list(names)[1::2]:
        if file.objgen not in associated or file.get("/AFRelationship") != Name.Source:
            yield "an attachment is not associated as the source"
