"""What is printed does nothing: no character of a record or template commands a terminal or a build's log.

A character that is not shown, or that turns the direction of what follows, is printed as its number: `<U+001B>`; so is
the first of `##[…]` and `##vso[…]`, which GitHub, Azure and TeamCity obey anywhere in a line. A line that GitHub would
obey for its beginning (`::error …`, also behind white space of any kind) begins with a bar.
"""

import os
import re
import sys
from typing import TextIO

from briefkit.characters import INVISIBLE, REFUSED

_COMMANDS = re.compile(rf"[{REFUSED}{INVISIBLE}\u2028\u2029]|#(?=#\w*\[)")
_OBEYED = re.compile(r"^(?=[^\S\n]*::)", re.MULTILINE)
_BAR = "| "


class Inert:
    """A stream for text that passes what is written on to another, made harmless; all else is the other's."""

    def __init__(self, stream: TextIO) -> None:
        """Stand before a stream that begins a line."""
        self._stream = stream
        self._begins = True

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        named = _escaped(text)
        barred = _OBEYED.sub(_BAR, named) if self._begins else _after(named)
        if text:
            self._begins = not text.rpartition("\n")[2].strip()
        self._stream.write(barred)
        return len(text)

    def obeyed(self, line: str) -> None:
        """Write a line of our own that a build system is to obey; the words in it command nothing."""
        self._stream.write(f"{_escaped(line)}\n")

    def styled(self, text: str, style: str) -> None:
        """Write text in a style of ECMA-48 (SGR), such as `1;31`, where the other stream shows it."""
        if self._shows:
            self._stream.write(f"\x1b[{style}m{_escaped(text)}\x1b[0m")
        else:
            self.write(text)

    @property
    def _shows(self) -> bool:
        """Whether styles are shown: on a terminal, unless NO_COLOR (no-color.org) or the terminal's name says no."""
        return self._stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def __getattr__(self, name: str) -> object:
        """Return what the other stream has under a name."""
        return getattr(self._stream, name)


def obeyed(line: str) -> None:
    """Print a line on stdout that a build system is to obey."""
    if isinstance(sys.stdout, Inert):
        sys.stdout.obeyed(line)


def styled(text: str, style: str) -> None:
    """Print text on stderr in a style, without ending the line."""
    if isinstance(sys.stderr, Inert):
        sys.stderr.styled(text, style)


def _escaped(text: str) -> str:
    """Return a text with the number of each character that would steer a terminal or a build in its place."""
    return _COMMANDS.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def _after(text: str) -> str:
    """Return a text of which the first line goes on from one that was begun."""
    first, end, rest = text.partition("\n")
    return first + end + (_OBEYED.sub(_BAR, rest) if end else "")
