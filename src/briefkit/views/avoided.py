"""Wordings to avoid, in the order in which a page has room for them."""

from collections.abc import Iterable

from briefkit.citemarks import Cited
from briefkit.outcomes import Avoid, Base, Desk, Outcomes
from briefkit.views.notes import portion
from briefkit.views.rows import EMPTY, field
from briefkit.views.shapes import AvoidView


def avoided(record: Outcomes, printed: Iterable[Base], grounds: Iterable[Base]) -> tuple[AvoidView, ...]:
    """Return the wordings to avoid of all that a page rests on.

    Those about what the desk puts first come first, since every page opens with it; of these and of the others, the
    first of every statement, then the second.
    """
    desk = {statement.id for s in printed if isinstance(s, Desk) for statement in record.below(s)}
    found = [(s.id not in desk, i, s, avoid) for s in grounds for i, avoid in enumerate(s.avoid)]
    return tuple(_avoided(record, s, avoid, apart=apart) for apart, _, s, avoid in sorted(found, key=lambda e: e[:2]))


def _avoided(record: Outcomes, statement: Base, avoid: Avoid, *, apart: bool) -> AvoidView:
    """Return a wording to avoid with its reason, and with its issue where it stands apart from what tells of it."""
    mark = portion(record, [statement])
    because = field(statement, "avoid", avoid.because.rstrip("."), mark, label=False)
    issue = record.issues.get(statement.issue or "") if apart else None
    about = Cited(issue.title, (f"issue:{statement.issue}",)) if issue else EMPTY
    return AvoidView(field(statement, "avoid", avoid.say, mark), because, about)
