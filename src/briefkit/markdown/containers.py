"""`::: name` containers → blocks of a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast, get_args

from markdown_it.tree import SyntaxTreeNode

from briefkit.cites import cited_part, cited_source
from briefkit.document import (
    Block,
    Box,
    BoxRole,
    Contents,
    Figure,
    ItemList,
    Note,
    Notes,
    Paragraph,
    ParagraphRole,
    Runs,
)
from briefkit.markdown.blocks import TableRole, blocks, flow, has_rows, item_list, paragraph, table, words
from briefkit.markdown.fences import Fence, Part, Prose
from briefkit.markdown.page import SOURCE, PageReader
from briefkit.markdown.parser import line_of, nodes, unexpected
from briefkit.markdown.passages import unlinked
from briefkit.spelling import meant

_Placed = tuple[SyntaxTreeNode, Prose]


def build(part: Part, page: PageReader) -> list[Block]:
    """Return the blocks of a part of the page; a container that is empty gives none."""
    if isinstance(part, Prose):
        return blocks(part, page)
    maker = _MAKERS.get(part.name)
    if maker is None:
        raise page.refusal("T11", f"no container is called {part.name!r}", part.line, meant(part.name, _MAKERS))
    return maker(part, page)


def _role(fence: Fence, page: PageReader, roles: tuple[str, ...]) -> str:
    if fence.role not in roles:
        raise page.refusal("T11", f"{fence.name!r} wants one word more", fence.line, meant(fence.role or "", roles))
    return fence.role


def _inside(fence: Fence, page: PageReader) -> list[_Placed]:
    """Return what stands in a container that has no role and holds no other."""
    if fence.role is not None:
        raise page.refusal("T11", f"{fence.name!r} takes no further word", fence.line, f"Write `::: {fence.name}`.")
    return _plain(fence, page)


def _plain(fence: Fence, page: PageReader) -> list[_Placed]:
    placed: list[_Placed] = []
    for part in fence.parts:
        if isinstance(part, Fence):
            message = f"{part.name!r} cannot stand in {fence.name!r}"
            raise page.refusal("T11", message, part.line, "Close the outer one first, with `:::`.")
        placed.extend((node, part) for node in nodes(part, page))
    return placed


def _paragraphs(fence: Fence, page: PageReader) -> list[Paragraph]:
    role = cast("ParagraphRole", fence.name)
    return [paragraph(node, prose, page, role) for node, prose in _inside(fence, page)]


def _box(fence: Fence, page: PageReader) -> list[Block]:
    role = cast("BoxRole", _role(fence, page, get_args(BoxRole)))
    inner: list[Paragraph | ItemList] = []
    for part in fence.parts:
        if isinstance(part, Prose):
            inner.extend(flow(node, part, page) for node in nodes(part, page))
        elif part.name in get_args(ParagraphRole):
            inner.extend(_paragraphs(part, page))
        else:
            raise page.refusal(
                "T11", f"{part.name!r} cannot stand in a box", part.line, "Close the box first, with `:::`."
            )
    return [Box(role, tuple(inner))] if inner else []


def _table(fence: Fence, page: PageReader) -> list[Block]:
    role = cast("TableRole", _role(fence, page, get_args(TableRole)))
    placed = _plain(fence, page)
    match [node.type for node, _ in placed]:
        case []:
            return []
        case ["table"] | ["paragraph", "table"]:
            if not has_rows(*placed[-1], page):
                return []
            caption = words(*placed[0], page) if len(placed) > 1 else ()
            return [table(*placed[-1], page, role, caption)]
        case _:
            message = "a table container holds one table, before it perhaps a caption"
            raise page.refusal("T11", message, fence.line, "Put what else it holds before or behind it.")


def _only(fence: Fence, page: PageReader, kind: str, hint: str) -> _Placed | None:
    """Return the one list of a container, if it holds anything."""
    placed = _inside(fence, page)
    for number, (node, prose) in enumerate(placed):
        if node.type != kind or number:
            raise unexpected(node, prose, page, hint)
    return placed[0] if placed else None


def _numbered(fence: Fence, page: PageReader) -> list[Block]:
    placed = _only(fence, page, "ordered_list", "A numbered container holds one `1.` list.")
    if placed is None:
        return []
    counted = item_list(*placed, page)
    if counted.start != 1:
        raise page.refusal("T11", "the count is carried on by itself", line_of(*placed), "Begin it with `1.`.")
    start = page.numbered + 1
    page.numbered += len(counted.items)
    return [replace(counted, role="paragraphs", start=start)]


def _sources(fence: Fence, page: PageReader) -> list[Block]:
    placed = _only(fence, page, "bullet_list", "Sources are one `-` list, as in parts/sources.md.")
    if placed is None:
        return []
    items = item_list(*placed, page).items
    if any(item.children for item in items):
        raise page.refusal("T14", "a source has a list below it", fence.line, "Write one item for each source.")
    page.take("list of sources", fence.line)
    notes = tuple(_source(n, item.runs, fence, page) for n, item in enumerate(items, 1))
    if len({note.anchor for note in notes}) < len(notes):
        raise page.refusal(
            "T14", "a source is listed twice", fence.line, "List each source once, as parts/sources.md does."
        )
    return [Notes(notes, "sources")]


def _source(number: int, runs: Runs, fence: Fence, page: PageReader) -> Note:
    ids = [key for run in runs for cite in run.cites if (key := cited_source(cite))]
    if not ids:
        message = f"item {number} of the sources cites no source"
        raise page.refusal(
            "T14", message, fence.line, "Print {{ one.title }} of `sources` in it, as parts/sources.md does."
        )
    return Note(f"[{number}]", runs, f"{SOURCE[1:]}{ids[0]}")


def _picture(fence: Fence, page: PageReader) -> list[Block]:
    placed = _inside(fence, page)
    if not placed:
        return []
    if [node.type for node, _ in placed] != ["paragraph", "paragraph"]:
        hint = "Print {{ row.alt }}, leave an empty line, and print {{ row.form }}, as parts/picture.md does."
        raise page.refusal("T11", "a picture is what it shows, then its caption", fence.line, hint)
    alt, caption = unlinked(words(*placed[0], page)), words(*placed[1], page)
    if any(run.link for run in alt):
        raise page.refusal("T14", "what a picture shows holds a link", fence.line, "Put it into the caption.")
    keys = dict.fromkeys(key for run in alt for key, part in map(cited_part, run.cites) if part == "alt")
    images = [page.images[key] for key in keys if key in page.images]
    if len(images) != 1:
        hint = "Print {{ row.alt }} of one picture first, as parts/picture.md does."
        raise page.refusal("T14", "what stands here shows no picture", fence.line, hint)
    return [Figure(images[0], alt, caption)]


def _filled_later(fence: Fence, page: PageReader) -> list[Block]:
    """Return the notes or the contents list, empty: they are known when the whole page is."""
    page.take(fence.name, fence.line)
    if _inside(fence, page):
        raise page.refusal("T11", f"{fence.name!r} is filled by itself", fence.line, "Leave it empty.")
    return [Notes(()) if fence.name == "notes" else Contents(())]


_MAKERS: Mapping[str, Callable[[Fence, PageReader], list[Block]]] = {
    **dict.fromkeys(("kicker", "meeting", "lead", "source"), lambda fence, page: [*_paragraphs(fence, page)]),
    "box": _box,
    "table": _table,
    "numbered": _numbered,
    "sources": _sources,
    "picture": _picture,
    **dict.fromkeys(("notes", "contents"), _filled_later),
}
