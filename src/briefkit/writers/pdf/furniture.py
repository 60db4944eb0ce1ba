"""Header and footer of every page."""

from briefkit.document import Document, Run
from briefkit.look import MARKING_PAD, Look, TextStyle
from briefkit.writers.pdf.canvas import FOOTER, HEADER, Canvas, Owner
from briefkit.writers.pdf.flowables import baseline
from briefkit.writers.pdf.inline import Line, Piece, one_line, width
from briefkit.writers.pdf.structure import Slot

_PLAIN = Slot("Artifact")


def header(page: Canvas, document: Document, look: Look, owner: Owner) -> None:
    """Print the marking at the right, what is still to be done at the left; the owner is tagged on the first page."""
    top = look.page.height - look.page.header
    if document.meta.standing:
        style = look.styles["marking"]
        words = f"{document.meta.standing} "  # Why the space: the marking is read after it.
        line = _line(words, style, style.colour, look)
        page.line(line, (look.page.left, top - baseline(style)), style.size, owner)
    _marking(page, document.meta.marking, look, top, (owner, HEADER))


def footer(page: Canvas, document: Document, look: Look, number: int, total: int) -> None:
    """Print the footer's words with the page's number at the left, the marking at the right, on one baseline."""
    style, mark, paper = look.styles["footer"], look.styles["marking"], look.page
    words = " · ".join(filter(None, (document.meta.footer, f"page {number} of {total}")))
    line = _line(words, style, style.colour, look)
    top = paper.footer + mark.line
    page.line(line, (paper.left, top - baseline(mark)), style.size, FOOTER)
    _marking(page, document.meta.marking, look, top, (FOOTER, FOOTER))


def _marking(page: Canvas, marking: str, look: Look, top: float, owners: tuple[Owner, Owner]) -> None:
    """Print a marking on its ground, right aligned, its line's upper edge at `top`."""
    style, paper = look.styles["marking"], look.page
    colour, ground = look.markings.get(marking, (style.colour, None))
    line = _line(marking, style, colour, look)
    across = width(_line(MARKING_PAD, style, colour, look)) if ground else 0.0
    left = paper.width - paper.right - across - width(line)
    if ground:
        box = (left - across, top - style.line, width(line) + 2 * across, style.line)
        page.rectangle(box, ground, owners[1])
    page.line(line, (left, top - baseline(style)), style.size, owners[0])


def _line(words: str, style: TextStyle, colour: str, look: Look) -> Line:
    return one_line([Piece(words, look.typeface.face(bold=style.bold), colour, _PLAIN)], style.size)


def printed(document: Document) -> tuple[Run, ...]:
    """Return the words of header and footer, to be checked like all others."""
    return tuple(Run(words) for words in (document.meta.standing, document.meta.marking, document.meta.footer) if words)
