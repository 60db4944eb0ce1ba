"""The sentences and list items of a text that can become statements, in order, each under its heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefkit.draft.passages import labelled
from briefkit.draft.record.language import LANGUAGE, is_act, lexicon, phrases
from briefkit.draft.record.turns import labels, turn
from briefkit.outcomes.gate import LONGEST
from briefkit.reading.dates import Moment, dates
from briefkit.reading.text import Span, count, sentences

_SHORTEST = 3
"""Words of a sentence; one fewer where it tells what somebody did: Norland abstained."""
_HEADING = 10
"""Words of a line that is taken for a heading."""
_LONGEST = LONGEST - 100
"""Characters of a sentence, with room for what a wording puts before it."""
_END = re.compile(r"[.!?…](?:[\"”’')\]]*|\s\([^()]*\))$")
_DATELINE = re.compile(r"^(?:[A-Z][A-Z .,()]{2,40}|[^.:;–—]{0,60}\d{4}(?:\s\([^()]{1,40}\))?)\s*[–—]\s+")
_RUN_IN = re.compile(r"([A-Z][\w’'/-]*(?:\s[\w’'/-]+){0,3})\.\s+(?=[A-Z0-9“\"])")
"""A heading of a numbered passage that its text follows on the same line: 2. Fuel. The subsidy …"""
_NAMES = re.compile(r"^[^:.]{1,40}:\s+(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or an item of a list."""

    text: str
    """As it stands in its text."""
    heading: str
    """The heading above it; empty where there is none."""
    paragraph: int
    """Counted through the text."""
    opening: str = ""
    """The words that introduce its list; empty outside lists."""
    items: tuple[str, ...] = ()
    """The items of the list that it introduces."""
    speaker: str = ""
    """The label of the turn of a transcript in which it is said."""


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    label: str
    is_heading: bool
    speaker: str = ""


def units(text: str) -> list[Unit]:
    """Return the sentences and list items of an extracted text that can become statements."""
    passages = _turns(list(_passages(text)))
    found: list[Unit] = []
    heading, titled, at = "", False, 0
    while at < len(passages):
        one = passages[at]
        if _is_heading(one, passages[at + 1 : at + 2], begun=bool(found)):
            subtitle = at > 0 and passages[at - 1].is_heading and one.is_heading and not found
            heads = (titled and not subtitle) or one.label
            heading, titled = (" ".join(one.text.split()) if heads else ""), True
        elif one.text.endswith(":") and count(one.text) and (items := _items(passages[at + 1 :])):
            found += _list(one.text, items, heading, at)
            at += len(items)
        else:
            found += [Unit(sentence, heading, at, speaker=one.speaker) for sentence in _sentences(one)]
        titled = titled or at > 0
        at += 1
    return found


def _passages(text: str) -> Iterator[_Passage]:
    for passage in filter(None, (one.strip() for one in re.split(r"\n\s*\n|\f", text))):
        if passage.startswith("# "):
            yield _Passage(passage[2:], "", is_heading=True)
        else:
            label, words = labelled(passage) or ("", passage)
            if label[:1].isdigit() and (match := _RUN_IN.match(words)) and not any(map(is_act, match[1].split())):
                yield _Passage(match[1], label, is_heading=True)
                label, words = "", words[match.end() :]
            yield _Passage(words, label, is_heading=False)


def _turns(passages: list[_Passage]) -> list[_Passage]:
    """Return the passages of a transcript from its first turn on, each with its speaker; of another text, all."""
    known = labels([passage.text for passage in passages if not passage.is_heading])
    turns: list[_Passage] = []
    speaker = ""
    for passage in passages if known else ():
        label, words = turn(passage.text, known)
        speaker = label or speaker
        turns += [replace(passage, text=words, speaker=speaker)] if speaker else [passage] * passage.is_heading
    return turns or passages


def _is_heading(passage: _Passage, after: Sequence[_Passage], *, begun: bool) -> bool:
    """Tell whether a passage heads others: it is marked so, or it is short, no sentence, and something follows."""
    if passage.is_heading or passage.speaker:
        return passage.is_heading
    short = count(passage.text) <= _HEADING and not _END.search(passage.text) and passage.text[-1:] not in ":;,|"
    alone = bool(after) and not (after[0].label and after[0].label[:1] == passage.label[:1])
    numbered = passage.label[:1].isalnum() or (begun and not passage.label)
    return short and alone and numbered and " | " not in passage.text and not any(map(_is_day, dates(passage.text)))


def _is_day(moment: Moment) -> bool:
    """Tell whether a moment is more than a year: a budget for 2026 heads what follows, a day does not."""
    return moment.year is None or moment.month is not None


def _items(after: Sequence[_Passage]) -> list[str]:
    """Return the items of the list that begins here."""
    found: list[str] = []
    for passage in after:
        if not passage.label or passage.is_heading or _shape(passage.label) != _shape(after[0].label):
            break
        found.append(passage.text)
    return found


def _shape(label: str) -> str:
    """Return what labels of one list share: their marks, and whether they count in digits or letters."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", label))


def _list(text: str, items: Sequence[str], heading: str, at: int) -> Iterator[Unit]:
    """Yield the items of a list, each by itself where it completes the sentence before the list, else all as one."""
    *before, opening = [text[span.start : span.end] for span in sentences(text, LANGUAGE)]
    yield from (Unit(sentence, heading, at) for sentence in before if tells(sentence))
    if opening.rstrip(": ").rsplit(maxsplit=1)[-1].lower() in lexicon("lists")["joints"]:
        yield from (Unit(item, heading, at, opening=opening) for item in items)
    else:
        yield Unit(opening, heading, at, items=tuple(items))


def bare(item: str) -> str:
    """Return an item of a list without the marks and words between it and the next item."""
    words = item.rstrip()
    for word in (*lexicon("subjects")["joins"], *lexicon("lists")["or"]):
        words = words.removesuffix(f"; {word}").removesuffix(f", {word}")
    return words.rstrip(";,. ")


def _sentences(passage: _Passage) -> Iterator[str]:
    """Yield the sentences of a passage that can become statements; of a table's row, those in its cells."""
    for cell in passage.text.split(" | "):
        start = match.end() if (match := _DATELINE.match(cell)) else 0
        spans = _with_brackets(sentences(cell[start:], LANGUAGE), cell[start:])
        yield from filter(tells, (cell[start + span.start : start + span.end] for span in spans))


def _with_brackets(spans: Sequence[Span], text: str) -> list[Span]:
    """Return sentences, each with one in brackets behind it: … be deferred. (4 for, 2 against)."""
    whole: list[Span] = []
    for span in spans:
        bracket = text[span.start : span.end].rstrip(".")
        if whole and bracket[0] == "(" and bracket[-1] == ")":
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return whole


def tells(sentence: str) -> bool:
    """Tell whether a passage is a sentence, and no list of names."""
    if not _END.search(sentence) and not _label(sentence):
        return False
    shortest = _SHORTEST - bool(phrases("event").search(sentence))
    return count(sentence) >= shortest and len(sentence) <= _LONGEST and not _is_names(sentence)


def _label(sentence: str) -> bool:
    """Tell whether a line begins with a label such as “Decided:”."""
    labels = [label for group in lexicon("openings")["labels"].values() for label in group]
    return sentence.partition(":")[0].lower() in labels


def _is_names(sentence: str) -> bool:
    """Tell whether a line is a label with names behind it: who was there."""
    match = _NAMES.match(sentence)
    words = re.findall(r"[^\W\d_]+", match[1]) if match and not _label(sentence) else []
    return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)
