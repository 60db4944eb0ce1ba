"""Where the values and keys of a YAML or TOML text stand, down to a character inside a YAML scalar."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from briefkit.errors import Place

ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
"""Spaces that YAML takes for letters."""
ODD_SPACE = re.compile(rf"[ -]*(?:\w[\w-]*:)?[{ODD}]")
"""One of them where YAML looks for a space: in the indentation, behind a hyphen or a key."""

_LETTERS = {
    "'": re.compile(r"''|.", re.DOTALL),
    '"': re.compile(r"\\x..|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL),
}
_LETTER = re.compile(r".", re.DOTALL)
_BLANK_ESCAPES = frozenset("\n\t ntrvf_NLP")


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file and where its lines start."""

    text: str
    file: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, file: str) -> "TextFile":
        """Return a text with line feeds for all line ends, without a byte-order mark."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return cls(text, file, (0, *(match.end() for match in re.finditer("\n", text))))

    def place(self, index: int) -> Place:
        """Return the place of the character with this index."""
        line = bisect_right(self.starts, index) - 1
        return Place(self.file, line + 1, index - self.starts[line] + 1, self.text)

    def index(self, line: int, column: int) -> int:
        """Return the index of a parser's position (counted from 0), kept inside the text."""
        return min(self.starts[min(line, len(self.starts) - 1)] + column, len(self.text))

    def before(self, index: int) -> str:
        """Return the part of a line that stands before a character."""
        return self.text[self.starts[bisect_right(self.starts, index) - 1] : index]

    @property
    def conflict(self) -> int | None:
        """Where git has left two versions of something, each between lines of signs; None where nowhere."""
        return next((start for start in self.starts if self.text.startswith("<<<<<<< ", start)), None)

    def odd_space(self, index: int) -> int | None:
        """Return where an odd space indents the line of a character or the one before, or the first of such lines."""
        line = bisect_right(self.starts, index) - 1
        found = None
        for number in range(line, -1, -1):
            odd = ODD_SPACE.match(self.text, self.starts[number])
            if not odd and number < line:
                break
            found = odd.end() - 1 if odd else found
        return found


@dataclass(slots=True)
class Node:
    """Where a value and its key stand: indices of the text."""

    start: int
    end: int
    style: str = ""
    """A quotation mark, `|`, `>` or, for plain scalars and collections, nothing."""
    value: str = ""
    """The text of a scalar."""
    key: int | None = None
    children: "dict[str, Node] | list[Node] | None" = None

    def child(self, part: str | int) -> "Node | None":
        """Return the node under a key or at a position, if there is one."""
        if isinstance(self.children, dict):
            return self.children.get(str(part))
        if isinstance(self.children, list) and isinstance(part, int) and 0 <= part < len(self.children):
            return self.children[part]
        return None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of values and keys by path: `("statements", 3, "text")`.

    A part of a path that names nothing is skipped: what is missing stands at its parent, and the tag of
    a union in a pydantic location does no harm.
    """

    source: TextFile
    root: Node

    def value(self, path: Iterable[str | int]) -> Place:
        """Return the place of a value; of a block scalar, where its text starts."""
        return self.source.place(_begin(self.source.text, self._find(path)))

    def key(self, path: Iterable[str | int]) -> Place:
        """Return the place of the key of a value; an item of a list has its value's."""
        node = self._find(path)
        return self.source.place(_begin(self.source.text, node) if node.key is None else node.key)

    def given(self, path: Iterable[str | int]) -> Place | None:
        """Return the place of the key of a value; None where there is no such value."""
        node: Node | None = self.root
        for part in path:
            node = node.child(part) if node else None
        return self.key(path) if node else None

    def inside(self, path: Iterable[str | int], offset: int) -> Place:
        """Return the place of character `offset` of a scalar; in text over several lines exact for visible ones."""
        return self.source.place(_inside(self.source.text, self._find(path), offset))

    def _find(self, path: Iterable[str | int]) -> Node:
        node = self.root
        for part in path:
            node = node.child(part) or node
        return node


def _begin(text: str, node: Node) -> int:
    if node.style not in {"|", ">"}:
        return node.start
    return _inside(text, node, len(node.value) - len(node.value.lstrip()))


def _inside(text: str, node: Node, offset: int) -> int:
    """Return the index of a scalar's character: the parser keeps every visible character, in order."""
    if node.children is not None or not node.value:
        return node.start
    offset = max(offset, 0)
    if "\n" not in text[node.start : node.end]:
        starts = _ranges(text, node.start, node.end, node.style)
        return starts[offset][0] if offset < len(starts) else node.end
    visible = _visible(text, node.start, node.end, node.style)
    before = _counted(node.value)[min(offset, len(node.value))]
    if offset >= len(node.value) or node.value[offset].isspace():
        begin = text.find("\n", node.start) + 1 if node.style in {"|", ">"} else node.start
        return visible[before - 1][1] if 0 < before <= len(visible) else node.end if before else begin
    return visible[before][0] if before < len(visible) else node.end


@lru_cache(maxsize=4)
def _ranges(text: str, start: int, end: int, style: str) -> Sequence[tuple[int, int]]:
    """Return where each letter of a scalar is written. Why kept: a wording may be asked for each of its letters."""
    return [match.span() for match in _letters(text, Node(start, end, style))]


@lru_cache(maxsize=4)
def _visible(text: str, start: int, end: int, style: str) -> Sequence[tuple[int, int]]:
    """Return where each visible letter of a scalar is written."""
    return [match.span() for match in _letters(text, Node(start, end, style)) if _is_visible(match[0])]


@lru_cache(maxsize=4)
def _counted(value: str) -> Sequence[int]:
    """Return how many visible letters stand before each letter of a text, and in all of it."""
    return list(accumulate((not letter.isspace() for letter in value), initial=0))


def _letters(text: str, node: Node) -> Iterator[re.Match[str]]:
    match node.style:
        case "'" | '"':
            return _LETTERS[node.style].finditer(text, node.start + 1, node.end - 1)
        case "|" | ">":
            return _LETTER.finditer(text, text.find("\n", node.start) + 1, node.end)
        case _:
            return _LETTER.finditer(text, node.start, node.end)


def _is_visible(letter: str) -> bool:
    if len(letter) == 1 or letter == "''":
        return not letter.isspace()
    if letter[1] in "xuU":
        return not chr(int(letter.lstrip("\\xuU"), 16)).isspace()
    return letter[1] not in _BLANK_ESCAPES
