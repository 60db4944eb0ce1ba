"""The ledger: where each statement of a record stands in an edition, or why not, and the quotes behind each form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.cites import cited_part
from briefkit.data import table
from briefkit.document import Document, runs
from briefkit.editions.plan import Plan
from briefkit.evidence import SourceSpan, uncovered
from briefkit.markings import withheld
from briefkit.outcomes import Outcomes
from briefkit.outcomes.fields import FORM_PARTS
from briefkit.wording import Composer

TITLE = "title"
"""The place of the headline that heads the page, among the names of sections."""

_WORDINGS = (*FORM_PARTS, "question", "alt")
_PARTS = (*_WORDINGS, "quote", "avoid")


REASONS: Mapping[str, Mapping[str, str]] = table("editions/reasons.toml")
"""Why a statement is not printed → that in words, and what would bring it onto the page."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What became of a statement in an edition: what is printed of it and where, or why it is not."""

    statement: str
    parts: tuple[str, ...]
    """Forms and labels in the document, in reading order: `headline`, `sentence`, `question`, `alt`, `avoid`."""
    sections: tuple[str, ...]
    """The sections that print it."""
    reason: str
    """Empty where it is printed."""

    @property
    def remedy(self) -> str:
        """What would bring it onto the page; empty where it is printed."""
        return REASONS[self.reason]["remedy"] if self.reason else ""


@dataclass(frozen=True, slots=True)
class TracedQuote:
    """A quote, and where it stands."""

    statement: str
    """Whose evidence it is."""
    quote: str
    source: str
    place: str
    """As pages tell it: page 3, paragraph 2."""


@dataclass(frozen=True, slots=True)
class WordingTrace:
    """A printed form or label, and the quotes that support it."""

    statement: str
    part: str
    text: str
    quotes: tuple[TracedQuote, ...]


@dataclass(frozen=True, slots=True)
class UnusedText:
    """The passages of a source that are in no evidence."""

    source: str
    unrecorded: tuple[str, ...]
    """Passages that no statement quotes."""
    unprinted: tuple[str, ...]
    """Passages that no printed statement quotes."""


def entries(record: Outcomes, printed: Plan, document: Document) -> list[LedgerEntry]:
    """Return what became of every statement of a record, in its order; plan and document are of what is released."""
    reasons: dict[str, str] = {left.statement: left.reason for left in printed.left_out}
    reasons |= withheld(record, printed.edition.audience)
    sections: dict[str, list[str]] = {s.id: [] for s in record.statements}
    if printed.title:
        sections[printed.title.statement.id].append(TITLE)
    parts = _parts(document)
    printed_ids = {key for key, _ in parts}
    for name, several in printed.sections.items():
        for chosen in several:
            sections[chosen.statement.id].append(name)
            for reason in printed.composer.reasons(chosen.statement):
                sections[reason.id] += [name] if reason.id in printed_ids and name not in sections[reason.id] else []
    return [
        LedgerEntry(
            key,
            tuple(part for owner, part in parts if owner == key and printing),
            tuple(printing),
            "" if printing else reasons[key],
        )
        for key, printing in sections.items()
    ]


def trace(composer: Composer, document: Document, places: Mapping[str, Sequence[str]]) -> Iterator[WordingTrace]:
    """Yield every printed wording with its quotes, in reading order; `places` as in `Supplement`."""
    record = composer.record
    for key, part in _parts(document):
        if part in _WORDINGS:
            statement = record.by_id[key]
            quotes = (
                TracedQuote(ground.id, evidence.quote, evidence.source or "", place)
                for ground in record.ground(statement)
                for evidence, place in zip(ground.evidence, places[ground.id], strict=True)
            )
            yield WordingTrace(key, part, composer.part(statement, part), tuple(quotes))


def unused(
    plans: Iterable[Plan], spans: Mapping[str, Sequence[SourceSpan]], texts: Mapping[str, str]
) -> list[UnusedText]:
    """Return for each source the passages that no statement quotes, and those that none of the plans prints."""
    printed = frozenset().union(*(plan.rests_on for plan in plans))
    every = [(key, span) for key, located in spans.items() for span in located]
    return [
        UnusedText(
            source,
            tuple(uncovered(text, [span for _, span in every if span.source == source])),
            tuple(uncovered(text, [span for key, span in every if span.source == source and key in printed])),
        )
        for source, text in texts.items()
    ]


def _parts(document: Document) -> list[tuple[str, str]]:
    """Return the statements and parts that a document prints, each once, in reading order."""
    found = (cited_part(cite) for run in runs(document) for cite in run.cites)
    return list(dict.fromkeys((key, part) for key, part in found if part in _PARTS))
