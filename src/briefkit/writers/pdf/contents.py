"""Everything that a PDF carries, read back from its bytes and held against lists of what our files have.

It is read strictly, as `File.bytes` writes it, so that no byte is passed over.
"""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.addresses import is_address
from briefkit.data import table
from briefkit.writers.contents import FileContents, is_bare, markup, opaque, strings, unknown

_NAMES, _OPERATORS = (frozenset(table("writers/pdf/names.toml")[kind].split()) for kind in ("names", "operators"))
_NUMBERED = re.compile(r"F\d+\+\d+|Im\d+|[A-Z]{6}\+[\w.-]+")
"""Names of fonts and pictures."""
_SYNTAX = ("R", "true", "false", "null")
_UNMARKED = -1
"""In place of a mark, of what is decoration: header and footer, and a table's header that is repeated."""
_LEADING = ("Contents", "ToUnicode", "Metadata")
LITERAL = rb"\((?:[^()\\]|\\.)*\)"
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf (%s) Tj|(\bET\b)|/MCID (\d+)>> BDC|\bEMC\b" % LITERAL, re.DOTALL)
_ELEMENT = re.compile(rb"<</Type/Struct(?:TreeRoot|Elem/S/\w+/P \d+ 0 R)/K(\[[^\]]*\])")
_KID = re.compile(rb"(?<=[\[ ])(\d+) 0 R(?=[\] ])|/Pg (\d+) 0 R/MCID (\d+)")
_BROKEN = (ValueError, LookupError, zlib.error, UnboundLocalError, RecursionError)
NAME = rb"/[^\s/<>\[\]()%{}]*"
_LEXEME = re.compile(rb"(%s|<[0-9A-Fa-f\s]+>|%s)" % (LITERAL, NAME), re.DOTALL)
_WORDS = re.compile(rb"[^\s0-9.<>\[\]+-]+")
_STREAM = re.compile(rb"(\d+) 0 obj\n(<<(?:[^>]|>(?!>\nstream\n))*/Length (\d+)>>)\nstream\n")
_HEAD, _END = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", re.compile(rb"startxref\n(\d+)\n%%EOF\n")
_AFTER = b"\nendstream\nendobj\n"
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MOST = 100_000_000
"""Bytes that a stream may hold when unpacked."""


@dataclass(slots=True)
class Objects:
    """The objects of a file by number."""

    plain: dict[int, bytes] = field(default_factory=dict)
    streams: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)
    """The dictionary, and what the stream holds, unpacked."""

    def bodies(self) -> Iterator[bytes]:
        """Yield the syntax of all of them, without what streams hold."""
        yield from self.plain.values()
        yield from (head for head, _ in self.streams.values())


@dataclass(frozen=True, slots=True)
class Lexemes:
    """What stands in PDF syntax."""

    strings: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    """Everything else that is no number and no bracket: operators, `R`, `true`, `null`."""


def contents(data: bytes) -> FileContents:
    """Return what a PDF carries."""
    try:
        return _contents(objects(data))
    except _BROKEN:
        return FileContents(frozenset(), frozenset(), faults=("it cannot be read back",))


def _contents(file: Objects) -> FileContents:
    fonts, codes = _fonts(file), _streams(file, "Contents")
    syntax = lexed(b"\n".join(file.bodies()))
    marks = lexed(b"\n".join(_SHOWN.sub(b" ", code) for code in codes))
    painted = [list(_shown(code, fonts)) for code in codes]
    pages = [[line for _, line in lines] for lines in painted]
    packet = markup(b"\n".join(_streams(file, "Metadata")).decode("utf-8"))
    record = frozenset(strings([json.loads(body) for head, body in file.streams.values() if b"/EmbeddedFile" in head]))
    shown, names = syntax.strings | marks.strings, syntax.names | marks.names
    numbered = frozenset(filter(_NUMBERED.fullmatch, names))
    return FileContents(
        texts=frozenset((*map("\n".join, pages), *packet.tags, packet.text)) | shown | (names - numbered) | record,
        looks=numbered | {opaque(file.streams[number][1]) for number in _opaque(file)},
        values=shown | names | packet.values | record,
        faults=tuple(_faults(file, syntax, marks)),
        body="\n".join(_read_out(file, painted)),
        edges=tuple(("\n".join(lines[:2]), "\n".join(lines[-2:])) for lines in pages),
        titles=(*_entries(file, b"Title", b"/Producer"), *packet.listed("dc:title")),
        languages=(*_entries(file, b"Lang", b"/Type/Catalog"), *packet.listed("dc:language")),
        markings=packet.listed("dc:rights"),
        pages=len(pages),
    )


def _streams(objects: Objects, name: str) -> list[bytes]:
    """Return what the streams hold that a key leads to, in the order of the objects that it stands in."""
    return [objects.streams[number][1] for number in _references(objects, name)]


def _references(objects: Objects, name: str) -> list[int]:
    bodies = b"\n".join(body for _, body in sorted(objects.plain.items()))
    return [int(number) for number in re.findall(rb"/%s (\d+) 0 R" % name.encode(), bodies)]


def _shown(code: bytes, fonts: Mapping[bytes, Mapping[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield what a page shows, a line for each text object, with the mark that the structure tree knows it by."""
    line, mark = "", _UNMARKED
    for font, token, end, begun in _SHOWN.findall(code):
        if token:
            line += literal(token).decode("latin-1").translate(fonts[font])
        elif end:
            yield mark, line
            line = ""
        else:
            mark = int(begun or _UNMARKED)


def _read_out(file: Objects, pages: Sequence[Sequence[tuple[int, str]]]) -> Iterator[str]:
    """Yield the lines of all pages in the order of the structure tree; behind them what it does not lead to.

    So a page break, the header of a table that is repeated behind it, or the cell beside it cuts nothing in two.
    """
    waiting: dict[tuple[int, int], list[str]] = defaultdict(list)
    numbers = [n for n, body in sorted(file.plain.items()) for _ in re.findall(rb"/Contents \d+ 0 R", body)]
    for number, lines in zip(numbers, pages, strict=True):
        for mark, line in lines:
            waiting[number, mark].append(line)
    for root in _references(file, "StructTreeRoot"):
        for place in _marks(file, root):
            yield from waiting.pop(place, ())
    for rest in waiting.values():
        yield from rest


def _marks(file: Objects, element: int) -> Iterator[tuple[int, int]]:
    """Yield the page and the mark of everything below an element of the structure tree, in its order."""
    kids = _ELEMENT.match(file.plain[element])
    for child, page, mark in _KID.findall(kids[1] if kids else b""):
        if child:
            yield from _marks(file, int(child))
        else:
            yield int(page), int(mark)


def _fonts(objects: Objects) -> Mapping[bytes, Mapping[int, str]]:
    """Return the characters that the codes of each font stand for."""
    maps: dict[bytes, Mapping[int, str]] = {}
    for name, number in re.findall(rb"/(F\d+\+\d+) (\d+) 0 R", b"\n".join(objects.plain.values())):
        if table := re.search(rb"/ToUnicode (\d+) 0 R", objects.plain[int(number)]):
            pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>", objects.streams[int(table[1])][1])
            maps[name] = {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}
    return maps


def _entries(objects: Objects, key: bytes, marker: bytes) -> tuple[str, ...]:
    """Return the strings of a key in the objects that hold `marker` as well."""
    entry = re.compile(rb"/%s\s?(%s|<[0-9A-F]+>)" % (key, LITERAL), re.DOTALL)
    return tuple(string(token) for body in objects.plain.values() if marker in body for token in entry.findall(body))


def _opaque(objects: Objects) -> set[int]:
    """Return the streams of fonts, pictures and colour profiles."""
    named = {number for name in ("FontFile2", "DestOutputProfile") for number in _references(objects, name)}
    return named | {number for number, (head, _) in objects.streams.items() if b"/Subtype/Image" in head}


def _faults(objects: Objects, syntax: Lexemes, marks: Lexemes) -> Iterator[str]:
    """Yield what no brief holds."""
    names = {name for name in syntax.names | marks.names if not _NUMBERED.fullmatch(name)}
    yield from unknown(names, _NAMES, "it has a key or an action that no brief has")
    yield from unknown(syntax.words, _SYNTAX, "it has syntax that no brief has")
    yield from unknown(marks.words, _OPERATORS, "a page paints with what no brief paints with")
    if _stray(objects):
        yield "it has a stream that nothing leads to"
    if sum(b"/Type/EmbeddedFile" in head for head, _ in objects.streams.values()) > 1:
        yield "it has more attachments than the record"
    pictures = (body for head, body in objects.streams.values() if b"/DCTDecode" in head)
    if not all(map(is_bare, pictures)):
        yield "a picture holds more than its pixels"
    targets = _entries(objects, b"URI", b"/S/URI")
    if not all(map(is_address, targets)) or len(targets) != sum(b"/S/URI" in body for body in objects.plain.values()):
        yield "a link leads to no address"


def _stray(objects: Objects) -> set[int]:
    """Return the streams that nothing leads to, but for those of the file's own structure."""
    own = (b"/Type/XRef", b"/Type/ObjStm", b"/Type/EmbeddedFile")
    used = {number for number, (head, _) in objects.streams.items() if any(kind in head for kind in own)}
    led = {number for name in _LEADING for number in _references(objects, name)}
    return objects.streams.keys() - used - led - _opaque(objects)


def objects(data: bytes) -> Objects:
    """Return the objects of a file; ValueError where it is written otherwise, or bytes belong to no object."""
    objects, at = Objects(), len(_HEAD)
    if not data.startswith(_HEAD):
        raise ValueError("it begins otherwise")
    while head := _STREAM.match(data, at):
        end = head.end() + int(head[3])
        if data[end : end + len(_AFTER)] != _AFTER or int(head[1]) in objects.streams:
            raise ValueError("a stream ends otherwise")
        objects.streams[int(head[1])] = head[2], _unpacked(head[2], data[head.end() : end])
        last, at = head.start(), end + len(_AFTER)
    tail = _END.fullmatch(data, at)
    if not tail or int(tail[1]) != last:
        raise ValueError("it ends otherwise")
    for head_, body in list(objects.streams.values()):
        if b"/Type/ObjStm" in head_:
            objects.plain |= _within(head_, body)
    return objects


def lexed(code: bytes) -> Lexemes:
    """Return what stands in PDF syntax."""
    parts = _LEXEME.split(code)
    tokens = set(parts[1::2])
    names = {token for token in tokens if token.startswith(b"/")}
    return Lexemes(
        frozenset(map(string, tokens - names)),
        frozenset(name[1:].decode("latin-1") for name in names),
        frozenset(word.decode("latin-1") for word in _WORDS.findall(b" ".join(parts[::2]))),
    )


def string(token: bytes) -> str:
    """Return the text of a string object (ISO 32000-1, 7.3.4 and 7.9.2.2)."""
    raw = literal(token) if token.startswith(b"(") else bytes.fromhex(token[1:-1].decode("ascii"))
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def literal(token: bytes) -> bytes:
    """Return the bytes of a literal string."""
    return _ESCAPED.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1].isdigit() and match[1] < b"8":
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[1].endswith(b"\n") else _CONTROLS.get(match[1], match[1])


def _unpacked(head: bytes, body: bytes) -> bytes:
    """Return what a stream holds; pictures stay packed, as they were read before."""
    if b"/Filter/FlateDecode" not in head or b"/Subtype/Image" in head:
        return body
    machine = zlib.decompressobj()
    data = machine.decompress(body, _MOST)
    if machine.unused_data or machine.unconsumed_tail or not machine.eof:
        raise ValueError("a stream holds more than it shows")
    return data


def _within(head: bytes, body: bytes) -> dict[int, bytes]:
    """Return the objects of an object stream (ISO 32000-1, 7.5.7)."""
    first = int(re.search(rb"/First (\d+)", head)[1])  # type: ignore[index]
    index = list(map(int, body[:first].split()))
    starts = [first + at for at in index[1::2]]
    if not starts or starts[0] != first:
        raise ValueError("an object stream begins otherwise")
    ends = [*(start - 1 for start in starts[1:]), len(body)]
    return {number: body[a:b] for number, a, b in zip(index[::2], starts, ends, strict=True)}
