"""Strict YAML: plain data, and the place of every value and key.

Every scalar is a string: `no` stays a word and `2025-09-04` a text until the model reads it. Only an
empty plain scalar, `~` and `null` are None. Whatever could change the meaning unseen is refused;
`yamlproblems.toml` lists the refusals.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from briefkit import files
from briefkit.data import table
from briefkit.errors import Place, Problem, RecordError
from briefkit.parsing.places import ODD, ODD_SPACE, Node, Places, TextFile
from briefkit.spelling import cut

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 32

KINDS: Mapping[str, tuple[str, str]] = table("parsing/yamlproblems.toml")["kinds"]
"""Code → message and hint. Braces in a message take details."""
_SYNTAX: list[tuple[str, str]] = table("parsing/yamlproblems.toml")["syntax"]
"""A part of the parser's message, libyaml's or PyYAML's own → code; the first that fits counts."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null"))
_OPENERS = ("'", '"', "[", "{", "&", "*", "!")
_ENOUGH = 100
"""As many problems are collected."""

# C0 but tab and line feed; DEL, C1; the separators at which YAML 1.1 breaks lines and editors do not;
# a byte-order mark inside; noncharacters and surrogates.
_FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ODD_ITEM = re.compile(rf"\n *[{ODD}](?=[ {ODD}]*-[ {ODD}\n])")
"""An item that has become part of the text before it."""
_KEY = re.compile(r"\s*[\w-]+")
_SWALLOWED = re.compile(r"[ \t]+(?=#[^\s#])")


@dataclass(slots=True)
class _Frame:
    """A mapping or list being built."""

    data: "dict[str, Data] | list[Data]"
    node: Node
    key: str | None = None
    """The key that waits for its value."""
    key_at: int = 0
    key_end: int = 0
    flow: bool = False
    """Whether it is written in brackets."""


class _Builder:
    """Data and nodes from the parser's events, without recursion."""

    def __init__(self, source: TextFile) -> None:
        """Begin with nothing: the data of an empty text is None."""
        self.source = source
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.nodes = 0
        self.data: Data = None
        self.root: Node | None = None

    def feed(self, event: yaml.Event) -> None:
        """Take the parser's next event; RecordError where the rest of the file cannot be understood."""
        if isinstance(event, yaml.AliasEvent | yaml.DocumentStartEvent):
            self._refuse(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, self._node(event, event.tag))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, self._node(event, event.tag), flow=bool(event.flow_style))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], self._node(event, event.tag))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.frames.pop()

    def finish(self) -> tuple[Data, Places]:
        """Return the data and its places, or raise RecordError with every problem."""
        if self.problems:
            raise RecordError(*sorted(self.problems, key=lambda p: p.place or Place("")))
        return self.data, Places(self.source, self.root or Node(0, 0))

    def _refuse(self, event: yaml.AliasEvent | yaml.DocumentStartEvent) -> None:
        start, end = _span(event)
        if isinstance(event, yaml.AliasEvent):
            self._stop("Y08", start)
        if self.root:
            self._stop("Y11", start)
        for line in self.source.starts:
            if line < end and self.source.text.startswith("%", line):
                self._report("Y12", line)

    def _node(self, event: yaml.NodeEvent, tag: str | None) -> Node:
        node = Node(*_span(event))
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop("Y05", node.start, MAX_NODES)
        if event.anchor is not None:
            self._report("Y08", node.start)
        if tag is not None:
            self._report("Y09", node.start)
        return node

    def _scalar(self, event: yaml.ScalarEvent, node: Node) -> None:
        node.style, node.value = event.style or "", event.value
        if not node.style and (gap := _SWALLOWED.match(self.source.text, node.end)):
            self._report("Y23", gap.end())
        frame = self.frames[-1] if self.frames else None
        if not node.style:
            self._spaces(node, is_value=frame is not None and frame.key is not None)
        if frame and isinstance(frame.data, dict) and frame.key is None:
            self._key(frame, node)
        else:
            if frame and frame.flow and frame.key and ":" not in self.source.text[frame.key_end : node.end]:
                self._report("Y27", frame.key_at, cut(frame.key))
            self._attach(None if not node.style and node.value in _NULLS else node.value, node)

    def _key(self, frame: _Frame, node: Node) -> None:
        if not node.value.strip() or "\n" in node.value:
            self._stop("Y13", node.start)
        if node.value == "<<" and not node.style:
            self._report("Y10", node.start)
        if earlier := frame.node.child(node.value):
            self._report("Y07", node.start, cut(node.value), self.source.place(earlier.key or 0))
        frame.key, frame.key_at, frame.key_end = node.value, node.start, node.end

    def _spaces(self, node: Node, *, is_value: bool) -> None:
        """Refuse text without quotes that an odd space has kept from being a key or an item."""
        text = self.source.text
        odd = _ODD_ITEM.search(text, node.start, node.end)
        if not odd and not is_value:
            odd = ODD_SPACE.match(text, node.start, node.end)
        if odd:
            self._report("Y26", odd.end() - 1, *_character(odd[0][-1]))

    def _open(self, data: "dict[str, Data] | list[Data]", node: Node, *, flow: bool = False) -> None:
        if len(self.frames) >= MAX_DEPTH:
            self._stop("Y06", node.start, MAX_DEPTH)
        node.children = {} if isinstance(data, dict) else []
        self._attach(data, node)
        self.frames.append(_Frame(data, node, flow=flow))

    def _attach(self, data: Data, node: Node) -> None:
        if not self.frames:
            self.data, self.root = data, node
            return
        frame = self.frames[-1]
        match frame.data, frame.node.children:
            case dict() as mapping, dict() as named if frame.key is not None:
                node.key = frame.key_at
                mapping[frame.key], named[frame.key] = data, node
                frame.key = None
            case list() as items, list() as nodes:
                items.append(data)
                nodes.append(node)
            case _:  # a mapping or a list in the place of a key
                self._stop("Y13", node.start)

    def _report(self, code: str, index: int, *details: object) -> None:
        self.problems.append(_problem(code, self.source.place(index), *details))
        if len(self.problems) >= _ENOUGH:
            raise RecordError(*self.problems)

    def _stop(self, code: str, index: int, *details: object) -> NoReturn:
        self._report(code, index, *details)
        raise RecordError(*self.problems)


def read(text: str, file: str) -> tuple[Data, Places]:
    """Return the data of a YAML text and the places of its parts; RecordError with every problem found."""
    source = TextFile.of(text, file)
    _refuse_unreadable(source)
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            builder.feed(event)
    except yaml.YAMLError as error:
        builder.problems = list(dict.fromkeys((*builder.problems, _syntax(source, error))))
    return builder.finish()


def read_file(path: Path, label: str, below: Path | None = None) -> tuple[Data, Places]:
    """Return the data and places of a file, which problems call `label`; one below a folder is reached by no link."""
    try:
        if below:
            raw = files.read_below(below, path.relative_to(below).as_posix(), MAX_BYTES)
        else:
            raw = files.read(path, MAX_BYTES)
    except files.TooLargeError:
        raise RecordError(_problem("Y02", Place(label), MAX_BYTES)) from None
    except files.UnreadableError as refused:
        raise RecordError(replace(_problem("Y01", Place(label, 0), refused.why), hint=refused.mend)) from None
    return decoded(raw, label)


def decoded(raw: bytes, label: str) -> tuple[Data, Places]:
    """Return the data and places of a file's bytes; RecordError where they are not UTF-8, and as `read`."""
    try:
        return read(raw.decode("utf-8"), label)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        source = TextFile.of(before, label)
        kind = files.guessed(raw)
        raise RecordError(
            _problem("Y03", source.place(len(source.text)), f": it seems to be {kind}" if kind else "")
        ) from None


def _span(event: Any) -> tuple[int, int]:
    """Return where an event begins and ends; its marks are there, whatever the stubs say."""
    return event.start_mark.index, event.end_mark.index


def _character(char: str) -> tuple[int, str]:
    return ord(char), unicodedata.name(char)


def _refuse_unreadable(source: TextFile) -> None:
    if len(source.text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise RecordError(_problem("Y02", source.place(0), MAX_BYTES))
    if (conflict := source.conflict) is not None:
        raise RecordError(_problem("Y28", source.place(conflict)))
    found = islice(_FORBIDDEN.finditer(source.text), _ENOUGH)
    if problems := [_problem("Y04", source.place(bad.start()), ord(bad[0])) for bad in found]:
        raise RecordError(*problems)


def _syntax(source: TextFile, error: yaml.YAMLError) -> Problem:
    """Return our problem for the parser's error; what is not closed stands where it opens."""
    mark, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    index = source.index(mark.line, mark.column) if mark else 0
    message = f"{getattr(error, 'context', None)} {getattr(error, 'problem', None)}"
    if (odd := source.odd_space(index)) is not None:
        return _problem("Y26", source.place(odd), *_character(source.text[odd]))
    code = _syntax_code(message, source.before(index), source.text[index : index + 1])
    if opening and code not in {"Y15", "Y21", "Y22"}:
        begin = source.index(opening.line, opening.column)
        if code == "Y24" or source.text.startswith(_OPENERS, begin):
            index = begin
    if code == "Y21":
        index = max(source.text.rfind("\\", 0, index + 1), 0)
    return _problem(code, source.place(index), *((MAX_DEPTH,) if code == "Y06" else ()))


def _problem(code: str, place: Place, *details: object) -> Problem:
    """Return the problem of this kind at this place."""
    message, hint = KINDS[code]
    return Problem(code, message.format(*details), place, hint)


def _syntax_code(message: str, before: str, at: str) -> str:
    """Return the code for a parser's message, the part of the line before the error, and what stands there."""
    code = next((code for part, code in _SYNTAX if part in message), "Y25")
    end = before.rstrip()[-1:]
    if not before.strip() and "\t" in before + at[:1]:
        return "Y15"
    if code == "Y14" and _KEY.fullmatch(before):
        return "Y16"
    if code == "Y16" and end in {"'", '"'}:
        return "Y18"
    if code == "Y16" and end in {"]", "}"}:
        return "Y19"
    return code
