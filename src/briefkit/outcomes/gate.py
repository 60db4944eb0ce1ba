"""The text gate: what a string of the record may hold, and how it is folded.

Refused: C0 but line feed and tab, C1, surrogates, noncharacters, private use, bidirectional embeddings and
isolates. Folded: NFC; characters that no reader sees go; Latin ligatures become their letters; every space but
the no-break ones becomes a plain one. In a wording, U+2010 becomes `-`, and the apostrophe of a word U+2019.

Kept: the no-break space U+00A0, the narrow one U+202F, and the no-break hyphen U+2011. They say where no line
may end, and no page breaks there; `breakable` takes a text without them, to be compared with another.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from briefkit.characters import INVISIBLE, REFUSED

LONGEST = 1_000
"""Characters in a wording, a name or a file's path."""
LONGEST_QUOTATION = 8_000
"""Characters in a quotation."""

LIGATURES = {chr(0xFB00 + i): letters for i, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
"""Latin ligature → its letters (Unicode block Alphabetic Presentation Forms)."""
NO_BREAK_SPACE, NARROW_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u202f", "\u2011"

_REFUSED = re.compile(f"[{REFUSED}]")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_FOLDED = str.maketrans(
    {
        **LIGATURES,
        **dict.fromkeys("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", " "),
        **dict.fromkeys("\u2028\u2029", "\n"),
        "\u2007": NO_BREAK_SPACE,
    }
)
_BREAKABLE = str.maketrans({NO_BREAK_SPACE: " ", NARROW_SPACE: " ", NO_BREAK_HYPHEN: "-"})
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile("[@/]")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_LAST_TOO = re.compile(r"(?<=[^\W\d_])'(?!['\d_])")
"""The apostrophe of `members'` too; only a text that opens no single quotation marks cannot close any with it."""
_QUOTING = re.compile(r"(?<!\w)'(?=\w)")
_SPACE = re.compile(r"[ \t\n\u00a0\u202f]+")
_BLANK = " \t\n\u00a0\u202f"


def prose(text: str) -> str:
    """Return a text through the gate, its line breaks kept; ValueError names a refused character."""
    return _apostrophes(_folded(text, LONGEST).replace("\u2010", "-"))


def line(text: str) -> str:
    """Return a text through the gate as one line: a run of white space becomes one space."""
    return _one_line(prose(text))


def quote(text: str) -> str:
    """Return a quotation through the gate as one line; its quotation marks, dashes and hyphens stay the source's."""
    return _one_line(_folded(text, LONGEST_QUOTATION))


def filename(text: str) -> str:
    """Return a file's path through the gate, exact but for NFC: systems put no-break spaces into names."""
    _refuse(text, LONGEST)
    return unicodedata.normalize("NFC", text)


def breakable(text: str) -> str:
    """Return a text with plain spaces and hyphens for those at which no line may end; it stays as long as it was."""
    return text.translate(_BREAKABLE)


def _folded(text: str, longest: int) -> str:
    _refuse(text, longest)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_FOLDED))


def _apostrophes(text: str) -> str:
    """Return a text with the apostrophes of its words as they are printed; those of addresses stay as they are."""
    pattern = _APOSTROPHE if _QUOTING.search(text) else _LAST_TOO
    return _WORD.sub(lambda word: word[0] if _ADDRESS.search(word[0]) else pattern.sub("’", word[0]), text)


def _refuse(text: str, longest: int) -> None:
    if match := _REFUSED.search(text):
        raise ValueError(f"character U+{ord(match[0]):04X} is not allowed in text")
    if len(text) > longest:
        raise ValueError(f"longer than {longest:,} characters")


def _one_line(text: str) -> str:
    """Return a text with single spaces: a run is a no-break one only if it holds no other space."""
    return _SPACE.sub(lambda run: " " if run[0].strip("\u00a0\u202f") else run[0][0], text).strip(_BLANK)


@dataclass(frozen=True, slots=True)
class Role:
    """What a text of the record is there for: `prose`, which pages print, or the id of an `actor`, a `statement` …."""

    name: str


PROSE = "prose"
Label = Annotated[str, AfterValidator(line), Field(min_length=1, max_length=LONGEST)]
"""One line that is looked up or compared."""
Marking = Annotated[Label, Role("marking")]
Line = Annotated[Label, Role(PROSE)]
"""One line that pages print."""
Quotation = Annotated[str, AfterValidator(quote), Field(min_length=1, max_length=LONGEST_QUOTATION)]
Filename = Annotated[str, AfterValidator(filename), Field(min_length=1, max_length=LONGEST)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""An id: lower-case letters, digits, single hyphens."""
ActorKey = Annotated[Key, Role("actor")]
IssueKey = Annotated[Key, Role("issue")]
StatementKey = Annotated[Key, Role("statement")]
