"""Runs become pieces, which know their structure; pieces become lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from briefkit.document import Run, Runs
from briefkit.linebreaks import chunks
from briefkit.look import Look, TextStyle
from briefkit.typeface import Face
from briefkit.writers.pdf.structure import Element, Slot

_HELD = ("\u00a0", "\u202f")
_GOOD_BREAK = re.compile(r".*[/.?&=_#:;,\u00a0\u202f-]")
"""Where a word that is longer than a line is best divided; words held together come apart only then."""
_TOLERANCE = 0.01
"""Points by which a line may be too long: less than can be seen, more than sums of floats are wrong."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks alike and belongs to one slot."""

    text: str
    face: Face
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
_Atom: TypeAlias = list[tuple[Piece, str]]
"""What no line break may divide: a word with the spaces behind it, in one or more pieces."""


def pieces(runs: Runs, parent: Element, style: TextStyle, look: Look) -> tuple[Piece, ...]:
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
                face=look.typeface.face(bold=style.bold or run.strong, italic=run.emphasis),
                colour=look.palette.accent if run.link else style.colour,
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
def _em_width(face: Face, text: str) -> float:
    return face.width(text, 1.0)


def width(line: Sequence[Span]) -> float:
    """Return the width of a line in points, spaces at its end included."""
    return line[-1].x + line[-1].width if line else 0.0


def one_line(passage: Sequence[Piece], size: float) -> Line:
    """Set pieces on one line, however long."""
    return _line([(piece, piece.text) for piece in passage], size)


def lines(passage: Sequence[Piece], size: float, room: float) -> tuple[Line, ...]:
    """Break pieces into lines of at most `room` points, ragged right, as full as they go.

    A word longer than a line is divided, after a slash or a point where there is one.
    """
    made: list[Line] = []
    line: _Atom = []
    used = 0.0
    for atom in _divided(_atoms(passage), size, room):
        ink = _ink(atom, size)
        if line and ink and used + ink > room + _TOLERANCE:
            made.append(_line(line, size))
            line, used = [], 0.0
        line += atom
        used += _advance(atom, size)
    return (*made, _line(line, size)) if line else tuple(made)


def _atoms(passage: Sequence[Piece]) -> Iterator[_Atom]:
    atom: _Atom = []
    for piece in passage:
        for chunk, last in chunks(piece.text):
            atom.append((piece, chunk))
            if last:
                yield atom
                atom = []
    if atom:
        yield atom


def _divided(atoms: Iterator[_Atom], size: float, room: float) -> Iterator[_Atom]:
    for atom in atoms:
        if _ink(atom, size) <= room + _TOLERANCE:
            yield atom
        else:
            yield from ([part] for piece, text in atom for part in _cut(piece, text, size, room))


def _cut(piece: Piece, text: str, size: float, room: float) -> Iterator[tuple[Piece, str]]:
    """Divide a text into parts that each fit on a line."""
    while size * _em_width(piece.face, text.rstrip()) > room:
        used, count = 0.0, 0
        for char in text:
            used += piece.face.width(char, size)
            if used > room and count:
                break
            count += 1
        count += text[count : count + 1] in _HELD
        good = _GOOD_BREAK.match(text[:count])
        count = good.end() if good and good.end() > count / 2 else count
        if count >= len(text):
            break
        yield piece, text[:count]
        text = text[count:]
    yield piece, text


def _ink(atom: _Atom, size: float) -> float:
    """Return the width of an atom without the spaces at its end."""
    *head, (piece, text) = atom
    return _advance(head, size) + size * _em_width(piece.face, text.rstrip(" \n\t"))


def _advance(atom: _Atom, size: float) -> float:
    return size * sum(_em_width(piece.face, text) for piece, text in atom)


def _line(atoms: _Atom, size: float) -> Line:
    """Join what stands on a line into one span for each piece."""
    spans: list[Span] = []
    x = 0.0
    for piece, text in atoms:
        advance = size * _em_width(piece.face, text)
        if spans and spans[-1].piece is piece:
            last = spans[-1]
            spans[-1] = replace(last, text=last.text + text, width=last.width + advance)
        else:
            spans.append(Span(piece, text, x, advance))
        x += advance
    return tuple(spans)
