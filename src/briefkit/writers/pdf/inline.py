"""Runs become pieces, which know their structure; pieces become lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from briefkit import look, metrics
from briefkit.document import Run, Runs
from briefkit.look import TextStyle
from briefkit.writers.pdf.structure import Element, Slot

_CHUNK = re.compile(r"([^ \n\t]*?[^\W_][-–—](?=[^\W\d_])|[^ \n\t]*[ \n\t]+)|[^ \n\t]+")
"""Text up to a place where a line may break (group 1: after spaces, and after a hyphen or dash inside a
word), or the rest."""
_HELD = ("\u00a0", "\u202f")
_GOOD_BREAK = re.compile(r".*[/.?&=_#:;,\u00a0\u202f-]")
"""Where a word that is longer than a line is best divided; words held together come apart only then."""
_TOLERANCE = 0.01
"""Points by which a line may be too long: less than can be seen, more than sums of floats are wrong."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks alike and belongs to one slot."""

    text: str
    face: str
    """A face of `metrics.FACES`."""
    colour: str
    slot: Slot
    link: Element | None = None
    """The Link element, where it is a link."""
    target: str = ""
    """`#anchor` or an address, where it is a link."""
    anchor: str | None = None
    """The name by which links reach it."""


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a piece that stands on one line."""

    piece: Piece
    text: str
    x: float
    """From the line's left end, in points."""
    width: float
    """Spaces at its end included."""


Line: TypeAlias = tuple[Span, ...]
_Atom: TypeAlias = list[tuple[int, str, str]]
"""What no line break may divide: a word with the spaces behind it, in one or more pieces, each by its place; its face,
its text."""
_Set: TypeAlias = tuple[tuple[int, str, float, float], ...]
"""What stands on a line: the places of its pieces, with the text, `x` and width of a span."""


def pieces(runs: Runs, parent: Element, style: TextStyle) -> tuple[Piece, ...]:
    """Return the pieces of a passage, and hang their slots and elements below its element."""
    made: list[Piece] = []
    home: tuple[object, ...] | None = None
    for run in runs:
        if (run.link, run.language) != home:
            home = (run.link, run.language)
            slot, link = _place(run, parent)
        made.append(
            Piece(
                text=run.text,
                face=metrics.FACES[(style.bold or run.strong) + 2 * run.emphasis],
                colour=look.ACCENT if run.link else style.colour,
                slot=slot,
                link=link,
                target=run.link or "",
                anchor=run.anchor,
            )
        )
    return tuple(made)


def _place(run: Run, parent: Element) -> tuple[Slot, Element | None]:
    """Return a new slot for a run, and the Link element where it is a link."""
    if run.link:
        home = parent.child("Reference") if run.link.startswith("#") else parent
        link = home.child("Link", language=run.language)
        return link.slot(), link
    if run.language:
        return parent.child("Span", language=run.language).slot(), None
    return parent.slot(), None


@lru_cache(maxsize=20_000)
def _em_width(face: str, text: str) -> float:
    return metrics.face(face).width(text, 1.0)


def width(line: Sequence[Span]) -> float:
    """Return the width of a line in points, spaces at its end included."""
    return line[-1].x + line[-1].width if line else 0.0


def one_line(passage: Sequence[Piece], size: float) -> Line:
    """Set pieces on one line, however long."""
    return _spans(passage, _joined([(i, piece.face, piece.text) for i, piece in enumerate(passage)], size))


def lines(passage: Sequence[Piece], size: float, room: float) -> tuple[Line, ...]:
    """Break pieces into lines of at most `room` points, ragged right, as full as they go.

    A word longer than a line is divided, after a slash or a point where there is one.
    """
    broken = _broken(tuple((piece.face, piece.text) for piece in passage), size, room)
    return tuple(_spans(passage, line) for line in broken)


def _spans(passage: Sequence[Piece], line: _Set) -> Line:
    return tuple(Span(passage[i], text, x, advance) for i, text, x, advance in line)


@lru_cache(maxsize=4_000)
def _broken(texts: tuple[tuple[str, str], ...], size: float, room: float) -> tuple[_Set, ...]:
    """Break texts, each with its face; what stands in several drafts of a document is broken once."""
    made: list[_Set] = []
    line: _Atom = []
    used = 0.0
    for atom, ink, advance in _measured(_atoms(texts), size, room):
        if line and ink and used + ink > room + _TOLERANCE:
            made.append(_joined(line, size))
            line, used = [], 0.0
        line += atom
        used += advance
    return (*made, _joined(line, size)) if line else tuple(made)


def _atoms(texts: Iterable[tuple[str, str]]) -> Iterator[_Atom]:
    atom: _Atom = []
    for i, (face, text) in enumerate(texts):
        for chunk in _CHUNK.finditer(text):
            atom.append((i, face, chunk[0]))
            if chunk[1]:
                yield atom
                atom = []
    if atom:
        yield atom


def _measured(atoms: Iterator[_Atom], size: float, room: float) -> Iterator[tuple[_Atom, float, float]]:
    """Yield atoms, each with its width without the spaces at its end and with them; a word too long is divided."""
    for atom in atoms:
        ink = _ink(atom, size)
        if ink <= room + _TOLERANCE:
            yield atom, ink, _advance(atom, size)
        else:
            parts = ([(i, face, part)] for i, face, text in atom for part in _cut(face, text, size, room))
            yield from ((part, _ink(part, size), _advance(part, size)) for part in parts)


def _cut(name: str, text: str, size: float, room: float) -> Iterator[str]:
    """Divide a text into parts that each fit on a line."""
    face = metrics.face(name)
    while size * _em_width(name, text.rstrip()) > room:
        used, count = 0.0, 0
        for char in text:
            used += face.width(char, size)
            if used > room and count:
                break
            count += 1
        count += text[count : count + 1] in _HELD
        good = _GOOD_BREAK.match(text[:count])
        count = good.end() if good and good.end() > count / 2 else count
        if count >= len(text):
            break
        yield text[:count]
        text = text[count:]
    yield text


def _ink(atom: _Atom, size: float) -> float:
    """Return the width of an atom without the spaces at its end."""
    *head, (_, face, text) = atom
    return _advance(head, size) + size * _em_width(face, text.rstrip(" \n\t"))


def _advance(atom: _Atom, size: float) -> float:
    return size * sum(_em_width(face, text) for _, face, text in atom)


def _joined(atoms: _Atom, size: float) -> _Set:
    """Join what stands on a line into one stretch for each piece."""
    found: list[tuple[int, str, float, float]] = []
    x = 0.0
    for i, group in groupby(atoms, key=itemgetter(0)):
        parts = [(text, size * _em_width(face, text)) for _, face, text in group]
        widths = [width for _, width in parts]
        found.append((i, "".join(text for text, _ in parts), x, sum(widths)))
        x = sum(widths, x)
    return tuple(found)
