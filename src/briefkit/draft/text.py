"""Plain text and Markdown files."""

import re
from collections.abc import Iterator

from briefkit.draft import passages
from briefkit.draft.encoding import decoded
from briefkit.draft.facts import facts
from briefkit.draft.passages import Extracted

_HASHES = re.compile(r"#{1,6}[ \t]+(.*\S)")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\s*$")
_DASHES = "–—"
_OUTLIERS = 0.02
"""The part of the lines that may be longer than the margin at which a text is wrapped: addresses of the web."""


def read(data: bytes) -> Extracted:
    """Return a text file in the conventions of an extracted text."""
    text, notes = decoded(data)
    lines = [line.expandtabs().rstrip() for line in text.replace("\f", "\n\n").split("\n")]
    known = passages.vocabulary(lines)
    margin = _margin(lines)
    found = [passage for block in _blocks(lines, margin) for passage in _passages(block, margin, known) if passage]
    return Extracted(passages.document(found), facts(found, {}), notes)


def _margin(lines: list[str]) -> int:
    """Return the length at which the lines are wrapped; 0 where they are not."""
    lengths = sorted(len(line) for line in lines if line and not _HASHES.match(line))
    margin = lengths[-1 - int(_OUTLIERS * len(lengths))] if lengths else 0
    return margin if passages.is_wrapped(lines, margin) else 0


def _blocks(lines: list[str], margin: int) -> Iterator[list[str]]:
    """Yield the lines between blank ones, each item of a list and each heading by itself."""
    block: list[str] = []
    for line in (*lines, ""):
        item = passages.split_label(line) and not (block and line[0] in _DASHES and _runs(block, margin))
        if block and (not line or item or _HASHES.match(line) or _HASHES.match(block[-1])):
            yield block
            block = []
        if line:
            block.append(line)


def _runs(block: list[str], margin: int) -> bool:
    """Say whether a paragraph breaks off at its last line, so that the next goes on with it, if with a dash."""
    return passages.breaks_off(block[-1], margin) and not passages.split_label(block[0])


def _passages(block: list[str], margin: int, known: passages.Vocabulary) -> Iterator[str]:
    if match := _HASHES.match(block[0]):
        yield passages.heading(match[1].rstrip("# "))
    elif len(block) > 1 and _UNDERLINE.match(block[1]):
        yield passages.heading(block[0])
        yield from _passages(block[2:], margin, known) if block[2:] else ()
    else:
        indent = block[0][: len(block[0]) - len(block[0].lstrip())] if passages.split_label(block[0]) else ""
        first, *others = (passages.joined(lines, known) for lines in passages.wrapped(block, margin))
        yield from (f"{indent}{passages.paragraph(first)}", *map(passages.paragraph, others))
