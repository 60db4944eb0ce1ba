"""Our own check of a tagged, archival PDF: what veraPDF finds with Java, found in the tests without it."""

import re
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
    "Caption": {"Table", "Div"},
}
"""Role → the roles it may stand in; any other may stand anywhere."""
ROLES = {
    *PARENTS,
    *("H1", "H2", "H3", "H4", "P", "L", "Table", "TOC", "Note", "Reference", "Link", "Span", "Div", "Art", "Figure"),
}
PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a file; nothing where it is as it should be."""
    with pikepdf.open(BytesIO(data)) as pdf:
        checks = (
            *(_catalogue, _pages, _tree, _headings, _notes, _tables, _figures, _parents, _order, _content),
            *(_fonts, _links, _metadata, _intent, _attachment),
        )
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
            yield from _below(kid, _role(kid))


def _role(element: Any) -> str:
    return str(element.S)[1:]


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
    for element, parent in elements(pdf):
        role = _role(element)
        if role not in ROLES:
            yield f"{role} is no role"
        elif parent not in PARENTS.get(role, {parent}):
            yield f"{role} stands in {parent}"
        if not _kids(element) and role not in {"TD", "TH"}:
            yield f"{role} is empty"


def _headings(pdf: Pdf) -> Iterator[str]:
    """Judge the levels of headings, and that each below the title has its bookmark."""
    levels = [int(role[1:]) for role in _roles(pdf) if role[0] == "H" and role[1:].isdigit()]
    if any(after > before + 1 for before, after in pairwise([0, *levels])):
        yield "a heading skips a level"
    if levels.count(1) != 1:
        yield "there is not one title"
    with pdf.open_outline() as outline:
        if _bookmarks(outline.root) != len(levels) - levels.count(1):
            yield "headings and bookmarks differ"


def _roles(pdf: Pdf) -> list[str]:
    return [_role(element) for element, _ in elements(pdf)]


def _bookmarks(items: list[pikepdf.OutlineItem]) -> int:
    return len(items) + sum(_bookmarks(item.children) for item in items)


def _notes(pdf: Pdf) -> Iterator[str]:
    identifiers = [str(element.get("/ID", "")) for element, _ in elements(pdf) if _role(element) == "Note"]
    if "" in identifiers or len(set(identifiers)) < len(identifiers):
        yield "a note has no identifier of its own"
    names = list(pdf.Root.get("/StructTreeRoot", {}).get("/IDTree", {}).get("/Names", []))
    if sorted(map(str, names[::2])) != sorted(identifiers):
        yield "a note cannot be found by its identifier"


def _tables(pdf: Pdf) -> Iterator[str]:
    """Judge header cells, and that all rows of a table have as many cells."""
    for element, _ in elements(pdf):
        if _role(element) == "TH" and str(element.get("/A", {}).get("/Scope", "")) not in {"/Row", "/Column", "/Both"}:
            yield "a header cell has no scope"
        if _role(element) == "Table":
            rows = [_kids(kid) for kid in _kids(element) if _role(kid) == "TR"]
            if len({len(row) for row in rows}) != 1:
                yield "the rows of a table differ in length"
            elif any(_role(cell) != "TH" for cell in rows[0]):
                yield "a table has no header row"


def _figures(pdf: Pdf) -> Iterator[str]:
    """Judge that each picture is described, has its place on the page, and is painted inside its figure."""
    figures = [element for element, _ in elements(pdf) if _role(element) == "Figure"]
    for element in figures:
        if not str(element.get("/Alt", "")).strip():
            yield "a figure is not described"
        box = [float(edge) for edge in element.get("/A", {}).get("/BBox", [])]
        if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
            yield "a figure has no place on its page"
    marks = {(page, mark) for element in figures for (page, mark), _ in _claims(element)}
    painted = {(page.obj.objgen, mark) for page in pdf.pages for mark in _pictures(page)}
    if marks != painted:
        yield "a picture is painted outside its figure"


def _pictures(page: pikepdf.Page) -> Iterator[int | None]:
    mark: int | None = None
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            told = instruction.operands[1] if len(instruction.operands) > 1 else {}
            mark = int(told.MCID) if "/MCID" in told else None
        elif operator == "Do":
            yield mark


def _parents(pdf: Pdf) -> Iterator[str]:
    """Compare marked content, tree and parent tree."""
    if "/StructTreeRoot" not in pdf.Root:
        return
    claims = list(_claims(pdf.Root.StructTreeRoot))
    claimed = dict(claims)
    if len(claimed) < len(claims):
        yield "the tree claims content twice"
    told = _told(pdf)
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


Mark = tuple[tuple[int, int], int]
"""Page object and marked-content identifier."""


def _claims(node: Any) -> Iterator[tuple[Mark, tuple[int, int]]]:
    """Yield each mark that a node claims with the element that holds it, in reading order."""
    for kid in _kids(node):
        if isinstance(kid, Dictionary) and "/MCID" in kid:
            yield (kid.Pg.objgen, int(kid.MCID)), node.objgen
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _claims(kid)


def _told(pdf: Pdf) -> dict[int, Any]:
    """Return the parent tree: key → element, or elements."""
    numbers = list(pdf.Root.get("/StructTreeRoot", {}).get("/ParentTree", {}).get("/Nums", []))
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def _order(pdf: Pdf) -> Iterator[str]:
    """Judge whether what is read earlier is painted earlier on each page."""
    last: dict[tuple[int, int], int] = {}
    for (page, mark), _ in _claims(pdf.Root.get("/StructTreeRoot", {})):
        if mark < last.get(page, 0):
            yield "content is read in another order than it is painted"
            return
        last[page] = mark


def _marks(page: pikepdf.Page) -> Iterator[int]:
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]:
            yield int(instruction.operands[1].MCID)


def _content(pdf: Pdf) -> Iterator[str]:
    """Everything that is painted is marked; marks neither nest nor cross text objects."""
    for page in pdf.pages:
        depth, text = 0, False
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            text = {"BT": True, "ET": False}.get(operator, text)
            if depth not in {0, 1}:
                yield "marked content is nested or not closed"
                break
            if operator in {"BMC", "BDC", "EMC"} and text:
                yield "marked content crosses a text object"
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
    owners = {
        kid.Obj.objgen: element.objgen
        for element, _ in elements(pdf)
        for kid in _kids(element)
        if _role(element) == "Link" and isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
    }
    told, pages = _told(pdf), {page.obj.objgen for page in pdf.pages}
    for annotation in (annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])):
        if not str(annotation.get("/Contents", "")):
            yield "a link has no text of its own"
        parent = told.get(int(annotation.get("/StructParent", -1)))
        if parent is None or parent.objgen != owners.get(annotation.objgen):
            yield "a link is not in the structure"
        if not int(annotation.get("/F", 0)) & 4:
            yield "a link is not printed"
        if "/Dest" in annotation and annotation.Dest[0].objgen not in pages:
            yield "a link leads to no page"


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
    pairs = {
        "/Title": "dc:title//rdf:li",
        "/Author": "dc:creator//rdf:li",
        "/Subject": "dc:description//rdf:li",
        "/Keywords": "pdf:Keywords",
    }
    for key, path in pairs.items():
        if str(pdf.docinfo.get(key, "")) != value(path):
            yield f"{key[1:]} differs between the metadata"
    if not value("dc:title//rdf:li"):
        yield "no title"
    if str(pdf.docinfo.get("/ModDate", "")) != f"D:{re.sub('[-T:]', '', value('xmp:ModifyDate')).replace('Z', '')}Z":
        yield "ModDate differs between the metadata"
    if value("dc:language//rdf:li") != str(pdf.Root.get("/Lang", "")):
        yield "the language differs between the metadata"


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
