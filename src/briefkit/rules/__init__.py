"""The rules: one function each. M rules take a record's subject; D rules take a document."""

from collections.abc import Callable, Iterator, Sequence

from briefkit.document import Document
from briefkit.errors import Problem
from briefkit.outcomes import Outcomes
from briefkit.rules import (
    dates,
    forms,
    issues,
    letters,
    measures,
    numbers,
    page,
    quotes,
    references,
    restricted,
    shown,
    speakers,
    strength,
    turned,
)
from briefkit.rules.across import shorter_says_no_more
from briefkit.rules.dates import MONTHS
from briefkit.rules.explain import explained
from briefkit.rules.page import Page
from briefkit.rules.subject import Form, Subject, located

RecordRule = Callable[[Subject], Iterator[Problem]]
PageRule = Callable[[Page], Iterator[Problem]]

GROUND: tuple[RecordRule, ...] = (
    references.unique_ids,
    references.references,
    references.quotes,
    references.known_markings,
)
"""Rules on which the others stand."""

RECORD: tuple[RecordRule, ...] = (
    references.commitments,
    references.direct_quotes,
    references.circles,
    references.grounds,
    forms.length,
    forms.long_sentences,
    speakers.speaker,
    speakers.no_other_speaker,
    speakers.attribution,
    quotes.speakers,
    quotes.promises,
    quotes.whole,
    quotes.names,
    forms.anchors,
    forms.conditions,
    forms.spelling,
    forms.misspelt,
    forms.titles,
    forms.loaded_verbs,
    forms.kept_verbs,
    forms.quotation_marks,
    forms.avoided,
    strength.hedges,
    turned.denials,
    turned.directions,
    strength.strong_verbs,
    strength.statuses,
    strength.judgements,
    numbers.known_numbers,
    measures.order,
    measures.names,
    measures.ranges,
    measures.rates,
    numbers.quantities,
    numbers.derived,
    dates.dates,
    dates.occasions,
    dates.undated,
    letters.letters,
    issues.sides,
)
"""Rules on the wording of a record."""


MARKED: tuple[RecordRule, ...] = (
    restricted.overlaps,
    restricted.names,
    references.aloud,
)
"""Rules on what is marked higher than the rest; they ask for a record whose markings and references are sound."""


def check_record(subject: Subject) -> list[Problem]:
    """Return every problem of a record, errors and warnings."""
    found = [problem for rule in (*GROUND, *RECORD) for problem in rule(subject)]
    if any(problem.severity == "error" for problem in found):
        return found
    return [*found, *(problem for rule in MARKED for problem in rule(subject))]


PAGE: tuple[PageRule, ...] = (
    page.template_words,
    page.speakers,
    page.whole_forms,
    page.as_of,
    page.all_sides,
    page.assessments,
    page.title_length,
    page.sources,
    page.disclosures,
    page.steps,
    page.avoided,
    shown.own_marking,
    shown.portions,
    shown.ceilings,
    shown.accounts,
    shown.superseded,
    shown.structure,
    shown.acronyms,
)
"""Rules on a finished tree."""


def check_document(document: Document, record: Outcomes) -> list[Problem]:
    """Return every problem of a document; `record` is the released record it was made from."""
    subject = Page(document, record)
    return [problem for rule in PAGE for problem in rule(subject)]


def check_set(documents: Sequence[tuple[int, Document]], record: Outcomes) -> list[Problem]:
    """Return every problem between the documents of one audience, each with the rank of its length."""
    return list(shorter_says_no_more(documents, record))


__all__ = [
    "GROUND",
    "MARKED",
    "MONTHS",
    "PAGE",
    "RECORD",
    "Form",
    "Subject",
    "check_document",
    "check_record",
    "check_set",
    "explained",
    "located",
]
