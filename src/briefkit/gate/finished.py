"""The X rules: what is asked of a finished file, judged by what was read back of it and not by what went into it."""

import re
from collections.abc import Iterable, Iterator
from itertools import compress

from briefkit.addresses import is_address
from briefkit.errors import Problem
from briefkit.gate.words import words
from briefkit.manifest import Entry
from briefkit.outcomes.gate import breakable
from briefkit.writers.contents import FileContents

_HINT = "It is a fault of the program, a template or a reference document: please report it."


def problems(name: str, entry: Entry | None, contents: FileContents) -> Iterator[Problem]:
    """Yield what is wrong with a finished file: what it may not hold, and what its edition's entry says otherwise."""
    for fault in dict.fromkeys(contents.faults):
        yield Problem("E42", f"{name}: {fault}", hint=_HINT)
    if entry and not contents.faults:
        yield from _disagreements(name, entry, contents)


def said(name: str, printed: Iterable[str], contents: FileContents) -> Iterator[Problem]:
    """Yield what is wrong with what the pages of a finished file say: E04.

    They say each piece whole, in one piece, and nothing else: so all that the rules found of the pieces holds of the
    file, conditions, wordings to avoid, speakers and the rest, and no rule is to be written a second time for files.
    A word that is too long for a line or cell is broken there; an address need not be printed.
    """
    body = _spread(contents.body)
    unsaid = bytearray(b"1" * len(body))
    for piece, is_unprinted in {piece: is_address(one) for one in printed if (piece := _spread(one)).strip()}.items():
        spans = list(_spans(piece, body))
        if not spans and not is_unprinted and not any(piece in _spread(text) for text in contents.texts):
            broken = re.compile(" *".join(map(re.escape, piece.replace(" ", ""))))
            spans = [match.span() for match in broken.finditer(body)]
            if not spans:
                yield Problem("E04", f"{name}: a piece of it is not whole and in one piece", hint=_HINT)
                return
        for start, end in spans:
            unsaid[start:end] = bytes(end - start)
    edges = set(words(" ".join(edge for pair in contents.edges for edge in pair)))
    if any(not word.isdigit() and word not in edges for word in "".join(compress(body, unsaid)).split()):
        yield Problem("E04", f"{name}: its pages say something that was not composed", hint=_HINT)


def _spans(piece: str, body: str) -> Iterator[tuple[int, int]]:
    """Yield where a piece stands in a text: two may share words, as the end of one and what follows may be another."""
    at = body.find(piece)
    while at >= 0:
        yield at, at + len(piece)
        at = body.find(piece, at + 1)


def _spread(text: str) -> str:
    """Return the words of a text with two spaces between them: so a piece is found between whole words."""
    return f" {'  '.join(words(text))} "


def _disagreements(name: str, entry: Entry, contents: FileContents) -> Iterator[Problem]:
    marking, standing = entry["marking"], entry["standing"]
    if contents.edges and not all(_marked(marking, edge) for pair in contents.edges for edge in pair):
        yield Problem("E25", f"{name}: a header or footer stands without the marking {marking}", hint=_HINT)
    if standing and not all(standing in breakable(head) for head, _ in contents.edges):
        yield Problem("E25", f"{name}: a header does not say {standing}", hint=_HINT)
    if _differs(contents.markings, marking):
        yield Problem("E25", f"{name}: its properties have another marking than {marking}", hint=_HINT)
    if _differs(contents.titles, entry["title"]) or _differs(contents.languages, entry["language"]):
        yield Problem("E34", f"{name}: its properties have another title or language than its page", hint=_HINT)
    if contents.pages and contents.pages != entry["pages"]:
        yield Problem("E24", f"{name} has {contents.pages} pages, and {entry['pages']} were measured", hint=_HINT)
    if contents.edges and not all(_holds(contents.texts, passage) for passage in entry["lead"]):
        yield Problem("E04", f"{name}: the bottom line is not whole and in one piece", hint=_HINT)


def _marked(marking: str, edge: str) -> bool:
    return bool(re.search(rf"(?<![\w:+-]){re.escape(marking)}(?![\w:+-])", breakable(edge)))


def _differs(values: Iterable[str], wanted: str) -> bool:
    return any(breakable(one) != breakable(wanted) for one in values)


def _holds(texts: Iterable[str], passage: str) -> bool:
    """Say whether a text holds a passage, word for word."""
    wanted = f" {' '.join(words(passage))} "
    return any(wanted in f" {' '.join(words(text))} " for text in texts if len(text) >= len(passage))
