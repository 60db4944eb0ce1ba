"""From a document to the bytes of a tagged, archival PDF; what would be printed wrongly is refused before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from briefkit.document import Document, Heading, Run, Runs, passages
from briefkit.document import text as plain
from briefkit.errors import LayoutError, Problem
from briefkit.look import Look, PageStyle
from briefkit.look.typeface import Typeface
from briefkit.writers.links import encoded, link_problems, origin
from briefkit.writers.pdf import archive, furniture
from briefkit.writers.pdf.canvas import HEADER, Canvas, LinkArea, number, weave
from briefkit.writers.pdf.file import File, text
from briefkit.writers.pdf.flowables import Sheet
from briefkit.writers.pdf.pages import paginate, places
from briefkit.writers.pdf.resources import Fonts, Pictures
from briefkit.writers.pdf.story import Story
from briefkit.writers.pdf.structure import PageTags, add_outline, write_tree


def check(document: Document, look: Look) -> None:
    """Raise one LayoutError with every problem found."""
    labels: Runs = tuple(Run(bullet) for bullet in look.bullets)
    texts = [*(runs for _, runs in passages(document)), furniture.printed(document), labels]
    problems = [*_characters(texts, look.typeface), *link_problems(document)]
    if problems:
        raise LayoutError(*problems)


def _characters(texts: Iterable[Runs], typeface: Typeface) -> Iterator[Problem]:
    seen: set[str] = set()
    for run in chain.from_iterable(texts):
        new = set(run.text) - seen
        seen |= new
        for char in sorted(new, key=run.text.index):
            if wrong := typeface.unprintable(char):
                message = f"{wrong.clause[0].upper()}{wrong.clause[1:]}{origin(run)}"
                yield Problem("L01", message, hint=wrong.hint)


def write(document: Document, look: Look) -> bytes:
    """Return a document as a PDF that conforms to PDF/UA-1 and PDF/A-3a."""
    check(document, look)
    story = Story(look)
    sheets = paginate(story.blocks(document), look.page)
    found = places(sheets)
    file = File()
    fonts = Fonts(file)
    pictures = Pictures(file)
    pages = [Canvas(fonts, pictures, {anchor: page for anchor, (page, _) in found.items()}) for _ in sheets]
    _paint(document, look, story, sheets, pages)
    numbers = [file.reserve() for _ in pages]
    goals = {
        anchor: f"[{numbers[page - 1]} 0 R/XYZ {number(look.page.left)} {number(top)} null]"
        for anchor, (page, top) in found.items()
    }
    tagged = _add_pages(file, look.page, numbers, pages, goals)
    headings = [(one.level, plain(one.runs), goals[one.anchor]) for one in document.blocks if isinstance(one, Heading)]
    entries = [
        "/Type/Catalog/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>",
        f"/Lang{text(document.meta.language)}/Pages {tagged.root} 0 R",
        f"/StructTreeRoot {write_tree(file, story.root, tagged.pages, tagged.keys)} 0 R",
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
        furniture.header(page, document, look, HEADER if i else marking)
        for placed in sheet.placed:
            placed.block.paint(page, placed.x, placed.top)
        furniture.footer(page, document, look, i + 1, len(pages))


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages in the file."""

    root: int
    """The number of the page tree."""
    pages: Sequence[PageTags]
    keys: Mapping[int, int]
    """Annotation → its key in the parent tree."""


def _add_pages(
    file: File, paper: PageStyle, numbers: Sequence[int], pages: Sequence[Canvas], goals: Mapping[str, str]
) -> _Pages:
    """Add the pages, with their content and links."""
    root = file.reserve()
    resources = f"/Font {file.add_fonts()} 0 R{pages[0].pictures.resources()}"
    tagged: list[PageTags] = []
    keys: dict[int, int] = {}
    for i, (page, own) in enumerate(zip(pages, numbers, strict=True)):
        links = []
        for spot in page.spots:
            key = len(pages) + len(keys)
            link = file.add(_link(spot, own, key, goals))
            keys[link] = key
            links.append((spot.element, link))
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
    return _Pages(root, tagged, keys)


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
