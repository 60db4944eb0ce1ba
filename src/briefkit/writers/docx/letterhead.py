"""The letterhead of a template: what stands in the headers and footers of its pages, and the room that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

USUAL, FIRST, EVEN = "default", "first", "even"
HEADER, FOOTER = "header", "footer"


@dataclass(frozen=True, slots=True)
class Float:
    """A picture that floats: its edges in points from where `top` says."""

    top: float
    bottom: float
    of: str
    """`page`, `margin`, or the story (`paragraph`, `line`)."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room that a header or footer takes."""

    height: float = 0.0
    """Of its lines and tables, in points."""
    floats: tuple[Float, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer of a template, cleaned."""

    xml: str = ""
    """Its paragraphs and tables."""
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Relationship → kind and bytes."""
    room: Room = field(default_factory=Room)
    """How much room it takes."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on a template's pages."""

    kinds: tuple[str, ...] = (USUAL,)
    """The kinds of pages that are told apart: `default`, `first`, `even`."""
    parts: Mapping[tuple[str, str], Furniture] = field(default_factory=dict)
    """`header` or `footer` and kind → what stands there."""
    left_out: tuple[str, ...] = ()
    """What was left out of it, in words."""

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture."""
        return any(furniture.pictures for furniture in self.parts.values())

    def of(self, where: str, kind: str) -> Furniture:
        """Return what stands in a header or footer of pages of a kind."""
        return self.parts.get((where, kind), Furniture())


def picture(number: int) -> str:
    """Return the id of the relationship to the n-th picture of a header."""
    return f"rIdLetterhead{number:02d}"


def number_of(identity: str) -> str:
    """Return the number in such an id."""
    return identity.removeprefix("rIdLetterhead")
