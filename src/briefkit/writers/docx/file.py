"""A document as the bytes of a .docx file."""

from collections.abc import Mapping, Sequence
from functools import partial

from briefkit.document import Document, Image
from briefkit.look import Look
from briefkit.writers.docx import package, sides, wml
from briefkit.writers.docx.context import BodyContext, Stylesheet, bookmarks, footnotes, sources
from briefkit.writers.docx.inline import reference_to
from briefkit.writers.docx.numbering import PLACES, SHARED, numbering
from briefkit.writers.docx.package import OFFICE, Relationship, archive, relationships, word_type
from briefkit.writers.docx.render import body, footnotes_part
from briefkit.writers.docx.styles import Theme, style_ids, styles
from briefkit.writers.docx.template import EVEN, Template

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_ARROW = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ALONE = ("styles", "numbering", "settings", "fontTable")
"""The parts of which a file has one, but for the theme: each is called after its kind."""
_TYPES = {
    "word/document.xml": word_type("document.main"),
    **{f"word/{kind}.xml": word_type(kind) for kind in _ALONE},
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": _CORE_TYPE,
}
_TARGETS = {**{kind: f"{kind}.xml" for kind in _ALONE}, "theme": "theme/theme1.xml"}
_ARROWS = tuple(
    Relationship(f"rId{n}", f"{OFFICE}/{kind}", target) for n, (kind, target) in enumerate(_TARGETS.items(), 1)
)
_NOTES_ARROW = Relationship("rId8", f"{OFFICE}/footnotes", "footnotes.xml")
_NOTES_TYPE = {"word/footnotes.xml": word_type("footnotes")}
_ROOT = (
    Relationship("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
    Relationship("rId2", _CORE_ARROW, "docProps/core.xml"),
)


def write(document: Document, look: Look, *, clearance: bool = False, template: Template | None = None) -> bytes:
    """Return the final copy, which holds nothing that is not printed, or the copy that goes round for clearance.

    In the second a content control and a hidden bookmark stand around each printed form, changes are tracked, and the
    header says DRAFT. A template gives styles, theme and page in place of the look's. Equal arguments give equal bytes.
    """
    ctx = _context(document, look, template, clearance=clearance)
    page_sides = sides.sides(document, ctx, template)
    parts = {name: part.encode() for name, part in _parts(document, ctx, page_sides).items()}
    media = {f"word/{_media(image, number)}": image.data for image, number in ctx.images.items()}
    return archive(parts | sides.parts(page_sides) | media)


def _parts(document: Document, ctx: BodyContext, page_sides: Sequence[sides.SidePart]) -> dict[str, str]:
    """Return the parts by name, without headers, footers and pictures; the text, made first, gathers for the others."""
    main = body(ctx, document.blocks) + sides.section(ctx.look.page, page_sides)
    notes, own = footnotes_part(ctx, document.blocks)
    kinds = (
        *(image.kind for image in ctx.images),
        *(kind for side in page_sides for kind, _ in side.pictures.values()),
    )
    types = _TYPES | {f"word/{side.name}": word_type(side.where) for side in page_sides}
    types |= _NOTES_TYPE if notes else {}
    parts = {
        "[Content_Types].xml": package.content_types(types, kinds),
        "_rels/.rels": relationships(_ROOT),
        "docProps/core.xml": package.core(document.meta, draft=ctx.clearance),
        "word/_rels/document.xml.rels": _arrows(ctx, page_sides, notes=bool(notes)),
        "word/document.xml": f"{wml.DECLARATION}<w:document {wml.NAMESPACES}><w:body>{main}</w:body></w:document>",
        "word/fontTable.xml": package.fonts(ctx.look.typeface),
        "word/numbering.xml": ctx.sheet.numbering(ctx.restarts),
        "word/settings.xml": package.settings(
            ctx.language,
            tracked=ctx.clearance,
            footnotes=bool(notes),
            even=any(side.kind == EVEN for side in page_sides),
        ),
        "word/styles.xml": ctx.sheet.styles,
        "word/theme/theme1.xml": ctx.sheet.theme,
    }
    parts |= {"word/footnotes.xml": notes} if notes else {}
    return parts | ({"word/_rels/footnotes.xml.rels": relationships(_links(own))} if own else {})


def _arrows(ctx: BodyContext, page_sides: Sequence[sides.SidePart], *, notes: bool) -> str:
    """Return what leads from the text to the other parts."""
    pictures = (Relationship(reference_to(n), f"{OFFICE}/image", _media(i, n)) for i, n in ctx.images.items())
    around = (*_ARROWS, *(side.arrow for side in page_sides), *([_NOTES_ARROW] if notes else []))
    return relationships((*around, *pictures, *_links(ctx.addresses)))


def _media(image: Image, number: int) -> str:
    return f"media/image{number}.{image.kind}"


def _context(document: Document, look: Look, template: Template | None, *, clearance: bool) -> BodyContext:
    """Return what the body is written with: the look's styles, or a template's on the template's page."""
    language = document.meta.language
    if template is None:
        parts = styles(look, language), Theme.of(look).part(), partial(numbering, look)
        sheet = Stylesheet(look, *parts, style_ids(look), PLACES, SHARED)
    else:
        from briefkit.writers.docx.adopt import adopted

        sheet = adopted(template, look, language)
    counted = footnotes(document), sources(document)
    return BodyContext(sheet.look, language, clearance, sheet, bookmarks(document, *counted), *counted)


def _links(addresses: Mapping[str, str]) -> tuple[Relationship, ...]:
    return tuple(Relationship(i, f"{OFFICE}/hyperlink", to, external=True) for to, i in addresses.items())
