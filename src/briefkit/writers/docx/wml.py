"""WordprocessingML as text: the one place that escapes, and the pieces every part is built from.

Clauses are those of ECMA-376 part 1. Lengths come in points; `twips` and its kin turn them into Word's units.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Why: a file is written without it.
    from lxml import etree

_OPEN, _WORD = "http://schemas.openxmlformats.org", "http://schemas.microsoft.com/office/word/2010"
NAMES: Mapping[str, str] = {
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "r": f"{_OPEN}/officeDocument/2006/relationships",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "a": f"{_OPEN}/drawingml/2006/main",
    "pic": f"{_OPEN}/drawingml/2006/picture",
    "wps": f"{_WORD}/wordprocessingShape",
    "wpg": f"{_WORD}/wordprocessingGroup",
    "mc": f"{_OPEN}/markup-compatibility/2006",
}
"""Prefix → namespace of what may stand in a header."""
ALL_NAMESPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMES.items())
NAMESPACES = " ".join(f'xmlns:{prefix}="{NAMES[prefix]}"' for prefix in ("w", "r"))
"""Declared by every part; a header of a template declares all."""
W, R, A, WP = (f"{{{NAMES[prefix]}}}" for prefix in ("w", "r", "a", "wp"))
OFF = ("0", "false", "off", "none")
"""What the value of a switch may be that is off (17.17.4); without a value it is on."""
EMU = 12_700
"""Units of DrawingML in a point."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BREAK, TAB, END = "<w:br/>", "<w:tab/>", '<w:fldChar w:fldCharType="end"/>'

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PIECES = re.compile("([\n\t\u2011\u00ad])")
_SPECIAL = {
    "\n": BREAK,
    "\t": TAB,
    "\u2011": "<w:noBreakHyphen/>",
    "\u00ad": "<w:softHyphen/>",
}
_AMPERSANDS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_WRITING = {"ja": "eastAsia", "ko": "eastAsia", "zh": "eastAsia", "ar": "bidi", "fa": "bidi", "he": "bidi"}


@cache
def fixed(name: str) -> str:
    """Return XML that is the same in all Word files but for its `{fields}`: a file beside this one, unindented."""
    text = (files("briefkit.writers.docx") / f"{name}.xml").read_text(encoding="utf-8")
    return "".join(line.strip() for line in text.splitlines())


def escaped(text: str) -> str:
    """Return text for an element or a quoted attribute; raise ValueError where XML 1.0 cannot hold it."""
    if match := _ILLEGAL.search(text):
        raise ValueError(f"no XML document can hold the character U+{ord(match[0]):04X}")
    return text.translate(_AMPERSANDS)


def get(node: "etree._Element | None", name: str, usual: str = "") -> str:
    """Return an attribute of WordprocessingML; `usual` where there is none, or no element."""
    return usual if node is None else node.get(f"{W}{name}", usual)


def tags(names: str, vocabulary: str = W) -> frozenset[str]:
    """Return the tags of elements by their names, which spaces divide."""
    return frozenset(f"{vocabulary}{name}" for name in names.split())


def is_on(node: "etree._Element | None") -> bool:
    """Say whether a switch is there and on."""
    return node is not None and get(node, "val", "1") not in OFF


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Return eighths of a point, the unit of border widths (17.3.1.7 allows 2 to 96)."""
    return max(2, min(96, round(points * 8)))


def characters(text: str) -> str:
    """Return the content of a run: text, line breaks, tabs and the hyphens that are elements (17.3.3)."""
    return "".join(
        _SPECIAL.get(piece) or f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
        for piece in _PIECES.split(text)
        if piece
    )


def run(content: str, properties: str = "") -> str:
    """Return a run of ready content."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{looks}{content}</w:r>"


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of a style; `properties` is direct formatting in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def run_style(style: str) -> str:
    """Return the reference to a character style."""
    return f'<w:rStyle w:val="{style}"/>'


def language(tag: str) -> str:
    """Return `w:lang`; the script of the language decides which of its three attributes."""
    writing = _WRITING.get(tag.split("-", maxsplit=1)[0].lower(), "val")
    return f'<w:lang w:{writing}="{escaped(tag)}"/>'


def indent(left: float, hanging: float = 0, right: float = 0) -> str:
    """Return `w:ind`; lengths in points."""
    pairs = (("left", left), ("right", right), ("hanging", hanging))
    sides = " ".join(f'w:{name}="{twips(value)}"' for name, value in pairs if value or name == "left")
    return f"<w:ind {sides}/>"


def spacing(before: float, after: float, leading: float) -> str:
    """Return `w:spacing`; `leading` is a multiple of the font's natural line."""
    return (
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" '
        f'w:line="{round(leading * 240)}" w:lineRule="auto"/>'
    )


def numbering(number: int, level: int) -> str:
    """Return the reference to a list instance and its level, counted from 0."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def right_tab(position: float, leader: str = "none") -> str:
    """Return a right-aligned tab stop."""
    return f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="{twips(position)}"/></w:tabs>'


def field(code: str, result: str, properties: str = "") -> str:
    """Return a complex field whose result is filled in, so that nothing asks to be updated (17.16.18)."""
    return open_field(code, properties) + run(characters(result), properties) + run(END, properties)


def open_field(code: str, properties: str = "") -> str:
    """Return the runs of a complex field up to its result."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
    )
    return "".join(run(part, properties) for part in parts)


def bookmark(number: int, name: str, content: str) -> str:
    """Return content between the two ends of a bookmark (17.13.6)."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(target: str, content: str) -> str:
    """Return content as a hyperlink; `target` is `#bookmark` or the id of a relationship."""
    attribute = f'w:anchor="{target[1:]}"' if target.startswith("#") else f'r:id="{target}"'
    return f'<w:hyperlink {attribute} w:history="1">{content}</w:hyperlink>'
