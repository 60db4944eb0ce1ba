"""An OPC package as bytes that depend on its parts alone (ECMA-376 part 2), and its parts without text.

These are settings, fonts and core properties.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefkit.document import DRAFT, Meta
from briefkit.look.opentype import Font
from briefkit.look.typeface import Typeface
from briefkit.writers.docx.wml import DECLARATION, NAMESPACES, escaped, fixed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Relationship:
    """An arrow from one part to another, or to an address outside."""

    id: str
    type: str
    target: str
    external: bool = False


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file of parts by name: content types and root relationships first, the others sorted."""
    data = BytesIO()
    with ZipFile(data, "w") as file:
        for name in (*_FIRST, *sorted(parts.keys() - set(_FIRST))):
            info = ZipInfo(name, _MOMENT)
            info.create_system = 0
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, parts[name], compresslevel=_LEVEL)
    return data.getvalue()


def content_types(overrides: Mapping[str, str], kinds: Iterable[str] = ()) -> str:
    """Return the content types part: part name → type; `kinds` are those of the pictures, `png` or `jpeg`."""
    pictures = "".join(f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in sorted(set(kinds)))
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{escaped(kind)}"/>' for name, kind in sorted(overrides.items())
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{rows}</Types>'
    )


def relationships(arrows: Sequence[Relationship]) -> str:
    """Return a relationships part."""
    rows = "".join(
        f'<Relationship Id="{arrow.id}" Type="{arrow.type}" Target="{escaped(arrow.target)}"'
        + (' TargetMode="External"/>' if arrow.external else "/>")
        for arrow in arrows
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def word_type(kind: str) -> str:
    """Return the content type of a WordprocessingML part: `document.main`, `styles`, ..."""
    return f"{_WORD}.{kind}+xml"


_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_PANOSE = {"Calibri": bytes.fromhex("020F0502020204030204")}
"""Of families whose place another font takes here."""


def settings(language: str, *, tracked: bool, footnotes: bool, even: bool = False) -> str:
    """Return the settings part (17.15.1).

    Its compatibility mode is that of Word 2013 and later. `tracked` switches on the recording of changes,
    `even` headers of their own for even pages.
    """
    separators = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    return DECLARATION + fixed("settings").format(
        namespaces=NAMESPACES,
        tracked="<w:trackRevisions/>" * tracked,
        even="<w:evenAndOddHeaders/>" * even,
        separators=separators * footnotes,
        language=escaped(language),
    )


def fonts(typeface: Typeface) -> str:
    """Return the font table (17.8.3.10): families by name, each once, and what else may stand in for them."""
    families = {font.office: font for font in reversed(typeface.fonts)}
    rows = "".join(_font(name, font) for name, font in reversed(families.items()))
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{rows}</w:fonts>"


def _font(name: str, font: Font) -> str:
    other = f'<w:altName w:val="{escaped(font.family)}"/>' if font.family != name else ""
    return (
        f'<w:font w:name="{escaped(name)}">{other}<w:panose1 w:val="{_PANOSE.get(name, font.panose).hex().upper()}"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )


def core(meta: Meta, *, draft: bool) -> str:
    """Return the core properties (part 2, 11): all from the record, nothing of the machine or the clock."""
    draft = draft or meta.standing.startswith(DRAFT)
    pairs = (
        ("cp:category", meta.marking),
        ("cp:contentStatus", "Draft" if draft else "Final"),
        ("dc:creator", meta.organisation),
        ("dc:identifier", meta.identifier),
        ("cp:keywords", "; ".join(meta.keywords)),
        ("dc:language", meta.language),
        ("cp:lastModifiedBy", meta.organisation),
        ("cp:revision", "1"),
        ("dc:subject", meta.subject),
        ("dc:title", meta.title),
    )
    rows = "".join(f"<{name}>{escaped(value)}</{name}>" for name, value in pairs if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{meta.moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return f"{DECLARATION}<cp:coreProperties {_CORE}>{rows}{dates}</cp:coreProperties>"
