"""The annotated copy as one page: for a browser, for print and for a screen reader, without script or other files.

What is marked by colour is marked by brackets too. Colours differ by 4.5 : 1 at least, in light and dark.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefkit.annotated import entries, first, marking, name_of, split
from briefkit.compose.web import filled
from briefkit.evidence import SourcePosition, SourceSpan, position
from briefkit.loading import Loaded, tally

GENERATOR = '<meta name="generator" content="briefkit review">'
"""What tells a page of ours from another file."""

_DIVIDED = re.compile(r"\f|\n[^\S\n]*\n")
_LINES = re.compile(r"[\f\n]")
"""What divides paragraphs: blank lines and pages, and where a text has neither, the ends of lines."""
_CODE = re.compile(r"`([^`]*)`")
"""What of a message is code."""
_BREAK = ""
"""Stands among the ids of statements for the white space between two paragraphs."""
_POINTS = " \n\t.,;:"
"""What stands around the words of a passage that nobody quotes."""
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """A passage of a source."""

    statements: Sequence[str]
    """The ids of those that quote it."""
    before: str
    words: str
    """Empty where it has none to look at."""
    after: str


def page(loaded: Loaded) -> bytes:
    """Return the page of a record's annotated copy."""
    every, problems = entries(loaded), tally(loaded.problems)
    counts = {"Statements": len(every), "questions": problems["question"], "to be read": problems["unread"]}
    counts |= {"warnings": problems["warning"], "signed": len(loaded.signed)}
    return filled(
        "annotated.html",
        record=loaded.outcomes,
        marking=marking(loaded),
        counts=counts,
        unsigned=first(every),
        signed=[entry for entry in every if entry.signature],
        sources=list(_sources(loaded)),
        split_code=_CODE.split,
    )


def _sources(loaded: Loaded) -> Iterator[dict[str, object]]:
    """Yield what the page shows of each source."""
    shares = loaded.coverage()
    for key, source in loaded.outcomes.sources.items():
        yield {
            "id": key,
            "name": name_of(source),
            "marking": source.marking or loaded.outcomes.marking,
            "language": source.language,
            "coverage": f"{shares[key][0]:.0%} of its words are quoted." if key in shares else "Its text is not here.",
            "paragraphs": _paragraphs(loaded, key, loaded.texts.get(key) or ""),
        }


def _paragraphs(loaded: Loaded, key: str, text: str) -> Iterator[tuple[SourcePosition, Sequence[Piece]]]:
    """Yield where each paragraph of a source stands, and its passages."""
    quoted = [
        (span.start, span.end, statement)
        for statement, spans in loaded.spans.items()
        for span in spans
        if span.source == key
    ]
    breaks = [
        (*match.span(), _BREAK) for match in (_DIVIDED if _DIVIDED.search(text.strip()) else _LINES).finditer(text)
    ]
    pieces: list[Piece] = []
    at = 0
    for words, statements in (*split(text, [*quoted, *breaks]), ("", (_BREAK,))):
        if _BREAK not in statements:
            pieces.append(_piece(words, statements))
        else:
            if any("".join(piece[1:]).strip() for piece in pieces):
                yield position(text, SourceSpan(key, at - 1, at)), pieces
            pieces = []
        at += len(words)


def _piece(text: str, statements: Sequence[str]) -> Piece:
    """Return a passage in parts; of one that nobody quotes, the words without the points around them."""
    words = text.strip() if statements else text.strip(_POINTS)
    if not words or not (statements or _WORD.search(text)):
        return Piece(statements, text, "", "")
    before, after = text.split(words, 1)
    return Piece(statements, before, words, after)
