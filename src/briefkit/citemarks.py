"""The characters that carry the record's ids through a text template and through Markdown.

A value never stands in the composed Markdown itself: a mark stands for it, an index between private-use
characters. So no text of the record can be taken for Markdown, nor for a mark, whatever it holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE = "\ue000", "\ue001"
ZERO = 0xE010
"""The code point of the digit 0 of an index; the nine that follow are 1 to 9."""

RESERVED = re.compile("[\ue000-\ue01f]")
"""What no template may contain."""

MARK = re.compile("\ue000([\ue010-\ue019]{1,9})\ue001")

_REFUSAL = "a cited value would lose its ids as a plain string: print it by itself, or take its .text on purpose"

_DIGITS = str.maketrans({str(n): chr(ZERO + n) for n in range(10)})
_PLAIN = str.maketrans({chr(ZERO + n): str(n) for n in range(10)})


@dataclass(frozen=True, slots=True)
class Cited:
    """A value of the record on its way to a page, with the ids of what it prints.

    Why it refuses to become a plain string: a string has lost its ids.
    """

    text: str
    """One line; empty where the record has no such value, and then false."""
    cites: tuple[str, ...]
    link: str | None = None
    """`#anchor` or an address."""
    language: str | None = None
    """A BCP 47 tag; None is the document's language."""
    note: str | None = None
    """The key of the note whose mark is printed right after the text."""
    marking: "Cited | None" = None
    """What is printed right after the text, and after the note's mark, where it is marked higher than the record."""
    label: bool = False
    """Whether it is a label beside a wording, such as a date: its marking is printed only where its row has none."""
    emphasis: bool = False

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return bool(self.text)

    def __str__(self) -> str:
        """Refuse."""
        raise TypeError(_REFUSAL)

    def __format__(self, spec: str) -> str:
        """Refuse."""
        raise TypeError(_REFUSAL)

    def __html__(self) -> str:
        """Refuse the escaping protocol of template engines."""
        raise TypeError(_REFUSAL)


@dataclass(frozen=True, slots=True)
class Composed:
    """Markdown in which marks stand for the values of the record."""

    text: str
    marks: tuple[Cited, ...]
    """What the mark of each index stands for."""
    origins: tuple[tuple[str, int], ...] = ()
    """The template's file and line that each line of the text came from; may be empty."""


def mark(index: int) -> str:
    """Return the mark that stands for the value of an index."""
    return f"{OPEN}{str(index).translate(_DIGITS)}{CLOSE}"


def split(text: str) -> Iterator[str | int]:
    """Yield the stretches of a text in order: plain text as it is, a mark as its index."""
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield int(match[1].translate(_PLAIN))
        end = match.end()
    if end < len(text):
        yield text[end:]
