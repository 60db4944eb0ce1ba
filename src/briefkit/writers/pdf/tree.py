"""Write the structure tree, with what was painted in its slots (ISO 32000-1, 14.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.writers.pdf.file import File, text
from briefkit.writers.pdf.structure import Element, Slot


@dataclass(slots=True)
class Tagged:
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
        entries = f"/Type/StructElem/S/{element.role}/P {parent} 0 R"
        if kids:
            entries += f"/K[{' '.join(kids)}]"
        if element.language:
            entries += f"/Lang{text(element.language)}"
        if element.attributes:
            entries += f"/A{element.attributes}"
        if element.alt:
            entries += f"/Alt{text(element.alt)}"
        if element.actual:
            entries += f"/ActualText{text(element.actual)}"
        if element.identifier:
            self.notes[element.identifier] = number
            entries += f"/ID{text(element.identifier)}"
        return self.file.add(f"<<{entries}>>", number)

    def _kids(self, item: Element | Slot, parent: int) -> list[str]:
        if isinstance(item, Element):
            return [f"{self.element(item, parent)} 0 R"]
        self.holders[item] = parent
        return [f"<</Type/MCR/Pg {page} 0 R/MCID {mark}>>" for page, mark in self.marks.get(item, ())]


def write_tree(file: File, root: Element, pages: Sequence[Tagged], keys: Mapping[int, int]) -> int:
    """Add the tree and return its root's number; `keys` maps annotations to their keys in the parent tree."""
    marks: dict[Slot, list[tuple[int, int]]] = {}
    annotations: dict[Element, list[tuple[int, int]]] = {}
    for page in pages:
        for mark, slot in enumerate(page.slots):
            marks.setdefault(slot, []).append((page.number, mark))
        for element, annotation in page.links:
            annotations.setdefault(element, []).append((page.number, annotation))
    tree = _Tree(file, marks, annotations)
    number = file.reserve()
    top = tree.element(root, number)
    parents = [f"{i}[{' '.join(f'{tree.holders[slot]} 0 R' for slot in page.slots)}]" for i, page in enumerate(pages)]
    parents += [f"{keys[link]} {tree.links[element]} 0 R" for page in pages for element, link in page.links]
    names = " ".join(f"{text(name)}{note} 0 R" for name, note in sorted(tree.notes.items()))
    entries = f"/Type/StructTreeRoot/K[{top} 0 R]/ParentTree<</Nums[{' '.join(parents)}]>>"
    entries += f"/ParentTreeNextKey {len(pages) + len(keys)}"
    if names:
        entries += f"/IDTree<</Names[{names}]>>"
    return file.add(f"<<{entries}>>", number)
