"""A file becomes a checked record: read, validate, verify against its sources, apply the record rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic

from briefkit import review as readers
from briefkit.document import Image
from briefkit.errors import Place, Problem, RecordError
from briefkit.evidence import Beside, Span, coverage, position, uncovered
from briefkit.outcomes import Outcomes, Review, Signature
from briefkit.questions import Inquiry
from briefkit.recordfile import RecordPlaces, read_record
from briefkit.refusals import UNFILLED, blanks, follows, problem
from briefkit.rules import Subject, check_record
from briefkit.sources import pictures, texts

__all__ = ["NAME", "UNFILLED", "Loaded", "load"]

NAME = "outcomes.yaml"
_GROUND = frozenset({"E01", "R04", "R05", "R10", "R11", "R13"})
"""Where one of these stands, wordings cannot be held against what they rest on."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record that passed every error check."""

    outcomes: Outcomes
    file: str
    """As the user named it."""
    texts: Mapping[str, str]
    """Source id → text."""
    spans: Mapping[str, tuple[Span, ...]]
    """Statement id → where its quotes stand, in order."""
    images: Mapping[str, Image]
    """Statement id → its picture."""
    problems: tuple[Problem, ...]
    """What is asked, to be read, or worth a look; nothing that refuses the record."""
    signed: Mapping[str, Signature]
    """Statement id → the signature on it as it is now."""

    @property
    def beside(self) -> Beside:
        """What pages show that is not in the record."""
        texts = self.texts
        places = {key: tuple(str(position(texts[s.source], s)) for s in found) for key, found in self.spans.items()}
        asked = Counter(one.part[1] for one in self.problems if one.severity == "question" and one.part)
        return Beside(places, self.images, asked, {key: one.by for key, one in self.signed.items()})

    def tally(self) -> Counter[str]:
        """Return how many questions and warnings there are, and how many statements are to be read."""
        unread = {one.part for one in self.problems if one.severity == "unread"}
        return Counter({**Counter(one.severity for one in self.problems), "unread": len(unread)})

    def coverage(self) -> dict[str, tuple[float, list[str]]]:
        """Return for each source the share of its words in evidence, and the passages in none."""
        held = [span for spans in self.spans.values() for span in spans]
        by_source = {key: [span for span in held if span.source == key] for key in self.texts}
        return {
            key: (coverage(text, by_source[key]), uncovered(text, by_source[key])) for key, text in self.texts.items()
        }


def load(path: Path, shown: str | None = None) -> Loaded:
    """Return the record in a file or folder; RecordError carries every problem found."""
    file = path / NAME if path.is_dir() else path
    name = (shown or path.as_posix()) + (f"/{NAME}" if path.is_dir() else "")
    data, places = read_record(file, name)
    outcomes, places, refused = _validated(data, places)
    read, images = texts(outcomes, file.parent, places), pictures(outcomes, file.parent, places)
    subject = Subject.of(outcomes, read, places)
    problems = [*refused, *_relevant(check_record(subject), data, outcomes)]
    review = Review()
    if not any(one.code in _GROUND for one in problems):
        review, broken = _review(outcomes, file.parent, name)
        problems += [*broken, *_open(Inquiry(subject, review.read).problems(), review)]
    problems.sort(key=lambda p: (p.place or Place(""), p.code))
    if any(one.severity == "error" for one in problems):
        raise RecordError(*problems)
    return Loaded(outcomes, name, read, subject.spans, images, tuple(problems), review.signed)


def _review(outcomes: Outcomes, folder: Path, name: str) -> tuple[Review, Sequence[Problem]]:
    """Return what readers have signed and asked of a record as it is now, and what is wrong with the file of it."""
    try:
        return readers.current(readers.read(folder, name), outcomes), ()
    except RecordError as error:
        return Review(), error.problems


def _open(found: Iterable[Problem], review: Review) -> Iterator[Problem]:
    """Yield problems but what had to be read and has been: a signature says so."""
    yield from (one for one in found if one.severity != "unread" or not one.part or one.part[1] not in review.signed)


def _validated(data: Any, places: RecordPlaces) -> tuple[Outcomes, RecordPlaces, list[Problem]]:
    """Return the record, its places, and what was refused of it; RecordError where the rest cannot be read.

    Statements that are refused are left out, so that the others can be checked in the same run.
    """
    if not isinstance(data, dict):
        hint = "Begin with `id:`, `title:`, `marking:`."
        raise RecordError(Problem("R01", "the file holds no record", places.value(()), hint))
    found = list(blanks(data, places, ()))
    errors = _errors(data)
    empty = {(one.place and one.place.line) for one in found}
    told = [problem(error, data, places) for error in errors]
    found += [one for one in told if not (one.place and one.place.line in empty)]
    statements = data.get("statements")
    bad = {error["loc"][1] for error in errors if error["loc"][:1] == ("statements",) and len(error["loc"]) > 1}
    if found and (not bad or len(bad) == len(statements or ()) or any(e["loc"][:1] != ("statements",) for e in errors)):
        raise RecordError(*sorted(found, key=lambda p: (p.place or Place(""), p.code)))
    kept = [i for i in range(len(statements or ())) if i not in bad]
    rest = {**data, "statements": [statements[i] for i in kept]} if isinstance(statements, list) else data
    return Outcomes.model_validate(rest), places.kept(kept) if bad else places, found


def _errors(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what pydantic has against a record, without what only follows from it."""
    try:
        Outcomes.model_validate(data)
    except pydantic.ValidationError as error:
        errors = [dict(e) for e in error.errors(include_input=False, include_url=False)]
        return [e for e in errors if not follows(e, data)] or errors
    return []


def _relevant(found: list[Problem], data: dict[str, Any], outcomes: Outcomes) -> Iterator[Problem]:
    """Yield problems but those that only follow from statements which were left out as refused."""
    given = [one.get("id") for one in data["statements"] if isinstance(one, dict)]
    gone = {str(key) for key in given if key not in outcomes.by_id}
    yield from (p for p in found if not gone or (p.code != "E15" and not any(f"`{key}`" in p.message for key in gone)))
