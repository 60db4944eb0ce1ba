"""Statements as rows: the form with its note, who said it, its figures and its evidence; rows in groups."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_field
from functools import partial
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeVar

from briefkit.citemarks import Cited
from briefkit.cites import of_source, of_statement
from briefkit.editions.plan import Chosen, Plan
from briefkit.look.typeface import Typeface
from briefkit.outcomes import STATUSES, Base, Desk, Quantity, Sourced, Statement
from briefkit.reading.dates import long_date
from briefkit.views.notes import issue_title, portion_marking, rivals, stands_alone
from briefkit.views.shapes import NOTHING, GroupView, Matrix, MatrixRow, Quote, RowView, SectionView
from briefkit.wording import assessor
from briefkit.wording.dues import NOT_STATED, due
from briefkit.wording.sentences import capital

T = TypeVar("T")

_MILLION, _TENTH = 1_000_000, 100_000
"""From a million up, what one decimal place can say is written with the word."""

_DECIDED = ("decision", "commitment")

_SPEAKERS, _ISSUES = 3, (2, 3)
"""Fewer speakers are compared in a list; more issues are wider than a page."""
_FILLED = 2 / 3
"""Of the cells: a matrix that says mostly that nothing is recorded tells less than a list."""

_Row = tuple[Statement, RowView]
"""A statement, and the row that a section prints of it."""


@dataclass(frozen=True)
class RowBuilder:
    """Makes the rows of one document."""

    plan: Plan
    sources: Sequence[str]
    """The ids of the document's sources, in the order of their numbers."""
    notes: Mapping[str, Cited]
    places: Mapping[str, Sequence[str]]
    """Statement id → where its quotes stand, in order."""
    typeface: Typeface
    """A quote with letters that it lacks is not printed."""
    _made: dict[tuple[str, str], RowView] = made_field(default_factory=dict, repr=False, compare=False)

    def section(self, chosen: Sequence[Chosen]) -> SectionView:
        """Return a section's rows: in order, by issue, by occasion."""
        rows = [(c.statement, self.row(c)) for c in chosen]
        groups = tuple(self._by_issue(rows))
        return SectionView(
            tuple(row for _, row in rows),
            groups,
            tuple(self._by_occasion(rows)),
            tuple(self._voices(rows)),
            tuple(_by_status([row for s, row in rows if getattr(s, "by", ())])),
            tuple(self._voices([(s, row) for s, row in rows if not getattr(s, "by", ())])),
            matrix(groups),
            any(s.kind in _DECIDED for s, _ in rows),
            tuple(self._rivals(rows)),
        )

    def _by_issue(self, rows: Sequence[_Row]) -> Iterator[GroupView]:
        """Yield rows by issue, in the order of the record; those that belong to none come last."""
        for key in (*self.plan.record.issues, None):
            if members := tuple(row for statement, row in rows if statement.issue == key):
                others = self._others(key) if key and all(row.kind == "position" for row in members) else NOTHING
                yield GroupView(issue_title(self.plan.record, key), members, others=others)

    def _by_occasion(self, rows: Sequence[_Row]) -> Iterator[GroupView]:
        for key in self.plan.record.occasions:
            if members := tuple(row for statement, row in rows if getattr(statement, "occasion", None) == key):
                yield GroupView(self._occasion(key), members)

    def _others(self, issue: str) -> Cited:
        """Return how many positions on an issue are not printed for want of space."""
        dropped = {left.statement for left in self.plan.left_out if left.reason in ("space", "most")}
        count = sum(s.kind == "position" and s.issue == issue and s.id in dropped for s in self.plan.record.statements)
        return Cited(f"and {count} other{'s' * (count > 1)}" if count else "", (f"issue:{issue}",))

    def _voices(self, rows: Sequence[_Row]) -> Iterator[GroupView]:
        """Yield rows by speaker, in the order in which each speaker first appears.

        The name cites only the rows with the lowest marking: whoever may see those may see the name.
        """
        for members in grouped(rows, lambda row: row[1].assessor.text):
            lowest = [(s, row) for s, row in members if not row.assessor.marking] or members
            cites = tuple(cite for _, row in lowest for cite in row.assessor.cites)
            mark = portion_marking(self.plan.record, [statement for statement, _ in lowest])
            title = replace(lowest[0][1].assessor, cites=cites, marking=mark)
            own = tuple(row for _, row in members)
            yield GroupView(title, own, inner=tuple(_by_status(own)))

    def _rivals(self, rows: Sequence[_Row]) -> Iterator[GroupView]:
        """Yield pairs of accounts that contradict each other, each with what they differ about; then all other rows."""
        by_id = {statement.id: row for statement, row in rows}
        seen: set[str] = set()
        for statement, rival in rivals(statement for statement, _ in rows):
            pair = {statement.id, rival.statement}
            if pair <= by_id.keys() and not pair <= seen:
                seen |= pair
                accounts = (by_id[statement.id], by_id[rival.statement])
                yield GroupView(field(statement, "contradicts", rival.about or ""), accounts)
        if alone := tuple(row for key, row in by_id.items() if key not in seen):
            yield GroupView(NOTHING, alone)

    def row(self, chosen: Chosen) -> RowView:
        """Return the row of a statement in its chosen form; it is made once."""
        key = (chosen.statement.id, chosen.part)
        if key not in self._made:
            self._made[key] = self._row(chosen)
        return self._made[key]

    def _row(self, chosen: Chosen) -> RowView:
        statement, composer = chosen.statement, self.plan.composer
        mark = portion_marking(self.plan.record, [statement])
        cell = partial(field, statement, mark=mark)
        own = {name: getattr(statement, name, None) or "" for name in ("question", "alt", "scope_note")}
        wording = form(self.plan, chosen, self.notes, mark)
        passages = {(quote.source.text, quote.place.text): quote for quote in self.quotes(statement)}
        owner = self.plan.record.actors.get(getattr(statement, "owner", None) or "")
        return RowView(
            kind=statement.kind,
            form=wording,
            bare=replace(wording, marking=None),
            who=cell("by", capital(self._who(statement))),
            assessor=cell("by", assessor(statement, composer)),
            status=cell("status", STATUSES[statement.standing].label),
            refs=self._references(statement),
            alt=cell("alt", own["alt"]),
            question=cell("question", own["question"]),
            owner=cell("owner", capital(owner.printed) if owner else NOT_STATED),
            due=cell("due", due(statement.due).words if hasattr(statement, "due") else ""),
            day=cell("on", long_date(on.date) if (on := getattr(statement, "on", None)) else ""),
            bound=cell("committers", ", ".join(self._bound(statement))),
            owned=owner is not None,
            dated=bool(getattr(statement, "due", None)),
            timed=due(getattr(statement, "due", None)).words in self.plan.text(chosen),
            reasons=self._reasons(statement),
            scope=cell("scope", own["scope_note"]),
            figure=cell("figure", "; ".join(map(figure, getattr(statement, "quantities", ())))),
            passages=tuple(passages.values()),
        )

    def _bound(self, statement: Statement) -> Iterator[str]:
        """Yield whom a commitment binds: of a group, its members."""
        actors = self.plan.record.actors
        for key in getattr(statement, "committers", ()):
            yield from (actors[actor].printed for actor in actors[key].members or (key,))

    def _who(self, statement: Statement) -> str:
        composer = self.plan.composer
        return composer.cell(statement) if isinstance(statement, Sourced) else assessor(statement, composer)

    def _reasons(self, statement: Statement) -> tuple[Cited, ...]:
        """Return the sentences of what an ask rests on, short; behind the last, the marking of ask and reasons.

        What the bottom line says is not said again.
        """
        composer = self.plan.composer
        leading = [chosen.statement for chosen in self.plan.leads if isinstance(chosen.statement, Desk)]
        said = {part.id for lead in leading if not lead.text for part in composer.parts(lead)}
        reasons = (part for part in composer.reasons(statement) if part.id not in said)
        parts = [part for part in reasons if stands_alone(self.plan.record, part)]
        if not parts:
            return ()
        sentences = [form(self.plan, Chosen(part, "sentence", short=True), {}) for part in parts]
        return (*sentences[:-1], replace(sentences[-1], marking=portion_marking(self.plan.record, [statement, *parts])))

    def _occasion(self, key: str) -> Cited:
        occasion = self.plan.record.occasions[key]
        words = [occasion.name, *filter(None, [occasion.place]), long_date(occasion.date.date)]
        note = f"occasion/{key}" if f"occasion/{key}" in self.notes else None
        return Cited(", ".join(words), (f"occasion:{key}",), note=note)

    def _references(self, statement: Statement) -> tuple[Cited, ...]:
        used = {e.source for s in self.plan.record.ground(statement) for e in s.evidence}
        return tuple(self.reference(key) for key in self.sources if key in used)

    def reference(self, key: str) -> Cited:
        """Return the number of a source among those of the document, which leads to it."""
        return Cited(f"[{self.sources.index(key) + 1}]", (of_source(key),), link=f"#source-{key}")

    def quotes(self, statement: Statement) -> Iterator[Quote]:
        """Yield the quotes of a statement, each with its source and its place in it."""
        mark = portion_marking(self.plan.record, [statement])
        evidence = statement.evidence if isinstance(statement, Sourced) else ()
        places = self.places.get(statement.id) or [""] * len(evidence)
        for quoted, place in zip(evidence, places, strict=True):
            words = quoted.quote if self.typeface.prints(quoted.quote) else ""
            yield Quote(
                words=field(statement, "quote", words, mark, label=False),
                source=self.reference(quoted.source or ""),
                place=field(statement, "place", place, mark),
            )


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> Iterable[list[T]]:
    """Return the items in groups of one key, in the order in which each key first appears."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups.values()


def _by_status(rows: Iterable[RowView]) -> Iterator[GroupView]:
    """Yield rows by speaker and status, in the order in which each pair first appears."""
    for members in grouped(rows, lambda row: (row.who.text, row.status.text)):
        yield GroupView(merged([row.who for row in members]), tuple(members), merged([row.status for row in members]))


def matrix(groups: Sequence[GroupView]) -> Matrix | None:
    """Return positions by speaker and issue; None where a list tells it better, or where some are not printed."""
    positions = all(row.kind == "position" for group in groups for row in group.rows)
    if len(groups) not in _ISSUES or not positions or any(group.others or not group.title for group in groups):
        return None
    speakers = _order(groups)
    filled = len({(row.who.text, i) for i, group in enumerate(groups) for row in group.rows})
    if len(speakers) < _SPEAKERS or filled < _FILLED * len(speakers) * len(groups):
        return None
    lines = []
    for name in speakers:
        cells = tuple(tuple(row for row in group.rows if row.who.text == name) for group in groups)
        lines.append(MatrixRow(merged([row.who for cell in cells for row in cell]), cells))
    return Matrix(tuple(group.title for group in groups), tuple(lines))


def _order(groups: Sequence[GroupView]) -> list[str]:
    """Return the speakers in an order that keeps that of every issue; empty where there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for group in groups:
        names = list(dict.fromkeys(row.who.text for row in group.rows))
        for name in names:
            sorter.add(name)
        for before, name in pairwise(names):
            sorter.add(name, before)
    try:
        return list(sorter.static_order())
    except CycleError:
        return []


def merged(alike: Sequence[Cited]) -> Cited:
    """Return one value for several that are printed alike, with the ids of all."""
    return replace(alike[0], cites=tuple(cite for value in alike for cite in value.cites))


def figure(quantity: Quantity) -> str:
    """Return a quantity as it is printed: at least 36 hours; 9 of 11 members; up to 6.5 million marks."""
    compared = "" if quantity.comparator == "exactly" else quantity.comparator.replace("_", " ")
    whole = quantity.part_of
    of = (f"of {_number(whole.value)}", whole.counts) if whole else (quantity.unit, quantity.counts)
    return " ".join(filter(None, (compared, _number(quantity.value), *of)))


def _number(value: float) -> str:
    if value >= _MILLION and value % _TENTH == 0:
        return f"{value / _MILLION:,.10g} million"
    return f"{value:,.10g}" if value < 1 or value % 1 else f"{value:,.0f}"


def form(plan: Plan, chosen: Chosen, notes: Mapping[str, Cited], mark: Cited | None = None) -> Cited:
    """Return the wording of a chosen statement, with the mark of the note on it, and its marking."""
    key = f"on/{chosen.statement.id}"
    cite = of_statement(chosen.statement.id, chosen.part)
    return Cited(plan.text(chosen), (cite,), note=key if key in notes else None, marking=mark)


def field(statement: Base, name: str, text: str, mark: Cited | None = None, *, label: bool = True) -> Cited:
    """Return what is printed of a statement beside its wording: speaker, status, day, quote."""
    return Cited(text, (of_statement(statement.id, name),), marking=mark, label=label)
