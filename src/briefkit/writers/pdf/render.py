"""From a document to the bytes of a tagged, archival PDF; what would be printed wrongly is refused before."""

from collections.abc import Mapping, Sequence
from itertools import chain, count

from briefkit.addresses import encoded
from briefkit.document import Document, Heading, Run, passages
from briefkit.document import text as plain
from briefkit.errors import LayoutError, Problem
from briefkit.house import BLACK
from briefkit.look import MARKING_PAD, Look, PageStyle, TextStyle
from briefkit.spelling import cut
from briefkit.writers.pdf import archive
from briefkit.writers.pdf.canvas import FOOTER, HEADER, Canvas, LinkArea, Owner, number, weave
from briefkit.writers.pdf.file import File, text
from briefkit.writers.pdf.flowables import Sheet, baseline
from briefkit.writers.pdf.inline import Line, Piece, one_line, width
from briefkit.writers.pdf.pages import paginate, places
from briefkit.writers.pdf.resources import Fonts, Pictures
from briefkit.writers.pdf.story import Story
from briefkit.writers.pdf.structure import PageTags, Slot, add_outline, write_tree

_PLAIN = Slot("Artifact")


def _check(document: Document, look: Look) -> None:
    """Raise LayoutError with every character that cannot be printed, each where it first stands."""
    labels = tuple(Run(bullet) for bullet in look.bullets)
    texts = (*(passage for _, passage in passages(document)), _printed(document), labels)
    firsts: dict[str, Run] = {}
    for run in chain.from_iterable(texts):
        firsts |= dict.fromkeys((char for char in run.text if char not in firsts), run)
    problems = [
        Problem("L01", f"{wrong.clause[0].upper()}{wrong.clause[1:]}{_origin(run)}", hint=wrong.hint)
        for char, run in firsts.items()
        if (wrong := look.typeface.unprintable(char))
    ]
    if problems:
        raise LayoutError(*problems)


def _origin(run: Run) -> str:
    """Return where a run comes from, as the end of a message."""
    return f", in {', '.join(run.cites)}" if run.cites else f", in the words “{cut(run.text)}”"


def write(document: Document, look: Look) -> bytes:
    """Return a document as a PDF that conforms to PDF/UA-1 and PDF/A-3a."""
    _check(document, look)
    story = Story(look)
    sheets = paginate(story.blocks(document), look.page)
    positions = places(sheets)
    file = File()
    fonts, pictures = Fonts(file), Pictures(file)
    pages = [Canvas(fonts, pictures, positions, look.palette) for _ in sheets]
    _paint(document, look, story, sheets, pages)
    numbers = [file.reserve() for _ in pages]
    goals = {
        anchor: f"[{numbers[page - 1]} 0 R/XYZ {number(look.page.left)} {number(top)} null]"
        for anchor, (page, top) in positions.items()
    }
    tree, tagged = _add_pages(file, look.page, numbers, pages, goals)
    headings = [
        (block.level, plain(block.runs), goals[block.anchor]) for block in document.blocks if isinstance(block, Heading)
    ]
    entries = [
        "/Type/Catalog/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>",
        f"/Lang{text(document.meta.language)}/Pages {tree} 0 R",
        f"/StructTreeRoot {write_tree(file, story.root, tagged)} 0 R",
        f"/Metadata {archive.add_metadata(file, document.meta)} 0 R",
        f"/OutputIntents[{archive.add_output_intent(file)} 0 R]",
        f"/Outlines {add_outline(file, headings)} 0 R/PageMode/UseOutlines" if headings else "",
        archive.add_record(file, document.meta, document.record) if document.record else "",
    ]
    catalog = file.add(f"<<{''.join(entries)}>>")
    return file.bytes(catalog, archive.add_information(file, document.meta))


def _paint(document: Document, look: Look, story: Story, sheets: Sequence[Sheet], pages: Sequence[Canvas]) -> None:
    """Paint all pages; the first header's marking is the one that is read out."""
    marking = story.marking.slot()
    for i, (page, sheet) in enumerate(zip(pages, sheets, strict=True)):
        _header(page, document, look, HEADER if i else marking)
        if i == 0 and story.logo and look.page.pictured:
            top = look.page.height - look.page.on(1).top + story.logo.after + story.logo.height
            story.logo.paint(page, look.page.left, top)
        for placed in sheet:
            placed.block.paint(page, placed.x, placed.top)
        _footer(page, document, look, i + 1, len(pages))


def _add_pages(
    file: File, paper: PageStyle, numbers: Sequence[int], pages: Sequence[Canvas], goals: Mapping[str, str]
) -> tuple[int, Sequence[PageTags]]:
    """Add the pages, with their content and links; return the number of their tree, and the tags of each."""
    root = file.reserve()
    resources = f"/Font {file.add_fonts()} 0 R{pages[0].pictures.resources()}"
    tagged: list[PageTags] = []
    keys = count(len(pages))
    for i, (page, own) in enumerate(zip(pages, numbers, strict=True)):
        links = [(spot.element, file.add(_link(spot, own, next(keys), goals))) for spot in page.spots]
        code, slots = weave(page.painted)
        annotations = f"/Annots[{' '.join(f'{link} 0 R' for _, link in links)}]" if links else ""
        file.add(
            f"<</Type/Page/Parent {root} 0 R/MediaBox[0 0 {number(paper.width)} {number(paper.height)}]"
            f"/Resources<<{resources}>>/Contents {file.add_stream(code)} 0 R"
            f"/StructParents {i}/Tabs/S{annotations}>>",
            own,
        )
        tagged.append(PageTags(own, slots, links))
    kids = " ".join(f"{own} 0 R" for own in numbers)
    file.add(f"<</Type/Pages/Count {len(numbers)}/Kids[{kids}]>>", root)
    return root, tagged


def _link(spot: LinkArea, page: int, key: int, goals: Mapping[str, str]) -> str:
    """Return a link annotation, which is printed and has a text of its own (ISO 14289-1, 7.18)."""
    if spot.target.startswith("#"):
        action = f"/Dest{goals[spot.target[1:]]}"
    else:
        action = f"/A<</S/URI/URI{text(encoded(spot.target))}>>"
    box = " ".join(map(number, spot.rectangle))
    return (
        f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/P {page} 0 R/StructParent {key}"
        f"/Contents{text(spot.text.strip() or spot.target)}{action}>>"
    )


def _header(page: Canvas, document: Document, look: Look, owner: Owner) -> None:
    """Print the marking at the right, what is still to be done at the left; the owner is tagged on the first page."""
    top = look.page.height - look.page.header
    if document.meta.standing:
        style = look.styles["marking"]
        words = f"{document.meta.standing} "  # Why the space: the marking is read after it.
        line = _line(words, style, style.colour, look)
        page.line(line, (look.page.left, top - baseline(style)), style.size, owner)
    _marking(page, document.meta.marking, look, top, (owner, HEADER))


def _footer(page: Canvas, document: Document, look: Look, count: int, total: int) -> None:
    """Print the footer's words with the page's number at the left, the marking at the right, on one baseline."""
    style, mark, paper = look.styles["footer"], look.styles["marking"], look.page
    words = " · ".join(filter(None, (document.meta.footer, f"page {count} of {total}")))
    line = _line(words, style, style.colour, look)
    top = paper.footer + mark.line
    page.line(line, (paper.left, top - baseline(mark)), style.size, FOOTER)
    _marking(page, document.meta.marking, look, top, (FOOTER, FOOTER))


def _marking(page: Canvas, marking: str, look: Look, top: float, owners: tuple[Owner, Owner]) -> None:
    """Print a marking on its ground, right aligned, its line's upper edge at `top`."""
    style, paper = look.styles["marking"], look.page
    colour, ground = look.markings.get(marking, BLACK)
    line = _line(marking, style, colour, look)
    across = width(_line(MARKING_PAD, style, colour, look)) if ground else 0.0
    left = paper.width - paper.right - across - width(line)
    if ground:
        box = (left - across, top - style.line, width(line) + 2 * across, style.line)
        page.rectangle(box, ground, owners[1])
    page.line(line, (left, top - baseline(style)), style.size, owners[0])


def _line(words: str, style: TextStyle, colour: str, look: Look) -> Line:
    return one_line([Piece(words, look.typeface.face(bold=style.bold), colour, _PLAIN)], style.size)


def _printed(document: Document) -> tuple[Run, ...]:
    """Return the words of header and footer, to be checked like all others."""
    return tuple(Run(words) for words in (document.meta.standing, document.meta.marking, document.meta.footer) if words)
