"""Where a template's syntax is broken: the tag that is never closed, closes nothing, or cannot be read."""

import re
from collections.abc import Callable, Sequence

from briefkit.spelling import cut

_TAG = re.compile(
    r"""\{\#.*?\#\}  # a comment
      | \{\{ (?:(?!\{[{%\#]).)*? \}\}  # what is printed
      | \{%[-+]?\s* (?P<word>\w*) (?:(?!\{[{%\#]).)*? %\}
      | (?P<unclosed>\{[{%\#][^\r\n]*)  # up to the end of its line""",
    re.DOTALL | re.VERBOSE,
)
"""A tag of a template, whole, with the keyword of a statement."""
_BLOCKS = frozenset({"if", "for", "with", "set", "macro", "call", "filter", "block", "autoescape", "raw"})

_Tag = re.Match[str]


def broken(source: str, line: int, reads: Callable[[str], bool]) -> tuple[int, str] | None:
    """Return the index of the tag that breaks a template's syntax and what is wrong with it, naming it whole.

    `line`: where the parser gave up. `reads`: whether a text is a template by itself.
    """
    tags = list(_TAG.finditer(source))
    wrong = _unbalanced(tags)
    if wrong:
        return wrong
    first = sum(len(text) for text in source.splitlines(keepends=True)[: line - 1])
    last = first + len((source[first:].splitlines() or [""])[0])
    for tag in tags:
        alone = f"{tag[0]}{{% end{_word(tag)} %}}" if _opens(tag) else tag[0]
        here = tag.start() <= last and tag.end() > first
        if here and not _word(tag).startswith(("el", "end")) and not reads(alone):
            return tag.start(), f"`{cut(tag[0])}` is not in the template language"
    return None


def _unbalanced(tags: Sequence[_Tag]) -> tuple[int, str] | None:
    """Return the tag that nothing closes, or that closes nothing, and what is wrong with it."""
    opened: list[_Tag] = []
    for tag in tags:
        word = _word(tag)
        if tag["unclosed"]:
            return tag.start(), f"`{cut(tag[0].rstrip())}` is never closed"
        if _opens(tag):
            opened.append(tag)
        elif word.startswith("end"):
            if word[3:] not in map(_word, opened):
                return tag.start(), f"`{cut(tag[0])}` closes nothing"
            if _word(opened[-1]) != word[3:]:
                break
            opened.pop()
    return (opened[-1].start(), f"`{cut(opened[-1][0])}` is never closed") if opened else None


def _word(tag: _Tag) -> str:
    """Return the keyword of a tag, such as `for`; empty for a tag that prints or comments."""
    return tag["word"] or ""


def _opens(tag: _Tag) -> bool:
    """Say whether a tag begins a block that another one has to close."""
    return _word(tag) in _BLOCKS and not (_word(tag) == "set" and "=" in tag[0])
