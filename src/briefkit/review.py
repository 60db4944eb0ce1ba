"""Signatures: which statements a reader has held against their sources, kept in `review.yaml` beside the record.

A signature is of a statement as it is printed: its composed wordings, the names in them, its evidence and its answers
to questions. When any of these changes, the statement is unsigned again by itself. What is signed depends on the
statement and what it rests on alone, so that a signature tells nothing of other statements.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefkit import yamlfile
from briefkit.errors import Problem, RecordError
from briefkit.outcomes import FORMS, Base, Outcomes, Sourced, Statement
from briefkit.wording import Composer

REVIEW = "review.yaml"
_HEAD = "# Who has read what against its sources. Written by `briefkit sign`; what changes is unsigned again.\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """A reader's signature on a statement."""

    digest: str
    """Of the statement as it was read."""
    by: str
    on: str
    """The day, as YYYY-MM-DD."""


def digests(record: Outcomes) -> dict[str, str]:
    """Return statement id → the SHA-256 of what a reader of it signs."""
    return {statement.id: _digest(record, statement) for statement in record.statements}


def _digest(record: Outcomes, statement: Statement) -> str:
    below = record.below(statement)
    about = (record.by_id.get(getattr(one, "about", None) or "") for one in below)
    alone = {one.id: _apart(one) for one in (*below, *(one for one in about if one))}
    composer = Composer(record.model_copy(update={"statements": tuple(alone.values())}))
    own = alone[statement.id]
    labels = [getattr(statement, name, None) for name in ("question", "due", "alt")]
    quotes = [[e.source, e.quote] for one in below if isinstance(one, Sourced) for e in one.evidence]
    names = {key: record.actors[key].name for one in below for key in sorted(one.actors) if key in record.actors}
    data = {
        "printed": [composer.wording(own, form, short=short) for form in FORMS for short in (False, True)],
        "labels": labels,
        "evidence": quotes,
        "names": names,
        "answers": [[one.say, one.because] for one in statement.stands],
    }
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _apart(statement: Base) -> Base:
    """Return a statement without its references to rival accounts."""
    return statement.model_copy(update={"contradicts": ()}) if isinstance(statement, Sourced) else statement


def signed(record: Outcomes, folder: Path, shown: str) -> dict[str, str]:
    """Return statement id → who signed it, of those that have not changed since; RecordError if the file is broken."""
    signatures = read(folder, shown)
    current = digests(record) if signatures else {}
    return {key: one.by for key, one in signatures.items() if current.get(key) == one.digest}


def read(folder: Path, shown: str) -> dict[str, Signature]:
    """Return the signatures in a record's folder, by statement id; none where there is no file."""
    if not (folder / REVIEW).exists():
        return {}
    name = f"{shown.rpartition('/')[0] or '.'}/{REVIEW}"
    data, places = yamlfile.read_file(folder / REVIEW, name)
    try:
        return {key: Signature(**one) for key, one in _entries(data).items()}
    except (TypeError, AttributeError, KeyError):
        hint = "Delete it and sign again: briefkit sign."
        raise RecordError(Problem("R20", "this is not what `briefkit sign` writes", places.value(()), hint)) from None


def _entries(data: Any) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = data["signed"]
    return entries


def written(signatures: Mapping[str, Signature], order: Iterable[str]) -> str:
    """Return the text of `review.yaml`: signatures in the order of the record, what it no longer holds left out."""
    lines = [_HEAD, "signed:\n"]
    for key in order:
        if one := signatures.get(key):
            by = json.dumps(one.by, ensure_ascii=False)
            lines.append(f"  {key}: {{by: {by}, on: {one.on}, digest: {one.digest}}}\n")
    return "".join(lines)
