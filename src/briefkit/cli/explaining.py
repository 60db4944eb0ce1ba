"""The command `explain`: what became of every statement, for the author's eyes alone."""

from collections.abc import Sequence
from dataclasses import asdict

from briefkit.choice import Choice
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report, table, wrapped
from briefkit.editions import ledger
from briefkit.editions.fit import Fitted
from briefkit.errors import LayoutError
from briefkit.loading import Loaded
from briefkit.markings import releasable_to
from briefkit.outfit import Outfit


def explain_record(record: RecordFile, choice: Choice, report: Report, *, trace: bool) -> dict[str, object]:
    """Print what became of a record's statements in the chosen editions, and return the same as data."""
    loaded = record.load()
    (press, problems), explained = Outfit().press(record.house), list[Fitted]()
    report.tell(problems)
    audiences, left_out = choice.audiences(loaded, alone=record.alone)
    report.tell(left_out)
    for audience in audiences:
        with report.catching():
            wanted = choice.wanted(audience, loaded.outcomes.house)
            released = releasable_to(loaded.outcomes, audience)
            fitted, refused = press.tried(released, wanted, loaded.supplement_for(released))
            explained += (fitted[edition.id] for edition in wanted if edition.id in fitted)
            if unfit := [problem for edition in wanted for problem in refused.get(edition.id, ())]:
                raise LayoutError(*unfit)
    editions = list[dict[str, object]]()
    for fit in explained:
        if editions and not report.as_data:
            print()
        editions.append(_explained(loaded, fit, is_printed=not report.as_data, trace=trace))
    if not trace:
        return {"file": loaded.file, "editions": editions}
    unused = ledger.unused([fit.plan for fit in explained], loaded.spans, loaded.texts)
    for source in unused if not report.as_data else ():
        _print_unused(source)
    return {"file": loaded.file, "editions": editions, "sources": list(map(asdict, unused))}


def _explained(loaded: Loaded, fitted: Fitted, *, is_printed: bool, trace: bool) -> dict[str, object]:
    """Return what became of a record's statements in one edition, as data; print it if `is_printed`."""
    edition, pages = fitted.plan.edition, fitted.layout.pages
    entries = ledger.entries(loaded.outcomes, fitted.plan, fitted.document)
    traces = list(ledger.trace(fitted.plan.composer, fitted.document, loaded.supplement.places)) if trace else []
    if is_printed:
        print(f"{edition.id}: {edition.length} for {edition.audience}, {pages} page{'s' * (pages > 1)}")
        for wording in traces:
            _print_trace(wording)
        if not trace:
            table([("  statement", "printed", "where, or why not"), *map(_row, entries)])
            _print_remedies(entries)
    data = {"edition": edition.id, "audience": edition.audience, "length": edition.length, "pages": pages}
    statements = [asdict(entry) | {"remedy": entry.remedy} for entry in entries]
    return {**data, "statements": statements, **({"trace": list(map(asdict, traces))} if trace else {})}


def _row(entry: ledger.LedgerEntry) -> tuple[str, str, str]:
    where = ", ".join(entry.sections) or ledger.REASONS[entry.reason]["why"]
    return f"  {entry.statement}", ", ".join(entry.parts) or "–", where


def _print_remedies(entries: Sequence[ledger.LedgerEntry]) -> None:
    """Print once for each reason what would bring its statements onto the page."""
    remedies = {entry.reason: entry.remedy for entry in entries if entry.reason}
    print("\n  what would bring it there:" if remedies else "")
    for reason, remedy in remedies.items():
        _print_text(f"{ledger.REASONS[reason]['why']} – {remedy}", "  ")


def _print_trace(wording: ledger.WordingTrace) -> None:
    print(f"  {wording.statement}/{wording.part}")
    _print_text(wording.text, "    ")
    for quote in wording.quotes:
        rests = f"{quote.statement}, " if quote.statement != wording.statement else ""
        print(f"      {rests}{quote.source}, {quote.place}:")
        _print_text(f"“{quote.quote}”", "      ")


def _print_unused(unused: ledger.UnusedText) -> None:
    for what, passages in (("no statement", unused.unrecorded), ("nothing printed here", unused.unprinted)):
        print(f"\n{unused.source}: what {what} quotes")
        for passage in passages or ("nothing",):
            _print_text(f"- {passage}", "  ")


def _print_text(text: str, indent: str) -> None:
    print("\n".join(wrapped(text, indent)))
