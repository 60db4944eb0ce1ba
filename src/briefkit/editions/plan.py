"""What an edition says: which statements, in which form and order, and what was left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefkit.editions import Edition
from briefkit.outcomes import FormName, Outcomes, Statement
from briefkit.outcomes.fields import SHORT
from briefkit.outcomes.statements import Position
from briefkit.wording import Composer

_Told = Literal["in the bottom line", "elsewhere on the page", "in its issue"]
Reason = Literal["superseded", "longer edition", "no section", "one side", "most", "space"] | _Told


@dataclass(frozen=True, slots=True)
class Chosen:
    """A statement, and the form in which an edition prints it."""

    statement: Statement
    form: FormName
    short: bool = False
    """With its shorter wordings."""

    @property
    def part(self) -> str:
        """How a page cites what is printed: the form, and whether it is the shorter one."""
        return f"{self.form}{SHORT}" if self.short else self.form


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement that an edition does not print."""

    statement: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition prints."""

    edition: Edition
    sections: Mapping[str, tuple[Chosen, ...]]
    composer: Composer
    left_out: tuple[LeftOut, ...] = ()
    avoid: int = 0
    """How many wordings to avoid it lists at most."""
    ladders: int = 0
    """How many issues it shows at most as steps on their way into force."""
    ground: frozenset[str] | None = None
    """The statements that these steps may rest on: those of the next longer edition and of its steps."""

    @property
    def record(self) -> Outcomes:
        """The record whose statements it prints, as the audience may see it."""
        return self.composer.record

    def text(self, chosen: Chosen) -> str:
        """Return a wording as it is printed."""
        return self.composer.wording(chosen.statement, chosen.form, short=chosen.short) or ""

    @property
    def quotable(self) -> bool:
        """Whether a line was left out because the bottom line says it."""
        lines = {s.id for s in self.record.statements if s.kind == "line"}
        return any(left.reason == "in the bottom line" and left.statement in lines for left in self.left_out)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """Every statement that it prints, each once, in order."""
        return tuple({c.statement.id: c for section in self.sections.values() for c in section}.values())

    @property
    def rests_on(self) -> frozenset[str]:
        """The ids of the sourced statements that it prints or that what it prints rests on."""
        return frozenset(s.id for c in self.chosen for s in self.record.ground(c.statement))

    @property
    def leads(self) -> tuple[Chosen, ...]:
        """What its bottom line prints."""
        leads = [name for name, section in self.edition.sections.items() if section.lead]
        return tuple(chosen for name in leads for chosen in self.sections.get(name, ()))

    @property
    def title(self) -> Chosen | None:
        """The statement whose headline heads the page."""
        first = next(iter(self.leads), None)
        heads = first and self.composer.wording(first.statement, "headline")
        return replace(first, form="headline", short=False) if first and heads else None


def priority(statement: Statement, audience: str) -> float:
    """Return relevance × importance, 0 to 5."""
    return statement.relevance.get(audience, 1) * statement.importance


def together(record: Outcomes, statement: Statement) -> tuple[str, str]:
    """Return the key of the group that a statement is printed or dropped with: the sides of an issue are one."""
    if not isinstance(statement, Position) or statement.issue not in record.issues:
        return ("statement", statement.id)
    sides = record.issues[statement.issue].sides
    return ("statement", statement.id) if set(sides).isdisjoint(statement.speakers) else ("issue", statement.issue)


def bundled(record: Outcomes, statements: Iterable[Statement]) -> list[list[Statement]]:
    """Return statements in the groups that are printed or dropped together, in the order in which each is met."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        groups.setdefault(together(record, statement), []).append(statement)
    return list(groups.values())
