"""The classes of differences, one row of data each: what is read, when it is asked, and what the officer is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from briefkit.reading import attached, certain, close, lists, mixed, modality, names, voices
from briefkit.reading.language import lexicon
from briefkit.reading.model import Change, Shape
from briefkit.reading.pair import Reader

_READERS = {
    f"{room.__name__.rpartition('.')[2]}.{name}": reader
    for room in (attached, certain, close, lists, mixed, modality, names, voices)
    for name, reader in vars(room).items()
}
_ALL: frozenset[Shape] = frozenset(get_args(Shape))
_SHAPES: Mapping[str, frozenset[Shape]] = {
    "all": _ALL,
    "near": _ALL - {"plain"},
    "whole": frozenset({"says", "does", "text"}),
    "text": frozenset({"text"}),
    "told": frozenset({"text", "short", "headline"}),
}


@dataclass(frozen=True, slots=True)
class Class:
    """A class of differences."""

    code: str
    name: str
    reader: Reader
    message: Mapping[Change, str]
    """What is said of each change that is asked; a change that is not here is not asked."""
    hint: str
    """What would settle it: `{source}` is the evidence's words."""
    shapes: frozenset[Shape]
    """The wordings that it is asked in."""
    certain: bool
    """Whether it is asked in free wordings too."""
    afar: bool
    """Whether it is asked too of what the source has behind a semicolon, where all before it is told word for word."""
    example: tuple[str, ...]
    """A wording that it asks about, and its source; empty in all rows of a code but one."""


def _rows() -> Iterator[Class]:
    for row in lexicon("en", "classes")["class"]:
        message = {change: row[change] for change in get_args(Change) if change in row}
        shapes = _SHAPES[row.get("shapes", "near")]
        reader = _READERS[row["reader"]]
        certain, afar, example = row.get("certain", False), row.get("afar", False), tuple(row.get("example", ()))
        yield Class(row["code"], row["name"], reader, message, row["hint"], shapes, certain, afar, example)


CLASSES = tuple(_rows())
