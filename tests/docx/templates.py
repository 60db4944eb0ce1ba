"""Word templates as organisations have them, made anew for each test."""

from collections.abc import Callable
from io import BytesIO
from re import sub

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from tests.docx.opened import Opened

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


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "plain.docx": plain,
    "house.dotx": dotx,
    "cover.docx": with_cover,
    "german.docx": german,
}
