"""The rules: one function each. M rules take a record's subject; D rules take a document."""

from collections.abc import Callable, Iterator, Sequence

from briefkit.document import Document
from briefkit.errors import Problem
from briefkit.rules import (
    balance,
    ladders,
    letters,
    marked,
    printed,
    readability,
    references,
    restricted,
    sides,
    structure,
    wordings,
)
from briefkit.rules.across import shorter_says_no_more
from briefkit.rules.explain import explained
from briefkit.rules.page import Page
from briefkit.rules.subject import Subject, Wording
from briefkit.wording import Composer

RecordRule = Callable[[Subject], Iterator[Problem]]
PageRule = Callable[[Page], Iterator[Problem]]

GROUND: tuple[RecordRule, ...] = (
    references.unique_ids,
    references.references,
    references.quotes,
    references.known_markings,
    references.addresses,
    references.circles,
)
"""Rules that the other rules rely on."""

RECORD: tuple[RecordRule, ...] = (
    references.commitments,
    references.statuses,
    references.direct_quotes,
    references.grounds,
    wordings.avoided,
    wordings.quantities,
    letters.letters,
    letters.scripts,
    sides.sides,
    ladders.ladders,
)
"""Rules for a record whose references are sound."""


MARKED: tuple[RecordRule, ...] = (
    restricted.overlaps,
    restricted.names,
    references.aloud,
)
"""Rules on what is marked higher than the rest, for a record whose markings and references are sound."""


def check_record(subject: Subject) -> list[Problem]:
    """Return every error and warning of a record; where statements were left out, only those that are certain."""
    problems = [problem for rule in GROUND for problem in rule(subject)]
    if any(problem.code == "R13" for problem in problems):
        return problems
    problems += [problem for rule in RECORD for problem in rule(subject)]
    if subject.absent or any(problem.severity == "error" for problem in problems):
        return problems
    return [*problems, *(problem for rule in MARKED for problem in rule(subject))]


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
    structure.bare_headings,
    readability.grade,
)
"""Rules on a finished tree."""


def check_document(document: Document, composer: Composer) -> list[Problem]:
    """Return every problem of a document; `composer` composed the wordings of the released record."""
    subject = Page(document, composer)
    return [problem for rule in PAGE for problem in rule(subject)]


def check_set(documents: Sequence[tuple[int, Document]], composer: Composer) -> list[Problem]:
    """Return every problem between the documents of one audience, each with the rank of its length."""
    return list(shorter_says_no_more(documents, composer))


__all__ = [
    "GROUND",
    "MARKED",
    "PAGE",
    "RECORD",
    "Subject",
    "Wording",
    "check_document",
    "check_record",
    "check_set",
    "explained",
]
