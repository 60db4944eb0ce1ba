"""The annotated copy of a record: every printed wording beside what it rests on, what is asked of it, and who signed.

It is for the author and for who reads the record against its sources: it holds what any audience may see, and more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefkit.errors import Problem
from briefkit.loading import Loaded
from briefkit.markings import marking_of
from briefkit.outcomes import Outcomes, Signature, Source, Statement
from briefkit.questions.differences import ReviewQuestion, Spans
from briefkit.review import HEAD, head, head_signature, is_own, part_name
from briefkit.wording import Composer
from briefkit.wording.sentences import capital

__all__ = ["MarkedText", "QuotedPassage", "ReviewEntry", "entries", "first", "marking", "name_of", "split"]

LABELS = ("question", "due", "effect", "basis", "alt")
"""What is printed of a statement beside its wordings."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, with words in it that somebody has to look at."""

    text: str
    words: Spans = ()
    """Where they stand: in order, and none meets another."""

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each with whether it is marked."""
        at = 0
        for start, end in self.words:
            yield from ((self.text[at:start], False), (self.text[start:end], True))
            at = end
        yield self.text[at:], False

    def __str__(self) -> str:
        """Return the text with its marked words in brackets."""
        return "".join(f"[{text}]" if marked else text for text, marked in self.parts())


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A quote that a statement rests on."""

    statement: str
    """Whose evidence it is: the statement itself, or one below it."""
    source: str
    """The id of its source."""
    title: str
    """How people call the source."""
    position: str
    """Where it stands there: page 3, paragraph 2."""
    quote: MarkedText


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A statement, or the head of the record, as a reader holds it against its sources."""

    statement: str
    """Its id; `HEAD` for the head."""
    kind: str
    marking: str
    wordings: Mapping[str, MarkedText]
    """Printed wordings and labels, by name: the sentence, and what the author wrote beside it."""
    passages: tuple[QuotedPassage, ...]
    problems: tuple[Problem, ...]
    """Its questions, unread wordings and warnings."""
    signature: Signature | None
    """The signature on its present state; None where there is none."""
    is_own: bool
    """Whether the signer also prepared the record."""

    def count(self, severity: str) -> int:
        """Return how many of its problems are of a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def entries(loaded: Loaded) -> list[ReviewEntry]:
    """Return the head of a record and every statement, in its order."""
    composer, places = Composer(loaded.outcomes), loaded.supplement.places
    problems: dict[tuple[str, str], list[Problem]] = {}
    for problem in loaded.problems:
        problems.setdefault(problem.part or ("", ""), []).append(problem)
    statements = [
        _entry(loaded, composer, places, statement, problems.get(("statements", statement.id), []))
        for statement in loaded.outcomes.statements
    ]
    return [
        _head(loaded, [problem for part, own in problems.items() if part[0] != "statements" for problem in own]),
        *statements,
    ]


def _head(loaded: Loaded, problems: Sequence[Problem]) -> ReviewEntry:
    """Return what pages print beside statements, to be held against the sources as a whole."""
    record = loaded.outcomes
    wordings = {
        part_name(f"{part}/{field}").removeprefix("record ").strip(): MarkedText(", ".join(_texts(value)))
        for part, fields in head(record).items()
        for field, value in fields.items()
        if value
    }
    signature = head_signature(record, loaded.review.signed)
    is_mine = bool(signature and is_own(signature, record))
    return ReviewEntry(HEAD, "head", marking(loaded), wordings, (), tuple(problems), signature, is_mine)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a value of the record, however deep they stand."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
    elif value:
        yield str(value)


def first(every: Iterable[ReviewEntry]) -> list[ReviewEntry]:
    """Return the entries that are not signed: those with questions first, then those with new words."""
    unsigned = [entry for entry in every if not entry.signature]
    return sorted(unsigned, key=lambda entry: (not entry.count("question"), not entry.count("unread")))


def name_of(source: Source) -> str:
    """Return how people call a source: by its title, if it has one."""
    return source.title or source.called


def marking(loaded: Loaded) -> str:
    """Return the highest marking of what the copy holds."""
    record = loaded.outcomes
    sources = (source.marking or record.marking for source in record.sources.values())
    statements = (marking_of(statement, record) for statement in record.statements)
    return record.house.highest([record.marking, *sources, *statements])


def split(text: str, quoted: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a text in pieces, each with the names of the passages (start, end, name) that it lies in, in order."""
    edges = sorted({0, len(text), *(edge for start, end, _ in quoted for edge in (start, end))})
    waiting = sorted(quoted, reverse=True)
    inside: list[tuple[int, int, str]] = []
    for start, end in pairwise(edges):
        while waiting and waiting[-1][0] <= start:
            inside.append(waiting.pop())
        inside = [passage for passage in inside if passage[1] > start]
        yield text[start:end], tuple(dict.fromkeys(name for _, _, name in inside))


def _entry(
    loaded: Loaded,
    composer: Composer,
    places: Mapping[str, Sequence[str]],
    statement: Statement,
    problems: Sequence[Problem],
) -> ReviewEntry:
    record, signature = loaded.outcomes, loaded.signed.get(statement.id)
    asked = [problem for problem in problems if isinstance(problem, ReviewQuestion)]
    wordings = {name: MarkedText(text, _words(text, asked)) for name, text in _wordings(composer, statement)}
    return ReviewEntry(
        statement.id,
        statement.kind,
        marking_of(statement, record),
        wordings,
        tuple(_passages(record, places, statement, asked)),
        tuple(problems),
        signature,
        bool(signature and is_own(signature, record)),
    )


def _wordings(composer: Composer, statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of what is printed of a statement: composed, and written by the author."""
    yield "sentence", composer.wording(statement, "sentence") or ""
    if statement.short:
        yield "short", composer.wording(statement, "sentence", short=True) or statement.short
    if statement.headline or statement.forms.headline:
        yield "headline", composer.wording(statement, "headline") or statement.headline or ""
    if statement.plain or statement.forms.plain:
        yield "plain", composer.wording(statement, "plain") or ""
    if statement.forms.row:
        yield "row", statement.forms.row
    yield from ((name, text) for name in LABELS if (text := getattr(statement, name, None)))


def _passages(
    record: Outcomes, places: Mapping[str, Sequence[str]], statement: Statement, asked: Sequence[ReviewQuestion]
) -> Iterator[QuotedPassage]:
    for ground in record.ground(statement):
        for evidence, place in zip(ground.evidence, places[ground.id], strict=True):
            source = record.sources[evidence.source or ""]
            words = [span for question in asked if question.source == evidence.quote for span in question.source_words]
            yield QuotedPassage(
                ground.id, evidence.source or "", name_of(source), place, MarkedText(evidence.quote, _merged(words))
            )


def _words(text: str, asked: Iterable[ReviewQuestion]) -> Spans:
    """Return where the words that are asked about stand in a printed wording, which holds what its author wrote."""
    spans: list[tuple[int, int]] = []
    for question in asked:
        written = question.wording.rstrip(".")
        at = max(text.find(written), text.find(capital(written)))
        spans += [(at + start, at + end) for start, end in question.words if at >= 0 and end <= len(written)]
    return _merged(spans)


def _merged(words: Iterable[tuple[int, int]]) -> Spans:
    """Return spans in order, those that meet joined into one; empty ones are left out."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(word for word in words if word[0] < word[1]):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
