"""The sentences and list items of a text that can become statements, in order, each under its heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefkit.draft.record.labels import voices
from briefkit.draft.record.language import ARTICLES, is_act, lexicon
from briefkit.draft.record.minutes import has_verb, moves, result, result_of, seconds
from briefkit.draft.record.sentences import (
    END,
    SHORTEST,
    Passage,
    is_names,
    passages,
    sentences_of,
    tells,
    whole_sentences,
)
from briefkit.draft.record.sorts import kind_of_label, main_clause
from briefkit.reading.dates import Moment, dates
from briefkit.reading.meaning import small
from briefkit.reading.text import count

_HEADING = 10
"""Words of a line that is taken for a heading."""
_PENDING = 6
"""Sentences between a motion and what became of it, where another heading stands between them."""
_FIRST = re.compile(r"\w+(?:ing|ed)\s", re.IGNORECASE)
"""How a preamble begins: Recalling, Concerned."""
_WRITER = re.compile(r"\([^\d]*\)")
"""Who wrote or edited a report, at its end; with a number in it, it may be a vote."""
_ENDINGS = ("s", "ed")
"""How the verb of an operative paragraph ends: Takes note, entrusted."""
_MOST = 400
"""Items of a list."""


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
    led: bool = False
    """Whether its opening is the subject of its verb: The Deputies / 1. agreed to …."""
    speaker: str = ""
    """The label of the turn of a transcript in which it is said."""
    quoted: str = ""
    """The part of its opening that the text has word for word; empty where it has all of it."""
    results: tuple[str, ...] = ()
    """The sentences that second the motion that this one puts, and tell what became of it."""

    @property
    def outcome(self) -> str:
        """What became of the motion that it puts, `carried` or `failed`, as a sentence behind it tells."""
        return next(filter(None, map(result, self.results)), "")

    @property
    def whole(self) -> str:
        """Its words behind the subject that leads it, if one does."""
        first, space, rest = self.text.partition(" ")
        verb = first.lower() if first.isupper() else first[:1].lower() + first[1:]
        return f"{self.opening} {verb}{space}{rest}" if self.led else self.text


@dataclass
class _Reading:
    """A text on the way from its first passage to its last."""

    passages: list[Passage]
    found: list[Unit] = field(default_factory=list)
    at: int = 0
    heading: str = ""
    subject: str = ""
    """Who decides what follows, where that stands in a passage of its own."""


def units(text: str) -> list[Unit]:
    """Return the sentences and list items of an extracted text that can become statements."""
    now = _Reading([turn for _, turn in spoken_passages(text)])
    while now.at < len(now.passages):
        _read(now.passages[now.at], now)
        now.at += 1
    while now.found and _WRITER.fullmatch(now.found[-1].text):
        now.found.pop()
    return now.found


def spoken_passages(text: str) -> list[tuple[Passage, Passage]]:
    """Return the passages of a text, each as it stands and as it is said: without its label, empty if it asks."""
    every = list(passages(text))
    return list(zip(every, _turns(every), strict=True))


def _turns(every: list[Passage]) -> list[Passage]:
    """Return the passages of a text, those of a transcript each with its speaker and without the label."""
    if any(passage.label == "Q." for passage in every):  # no letters that count a list
        lettered = {"Q.", "A."}
        every = [
            replace(passage, text=f"{passage.label} {passage.text}", label="", depth=0)
            if passage.label in lettered
            else passage
            for passage in every
        ]
    turns = voices([f"# {passage.text}" if passage.is_heading else passage.text for passage in every])
    return [
        passage if passage.is_heading or not (speaker or not words) else replace(passage, text=words, speaker=speaker)
        for passage, (speaker, words) in zip(every, turns, strict=True)
    ]


def _read(passage: Passage, now: _Reading) -> None:
    """Read a passage, with the list that it introduces."""
    items = _items(now.passages, now.at)
    if result_of(passage.text) == passage.text and not (passage.label and _is_heading(passage, now)):
        for sentence in sentences_of(passage):
            _add(Unit(sentence, now.heading, now.at), now)
    elif now.subject and (_acts(passage) or (passage.depth and passage.text[0].islower())):
        _lead(passage, items, now)
    elif now.subject and passage.text.endswith((",", ";")):
        return  # a preamble
    elif subject := _subject(passage, now):
        now.subject = subject
    elif _is_heading(passage, now):
        _head(passage, now)
    elif passage.text.endswith(":") and items and count(passage.text):
        _introduce(passage, items, now)
    else:
        now.subject = now.subject if passage.label or not END.search(passage.text) else ""
        for sentence in sentences_of(passage):
            unit = Unit(sentence, now.heading, now.at, speaker=passage.speaker)
            _add(unit, now, item=_is_clause(sentence, now))


def _is_clause(text: str, now: _Reading) -> bool:
    """Say whether words without a full stop are a clause: in a list, or below the first sentence of the text."""
    if not (now.passages[now.at].depth or now.found) or text.endswith((",", ":", "?", ")")) or is_names(text):
        return False
    return has_verb(text if text.endswith(";") else main_clause(text.rpartition(": ")[2]))


def _add(unit: Unit, now: _Reading, *, item: bool = False) -> None:
    """Add a unit that tells something, or is an item that may; what became of a motion is added to the motion."""
    ending = result_of(unit.text)
    put = _motion_of(unit, now) if ending or seconds(unit.text) else None
    if put and ending and result(ending) == put.outcome:
        return  # the result is told again
    if put and not put.outcome:
        both = f"{put.text} {unit.text}"
        beside = ending in ("", unit.text) and both in now.passages[now.at].text  # one place of the source holds both
        ended = replace(put, text=both if beside else put.text, results=(*put.results, ending or unit.text))
        now.found[now.found.index(put)] = ended
        if ending in ("", unit.text):
            return
    if (item and count(unit.text) >= SHORTEST) or tells(unit.text) or unit.opening:
        now.found.append(unit)


def _motion_of(unit: Unit, now: _Reading) -> Unit | None:
    """Return the motion that a sentence is about: the last one that nothing became of, else the last."""
    near = now.found[max(0, len(now.found) - _PENDING) :]
    motions = [put for put in now.found if moves(put.text) and (put.heading == unit.heading or put in near)]
    pending = [put for put in motions if not put.outcome]
    return next(iter([*pending[-1:], *motions[-1:]]), None)


def _head(passage: Passage, now: _Reading) -> None:
    """Take in a heading; what stands before everything else is the title, and heads nothing."""
    title = all(before.is_heading for before in now.passages[: now.at])
    now.heading = "" if title else " ".join(passage.text.rstrip(":").split())


def _is_heading(passage: Passage, now: _Reading) -> bool:
    """Say whether a passage heads others: it is marked so, or it is short, no sentence, and something follows."""
    if passage.is_heading or passage.speaker:
        return passage.is_heading
    after = now.passages[now.at + 1 : now.at + 2]
    last_word = passage.text.rsplit(maxsplit=1)[-1].lower()
    goes_on = passage.text.endswith((":", ";", ",", "|")) or last_word in lexicon("lists")["joints"]
    short = count(passage.text) <= _HEADING and not goes_on and not END.search(passage.text)
    alone = bool(after) and not (passage.depth and after[0].run == passage.run and after[0].depth <= passage.depth)
    numbered = passage.label[:1].isalnum() or (bool(now.found) and not passage.label)
    tells_something = " | " in passage.text or any(map(_is_day, dates(passage.text))) or tells(passage.text)
    return short and alone and numbered and not tells_something


def _is_day(moment: Moment) -> bool:
    """Say whether a moment is more than a year: a budget for 2026 heads what follows, a day does not."""
    return moment.year is None or moment.month is not None


def _subject(passage: Passage, now: _Reading) -> str:
    """Return who acts in what follows, where a passage names only that: The Council, / Recalling …, / 1. Decides …."""
    after = next(iter(now.passages[now.at + 1 : now.at + 2]), passage)
    if after is passage or passage.is_heading or after.is_heading or END.search(passage.text):
        return ""
    acts = bool(after.label) and _acts(after)
    preamble = passage.text[-1] in ",:" and _FIRST.match(after.text)
    fits = acts if after.text[:1].islower() else (acts or preamble) and re.match(rf"{ARTICLES}\s", passage.text)
    return passage.text.rstrip(",: ").partition(",")[0] if fits else ""


def _acts(passage: Passage) -> bool:
    """Say whether a passage begins with the verb of a subject that stands before it."""
    auxiliaries = lexicon("subjects")["auxiliaries"]
    found = [word.lower() for word in passage.text.split(maxsplit=3)[:3]]
    verb = next((word for word in found if word not in auxiliaries and not word.endswith("ly")), "")
    operative = passage.label.strip("(")[:1].isalnum() or (not passage.label and passage.text[-1] in ".;")
    shaped = operative and verb.endswith(_ENDINGS) and verb not in small()
    return (is_act(verb) or shaped) and not verb.endswith("ing") and count(passage.text) >= SHORTEST


def _items(every: Sequence[Passage], at: int) -> list[Passage]:
    """Return the items of the list that a passage introduces, and what is nested in them."""
    found: list[Passage] = []
    for passage in every[at + 1 : at + 1 + _MOST]:
        least = found[0].depth if found else every[at].depth + 1 if passage.run == every[at].run else 1
        if passage.depth < least:
            break
        found.append(passage)
    return found


def _lead(passage: Passage, items: Sequence[Passage], now: _Reading) -> None:
    """Take in what the subject of a passage above does, with the items behind it."""
    items = items if passage.text.endswith(":") else ()
    first, *others = whole_sentences(passage.text)
    texts = tuple(item.text for item in items)
    _add(Unit(first, now.heading, now.at, now.subject, texts, led=True), now)
    for sentence in others:
        _add(Unit(sentence, now.heading, now.at), now)
    now.at += len(items)


def _introduce(passage: Passage, items: Sequence[Passage], now: _Reading) -> None:
    """Take in the items of a list: by themselves where they complete the sentence before the list, else all as one."""
    *before, opening = whole_sentences(passage.text)
    texts, at = [item.text for item in items], (now.heading, now.at)
    found = [Unit(sentence, *at) for sentence in before]
    joint = opening.rstrip(": ").rsplit(maxsplit=1)[-1].lower() in lexicon("lists")["joints"]
    if any(len([*whole_sentences(item)]) > 1 for item in texts):
        items = ()  # they are no items, but paragraphs
    elif joint:
        found += [Unit(item, *at, opening=opening) for item in texts]
    elif has_verb(opening) or kind_of_label(opening):
        found.append(Unit(opening, *at, items=tuple(texts)))
    else:
        found += [Unit(item, *at) for item in texts if has_verb(item)]
    for unit in found:
        _add(unit, now, item=True)
    now.at += len(items)


def bare(item: str) -> str:
    """Return an item of a list without the marks and words between it and the next item."""
    words = item.rstrip()
    for word in (*lexicon("subjects")["joins"], *lexicon("lists")["or"]):
        words = words.removesuffix(f"; {word}").removesuffix(f", {word}")
    return words.rstrip(";,.: ")
