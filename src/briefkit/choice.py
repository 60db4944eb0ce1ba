"""Which editions a command is about, and what it may print to their readers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from briefkit.editions import LENGTHS, Edition
from briefkit.editions.catalogue import editions
from briefkit.errors import Place, Problem, RecordError, RuleError, UsageError
from briefkit.house import House
from briefkit.loading import Loaded
from briefkit.markings import barred, marking_hint, nothing_for, reaches, releasable_to
from briefkit.outcomes import Outcomes
from briefkit.spelling import cut, meant


@dataclass(frozen=True, slots=True)
class Choice:
    """Editions, audiences and lengths asked for; empty is all."""

    editions: Sequence[str] = ()
    audience_names: Sequence[str] = ()
    lengths: Sequence[str] = ()
    plain: bool = False
    """The plain editions too, not only the house's."""

    def checked(self, houses: Iterable[House]) -> "Choice":
        """Return the choice itself; UsageError where a house does not know one of its names."""
        for house in dict.fromkeys(houses):
            self._check(house)
        return self

    def _check(self, house: House) -> None:
        """Raise UsageError for names that a house does not know, or that no edition fits all at once."""
        refuse_unknown("edition", self.editions, editions(house))
        refuse_unknown("audience", self.audience_names, house.names, house.audience_hint)
        refuse_unknown("length", self.lengths, LENGTHS)
        if not any(self.wanted(audience, house) for audience in house.names):
            hint = "Leave out -e, -a or -l, or add --all for the plain editions."
            raise UsageError(Problem("U03", "no edition fits that choice", hint=hint))

    def wanted(self, audience: str, house: House) -> list[Edition]:
        """Return the chosen editions of an audience."""
        return [
            edition for edition in editions(house).values() if edition.audience == audience and self._takes(edition)
        ]

    def audiences(self, loaded: Loaded, *, alone: bool = True) -> tuple[list[str], list[Problem]]:
        """Return the chosen audiences that get something of a record, with notes on those that get nothing.

        RuleError where the record is the one that a run is about, and an audience asked for by name, or everybody,
        gets nothing of it.
        """
        record, house = loaded.outcomes, loaded.outcomes.house
        chosen = [audience for audience in house.names if self.wanted(audience, house)]
        reached = [name for name in chosen if reaches(record, name)]
        lacking = [name for name in chosen if name not in reached]
        if alone and (asked := [name for name in lacking if self._names(name, house)]):
            raise RuleError(*(_at(loaded, barred(record, name) or nothing_for(name)) for name in asked))
        if self.named and not alone:
            return reached, list(map(left_out, lacking))
        if reached:
            return reached, list(_notes(loaded, lacking))
        problem = _at(loaded, _for_nobody(record, chosen))
        if alone:
            raise RuleError(problem)
        return [], [replace(problem, severity="note")]

    @property
    def named(self) -> bool:
        """Whether editions or audiences are named: the output of such a run may be handed on with its briefs."""
        return bool(self.editions or self.audience_names)

    def problems(self, loaded: Loaded, *, lapsed: bool) -> list[Problem]:
        """Return a record's problems: in the author's own run all, else those that the named readers may see.

        With `lapsed` also the signatures that have lapsed.
        """
        record = loaded.outcomes
        if not self.named:
            return [*loaded.problems, *(loaded.unsigned(record) if lapsed else ())]
        hearing = [name for name in record.house.names if self.wanted(name, record.house)]
        found: list[Problem] = []
        for released in (releasable_to(record, name) for name in hearing if record.house.allows(name, record.marking)):
            found += [*loaded.problems_for(released), *(loaded.unsigned(released) if lapsed else ())]
        return list(dict.fromkeys(found))

    def placed(self, loaded: Loaded, problems: Iterable[Problem]) -> list[Problem]:
        """Return problems of pages, in the author's own run each where the record has its statement."""
        at = {} if self.named else {statement.id: i for i, statement in enumerate(loaded.outcomes.statements)}
        rows = ((problem, at.get(problem.part[1]) if problem.part else None) for problem in problems)
        return [
            problem if i is None else replace(problem, place=loaded.places.value(("statements", i)))
            for problem, i in rows
        ]

    def _names(self, audience: str, house: House) -> bool:
        named = (edition for key, edition in editions(house).items() if key in self.editions)
        return audience in self.audience_names or any(edition.audience == audience for edition in named)

    def _is_default(self, edition: Edition) -> bool:
        """Say whether an edition is made where none is named."""
        wanted = edition.audience_made or edition.audience in self.audience_names
        return edition.made and wanted and (edition.house or self.plain)

    def _takes(self, edition: Edition) -> bool:
        return (
            (edition.id in self.editions if self.editions else self._is_default(edition))
            and (not self.audience_names or edition.audience in self.audience_names)
            and (not self.lengths or edition.length in self.lengths)
        )


def _at(loaded: Loaded, problem: Problem) -> Problem:
    """Return a problem with the file of the record that it is about."""
    return replace(problem, place=Place(loaded.file, line=0))


def _notes(loaded: Loaded, lacking: Sequence[str]) -> Iterator[Problem]:
    """Yield notes, for the author's own run, on audiences that get nothing of a record."""
    record, place = loaded.outcomes, loaded.places.value(("marking",))
    kept = [name for name in lacking if barred(record, name)]
    if kept:
        message = f"the record is {record.marking}: nothing of it goes to {', '.join(f'`{name}`' for name in kept)}"
        hint = record.house.ceiling_hint(record.marking, *kept)
        yield Problem("E27", message, replace(place, text=""), hint, "note")
    yield from (replace(_at(loaded, nothing_for(name)), severity="note") for name in lacking if name not in kept)


def _for_nobody(record: Outcomes, chosen: Sequence[str]) -> Problem:
    """Return what is to be said where none of the chosen audiences gets anything of a record."""
    house, marking = record.house, record.marking
    others = [name for name in house.names if reaches(record, name)]
    if withheld := next((name for name in chosen if house.allows(name, marking)), None):
        return nothing_for(withheld)
    lacking = [name for name in chosen if house.ceiling_hint(marking, name)]
    hint = house.ceiling_hint(marking, *chosen) if lacking == chosen else f"W{marking_hint(marking)[1:]}"
    hint = f"It may go to {', '.join(others)}: add -a {' -a '.join(others)} --all. {hint}" if others else hint
    who = f"`{'`, `'.join(chosen)}`" if others else "anybody"
    return Problem("E27", f"the record is {marking}: nothing of it goes to {who}", hint=hint)


def left_out(audience: str) -> Problem:
    """Return the note on records that an audience gets nothing of, for a run that its readers may follow."""
    message = f"what may not go to `{audience}` is left out: a record, or more"
    return Problem("E27", message, hint="`briefkit render` without -a and -e tells its author which.", severity="note")


@contextmanager
def discreet(*, wanted: bool = True) -> Iterator[None]:
    """Turn a RecordError of the block into one that quotes nothing of the record, if `wanted`."""
    try:
        yield
    except RecordError as error:
        if not wanted or all(problem.place is None or not problem.place.line for problem in error.problems):
            raise
        file = next(problem.place.file for problem in error.problems if problem.place)
        hint = "Its author sees why with `briefkit check`."
        raise RecordError(Problem("R23", "the record is refused", Place(file, line=0), hint)) from None


def seen_by(audience: str | None, house: House, load: Callable[[], Loaded]) -> tuple[Loaded, Outcomes, list[Problem]]:
    """Return a record, what an audience may see of it, and the problems of that; of all of it for None.

    An audience's RecordError quotes nothing of the record. UsageError where there is no such audience, RuleError where
    it may see nothing.
    """
    refuse_unknown("audience", [] if audience is None else [audience], house.names, house.audience_hint)
    with discreet(wanted=audience is not None):
        loaded = load()
    if audience is None:
        return loaded, loaded.outcomes, list(loaded.problems)
    if problem := barred(loaded.outcomes, audience):
        raise RuleError(_at(loaded, problem))
    released = releasable_to(loaded.outcomes, audience)
    return loaded, released, loaded.problems_for(released)


def refuse_unknown(what: str, values: Iterable[str], names: Iterable[str], more: str = "") -> None:
    """Refuse a name that is not among those known; UsageError says which was meant, and how there can be another."""
    for name in values:
        if name not in names:
            hint = meant(name, names, f"One of: {', '.join(names)}. {more}".rstrip())
            raise UsageError(Problem("U02", f"there is no {what} `{cut(name)}`", hint=hint))
