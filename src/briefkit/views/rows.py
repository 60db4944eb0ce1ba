"""Statements as rows: the form with its note, who said it, its figures and its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefkit.citemarks import Cited
from briefkit.evidence import Span
from briefkit.markings import highest, marking_of, rank
from briefkit.metrics import missing
from briefkit.outcomes import Outcomes, Quantity, Sourced, Statement
from briefkit.plan import Chosen
from briefkit.rules.dates import long_date
from briefkit.views.shapes import Group, Quote, Row, Section

NOT_STATED = "not stated"
EMPTY = Cited("", ())
_MILLION, _TENTH = 1_000_000, 100_000
"""From a million up, what one decimal place can say is written with the word."""
_COMPARED = {
    "exactly": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
    "up_to": "up to ",
}


@dataclass(frozen=True)
class Rows:
    """Makes the rows of one document."""

    record: Outcomes
    sources: Sequence[str]
    """The ids of the document's sources, in the order of their numbers."""
    notes: Mapping[str, Cited]
    spans: Mapping[str, Sequence[Span]]
    """Statement id → where its quotes stand."""

    def section(self, chosen: Iterable[Chosen]) -> Section:
        """Return a section's rows, in order and by issue."""
        rows = [(c.statement.issue, self.row(c)) for c in chosen]
        keys = [*self.record.issues, None]
        groups = tuple(
            Group(self._issue(key), mine) for key in keys if (mine := tuple(row for issue, row in rows if issue == key))
        )
        return Section(tuple(row for _, row in rows), groups)

    def row(self, chosen: Chosen) -> Row:
        """Return the row of a statement in its chosen form."""
        statement = chosen.statement
        mark = portion(self.record, [statement])
        told = partial(field, statement, mark=mark)
        owner = self.record.actors.get(getattr(statement, "owner", None) or "")
        bound = [self.record.actors[key].printed for key in getattr(statement, "committers", ())]
        return Row(
            kind=statement.kind,
            ref=told("id", statement.id),
            form=form(chosen, self.notes, mark),
            who=told("by", upper(self._who(statement))),
            assessor=told("by", self._who(statement)),
            status=told("status", statement.standing.replace("_", " ").capitalize()),
            refs=self._references(statement),
            alt=told("alt", getattr(statement, "alt", None) or ""),
            question=told("question", getattr(statement, "question", None) or ""),
            action=told("action", getattr(statement, "action", None) or ""),
            owner=told("owner", owner.printed if owner else NOT_STATED),
            due=told("due", _due(statement)),
            bound=told("committers", ", ".join(bound)),
            owned=owner is not None,
            scope=told("scope", getattr(statement, "scope_note", None) or ""),
            figure=told("figure", "; ".join(map(figure, getattr(statement, "quantities", ())))),
            quotes=self._quotes(statement, mark),
        )

    def _issue(self, key: str | None) -> Cited:
        return Cited(self.record.issues[key].title, (f"issue:{key}",)) if key else EMPTY

    def _who(self, statement: Statement) -> str:
        """Return the speaker of a statement and the chain that reported it; the source where nobody is named."""
        if not isinstance(statement, Sourced):
            return ""
        called = self.record.sources[statement.evidence[0].source or ""].called
        speaker, reporter = (self.record.actors.get(key or "") for key in (statement.by, statement.via))
        named = speaker.printed if speaker else called
        if reporter:
            named = f"{named}, according to {reporter.printed}"
        elif speaker and speaker.kind == "media":
            named = f"{named}, cited by {called}"
        return named

    def _references(self, statement: Statement) -> tuple[Cited, ...]:
        used = {e.source for s in self.record.ground(statement) for e in s.evidence}
        return tuple(self._reference(key) for key in self.sources if key in used)

    def _reference(self, key: str) -> Cited:
        return Cited(f"[{self.sources.index(key) + 1}]", (f"source:{key}",), link=f"#source-{key}")

    def _quotes(self, statement: Statement, mark: Cited | None) -> tuple[Quote, ...]:
        if not isinstance(statement, Sourced):
            return ()
        spans = self.spans.get(statement.id, ())
        return tuple(
            Quote(
                words=field(statement, "quote", "" if missing(evidence.quote) else evidence.quote, mark, label=False),
                source=self._reference(evidence.source or ""),
                place=field(statement, "place", f"{spans[i].start + 1}–{spans[i].end}" if i < len(spans) else "", mark),
            )
            for i, evidence in enumerate(statement.evidence)
        )


def _due(statement: Statement) -> str:
    """Return by when something is to be done or settled; of what has no such date, nothing."""
    return (getattr(statement, "due", None) or NOT_STATED) if hasattr(statement, "due") else ""


def figure(quantity: Quantity) -> str:
    """Return a quantity as it is printed: at least 36 hours; 9 of 11 members; up to 6.5 million marks."""
    number = _COMPARED[quantity.comparator] + _number(quantity.value)
    if quantity.part_of:
        return f"{number} of {_number(quantity.part_of.value)} {quantity.part_of.counts}"
    return " ".join(part for part in (number, quantity.unit, quantity.counts) if part)


def _number(value: float) -> str:
    if value >= _MILLION and value % _TENTH == 0:
        return f"{value / _MILLION:,.10g} million"
    return f"{value:,.10g}" if value < 1 or value % 1 else f"{value:,.0f}"


def form(chosen: Chosen, notes: Mapping[str, Cited], mark: Cited | None = None) -> Cited:
    """Return the wording of a chosen statement, with the mark of the note on it, and its marking."""
    key = f"on/{chosen.statement.id}"
    cite = f"statement:{chosen.statement.id}/{chosen.written}"
    return Cited(chosen.text, (cite,), note=key if key in notes else None, marking=mark)


def field(statement: Statement, name: str, text: str, mark: Cited | None = None, *, label: bool = True) -> Cited:
    """Return something else that is printed of a statement."""
    return Cited(text, (f"statement:{statement.id}/{name}",), marking=mark, label=label)


def portion(record: Outcomes, statements: Iterable[Statement]) -> Cited | None:
    """Return the marking to print behind the words of statements, if any is marked higher than the record."""
    found = {s.id: marking_of(s, record) for s in statements}
    higher = {key: marking for key, marking in found.items() if rank(marking) > rank(record.marking)}
    cites = tuple(f"statement:{key}/marking" for key in higher)
    return Cited(f"[{highest(higher.values())}]", cites) if higher else None


def accounts(record: Outcomes, printed: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return for each printed statement that others contradict those of them that are not printed."""
    statements = list(printed)
    replaced = {key for s in record.statements for key in s.supersedes}
    unseen = {s.id: s for s in record.statements if s.id not in {p.id for p in statements} | replaced}
    told = {s.id: [one for key, one in unseen.items() if _differ(s, one)] for s in statements}
    return {key: others for key, others in told.items() if others}


def _differ(one: Statement, other: Statement) -> bool:
    return other.id in getattr(one, "contradicts", ()) or one.id in getattr(other, "contradicts", ())


def noted(record: Outcomes, printed: Sequence[Statement]) -> dict[str, Cited]:
    """Return the notes that printed statements need: their own date, and another account that is not printed."""
    others = accounts(record, printed)
    notes = {}
    for statement in printed:
        told, cites = [], []
        if statement.as_of and statement.as_of.date != record.as_of.date:
            told.append(f"As of {long_date(statement.as_of.date)}.")
            cites.append(f"statement:{statement.id}/as-of")
        for other in others.get(statement.id, ()):
            told.append(f"There is another account: {other.form('short')}")
            cites.append(f"statement:{other.id}/account")
        if told:
            mark = portion(record, others.get(statement.id, ()))
            notes[f"on/{statement.id}"] = Cited(" ".join(told), tuple(cites), marking=mark)
    return notes


def upper(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]
