"""Word templates as organisations have them, made anew for each test."""

from collections.abc import Callable, Iterator
from io import BytesIO
from re import sub

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from tests.docx.opened import Opened
from tests.pictures import bars

import docx
from briefkit.writers.docx.package import archive

RED = RGBColor(0xA0, 0x10, 0x10)
GERMAN = {
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "Title": "Titel",
    "ListBullet": "Aufzhlungszeichen",
    "ListNumber": "Listennummer",
    "Normal": "Standard",
    "Caption": "Beschriftung",
}
"""Ids as the German Word writes them."""


def saved(document: Document) -> bytes:
    """Return a document's bytes."""
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def house() -> Document:
    """Return a template with its own headings, title, family, paper, letterhead and author."""
    document = docx.Document()
    styles, section = document.styles, document.sections[-1]
    styles["Heading 1"].font.color.rgb = RED
    styles["Heading 1"].font.size = Pt(15)
    styles["Normal"].font.name = "Georgia"
    styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = "Ministry of Templates"
    document.core_properties.author = "Somebody Else"
    document.add_paragraph("Delete this text")
    return document


def plain() -> bytes:
    """Return python-docx's own: Letter paper, Word 2010's mode, a thumbnail, bullets of the symbol font."""
    return saved(docx.Document())


def dotx() -> bytes:
    """Return a .dotx: a template by its content type."""
    parts = Opened(saved(house())).parts
    types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    return archive({**parts, "[Content_Types].xml": types})


def with_cover() -> bytes:
    """Return one whose first section is a landscape cover with a first page of its own."""
    document = house()
    cover = document.sections[0]
    cover.page_width, cover.page_height = Mm(297), Mm(210)
    cover.different_first_page_header_footer = True
    body = document.add_section(WD_SECTION.NEW_PAGE)
    body.page_width, body.page_height = Mm(210), Mm(297)
    body.left_margin = body.right_margin = Mm(25)
    return saved(document)


def german() -> bytes:
    """Return one whose style ids are German, with names as Word keeps them in every language."""
    return localised(saved(house()))


def localised(data: bytes) -> bytes:
    """Return a template with German ids of styles."""

    def renamed(text: str) -> str:
        for english, local in GERMAN.items():
            text = sub(rf'((?:styleId|(?:basedOn|next|link|pStyle) w:val)=)"{english}"', rf'\1"{local}"', text)
        return text

    parts = Opened(data).parts
    names = ("word/styles.xml", "word/numbering.xml", "word/document.xml")
    return archive({**parts, **{name: renamed(parts[name].decode()).encode() for name in names}})


def letterhead() -> bytes:
    """Return one with a letterhead: a picture, name and address on the first page, a line on the others."""
    document = house()
    document.styles.add_style("Library Head 1", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 1"]
    section = document.sections[-1]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "The Hill Library"
    section.footer.paragraphs[0].text = "Registered charity, page "
    _page_number(section.footer.paragraphs[0])
    first = section.first_page_header
    picture = first.paragraphs[0].add_run().add_picture(BytesIO(bars(240, 90)), width=Mm(40))
    picture._inline.docPr.set("descr", "The Hill Library")  # noqa: SLF001  # python-docx has no other way
    first.add_paragraph("The Hill Library, Reading Rooms")
    row = first.add_table(1, 2, Mm(150)).rows[0]
    row.cells[0].text, row.cells[1].text = "1 Upper Street", "desk@example.org"
    section.first_page_footer.paragraphs[0].text = "Bank details on request"
    return saved(document)


def _page_number(paragraph: Paragraph) -> None:
    """Add the number of the page as Word writes it."""
    _add(paragraph, *_field(" PAGE ", "1"))


def _add(paragraph: Paragraph, *parts: str) -> None:
    """Add XML to a new run."""
    paragraph.add_run().element.extend(parse_xml(part) for part in parts)


def _field(code: str, result: str) -> Iterator[str]:
    begin, separate, end = (f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>' for kind in _KINDS)
    yield from (begin, f"<w:instrText {nsdecls('w')}>{code}</w:instrText>", separate)
    yield from (f"<w:t {nsdecls('w')}>{result}</w:t>", end)


_KINDS = ("begin", "separate", "end")

HOSTILE = {
    "a link": '<w:hyperlink r:id="rIdOut"><w:r><w:t>kept words</w:t></w:r></w:hyperlink>',
    "the field INCLUDETEXT": "field: INCLUDETEXT &quot;C:\\\\secret.docx&quot;",
    "the field DDEAUTO": "field: DDEAUTO excel c:\\\\x",
    "the field DATE": "field: DATE",
    "the field INCLUDEPICTURE": '<w:fldSimple w:instr=" INCLUDEPICTURE http://evil.example/x "><w:r><w:t>x</w:t></w:r>'
    "</w:fldSimple>",
    "an embedded object": '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'r:id="rIdOle"/></w:object></w:r>',
    "a drawing of the old kind (VML)": '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="position:absolute"/></w:pict></w:r>',
    "a form's control": '<w:r><w:control r:id="rIdOle"/></w:r>',
    "“script”": "<w:script>evil()</w:script>",
    "hidden text": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>evil secret</w:t></w:r>",
    "a picture that is linked, or neither PNG nor JPEG": "picture: rIdOut",
}
"""What a header may hold that is not taken, as messages call it → its XML."""


def hostile() -> bytes:
    """Return one whose header holds all that is not taken, among words that are."""
    document = house()
    header = document.sections[-1].header
    paragraph = header.paragraphs[0]
    for _, kind, target in (
        ("rIdOut", "hyperlink", "http://evil.example/"),
        ("rIdOle", "oleObject", "http://evil.example/o"),
    ):
        header.part.rels.get_or_add_ext_rel(
            f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}", target
        )
    for name, xml in HOSTILE.items():
        if xml.startswith("field: "):
            _add(paragraph, *_field(xml.removeprefix("field: "), f"evil {name}"))
        elif xml.startswith("picture: "):
            run = paragraph.add_run()
            run.add_picture(BytesIO(bars(8, 8)))
            blip = next(node for node in run.element.iter() if node.tag.endswith("}blip"))
            blip.attrib.clear()
            blip.set(qn("r:link"), "rIdOut")
        else:
            paragraph.paragraph_format.element.append(next(iter(parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"))))
    header.part.element.append(parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rIdOle"/>'))
    return saved(document)


def in_family(family: str, size: float) -> bytes:
    """Return one that is set in a family of letters throughout."""
    document = docx.Document()
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        for told in document.styles[name].element.iter(qn("w:rFonts")):
            told.attrib.clear()
        document.styles[name].font.name = family
    document.styles["Normal"].font.size = Pt(size)
    for name, points in (("Title", 1.6), ("Heading 1", 1.2), ("Heading 2", 1.1), ("Heading 3", 1.0)):
        document.styles[name].font.size = Pt(round(size * points * 2) / 2)
        document.styles[name].paragraph_format.space_before = Pt(8)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["Normal"].paragraph_format.line_spacing = 1.1
    return saved(document)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "plain.docx": plain,
    "house.dotx": dotx,
    "cover.docx": with_cover,
    "german.docx": german,
    "letterhead.docx": letterhead,
    "hostile.docx": hostile,
}
