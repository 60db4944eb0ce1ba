"""The words of a tagged PDF in the order of its structure tree: what assistive technology reads out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4,})>")
Marks = dict[tuple[tuple[int, int], int], str]
"""Page object and marked-content identifier → text."""


def spoken(data: bytes) -> list[str]:
    """Return the text of each marked-content sequence in the order of the structure tree.

    Alternative text stands for what it describes, and actual text for what it replaces, as readers have it.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        marks: Marks = defaultdict(str)
        for page in pdf.pages:
            read_page(page, marks)
        return list(_walk(pdf.Root.StructTreeRoot.K, marks, None))


def _walk(node: object, marks: Marks, page: tuple[int, int] | None) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _walk(kid, marks, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.Pg.objgen if "/Pg" in node else page
        if "/Alt" in node:
            yield str(node.Alt)
        elif "/ActualText" in node:
            yield str(node.ActualText)
        elif "/MCID" in node:
            yield marks[page, int(node.MCID)]
        elif "/K" in node:
            yield from _walk(node.K, marks, page)
    else:
        yield marks[page, int(node)]


def read_page(page: pikepdf.Page, marks: Marks) -> None:
    """Add the text of each marked-content sequence of a page."""
    fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
    known: dict[int, str] = {}
    mark: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        match operator:
            case "BMC" | "BDC":
                properties = operands[1] if len(operands) > 1 else {}
                mark.append(int(properties.MCID) if "/MCID" in properties else None)
            case "EMC":
                mark.pop()
            case "Tf":
                known = fonts[str(operands[0])]
            case "Tj" if mark and mark[-1] is not None:
                marks[page.objgen, mark[-1]] += "".join(known[code] for code in bytes(operands[0]))
            case _:
                pass


def _characters(font: pikepdf.Dictionary) -> dict[int, str]:
    """Return code → text from a font's ToUnicode map, which has a line for each code (ISO 32000-1, 9.10.3)."""
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    assert pairs, "the ToUnicode map is written in another way"
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
