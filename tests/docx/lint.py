"""Faults of a Word file that schema validators do not see."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED

from lxml import etree
from tests.docx.opened import MAIN, Opened, R, W, value

PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
}
"""Every part that a file has, and no other beside its pictures and footnotes."""
FOOTNOTES = {"word/footnotes.xml", "word/_rels/footnotes.xml.rels"}
"""Parts of a file with footnotes; the second where one of them leads outside."""
_LETTERHEAD = re.compile(r"word/(header|footer)[23]\.xml|word/_rels/(header|footer)[123]\.xml\.rels")
"""Parts of a file with a template's letterhead: those of other pages, and what leads to pictures."""
_MEDIA = "word/media/"

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LEFTOVERS = (
    *("proofErr", "lastRenderedPageBreak", "rsids", "updateFields", "attachedTemplate", "docVars", "mailMerge"),
    *("commentRangeStart", "ins", "del", "permStart", "smartTag", "customXml", "formsDesign", "saveThroughXslt"),
)
_STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def faults(data: bytes, parts: set[str] | None = None) -> list[str]:
    """Return what is wrong with a file, a line each; `parts` is which parts it shall have."""
    file = Opened(data)
    checks = (
        _package(file, PARTS if parts is None else parts),
        _types(file),
        _relationships(file),
        _identities(file),
        _references(file),
        _fields(file),
        _tables(file),
        _styles(file),
        _numbers(file),
        _leftovers(file),
        _spaces(file),
    )
    return [fault for check in checks for fault in check]


def _package(file: Opened, parts: set[str]) -> Iterator[str]:
    names = [info.filename for info in file.infos]
    more = [name for name in names if name not in parts | FOOTNOTES and not name.startswith(_MEDIA)]
    yield from (f"part {name} is too much" for name in more if not _LETTERHEAD.fullmatch(name))
    yield from (f"part {name} is missing" for name in parts if name not in names)
    if names[:2] != ["[Content_Types].xml", "_rels/.rels"] or names[2:] != sorted(names[2:]):
        yield "the parts are not in order"
    for info in file.infos:
        if (info.date_time, info.create_system, info.extra) != ((1980, 1, 1, 0, 0, 0), 0, b""):
            yield f"{info.filename} tells of its machine or moment"
        if info.compress_type != ZIP_DEFLATED:
            yield f"{info.filename} is not deflated"


def _types(file: Opened) -> Iterator[str]:
    types = file.trees["[Content_Types].xml"]
    defaults = {node.get("Extension") for node in types.iter(f"{_TYPES}Default")}
    overrides = [node.get("PartName", "").removeprefix("/") for node in types.iter(f"{_TYPES}Override")]
    yield from (f"the type of {name} is told twice" for name in _twice(overrides))
    yield from (f"a type is told of {name}, which is missing" for name in overrides if name not in file.parts)
    for name in file.parts.keys() - set(overrides) - {"[Content_Types].xml"}:
        if not name.endswith(".rels") and not name.startswith(_MEDIA):
            yield f"{name} has no type of its own"
        elif name.rpartition(".")[2] not in defaults:
            yield f"{name} has no type"


def _relationships(file: Opened) -> Iterator[str]:
    reached, waiting = set(), [""]
    while waiting:
        source = waiting.pop()
        arrows = file.arrows(source)
        yield from (f"{source} has relationship {name} twice" for name in _twice(name for name, *_ in arrows))
        for name, _, target, external in arrows:
            if external:
                continue
            if target not in file.parts:
                yield f"{source} leads by {name} to {target}, which is missing"
            elif target not in reached:
                reached.add(target)
                waiting.append(target)
        if source in file.trees:
            yield from _used(source, file.trees[source], arrows)
    parts = {name for name in file.parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
    yield from (f"nothing leads to {name}" for name in sorted(parts - reached))


def _used(source: str, tree: etree._Element, arrows: list[tuple[str, str, str, bool]]) -> Iterator[str]:
    used = {str(found) for node in tree.iter() for name, found in node.attrib.items() if str(name).startswith(R)}
    known = {name: kind.rpartition("/")[2] for name, kind, *_ in arrows}
    yield from (f"{source} uses {name}, which is no relationship" for name in sorted(used - known.keys()))
    for name, kind in known.items():
        if kind in {"hyperlink", "image", "header", "footer"} and name not in used:
            yield f"{source} never uses its relationship {name}"


def _identities(file: Opened) -> Iterator[str]:
    nodes = [node for _, tree in file.stories() for node in tree.iter()]
    of = {kind: [n for n in nodes if n.tag == f"{W}{kind}"] for kind in ("bookmarkStart", "bookmarkEnd", "sdt")}
    starts, ends = ([value(n, "id") for n in of[kind]] for kind in ("bookmarkStart", "bookmarkEnd"))
    names = [value(n, "name") for n in of["bookmarkStart"]]
    controls = [value(n.find(f"{W}sdtPr/{W}id"), "val") for n in of["sdt"]]
    drawings = [n.get("id", "") for n in nodes if etree.QName(n).localname == "docPr"]
    yield from (f"bookmark {name} twice" for name in _twice(name.lower() for name in names))
    yield from (f"bookmark name {name} is no name for Word" for name in names if not 0 < len(name) <= 40)
    yield from (f"bookmark id {name} twice" for name in _twice(starts))
    yield from (f"drawing id {name} twice" for name in _twice(drawings))
    yield from (f"control id {name} twice" for name in _twice(controls))
    yield from (
        f"control id {name} is no positive 31-bit number" for name in controls if not 0 < int(name or 0) < 2**31
    )
    if sorted(starts) != sorted(ends):
        yield "bookmarks begin and end differently"


def _references(file: Opened) -> Iterator[str]:
    marks = {value(n, "name") for n in file.body.iter(f"{W}bookmarkStart")}
    wanted = {value(n, "anchor") for n in file.body.iter(f"{W}hyperlink")} - {""}
    codes = ("".join(n.itertext()).split() for n in file.body.iter(f"{W}instrText"))
    wanted |= {code[1] for code in codes if code[0] in {"REF", "PAGEREF", "NOTEREF"}}
    yield from (f"a reference leads to {name}, which is no bookmark" for name in sorted(wanted - marks))
    yield from (f"nothing leads to bookmark {m}" for m in sorted(marks - wanted) if not m.startswith("_bk_"))
    for kind in ("footnote", "endnote"):
        notes = file.trees.get(f"word/{kind}s.xml")
        known = set() if notes is None else {value(n, "id") for n in notes if not value(n, "type")}
        used = {value(n, "id") for n in file.body.iter(f"{W}{kind}Reference")}
        yield from (f"{kind} {name} does not resolve both ways" for name in sorted(known ^ used))


def _fields(file: Opened) -> Iterator[str]:
    for name, tree in file.stories():
        open_fields: list[str] = []
        for node in tree.iter(f"{W}fldChar"):
            kind = value(node, "fldCharType")
            expected = {"begin": "", "separate": "begin", "end": "separate"}[kind]
            if expected and (not open_fields or open_fields.pop() != expected):
                yield f"{name}: a field is out of order at its {kind}"
            if kind != "end":
                open_fields.append(kind)
            if set(node.attrib) != {f"{W}fldCharType"}:
                yield f"{name}: a field asks to be updated"
        if open_fields:
            yield f"{name}: a field never ends"


def _tables(file: Opened) -> Iterator[str]:
    for name, tree in file.stories():
        for table in tree.iter(f"{W}tbl"):
            following = table.getnext()
            if following is None or (following.tag != f"{W}p" and following.find(f"{W}sdtContent/{W}p") is None):
                yield "no paragraph follows a table"
            if name != MAIN:
                continue  # Why: a letterhead's tables are as the template has them.
            grid = [int(value(column, "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
            if not grid or min(grid) <= 0:
                yield "a table has no columns, or one without width"
            if sum(grid) != int(value(table.find(f"{W}tblPr/{W}tblW"), "w")):
                yield "a table is not as wide as its columns"
            for row in table.iterfind(f"{W}tr"):
                cells = row.findall(f"{W}tc")
                if [int(value(cell.find(f"{W}tcPr/{W}tcW"), "w")) for cell in cells] != grid:
                    yield "a row has other cells than the table has columns"
                if any(cell[-1].tag != f"{W}p" for cell in cells):
                    yield "a cell does not end in a paragraph"


def _styles(file: Opened) -> Iterator[str]:
    styles = {value(n, "styleId"): n for n in file.styles.iter(f"{W}style")}
    names = [value(n.find(f"{W}name")).lower() for n in file.styles.iter(f"{W}style")]
    yield from (f"style {name} twice" for name in _twice(names))
    yield from (f"style id {n} twice" for n in _twice(value(n, "styleId") for n in file.styles.iter(f"{W}style")))
    for name, tree in [*file.stories(), ("word/numbering.xml", file.trees["word/numbering.xml"])]:
        for tag, kind in _STYLES.items():
            for used in {value(n) for n in tree.iter(f"{W}{tag}")}:
                if used not in styles or value(styles[used], "type") != kind:
                    yield f"{name} uses the {kind} style {used}, which is none"
    for tag in ("basedOn", "next", "link"):
        used = {value(n) for n in file.styles.iter(f"{W}{tag}")}
        yield from (f"a style names {name} as {tag}, which is none" for name in sorted(used - styles.keys()))


def _numbers(file: Opened) -> Iterator[str]:
    part = file.trees["word/numbering.xml"]
    lists = [value(n, "abstractNumId") for n in part.iter(f"{W}abstractNum")]
    instances = [value(n, "numId") for n in part.iter(f"{W}num")]
    yield from (f"list {name} twice" for name in _twice(lists))
    yield from (f"list instance {name} twice" for name in _twice(instances))
    used = {value(n.find(f"{W}abstractNumId")) for n in part.iter(f"{W}num")}
    yield from (f"an instance is of list {name}, which is none" for name in sorted(used - set(lists)))
    trees = [*(tree for _, tree in file.stories()), file.styles]
    asked = {value(n) for tree in trees for n in tree.iter(f"{W}numId")} - {"0"}
    yield from (f"a paragraph is of list instance {name}, which is none" for name in sorted(asked - set(instances)))


def _leftovers(file: Opened) -> Iterator[str]:
    for name, tree in file.trees.items():
        left = {f"{W}{name}" for name in _LEFTOVERS}
        for node in tree.iter():
            if any("rsid" in str(attribute) for attribute in node.attrib):
                yield f"{name} holds a revision id"
            if isinstance(node.tag, str) and node.tag in left:
                yield f"{name} holds a leftover {etree.QName(node).localname}"


def _spaces(file: Opened) -> Iterator[str]:
    for name, tree in file.stories():
        for node in tree.iter(f"{W}t", f"{W}instrText"):
            words, kept = node.text or "", node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            if words != words.strip() and not kept:
                yield f"{name} loses a space"


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
