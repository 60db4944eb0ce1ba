"""Web pages as text: the article or main part, without what stands around it."""

from collections.abc import Container

from briefkit.characters import raised
from briefkit.data import table
from briefkit.draft import passages
from briefkit.draft.encoding import decoded
from briefkit.draft.numerals import numeral
from briefkit.draft.passages import Extracted, Unreadable
from briefkit.draft.web.facts import facts
from briefkit.draft.web.main import main
from briefkit.draft.web.tree import HEADINGS, Element, name, parsed, walked

__all__ = ["read"]

_BLOCKS = HEADINGS | frozenset(table("draft/web/page.toml")["tags"]["blocks"].split())
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol"))


def read(data: bytes) -> Extracted:
    """Return the text of a web page; Unreadable where it has none."""
    text, notes = decoded(data, page=True)
    root = parsed(text)
    part, left_out = main(root)
    found = blocks(part, left_out)
    if not any(found):
        hint = "Open it in the browser, wait for its text, and save it as PDF or plain text."
        raise Unreadable("is a web page without text: a script fills it in, or it holds pictures only", hint)
    return Extracted(passages.document(found), facts(root, part, found), notes)


def blocks(root: Element, left_out: Container[Element]) -> list[str]:
    """Return the passages below a tag."""
    writer = _Writer()
    for event, node in walked(root, left_out):
        if event == "start":
            writer.start(node)
        elif node not in left_out:
            writer.end(node)
        if event == "end" and node is not root:
            writer.text(node.tail or "")
    writer.pause()
    return [passage for passage in writer.found if passage]


class _Writer:
    """Gathers words until a block begins or ends, and makes a passage of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._label: str | None = None
        self._cells: list[list[str]] = []
        self._heading = self._raised = 0

    def start(self, node: Element) -> None:
        """Begin a tag."""
        tag = name(node)
        if tag in _BLOCKS:
            self.pause()
        if tag == "tr" and _is_row(node):
            self._cells.append([])
        self._heading += tag in HEADINGS
        self._raised += tag == "sup"
        self._start_list(tag, node)
        self._words.append({"q": "“", "br": "\n"}.get(tag, ""))
        self.text(node.text or "")

    def end(self, node: Element) -> None:
        """End a tag."""
        tag = name(node)
        if tag == "q":
            self._words.append("”")
        if tag in _CELLS and self._cells:
            self._cells[-1].append("".join(self._words))
            self._words = []
        elif tag in _BLOCKS:
            self.pause()
        if tag == "tr" and self._cells and _is_row(node):
            self.found.append(passages.row(self._cells.pop()))
        self._heading -= tag in HEADINGS
        self._raised -= tag == "sup"
        if tag in _LISTS and self._lists:
            self._lists.pop()
        if tag == "li":
            self._label = None

    def text(self, words: str) -> None:
        """Take words; their line ends are spaces."""
        plain = words.replace("\n", " ")
        self._words.append(raised(plain) if self._raised and plain.strip().isdigit() else plain)

    def _start_list(self, tag: str, node: Element) -> None:
        """Begin a list, or an item with its label."""
        if tag in _LISTS:
            kind = "-" if tag == "ul" else node.get("type", "decimal")
            self._lists.append((kind, _number(node.get("start"), 1) - 1))
        elif tag == "li":
            kind, count = self._lists.pop() if self._lists else ("-", 0)
            count = _number(node.get("value"), count + 1)
            self._lists.append((kind, count))
            self._label = "-" if kind == "-" else f"{numeral(kind, count)}."

    def pause(self) -> None:
        """End a passage; two line breaks on end divide passages, too, and cells stay on one line."""
        words = "".join(self._words)
        self._words = []
        if self._cells:
            self._words = [words, " "] if words.strip() else []
            return
        for part in _parts(words):
            self.found.append(self._passage(part))

    def _passage(self, words: str) -> str:
        if not words.strip():
            return ""
        label, self._label = self._label, None
        if self._heading:
            return passages.heading(words)
        indent = "  " * (len(self._lists) - 1)
        return passages.paragraph(words) if label is None else f"{indent}{passages.item(words, label)}"


def _parts(words: str) -> list[str]:
    """Return words divided at empty lines."""
    lines = [line.strip() for line in words.split("\n")]
    return " ".join(line or "\n" for line in lines).split("\n")


def _is_row(node: Element) -> bool:
    """Say whether a table's row holds data, not the columns of a page."""
    cells = [child for child in node if name(child) in _CELLS]
    return len(cells) > 1 and not any(name(inner) in HEADINGS | {"table"} for cell in cells for inner in cell.iter("*"))


def _number(value: str | None, otherwise: int) -> int:
    """Return a number that a page gives, if it is one that a list has."""
    return int(value) if value and value.isdecimal() and len(value) < 5 else otherwise  # noqa: PLR2004 - digits
