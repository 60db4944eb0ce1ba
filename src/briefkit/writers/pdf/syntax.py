"""A PDF of ours read back: its objects, strictly, so that no byte of the file is passed over."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

LITERAL = rb"\((?:[^()\\]|\\.)*\)"
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


def objects(data: bytes) -> Objects:
    """Return the objects of a file as `File.bytes` writes it; ValueError for any other, or bytes of no object."""
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
    raw = literal(token) if token.startswith(b"(") else bytes.fromhex(_whole(token[1:-1]))
    return raw[2:].decode("utf-16-be", "replace") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def literal(token: bytes) -> bytes:
    """Return the bytes of a literal string."""
    return _ESCAPED.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1].isdigit() and match[1] < b"8":
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[1].endswith(b"\n") else _CONTROLS.get(match[1], match[1])


def _whole(digits: bytes) -> str:
    """Return hexadecimal digits, an even number of them."""
    found = b"".join(digits.split()).decode("ascii")
    return found + "0" * (len(found) % 2)


def _unpacked(head: bytes, body: bytes) -> bytes:
    """Return what a stream holds; pictures stay packed, as they were read before."""
    if b"/Filter/FlateDecode" not in head or b"/Subtype/Image" in head:
        return body
    machine = zlib.decompressobj()
    found = machine.decompress(body, _MOST)
    if machine.unused_data or machine.unconsumed_tail or not machine.eof:
        raise ValueError("a stream holds more than it shows")
    return found


def _within(head: bytes, body: bytes) -> dict[int, bytes]:
    """Return the objects of an object stream (ISO 32000-1, 7.5.7)."""
    first = int(re.search(rb"/First (\d+)", head)[1])  # type: ignore[index]
    index = list(map(int, body[:first].split()))
    starts = [first + at for at in index[1::2]]
    if not starts or starts[0] != first:
        raise ValueError("an object stream begins otherwise")
    ends = [*(start - 1 for start in starts[1:]), len(body)]
    return {number: body[a:b] for number, a, b in zip(index[::2], starts, ends, strict=True)}
