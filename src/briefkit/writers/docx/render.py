"""The body: one function for each kind of block, each returning WordprocessingML."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from briefkit.document import (
    Block,
    Box,
    Contents,
    ContentsEntry,
    Figure,
    Heading,
    ItemList,
    Note,
    Notes,
    Paragraph,
    Run,
    Table,
    Title,
    text,
)
from briefkit.look import Logo
from briefkit.look.metrics import balanced_indent, image_size, kept, label_indent, logo_size
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.flow import PLAIN, Direct, box, hung, item_list, paragraph, table
from briefkit.writers.docx.inline import anchored, content, drawing, written
from briefkit.writers.docx.styles import token

_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    f"</w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for kind, number in (("separator", -1), ("continuationSeparator", 0))
)
_TINY = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'


def body(ctx: BodyContext, blocks: tuple[Block, ...]) -> str:
    """Return the blocks of a document, without its section properties."""
    blocks = tuple(block for block in blocks if not _is_footnotes(ctx, block))
    parts = [_logo(ctx, ctx.look.logo)] if ctx.look.logo else []
    held = kept(blocks)
    for number, block in enumerate(blocks):
        previous, following = blocks[number - 1] if number else None, next(iter(blocks[number + 1 :]), None)
        if isinstance(previous, Table) and isinstance(block, Table) and not block.caption:
            parts.append(_separator(ctx))
        xml = _block(ctx, block, previous, following)
        parts.append(_kept(xml) if number in held and not isinstance(block, Heading) else xml)
    if blocks and isinstance(blocks[-1], Table):
        parts.append(_separator(ctx))
    return "".join(parts)


def _kept(xml: str) -> str:
    """Return paragraphs of which the last stays on the page of what follows."""
    before, style, after = xml.rpartition("<w:pStyle ")
    value, end, rest = after.partition("/>")
    keep = "<w:keepNext/>" * (not rest.startswith("<w:keepNext/>"))
    return f"{before}{style}{value}{end}{keep}{rest}" if style else xml


def _logo(ctx: BodyContext, logo: Logo) -> str:
    """Return the house's logo in a paragraph of its own above the text."""
    inner = drawing(ctx, logo.image, logo_size(logo.image, ctx.look.page), logo.alt)
    return paragraph(ctx, "logo", inner, Direct(mark=_TINY))


def _is_footnotes(ctx: BodyContext, block: Block) -> bool:
    """Say whether a block holds nothing but footnotes, which stand in a part of their own."""
    return isinstance(block, Notes) and all(note.anchor in ctx.footnotes for note in block.items)


def _block(ctx: BodyContext, block: Block, previous: Block | None, following: Block | None) -> str:
    match block:
        case Title():
            xml = _title(ctx, block)
        case Heading():
            xml = _heading(ctx, block, following)
        case Paragraph():
            xml = paragraph(ctx, block.role, content(ctx, block.runs))
        case ItemList():
            xml = item_list(ctx, block)
        case Table():
            xml = _table(ctx, block)
        case Figure():
            xml = _figure(ctx, block)
        case Box():
            xml = box(ctx, block, again=isinstance(previous, Box) and previous.role == block.role)
        case Notes():
            xml = _notes(ctx, block)
        case Contents():
            xml = _contents(ctx, block)
        case _:
            assert_never(block)
    return xml


def _title(ctx: BodyContext, block: Title) -> str:
    """Return the title, its lines made about equally long by a right indent where its size is known."""
    look, right = ctx.look, 0.0
    if "title" not in ctx.sheet.foreign:
        letters, bold = look.letters("title"), look.styles["title"].bold
        right = balanced_indent(block.runs, letters, look.page.text_width, bold=bold)
    return paragraph(ctx, "title", content(ctx, block.runs), Direct(indent=wml.indent(0, right=right) if right else ""))


def _heading(ctx: BodyContext, block: Heading, following: Block | None) -> str:
    """Return a heading; the one above the contents list has Word's own style for it, which the list leaves out."""
    ctx.section = text(block.runs)
    contents = isinstance(following, Contents) and block.anchor not in {entry.anchor for entry in following.entries}
    role = "contents-title" if contents else f"heading{block.level}"
    return paragraph(ctx, role, anchored(ctx, block.anchor, content(ctx, block.runs)), _outlined(ctx, role, block))


def _outlined(ctx: BodyContext, role: str, block: Heading) -> Direct:
    """Return the outline level that a heading needs for navigation where its style in the template does not give it."""
    level = ctx.sheet.outlines.get(role, block.level - 1)
    is_known = role == "contents-title" or level == block.level - 1
    return PLAIN if is_known else Direct(indent=f'<w:outlineLvl w:val="{block.level - 1}"/>')


def _table(ctx: BodyContext, block: Table) -> str:
    caption = paragraph(ctx, "caption", content(ctx, block.caption)) if block.caption else ""
    rows = table(ctx, block)
    ctx.gap = ctx.look.table.after
    return caption + rows


def _figure(ctx: BodyContext, block: Figure) -> str:
    """Return a picture in a paragraph of its own, which stays with its caption.

    Why the tiny mark: the line is as high as the picture and what the mark's letters have below the baseline.
    """
    inner = drawing(ctx, block.image, image_size(block.image, ctx.look.page), text(block.alt))
    return paragraph(ctx, "picture", inner, Direct(mark=_TINY)) + paragraph(ctx, "legend", content(ctx, block.caption))


def _separator(ctx: BodyContext) -> str:
    """Return an empty paragraph as high as the gap below a table.

    Why: Word joins tables that touch, and wants a paragraph after the last one.
    """
    gap, ctx.gap = ctx.gap, 0
    height = f'<w:spacing w:line="{wml.twips(gap)}" w:lineRule="exact"/>'
    return wml.paragraph(ctx.styles["table-body"], "", f"{height}{_TINY}")


def _notes(ctx: BodyContext, block: Notes) -> str:
    """Return the sources, or the notes that are no footnotes, each with its bookmark.

    A label that Word does not count links back to the text.
    """
    style = token(block.role, ctx.look)
    indent = label_indent((note.label for note in block.items), style, ctx.typeface)
    place = ctx.sheet.lists.get(block.role)
    number = wml.numbering(place.instance, place.level) if place and not place.tied else ""
    return "".join(
        paragraph(ctx, block.role, _note(ctx, note), Direct(number=number, indent=hung(style, indent)))
        for note in block.items
        if note.anchor not in ctx.footnotes
    )


def _note(ctx: BodyContext, note: Note) -> str:
    if note.anchor in ctx.sources:
        return anchored(ctx, note.anchor, content(ctx, note.runs))
    label = content(ctx, (Run(note.label, link=note.back and f"#{note.back}"),))
    return anchored(ctx, note.anchor, label) + wml.run(wml.TAB) + content(ctx, note.runs)


def _contents(ctx: BodyContext, block: Contents) -> str:
    """Return the contents list as the field that Word updates on request, filled in (17.16.5.68)."""
    if not block.entries:
        return ""
    opening = wml.open_field('TOC \\o "1-2" \\h \\z \\u')
    tabs = wml.right_tab(ctx.look.page.text_width, "dot") if "contents1" in ctx.sheet.foreign else ""
    last = len(block.entries) - 1
    lines = "".join(
        paragraph(
            ctx,
            f"contents{entry.level}",
            (opening if i == 0 else "") + _entry(ctx, entry) + (wml.run(wml.END) if i == last else ""),
            Direct(keep=i < last and i in {0, last - 1}, tabs=tabs),
        )
        for i, entry in enumerate(block.entries)
    )
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{next(ctx.ids)}"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    )


def _entry(ctx: BodyContext, entry: ContentsEntry) -> str:
    bookmark = ctx.anchors[entry.anchor]
    page = ""
    if entry.page is not None:
        page = wml.run(wml.TAB) + wml.field(f"PAGEREF {bookmark} \\h", str(entry.page))
    return wml.link(f"#{bookmark}", written(ctx.look.typeface, entry.text) + page)


def footnotes_part(ctx: BodyContext, blocks: Sequence[Block]) -> tuple[str, Mapping[str, str]]:
    """Return the footnotes part, and the addresses that it leads to; nothing where there are no footnotes."""
    if not ctx.footnotes:
        return "", {}
    own = replace(ctx, addresses={})
    notes = {note.anchor: note for block in blocks if isinstance(block, Notes) for note in block.items}
    rows = "".join(_footnote(own, notes[anchor], number) for anchor, number in ctx.footnotes.items())
    return f"{wml.DECLARATION}<w:footnotes {wml.NAMESPACES}>{_SEPARATORS}{rows}</w:footnotes>", own.addresses


def _footnote(ctx: BodyContext, note: Note, number: int) -> str:
    mark = wml.run("<w:footnoteRef/>", wml.run_style(ctx.styles["footnote-mark"]))
    words = wml.paragraph(ctx.styles["footnote"], mark + wml.run(wml.TAB) + content(ctx, note.runs))
    return f'<w:footnote w:id="{number}">{words}</w:footnote>'
