"""Who has compared which statement with its sources: `review.yaml` beside the record.

A signature is for a statement as it is printed: its fields, its composed wordings, the names in them, its evidence and
its answers to questions. When any of these changes, the statement is unsigned again by itself. What is signed depends
on the statement and what it rests on alone, so that a signature tells nothing of other statements.

The head of the record is signed too: what pages print beside statements, such as the title, the meeting, the titles of
issues and sources, and what decides who gets them: the markings of the record and of its sources. It is read as one
thing, and signed in parts. Each part depends on one entry of the record alone, and what an audience does not get has no
part in its record. So an audience's pages tell whether the parts that it gets are signed, and are the same whether or
not there are others: a restricted source neither unsigns the head of a public page nor leaves a trace in it.

What a second reader found, which is a program, holds for as long as wordings and evidence stay what they were; an
answer to it does not remove it, as one has to see what is answered.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from briefkit.errors import Problem, RecordError, Steps
from briefkit.evidence import digest_of
from briefkit.outcomes import FORMS, Outcomes, Review, Signature, Sourced, Statement, Verdict
from briefkit.outcomes.model import Model
from briefkit.outcomes.reviews import HEAD_PART, misplaced
from briefkit.parsing import yamlfile
from briefkit.parsing.places import Places
from briefkit.spelling import cut
from briefkit.staging import Spot, locked, mode, put, reported
from briefkit.wording import Composer

REVIEW = "review.yaml"
HEAD = "HEAD"
"""What the commands call the head of a record: no statement has capitals in its id."""
_CHOICES = {"importance", "relevance", "must"}
"""The fields of a statement that choose where it is printed, and change nothing that is read of it."""
_APART = {"stands", "supersedes", "contradicts"}
"""Those that are signed apart: its answers to questions, and the statements that an audience may not get."""
_RECORD = ("title", "as_of", "notice", "changed", "change_note", "marking")
_MEETING = {"name", "date", "place", "attendance", "instrument", "note"}
_SOURCE = {"type", "title", "author", "publisher", "issued", "url", "language", "note", "marking"}
_COMMENT = (
    "# Who has read which statement against its sources, written by `briefkit sign`. A changed one is unsigned again.\n"
)
_HINT = "Correct it, or delete the file and sign again: briefkit sign."


def head(record: Outcomes) -> dict[str, dict[str, Any]]:
    """Return what pages print of a record beside its statements, by part: the record, the meeting, a source, an issue.

    A step of a ladder is a part with the statement that bears it out, and what two statements are to each other is one
    with both, as it goes to whom these go.
    """
    people = ((record.actors[participant.actor], participant.role) for participant in record.meeting.participants)
    took_part = [_plain(actor, {"name", "latin", "title", "style", "basis"}) | {"role": role} for actor, role in people]
    parts = {
        "record": _plain(record.model_copy(update={"notice": _own_notice(record)}), set(_RECORD)),
        "meeting": _plain(record.meeting, _MEETING) | {"participants": took_part},
        **{f"occasion/{key}": _plain(occasion, _MEETING) for key, occasion in record.occasions.items()},
        **{f"issue/{key}": _plain(issue, {"title"}) for key, issue in record.issues.items()},
        **{f"source/{key}": _plain(source, _SOURCE) for key, source in record.sources.items()},
        **{f"term/{key}": _plain(term, {"long", "plain"}) for key, term in record.terms.items()},
    }
    for statement in record.statements:
        parts |= {f"{statement.id}/supersedes/{key}": {"": "yes"} for key in statement.supersedes}
        for rival in statement.contradicts if isinstance(statement, Sourced) else ():
            parts[f"{statement.id}/contradicts/{rival.statement}"] = {"": "yes", **_plain(rival, {"about"})}
    for key, issue in record.issues.items():
        for step in (step for step in issue.ladder if step.statement in record.by_id):
            taken = parts.setdefault(f"ladder/{key}/{step.statement}", {"steps": []})
            taken["steps"].append({"step": step.step, "state": step.state})
    return {f"{HEAD_PART}{name}": fields for name, fields in parts.items()}


def _own_notice(record: Outcomes) -> str | None:
    """Return what pages say above all else but for the house's own words, which no record's sources bear out."""
    return (record.notice or "").removeprefix(record.house.notice).strip() or None


def part_name(part: str) -> str:
    """Return how messages name a part of the head: issue pier; keys of the record itself are signed together."""
    name = part.removeprefix(HEAD_PART).replace("/", " ")
    return f"{', '.join(_RECORD[:-1])} or {_RECORD[-1]}" if name == "record" else name


def _plain(model: Model, names: set[str]) -> dict[str, Any]:
    return model.model_dump(mode="json", include=names, exclude_defaults=True)


def head_signature(record: Outcomes, signed: Mapping[str, Signature]) -> Signature | None:
    """Return the last signature on the head of a record; None where a part of it is not signed as it is now."""
    found = [signed.get(part) for part in head(record)]
    return None if None in found else max(filter(None, found), key=lambda signature: signature.on)


def digests(record: Outcomes, *, answers: bool = True) -> dict[str, str]:
    """Return the SHA-256 of all that a reader reads, by statement id and part of the head.

    Of a statement with or without its answers to questions.
    """
    apart = record.model_copy(update={"statements": tuple(_without_rivals(s) for s in record.statements)})
    composer = Composer(apart)
    # All at once: a statement by itself makes pydantic build what writes it, for each kind anew.
    hidden = {"statements": {"__all__": _CHOICES | _APART}}
    fields = record.model_dump(mode="json", include={"statements"}, exclude=hidden, exclude_defaults=True)["statements"]
    both = zip(apart.statements, fields, strict=True)
    statements = {s.id: _digest(_read(composer, s, own), s if answers else None) for s, own in both}
    return {**statements, **{part: digest_of(fields) for part, fields in head(record).items()}}


def _digest(data: dict[str, Any], answered: Statement | None) -> str:
    if answered:
        data["answers"] = [[stands.say, stands.because] for stands in answered.stands]
    return digest_of(data)


def _read(composer: Composer, statement: Statement, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a reader of a statement reads: its own fields, and what is printed from them and others."""
    record = composer.record
    below = record.below(statement)
    quotes = [[e.source, e.quote] for part in below if isinstance(part, Sourced) for e in part.evidence]
    actors = record.actors
    names = {k: [actors[k].name, actors[k].title] for part in below for k in sorted(part.actors) if k in actors}
    named = [m for k in sorted(statement.actors) if k in actors for m in (k, *actors[k].members) if m in actors]
    keys = (getattr(part, "occasion", None) or "" for part in below)
    occasions = [record.occasions.get(key, record.meeting) for key in keys]
    return {
        "printed": [composer.wording(statement, form, short=short) for form in FORMS for short in (False, True)],
        "own": own,
        "status": statement.standing,
        "days": [occasion.date.date.isoformat() for occasion in occasions],
        "evidence": quotes,
        "names": names,
        "beside": [actors[key].printed for key in named],
    }


def _without_rivals(statement: Statement) -> Statement:
    """Return a statement without its references to rival accounts."""
    return statement.model_copy(update={"contradicts": ()}) if isinstance(statement, Sourced) else statement


def current(review: Review, record: Outcomes) -> Review:
    """Return the part of a review that is valid for the record's present state."""
    signed = digests(record) if review.signed else {}
    read = digests(record, answers=False) if review.read else {}
    return Review(
        signed={key: signature for key, signature in review.signed.items() if signed.get(key) == signature.digest},
        read={
            key: kept
            for key, verdicts in review.read.items()
            if (kept := tuple(verdict for verdict in verdicts if verdict.digest == read.get(key)))
        },
    )


def is_own(signature: Signature, record: Outcomes) -> bool:
    """Say whether the person who signed also prepared the record."""
    return signature.by.casefold() == (record.prepared_by or "").casefold()


def read(folder: Path, label: str) -> Review:
    """Return the review of the record in a folder; RecordError if the file is broken. `label`: its name in messages."""
    path = folder / REVIEW
    if mode(path) is None:
        return Review()
    data, places = yamlfile.read_file(path, f"{label.rpartition('/')[0] or '.'}/{REVIEW}".removeprefix("./"))
    if wrong := misplaced(data or {}):
        raise RecordError(*(_refused(steps, places) for steps in wrong))
    return Review.model_validate(data or {})


def _refused(steps: Steps, places: Places) -> Problem:
    named = f"`{cut(str(steps[-1]))}` is" if steps else "this is"
    return Problem("R20", f"{named} not what `briefkit sign` writes", places.value(steps), _HINT)


def change(folder: Path, label: str, record: Outcomes, changed: Callable[[Review], Review]) -> Review:
    """Change the review of a record in one step; return the part that is valid now.

    The rest is kept: it is valid again when a change is undone. BusyError while another run writes it,
    OutputError where the file system refuses: the old file then stays.
    """
    spot = Spot(folder, REVIEW)
    with locked(spot), reported(spot.folder):
        found = changed(read(folder, label))
        put(spot, written(found, record).encode())
    return current(found, record)


def written(review: Review, record: Outcomes) -> str:
    """Return the text of `review.yaml`, in the order of the record, without what is gone from it."""
    keys = [statement.id for statement in record.statements]
    named = ((key, key) for key in keys)
    parts = ((json.dumps(part, ensure_ascii=False), part) for part in head(record))
    signed = [f"  {name}: {_entry(review.signed[key])}\n" for name, key in (*named, *parts) if key in review.signed]
    lines = [_COMMENT, "signed:\n" if signed else "signed: {}\n", *signed]
    read = [(key, review.read[key]) for key in keys if review.read.get(key)]
    lines += ["read:\n"] if read else []
    for key, verdicts in read:
        lines += [f"  {key}:\n", *(f"    - {_entry(verdict)}\n" for verdict in verdicts)]
    return "".join(lines)


def _entry(signature: Signature | Verdict) -> str:
    """Return an entry as YAML on one line."""
    values = signature.model_dump(mode="json").items()
    quoted = ("by", "words", "why")
    return "{" + ", ".join(f"{k}: {json.dumps(v, ensure_ascii=False) if k in quoted else v}" for k, v in values) + "}"
