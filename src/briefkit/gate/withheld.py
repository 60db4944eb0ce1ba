"""The search terms for what an audience may not see: words and runs of words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from urllib.parse import unquote

from briefkit.characters import INVISIBLE
from briefkit.outcomes import Outcomes
from briefkit.reading.dates import MONTHS
from briefkit.writers.contents import strings

WordRun = tuple[str, ...]
"""Words that follow one another."""

LONGEST = 5
"""So many words of a longer wording are sought together: two sentences rarely share them by chance."""
_TELLING = 3
"""So many words of a run without a name must be more than articles, prepositions and numbers."""
_SHORT = 3
"""Letters of the shortest word that may reveal something by itself; in a longer wording a word must be longer still."""
_MONTHS = frozenset(month.casefold() for month in MONTHS)
_BETWEEN = re.compile(r"(?<=[.!?:;])\s+|[“”]")
_KEY = re.compile(r"[a-z0-9_]+(?:-[a-z0-9]+)*")
"""An id, or one of the fixed values of the format."""
_PARTS = re.compile(r"[^\W_]+")
_PUT_TOGETHER = re.compile(r"_bk_|\w+:[\w-]+/|[\w-]+ · ")
"""A bookmark, a tag or a title of a content control: names that are made from ids."""
_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ]")

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]+")
"""Marks of notes, which stand at the end of words."""


def words(text: str) -> list[str]:
    """Return the words of a text in order, without case, marks of notes and ligatures; percent-encoding is undone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _RAISED.sub(" ", _UNSEEN.sub("", text)))
    if "%" in text:
        text = unquote(text)
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class RecordWords:
    """What a record holds, as words."""

    record: Outcomes

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every string of the record, and every id."""
        return frozenset(strings(self.record.model_dump(mode="json", by_alias=True, exclude_defaults=True)))

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that occur in it without a capital, folded."""
        return frozenset(word for text in self.texts for word in _lower(text))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of statements, sources, actors, issues and occasions."""
        record = self.record
        return frozenset(chain(record.by_id, record.sources, record.actors, record.issues, record.occasions))


@dataclass(frozen=True)
class SearchTerms:
    """What is searched for."""

    runs: Mapping[int, frozenset[WordRun]]
    """Length → runs of so many words; those of one are names."""
    ids: frozenset[WordRun]
    """Ids, in their parts; none is a mere number, which tells nothing."""

    @classmethod
    def of(cls, whole: RecordWords, released: RecordWords) -> "SearchTerms":
        """Return the terms of the whole record that the released one does not have."""
        withheld_texts = [text for text in whole.texts - released.texts if not _KEY.fullmatch(text)]
        told = [words(text) for text in released.texts]
        names = {word for text in withheld_texts for word in _names(text)} - whole.small - set(chain(*told))
        wanted: dict[int, set[WordRun]] = {1: {(name,) for name in names}}
        for run in chain.from_iterable(map(_telling, withheld_texts)):
            wanted.setdefault(len(run), set()).add(run)
        left = {
            length: frozenset(these.difference(*(runs(t, length) for t in told))) for length, these in wanted.items()
        }
        withheld_ids = whole.ids - released.ids - released.texts
        ids = frozenset(tuple(key.split("-")) for key in withheld_ids if re.search("[a-z]", key))
        return cls({length: these for length, these in left.items() if these}, ids)

    def __bool__(self) -> bool:
        """Say whether anything is sought."""
        return bool(self.runs or self.ids)

    def met(self, texts: Iterable[str]) -> set[WordRun]:
        """Return the terms that occur in running text; a run must lie within a sentence."""
        found: set[WordRun] = set()
        for sentence in chain.from_iterable(map(_BETWEEN.split, texts if self.runs else ())):
            these = words(sentence)
            for length, wanted in self.runs.items():
                found |= wanted.intersection(runs(these, length))
        return found

    def met_ids(self, values: Iterable[str]) -> set[WordRun]:
        """Return the ids that occur in names and attributes, whole or as a part.

        A value with spaces is running text and holds none. An id of one part, such as `fee`, is no find within a name
        such as `late-fee`, unless that is made from ids.
        """
        lengths = {len(key) for key in self.ids}
        found: set[WordRun] = set()
        for value in values if lengths else ():
            if any(map(str.isspace, value.replace(" · ", ""))):
                continue
            parts = _PARTS.findall(value)
            joined = len(parts) > 1
            for length in lengths:
                if length > 1 or not joined or _PUT_TOGETHER.match(value):
                    found |= self.ids.intersection(runs(parts, length))
        return found


def runs(found: Sequence[str], length: int) -> Iterator[WordRun]:
    """Yield every run of a length in a text's words."""
    return zip(*(found[at:] for at in range(length)), strict=False)


def _telling(text: str) -> Iterator[WordRun]:
    """Yield the runs that would reveal a text: all of a short one; of a longer one each run within a sentence.

    Why within one: composition puts sentences side by side that no record has so.
    """
    short = words(text)
    if 1 < len(short) < LONGEST:
        yield from [tuple(short)] if sum(map(_tells, short)) >= (1 if any(_identifiers(text)) else _TELLING) else []
        return
    for sentence in _BETWEEN.split(text):
        for run in runs(words(sentence), LONGEST):
            if sum(len(word) > _SHORT and _tells(word) for word in run) >= _TELLING:
                yield run


def _identifiers(text: str) -> Iterator[str]:
    """Yield the words with a capital, or with letters and digits: names, codes, hashes."""
    for token in _PARTS.findall(text):
        if _CAPITAL.match(token) or (any(map(str.isdigit, token)) and any(map(str.isalpha, token))):
            yield token


def _names(text: str) -> Iterator[str]:
    """Yield the words of a text that name something, folded."""
    return (word for token in _identifiers(text) for word in words(token) if len(word) >= _SHORT and _tells(word))


def _lower(text: str) -> Iterator[str]:
    return (word for part in re.findall(r"(?<![^\W_])[a-zà-ÿ][^\W\d_]*", text) for word in words(part))


def _tells(word: str) -> bool:
    return len(word) >= _SHORT and not word.isdigit() and word not in _MONTHS
