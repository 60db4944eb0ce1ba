"""Headers and footers as parts of the file: what a brief must say on every page, beside a template's letterhead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefkit.document import DRAFT, Document, Meta
from briefkit.house import BLACK
from briefkit.look import MARKING_PAD, Look, PageStyle
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.inline import written
from briefkit.writers.docx.package import OFFICE, Relationship, relationships
from briefkit.writers.docx.styles import Theme
from briefkit.writers.docx.template import (
    APART,
    FIRST,
    FOOTER,
    HEADER,
    SIDES,
    USUAL,
    Letterhead,
    Template,
    picture,
)

_TAGS = {HEADER: "hdr", FOOTER: "ftr"}
_IDS = {HEADER: "rId6", FOOTER: "rId7"}


@dataclass(frozen=True, slots=True)
class SidePart:
    """A header or footer of one kind of page."""

    where: str
    """`header` or `footer`"""
    kind: str
    """`default`, `first` or `even`"""
    name: str
    """Of its part, in the folder of the text."""
    xml: str
    pictures: Mapping[int, tuple[str, bytes]]
    """Number → kind and bytes of a letterhead's pictures."""

    @property
    def arrow(self) -> Relationship:
        """The relationship from the text."""
        identity = _IDS[self.where] if self.kind == USUAL else f"{_IDS[self.where]}{self.kind}"
        return Relationship(identity, f"{OFFICE}/{self.where}", self.name)

    def media(self, number: int) -> str:
        """Return the name of a picture's part, which tells nothing of the name that it had."""
        return f"media/{self.where}-{self.kind}-{number:02d}.{self.pictures[number][0]}"


def sides(document: Document, ctx: BodyContext, template: Template | None) -> list[SidePart]:
    """Return headers and footers: the line that says what the file is, beside a template's letterhead.

    The line stands nearer to the text: a letterhead keeps its place on the paper.
    """
    head = template.letterhead if template else Letterhead()
    meta, ids = document.meta, ctx.sheet.ids
    found = []
    for number, kind in enumerate(head.kinds, 1):
        pages = 0 if any(head.of(where, kind).counts_pages for where in SIDES) else document.pages or 1
        lines = (header(meta, ids, ctx.look, draft=ctx.clearance), footer(meta, ids, ctx.look, pages))
        for where, line in zip(SIDES, lines, strict=True):
            xml, pictures = _xml(where, kind, line, template), head.of(where, kind).pictures
            found.append(SidePart(where, kind, f"{where}{number}.xml", xml, pictures))
    return sorted(found, key=lambda side: SIDES.index(side.where))


def parts(page_sides: Sequence[SidePart]) -> dict[str, bytes]:
    """Return the parts of headers and footers, of what leads from them and of their pictures."""
    files = {f"word/{side.name}": side.xml.encode() for side in page_sides}
    for side in page_sides:
        arrows = [Relationship(picture(number), f"{OFFICE}/image", side.media(number)) for number in side.pictures]
        if arrows:
            files[f"word/_rels/{side.name}.rels"] = relationships(arrows).encode()
        files |= {f"word/{side.media(number)}": data for number, (_, data) in side.pictures.items()}
    return files


def section(paper: PageStyle, page_sides: Sequence[SidePart]) -> str:
    """Return the section properties: paper, margins, headers and footers (17.6.17).

    Where the first page has other margins than the others, the smaller stand: Word moves the text below a header.
    """
    first = paper.on(1)
    paper = replace(paper, top=min(paper.top, first.top), bottom=min(paper.bottom, first.bottom))
    apart = "<w:titlePg/>" * any(side.kind == FIRST for side in page_sides)
    orientation = ' w:orient="landscape"' if paper.width > paper.height else ""
    size = f'<w:pgSz w:w="{wml.twips(paper.width)}" w:h="{wml.twips(paper.height)}"{orientation}/>'
    sides = ("top", "right", "bottom", "left", "header", "footer")
    margins = " ".join(f'w:{side}="{wml.twips(getattr(paper, side))}"' for side in sides)
    references = "".join(
        f'<w:{side.where}Reference w:type="{side.kind}" r:id="{side.arrow.id}"/>' for side in page_sides
    )
    return f'<w:sectPr>{references}{size}<w:pgMar {margins} w:gutter="0"/>{apart}</w:sectPr>'


def _xml(where: str, kind: str, line: str, template: Template | None) -> str:
    theirs = template.letterhead.of(where, kind).xml if template else ""
    if template is None or not theirs:
        return f"{wml.DECLARATION}<w:{_TAGS[where]} {wml.NAMESPACES}>{line}</w:{_TAGS[where]}>"
    line = line.replace("</w:pPr>", f"{_gaps(where, template.apart[where, kind])}</w:pPr>", 1)
    content = theirs + line if where == HEADER else line + theirs
    return f"{wml.DECLARATION}<w:{_TAGS[where]} {wml.ALL_NAMESPACES}>{content}</w:{_TAGS[where]}>"


def _gaps(where: str, apart: float) -> str:
    """Return the gaps around our line: to the letterhead, whose pictures may reach farther, and to the text."""
    outer, inner = ("before", "after") if where == HEADER else ("after", "before")
    return f'<w:spacing w:{outer}="{wml.twips(apart)}" w:{inner}="{wml.twips(APART)}"/>'


def header(meta: Meta, styles: Mapping[str, str], look: Look, *, draft: bool) -> str:
    """Return the header's line: the marking at the right, at the left DRAFT and what is still to be done (17.10.4)."""
    standing = meta.standing or (DRAFT if draft else "")
    words = standing if not draft or standing.startswith(DRAFT) else f"{DRAFT} · {standing}"
    word = written(look.typeface, words, wml.run_style(styles["marking"])) if words else ""
    return wml.paragraph(styles["header"], f"{word}{wml.run(wml.TAB)}{_marking(meta, styles, look)}")


def footer(meta: Meta, styles: Mapping[str, str], look: Look, pages: int) -> str:
    """Return the footer's line: what the document is and the page at the left, the marking at the right (17.10.3).

    `pages`: how many there are; 0 where the letterhead counts them.
    """
    words = written(look.typeface, " · ".join(filter(None, (meta.footer, "page " if pages else ""))))
    if pages:
        words += wml.field("PAGE", "1") + wml.run(wml.characters(" of ")) + wml.field("NUMPAGES", str(pages))
    return wml.paragraph(styles["footer"], f"{words}{wml.run(wml.TAB)}{_marking(meta, styles, look)}")


def _marking(meta: Meta, styles: Mapping[str, str], look: Look) -> str:
    """Return the marking in its colours, on a ground that reaches a little beyond it."""
    ink, ground = look.markings.get(meta.marking, BLACK)
    words = f"{MARKING_PAD}{meta.marking}{MARKING_PAD}" if ground else meta.marking
    shade = Theme.of(look).shading(ground) if ground else ""
    style = wml.run_style(styles["marking"])
    return written(look.typeface, words, style, f'<w:color w:val="{ink}"/>{shade}')
