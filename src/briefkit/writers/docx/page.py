"""What stands on every page: the lines of header and footer."""

from collections.abc import Mapping

from briefkit.document import DRAFT, Meta
from briefkit.look import MARKING_PAD, MARKINGS
from briefkit.writers.docx import wml
from briefkit.writers.docx.theme import shading


def header(meta: Meta, styles: Mapping[str, str], *, draft: bool) -> str:
    """Return the header's line: the marking at the right, at the left DRAFT and what is still to be done (17.10.4)."""
    told = meta.standing or (DRAFT if draft else "")
    words = told if not draft or told.startswith(DRAFT) else f"{DRAFT} · {told}"
    word = wml.run(wml.characters(words), wml.run_style(styles["marking"])) if words else ""
    return wml.paragraph(styles["header"], f"{word}{wml.run(wml.TAB)}{_marking(meta, styles)}")


def footer(meta: Meta, styles: Mapping[str, str], pages: int) -> str:
    """Return the footer's line: what the document is and the page at the left, the marking at the right (17.10.3)."""
    start = f"{meta.footer} · page " if meta.footer else "page "
    words = wml.run(wml.characters(start)) + wml.field("PAGE", "1")
    words += wml.run(wml.characters(" of ")) + wml.field("NUMPAGES", str(pages or 1))
    return wml.paragraph(styles["footer"], f"{words}{wml.run(wml.TAB)}{_marking(meta, styles)}")


def _marking(meta: Meta, styles: Mapping[str, str]) -> str:
    """Return the marking in its colours, on a ground that reaches a little beyond it."""
    ink, ground = MARKINGS.get(meta.marking, ("000000", None))
    words = f"{MARKING_PAD}{meta.marking}{MARKING_PAD}" if ground else meta.marking
    properties = f'{wml.run_style(styles["marking"])}<w:color w:val="{ink}"/>{shading(ground) if ground else ""}'
    return wml.run(wml.characters(words), properties)
