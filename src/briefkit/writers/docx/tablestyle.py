"""The styles of tables: all that a cell has of rules, margins and headers stands in them (17.7.6)."""

from collections.abc import Iterator, Mapping

from briefkit.look import Look, TableStyle
from briefkit.writers.docx import wml
from briefkit.writers.docx.theme import Theme

TABLE, MATRIX = "BriefTable", "BriefMatrix"
_BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"


def table_styles(look: Look) -> str:
    """Return the style of a table, and that of one whose first column is headers.

    Why the second is not based on the first: LibreOffice then leaves out the parts that it does not name itself.
    """
    return _style(look, TABLE, "Brief Table", ("firstRow",)) + _style(
        look, MATRIX, "Brief Matrix", ("firstRow", "firstCol")
    )


def _style(look: Look, identity: str, name: str, headers: tuple[str, ...]) -> str:
    """Return a style: horizontal rules only, a header row, a band.

    Why a smaller margin below: Word and LibreOffice add a rule's width to its row.
    """
    table, theme = look.table, Theme.of(look)
    thin, x, y = wml.eighths(table.rule_width), wml.twips(table.cell_x), wml.twips(table.cell_y)
    rules = "".join(theme.border(side, thin, 0, table.rule) for side in ("bottom", "insideH"))
    margins = _sides({"top": y, "left": x, "bottom": y - wml.twips(table.rule_width), "right": x})
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblStyleRowBandSize w:val="1"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{''.join(_parts(look, headers))}"
        f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{theme.shading("FFFFFF")}</w:tcPr></w:tblStylePr></w:style>'
    )


def _parts(look: Look, headers: tuple[str, ...]) -> Iterator[str]:
    """Yield the formats of a table's parts, whose corners say all that their row and column say."""
    table = look.table
    thick = wml.eighths(table.head_rule_width)
    rule = f"<w:tcBorders>{Theme.of(look).border('bottom', thick, 0, table.head_rule)}</w:tcBorders>"
    for kind, margins in _margins(table).items():
        head = rule if kind in {"firstRow", "nwCell", "neCell"} else ""
        bold = _BOLD if kind in headers else ""
        cell = f"{head}<w:tcMar>{_sides(margins)}</w:tcMar>"
        yield f'<w:tblStylePr w:type="{kind}">{bold}<w:tcPr>{cell}</w:tcPr></w:tblStylePr>'


def _margins(table: TableStyle) -> dict[str, dict[str, int]]:
    """Return part of a table → its own margins in twips.

    The outer columns' text stands on the text's edges; the header's rule is wider; and the last row's takes no room.
    """
    left, right, y = {"left": 0}, {"right": 0}, wml.twips(table.cell_y)
    head, last = {"bottom": y - wml.twips(table.head_rule_width)}, {"bottom": y}
    sides = {"firstRow": head, "lastRow": last, "firstCol": left, "lastCol": right}
    return sides | {"nwCell": left | head, "neCell": head | right, "swCell": left | last, "seCell": last | right}


def _sides(margins: Mapping[str, int]) -> str:
    """Return margins in the order of CT_TcMar (17.4.68)."""
    order = (side for side in ("top", "left", "bottom", "right") if side in margins)
    return "".join(f'<w:{side} w:w="{margins[side]}" w:type="dxa"/>' for side in order)
