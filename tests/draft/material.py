"""An invented communiqué, written down in every manner that the tests read back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Table,
)

from docx import Document

Kind = Literal["title", "heading", "text", "bullet", "number", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the communiqué."""

    kind: Kind
    """What it is."""
    text: str
    """Its words; the cells of a row are divided by " | "."""


COMMUNIQUE = (
    Block("title", "Harbour Board agrees on the night ferry"),
    Block("text", "Port Avon, 3 March 2026"),
    Block(
        "text",
        "The Harbour Board of the Ilvara coast met today in Port Avon to settle the timetable of the night ferry, "
        "which has been in dispute since the winter storms closed the outer pier. Delegations from all seven towns "
        "took part, and the observers of the River Commission followed the discussion from the gallery.",
    ),
    Block("heading", "The timetable"),
    Block(
        "text",
        "Mayor Ines Roca announced that the ferry will run every night from 1 May 2026, provided that the pier is "
        "repaired by then. The long-term plan, she said, depends on the co-operation of both shipping companies; no "
        "well-informed observer expects an agreement on tariffs before the autumn.",
    ),
    Block("text", "The Board decided three things:"),
    Block(
        "bullet", "the ferry calls at Port Avon, Senn and Old Quay on every crossing, in both directions and all year"
    ),
    Block("bullet", "a reserve vessel is kept at Senn"),
    Block("bullet", "fares stay as they are until 31 December 2026"),
    Block("text", "Two questions were referred to the committee:"),
    Block("number", "who pays for the repair of the pier"),
    Block("number", "whether cyclists travel free"),
    Block("heading", "The votes"),
    Block("row", "Town | For | Against"),
    Block("row", "Port Avon | 14 | 2"),
    Block("row", "Senn | 9 | 0"),
    Block("row", "Old Quay | 5 | 4"),
    Block("text", "The Fishers’ Guild demands a lower landing fee. The Board has not yet decided on the fee."),
)


def expected(blocks: Sequence[Block] = COMMUNIQUE) -> str:
    """Return the communiqué as it is to be extracted."""
    passages, count = [], 0
    for block in blocks:
        count = count + 1 if block.kind == "number" else 0
        mark = {"title": "# ", "heading": "# ", "bullet": "- ", "number": f"{count}. "}.get(block.kind, "")
        passages.append(f"{mark}{block.text}")
    return "\n\n".join(passages)


def words(text: str) -> list[str]:
    """Return the words of a text, without the marks of headings, items and rows."""
    return [word for word in re.split(r"[\s\f]+", text) if word not in {"#", "-", "|", ""}]


def grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return neighbours that make one list or table together."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and block.kind == groups[-1][0].kind and block.kind in {"bullet", "number", "row"}:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


@dataclass(frozen=True, slots=True)
class Manner:
    """How a PDF of the communiqué looks."""

    columns: int = 1
    """Of text on a page."""
    header: str = ""
    """A line at the top of each page; `#` stands for the page's number."""
    footer: str = ""
    """The same at the bottom."""
    size: float = 10
    """Of the text."""
    indent: float = 0
    """Of the first line of each paragraph, which then follow each other without a gap."""
    justified: bool = False
    """Whether lines are as long as the column."""
    hyphens: bool = False
    """Whether words are cut at a line's end."""
    page: tuple[float, float] = A4
    """Its width and height."""
    turned: int = 0
    """The rotation of the page, in degrees."""
    style: str = "helvetica"
    """`helvetica` or `times`."""
    grid: bool = False
    """Whether the table has rules."""


def pdf(manner: Manner, blocks: Sequence[Block] = COMMUNIQUE, **info: str) -> bytes:
    """Return the communiqué as a PDF file."""
    out = BytesIO()
    width, height = manner.page
    gap = 18.0
    column = (width - 120 - gap * (manner.columns - 1)) / manner.columns
    frames = [Frame(60 + i * (column + gap), 70, column, height - 140) for i in range(manner.columns)]

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setPageRotation(manner.turned)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, height - 40, manner.header.replace("#", str(document.page)))
        canvas.drawCentredString(width / 2, 35, manner.footer.replace("#", str(document.page)))

    template = PageTemplate(frames=frames, onPage=furnish, pagesize=manner.page)
    document = BaseDocTemplate(out, pagesize=manner.page, pageTemplates=[template], **info)
    story: list[Flowable] = [NextPageTemplate(0)]
    for group in grouped(blocks):
        story.extend(_flowables(group, manner))
    document.build(story)
    return out.getvalue()


def _flowables(group: Sequence[Block], manner: Manner) -> list[Flowable]:
    kind = group[0].kind
    styles = _styles(manner)
    if kind == "row":
        cells = [block.text.split(" | ") for block in group]
        rules = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if manner.grid else []
        return [Table(cells, style=[("FONTSIZE", (0, 0), (-1, -1), manner.size), *rules])]
    if kind in {"bullet", "number"}:
        marks = (
            {"bulletType": "bullet", "start": "•"} if kind == "bullet" else {"bulletType": "1", "bulletFormat": "%s."}
        )
        return [ListFlowable([ListItem(Paragraph(block.text, styles["text"])) for block in group], **marks)]
    return [Paragraph(block.text, styles[kind]) for block in group]


def _styles(manner: Manner) -> dict[str, ParagraphStyle]:
    sample = getSampleStyleSheet()
    plain, bold = ("Times-Roman", "Times-Bold") if manner.style == "times" else ("Helvetica", "Helvetica-Bold")
    text = ParagraphStyle(
        "text",
        fontName=plain,
        fontSize=manner.size,
        leading=manner.size * 1.2,
        spaceAfter=0 if manner.indent else manner.size * 0.7,
        firstLineIndent=manner.indent,
        alignment=TA_JUSTIFY if manner.justified else 0,
        hyphenationLang="en_GB" if manner.hyphens else "",
    )
    heading = ParagraphStyle("heading", parent=sample["Heading2"], fontName=bold, fontSize=manner.size * 1.2)
    title = ParagraphStyle(
        "title", parent=sample["Title"], fontName=bold, fontSize=manner.size * 1.8, leading=manner.size * 2.2
    )
    return {"text": text, "heading": heading, "title": title}


def docx(blocks: Sequence[Block] = COMMUNIQUE) -> bytes:
    """Return the communiqué as a Word file with a header and a footer."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Harbour Board, restricted circulation"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    named = {
        "title": "Title",
        "heading": "Heading 1",
        "text": "Normal",
        "bullet": "List Bullet",
        "number": "List Number",
    }
    for group in grouped(blocks):
        if group[0].kind == "row":
            table = document.add_table(0, 3)
            for block in group:
                for cell, text in zip(table.add_row().cells, block.text.split(" | "), strict=True):
                    cell.text = text
        else:
            for block in group:
                document.add_paragraph(block.text, style=named[block.kind])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def html(blocks: Sequence[Block] = COMMUNIQUE) -> str:
    """Return the body of the communiqué in HTML."""
    parts = []
    for group in grouped(blocks):
        match group[0].kind:
            case "row":
                rows = ("".join(f"<td>{cell}</td>" for cell in block.text.split(" | ")) for block in group)
                parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
            case "bullet" | "number":
                tag = "ul" if group[0].kind == "bullet" else "ol"
                parts.append(f"<{tag}>" + "".join(f"<li>{block.text}</li>" for block in group) + f"</{tag}>")
            case kind:
                tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
                parts.extend(f"<{tag}>{block.text}</{tag}>" for block in group)
    return "\n".join(parts)
