"""TOML: plain data, and the place of every value and key.

`tomllib` reads the data and refuses what is no TOML, but tells no places; tomlkit keeps the text and tells none either.
So a text that `tomllib` has accepted is walked once more for its keys: what is valid is easy to walk.
"""

import re
import tomllib
from bisect import bisect_right
from pathlib import Path
from typing import Any

from briefkit import files
from briefkit.data import table
from briefkit.errors import HouseError, Place, Problem
from briefkit.parsing.places import Node, Places, TextFile

_CODE = "H01"
MAX_BYTES = 200_000

_STRINGS = r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
_STRING = re.compile(_STRINGS, re.DOTALL)
_KEY = re.compile(rf"[A-Za-z0-9_-]+|{_STRINGS}", re.DOTALL)
_BETWEEN = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
"""What stands between keys and values."""
_BARE = re.compile(r"[^,\]}\n#]*")
"""A number, a date, true or false."""
_AT = re.compile(r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_TWICE = re.compile(r"Cannot (?:declare \((?P<path>.*)\) twice|overwrite a value)")
_NAMES = re.compile(r"'([^']*)'")
_HINT = "Compare the line with its neighbours: [table] on a line of its own, key = value, text in quotes."


def read_file(path: Path, label: str) -> tuple[dict[str, Any], Places]:
    """Return the data and places of a file, which problems call `label`; HouseError where it cannot be read."""
    try:
        raw = files.read(path, MAX_BYTES)
        return read(raw.decode("utf-8-sig"), label)
    except files.UnreadableError as refused:
        raise HouseError(
            Problem(_CODE, f"the file cannot be read: {refused.why}", Place(label, 0), refused.mend)
        ) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Save it in the encoding UTF-8."
        raise HouseError(Problem(_CODE, "the file is not UTF-8 text", Place(label, line), hint)) from None


def read(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """Return the data of a TOML text and the places of its parts; HouseError where it is none."""
    source = TextFile.of(text, file)
    if (conflict := source.conflict) is not None:
        message, hint = table("parsing/yamlproblems.toml")["kinds"]["Y28"]
        raise HouseError(Problem(_CODE, message, source.place(conflict), hint))
    try:
        data = tomllib.loads(source.text)
        return data, Places(source, _Walk(source.text).root)
    except ValueError as error:
        raise HouseError(_refused(str(error), source)) from None
    except RecursionError:
        raise HouseError(Problem(_CODE, "lists stand in lists too deep", Place(file), "A house needs none.")) from None


def _refused(message: str, source: TextFile) -> Problem:
    """Return the problem for a message of `tomllib`."""
    match = _AT.fullmatch(message)
    line, column = bisect_right(source.starts, len(source.text.rstrip())), 1
    if match and match["line"]:
        line, column = int(match["line"]), int(match["column"])
    place = Place(source.file, line, column, source.text)
    what = match["what"] if match else "a number is too long"
    if twice := _TWICE.fullmatch(what):
        name = ".".join(_NAMES.findall(twice["path"] or ""))
        message = f"the table [{name}] stands twice" if name else "a key stands twice"
        return Problem(_CODE, message, place, "Put everything into the first.")
    return Problem(_CODE, f"this is not TOML: {what[0].lower()}{what[1:]}", place, _HINT)


class _Walk:
    """The nodes of a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.root = Node(0, len(text), children={})
        table = self.root
        while self._between() < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _between(self) -> int:
        """Go on to what is next, and return where it begins."""
        match = _BETWEEN.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _path(self) -> list[tuple[str, int]]:
        """Return the keys that stand here, with points between, and where each begins."""
        path: list[tuple[str, int]] = []
        while match := _KEY.match(self.text, self._between()):
            key = match[0]
            path.append((str(tomllib.loads(f"k = {key}")["k"]) if key[0] in "\"'" else key, self.at))
            self.at = match.end()
            if self.text[self._between()] != ".":
                break
            self.at += 1
        return path

    def _header(self) -> Node:
        """Return the table that a head in brackets opens."""
        many = self.text.startswith("[[", self.at)
        self.at += 1 + many
        *outer, (name, start) = self._path()
        self.at += 1 + many
        within = self._opened(self.root, outer)
        if not many:
            return self._opened(within, [(name, start)])
        known = within.child(name) or Node(start, start, key=start, children=[])
        _put(within, name, known)
        table = Node(start, start, key=start, children={})
        if isinstance(known.children, list):
            known.children.append(table)
        return table

    def _opened(self, table: Node, path: list[tuple[str, int]]) -> Node:
        """Return the table at the end of a path, made where there is none; of a list of tables the last."""
        for name, start in path:
            known = table.child(name) or Node(start, start, key=start, children={})
            _put(table, name, known)
            table = known.children[-1] if isinstance(known.children, list) and known.children else known
        return table

    def _pair(self, table: Node) -> None:
        *outer, (name, start) = self._path()
        self.at += 1  # the equals sign
        value = self._value()
        value.key = start
        _put(self._opened(table, outer), name, value)

    def _value(self) -> Node:
        start = self._between()
        node = Node(start, start)
        if self.text[start] in "[{":
            self._collection(node)
        else:
            match = _STRING.match(self.text, start) or _BARE.match(self.text, start)
            self.at = match.end() if match else start
        node.end = self.at
        return node

    def _collection(self, node: Node) -> None:
        """Walk a list or a table in braces."""
        closer = {"[": "]", "{": "}"}[self.text[self.at]]
        self.at += 1
        items: list[Node] = []
        node.children = items if closer == "]" else {}
        while self.text[self._between()] != closer:
            if closer == "]":
                items.append(self._value())
            else:
                self._pair(node)
        self.at += 1


def _put(table: Node, name: str, node: Node) -> None:
    if isinstance(table.children, dict):
        table.children[name] = node
