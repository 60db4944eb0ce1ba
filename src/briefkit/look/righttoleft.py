"""Words from right to left within text from left to right: their order on a line, and how Arabic letters join.

The order is that of the Unicode Bidirectional Algorithm (UAX 9, revision 50) without explicit embeddings, which records
do not hold. Letters join by Unicode's presentation forms, which a font must have.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

_STRONG = frozenset(("L", "R", "AL"))
_BETWEEN = frozenset((("CS", "EN"), ("CS", "AN"), ("ES", "EN")))
"""Pairs of the class of a separator and the class of number that it joins."""
_TURNED = frozenset(("R", "AL", "AN"))
"""Classes of characters whose text runs from right to left."""
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "BN", "ES", "ET", "CS", "LRE", "LRO", "RLE", "RLO", "PDF"))
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = {**_BRACKETS, "<": ">", "«": "»", "‹": "›"}
_MIRROR = str.maketrans(_MIRRORED | {close: opened for opened, close in _MIRRORED.items()})
_SHAPES = ("<isolated>", "<final>", "<initial>", "<medial>")
_FIRST_FORM, _LAST_FORM = 0xFB50, 0xFEFC
_LAM, _STRETCH = "\u0644", "\u0640"
"""The letter that melts with an alef behind it; and a stroke that joins on both sides and changes nothing."""


def is_two_way(text: str) -> bool:
    """Say whether a text has characters from right to left."""
    return not text.isascii() and not _TURNED.isdisjoint(map(unicodedata.bidirectional, text))


def levels(text: str) -> list[int]:
    """Return for each character of a paragraph 0 if it runs from left to right, 1 if not, 2 for numbers in those."""
    classes = _weak([unicodedata.bidirectional(char) for char in text])
    _pair(text, classes)
    _settle(classes)
    return [{"R": 1, "L": 0}.get(kind, 2) for kind in classes]


def order(line: Sequence[int]) -> list[int]:
    """Return the positions of a line's parts in the order in which they are seen, given their levels (rule L2)."""
    seen = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        turned_: list[int] = []
        for high, group in groupby(seen, key=lambda i: line[i] >= level):
            part = list(group)
            turned_ += reversed(part) if high else part
        seen = turned_
    return seen


def seen(text: str) -> str:
    """Return a stretch from right to left as it is painted from left to right."""
    return joined(text).translate(_MIRROR)[::-1]


def written(char: str) -> str:
    """Return what a character stands for in what `seen` returns: the letter of a form, the other bracket.

    Lam with alef stays one character: readers that turn words around would turn the two around as well.
    """
    letter = unicodedata.normalize("NFKC", char) if _FIRST_FORM <= ord(char) <= _LAST_FORM else char
    return letter.translate(_MIRROR) if len(letter) == 1 else char


def joined(text: str) -> str:
    """Return a text with its Arabic letters in the forms that they take beside each other."""
    units = list(_units(text))
    if not any(unit in _forms() for unit in units):
        return text
    neighbours = zip(("", *units), units, (*units[1:], ""), strict=False)
    return "".join(_formed(before, unit, after) for before, unit, after in neighbours)


def _units(text: str) -> Iterator[str]:
    """Yield the letters of a text, lam with an alef behind it as one."""
    at = 0
    while at < len(text):
        step = 2 if text[at : at + 2] in _forms() else 1
        yield text[at : at + step]
        at += step


def _formed(before: str, unit: str, after: str) -> str:
    """Return a letter in the form that it takes between its neighbours."""
    back = _joins(unit, "<final>") and _joins(before, "<initial>")
    forth = _joins(unit, "<initial>") and _joins(after, "<final>")
    return _forms().get(unit, {}).get(_SHAPES[back + 2 * forth], unit)


def _joins(unit: str, shape: str) -> bool:
    return unit == _STRETCH or shape in _forms().get(unit, {})


def unset(char: str) -> str:
    """Return a clause on why a character cannot be set even in a font that has it; empty where it can."""
    if unicodedata.category(char).startswith("M") and not unicodedata.name(char, "").startswith("COMBINING"):
        return "is a sign that changes with the letters beside it, which is not supported"
    letter = is_two_way(char) and unicodedata.category(char) == "Lo"
    if letter and not (char in _forms() or "\u05d0" <= char <= "\u05ea"):
        return "is written from right to left, which is supported for Hebrew and for the usual Arabic letters only"
    return ""


def forms(char: str) -> frozenset[str]:
    """Return every form that a letter may take on the page."""
    return frozenset(_forms().get(char, {}).values()) | {
        form for pair, made in _forms().items() if len(pair) > 1 and char in pair for form in made.values()
    }


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Return Arabic letter, or lam with alef → shape → the character of that form."""
    shapes: dict[str, dict[str, str]] = defaultdict(dict)
    for code in range(_FIRST_FORM, _LAST_FORM + 1):
        shape, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        base = "".join(chr(int(part, 16)) for part in parts)
        if shape in _SHAPES and (len(base) == 1 or (len(base) == 2 and base[0] == _LAM and base[1] in "آأإا")):  # noqa: PLR2004
            shapes[base].setdefault(shape, chr(code))
    return dict(shapes)


def _weak(classes: Sequence[str]) -> list[str]:
    """Return classes with marks, numbers and what belongs to them settled (rules W1 to W7): L, R, EN, AN or neutral."""
    settled: list[str] = []
    for kind in classes:
        settled.append((settled[-1] if settled else "ON") if kind == "NSM" else kind)
    strong = "L"
    for i, kind in enumerate(settled):
        strong = kind if kind in _STRONG else strong
        settled[i] = "AN" if kind == "EN" and strong == "AL" else kind
    for i, kind in enumerate(settled[1:-1], 1):
        before, after = settled[i - 1], settled[i + 1]
        if before == after and (kind, before) in _BETWEEN:
            settled[i] = before
    for at in (range(len(settled)), reversed(range(len(settled)))):
        last = ""
        for i in at:
            settled[i] = "EN" if settled[i] == "ET" and last == "EN" else settled[i]
            last = settled[i]
    strong = "L"
    for i, kind in enumerate(settled):
        strong = {"AL": "R"}.get(kind, kind) if kind in _STRONG else strong
        settled[i] = "R" if kind == "AL" else "L" if kind == "EN" and strong == "L" else kind
    return ["ON" if final in _NEUTRAL else final for final in settled]


def _pair(text: str, classes: list[str]) -> None:
    """Give each pair of brackets the direction of what it holds and stands behind (rule N0)."""
    for start, stop in sorted(_brackets(text, classes)):
        inside = {_direction(kind) for kind in classes[start + 1 : stop]} - {""}
        before = next((way for kind in reversed(classes[:start]) if (way := _direction(kind))), "L")
        if inside:
            classes[start] = classes[stop] = "L" if "L" in inside else before


def _brackets(text: str, classes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the brackets of a pair stand (definition BD16)."""
    opened: list[int] = []
    for i, char in enumerate(text):
        if char in _BRACKETS and classes[i] == "ON":
            opened.append(i)
            continue
        for k in reversed(range(len(opened))):
            if _BRACKETS[text[opened[k]]] == char:
                yield opened[k], i
                del opened[k:]
                break


def _settle(classes: list[str]) -> None:
    """Give what is still neutral the direction of both its neighbours, or else the paragraph's (rules N1 and N2)."""
    at = 0
    for neutral, group in groupby(list(classes), key=lambda kind: kind == "ON"):
        count = len(list(group))
        if neutral:
            before = _direction(classes[at - 1]) if at else "L"
            after = _direction(classes[at + count]) if at + count < len(classes) else "L"
            classes[at : at + count] = [before if before == after else "L"] * count
        at += count


def _direction(kind: str) -> str:
    return "R" if kind in {"R", "EN", "AN"} else "L" if kind == "L" else ""
