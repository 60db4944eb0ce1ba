"""Runs become pieces, which know their structure; pieces become lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from briefkit.document import Run, Runs
from briefkit.document import text as plain
from briefkit.linebreaks import chunks
from briefkit.look import Look, TextStyle
from briefkit.righttoleft import levels, order, turned
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
    level: int = 0
    """0 from left to right; 1 from right to left; 2 a number in that."""
    turn: int = 0
    """Which of the line's stretches it is, where some run the other way: they do not follow each other from left to
    right. 0 for what stands at level 0."""


Line: TypeAlias = tuple[Span, ...]
_Atom: TypeAlias = list[tuple[Piece, str]]
"""What no line break may divide: a word with the spaces behind it, in one or more pieces."""


def pieces(runs: Runs, parent: Element, style: TextStyle, look: Look) -> tuple[Piece, ...]:
    """Return the pieces of a passage, and hang their slots and elements below its element."""
    made: list[Piece] = []
    home: tuple[object, ...] | None = None
    for run, back in _stretches(runs):
        if back or (run.link, run.language) != home:
            home = None if back else (run.link, run.language)
            slot, link = _place(run, parent, back=back)
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


def _stretches(runs: Runs) -> Iterator[tuple[Run, bool]]:
    """Yield runs of one direction, and whether it is from right to left."""
    whole = plain(runs)
    if not turned(whole):
        yield from ((run, False) for run in runs)
        return
    known = iter(levels(whole))
    for run in runs:
        for back, group in groupby(run.text, key=lambda _: next(known) > 0):
            yield replace(run, text="".join(group)), back


def _place(run: Run, parent: Element, *, back: bool) -> tuple[Slot, Element | None]:
    """Return a new slot for a run, and the Link element where it is a link.

    A run from right to left has an element of its own, which tells its letters in reading order.
    """
    link = None
    if run.link:
        home = parent.child("Reference") if run.link.startswith("#") else parent
        parent = link = home.child("Link", language=run.language)
    if back or (run.language and not link):
        parent = parent.child("Span", language=run.language)
        parent.actual = run.text if back else ""
    return parent.slot(), link


@lru_cache(maxsize=20_000)
def _em_width(face: Face, text: str) -> float:
    return face.width(text, 1.0)


def width(line: Sequence[Span]) -> float:
    """Return the width of a line in points, spaces at its end included."""
    return max((span.x + span.width for span in line), default=0.0)


def one_line(passage: Sequence[Piece], size: float) -> Line:
    """Set pieces on one line, however long."""
    return _lined([[(piece, piece.text) for piece in passage]], passage, size)[0]


def lines(passage: Sequence[Piece], size: float, room: float) -> tuple[Line, ...]:
    """Break pieces into lines of at most `room` points, ragged right, as full as they go.

    A word longer than a line is divided, after a slash or a point where there is one.
    """
    made: list[_Atom] = []
    line: _Atom = []
    used = 0.0
    for atom in _divided(_atoms(passage), size, room):
        ink = _ink(atom, size)
        if line and ink and used + ink > room + _TOLERANCE:
            made.append(line)
            line, used = [], 0.0
        line += atom
        used += _advance(atom, size)
    return _lined([*made, line] if line else made, passage, size)


def _lined(made: Sequence[_Atom], passage: Sequence[Piece], size: float) -> tuple[Line, ...]:
    """Return lines as spans; words from right to left stand in their own order."""
    whole = "".join(piece.text for piece in passage)
    if not turned(whole):
        return tuple(_line(line, size) for line in made)
    known = iter(levels(whole))
    return tuple(_turned_line(line, size, [next(known) for _, text in line for _ in text]) for line in made)


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


def _kind(character: tuple[tuple[Piece, str], int]) -> tuple[Piece, int]:
    (piece, _), level = character
    return piece, level


def _turned_line(atoms: _Atom, size: float, known: list[int]) -> Line:
    """Return a line of text in both directions: its spans in reading order, placed as they are seen."""
    words = "".join(text for _, text in atoms)
    ends = len(words.rstrip(" \n\t"))
    characters = [(piece, char) for piece, text in atoms for char in text]
    levelled = zip(characters, [*known[:ends], *([0] * (len(words) - ends))], strict=True)
    parts = [
        (piece, level, "".join(char for (_, char), _ in group))
        for (piece, level), group in groupby(levelled, key=_kind)
    ]
    widths = [size * _em_width(piece.face, text) for piece, _, text in parts]
    x, lefts = 0.0, [0.0] * len(parts)
    for i in order([level for _, level, _ in parts]):
        lefts[i] = x
        x += widths[i]
    return tuple(
        Span(piece, text, left, wide, level, turn if level else 0)
        for turn, ((piece, level, text), left, wide) in enumerate(zip(parts, lefts, widths, strict=True), 1)
    )
