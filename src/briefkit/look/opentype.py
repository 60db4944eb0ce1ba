"""A font file: what it can print, how wide its letters are, and whether a brief may hold it.

Read from the tables of OpenType 1.9: `head`, `hhea`, `hmtx`, `cmap` (formats 4 and 12), `name` and `OS/2`.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefkit.errors import RefusalError

NO_BREAK_SPACE, NO_BREAK_HYPHEN = 0xA0, 0x2011
"""Printed with the glyphs of the space and the hyphen where a font has none for them."""
MOST_BYTES = 40_000_000

_NEEDED = (b"OS/2", b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post")
_TRUETYPE = (b"\0\1\0\0", b"true")
_OTHER = {
    b"OTTO": ("holds PostScript outlines (CFF)", "Take its TrueType version, whose name ends in .ttf."),
    b"ttcf": ("is a collection of fonts", "Take its fonts as single .ttf files."),
    b"wOFF": ("is a web font", "Take its .ttf version."),
    b"wOF2": ("is a web font", "Take its .ttf version."),
}
_RESTRICTED, _NO_SUBSETS, _BITMAPS = 0x0002, 0x0100, 0x0200
_USE_TYPO = 0x0080
"""The bit of `fsSelection` that says which of the file's three heights of a line is meant."""
_ASK = "Ask its maker for a licence that allows it, or take another font."
_FAMILY, _NAME, _TYPOGRAPHIC_FAMILY = 1, 6, 16
_WINDOWS, _ENGLISH = 3, 0x409


class FontError(RefusalError):
    """A font file cannot be used; the reason is a predicate."""


@dataclass(frozen=True, eq=False)
class Font:
    """One font; equal only to itself."""

    data: bytes = field(repr=False)
    """The file."""
    stands_for: str = ""
    """The family that Word files name in its place; empty: its own."""

    @cached_property
    def _tables(self) -> Mapping[bytes, tuple[int, int]]:
        """Return table → where it begins, and its length."""
        count = struct.unpack_from(">H", self.data, 4)[0]
        entries = (struct.unpack_from(">4sIII", self.data, 12 + 16 * i) for i in range(count))
        return {name: (start, length) for name, _, start, length in entries}

    @cached_property
    def _em(self) -> int:
        return int(self._number(b"head", 18))

    @cached_property
    def advances(self) -> Mapping[int, float]:
        """Return code point → advance width in em."""
        count = self._number(b"hhea", 34)
        widths = struct.unpack_from(">" + "Hh" * count, self.data, self._tables[b"hmtx"][0])[::2]
        glyphs = _cmap(self.data, self._tables[b"cmap"][0])
        advances = {char: widths[min(glyph, count - 1)] / self._em for char, glyph in glyphs.items()}
        twins = ((NO_BREAK_SPACE, ord(" ")), (NO_BREAK_HYPHEN, ord("-")))
        return {**{char: advances[twin] for char, twin in twins if twin in advances}, **advances}

    @cached_property
    def line(self) -> float:
        """Return the height in em that a line has by the font's own account, as Windows reckons it."""
        if self._number(b"OS/2", 62) & _USE_TYPO:
            up, down, gap = self._signed(b"OS/2", 68)
            return round((up - down + gap) / self._em, 4)
        up, down, gap = self._signed(b"hhea", 4)
        return round(max(up - down + gap, self._number(b"OS/2", 74) + self._number(b"OS/2", 76)) / self._em, 4)

    @cached_property
    def name(self) -> str:
        """Return its PostScript name, which no other font of a file may have."""
        return self._name(_NAME)

    @cached_property
    def family(self) -> str:
        """Return the family by which word processors know it."""
        return self._name(_TYPOGRAPHIC_FAMILY) or self._name(_FAMILY)

    @property
    def office(self) -> str:
        """Return the family that Word files name."""
        return self.stands_for or self.family

    @property
    def panose(self) -> bytes:
        """Return the ten numbers by which word processors find a font that is like it."""
        start = self._tables[b"OS/2"][0] + 32
        return self.data[start : start + 10]

    @property
    def permissions(self) -> int:
        """Return what its maker lets files that hold it do (`fsType`)."""
        return self._number(b"OS/2", 8)

    def check(self) -> None:
        """Raise FontError where a brief cannot, or must not, hold it."""
        if len(self.data) > MOST_BYTES:
            raise FontError(f"is larger than {MOST_BYTES // 1_000_000} MB", "Take a font with fewer letters.")
        if other := _OTHER.get(self.data[:4]):
            raise FontError(*other)
        try:
            self._check_tables()
            whole = bool(self.name and self.family and self.advances and self.line)
        except (struct.error, LookupError, UnicodeError, ZeroDivisionError):
            whole = False
        if not whole:
            raise FontError("is no sound TrueType font", "Take a .ttf file that opens in a font viewer.")

    def _check_tables(self) -> None:
        if b"fvar" in self._tables:
            hint = "Take its fixed versions, one .ttf file each for regular, bold, italic and bold italic."
            raise FontError("is a variable font", hint)
        if self.data[:4] not in _TRUETYPE or not self._tables.keys() >= set(_NEEDED):
            raise LookupError
        if any(start + length > len(self.data) for start, length in self._tables.values()):
            raise FontError("is cut short: its end is missing", "Copy or download it again, whole.")
        if self.permissions & 0xF == _RESTRICTED:
            raise FontError("may not be embedded: its maker forbids it (fsType 2)", _ASK)
        if self.permissions & (_NO_SUBSETS | _BITMAPS):
            wrong = f"may not be embedded in part: its maker forbids it (fsType {self.permissions})"
            raise FontError(wrong, _ASK)

    def _number(self, table: bytes, offset: int) -> int:
        return int(struct.unpack_from(">H", self.data, self._tables[table][0] + offset)[0])

    def _signed(self, table: bytes, offset: int) -> tuple[int, int, int]:
        up, down, gap = struct.unpack_from(">hhh", self.data, self._tables[table][0] + offset)
        return up, down, gap

    def _name(self, wanted: int) -> str:
        """Return a name in English, or else in the first language that has it."""
        start = self._tables[b"name"][0]
        count, strings = struct.unpack_from(">HH", self.data, start + 2)
        names: dict[bool, str] = {}
        for i in range(count):
            platform, _, language, name, length, at = struct.unpack_from(">6H", self.data, start + 6 + 12 * i)
            if name == wanted and platform == _WINDOWS:
                begin = start + strings + at
                names.setdefault(language == _ENGLISH, self.data[begin : begin + length].decode("utf-16-be"))
        return names.get(True) or names.get(False, "")


def _cmap(data: bytes, start: int) -> dict[int, int]:
    """Return code point → glyph from the best Unicode subtable; LookupError where there is none."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    subtables = {}
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        subtables[platform, encoding] = start + offset
    if (3, 10) in subtables:
        return dict(_format12(data, subtables[3, 10]))
    return dict(_format4(data, subtables[3, 1]))


def _format12(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    for i in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * i)
        yield from ((code, glyph + code - first) for code in range(first, min(last, 0x10FFFF) + 1))


def _format4(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    form = f">{count}H"
    ends = struct.unpack_from(form, data, start + 14)
    starts = struct.unpack_from(form, data, start + 16 + 2 * count)
    deltas = struct.unpack_from(form, data, start + 16 + 4 * count)
    ranges_at = start + 16 + 6 * count
    ranges = struct.unpack_from(form, data, ranges_at)
    for i, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph, shift = code, delta
            if offset:
                glyph = struct.unpack_from(">H", data, ranges_at + 2 * i + offset + 2 * (code - first))[0]
                shift = delta if glyph else 0
            if glyph := (glyph + shift) & 0xFFFF:
                yield code, glyph
