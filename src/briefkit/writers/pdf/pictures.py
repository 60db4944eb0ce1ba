"""The pictures of a file: image XObjects, each once (ISO 32000-1, 8.9.5)."""

import struct
from collections.abc import Iterator

from briefkit.document import Image
from briefkit.writers.pdf.file import File

_SIGNATURE = 8
"""Bytes before a PNG's first chunk; a chunk's length and name take as many."""
_CHECKSUM = 4


class Pictures:
    """The pictures that one file holds."""

    def __init__(self, file: File) -> None:
        """Begin with none."""
        self._file = file
        self._numbers: dict[Image, int] = {}

    def name(self, image: Image) -> str:
        """Return the name by which pages paint a picture, and put it into the file."""
        if image not in self._numbers:
            self._numbers[image] = _added(self._file, image)
        return f"Im{self._numbers[image]}"

    def resources(self) -> str:
        """Return the entry of a page's resources for all of them."""
        entries = "".join(f"/Im{number} {number} 0 R" for number in self._numbers.values())
        return f"/XObject<<{entries}>>" if entries else ""


def _added(file: File, image: Image) -> int:
    """Add a picture as it is: PDF knows the compression of both kinds of file."""
    data, coding = image.data, "/Filter/DCTDecode"
    if image.kind == "png":
        data = b"".join(_pixels(image.data))
        row = f"/Colors {image.colours}/BitsPerComponent 8/Columns {image.width}"
        coding = f"/Filter/FlateDecode/DecodeParms<</Predictor 15{row}>>"
    space = "DeviceGray" if image.colours == 1 else "DeviceRGB"
    size = f"/Width {image.width}/Height {image.height}/BitsPerComponent 8"
    entries = f"/Type/XObject/Subtype/Image{size}/ColorSpace/{space}{coding}"
    return file.add_stream(data, entries, compress=False)


def _pixels(png: bytes) -> Iterator[bytes]:
    """Yield the compressed pixels of a PNG (ISO/IEC 15948, 11.2.4)."""
    at = _SIGNATURE
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        start = at + _SIGNATURE
        if name == b"IDAT":
            yield png[start : start + length]
        at = start + length + _CHECKSUM
