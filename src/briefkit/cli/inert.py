"""What is printed does nothing: no character of a record or template commands a terminal or a build's log.

A character that is not shown, or that turns the direction of what follows, is printed as its number: `<U+001B>`. A
line that a build system would obey (GitHub's `::error …` and `##[…]`, Azure's `##vso[…]`) begins with a bar.
"""

import re
from typing import TextIO

from briefkit.characters import INVISIBLE, REFUSED

_COMMANDS = re.compile(f"[{REFUSED}{INVISIBLE}\u2028\u2029]")
_OBEYED = re.compile(r"^(?=[ \t]*(?:::|##\w*\[))", re.MULTILINE)
_BAR = "| "


class Inert:
    """A stream for text that passes what is written on to another, made harmless; all else is the other's."""

    def __init__(self, stream: TextIO) -> None:
        """Stand before a stream that begins a line."""
        self._stream = stream
        self._begins = True

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        named = _COMMANDS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
        barred = _OBEYED.sub(_BAR, named) if self._begins else _after(named)
        if text:
            self._begins = not text.rpartition("\n")[2].strip()
        self._stream.write(barred)
        return len(text)

    def __getattr__(self, name: str) -> object:
        """Return what the other stream has under a name."""
        return getattr(self._stream, name)


def _after(text: str) -> str:
    """Return a text of which the first line goes on from one that was begun."""
    first, end, rest = text.partition("\n")
    return first + end + (_OBEYED.sub(_BAR, rest) if end else "")
