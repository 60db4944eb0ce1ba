"""The files that a record names: the texts of its sources, and pictures. All their problems are raised together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefkit import files
from briefkit.document import Image
from briefkit.errors import Problem, RecordError
from briefkit.evidence import digest, source_text
from briefkit.outcomes import Outcomes, Source
from briefkit.outcomes.parts import Original
from briefkit.outcomes.statements import Picture
from briefkit.recordfile import RecordPlaces
from briefkit.spelling import cut

LARGEST: Mapping[str, int] = {"source": 4_000_000, "document": 50_000_000, "picture": 10_000_000}
"""Bytes of a source's text, of the document that it was taken from, and of a picture."""
TOGETHER: Mapping[str, int] = {"source": 4_000_000, "document": 200_000_000, "picture": 50_000_000}
"""Bytes of all files of a kind together."""
PIXELS = 80_000_000
"""Pixels of all pictures together: that many are unpacked in a few seconds."""


class _Refused(Exception):  # noqa: N818 - a refusal on its way to its place, not an error that leaves this module
    def __init__(self, code: str, message: str, hint: str, key: str = "file") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.key = code, message, hint, key


def read(outcomes: Outcomes, folder: Path, places: RecordPlaces) -> tuple[dict[str, str], dict[str, Image]]:
    """Return source id → text, and statement id → picture; RecordError with all that cannot be read or is another."""
    reader, texts, pictures = _Reader(folder, places), dict[str, str](), dict[str, Image]()
    for key, source in outcomes.sources.items():
        if source.file:
            with reader.at("sources", key):
                texts[key] = _text(reader, source, source.file)
        if source.original:
            with reader.at("sources", key, "original"):
                _prove(reader, source.original)
    for i, statement in enumerate(outcomes.statements):
        if isinstance(statement, Picture):
            with reader.at("statements", i):
                pictures[statement.id] = _image(reader, statement)
    if reader.problems:
        raise RecordError(*reader.problems)
    return texts, pictures


class _Reader:
    """Reads what a record names below its folder, within a limit on all files together; keeps what is wrong with it."""

    def __init__(self, folder: Path, places: RecordPlaces) -> None:
        self._folder, self._places = folder, places
        self._whole = {**TOGETHER, "pixels": PIXELS}
        self._left = dict(self._whole)
        self.problems: list[Problem] = []

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Keep a refusal of the block as a problem of the entry under a path."""
        try:
            yield
        except _Refused as refused:
            place = self._places.value((*path, refused.key))
            self.problems.append(Problem(refused.code, refused.message, place, refused.hint))

    def data(self, name: str, what: str) -> bytes:
        """Return the bytes of a file, within the limits of what it is and of all together."""
        try:
            data = files.read_below(self._folder, name, LARGEST[what])
        except files.TooLargeError as refused:
            smaller = "Save it with fewer pixels." if what == "picture" else "Keep the pages you quote."
            raise _Refused("R05", f"the {what} cannot be read: {refused.why}", smaller) from None
        except files.UnreadableError as refused:
            raise _Refused("R05", f"the {what} `{cut(name)}` cannot be read: {refused.why}", refused.mend) from None
        self.spend(what, len(data))
        return data

    def spend(self, what: str, amount: int) -> None:
        """Take an amount; refuse one that is more than is left."""
        self._left[what] -= amount
        if self._left[what] < 0:
            unit = "pixels" if what == "pixels" else f"bytes of {what}s"
            message = f"the record has more than {self._whole[what]:,} {unit} together with this"
            raise _Refused("R24", message, "Keep what is quoted or shown, as smaller files.")


def _text(reader: _Reader, source: Source, name: str) -> str:
    data = reader.data(name, "source")
    try:
        text = source_text(data)
    except UnicodeDecodeError:
        kind = files.guessed(data)
        message = "the source is not UTF-8 text" + (f": it seems to be {kind}" if kind else "")
        hint = (
            "Save it as plain text in UTF-8; `briefkit new FOLDER --source FILE` takes the text of PDF and Word files."
        )
        raise _Refused("R05", message, hint) from None
    _refuse_changed(data, source.sha256, "the source is not the file that was quoted")
    return text


def _prove(reader: _Reader, original: Original) -> None:
    """Refuse the document that a source's text was taken from where it is another."""
    data = reader.data(original.file, "document")
    _refuse_changed(data, original.sha256, "the document is not the one that the source's text was taken from")


def _refuse_changed(data: bytes, sha256: str | None, message: str) -> None:
    """Refuse a file whose hash is not the record's, where that has one; a text's line ends do not count."""
    text = files.line_feeds(data)
    if sha256 and sha256 not in map(digest, (data, text, text.replace(b"\n", b"\r\n"))):
        hint = (
            f"Put the old file back; or, if this one is right, read every quote against it, then write {digest(data)}."
        )
        raise _Refused("E01", f"{message}: its hash differs", hint, "sha256")


def _image(reader: _Reader, picture: Picture) -> Image:
    from briefkit.look.images import ImageError, image, pixels

    data = reader.data(picture.file, "picture")
    try:
        reader.spend("pixels", pixels(data))
        return image(data)
    except ImageError as error:
        raise _Refused("R15", f"the picture {error.why}", error.mend) from None
