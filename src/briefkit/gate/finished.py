"""The X rules on finished files, judged by what is read back from them, not by what went into them."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import compress

from briefkit.addresses import is_address
from briefkit.errors import Problem
from briefkit.gate.withheld import words
from briefkit.manifest import Entry
from briefkit.outcomes.gate import breakable
from briefkit.writers.contents import FileContents

_HINT = "It is a fault of the program, a template or a reference document: please report it."


def problems(name: str, entry: Entry | None, contents: FileContents) -> Iterator[Problem]:
    """Yield a problem for what a finished file may not hold, and where it disagrees with its edition's entry."""
    for fault in dict.fromkeys(contents.faults):
        yield Problem("E42", f"{name}: {fault}", hint=_HINT)
    if entry and not contents.faults:
        yield from _disagreements(name, entry, contents)


def missing_text(name: str, printed: Iterable[str], contents: FileContents) -> Iterator[Problem]:
    """Yield E04 where the pages of a finished file do not say exactly what the document says.

    They print each piece whole and nothing else: so all that the rules found of the pieces holds of the
    file, conditions, wordings to avoid, speakers and the rest, and no rule is to be written a second time for files.
    A word that is too long for a line or cell is broken there; an address need not be printed.
    """
    body = _spread(contents.body)
    unsaid = bytearray(b"1" * len(body))
    edges = set(words(" ".join(edge for pair in contents.edges for edge in pair)))
    pieces = {piece: is_address(text) for text in printed if (piece := _spread(text)).strip()}
    for piece, is_unprinted in pieces.items():
        whole = _strike(unsaid, _spans(piece, body)) or is_unprinted
        if not (
            whole or any(piece in _spread(text) for text in contents.texts) or _strike(unsaid, _broken(piece, body))
        ):
            yield Problem("E04", f"{name}: a piece of it is not whole and in one piece", hint=_HINT)
            return
    if _left(body, unsaid, edges):  # what stands whole in one place may be broken in another
        for piece in pieces:
            _strike(unsaid, _broken(piece, body))
        if _left(body, unsaid, edges):
            yield Problem("E04", f"{name}: its pages say something that was not composed", hint=_HINT)


def _strike(unsaid: bytearray, spans: Iterable[tuple[int, int]]) -> bool:
    """Strike what is said at these places; tell whether there was any."""
    found = list(spans)
    for start, end in found:
        unsaid[start:end] = bytes(end - start)
    return bool(found)


def _left(body: str, unsaid: bytearray, edges: Collection[str]) -> bool:
    """Say whether a word is left that nothing composed says, nor header or footer; numbers are those of pages."""
    return any(not word.isdigit() and word not in edges for word in "".join(compress(body, unsaid)).split())


def _broken(piece: str, body: str) -> Iterator[tuple[int, int]]:
    """Yield where a piece stands with words broken within, from the beginning of a word to the end of one."""
    letters = " *".join(map(re.escape, piece.replace(" ", "")))
    return (match.span() for match in re.finditer(f" {letters} ", body))


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
    return any(breakable(value) != breakable(wanted) for value in values)


def _holds(texts: Iterable[str], passage: str) -> bool:
    """Say whether a text holds a passage, word for word."""
    wanted = f" {' '.join(words(passage))} "
    return any(wanted in f" {' '.join(words(text))} " for text in texts if len(text) >= len(passage))
