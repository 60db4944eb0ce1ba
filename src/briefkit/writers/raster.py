"""PNG and JPEG files read back: whether they hold pixels and what decodes them, and nothing else."""

from collections.abc import Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_CHUNKS = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_SCAN, _END = 0xDA, 0xD9
_SEGMENTS = frozenset((0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, _SCAN, 0xE0, 0xEE))
"""Tables, frames, scans, the JFIF header and Adobe's note on colours (ITU-T T.81, table B.1)."""
_MARK = 0xFF
_LENGTH, _AROUND = 4, 12
"""Bytes of a PNG chunk's length; of its length, name and checksum."""


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


_IN_SCAN = frozenset((b"\x00", *(bytes([0xD0 + number]) for number in range(8))))
