"""What a draft leaves out of its source, and why: a comment at the end of the record, and a line for its user."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefkit.draft.facts import dateline
from briefkit.draft.record.head import printable
from briefkit.draft.record.layout import WIDTH, ruler
from briefkit.draft.record.minutes import result, seconds
from briefkit.draft.record.sentences import Passage, is_names, sentences_of, tells
from briefkit.draft.record.units import spoken_passages
from briefkit.draft.record.voices import SHORT
from briefkit.draft.record.written import SourceText
from briefkit.reading.text import count

_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_MOST = 400
"""Lines that are listed."""


def left_out(text: SourceText, record: str) -> list[tuple[str, str]]:
    """Return the sentences of a source that are nowhere in a record: why each is left out, and its words."""
    known = _words(record)
    every = (line for turns in spoken_passages(text.read.text) for line in _lines(*turns))
    left = [(why, words) for why, words in every if _words(words) not in known and printable(words)]
    in_part = "only its quotation is drafted"
    return [(in_part if _is_quoted(words, known) else why, words) for why, words in left[:_MOST]]


def summary(left: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return how much is left out, by reason; nothing where all of a source is in the record."""
    counts = ", ".join(f"{why} ({number})" for why, number in Counter(why for why, _ in left).items())
    return (f"left out: {counts}",) if left else ()


def comment(key: str, left: Sequence[tuple[str, str]]) -> str:
    """Return a comment that lists what of a source is left out, each on one line."""
    lines = [f"# {why}: {words}" for why, words in left]
    short = (line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…" for line in lines)
    return "\n".join(["", ruler(f"Left out of {key}").strip(), *short, ""]) if left else ""


def _lines(passage: Passage, turn: Passage) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a passage, each with the reason why it may be left out; `turn` is what is said in it."""
    in_head = passage.is_heading or dateline([passage.text]) is not None  # what the record has as title, heading or day
    for words in sentences_of(turn if turn.text else passage) if not in_head else ():
        if words.endswith("?"):
            yield "question", words
        elif not turn.text:
            yield "said by who asks, or before the first answer", words
        elif result(words) or seconds(words):
            yield "told of a motion again", words
        elif is_names(words):
            yield "names", words
        elif not tells(words):
            yield "no whole sentence", words
        else:
            yield "a few words" if count(words) < SHORT else "a check would question it", words


def _is_quoted(words: str, known: str) -> bool:
    """Say whether a quotation of some words in a sentence is in the record."""
    return any(count(said) >= SHORT and _words(said) in known for said in _QUOTATION.findall(words))


def _words(text: str) -> str:
    """Return the words of a text between single spaces."""
    return f" {' '.join(_WORD.findall(text))} "
