"""Which editions a command is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from briefkit.editions import LENGTHS, Edition
from briefkit.errors import Problem, UsageError
from briefkit.outcomes import AUDIENCES, Audience
from briefkit.render import every


@dataclass(frozen=True, slots=True)
class Choice:
    """Editions, audiences and lengths asked for; empty is all."""

    editions: Sequence[str] = ()
    audiences: Sequence[str] = ()
    lengths: Sequence[str] = ()
    plain: bool = False
    """The plain editions too, not only the house's."""

    def check(self) -> None:
        """Refuse unknown names, and names of which no edition fits all; raises UsageError."""
        known("edition", self.editions, [edition.id for edition in every()])
        known("audience", self.audiences, AUDIENCES)
        known("length", self.lengths, LENGTHS)
        if not any(self.wanted(audience) for audience in AUDIENCES):
            hint = "Leave out -e, -a or -l, or add --all for the plain editions."
            raise UsageError(Problem("U03", "no edition fits that choice", hint=hint))

    def wanted(self, audience: Audience) -> list[Edition]:
        """Return the chosen editions of an audience."""
        return [edition for edition in every(audience) if self._takes(edition)]

    def names(self, audience: Audience) -> bool:
        """Say whether an audience was asked for, by its name or by that of an edition."""
        return audience in self.audiences or any(edition.id in self.editions for edition in every(audience))

    def _takes(self, edition: Edition) -> bool:
        return (
            (edition.id in self.editions if self.editions else edition.house or self.plain)
            and (not self.audiences or edition.audience in self.audiences)
            and (not self.lengths or edition.length in self.lengths)
        )


def known(what: str, given: Iterable[str], names: Iterable[str]) -> None:
    """Refuse a name that is not among those known; UsageError says which was meant."""
    for name in given:
        if name not in names:
            close = get_close_matches(name, list(names), n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"One of: {', '.join(names)}."
            raise UsageError(Problem("U02", f"there is no {what} `{name}`", hint=hint))
