"""The outline: a file's headings as bookmarks (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefkit.writers.pdf.file import File, text


@dataclass(slots=True)
class _Entry:
    """A bookmark and those below it."""

    level: int
    title: str
    goal: str
    number: int
    below: list["_Entry"] = field(default_factory=list)


def add_outline(file: File, headings: Sequence[tuple[int, str, str]]) -> int:
    """Add the outline and return its number; a heading is level, title and destination."""
    root = _Entry(0, "", "", file.reserve())
    open_ = [root]
    for level, title, goal in headings:
        while open_[-1].level >= level:
            open_.pop()
        entry = _Entry(level, title, goal, file.reserve())
        open_[-1].below.append(entry)
        open_.append(entry)
    file.add(f"<</Type/Outlines{_range(root)}>>", root.number)
    _add_below(file, root)
    return root.number


def _add_below(file: File, parent: _Entry) -> None:
    for i, entry in enumerate(parent.below):
        entries = f"/Title{text(entry.title)}/Parent {parent.number} 0 R/Dest{entry.goal}{_range(entry)}"
        if i:
            entries += f"/Prev {parent.below[i - 1].number} 0 R"
        if entry is not parent.below[-1]:
            entries += f"/Next {parent.below[i + 1].number} 0 R"
        file.add(f"<<{entries}>>", entry.number)
        _add_below(file, entry)


def _range(entry: _Entry) -> str:
    """Return the entries that lead down; all bookmarks are open, so the count is of all below."""
    if not entry.below:
        return ""
    return f"/First {entry.below[0].number} 0 R/Last {entry.below[-1].number} 0 R/Count {_count(entry)}"


def _count(entry: _Entry) -> int:
    return len(entry.below) + sum(map(_count, entry.below))
