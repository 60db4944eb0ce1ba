"""What the record rules look at: a record with its sources, and every wording of it that can be printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.errors import Place, Problem
from briefkit.evidence import Span, locate
from briefkit.outcomes import Evidence, Outcomes, Sourced, Statement
from briefkit.yamlfile import Places

Path = tuple[str | int, ...]
"""Where something stands in a record."""

_LABELS = ("question", "action", "due", "alt")


def located(evidence: Evidence, texts: Mapping[str, str]) -> Span:
    """Return the one place of a quote that has been verified."""
    (span,) = locate(texts[evidence.source or ""], evidence)
    return span


@dataclass(frozen=True)
class Form:
    """One wording of a statement, and what it must keep to."""

    statement: Statement
    name: str
    """The form, or `question`, `action`, `due`, `alt`: labels, which name no speaker and carry no condition."""
    text: str
    rests: tuple[Sourced, ...]
    """The statement itself, or all that the desk's statement rests on."""
    index: int
    """The statement's position in the record."""

    @property
    def whole(self) -> bool:
        """Say whether it stands alone: a form, not a label."""
        return self.name not in _LABELS

    @cached_property
    def evidence(self) -> str:
        """The quotes behind it, put together."""
        return " … ".join(e.quote for s in self.rests for e in s.evidence)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the file."""
        return ("statements", self.index, self.name)


@dataclass(frozen=True)
class Subject:
    """A record under examination."""

    outcomes: Outcomes
    texts: Mapping[str, str]
    """Source id → text."""
    places: Places
    forms: tuple[Form, ...]
    by_id: Mapping[str, Statement]

    @classmethod
    def of(cls, outcomes: Outcomes, texts: Mapping[str, str], places: Places) -> "Subject":
        """Return the subject of a record."""
        by_id = {s.id: s for s in outcomes.statements}
        forms = tuple(f for i, s in enumerate(outcomes.statements) for f in _forms(s, i, outcomes))
        return cls(outcomes, texts, places, forms, by_id)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """Declared names and terms that hold a number: it counts nothing."""
        record = self.outcomes
        names = [surface for actor in record.actors.values() for surface in actor.surfaces]
        names += [record.meeting.name, *record.terms, *(term.long for term in record.terms.values())]
        return tuple(name for name in names if any(char.isdigit() for char in name))

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Actor → every name by which a source may have it, a person's last name included."""
        actors = self.outcomes.actors
        taken = [word for actor in actors.values() for name in actor.surfaces for word in name.split()]
        found: dict[str, tuple[str, ...]] = {}
        for key, actor in actors.items():
            last = actor.name.split()[-1]
            own = actor.kind == "person" and " of " not in actor.name
            named = taken.count(last) == [w for name in actor.surfaces for w in name.split()].count(last)
            found[key] = (*actor.surfaces, *actor.variants, *((last,) if own and named else ()))
        return found

    @cached_property
    def spans(self) -> dict[int, dict[Path, Span]]:
        """Position of a statement → path of a quote → where it stands, if at one place."""
        found: dict[int, dict[Path, Span]] = {}
        for i, statement in enumerate(self.outcomes.statements):
            for path, evidence in evidenced(statement, i) if isinstance(statement, Sourced) else ():
                places = locate(self.texts.get(evidence.source or "", ""), evidence)
                if len(places) == 1:
                    found.setdefault(i, {})[path] = places[0]
        return found

    def problem(self, code: str, message: str, path: tuple[str | int, ...], hint: str = "") -> Problem:
        """Return an error at the value under a path."""
        return Problem(code, message, self.places.value(path), hint, part=self._part(path))

    def _part(self, path: Path) -> tuple[str, str] | None:
        """Return the entry of the record that a path leads into."""
        match path:
            case ("statements", int(i), *_):
                return "statements", self.outcomes.statements[i].id
            case ("sources" | "actors" | "issues" | "terms" as named, str(key), *_):
                return named, key
            case _:
                return None

    def at(self, form: Form, offset: int) -> Place:
        """Return the place of a character of a form."""
        return self.places.inside(form.path, offset)

    def finding(self, code: str, form: Form, message: str, hint: str = "", *, offset: int = 0) -> Problem:
        """Return a problem in a form, at a character of it."""
        named = f"`{form.statement.id}`, {form.name}: {message}"
        return Problem(code, named, self.at(form, offset), hint, part=self._part(form.path))


def evidenced(statement: Sourced, index: int) -> Iterator[tuple[Path, Evidence]]:
    """Yield the quotes of a statement, each with its path in the record."""
    at: Path = ("statements", index)
    yield from (((*at, "quote", i, "quote"), evidence) for i, evidence in enumerate(statement.quote))
    for i, quantity in enumerate(statement.quantities):
        whole = quantity.part_of.quote if quantity.part_of else ()
        yield from (((*at, "quantities", i, "part_of", "quote", j, "quote"), e) for j, e in enumerate(whole))


def _forms(statement: Statement, index: int, outcomes: Outcomes) -> Iterator[Form]:
    rests = outcomes.ground(statement)
    labels = [(label, getattr(statement, label, None)) for label in _LABELS]
    for name, written in [*statement.forms.items(), *labels]:
        if written:
            yield Form(statement, name, written, rests, index)
