"""The conventions of an extracted text.

A passage (paragraph, heading, list item, table row, footnote) is one line; a blank line stands between two. A heading
begins with "# ", a list item with "- " or its own number, the cells of a row are joined by " | ".
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from briefkit.characters import SUPERSCRIPTS
from briefkit.errors import RefusalError
from briefkit.reading.language import WORDS

_SPACES = re.compile(r"\s+")
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_CONTROLS = dict.fromkeys([code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()])
_PLAIN = {**_CONTROLS, **_INVISIBLE, **_LIGATURES}
_MARK = re.compile(rf"^([{SUPERSCRIPTS}]{{1,3}})(?=[^\W\d])")
"""The mark of a footnote, which often stands close before it."""
_BULLETS = "-–—*•‣◦⁃∙·▪▫■□●○➢➤►✓✔\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u00a7"
_MARKER = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]"
    rf"|[{SUPERSCRIPTS}]{{1,3}}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]|o)$"
)
_ITEM = re.compile(r"(\S{1,12}) +(\S.*)", re.DOTALL)
_TAIL = re.compile(r"[^\W\d_]+$")
_HEAD = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]\s*$")
_END = 8
"""Characters at a line's end in which its hyphen and spaces behind it stand."""
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*$")
"""The end of a paragraph's last line."""
_NEARLY = 0.75
"""The part of the margin that a line fills which breaks off."""
_CUTS = 0.03
"""The part of the lines that ends in a hyphen, from which on words must have been cut."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SMALL = frozenset(WORDS["small"]["words"])
"""Words with which no line of a heading ends, nor the next one begins."""


class Unreadable(RefusalError):  # noqa: N818 - it is no error of the program: the user is told the file's name with it
    """A document that cannot be read; says why as a predicate."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells about itself; None where it does not, or where that is not plausible."""

    title: str | None = None
    """Its title."""
    issued: date | None = None
    """The day on which it was published."""
    publisher: str | None = None
    """Who published it."""
    author: str | None = None
    """Who wrote it."""
    language: str | None = None
    """Its language as a BCP 47 tag, e.g. `en` or `de-AT`."""
    type: str | None = None
    """Its CSL type, e.g. `report` or `webpage`."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A source document as plain text that people can quote from, and what it tells about itself."""

    text: str
    """Passages divided by blank lines, pages of a PDF by form feeds; see `briefkit.draft.passages`."""
    facts: Facts = field(default_factory=Facts)
    notes: tuple[str, ...] = ()
    """What the user should be told, e.g. that the file was converted from Windows-1252."""


def plain(text: str) -> str:
    """Return a text in NFC on one line: single spaces, no control or invisible characters, ligatures written out."""
    words = _SPACES.sub(" ", text.translate(_PLAIN)).strip()
    return unicodedata.normalize("NFC", _MARK.sub(r"\1 ", words))


def heading(text: str) -> str:
    """Return a heading's passage, or nothing where there are no words."""
    words = plain(text)
    return f"# {words}" if words else ""


def item(text: str, label: str = "-") -> str:
    """Return a list item's passage; a bullet of any shape becomes a hyphen."""
    words = plain(text)
    return f"{'-' if is_bullet(label) else plain(label)} {words}" if words else ""


def row(cells: Iterable[str]) -> str:
    """Return a table row's passage; empty cells are left out."""
    return " | ".join(words for cell in cells if (words := plain(cell)))


def document(passages: Iterable[str]) -> str:
    """Return passages as a text; empty ones are left out."""
    return "\n\n".join(passage for passage in passages if passage)


def is_bullet(label: str) -> bool:
    """Say whether a label is a bullet and not a number."""
    return label.strip() in {*_BULLETS, "", "o"}


def is_label(text: str) -> bool:
    """Say whether a text is a bullet or number such as begins a list item; `o` is Word's hollow bullet."""
    return bool(_MARKER.match(text.strip()))


def paragraph(text: str) -> str:
    """Return the passage of a paragraph, which may begin as a list item does."""
    words = plain(text)
    found = split_label(words)
    return item(found[1], found[0]) if found else words


def split_label(text: str) -> tuple[str, str] | None:
    """Return the label and the words of a text that begins as a list item does."""
    match = _ITEM.match(text.strip())
    return (match[1], match[2]) if match and is_label(match[1]) else None


def ends_in_hyphen(line: str) -> bool:
    """Say whether a line ends in a hyphen that follows a letter."""
    return bool(_HYPHEN.search(line[-_END:]))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document's own words tell about a hyphen at a line's end."""

    words: frozenset[str]
    """Its words in small letters, compounds whole, without those cut by a line's end."""
    cuts: bool
    """Whether so many lines end in a hyphen that words must have been cut."""


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """Return what the lines of a document tell about hyphens."""
    words: set[str] = set()
    count = hyphens = 0
    cut = False
    for line in lines:
        uncut = line.partition(" ")[2] if cut else line
        cut = ends_in_hyphen(line)
        words.update(word.lower() for word in _WORD.findall(uncut.rpartition(" ")[0] if cut else uncut))
        count, hyphens = count + 1, hyphens + cut
    return Vocabulary(frozenset(words), hyphens > max(1, _CUTS * count))


def joined(lines: Sequence[str], known: Vocabulary) -> str:
    """Return the lines of a passage as one; a word cut by a hyphen at a line's end becomes whole."""
    parts: list[str] = []
    for line in (line.strip() for line in lines):
        if parts and line and (cut := _cut(parts[-1], line, known)) is not None:
            parts[-1] = cut
            parts.append(line)
        elif line:
            parts.extend((" ", line) if parts else (line,))
    return plain("".join(parts))


def _cut(before: str, after: str, known: Vocabulary) -> str | None:
    """Return a line that ends in a hyphen as it goes before the next: with the hyphen or without; None without one."""
    if before.endswith("\u00ad"):
        return before[:-1]
    left, right = _TAIL.search(before[:-1]), _HEAD.match(after)
    if not before.endswith(("-", "\u2010")) or left is None:
        return None
    if right is None:
        return before if after[:1].isdigit() else None
    return before if _compound(left[0].lower(), right[0], known) else before[:-1]


def _compound(left: str, right: str, known: Vocabulary) -> bool:
    """Say whether the hyphen between two parts of a word belongs to it, by the document's other words."""
    if not right.islower() or f"{left}-{right}" in known.words:
        return True
    if f"{left}{right}" in known.words:
        return False
    return not known.cuts or (left in known.words and right in known.words)


def is_full(width: float, next_word: float, margin: float) -> bool:
    """Say whether a line of this width had no room left for the first word of the next."""
    return width + next_word > margin


def is_wrapped(lines: Sequence[str], margin: int) -> bool:
    """Say whether a text is wrapped at this length: a full line with another below it ends in mid-sentence."""
    return any(
        line and below and not _ENDS.search(line) and _is_full_before(line, below, margin)
        for line, below in pairwise(lines)
    )


def breaks_off(line: str, margin: int) -> bool:
    """Say whether a line of a text that is wrapped ends in mid-sentence, near the margin: the next goes on."""
    return bool(margin) and len(line) >= _NEARLY * margin and not _ENDS.search(line) and not line.endswith(";")


def wrapped(lines: Sequence[str], margin: int) -> list[list[str]]:
    """Return the lines between two blank ones as paragraphs; no `margin`, where the text is not wrapped, joins none."""
    found: list[list[str]] = []
    for line in lines:
        above = found[-1][-1] if found else ""
        full = margin and above and (_is_full_before(above, line, margin) or breaks_off(above, margin))
        if found and (ends_in_hyphen(above) or full or _goes_on(above, line)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(above: str, line: str) -> bool:
    """Say whether a line goes on with the phrase above: the Committee of / the House; THE PIER / AND THE FERRY."""
    last, first = above.rsplit(maxsplit=1)[-1], line.split(maxsplit=1)[0]
    opened = above.endswith((",", ";")) or first.lower() in _SMALL
    return last.lower() in _SMALL or (above.isupper() and line.isupper() and opened)


def _is_full_before(line: str, below: str, margin: int) -> bool:
    return is_full(len(line), len(below.split(maxsplit=1)[0]) + 1, margin)
