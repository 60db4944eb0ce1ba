"""Runs become pieces, which know their structure; pieces become lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from briefkit.document import Run, Runs
from briefkit.document import text as plain
from briefkit.look import Look, TextStyle
from briefkit.look.linebreaks import chunks
from briefkit.look.righttoleft import is_two_way, levels, order
from briefkit.look.typeface import Face
from briefkit.writers.pdf.structure import Element, Slot

_HELD = ("\u00a0", "\u202f")
_GOOD_BREAK = re.compile(r".*(?:[/&:;,\u00a0\u202f]|(?=[.?=_#]))")
"""Where a word that is longer than a line is best divided; words held together come apart only then.

Why before a point: at a line's end it would seem to end a sentence.
"""
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
class LineSpan:
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
    """Numbers the spans of a line with text from right to left, since they do not follow each other on the page; 0 for
    text at level 0."""


Line: TypeAlias = tuple[LineSpan, ...]
_Atom: TypeAlias = list[tuple[int, Face, str]]
"""What no line may divide: a word with the spaces behind it. It has a part for each piece that it belongs to, with the
piece's place in the passage, its face, and the text."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a line has of a piece: a span without its piece, so that drafts share it."""

    piece: int
    """The place of the piece in its passage."""
    text: str
    x: float
    width: float
    level: int = 0
    turn: int = 0


def pieces(runs: Runs, parent: Element, style: TextStyle, look: Look) -> tuple[Piece, ...]:
    """Return the pieces of a passage, and hang their slots and elements below its element."""
    passage: list[Piece] = []
    home: tuple[object, ...] | None = None
    for run, back in _stretches(runs):
        if back or (run.link, run.language) != home:
            home = None if back else (run.link, run.language)
            slot, link = _place(run, parent, back=back)
        passage.append(
            Piece(
                text=run.text,
                face=look.typeface.face(bold=style.bold or run.strong, italic=run.emphasis),
                colour="accent" if run.link else style.colour,
                slot=slot,
                link=link,
                target=run.link or "",
                anchor=run.anchor,
            )
        )
    return tuple(passage)


def _stretches(runs: Runs) -> Iterator[tuple[Run, bool]]:
    """Yield runs of one direction, and whether it is from right to left."""
    whole = plain(runs)
    if not is_two_way(whole):
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


def width(line: Sequence[LineSpan]) -> float:
    """Return the width of a line in points, spaces at its end included."""
    return max((span.x + span.width for span in line), default=0.0)


def one_line(passage: Sequence[Piece], size: float) -> Line:
    """Set pieces on one line, however long."""
    (line,) = _lined([_texts(passage)], size)
    return _spans(passage, line)


def lines(passage: Sequence[Piece], size: float, room: float) -> tuple[Line, ...]:
    """Break pieces into lines of at most `room` points, ragged right, as full as they go.

    A word longer than a line is divided, after a slash or before a point where there is one.
    """
    broken = _broken(tuple((piece.face, piece.text) for piece in passage), size, room)
    return tuple(_spans(passage, line) for line in broken)


def _spans(passage: Sequence[Piece], line: Iterable[_Stretch]) -> Line:
    return tuple(
        LineSpan(passage[stretch.piece], stretch.text, stretch.x, stretch.width, stretch.level, stretch.turn)
        for stretch in line
    )


def _texts(passage: Sequence[Piece]) -> _Atom:
    return [(i, piece.face, piece.text) for i, piece in enumerate(passage)]


@lru_cache(maxsize=4_000)
def _broken(texts: tuple[tuple[Face, str], ...], size: float, room: float) -> tuple[tuple[_Stretch, ...], ...]:
    """Break texts, each with its face; what stands in several drafts of a document is broken once."""
    broken: list[_Atom] = []
    line: _Atom = []
    used = 0.0
    for atom, ink, advance in _measured(_atoms(texts), size, room):
        if line and ink and used + ink > room + _TOLERANCE:
            broken.append(line)
            line, used = [], 0.0
        line += atom
        used += advance
    return _lined([*broken, line] if line else broken, size)


def _lined(broken: Sequence[_Atom], size: float) -> tuple[tuple[_Stretch, ...], ...]:
    """Return lines as stretches; words from right to left stand in their own order."""
    whole = "".join(text for line in broken for _, _, text in line)
    if not is_two_way(whole):
        return tuple(_joined(line, size) for line in broken)
    known = iter(levels(whole))
    return tuple(_two_way_line(line, size, [next(known) for _, _, text in line for _ in text]) for line in broken)


def _atoms(texts: Iterable[tuple[Face, str]]) -> Iterator[_Atom]:
    atom: _Atom = []
    for i, (face, text) in enumerate(texts):
        for chunk, last in chunks(text):
            atom.append((i, face, chunk))
            if last:
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


def _cut(face: Face, text: str, size: float, room: float) -> Iterator[str]:
    """Divide a text into parts that each fit on a line."""
    while size * _em_width(face, text.rstrip()) > room:
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


def _joined(atoms: _Atom, size: float) -> tuple[_Stretch, ...]:
    """Join what stands on a line into one stretch for each piece."""
    stretches: list[_Stretch] = []
    x = 0.0
    for i, group in groupby(atoms, key=itemgetter(0)):
        parts = [(text, size * _em_width(face, text)) for _, face, text in group]
        widths = [width for _, width in parts]
        stretches.append(_Stretch(i, "".join(text for text, _ in parts), x, sum(widths)))
        x = sum(widths, x)
    return tuple(stretches)


def _two_way_line(atoms: _Atom, size: float, known: list[int]) -> tuple[_Stretch, ...]:
    """Return a line of text in both directions: its stretches in reading order, placed as they are seen."""
    words = "".join(text for _, _, text in atoms)
    ends = len(words.rstrip(" \n\t"))
    characters = [(i, face, char) for i, face, text in atoms for char in text]
    levelled = zip(characters, [*known[:ends], *([0] * (len(words) - ends))], strict=True)
    parts = [
        (i, face, level, "".join(char for (_, _, char), _ in group))
        for (i, face, level), group in groupby(levelled, key=lambda entry: (entry[0][0], entry[0][1], entry[1]))
    ]
    widths = [size * _em_width(face, text) for _, face, _, text in parts]
    x, lefts = 0.0, [0.0] * len(parts)
    for i in order([level for _, _, level, _ in parts]):
        lefts[i] = x
        x += widths[i]
    return tuple(
        _Stretch(piece, text, left, wide, level, turn if level else 0)
        for turn, ((piece, _, level, text), left, wide) in enumerate(zip(parts, lefts, widths, strict=True), 1)
    )
