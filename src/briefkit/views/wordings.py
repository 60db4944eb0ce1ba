"""What the desk says of wordings: which to avoid, and why some differ from their source."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from briefkit.citemarks import Cited
from briefkit.editions.plan import Plan
from briefkit.outcomes import Base, Desk, Outcomes
from briefkit.reading.text import find
from briefkit.views.notes import issue_title, portion_marking
from briefkit.views.rows import field
from briefkit.views.shapes import NOTHING, Answer, AvoidView


def avoided(record: Outcomes, printed: Iterable[Base], grounds: Iterable[Base]) -> Iterator[AvoidView]:
    """Yield the wordings to avoid among the statements that a page rests on, the most important first.

    Those about what the desk puts first come before the others, since every page opens with it. Among both, the first
    wording of every statement comes before the second of any.
    """
    desk = {statement.id for s in printed if isinstance(s, Desk) for statement in record.below(s)}
    ranked = [(s.id not in desk, i, s, avoid) for s in grounds for i, avoid in enumerate(s.avoid)]
    for apart, _, statement, avoid in sorted(ranked, key=itemgetter(0, 1)):
        mark = portion_marking(record, [statement])
        because = field(statement, "avoid", avoid.because.rstrip("."), mark, label=False)
        about = issue_title(record, statement.issue) if apart else NOTHING
        yield AvoidView(field(statement, "avoid", avoid.say, mark), because, about)


def unquotable(plan: Plan) -> Cited:
    """Return what no line clears of a bottom line that may be quoted but for this: what the desk adds at its end."""
    for statement in (chosen.statement for chosen in plan.leads if plan.quotable):
        if isinstance(statement, Desk) and statement.add:
            mark = portion_marking(plan.record, [statement])
            return field(statement, "add", statement.add.rstrip("."), mark, label=False)
    return NOTHING


def answers(record: Outcomes, statements: Iterable[Base]) -> Iterator[Answer]:
    """Yield the desk's reasons for words that differ from their source."""
    for statement in statements:
        for stands in statement.stands:
            mark = portion_marking(record, [statement])
            where = next((text for text in statement.written if find([stands.say], text)), "")
            because = field(statement, "stands", stands.because.rstrip("."), mark, label=False)
            yield Answer(field(statement, "stands", stands.say, mark), field(statement, "stands", where, mark), because)
