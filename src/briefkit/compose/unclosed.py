"""Where a template's syntax is broken: the tag that is never closed, closes nothing, or cannot be read."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefkit.spelling import cut

_OPENER = re.compile(r"\{[{%#]")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLOCKS = frozenset({"if", "for", "with", "set", "macro", "call", "filter", "block", "autoescape", "raw"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template."""

    start: int
    text: str
    """All of it; where it is never closed, up to the end of its line."""
    closed: bool = True

    @property
    def word(self) -> str:
        """Its keyword, such as `for`; empty for a tag that prints or comments."""
        words = self.text[2:-2].strip("-+ \t\n").split(maxsplit=1)
        return words[0] if self.text.startswith("{%") and words else ""

    @property
    def opens(self) -> bool:
        """Whether it begins a block that another tag has to close."""
        return self.word in _BLOCKS and not (self.word == "set" and "=" in self.text)


def broken(source: str, line: int, reads: Callable[[str], bool]) -> tuple[int, str] | None:
    """Return the index of the tag that breaks a template's syntax and what is wrong with it, naming it whole.

    `line`: where the parser gave up. `reads`: whether a text is a template by itself.
    """
    tags = list(_tags(source))
    wrong = _unbalanced(tags)
    if wrong:
        return wrong
    first = sum(len(one) for one in source.splitlines(keepends=True)[: line - 1])
    last = first + len((source[first:].splitlines() or [""])[0])
    for tag in tags:
        alone = f"{tag.text}{{% end{tag.word} %}}" if tag.opens else tag.text
        here = tag.start <= last and tag.start + len(tag.text) > first
        if here and not tag.word.startswith(("el", "end")) and not reads(alone):
            return tag.start, f"`{cut(tag.text)}` is not in the template language"
    return None


def _unbalanced(tags: list[Tag]) -> tuple[int, str] | None:
    """Return the tag that nothing closes, or that closes nothing, and what is wrong with it."""
    opened: list[Tag] = []
    for tag in tags:
        if not tag.closed:
            return tag.start, f"`{cut(tag.text)}` is never closed"
        if tag.opens:
            opened.append(tag)
        elif tag.word.startswith("end"):
            if tag.word[3:] not in {one.word for one in opened}:
                return tag.start, f"`{cut(tag.text)}` closes nothing"
            if opened[-1].word != tag.word[3:]:
                break
            opened.pop()
    return (opened[-1].start, f"`{cut(opened[-1].text)}` is never closed") if opened else None


def _tags(source: str) -> Iterator[Tag]:
    """Yield the tags of a template, up to the first that is never closed."""
    at = 0
    while opener := _OPENER.search(source, at):
        end = source.find(_CLOSERS[opener[0]], opener.end())
        inner = _OPENER.search(source, opener.end(), max(end, opener.end()))
        if end < 0 or (inner and opener[0] != "{#"):
            yield Tag(opener.start(), source[opener.start() :].splitlines()[0].rstrip(), closed=False)
            return
        yield Tag(opener.start(), source[opener.start() : end + 2])
        at = end + 2
