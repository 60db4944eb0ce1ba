"""The text gate: what a string of the record may hold, and how it is folded.

Refused: C0 but line feed and tab, C1, surrogates, noncharacters, private use, bidirectional controls.
Folded: NFC; soft hyphens and zero-width characters go; U+2010 and U+2011 become `-`; in a line,
no-break spaces become plain ones: a page sets its own.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

LONGEST = 65_536
"""Characters in one field."""

_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    "\U0001fffe\U0001ffff\U000f0000-\U0010ffff]"
)
_GONE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_FOLDED = {**_GONE, 0x2010: "-", 0x2011: "-"}
_SPACE = re.compile(r"[ \t\n]+")
_BLANK = re.compile(r"[ \t\n\u00a0\u202f]+")


def prose(text: str) -> str:
    """Return a text through the gate, its line breaks kept; ValueError names a refused character."""
    if found := _REFUSED.search(text):
        raise ValueError(f"character U+{ord(found[0]):04X} is not allowed in text")
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    return unicodedata.normalize("NFC", text.translate(_FOLDED))


def line(text: str) -> str:
    """Return a text through the gate as one line: runs of white space become one space."""
    return _BLANK.sub(" ", prose(text)).strip()


def quote(text: str) -> str:
    """Return a quotation through the gate: normalised to NFC, one line, otherwise exact."""
    if found := _REFUSED.search(text):
        raise ValueError(f"character U+{ord(found[0]):04X} is not allowed in text")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def filename(text: str) -> str:
    """Return a file's path through the gate, as exact as a quotation: systems put no-break spaces into names."""
    return quote(text)


Line = Annotated[str, AfterValidator(line), Field(min_length=1, max_length=LONGEST)]
Quotation = Annotated[str, AfterValidator(quote), Field(min_length=1, max_length=LONGEST)]
Filename = Annotated[str, AfterValidator(filename), Field(min_length=1, max_length=LONGEST)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""An id: lower-case letters, digits, single hyphens."""
