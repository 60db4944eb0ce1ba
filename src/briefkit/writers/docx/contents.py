"""Everything that a .docx file carries, read back from its bytes and held against lists of what our files have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import product
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812

from briefkit.addresses import is_address
from briefkit.data import table
from briefkit.writers.contents import FileContents, Markup, is_bare, markup, opaque, unknown
from briefkit.writers.docx.package import OFFICE
from briefkit.writers.docx.wml import DECLARATION

_PARTS, _LOOKS, _TYPES, _ARROWS, _FIELDS = (
    frozenset(table("writers/docx/names.toml")[kind].split())
    for kind in ("parts", "looks", "types", "relationships", "fields")
)
_PAGES = ("word/document.xml", "word/footnotes.xml")
_CODE = re.compile(r"<w:instrText[^>]*>[^<]*</w:instrText>")
"""What a field asks for, which nobody sees."""
_SIDE = re.compile(r"word/(?:_rels/)?(?:header|footer)\w*\.xml(?:\.rels)?")
_MEDIA = re.compile(r"word/media/[a-z]+[\w-]*\d\.(?:png|jpeg)")
_ELEMENTS = re.compile(r"<(?:w:(?:altChunk|object|pict|fldSimple|control|subDoc|movie|src)|v:|o:|mc:)")
"""What brings in something from elsewhere, or hides one content behind another."""
_BREAKS = ("</w:p>", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>")
_BROKEN = (BadZipFile, DeflateError, LookupError, ValueError, RuntimeError, NotImplementedError, EOFError)
_LOCAL, _CENTRAL, _LAST = 30, 46, 22
"""Bytes of the fixed part of a zip file's headers and of its end (APPNOTE.TXT, 4.3)."""
_MOST = 100_000_000
"""Bytes that a part may hold when unpacked."""


def contents(data: bytes) -> FileContents:
    """Return what a Word file carries."""
    try:
        with ZipFile(BytesIO(data)) as file:
            infos = file.infolist()
            if sum(info.file_size for info in infos) > _MOST:
                return FileContents(frozenset(), frozenset(), faults=("it is too large to be read back",))
            raw = {info.filename: file.read(info) for info in infos}
            faults = () if _is_packed(infos, len(data)) else ("it holds bytes that belong to no part",)
        parts = {name: _read(part) for name, part in raw.items() if not name.startswith("word/media/")}
    except _BROKEN:
        return FileContents(frozenset(), frozenset(), faults=("it cannot be read back",))
    media = {name: part for name, part in raw.items() if name not in parts}
    core, settings = (parts.get(name, markup("")) for name in ("docProps/core.xml", "word/settings.xml"))
    return FileContents(
        texts=frozenset((*raw, *_texts(parts, parts.keys() - _LOOKS))),
        looks=frozenset((*_texts(parts, parts.keys() & _LOOKS), *map(opaque, media.values()))),
        values=frozenset((*raw, *(value for part in parts.values() for value in part.values))),
        faults=(*faults, *_faults(parts, media)),
        body="\n".join(
            markup(_CODE.sub("<w:br/>", parts[name].source), _BREAKS).joined for name in _PAGES if name in parts
        ),
        edges=tuple(product(_edges(parts, "header"), _edges(parts, "footer"))),
        titles=core.inside("dc:title"),
        languages=(*core.inside("dc:language"), *settings.attributes("w:themeFontLang", "w:(?:val|eastAsia|bidi)")),
        markings=core.inside("cp:category"),
    )


@lru_cache(maxsize=64)
def _read(part: bytes) -> Markup:
    """Return what an XML part carries; styles and settings are the same in many files."""
    return markup(part.decode("utf-8"), _BREAKS)


def _texts(parts: Mapping[str, Markup], names: Iterable[str]) -> Iterator[str]:
    for part in map(parts.__getitem__, names):
        yield from (part.text, part.joined, *part.tags)


def _is_packed(infos: list[ZipInfo], size: int) -> bool:
    """Say whether parts and their headers fill a file, without comments, gaps or entries twice."""
    at = central = 0
    for info in infos:
        name = len(info.filename.encode())
        if info.header_offset != at or info.extra or info.comment or name != len(info.orig_filename.encode()):
            return False
        at += _LOCAL + name + info.compress_size
        central += _CENTRAL + name
    return at + central + _LAST == size and len({info.filename for info in infos}) == len(infos)


def _edges(parts: Mapping[str, Markup], kind: str) -> list[str]:
    """Return the text of every header, or footer; an empty one where there is none."""
    return [part.joined for name, part in parts.items() if name.startswith(f"word/{kind}")] or [""]


def _faults(parts: Mapping[str, Markup], media: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what no brief holds."""
    if not all(name in _PARTS | _LOOKS or _SIDE.fullmatch(name) for name in parts) or not all(
        map(_MEDIA.fullmatch, media)
    ):
        yield "it has a part that no brief has"
    if not all(map(is_bare, media.values())):
        yield "a picture holds more than its pixels"
    tags = [tag for part in parts.values() for tag in part.tags]
    if any(tag.startswith("<!") or (tag.startswith("<?") and tag != DECLARATION.strip()) for tag in tags):
        yield "a part holds a comment, an instruction or a declaration of its own"
    if any(map(_ELEMENTS.match, tags)):
        yield "it brings in something from elsewhere"
    listed = parts.get("[Content_Types].xml", markup(""))
    types = (kind for name in ("Default", "Override") for kind in listed.attributes(name, "ContentType"))
    yield from unknown(types, _TYPES, "it has a part of a type that no brief has")
    yield from _arrows(parts)
    fields = (code.split() for part in parts.values() for code in part.inside("w:instrText"))
    yield from unknown((code[0] for code in fields if code), _FIELDS, "it has a field of a kind that no brief has")


def _arrows(parts: Mapping[str, Markup]) -> Iterator[str]:
    """Yield what is wrong with relationships: kinds that no brief has, and targets outside that are no links."""
    tags = [tag for name, part in parts.items() if name.endswith(".rels") for tag in part.tags]
    kinds = (kind for tag in tags for kind in _values("Type", tag))
    yield from unknown(kinds, _ARROWS, "it has a relationship of a kind that no brief has")
    for tag in tags:
        target = "".join(_values("Target", tag))
        if "TargetMode" in tag and not (f'Type="{OFFICE}/hyperlink"' in tag and is_address(target)):
            yield "a relationship leads outside and is no link"
        elif "TargetMode" not in tag and target and not re.fullmatch(r"[\w/-]+\.\w+", target):
            yield "a relationship leads to no part"


def _values(name: str, tag: str) -> list[str]:
    return re.findall(rf'\s{name}="([^"]*)"', tag)
