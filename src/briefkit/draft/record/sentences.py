"""The sentences of a passage, and which of them can become statements."""

import re
from collections.abc import Iterator, Sequence

from briefkit.draft.dates import without_dateline
from briefkit.draft.record.language import lexicon, phrases
from briefkit.draft.record.levels import Passage
from briefkit.draft.record.minutes import is_roll
from briefkit.outcomes.gate import LONGEST
from briefkit.reading.text import Span, count, sentences

SHORTEST = 3
"""Words of a sentence."""
_LONGEST = LONGEST - 100
"""Characters of a sentence, with room for what a wording puts before it."""
END = re.compile(r"[.!?…](?:[\"”’')\]]*|\s\([^()]*\))$")
_ASIDE = re.compile(r"^\([^()]*\)\s*")
"""What a transcript says of how something is said: (via interpreter)."""
_NAMES = re.compile(r"^[^:.]{1,40}:\s+(.*)$", re.DOTALL)


def sentences_of(passage: Passage) -> Iterator[str]:
    """Yield the sentences of a passage; of a table's row, those in its cells."""
    for cell in passage.text.split(" | "):
        found = _whole(without_dateline(cell))
        yield from (_ASIDE.sub("", words) if passage.speaker else words for words in found)


def _whole(text: str) -> Iterator[str]:
    """Yield the sentences of a text; those between two quotation marks, or up to the end, as one where they fit."""
    waiting: list[str] = []
    for span in _with_brackets(sentences(text), text):
        waiting.append(text[span.start : span.end])
        if not _opened(joined := " ".join(waiting)) or len(joined) > _LONGEST:
            yield from [joined] if len(joined) <= _LONGEST else waiting
            waiting = []
    yield from [" ".join(waiting)] if waiting else ()


def _opened(words: str) -> bool:
    """Tell whether words have a quotation mark that is not closed in them."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def _with_brackets(spans: Sequence[Span], text: str) -> list[Span]:
    """Return sentences, each with the numbers in brackets behind it: … be deferred. (4 for, 2 against)."""
    whole: list[Span] = []
    for span in spans:
        bracket = text[span.start : span.end].rstrip(".")
        if whole and bracket[:1] == "(" and bracket[-1:] == ")" and any(map(str.isdigit, bracket)):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole


def tells(sentence: str) -> bool:
    """Tell whether a passage is a sentence, and no list of names."""
    if sentence.endswith("?") or (not END.search(sentence) and not has_label(sentence)):
        return False
    shortest = SHORTEST - bool(phrases("event").search(sentence))
    return count(sentence) >= shortest and len(sentence) <= _LONGEST and not _is_names(sentence)


def has_label(sentence: str) -> bool:
    """Tell whether a line begins with a label such as “Decided:”."""
    labels = [label for group in lexicon("openings")["labels"].values() for label in group]
    return sentence.partition(":")[0].lower() in labels


def _is_names(sentence: str) -> bool:
    """Tell whether a line names who was there, behind a label or without one."""
    found = _NAMES.match(sentence)
    words = re.findall(r"[^\W\d_]+", found[1]) if found and not has_label(sentence) else []
    return (bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)) or is_roll(sentence)
