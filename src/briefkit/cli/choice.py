"""Which editions a command is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from briefkit.editions import LENGTHS, Edition
from briefkit.errors import Problem, RuleError, UsageError
from briefkit.markings import allows, releasable_to
from briefkit.outcomes import AUDIENCES, Audience, Outcomes
from briefkit.render import every


@dataclass(frozen=True, slots=True)
class Choice:
    """Editions, audiences and lengths asked for; empty is all."""

    editions: Sequence[str] = ()
    audience_names: Sequence[str] = ()
    lengths: Sequence[str] = ()
    plain: bool = False
    """The plain editions too, not only the house's."""

    def check(self) -> None:
        """Refuse unknown names, and names of which no edition fits all; raises UsageError."""
        known("edition", self.editions, [edition.id for edition in every()])
        known("audience", self.audience_names, AUDIENCES)
        known("length", self.lengths, LENGTHS)
        if not any(self.wanted(audience) for audience in AUDIENCES):
            hint = "Leave out -e, -a or -l, or add --all for the plain editions."
            raise UsageError(Problem("U03", "no edition fits that choice", hint=hint))

    def wanted(self, audience: Audience) -> list[Edition]:
        """Return the chosen editions of an audience."""
        return [edition for edition in every(audience) if self._takes(edition)]

    def audiences(self, record: Outcomes) -> tuple[list[Audience], list[Problem]]:
        """Return the chosen audiences that a record's marking admits, with a warning for each that is left out.

        An audience asked for by name is not left out: it is refused later. RuleError where none is admitted.
        """
        chosen = [audience for audience in AUDIENCES if self.wanted(audience)]
        admitted = [audience for audience in chosen if allows(audience, record.marking) or self._names(audience)]
        what, hint = f"the record is {record.marking}: nothing of it goes to", "Name the audiences you want with -a."
        if not admitted:
            raise RuleError(Problem("E27", f"{what} anybody", hint="Lower the record's marking, or mark its parts."))
        left_out = (audience for audience in chosen if audience not in admitted)
        return admitted, [
            Problem("E27", f"{what} `{audience}`, which is left out", hint=hint, severity="warning")
            for audience in left_out
        ]

    def told(self, warnings: Sequence[Problem], record: Outcomes) -> Sequence[Problem]:
        """Return the warnings on a record; where editions or audiences are named, those on what one of them may see.

        Why: what a run for one audience prints is part of what it hands on; the author's own run tells everything.
        """
        if not (self.editions or self.audience_names):
            return warnings
        named = [audience for audience in AUDIENCES if self.wanted(audience) and allows(audience, record.marking)]
        released = [releasable_to(record, audience) for audience in named]
        return [one for one in warnings if not one.part or any(_holds(kept, *one.part) for kept in released)]

    def _names(self, audience: Audience) -> bool:
        return audience in self.audience_names or any(edition.id in self.editions for edition in every(audience))

    def _takes(self, edition: Edition) -> bool:
        return (
            (edition.id in self.editions if self.editions else edition.house or self.plain)
            and (not self.audience_names or edition.audience in self.audience_names)
            and (not self.lengths or edition.length in self.lengths)
        )


def _holds(record: Outcomes, part: str, key: str) -> bool:
    """Say whether a record holds an entry."""
    return key in (s.id for s in record.statements) if part == "statements" else key in getattr(record, part)


def known(what: str, given: Iterable[str], names: Iterable[str]) -> None:
    """Refuse a name that is not among those known; UsageError says which was meant."""
    for name in given:
        if name not in names:
            close = get_close_matches(name, list(names), n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"One of: {', '.join(names)}."
            raise UsageError(Problem("U02", f"there is no {what} `{name}`", hint=hint))
