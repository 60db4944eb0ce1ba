"""The passages of a text with the levels of its lists, their sentences, and which of these can become statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefkit.draft.facts import without_dateline
from briefkit.draft.passages import split_label
from briefkit.draft.record.language import phrases
from briefkit.draft.record.minutes import is_roll, moves, result
from briefkit.draft.record.sorts import kind_of_label
from briefkit.draft.record.votes import score
from briefkit.outcomes.gate import LONGEST
from briefkit.reading.text import count, sentences

_DEEPEST = 12
"""Levels of a list; what is deeper counts as this one."""
_FEW = 2
"""Passages that begin with 1, 2, …, and are not counted for that."""
SHORTEST = 3
"""Words of a sentence."""
_LONGEST = LONGEST - 100
"""Characters of a sentence, with room for what a wording puts before it."""
END = re.compile(r"[.!?…](?:[\"”’')\]]*|\s\([^()]*\))$")
"""How a sentence ends: behind its mark quotation marks, or an aside in brackets."""
_NAMES = re.compile(r"^[^:.]{1,40}:\s+(.*)$", re.DOTALL)
"""What stands behind a label: Present: A. Adams, B. Brown."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading or an item of a list."""

    text: str
    label: str
    """The bullet or number of an item; empty for what is none."""
    is_heading: bool
    indent: int = 0
    depth: int = 0
    """How deep an item is nested, from 1; 0 for what is no item."""
    run: int = -1
    """A number that items share if no other passage stands between them; -1 for what is no item."""
    speaker: str = ""
    """The label of the turn of a transcript in which it is said."""


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of an extracted text, its items with their levels."""
    levels: list[Passage] = []
    run = 0
    for passage in map(_passage, _counted([*filter(str.strip, re.split(r"\n\s*\n|\f", text))])):
        if not passage.label or passage.is_heading:
            levels, run = [], run + 1
            yield passage
            continue
        at = _level(levels, passage)
        levels = [*levels[:at], passage][:_DEEPEST]
        yield replace(passage, depth=len(levels), run=run)


def _counted(texts: list[str]) -> list[str]:
    """Return passages; numbers that count them without a mark, “1 We met”, get a full stop."""
    counted: dict[int, str] = {}
    for at, text in enumerate(texts):
        number, _, rest = text.strip().partition(" ")
        if number == str(len(counted) + 1) and rest[:1].isupper():
            counted[at] = f"{number}. {rest}"
    return [counted.get(at, text) for at, text in enumerate(texts)] if len(counted) > _FEW else texts


def _passage(text: str) -> Passage:
    words, lines = text.strip(), text.strip("\n")
    if words.startswith("# "):
        return Passage(words[2:], "", is_heading=True)
    label, rest = split_label(words) or ("", words)
    return Passage(rest, label, is_heading=False, indent=len(lines) - len(lines.lstrip()))


def _level(levels: Sequence[Passage], passage: Passage) -> int:
    """Return how many levels stand above an item: those above the level whose labels have the form of its own label."""
    above = [i for i, level in enumerate(levels) if level.indent < passage.indent]
    first = above[-1] + 1 if above else 0
    alike = [i for i in range(first, len(levels)) if _form(levels[i].label) == _form(passage.label)]
    if alike:
        return alike[-1]
    return first if len(levels) > first and levels[first].indent > passage.indent else len(levels)


def _form(label: str) -> str:
    """Return what labels of one list share: their marks, and whether they count in digits, letters or Roman numbers."""
    roman = re.sub(r"(?<![^\W\d_])[ivx]+(?![^\W\d_])", "i", re.sub(r"\d+", "1", label), flags=re.IGNORECASE)
    return re.sub(r"(?!i)[^\W\d_]", "a", roman)


def sentences_of(passage: Passage) -> Iterator[str]:
    """Yield the sentences of a passage; of a table's row, those in its cells."""
    for cell in passage.text.split(" | "):
        yield from whole_sentences(cell if passage.depth or kind_of_label(cell) else without_dateline(cell))


def whole_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a quotation of several sentences is one of them, unless it is too long."""
    waiting: list[str] = []
    for sentence in (text[span.start : span.end] for span in sentences(text)):
        waiting.append(sentence)
        if not _opened(joined := " ".join(waiting)) or len(joined) > _LONGEST:
            yield from [joined] if len(joined) <= _LONGEST else waiting
            waiting = []
    yield from [" ".join(waiting)] if waiting else ()


def _opened(words: str) -> bool:
    """Say whether words have a quotation mark that is not closed in them."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def tells(sentence: str) -> bool:
    """Say whether words can be a statement: a sentence, neither too short nor too long, and no list of names."""
    if sentence.endswith("?") or (not END.search(sentence) and not kind_of_label(sentence)):
        return False
    shortest = SHORTEST - 1 if phrases("event").search(sentence) else SHORTEST
    return count(sentence) >= shortest and len(sentence) <= _LONGEST and not is_names(sentence)


def is_names(sentence: str) -> bool:
    """Say whether a line names who was there, behind a label or without one."""
    if moves(sentence) or result(sentence) or score(sentence):
        return False
    found = _NAMES.match(sentence)
    words = re.findall(r"[^\W\d_]+", found[1]) if found and not kind_of_label(sentence) else []
    return (bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)) or is_roll(sentence)
