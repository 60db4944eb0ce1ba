"""What stands on every page: header, footer, paper and margins."""

from briefkit.document import Meta
from briefkit.look import MARKING_PAD, MARKINGS, PageStyle
from briefkit.writers.docx import wml
from briefkit.writers.docx.styles import MARKING
from briefkit.writers.docx.theme import shading

DRAFT = "DRAFT"
"""What the header of a clearance copy says."""


def header(meta: Meta, *, draft: bool) -> str:
    """Return the header part: the marking at the right, DRAFT at the left of a clearance copy (17.10.4)."""
    word = wml.run(wml.characters(DRAFT), wml.run_style(MARKING)) if draft else ""
    return _part("hdr", wml.paragraph("Header", f"{word}{wml.run(wml.TAB)}{_marking(meta.marking)}"))


def footer(meta: Meta) -> str:
    """Return the footer part: what the document is and the page at the left, the marking at the right (17.10.3)."""
    start = f"{meta.footer} · page " if meta.footer else "page "
    words = wml.run(wml.characters(start)) + wml.field("PAGE", "1")
    words += wml.run(wml.characters(" of ")) + wml.field("NUMPAGES", "1")
    return _part("ftr", wml.paragraph("Footer", f"{words}{wml.run(wml.TAB)}{_marking(meta.marking)}"))


def section(page: PageStyle, header_id: str, footer_id: str) -> str:
    """Return the section properties: paper, margins, header and footer (17.6.17)."""
    size = f'<w:pgSz w:w="{wml.twips(page.width)}" w:h="{wml.twips(page.height)}"/>'
    sides = ("top", "right", "bottom", "left", "header", "footer")
    margins = " ".join(f'w:{side}="{wml.twips(getattr(page, side))}"' for side in sides)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header_id}"/>'
        f'<w:footerReference w:type="default" r:id="{footer_id}"/>{size}<w:pgMar {margins} w:gutter="0"/></w:sectPr>'
    )


def _marking(marking: str) -> str:
    """Return the marking in its colours, on a ground that reaches a little beyond it."""
    ink, ground = MARKINGS.get(marking, ("000000", None))
    words = f"{MARKING_PAD}{marking}{MARKING_PAD}" if ground else marking
    properties = f'{wml.run_style(MARKING)}<w:color w:val="{ink}"/>{shading(ground) if ground else ""}'
    return wml.run(wml.characters(words), properties)


def _part(name: str, content: str) -> str:
    return f"{wml.DECLARATION}<w:{name} {wml.NAMESPACES}>{content}</w:{name}>"
