"""The rules: one function each. M rules take a record's subject; D rules take a document."""

from collections.abc import Callable, Iterator, Sequence

from briefkit.document import Document
from briefkit.errors import Problem
from briefkit.rules import balance, issues, marked, printed, references, structure, wordings
from briefkit.rules.page import Page, PlaceOf
from briefkit.rules.subject import Subject, Wording
from briefkit.wording import Composer

__all__ = ["Subject", "Wording", "check_document", "check_record", "check_set"]

RecordRule = Callable[[Subject], Iterator[Problem]]
PageRule = Callable[[Page], Iterator[Problem]]

GROUND: tuple[RecordRule, ...] = (
    references.unique_ids,
    references.references,
    references.quotes,
    references.known_markings,
    references.addresses,
    references.circles,
    references.loops,
)
"""Rules that the other rules rely on."""

RECORD: tuple[RecordRule, ...] = (
    references.commitments,
    references.statuses,
    references.direct_quotes,
    references.grounds,
    references.replaced,
    wordings.avoided,
    wordings.quantities,
    wordings.letters,
    wordings.scripts,
    issues.sides,
    issues.ladders,
)
"""Rules for a record whose references are sound."""


SOUND: tuple[RecordRule, ...] = (marked.overlaps, marked.names, marked.silenced, references.aloud, wordings.headlines)
"""Rules for a record without an error: on what is marked higher than the rest, and on what is composed."""


def check_record(subject: Subject) -> list[Problem]:
    """Return every error and warning of a record; where statements were left out, only those that are certain."""
    problems = [problem for rule in GROUND for problem in rule(subject)]
    if any(problem.code == "R13" for problem in problems):
        return problems
    problems += [problem for rule in RECORD for problem in rule(subject)]
    if subject.absent or any(problem.severity == "error" for problem in problems):
        return problems
    return [*problems, *(problem for rule in SOUND for problem in rule(subject))]


PAGE: tuple[PageRule, ...] = (
    printed.template_words,
    printed.speakers,
    printed.whole_forms,
    printed.as_of,
    balance.all_sides,
    balance.assessments,
    structure.title_length,
    printed.sources,
    printed.disclosures,
    printed.steps,
    balance.avoided,
    marked.own_marking,
    marked.portions,
    marked.ceilings,
    balance.accounts,
    balance.superseded,
    structure.structure,
    structure.acronyms,
    structure.told_twice,
    structure.bare,
    structure.grade,
)
"""Rules on a finished tree."""


def check_document(document: Document, composer: Composer, place_of: PlaceOf | None = None) -> list[Problem]:
    """Return every problem of a document; `composer` composed the wordings of the released record."""
    page = Page(document, composer, place_of)
    return [problem for rule in PAGE for problem in rule(page)]


def check_set(documents: Sequence[tuple[int, Document]], composer: Composer) -> list[Problem]:
    """E36: a shorter document says nothing that the next longer ones of its audience do not.

    `documents`: how long each may be, as a rank, and the document. What it says is what its statements rest on. The
    note that tells of another account is owed wherever a statement is printed, also where a longer document only rests
    on that statement.
    """
    problems: list[Problem] = []
    said: set[str] | None = None
    for length in sorted({rank for rank, _ in documents}, reverse=True):
        now: set[str] = set()
        for page in (Page(document, composer) for rank, document in documents if rank == length):
            statements = (statement for _, _, statement, part in page.printed if part not in ("account", "marking"))
            ground = {s.id for statement in statements for s in composer.record.ground(statement)}
            new = sorted(ground - said) if said is not None else []
            message = "`{}` is printed, and no longer edition of this audience says it"
            problems += (page.problem("E36", message.format(key)) for key in new)
            now |= ground
        said = now
    return problems
