"""A file becomes a checked record: read, validate, verify against its sources, apply the record rules."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pydantic

from briefkit import review as readers
from briefkit.document import Image
from briefkit.errors import Place, Problem, RecordError, Steps
from briefkit.evidence import SourceSpan, Supplement, coverage, position, uncovered
from briefkit.files import RECORD, is_folder
from briefkit.house import DEFAULT, House
from briefkit.limits import too_many
from briefkit.outcomes import Desk, Outcomes, Review, Signature
from briefkit.questions import Inquiry
from briefkit.questions.particulars import Particulars
from briefkit.recordfile import RecordPlaces, read_record
from briefkit.refusals import blanks, problem, refusals
from briefkit.review import HEAD, head, part_name
from briefkit.rules import Subject, check_record
from briefkit.rules.subject import MOST_SOUGHT, sought
from briefkit.sources import read

_GROUND = frozenset({"R04", "R05", "R10", "R11", "R13"})
"""With a problem of these codes, wordings cannot be compared with their evidence."""
_STATES = {"changed": "has changed since it was signed", "unsigned": "is not signed"}
_READ = "Read it against its source with `briefkit review`, then sign it with `briefkit sign`."


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record that passed every error check."""

    outcomes: Outcomes
    file: str
    """As the user named it."""
    texts: Mapping[str, str]
    """Source id → text."""
    spans: Mapping[str, tuple[SourceSpan, ...]]
    """Statement id → where its quotes stand, in order."""
    images: Mapping[str, Image]
    """Statement id → its picture."""
    problems: tuple[Problem, ...]
    """Its questions, unread wordings and warnings; no errors."""
    lapsed: frozenset[str] = frozenset()
    """The ids of statements, and the parts of the head, that have changed since they were signed."""
    places: RecordPlaces = field(kw_only=True)
    """Where everything in the record stands."""
    review: Review = field(kw_only=True)
    """Signatures and verdicts on the present state of the record."""

    @property
    def signed(self) -> Mapping[str, Signature]:
        """Statement id → the signature on its present state."""
        return {key: signature for key, signature in self.review.signed.items() if key in self.outcomes.by_id}

    def problems_for(self, released: Outcomes) -> list[Problem]:
        """Return the problems of the record as an audience may see it; they depend on that record and its quotes alone.

        They name the statement and the file, not the line: lines count what is withheld too, and a line of the file
        may show it.
        """
        subject = self._subject_of(released)
        found = [*check_record(subject), *_questions(subject, self.review)]
        return [_without_line(problem) for problem in _sorted(found)]

    def _subject_of(self, released: Outcomes) -> Subject:
        """Return what the rules and questions judge of a released record."""
        ids = {statement.id for statement in released.statements}
        positions = [i for i, statement in enumerate(self.outcomes.statements) if statement.id in ids]
        texts = {key: text for key, text in self.texts.items() if key in released.sources}
        return Subject(released, texts, self.places.restricted(positions))

    def unsigned(self, released: Outcomes, *, required: bool = False) -> list[Problem]:
        """Return which statements of a released record have changed since they were signed; if required, all unsigned.

        One problem says so of the parts of its head together. They fail a run with --strict only.
        """
        parts, place = head(released), Place(self.file, line=0)
        found = {statement.id: self.state((statement.id,)) for statement in released.statements}
        found[HEAD] = self.state(parts)
        unread = [part for part in parts if part not in self.review.signed]
        changed = "".join(f", {part_name(part)}" for part in unread).replace(",", ":", 1)
        wanted = ("changed", "unsigned") if required else ("changed",)
        return [
            Problem(
                "R25",
                f"`{key}` {_STATES[state]}{changed if state == 'changed' and key == HEAD else ''}",
                place,
                _READ,
                "warning",
            )
            for key, state in found.items()
            if state in wanted
        ]

    def state(self, keys: Collection[str]) -> str:
        """Return whether statements, or parts of the head, are all `signed`, `changed` since, or `unsigned`.

        A part that is not signed where others are came after the signature.
        """
        signed = [key in self.review.signed for key in keys]
        if all(signed):
            return "signed"
        return "changed" if any(signed) or not self.lapsed.isdisjoint(keys) else "unsigned"

    @property
    def supplement(self) -> Supplement:
        """What pages of the whole record would show that is not in it."""
        told = {span: str(position(self.texts[span.source], span)) for found in self.spans.values() for span in found}
        places = {key: tuple(told[span] for span in found) for key, found in self.spans.items()}
        asked = _open_questions(self.problems)
        signers = {key: signature.by for key, signature in self.review.signed.items()}
        return Supplement(places, self.images, asked, signers)

    def supplement_for(self, released: Outcomes) -> Supplement:
        """Return what the pages of a released record show that is not in it.

        Why its questions are asked anew: one may hang on other statements, and some of those are withheld.
        """
        if len(released.statements) == len(self.outcomes.statements):
            return self.supplement
        asked = _open_questions(_questions(self._subject_of(released), self.review))
        return replace(self.supplement, questions=asked)

    def coverage(self) -> dict[str, tuple[float, list[str]]]:
        """Return for each source the share of its words in evidence, and the passages in none."""
        located = [span for spans in self.spans.values() for span in spans]
        by_source = {key: [span for span in located if span.source == key] for key in self.texts}
        return {
            key: (coverage(text, by_source[key]), uncovered(text, by_source[key])) for key, text in self.texts.items()
        }


def tally(problems: Collection[Problem]) -> Counter[str]:
    """Return how many questions and warnings there are, and how many statements are to be read."""
    unread = {problem.part for problem in problems if problem.severity == "unread"}
    return Counter({**Counter(problem.severity for problem in problems), "unread": len(unread)})


def load(path: Path, label: str | None = None, house: House = DEFAULT, *, streamed: bytes | None = None) -> Loaded:
    """Return the record in a file or folder, or in `streamed`, read under a house; RecordError has every problem."""
    file = path / RECORD if is_folder(path) else path
    name = (label or path.as_posix()) + (f"/{RECORD}" if is_folder(path) else "")
    valid = _validated(*read_record(file, name, streamed), house)
    try:
        texts, images = read(valid.outcomes, file.parent, valid.places)
    except RecordError as error:
        raise RecordError(*_sorted([*valid.refused, *error.problems])) from None
    subject = _subject(valid, texts)
    problems = [*valid.refused, *check_record(subject)]
    review, lapsed = Review(), frozenset[str]()
    if not any(problem.code in _GROUND for problem in problems):
        review, lapsed, broken = _review(valid.outcomes, file.parent, name)
        problems += [
            *broken,
            *_questions(subject, review, _groundless(valid, problems)),
            *Particulars(subject).problems(),
        ]
    problems = _sorted(problems)
    if any(problem.severity == "error" for problem in problems):
        raise RecordError(*problems)
    places, spans = valid.places, subject.spans
    return Loaded(valid.outcomes, name, texts, spans, images, tuple(problems), lapsed, places=places, review=review)


def _subject(valid: "_Valid", texts: Mapping[str, str]) -> Subject:
    """Return the subject of the rules; RecordError where the search for quotes would take too long."""
    if sought(valid.outcomes, texts) > MOST_SOUGHT:
        message = "there are too many quotes for sources of this size: to look for them all would take long"
        hint = "Keep only the pages of a source that are quoted."
        raise RecordError(*_sorted([*valid.refused, Problem("R24", message, valid.places.value(("sources",)), hint)]))
    return Subject(valid.outcomes, texts, valid.places, valid.absent)


def _without_line(problem: Problem) -> Problem:
    """Return a problem that names its entry instead of its line."""
    named = f"`{problem.part[1]}`" if problem.part else ""
    message = problem.message if not named or named in problem.message else f"{named}: {problem.message}"
    return replace(problem, message=message, place=problem.place and Place(problem.place.file, line=0))


def _review(outcomes: Outcomes, folder: Path, name: str) -> tuple[Review, frozenset[str], Sequence[Problem]]:
    """Return the review of a record's present state, what of it has lapsed, and problems with the review."""
    try:
        whole = readers.read(folder, name)
    except RecordError as error:
        return Review(), frozenset(), error.problems
    now = readers.current(whole, outcomes)
    there = outcomes.by_id.keys() | head(outcomes).keys()
    return now, frozenset(whole.signed.keys() & there) - now.signed.keys(), ()


def _groundless(valid: "_Valid", problems: Sequence[Problem]) -> frozenset[str]:
    """Return the ids of statements that are refused, or whose quotes are in no source, and of what rests on such."""
    groundless = valid.absent | {problem.part[1] for problem in problems if problem.code == "E01" and problem.part}
    resting = (s for s in valid.outcomes.statements if isinstance(s, Desk) and groundless & set(s.rests_on))
    return groundless.union(s.id for s in resting)


def _questions(subject: Subject, review: Review, groundless: AbstractSet[str] = frozenset()) -> Iterator[Problem]:
    """Yield the questions on a record's wordings, and the unread wordings that nobody has signed."""
    for question in Inquiry(subject, review.read).problems():
        statement = question.part[1] if question.part else ""
        if statement not in groundless and (question.severity != "unread" or statement not in review.signed):
            yield question


def _open_questions(problems: Iterable[Problem]) -> Counter[str]:
    """Return how many questions are open on each statement."""
    asked = (problem.part for problem in problems if problem.severity == "question")
    return Counter(part[1] for part in asked if part and part[0] == "statements")


@dataclass(frozen=True, slots=True)
class _Valid:
    """The valid part of a file's data."""

    outcomes: Outcomes
    places: RecordPlaces
    refused: tuple[Problem, ...] = ()
    """The problems of the statements that are left out."""
    absent: frozenset[str] = frozenset()
    """The ids of these statements; empty text for one without an id."""


def _validated(data: Any, places: RecordPlaces, house: House) -> _Valid:
    """Return the record in data; RecordError where an error is not within a single statement.

    Statements that are refused are left out, so that the others can be checked in the same run.
    """
    if not isinstance(data, dict):
        hint = "Begin with `id:`, `title:`, `marking:`."
        raise RecordError(Problem("R01", "the file holds no record", places.value(()), hint))
    if large := too_many(data, places):
        raise RecordError(*_sorted(large))
    empty = dict(blanks(data, places))
    try:
        outcomes, errors = _outcomes(data, house), []
    except pydantic.ValidationError as error:
        outcomes, errors = None, refusals(error, data, empty)
    if outcomes and not empty:
        return _Valid(outcomes, places)
    refused = _sorted([*empty.values(), *(problem(error, data, places) for error in errors)])
    bad = {_statement(path) for path in (*empty, *(error["loc"] for error in errors))}
    rest = _rest(data, places, bad, house)
    if not rest:
        raise RecordError(*refused)
    return replace(rest, refused=tuple(refused))


def _statement(path: Steps) -> int | None:
    """Return the position of the statement that a path leads into; None where it leads into none."""
    match path:
        case ("statements", int(position), *_):
            return position
        case _:
            return None


def _rest(data: dict[str, Any], places: RecordPlaces, bad: set[int | None], house: House) -> _Valid | None:
    """Return the record without refused statements; None where none would be left, or if not only statements are."""
    statements = data.get("statements")
    if None in bad or not isinstance(statements, list) or len(bad) == len(statements):
        return None
    indexes = [i for i in range(len(statements)) if i not in bad]
    refused_ids = [
        entry.get("id", "") if isinstance(entry, dict) else "" for i, entry in enumerate(statements) if i in bad
    ]
    outcomes = _outcomes({**data, "statements": [statements[i] for i in indexes]}, house)
    return _Valid(outcomes, places.restricted(indexes), absent=frozenset(map(str, refused_ids)))


def _outcomes(data: dict[str, Any], house: House) -> Outcomes:
    """Return the record in data; its house gives publisher, contact and notice where it has none."""
    record = Outcomes.model_validate(data, context=house)
    contact = record.contact or " · ".join(filter(None, (house.contact, house.url))) or None
    notice = " ".join(filter(None, (house.notice, record.notice))) or None
    contact_data = {"prepared_by": record.prepared_by or house.name or None, "contact": contact, "notice": notice}
    return record.model_copy(update=contact_data)


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.place or Place(""), problem.code))
