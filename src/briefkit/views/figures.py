"""Figures that are tables: where an issue stands, step by step, and what comes when."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter

from briefkit.citemarks import Cited
from briefkit.cites import of_statement
from briefkit.editions.plan import Plan
from briefkit.editions.query import day_of
from briefkit.outcomes import STATUSES, Base, Issue, Outcomes, Sourced, Statement
from briefkit.outcomes.statuses import REJECTED, WEAKEST
from briefkit.reading.dates import dates, long_date
from briefkit.views.notes import issue_title, portion_marking, rivals
from briefkit.views.rows import RowBuilder, field
from briefkit.views.shapes import DatedItem, Ladder, Rung, Timetable
from briefkit.wording.dues import due
from briefkit.wording.sentences import capital

_STATES = {"done": "Yes", "pending": "Pending", "not": "No"}
_ACROSS = 5
"""Columns: more moments stand below one another."""
_SHORT = 12
"""Words: with a longer text the moments stand below one another."""

_Dated = tuple[date, DatedItem]


def ladders(plan: Plan) -> tuple[Ladder, ...]:
    """Return where the edition's issues stand: the steps that the record gives, else what its statuses come to."""
    record = plan.record
    first = _leading(record)
    keys = sorted(record.issues, key=lambda key: key != first)
    ways = [(key, _declared(record, record.issues[key])) for key in keys if record.issues[key].ladder]
    ways = ways or [(key, _derived(record, key)) for key in keys if key == first]
    ladders = [Ladder(issue_title(record, key), steps) for key, steps in ways if len(steps) > 1]
    fitting = [ladder for ladder in ladders if plan.ground is None or _ground(ladder.rungs) <= plan.ground]
    return tuple(fitting[: plan.ladders])


def stepped(plan: Plan) -> frozenset[str]:
    """Return the ids of the statements that an edition's ladders rest on."""
    return frozenset().union(*(_ground(ladder.rungs) for ladder in ladders(plan)))


def _ground(steps: Sequence[Rung]) -> frozenset[str]:
    """Return the ids of the statements that the steps of a ladder rest on."""
    return frozenset(rung.statement for rung in steps if rung.statement)


def _leading(record: Outcomes) -> str | None:
    """Return the issue that the bottom line is about: the first that a statement below it has."""
    summaries = [s for s in record.statements if s.kind == "summary"]
    first = max(summaries, key=lambda s: s.importance, default=None)
    return next((s.issue for s in record.ground(first) if s.issue), None) if first else None


def _declared(record: Outcomes, issue: Issue) -> tuple[Rung, ...]:
    return tuple(
        _rung(record, record.by_id[step.statement], step.step, _STATES[step.state])
        for step in issue.ladder
        if step.statement in record.by_id
    )


def _rung(record: Outcomes, statement: Base, step: str, state: str) -> Rung:
    """Return a step; its marking stands in its column once, behind the state."""
    marked = field(statement, "state", state, portion_marking(record, [statement]), label=False)
    return Rung(field(statement, "step", step), marked, statement.id)


def _derived(record: Outcomes, key: str) -> tuple[Rung, ...]:
    """Return the steps on an issue that statements bear out, and those still to come, which are not on record.

    There are none where nothing was more than announced: “not in force” would suggest that it is to be.
    """
    standing = _standing(record, key)
    firmest = max(standing, key=lambda s: _rank(s.standing), default=None)
    if firmest is None or _rank(firmest.standing) <= WEAKEST:
        return ()
    effective = next((s for s in standing if getattr(s, "effect", None)), None)
    reached = {s.standing: s for s in reversed(standing)}
    names = ("announced", "decided" if firmest.kind == "decision" else "agreed", "in_force", firmest.standing)
    steps = []
    for name in sorted(dict.fromkeys(names), key=_rank):
        label = STATUSES[name].label
        if name in reached:
            steps.append(_rung(record, reached[name], label, _STATES["done"]))
        elif _rank(name) < _rank(firmest.standing):
            continue
        elif name == "in_force" and effective:
            steps.append(_rung(record, effective, label, _effect(effective)))
        else:
            steps.append(Rung(Cited(label, ("edition",)), Cited("Not on record", ("edition",))))
    return tuple(steps)


def _rank(status: str) -> int:
    """Return how firm a status is; 0 for one that is not compared."""
    return STATUSES[status].rank or 0


def _effect(decision: Base) -> str:
    """Return from when a decision is in force, as its `effect:` has it."""
    effect = due(getattr(decision, "effect", None))
    return f"From {effect.words.removeprefix('from ')}" if effect.day else capital(effect.words)


def _standing(record: Outcomes, key: str) -> list[Sourced]:
    """Return what was announced, decided and undertaken on an issue at the meeting; neither replaced nor rejected."""
    kinds = ("announcement", "decision", "commitment")
    sourced = (s for s in record.statements if isinstance(s, Sourced) and s.id not in record.superseded)
    on_issue = (s for s in sourced if s.kind in kinds and s.issue == key and s.occasion is None)
    return [s for s in on_issue if s.standing != REJECTED]


def timetable(plan: Plan, rows: RowBuilder) -> Timetable:
    """Return what comes when, the next first: the dated statements, days on which sources differ, other occasions."""
    names = [name for name, section in plan.edition.sections.items() if section.dated]
    chosen = [c for name in names for c in plan.sections[name]]
    dated = [(day, _moment(c.statement, rows.row(c).form)) for c in chosen if (day := day_of(c.statement))]
    if names:
        dated += [*_contested(plan), *_occasions(plan)]
    moments = tuple(moment for _, moment in sorted(dated, key=itemgetter(0)))
    brief = all(len(item.what.text.split()) <= _SHORT for item in moments)
    apart = len({item.day.text for item in moments}) == len(moments)
    return Timetable(moments, across=brief and apart and 1 < len(moments) <= _ACROSS)


def _moment(statement: Statement, what: Cited) -> DatedItem:
    name = "due" if getattr(statement, "due", None) else "effect"
    words = due(getattr(statement, name)).words
    owed = statement.kind == "commitment" and words[:1].isupper() | words[:1].isdigit()
    return DatedItem(field(statement, name, words), what, differ=False, owed=owed)


def _contested(plan: Plan) -> Iterator[_Dated]:
    """Yield the days still to come that two printed accounts give differently."""
    record = plan.record
    printed = {s.id: s for c in plan.chosen for s in record.ground(c.statement) if s.id not in record.superseded}
    seen: set[frozenset[str]] = set()
    for statement, rival in rivals(printed.values()):
        other, pair = printed.get(rival.statement), frozenset((statement.id, rival.statement))
        if other is None or pair in seen or not rival.about:
            continue
        seen.add(pair)
        days = sorted({day for s in (statement, other) for day in _days(plan, s)})
        if len(days) > 1 and days[0] >= record.as_of.date:
            cites = tuple(of_statement(s.id, "day") for s in (statement, other))
            mark = portion_marking(record, (statement, other))
            what = field(statement, "contradicts", capital(rival.about))
            yield days[0], DatedItem(Cited(" or ".join(map(long_date, days)), cites, marking=mark), what, differ=True)


def _days(plan: Plan, statement: Base) -> Sequence[date]:
    text = plan.composer.wording(statement, "sentence") or ""
    return [day for moment in dates(text) if (day := moment.whole)]


def _occasions(plan: Plan) -> Iterator[_Dated]:
    """Yield the occasions still to come that the page speaks of."""
    record = plan.record
    named = {getattr(c.statement, "occasion", None) for c in plan.chosen}
    for key, occasion in record.occasions.items():
        day, cites = occasion.date.date, (f"occasion:{key}",)
        if key in named and day > record.as_of.date:
            yield day, DatedItem(Cited(long_date(day), cites), Cited(occasion.name, cites), differ=False)
