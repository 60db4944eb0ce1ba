"""Header and footer of every page."""

from briefkit.document import Document, Run
from briefkit.look import MARKINGS, Look, TextStyle
from briefkit.writers.pdf import weave
from briefkit.writers.pdf.canvas import Page
from briefkit.writers.pdf.flowables import baseline, line_height
from briefkit.writers.pdf.inline import Line, Piece, one_line, width
from briefkit.writers.pdf.structure import Slot
from briefkit.writers.pdf.weave import Owner

_PLAIN = Slot("Artifact")
_GROUND = (6.0, 2.0)
"""How far the ground of a marking reaches beyond its text, in points: across, and up and down."""


def header(page: Page, document: Document, look: Look, owner: Owner) -> None:
    """Print the marking at the right; the owner is the tagged slot on the first page."""
    style, paper = look.styles["marking"], look.page
    _marking(page, document.meta.marking, look, paper.height - paper.header, (owner, weave.HEADER))
    del style


def footer(page: Page, document: Document, look: Look, number: int, total: int) -> None:
    """Print the footer's words with the page's number at the left, the marking at the right."""
    style, paper = look.styles["footer"], look.page
    words = " · ".join(filter(None, (document.meta.footer, f"page {number} of {total}")))
    line = _line(words, style, style.colour)
    bottom = paper.footer
    page.line(line, (paper.left, bottom + line_height(style) - baseline(style)), style.size, weave.FOOTER)
    mark = look.styles["marking"]
    lift = (line_height(style) - line_height(mark)) / 2
    _marking(page, document.meta.marking, look, bottom + lift + line_height(mark), (weave.FOOTER, weave.FOOTER))


def _marking(page: Page, marking: str, look: Look, top: float, owners: tuple[Owner, Owner]) -> None:
    """Print a marking on its ground, right aligned, its line's upper edge at `top`."""
    style, paper = look.styles["marking"], look.page
    colour, ground = MARKINGS.get(marking, (style.colour, None))
    line = _line(marking, style, colour)
    across, up = _GROUND if ground else (0.0, 0.0)
    left = paper.width - paper.right - across - width(line)
    if ground:
        box = (left - across, top - line_height(style) - up, width(line) + 2 * across, line_height(style) + 2 * up)
        page.rectangle(box, ground, owners[1])
    page.line(line, (left, top - baseline(style)), style.size, owners[0])


def _line(words: str, style: TextStyle, colour: str) -> Line:
    return one_line([Piece(words, "Bold" if style.bold else "Regular", colour, _PLAIN)], style.size)


def printed(document: Document) -> tuple[Run, ...]:
    """Return the words of header and footer, to be checked like all others."""
    return tuple(Run(words) for words in (document.meta.marking, document.meta.footer) if words)
