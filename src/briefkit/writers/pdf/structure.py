"""The structure tree: what a screen reader reads, in the order of the document.

The tree is built from the document alone. Painting fills its slots: wherever a page break or a
repeated header leads the drawing, the reading order stays the document's.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place in the tree that painted marks belong to; equal only to itself."""

    role: str
    """The structure type of the element that holds it, which marks its content (ISO 32000-1, 14.7.4)."""


@dataclass(slots=True, eq=False)
class Element:
    """A structure element (ISO 32000-1, 14.7.2); equal only to itself."""

    role: str
    """A standard structure type (ISO 32000-1, 14.8.4)."""
    kids: list["Element | Slot"] = field(default_factory=list)
    language: str | None = None
    attributes: str = ""
    """Its attribute dictionary as PDF syntax, e.g. `<</O/Table/Scope/Row>>`."""
    identifier: str = ""
    """Unique in the document; a Note needs one (ISO 14289-1, 7.9)."""
    alt: str = ""
    """What a Figure shows (ISO 14289-1, 7.3)."""
    actual: str = ""
    """Its text in reading order, where it is painted in another (ISO 32000-1, 14.9.4)."""

    def child(self, role: str, *, language: str | None = None, attributes: str = "", identifier: str = "") -> "Element":
        """Append an element and return it."""
        element = Element(role, language=language, attributes=attributes, identifier=identifier)
        self.kids.append(element)
        return element

    def bound(self, box: tuple[float, float, float, float]) -> None:
        """Say where a Figure stands on its page: left, bottom, right, top in points (ISO 32000-1, 14.8.5.4.3)."""
        self.attributes = f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{edge:.2f}' for edge in box)}]>>"

    def slot(self) -> Slot:
        """Append a slot and return it."""
        slot = Slot(self.role)
        self.kids.append(slot)
        return slot


COLUMN_HEADER = "<</O/Table/Scope/Column>>"
ROW_HEADER = "<</O/Table/Scope/Row>>"
BULLETED = "<</O/List/ListNumbering/Disc>>"
NUMBERED = "<</O/List/ListNumbering/Decimal>>"
