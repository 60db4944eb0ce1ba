"""What stands in a line: runs with their looks, languages and links, pictures, and the controls of a clearance copy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from re import ASCII, sub

from briefkit.addresses import encoded
from briefkit.cites import cited_part
from briefkit.document import Image, Run, Runs, text
from briefkit.look.opentype import Font
from briefkit.look.righttoleft import is_two_way, levels
from briefkit.look.typeface import Typeface
from briefkit.writers.docx import wml
from briefkit.writers.docx.context import BodyContext
from briefkit.writers.docx.wml import EMU

_TAG_LENGTH, _NAME_LENGTH = 64, 40
"""What Word takes of a tag or alias, and of a bookmark's name."""


def content(ctx: BodyContext, passage: Runs) -> str:
    """Return the content of a paragraph; in a clearance copy each printed form stands in a control."""
    if not ctx.clearance:
        return _linked(ctx, passage)
    return "".join(
        _form(ctx, form, _linked(ctx, group)) if form else _linked(ctx, group)
        for form, group in groupby(passage, key=form_of)
    )


def form_of(run: Run) -> str | None:
    """Return the cite of the form that a run prints, or None."""
    return None if run.marks else next((cite for cite in run.cites if cited_part(cite)[0]), None)


def linked(ctx: BodyContext, target: str, inner: str) -> str:
    """Return content as a link to `#anchor` or to an address outside."""
    if target.startswith("#"):
        return wml.link(f"#{ctx.anchors[target[1:]]}", inner)
    return wml.link(ctx.relationship(encoded(target)), inner)


def anchored(ctx: BodyContext, anchor: str | None, inner: str) -> str:
    """Return content, in a bookmark where something leads to its anchor."""
    if anchor is None or anchor not in ctx.anchors:
        return inner
    return wml.bookmark(next(ctx.ids), ctx.anchors[anchor], inner)


def _linked(ctx: BodyContext, passage: Iterable[Run]) -> str:
    """Return runs; neighbours with one target become one link."""
    parts = []
    for target, group in groupby(passage, key=lambda run: run.link):
        joined = list(_merged_runs(group))
        parts.append(_referring(ctx, target, joined) if target else "".join(_run(ctx, run) for run in joined))
    return "".join(parts)


def _merged_runs(passage: Iterable[Run]) -> Iterator[Run]:
    """Yield runs with neighbours that look alike joined, so that whoever edits the file meets no word in parts."""
    for _, group in groupby(passage, key=lambda run: (run.strong, run.emphasis, run.language, run.anchor)):
        first, *others = group
        yield replace(first, text="".join((first.text, *(run.text for run in others))))


def _referring(ctx: BodyContext, target: str, passage: Sequence[Run]) -> str:
    """Return runs that lead somewhere: a field where Word counts the number that they show, else a link."""
    anchor = target.removeprefix("#")
    if target.startswith("#") and anchor in ctx.footnotes:
        return _footnote_mark(ctx, anchor)
    if target.startswith("#") and text(tuple(passage)) == ctx.sources.get(anchor):
        properties = "".join(_properties(ctx, passage[0]))
        label = wml.field(f"REF {ctx.anchors[anchor]} \\r \\h", ctx.sources[anchor], properties)
        return anchored(ctx, passage[0].anchor, label)
    return linked(ctx, target, "".join(_run(ctx, run) for run in passage))


def _footnote_mark(ctx: BodyContext, anchor: str) -> str:
    """Return the mark of a footnote; all but the first are fields that repeat its number (17.16.5.37)."""
    number, properties = ctx.footnotes[anchor], wml.run_style(ctx.styles["footnote-mark"])
    if anchor in ctx.referred:
        return wml.field(f"NOTEREF {ctx.anchors[anchor]} \\f \\h", str(number), properties)
    ctx.referred.add(anchor)
    return anchored(ctx, anchor, wml.run(f'<w:footnoteReference w:id="{number}"/>', properties))


def _run(ctx: BodyContext, run: Run) -> str:
    return anchored(ctx, run.anchor, written(ctx.look.typeface, run.text, *_properties(ctx, run)))


def _properties(ctx: BodyContext, run: Run) -> tuple[str, str, str]:
    """Return the XML of a run's style, of bold and italic, and of its language."""
    style = wml.run_style(ctx.styles["reference" if run.link.startswith("#") else "link"]) if run.link else ""
    looks = "<w:b/><w:bCs/>" * run.strong + "<w:i/><w:iCs/>" * run.emphasis
    return style, looks, wml.language(run.language) if run.language and run.language != ctx.language else ""


def _form(ctx: BodyContext, cite: str, inner: str) -> str:
    """Return a printed form in a content control (17.5.2.31) inside a hidden bookmark.

    Why both: Word shows the control and keeps typing inside it; LibreOffice drops its tag, but keeps the bookmark.
    """
    number, form = next(ctx.forms), "/".join(cited_part(cite))
    tag = wml.escaped(shortened(cite, _TAG_LENGTH))
    alias = wml.escaped(shortened(form.replace("/", " · "), _TAG_LENGTH))
    identity = int.from_bytes(sha256(f"{form}#{number}".encode()).digest()[:3]) << 7
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{identity | (number & 0x7F)}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )
    return wml.bookmark(next(ctx.ids), form_bookmark(number, form), control)


def form_bookmark(number: int, form: str) -> str:
    """Return the hidden bookmark of the n-th printed form of a document: `_bk_0007_troops_short`."""
    return f"_bk_{number:04d}_{sub(r'[^0-9A-Za-z]+', '_', form, flags=ASCII)}"[:_NAME_LENGTH]


def shortened(name: str, length: int) -> str:
    """Return a name cut to a length; a digest of the whole then ends it, so that it stays its own."""
    return name if len(name) <= length else f"{name[: length - 9]}~{sha256(name.encode()).hexdigest()[:8]}"


def written(typeface: Typeface, text: str, style: str = "", looks: str = "", language: str = "") -> str:
    """Return runs of a text; `style` is its `w:rStyle`, `language` its `w:lang`, `looks` what stands between them.

    Why the upright face: a word processor knows families, and finds their other faces itself.
    """
    return "".join(
        wml.run(wml.characters(part), f"{style}{_family(typeface, font)}{looks}{direction}{language}")
        for stretch, direction in _stretches(text)
        for font, part in typeface.face().parts(stretch)
    )


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text in stretches of one direction, with the `w:rtl` of those from right to left (17.3.2.30)."""
    if not is_two_way(text):
        yield text, ""
        return
    for back, group in groupby(zip(text, levels(text), strict=True), key=lambda pair: pair[1] > 0):
        yield "".join(char for char, _ in group), "<w:rtl/>" if back else ""


def _family(typeface: Typeface, font: Font) -> str:
    """Return `w:rFonts` (17.3.2.26) for whatever kind of letter Word takes a character to be."""
    if font.office == typeface.main.office:
        return ""
    name = wml.escaped(font.office)
    return "<w:rFonts " + " ".join(f'w:{kind}="{name}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"


def reference_to(number: int) -> str:
    """Return the id of the relationship to a picture."""
    return f"rIdPicture{number}"


def drawing(ctx: BodyContext, image: Image, size: tuple[float, float], alt: str) -> str:
    """Return a run that shows a picture of a width and height in points; `alt` says what it shows."""
    width, height = (round(points * EMU) for points in size)
    fields = {"picture": reference_to(ctx.picture(image)), "identity": next(ctx.ids), "alt": wml.escaped(alt)}
    return wml.run(wml.fixed("drawing").format(width=width, height=height, **fields))
