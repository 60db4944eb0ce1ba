"""The file: numbered objects, compressed, with an identifier made from their content."""

import re
import zlib
from hashlib import sha256

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as rendered

from briefkit.look.righttoleft import written

_BEYOND = re.compile(rb"(?m)^(<[0-9A-F]{2}> )<([0-9A-F]{5,6})>$")
"""What ReportLab writes of a character beyond the first 65,536."""
TURNED = 0x100000
"""The second codes of characters, by which they are shown from right to left, begin here."""
_CHUNK = 200
"""Objects in one object stream."""


class File(PDFDocument):
    """Objects of our own, as PDF syntax, beside those of the fonts that ReportLab makes.

    Why: ReportLab ends streams without a line end (against ISO 19005-2, 6.1.7.1), knows no object
    streams, and makes the identifier from the title.
    """

    def __init__(self) -> None:
        """Begin with no object."""
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}

    def reserve(self) -> int:
        """Return the number of an object that is added later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def add(self, body: str, number: int = 0) -> int:
        """Add an object, which is Latin-1 PDF syntax, and return its number."""
        number = number or self.reserve()
        self._plain[number] = body.encode("latin-1")
        return number

    def add_stream(self, data: bytes, entries: str = "", *, compress: bool = True, number: int = 0) -> int:
        """Add a stream with the entries of its dictionary, and return its number."""
        number = number or self.reserve()
        if compress:
            data, entries = zlib.compress(data, 9), f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._streams[number] = head + data + b"\nendstream"
        return number

    def add_fonts(self) -> int:
        """Add the fonts in use, and return the number of the dictionary that names them."""
        for font in self.delayedFonts:
            font.addObjects(self)
        done = set()
        while todo := [number for number in self.numberToId if number not in done]:
            for number in todo:
                self._take(number)
                done.add(number)
        return int(self.idToObjectNumberAndVersion["BasicFonts"][0])

    def _take(self, number: int) -> None:
        """Take over an object of ReportLab's."""
        body = self.idToObject[self.numberToId[number]]
        if isinstance(body, PDFStream):
            content = body.content if isinstance(body.content, bytes) else body.content.encode("latin-1")
            entries = "".join(f"/{key} {value}" for key, value in sorted(body.dictionary.dict.items()))
            self.add_stream(_BEYOND.sub(_unicode, content), entries, number=number)
        else:
            self._plain[number] = rendered(body, self, toplevel=1)

    def bytes(self, root: int, info: int) -> bytes:
        """Return the file."""
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        numbers = sorted(self._plain)
        for at in range(0, len(numbers), _CHUNK):
            chunk = numbers[at : at + _CHUNK]
            home = self._object_stream(chunk)
            places |= {number: (2, home, i) for i, number in enumerate(chunk)}
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for number, body in sorted(self._streams.items()):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        number = self.reserve()
        places[number] = (1, start, 0)
        identifier = sha256(out).hexdigest()[:32]
        table = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
            for kind, place, index in (places[i] for i in range(number + 1))
        )
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]"
        )
        self.add_stream(table, entries, number=number)
        out += b"%d 0 obj\n" % number + self._streams[number] + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
        return bytes(out)

    def _object_stream(self, numbers: list[int]) -> int:
        """Add a stream that holds objects (ISO 32000-1, 7.5.7), and return its number."""
        bodies = [self._plain[number] for number in numbers]
        offsets, at = [], 0
        for number, body in zip(numbers, bodies, strict=True):
            offsets.append(b"%d %d" % (number, at))
            at += len(body) + 1
        index = b" ".join(offsets) + b"\n"
        return self.add_stream(index + b"\n".join(bodies), f"/Type/ObjStm/N {len(numbers)}/First {len(index)}")


def _unicode(match: re.Match[bytes]) -> bytes:
    """Return a line of a ToUnicode map as it should be (ISO 32000-1, 9.10.3)."""
    code = int(match[2], 16)
    character = written(chr(code - TURNED)) if code >= TURNED else chr(code)
    return b"%b<%b>" % (match[1], character.encode("utf-16-be").hex().upper().encode())


def text(value: str) -> str:
    """Return a text string as PDF syntax (ISO 32000-1, 7.9.2.2)."""
    if value.isascii() and value.isprintable():
        return "(" + value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"
