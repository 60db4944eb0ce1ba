"""What stands on every page: header, footer, paper and margins."""

from collections.abc import Mapping

from briefkit.document import DRAFT, Meta
from briefkit.look import MARKING_PAD, Look, PageStyle
from briefkit.writers.docx import wml
from briefkit.writers.docx.letters import written
from briefkit.writers.docx.theme import Theme


def header(meta: Meta, styles: Mapping[str, str], look: Look, *, draft: bool) -> str:
    """Return the header part: the marking at the right, at the left DRAFT and what is still to be done (17.10.4)."""
    told = meta.standing or (DRAFT if draft else "")
    words = told if not draft or told.startswith(DRAFT) else f"{DRAFT} · {told}"
    word = written(look.typeface, words, wml.run_style(styles["marking"])) if words else ""
    return _part("hdr", wml.paragraph(styles["header"], f"{word}{wml.run(wml.TAB)}{_marking(meta, styles, look)}"))


def footer(meta: Meta, styles: Mapping[str, str], look: Look, pages: int) -> str:
    """Return the footer part: what the document is and the page at the left, the marking at the right (17.10.3)."""
    start = f"{meta.footer} · page " if meta.footer else "page "
    words = written(look.typeface, start) + wml.field("PAGE", "1")
    words += wml.run(wml.characters(" of ")) + wml.field("NUMPAGES", str(pages or 1))
    return _part("ftr", wml.paragraph(styles["footer"], f"{words}{wml.run(wml.TAB)}{_marking(meta, styles, look)}"))


def section(page: PageStyle, header_id: str, footer_id: str) -> str:
    """Return the section properties: paper, margins, header and footer (17.6.17)."""
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    size = f'<w:pgSz w:w="{wml.twips(page.width)}" w:h="{wml.twips(page.height)}"{turned}/>'
    sides = ("top", "right", "bottom", "left", "header", "footer")
    margins = " ".join(f'w:{side}="{wml.twips(getattr(page, side))}"' for side in sides)
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header_id}"/>'
        f'<w:footerReference w:type="default" r:id="{footer_id}"/>{size}<w:pgMar {margins} w:gutter="0"/></w:sectPr>'
    )


def _marking(meta: Meta, styles: Mapping[str, str], look: Look) -> str:
    """Return the marking in its colours, on a ground that reaches a little beyond it."""
    ink, ground = look.markings.get(meta.marking, ("000000", None))
    words = f"{MARKING_PAD}{meta.marking}{MARKING_PAD}" if ground else meta.marking
    shade = Theme.of(look).shading(ground) if ground else ""
    style = wml.run_style(styles["marking"])
    return written(look.typeface, words, style, f'<w:color w:val="{ink}"/>{shade}')


def _part(name: str, content: str) -> str:
    return f"{wml.DECLARATION}<w:{name} {wml.NAMESPACES}>{content}</w:{name}>"
