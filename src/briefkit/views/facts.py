"""What a web page tells of an edition before it is opened: its main facts, and what it is about."""

from briefkit.editions.plan import Chosen, Plan, priority
from briefkit.outcomes import FormName, Statement
from briefkit.views.notes import portion_marking, stands_alone

_SETTLED, _OPEN, _MOST = 2, 1, 3
_KINDS = frozenset(("decision", "announcement", "commitment", "call", "event", "fact", "open_issue", "next_step"))
"""What happened, was said and is to come; positions, assessments and the desk's own words stand on the page alone."""


def facts(plan: Plan) -> tuple[str, ...]:
    """Return the main facts of an edition below its bottom line, as sentences that stand alone.

    What is new comes before what the bottom line tells already; what is open comes last.
    """
    record, audience = plan.record, plan.edition.audience
    known = {g.id for c in plan.leads for g in record.ground(c.statement)}
    free = [c.statement for c in plan.chosen if c.statement.kind in _KINDS and stands_alone(record, c.statement)]
    again = {s.id: not known.isdisjoint(g.id for g in record.ground(s)) for s in free}
    ranked = sorted(free, key=lambda s: (again[s.id], -priority(s, audience)))
    settled, opened = ([s for s in ranked if (s.kind == "open_issue") is wanted] for wanted in (False, True))
    first = [*settled[: max(_SETTLED, _MOST - len(opened))], *opened[: max(_OPEN, _MOST - len(settled))]]
    return tuple(_sentence(plan, statement) for statement in first)


def _sentence(plan: Plan, statement: Statement) -> str:
    """Return a statement in the words of the edition: its question first where it is open, its marking last."""
    form: FormName = "plain" if plan.edition.plain else "sentence"
    mark = portion_marking(plan.record, [statement])
    question, words = getattr(statement, "question", ""), plan.text(Chosen(statement, form, short=True))
    return " ".join(filter(None, (question, words, mark.text if mark else "")))


def subjects(plan: Plan) -> tuple[str, ...]:
    """Return the titles of the issues that an edition tells of, in the record's order."""
    record = plan.record
    keys = {getattr(s, "issue", None) for c in plan.chosen for s in (c.statement, *record.ground(c.statement))}
    return tuple(issue.title for key, issue in record.issues.items() if key in keys)
