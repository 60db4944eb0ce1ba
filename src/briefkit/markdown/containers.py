"""`::: name` containers → blocks of a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast, get_args

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
from briefkit.markdown.blocks import TableRole, block, flow, has_rows, item_list, paragraph, table, words
from briefkit.markdown.page import SOURCE
from briefkit.markdown.parser import Fence, Node, Part
from briefkit.markdown.passages import unlinked
from briefkit.spelling import meant


def build(part: Part) -> list[Block]:
    """Return the blocks of a part of the page; a container that is empty gives none."""
    if isinstance(part, Node):
        return block(part)
    maker = _MAKERS.get(part.name)
    if maker is None:
        raise part.refusal("T11", f"no container is called {part.name!r}", meant(part.name, _MAKERS))
    return maker(part)


def _role(fence: Fence, roles: tuple[str, ...]) -> str:
    if fence.role not in roles:
        raise fence.refusal("T11", f"{fence.name!r} wants one word more", meant(fence.role or "", roles))
    return fence.role


def _inside(fence: Fence) -> list[Node]:
    """Return what stands in a container that has no role and holds no other."""
    if fence.role is not None:
        raise fence.refusal("T11", f"{fence.name!r} takes no further word", f"Write `::: {fence.name}`.")
    return _plain(fence)


def _plain(fence: Fence) -> list[Node]:
    if inner := next((part for part in fence.parts if isinstance(part, Fence)), None):
        message = f"{inner.name!r} cannot stand in {fence.name!r}"
        raise inner.refusal("T11", message, "Close the outer one first, with `:::`.")
    return [part for part in fence.parts if isinstance(part, Node)]


def _paragraphs(fence: Fence) -> list[Paragraph]:
    return [paragraph(node, cast("ParagraphRole", fence.name)) for node in _inside(fence)]


def _box(fence: Fence) -> list[Block]:
    role = cast("BoxRole", _role(fence, get_args(BoxRole)))
    inner: list[Paragraph | ItemList] = []
    for part in fence.parts:
        if isinstance(part, Node):
            inner.append(flow(part))
        elif part.name in get_args(ParagraphRole):
            inner.extend(_paragraphs(part))
        else:
            hint = "Close the box first, with `:::`."
            raise part.refusal("T11", f"{part.name!r} cannot stand in a box", hint)
    return [Box(role, tuple(inner))] if inner else []


def _table(fence: Fence) -> list[Block]:
    role = cast("TableRole", _role(fence, get_args(TableRole)))
    match nodes := _plain(fence):
        case []:
            return []
        case [*caption, grid] if [node.type for node in nodes] in (["table"], ["paragraph", "table"]):
            return [table(grid, role, words(caption[0]) if caption else ())] if has_rows(grid) else []
        case _:
            message = "a table container holds one table, before it perhaps a caption"
            raise fence.refusal("T11", message, "Put what else it holds before or behind it.")


def _only(fence: Fence, kind: str, hint: str) -> Node | None:
    """Return the one list of a container, if it holds anything."""
    nodes = _inside(fence)
    for number, node in enumerate(nodes):
        if node.type != kind or number:
            raise node.unexpected(hint)
    return nodes[0] if nodes else None


def _numbered(fence: Fence) -> list[Block]:
    node = _only(fence, "ordered_list", "A numbered container holds one `1.` list.")
    if node is None:
        return []
    counted = item_list(node)
    if counted.start != 1:
        raise node.refusal("T11", "the count is carried on by itself", "Begin it with `1.`.")
    start = fence.page.numbered + 1
    fence.page.numbered += len(counted.items)
    return [replace(counted, role="paragraphs", start=start)]


def _sources(fence: Fence) -> list[Block]:
    node = _only(fence, "bullet_list", "Sources are one `-` list, as in parts/sources.md.")
    if node is None:
        return []
    items = item_list(node).items
    if any(item.children for item in items):
        raise fence.refusal("T14", "a source has a list below it", "Write one item for each source.")
    fence.page.take("list of sources", fence.line)
    notes = tuple(_source(n, item.runs, fence) for n, item in enumerate(items, 1))
    if len({note.anchor for note in notes}) < len(notes):
        hint = "List each source once, as parts/sources.md does."
        raise fence.refusal("T14", "a source is listed twice", hint)
    return [Notes(notes, "sources")]


def _source(number: int, runs: Runs, fence: Fence) -> Note:
    ids = [key for run in runs for cite in run.cites if (key := cited_source(cite))]
    if not ids:
        hint = "Print {{ source.title }} of `sources` in it, as parts/sources.md does."
        raise fence.refusal("T14", f"item {number} of the sources cites no source", hint)
    return Note(f"[{number}]", runs, f"{SOURCE[1:]}{ids[0]}")


def _picture(fence: Fence) -> list[Block]:
    nodes = _inside(fence)
    if not nodes:
        return []
    if [node.type for node in nodes] != ["paragraph", "paragraph"]:
        hint = "Print {{ row.alt }}, leave an empty line, and print {{ row.form }}, as parts/picture.md does."
        raise fence.refusal("T11", "a picture is what it shows, then its caption", hint)
    alt, caption = unlinked(words(nodes[0])), words(nodes[1])
    if any(run.link for run in alt):
        raise fence.refusal("T14", "what a picture shows holds a link", "Put it into the caption.")
    keys = dict.fromkeys(key for run in alt for key, part in map(cited_part, run.cites) if part == "alt")
    images = [fence.page.images[key] for key in keys if key in fence.page.images]
    if len(images) != 1:
        hint = "Print {{ row.alt }} of one picture first, as parts/picture.md does."
        raise fence.refusal("T14", "what stands here shows no picture", hint)
    return [Figure(images[0], alt, caption)]


def _filled_later(fence: Fence) -> list[Block]:
    """Return the notes or the contents list, empty: they are known when the whole page is."""
    fence.page.take(fence.name, fence.line)
    if _inside(fence):
        raise fence.refusal("T11", f"{fence.name!r} is filled by itself", "Leave it empty.")
    return [Notes(()) if fence.name == "notes" else Contents(())]


_MAKERS: Mapping[str, Callable[[Fence], list[Block]]] = {
    **dict.fromkeys(("kicker", "meeting", "lead", "source"), lambda fence: [*_paragraphs(fence)]),
    "box": _box,
    "table": _table,
    "numbered": _numbered,
    "sources": _sources,
    "picture": _picture,
    **dict.fromkeys(("notes", "contents"), _filled_later),
}
