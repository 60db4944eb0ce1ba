"""The conventions of an extracted text.

A passage (paragraph, heading, list item, table row, footnote) is one line; a blank line stands between two. A heading
begins with "# ", a list item with "- " or its own number, the cells of a row are joined by " | ".
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_SPACES = re.compile(r"\s+")
_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_CONTROLS = dict.fromkeys([code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()])
_PLAIN = {**_CONTROLS, **_INVISIBLE, **_LIGATURES}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BULLETS = "-–—*•‣◦⁃∙·▪▫■□●○➢➤►✓✔\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u00a7"
_MARKER = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?|o)$"
)
_ITEM = re.compile(r"(\S{1,12}) +(\S.*)", re.DOTALL)
_TAIL = re.compile(r"[^\W\d_]+$")
_HEAD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def plain(text: str) -> str:
    """Return a text in NFC on one line: single spaces, no control or invisible characters, ligatures written out."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text.translate(_PLAIN)).strip())


def raised(text: str) -> str:
    """Return digits as superscripts, so that the mark of a footnote does not become part of a number."""
    return text.translate(_RAISED)


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
    """Tell whether a label is a bullet and not a number."""
    return label.strip() in {*_BULLETS, "", "o"}


def is_label(text: str) -> bool:
    """Tell whether a text is a bullet or number such as begins a list item; `o` is Word's hollow bullet."""
    return bool(_MARKER.match(text.strip()))


def labelled(text: str) -> tuple[str, str] | None:
    """Return the label and the words of a text that begins as a list item does."""
    found = _ITEM.match(text.strip())
    return (found[1], found[2]) if found and is_label(found[1]) else None


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of a document in small letters, compounds and their parts, but not those cut by a line's end."""
    words: set[str] = set()
    for line in lines:
        whole = line.rstrip("-\u00ad")
        kept = whole if whole == line.rstrip() else whole.rpartition(" ")[0]
        words.update(found.lower() for found in _WORD.findall(kept))
    return frozenset(words)


def joined(lines: Sequence[str], known: frozenset[str]) -> str:
    """Return the lines of a passage as one; a word cut by a hyphen at a line's end becomes whole."""
    parts: list[str] = []
    for line in (line.strip() for line in lines):
        if parts and line and (cut := _cut(parts[-1], line, known)) is not None:
            parts[-1] = cut
            parts.append(line)
        elif line:
            parts.extend((" ", line) if parts else (line,))
    return plain("".join(parts))


def _cut(before: str, after: str, known: frozenset[str]) -> str | None:
    """Return a line that ends in a hyphen as it goes before the next: with the hyphen or without; None without one."""
    if before.endswith("\u00ad"):
        return before[:-1]
    left, right = _TAIL.search(before[:-1]), _HEAD.match(after)
    if not before.endswith(("-", "\u2010")) or left is None:
        return None
    if right is None:
        return before if after[:1].isdigit() else None
    return before if _compound(left[0].lower(), right[0], known) else before[:-1]


def _compound(left: str, right: str, known: frozenset[str]) -> bool:
    """Tell whether the hyphen between two parts of a word belongs to it, by the document's other words."""
    if not right.islower():
        return True
    if f"{left}{right}" in known:
        return False
    return f"{left}-{right}" in known or (left in known and right in known)
