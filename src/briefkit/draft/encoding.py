"""Bytes as text: UTF-8, UTF-16, or what Windows and the early web wrote."""

import codecs
import re
import unicodedata

from briefkit.draft.passages import Unreadable

_MARKS = (
    *((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_096
"""Bytes in which a page names its encoding (HTML, 4.2.5.5: 1,024, and some are late)."""
_WINDOWS = frozenset(range(0x80, 0xA0))
_NAMES = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}


def decoded(data: bytes, *, page: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, NFC with line feeds, and a note where it was converted; `page` heeds what HTML declares."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    single = "cp1252" if _WINDOWS & set(data) else "latin-1"
    for encoding in filter(None, (marked,) if marked else ("utf-8", _declared(data) if page else None, single)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        notes = () if encoding == "utf-8" else (f"converted from {_NAMES.get(encoding, encoding.upper())}",)
        return unicodedata.normalize("NFC", clean), notes
    if marked:
        raise Unreadable("is damaged text", "Open it in the program that wrote it, and save it as UTF-8.")
    raise Unreadable("is neither UTF-8 nor Windows-1252 text", "Open it and save it as plain text in UTF-8.")


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, as browsers take it: what is called Latin-1 is Windows-1252."""
    match = _CHARSET.search(data[:_HEAD])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except (LookupError, UnicodeDecodeError):
        return None
    if name in {"iso8859-1", "ascii"} or name.startswith("utf") or not name:
        return None
    return name if codecs.lookup(name)._is_text_encoding else None  # noqa: SLF001
