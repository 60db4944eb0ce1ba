"""What kind of document a file's bytes are, whatever its name says, and what to do about those that are not read."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from briefkit.draft.passages import Unreadable

Kind = Literal["pdf", "docx", "html", "text"]

_AS_PDF = "Open it and save it as PDF or DOCX, and name that."
_OCR = "Run text recognition over it (OCR), save what it reads as text, and check it against the picture."
_UNPACK = "Unpack it, and name the document inside."
_AS_DOCX = "Open it in Word or LibreOffice, save it as DOCX, and name that."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_MAGIC: tuple[tuple[int, tuple[bytes, ...], str, str], ...] = (
    (0, (b"{\\rtf",), "is an RTF file", _AS_DOCX),
    (0, _PICTURES, "is a picture", _OCR),
    (0, (b"RIFF",), "is a picture, a sound or a film", _OCR),
    (4, (b"ftyp",), "is a picture or a film", _OCR),
    (0, _ARCHIVES, "is an archive", _UNPACK),
    (257, (b"ustar",), "is an archive", _UNPACK),
    (0, (b"%!PS",), "is a PostScript file", _AS_PDF),
    (0, (b"bplist00",), "is a web archive of Safari", "Open it in the browser, and save the page's source as HTML."),
)
"""Where a file holds which bytes, what it is then, and what to do."""
_BINARY = (b"BM", b"RIFF", b"BZh")
"""First bytes with which a text can begin, too: they count only where the file holds a zero."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN = 1_024
"""Bytes within which a PDF's header stands (ISO 32000-2, 7.5.2, note)."""
_HEAD = 2_048
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|title|meta|article|main|div|section|h[1-6]|p|table|ul|ol)\b", re.IGNORECASE
)
_XML = re.compile(r"\s*<\?xml|\s*<[a-zA-Z]+[^>]*xmlns")
_MHTML = re.compile(r"^content-type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_INSIDE: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook", "is a spreadsheet", "Save the sheet as PDF, and name that."),
    ("ppt/presentation", "is a set of slides", "Save them as PDF, and name that."),
    ("content.xml", "is an OpenDocument file", _AS_DOCX),
    ("META-INF/container.xml", "is an e-book", _AS_PDF),
)
"""A part's name in a zip file → what the file is, and what to do."""
_IN_OLE: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "is protected by a password", "Open it, save it without the password, and name that."),
    ("WordDocument", "is a Word document of before 2007 (.doc)", _AS_DOCX),
    ("", "is an Office file of before 2007", _AS_PDF),
)
"""The same in Microsoft's older container."""


def kind(data: bytes) -> Kind:
    """Return the kind of a file that can be read, by its contents; Unreadable for all others."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("is empty", "Name the document itself.")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        raise next((Unreadable(*why) for part, *why in _IN_OLE if part.encode("utf-16-le") in data))
    for at, starts, message, hint in _MAGIC:
        if data.startswith(starts, at) and (0 in data or not data.startswith(_BINARY)):
            raise Unreadable(message, hint)
    return _text(data)


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            names = file.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError):
        raise Unreadable("is a damaged archive or Word document", "Open it in Word, and save it anew.") from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    for part, message, hint in _INSIDE:
        if any(name.startswith(part) for name in names):
            raise Unreadable(message, hint)
    raise Unreadable("is an archive", _UNPACK)


def _text(data: bytes) -> Kind:
    """Tell HTML from plain text; refuse what is neither."""
    if 0 in data and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise Unreadable("is not a document that can be read", "Save it as PDF, DOCX, HTML or plain text.")
    head = data[: 2 * _HEAD].replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if _MHTML.search(head):
        raise Unreadable("is a web page with its pictures in one file (MHTML)", "Save the page as HTML only.")
    if head.startswith("<"):
        if "<svg" in head[:_HEAD].lower() and "<html" not in head.lower():
            raise Unreadable("is a picture", _OCR)
        if _HTML.search(head):
            return "html"
        if _XML.match(head):
            raise Unreadable("is an XML file, not a web page", "Save it as PDF, DOCX, HTML or plain text.")
    return "text"
