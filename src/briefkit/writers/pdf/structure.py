"""What leads a reader through the file: the structure tree, in the order of the document, and the outline.

The tree is built from the document alone. Painting fills its slots: wherever a page break or a
repeated header leads the drawing, the reading order stays the document's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.writers.pdf.file import File, text


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


@dataclass(slots=True)
class PageTags:
    """What one page contributes to the tree."""

    number: int
    """Of the page's object."""
    slots: Sequence[Slot]
    """In the order of their marked-content identifiers."""
    links: Sequence[tuple[Element, int]]
    """Link elements, with the numbers of their annotations' objects."""


@dataclass(slots=True)
class _Tree:
    """The tree under construction."""

    file: File
    marks: Mapping[Slot, list[tuple[int, int]]]
    """Slot → the page objects and marked-content identifiers that fill it."""
    annotations: Mapping[Element, list[tuple[int, int]]]
    """Link element → the page objects and annotation objects that belong to it."""
    holders: dict[Slot, int] = field(default_factory=dict)
    """Slot → the element that holds it."""
    links: dict[Element, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def element(self, element: Element, parent: int) -> int:
        """Add an element and all below it; return its number."""
        number = self.file.reserve()
        kids = [kid for item in element.kids for kid in self._kids(item, number)]
        for page, annotation in self.annotations.get(element, ()):
            self.links[element] = number
            kids.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>")
        if element.identifier:
            self.notes[element.identifier] = number
        texts = (("Alt", element.alt), ("ActualText", element.actual), ("ID", element.identifier))
        entries = (
            f"/Type/StructElem/S/{element.role}/P {parent} 0 R",
            f"/K[{' '.join(kids)}]" if kids else "",
            f"/Lang{text(element.language)}" if element.language else "",
            f"/A{element.attributes}" if element.attributes else "",
            *(f"/{key}{text(words)}" for key, words in texts if words),
        )
        return self.file.add(f"<<{''.join(entries)}>>", number)

    def _kids(self, item: Element | Slot, parent: int) -> list[str]:
        if isinstance(item, Element):
            return [f"{self.element(item, parent)} 0 R"]
        self.holders[item] = parent
        return [f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>" for page, mark in self.marks.get(item, ())]


def write_tree(file: File, root: Element, pages: Sequence[PageTags]) -> int:
    """Add the tree and return its root's number; in the parent tree the keys of annotations follow those of pages."""
    marks: dict[Slot, list[tuple[int, int]]] = defaultdict(list)
    annotations: dict[Element, list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        for mark, slot in enumerate(page.slots):
            marks[slot].append((page.number, mark))
        for element, annotation in page.links:
            annotations[element].append((page.number, annotation))
    tree = _Tree(file, marks, annotations)
    number = file.reserve()
    top = tree.element(root, number)
    parents = [f"[{' '.join(f'{tree.holders[slot]} 0 R' for slot in page.slots)}]" for page in pages]
    parents += [f" {tree.links[element]} 0 R" for page in pages for element, _ in page.links]
    nums = " ".join(f"{key}{parent}" for key, parent in enumerate(parents))
    names = " ".join(f"{text(name)}{note} 0 R" for name, note in sorted(tree.notes.items()))
    entries = f"/Type/StructTreeRoot/K[{top} 0 R]/ParentTree<</Nums[{nums}]>>"
    entries += f"/ParentTreeNextKey {len(parents)}"
    if names:
        entries += f"/IDTree<</Names[{names}]>>"
    return file.add(f"<<{entries}>>", number)


def add_outline(file: File, headings: Sequence[tuple[int, str, str]]) -> int:
    """Add the outline and return its number; a heading is level, title and destination."""
    root = file.reserve()
    below: dict[int, list[int]] = defaultdict(list)
    """Bookmark → those right below it, by the numbers of their objects; `root` stands above all."""
    placed = []
    open_ = [(0, root)]
    for level, title, goal in headings:
        while open_[-1][0] >= level:
            open_.pop()
        parent, number = open_[-1][1], file.reserve()
        placed.append((number, parent, f"/Title{text(title)}/Parent {parent} 0 R/Dest{goal}"))
        below[parent].append(number)
        open_.append((level, number))
    file.add(f"<</Type/Outlines{_range(root, below)}>>", root)
    for number, parent, entries in placed:
        siblings = below[parent]
        at = siblings.index(number)
        before = f"/Prev {siblings[at - 1]} 0 R" if at else ""
        after = f"/Next {siblings[at + 1]} 0 R" if number != siblings[-1] else ""
        file.add(f"<<{entries}{_range(number, below)}{before}{after}>>", number)
    return root


def _range(number: int, below: Mapping[int, Sequence[int]]) -> str:
    """Return the entries that lead down; all bookmarks are open, so the count is of all below."""
    if not (kids := below.get(number)):
        return ""
    return f"/First {kids[0]} 0 R/Last {kids[-1]} 0 R/Count {_count(number, below)}"


def _count(number: int, below: Mapping[int, Sequence[int]]) -> int:
    return sum(1 + _count(kid, below) for kid in below.get(number, ()))
