"""The classes of differences, one row of data each: who finds it, when it is asked, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from briefkit.data import table
from briefkit.reading import certain, close, conditions, lists, modality, moments, names, order, voices
from briefkit.reading.model import Change, Shape
from briefkit.reading.pair import Finder

_FINDERS = {
    f"{room.__name__.rpartition('.')[2]}.{name}": finder
    for room in (certain, close, conditions, lists, modality, moments, names, order, voices)
    for name, finder in vars(room).items()
}
_ALL: frozenset[Shape] = frozenset(get_args(Shape))
_SHAPES: Mapping[str, frozenset[Shape]] = {
    "all": _ALL,
    "near": _ALL - {"plain"},
    "text": frozenset({"text"}),
    "told": frozenset({"text", "short", "headline"}),
}


@dataclass(frozen=True, slots=True)
class Class:
    """A class of differences."""

    code: str
    name: str
    finder: Finder
    message: Mapping[Change, str]
    """Change → the message; a change without one is not asked about."""
    hint: str
    """How to settle it; `{source}` stands for the words of the evidence."""
    shapes: frozenset[Shape]
    """The forms of wording about which it is asked."""
    certain: bool
    """Whether what is added is asked about free wordings too."""
    free: bool
    """Whether what is lost or changed is asked about free wordings too, but for shorter ones."""
    beside: bool
    """Whether it is about a word that belongs to what stands beside it, so that in another order nothing is asked."""
    afar: bool
    """Whether it is asked too of lost words behind a semicolon, if the wording has all before it word for word."""
    example: tuple[str, ...]
    """A wording that it asks about, and its source; empty in all rows of a code but one."""


def _rows() -> Iterator[Class]:
    for row in table("reading/en/classes.toml")["class"]:
        message = {change: row[change] for change in get_args(Change) if change in row}
        shapes = _SHAPES[row.get("shapes", "near")]
        finder = _FINDERS[row["finder"]]
        certain, free, beside, afar = (row.get(flag, False) for flag in ("certain", "free", "beside", "afar"))
        example = tuple(row.get("example", ()))
        yield Class(
            row["code"], row["name"], finder, message, row["hint"], shapes, certain, free, beside, afar, example
        )


CLASSES = tuple(_rows())
