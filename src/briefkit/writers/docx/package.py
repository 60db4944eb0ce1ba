"""An OPC package as bytes that depend on its parts alone (ECMA-376 part 2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefkit.writers.docx.wml import DECLARATION, escaped

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
