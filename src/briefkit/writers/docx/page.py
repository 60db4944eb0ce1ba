"""What stands on every page: the lines of header and footer."""

from collections.abc import Mapping

from briefkit.document import DRAFT, Meta
from briefkit.look import MARKING_PAD, Look
from briefkit.writers.docx import wml
from briefkit.writers.docx.letters import written
from briefkit.writers.docx.theme import Theme


def header(meta: Meta, styles: Mapping[str, str], look: Look, *, draft: bool) -> str:
    """Return the header's line: the marking at the right, at the left DRAFT and what is still to be done (17.10.4)."""
    told = meta.standing or (DRAFT if draft else "")
    words = told if not draft or told.startswith(DRAFT) else f"{DRAFT} · {told}"
    word = written(look.typeface, words, wml.run_style(styles["marking"])) if words else ""
    return wml.paragraph(styles["header"], f"{word}{wml.run(wml.TAB)}{_marking(meta, styles, look)}")


def footer(meta: Meta, styles: Mapping[str, str], look: Look, pages: int) -> str:
    """Return the footer's line: what the document is and the page at the left, the marking at the right (17.10.3)."""
    start = f"{meta.footer} · page " if meta.footer else "page "
    words = written(look.typeface, start) + wml.field("PAGE", "1")
    words += wml.run(wml.characters(" of ")) + wml.field("NUMPAGES", str(pages or 1))
    return wml.paragraph(styles["footer"], f"{words}{wml.run(wml.TAB)}{_marking(meta, styles, look)}")


def _marking(meta: Meta, styles: Mapping[str, str], look: Look) -> str:
    """Return the marking in its colours, on a ground that reaches a little beyond it."""
    ink, ground = look.markings.get(meta.marking, ("000000", None))
    words = f"{MARKING_PAD}{meta.marking}{MARKING_PAD}" if ground else meta.marking
    shade = Theme.of(look).shading(ground) if ground else ""
    style = wml.run_style(styles["marking"])
    return written(look.typeface, words, style, f'<w:color w:val="{ink}"/>{shade}')
