"""The files that a record names: the texts of its sources, and pictures. All their problems are raised together."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

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

_Read = TypeVar("_Read")


class _Refused(Exception):  # noqa: N818 - a refusal on its way to its place, not an error that leaves this module
    def __init__(self, code: str, message: str, hint: str, key: str = "file") -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.key = code, message, hint, key


def texts(outcomes: Outcomes, folder: Path, places: RecordPlaces) -> dict[str, str]:
    """Return source id → text; RecordError where one cannot be read or its hash differs."""
    purse = _Purse()
    named = {key: source for key, source in outcomes.sources.items() if source.file}
    wanted: dict[tuple[str | int, ...], partial[str]] = {
        **{("sources", key): partial(_text, folder, source, purse) for key, source in named.items()},
        **{
            ("sources", key, "original"): partial(_original, folder, source.original, purse)
            for key, source in outcomes.sources.items()
            if source.original
        },
    }
    return dict(zip(named, _read_each(wanted, places), strict=False))


def pictures(outcomes: Outcomes, folder: Path, places: RecordPlaces) -> dict[str, Image]:
    """Return statement id → picture; RecordError where one cannot be read or shown."""
    purse = _Purse()
    found = {i: statement for i, statement in enumerate(outcomes.statements) if isinstance(statement, Picture)}
    wanted: dict[tuple[str | int, ...], partial[Image]] = {
        ("statements", i): partial(_image, folder, picture, purse) for i, picture in found.items()
    }
    return dict(zip((picture.id for picture in found.values()), _read_each(wanted, places), strict=True))


class _Purse:
    """A limit on all files together, and how much of it is left."""

    def __init__(self) -> None:
        self.whole = {**TOGETHER, "pixels": PIXELS}
        self.left = dict(self.whole)

    def spend(self, what: str, amount: int) -> None:
        """Take an amount; refuse one that is more than is left."""
        self.left[what] -= amount
        if self.left[what] < 0:
            unit = "pixels" if what == "pixels" else f"bytes of {what}s"
            message = f"the record has more than {self.whole[what]:,} {unit} together with this"
            raise _Refused("R24", message, "Keep what is quoted or shown, as smaller files.")


def _read_each(wanted: Mapping[tuple[str | int, ...], Callable[[], _Read]], places: RecordPlaces) -> list[_Read]:
    found: list[_Read] = []
    problems: list[Problem] = []
    for path, read in wanted.items():
        try:
            found.append(read())
        except _Refused as refused:
            place = places.value((*path, refused.key))
            problems.append(Problem(refused.code, refused.message, place, refused.hint))
    if problems:
        raise RecordError(*problems)
    return found


def _text(folder: Path, source: Source, purse: _Purse) -> str:
    data = _data(folder, source.file or "", "source", purse)
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


def _original(folder: Path, original: Original, purse: _Purse) -> str:
    """Refuse the document that a source's text was taken from where it is another; return nothing of it."""
    data = _data(folder, original.file, "document", purse)
    _refuse_changed(data, original.sha256, "the document is not the one that the source's text was taken from")
    return ""


def _refuse_changed(data: bytes, sha256: str | None, message: str) -> None:
    """Refuse a file whose hash is not the record's, where that has one."""
    if sha256 and digest(data) != sha256:
        hint = (
            f"Put the old file back; or, if this one is right, read every quote against it, then write {digest(data)}."
        )
        raise _Refused("E01", f"{message}: its hash differs", hint, "sha256")


def _image(folder: Path, picture: Picture, purse: _Purse) -> Image:
    from briefkit.look.images import ImageError, image, pixels

    data = _data(folder, picture.file, "picture", purse)
    try:
        purse.spend("pixels", pixels(data))
        return image(data)
    except ImageError as error:
        raise _Refused("R15", f"the picture {error.why}", error.mend) from None


def _data(folder: Path, name: str, what: str, purse: _Purse) -> bytes:
    """Return the bytes of a file below the record's folder, within the limits of what it is and of all together."""
    try:
        data = files.read_below(folder, name, LARGEST[what])
    except files.TooLargeError as refused:
        smaller = "Save it with fewer pixels." if what == "picture" else "Keep the pages you quote."
        raise _Refused("R05", f"the {what} cannot be read: {refused.why}", smaller) from None
    except files.UnreadableError as refused:
        raise _Refused("R05", f"the {what} `{cut(name)}` cannot be read: {refused.why}", refused.mend) from None
    purse.spend(what, len(data))
    return data
