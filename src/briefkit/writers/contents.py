"""What anybody could read in a finished file, read back from its bytes, whatever its format."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, AnyStr


@dataclass(frozen=True, slots=True)
class FileContents:
    """Everything in a finished file that somebody could read, on the page or behind it."""

    texts: frozenset[str]
    """Running text: what is printed, told to screen readers, kept in attachments and properties."""
    values: frozenset[str]
    """Names, attributes, addresses and strings of the file's own structure, each whole."""
    looks: frozenset[str] = frozenset()
    """Names of an organisation's styles and fonts, such as Georgia, and pixels: a single word of them names nobody."""
    faults: tuple[str, ...] = ()
    """What a brief never holds, in words that quote nothing of the file."""
    body: str = ""
    """What a reader sees on its pages, in reading order; of a file that is no brief nothing."""
    edges: tuple[tuple[str, str], ...] = ()
    """The text of each header, with that of its footer."""
    titles: tuple[str, ...] = ()
    """The title in each of its properties; empty where the format has none."""
    languages: tuple[str, ...] = ()
    markings: tuple[str, ...] = ()
    pages: int = 0
    """How many pages it has; 0 where only who opens it can tell."""


Reader = Callable[[bytes], FileContents]
"""Returns what a file carries; it never raises on bytes: what it cannot read is a fault."""
_READABLE = re.compile(rb"[ -~]{5,}")
_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHUNKS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_SCAN, _END = 0xDA, 0xD9
_SEGMENTS = frozenset((0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, _SCAN, 0xE0, 0xEE))
"""Tables, frames, scans, the JFIF header and Adobe's note on colours (ITU-T T.81, table B.1)."""
_MARK = 0xFF
_LENGTH, _AROUND = 4, 12
"""Bytes of a PNG chunk's length; of its length, name and checksum."""
_IN_SCAN = frozenset((b"\x00", *(bytes([0xD0 + number]) for number in range(8))))
_FORBIDDEN = re.compile(
    r"(?<!\\)<(?:!--|script|iframe|object|embed|link|img|form|meta http-equiv(?!=\"Content-Security-Policy\"))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What a text with tags carries."""

    source: str
    """The text itself."""
    text: str
    """What stands between the tags, a line for each stretch."""
    joined: str
    """The same with the stretches of one paragraph joined, as a reader sees them."""
    tags: frozenset[str]
    """Every tag, comment and instruction, whole."""
    values: frozenset[str]
    """What stands in quotes inside the tags."""

    def inside(self, name: str) -> tuple[str, ...]:
        """Return what each element of a name holds, of those that hold no others."""
        return tuple(map(unescape, re.findall(rf"<{name}(?:\s[^>]*)?>([^<]*)</{name}>", self.source)))

    def listed(self, name: str) -> tuple[str, ...]:
        """Return the items of each array of a name, as XMP writes them (ISO 16684-1, 7.7)."""
        arrays = re.findall(rf"<{name}>(.*?)</{name}>", self.source, re.DOTALL)
        return tuple(unescape(item) for array in arrays for item in re.findall(r"<rdf:li[^>]*>([^<]*)<", array))

    def attributes(self, element: str, name: str) -> tuple[str, ...]:
        """Return the values of an attribute in the elements of a name."""
        return tuple(map(unescape, re.findall(rf'<{element}\s(?:[^>]*\s)?{name}="([^"]*)"', self.source)))


def unknown(found: Iterable[AnyStr], known: Iterable[AnyStr], what: str) -> tuple[str, ...]:
    """Return the fault `what` where something is not among what is known; else none."""
    return (what,) if set(found) - set(known) else ()


def opaque(data: bytes) -> str:
    """Return what can be read in bytes that are no text: pictures, fonts, colour profiles."""
    return b"\n".join(_READABLE.findall(data)).decode("ascii")


def markup(text: str, breaks: tuple[str, ...] = ()) -> Markup:
    """Return what a text with tags carries; where paragraphs are joined, only the tags `breaks` part words."""
    parts = _TAG.split(text)
    tags = frozenset(parts[1::2])
    values = frozenset(unescape(quoted or single) for tag in tags for quoted, single in _QUOTED.findall(tag))
    joined = "".join("\n" if i % 2 and part in breaks else "" if i % 2 else part for i, part in enumerate(parts))
    return Markup(
        text,
        unescape("\n".join(filter(None, parts[::2]))),
        unescape(joined) if breaks else "",
        frozenset(map(unescape, tags)),
        values,
    )


def is_bare(data: bytes) -> bool:
    """Say whether a picture holds no text, no place, no profile, no preview, and ends where it should."""
    if data.startswith(_PNG):
        return all(name in _CHUNKS for name in _chunks(data))
    return data.startswith(_JPEG) and all(marker in _SEGMENTS for marker in _segments(data))


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the names of a PNG's chunks; an empty one where they do not fill the file."""
    at, name = len(_PNG), b""
    while at + _AROUND <= len(data) and name != b"IEND":
        name = data[at + _LENGTH : at + 2 * _LENGTH]
        yield name
        at += _AROUND + int.from_bytes(data[at : at + _LENGTH])
    if at != len(data) or name != b"IEND":
        yield b""


def _segments(data: bytes) -> Iterator[int]:
    """Yield the markers of a JPEG's segments; 0 where they do not fill the file."""
    at = len(_JPEG)
    while at + _LENGTH <= len(data):
        marker = data[at + 1]
        if data[at] != _MARK or marker == _END:
            break
        yield marker
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            at = _after_scan(data, at)
    if data[at:] != b"\xff\xd9":
        yield 0


def _after_scan(data: bytes, at: int) -> int:
    """Return where the first marker behind a scan stands; inside it, 0xFF is followed by zero or a restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        if data[at + 1 : at + 2] not in _IN_SCAN:
            return at
        at += 2
    return len(data)


def read_markdown(data: bytes) -> FileContents:
    """Return what a Markdown file carries; its first and last passages are what stands on every page of other files."""
    text = data.decode("utf-8", "replace")
    passages = text.split("\n\n")
    plain = text.replace("\\", "")
    return FileContents(
        texts=frozenset((text, plain)),
        values=frozenset(),
        faults=tuple(_html(text)),
        body=plain,
        edges=((passages[0].replace("\\", ""), passages[-1].replace("\\", "")),),
    )


def read_html(data: bytes) -> FileContents:
    """Return what an HTML page carries."""
    text = data.decode("utf-8", "replace")
    parsed = markup(text)
    return FileContents(
        texts=frozenset((parsed.text, *parsed.tags)),
        values=parsed.values,
        faults=tuple(_html(text)),
    )


def read_json(raw: bytes) -> FileContents:
    """Return what a JSON file carries."""
    try:
        values = frozenset(strings(json.loads(raw)))
    except (ValueError, RecursionError):
        return FileContents(frozenset(), frozenset(), faults=("it cannot be read back",))
    return FileContents(values, values)


def strings(value: Any) -> Iterator[str]:
    """Yield every string of plain data, the keys of mappings too."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(parts) | tuple(parts):
                waiting += parts
            case dict(entries):
                waiting += (*entries, *entries.values())
            case _:
                pass


def _html(text: str) -> Iterator[str]:
    if _FORBIDDEN.search(text):
        yield "it holds a script, a frame or a comment"
