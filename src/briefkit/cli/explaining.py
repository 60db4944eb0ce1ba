"""The command `explain`: what became of every statement, for the author's eyes alone."""

from collections.abc import Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import TypeAlias

from briefkit.choice import Choice
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, table
from briefkit.editions import ledger
from briefkit.editions.fit import Fitted
from briefkit.editions.plan import Plan
from briefkit.errors import LayoutError
from briefkit.loading import Loaded
from briefkit.markings import releasable_to
from briefkit.outfit import Outfit

FittedPlan: TypeAlias = Fitted[Plan]

_WIDTH = 100


def explain_record(record: RecordFile, choice: Choice, report: Report, *, trace: bool) -> dict[str, object]:
    """Print what became of a record's statements in the chosen editions, and return the same as data."""
    loaded = record.load()
    (press, told), explained = Outfit().press(record.house), list[FittedPlan]()
    report.tell(told)
    audiences, left_out = choice.audiences(loaded, alone=record.alone)
    report.tell(left_out)
    for audience in audiences:
        with report.catching():
            wanted = choice.wanted(audience, loaded.outcomes.house)
            fitted, refused = press.tried(releasable_to(loaded.outcomes, audience), wanted, loaded.supplement)
            explained += (fitted[edition.id] for edition in wanted if edition.id in fitted)
            if problems := [problem for edition in wanted for problem in refused.get(edition.id, ())]:
                raise LayoutError(*problems)
    if not report.as_data:
        _print(loaded, explained, trace=trace)
    data: dict[str, object] = {"file": loaded.file, "editions": [_data(loaded, fit, trace=trace) for fit in explained]}
    return data | ({"sources": [asdict(unused) for unused in _unused(loaded, explained)]} if trace else {})


def _unused(loaded: Loaded, explained: Sequence[FittedPlan]) -> list[ledger.UnusedText]:
    return ledger.unused([fitted.plan for fitted in explained], loaded.spans, loaded.texts)


def _trace(loaded: Loaded, fitted: FittedPlan) -> list[ledger.WordingTrace]:
    return list(ledger.trace(fitted.plan.composer, fitted.document, loaded.spans, loaded.texts))


def _data(loaded: Loaded, fitted: FittedPlan, *, trace: bool) -> dict[str, object]:
    edition = fitted.plan.edition
    data: dict[str, object] = {
        "edition": edition.id,
        "audience": edition.audience,
        "length": edition.length,
        "pages": fitted.layout.pages,
        "statements": [
            asdict(entry) | {"remedy": entry.remedy}
            for entry in ledger.entries(loaded.outcomes, fitted.plan, fitted.document)
        ],
    }
    return data | ({"trace": [asdict(form) for form in _trace(loaded, fitted)]} if trace else {})


def _print(loaded: Loaded, explained: Sequence[FittedPlan], *, trace: bool) -> None:
    for number, fitted in enumerate(explained):
        edition, pages = fitted.plan.edition, fitted.layout.pages
        print(
            "\n" * (number > 0)
            + f"{edition.id}: {edition.length} for {edition.audience}, {pages} page{'s' * (pages > 1)}"
        )
        if trace:
            for form in _trace(loaded, fitted):
                _print_form(form)
        else:
            found = ledger.entries(loaded.outcomes, fitted.plan, fitted.document)
            table([("  statement", "printed", "where, or why not"), *map(_row, found)])
            _print_remedies(found)
    for source in _unused(loaded, explained) if trace else ():
        _print_unused(source)


def _row(entry: ledger.LedgerEntry) -> tuple[str, str, str]:
    where = ", ".join(entry.sections) or ledger.REASONS[entry.reason]["why"]
    return f"  {entry.statement}", ", ".join(entry.parts) or "–", where


def _print_remedies(entries: Sequence[ledger.LedgerEntry]) -> None:
    """Print once for each reason what would bring its statements onto the page."""
    remedies = {entry.reason: entry.remedy for entry in entries if entry.reason}
    print("\n  what would bring it there:" if remedies else "")
    for reason, remedy in remedies.items():
        _print_text(f"{ledger.REASONS[reason]['why']} – {remedy}", "  ")


def _print_form(form: ledger.WordingTrace) -> None:
    print(f"  {form.statement}/{form.part}")
    _print_text(form.text, "    ")
    for quote in form.quotes:
        rests = f"{quote.statement}, " if quote.statement != form.statement else ""
        print(f"      {rests}{quote.source}, line {quote.line}, characters {quote.start + 1}–{quote.end}:")
        _print_text(f"“{quote.quote}”", "      ")


def _print_unused(unused: ledger.UnusedText) -> None:
    for what, passages in (("no statement", unused.unrecorded), ("nothing printed here", unused.unprinted)):
        print(f"\n{unused.source}: what {what} quotes")
        for passage in passages or ("nothing",):
            _print_text(f"- {passage}", "  ")


def _print_text(text: str, indent: str) -> None:
    print("\n".join(wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)))
