"""The containers of a page: lines between `::: name` and `:::`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from briefkit.markdown.page import MAX_DEPTH, PageReader

_FENCE = re.compile(r"[ \t]*:::")
_OPENING = re.compile(r":::[ \t]+([a-z-]+)(?:[ \t]+([a-z-]+))?")
_HINT = "`::: name`, in small letters, opens a container and `:::` alone closes it; both start a line."


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines outside and between containers."""

    lines: tuple[str, ...]
    line: int
    """Of its first line, counted from 0."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A container and what stands in it."""

    name: str
    role: str | None
    line: int
    """Of its opening, counted from 0."""
    parts: tuple["Part", ...]


Part: TypeAlias = Prose | Fence


def read(page: PageReader) -> tuple[Part, ...]:
    """Return the parts of a page in order; raises TemplateError where containers are not well formed."""
    lines = enumerate(line.rstrip(" \t") for line in page.composed.text.split("\n"))
    return tuple(_parts(lines, page, None, 0))


def _parts(lines: Iterator[tuple[int, str]], page: PageReader, opened: int | None, depth: int) -> Iterator[Part]:
    """Yield the parts up to the end of the container that was opened on a line, or of the page."""
    words: list[str] = []
    first = 0
    for number, line in lines:
        if not _FENCE.match(line):
            first = first if words else number
            words.append(line)
            continue
        if words:
            yield Prose(tuple(words), first)
            words = []
        if line == ":::":
            if opened is None:
                raise page.refusal("T11", "nothing is open here that could be closed", number, _HINT)
            return
        yield _fence(line, number, lines, page, depth + 1)
    if opened is not None:
        raise page.refusal("T11", "a container is not closed", opened, _HINT)
    if words:
        yield Prose(tuple(words), first)


def _fence(line: str, number: int, lines: Iterator[tuple[int, str]], page: PageReader, depth: int) -> Fence:
    match = _OPENING.fullmatch(line)
    if not match:
        raise page.refusal("T11", "this opens no container", number, _HINT)
    if depth > MAX_DEPTH:
        raise page.refusal("T11", "containers are nested too deep", number, "Close one with `:::` first.")
    return Fence(match[1], match[2], number, tuple(_parts(lines, page, number, depth)))
