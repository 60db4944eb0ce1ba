"""The subject of the record rules: a record with its sources, and every wording that its author wrote."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.errors import Problem, Severity, Steps, innermost
from briefkit.evidence import SourceSpan, locate
from briefkit.look.dressed import dressed
from briefkit.look.typeface import Typeface
from briefkit.outcomes import Evidence, Outcomes, Sourced, Statement
from briefkit.outcomes.gate import PROSE
from briefkit.reading.meaning import content
from briefkit.recordfile import RecordPlaces
from briefkit.wording.dues import due

MOST_SOUGHT = 2_100_000_000
"""Characters searched for all quotes together: 800 quotes in a source of 2.6 million, or 50,000 in one of a page."""

_STRETCH = 200
"""Characters of a stretch of a source."""
_BESIDE = ("avoid", "stands", "quantities", "contradicts", "on", "scope_note")
"""The keys of texts that stand beside a statement's wordings."""
_NAMES: Mapping[Steps, str] = {("conditions", "text"): "condition", ("measures", "measures"): "measure"}
"""What a wording is called where its key alone does not say it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a statement that its author wrote and a page can print."""

    statement: Statement
    name: str
    """Its key, `short`, or the last of its keys: `because`."""
    text: str
    path: Steps
    """Where it stands in the record."""


@dataclass(frozen=True)
class Subject:
    """A record under examination."""

    outcomes: Outcomes
    texts: Mapping[str, str]
    """Source id → text."""
    places: RecordPlaces
    absent: frozenset[str] = frozenset()
    """The ids of refused statements, which were left out: a reference to one is no further problem."""

    @cached_property
    def typeface(self) -> Typeface:
        """The typeface in which it is printed; HouseError where the look is refused."""
        house = self.outcomes.house
        return dressed(house.look, house.markings).typeface

    @cached_property
    def located(self) -> Mapping[Steps, tuple[SourceSpan, ...]]:
        """Path of a quote → every place where its source has it."""
        quotes = ((path, quote, self.texts.get(quote.source or "", "")) for _, path, quote in evidenced(self.outcomes))
        return {path: locate(text, quote) for path, quote, text in quotes}

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Every wording of the record, in order."""
        return tuple(w for i, statement in enumerate(self.outcomes.statements) for w in _wordings(statement, i))

    @cached_property
    def spans(self) -> dict[str, tuple[SourceSpan, ...]]:
        """Statement id → where its quotes stand, in order, so far as each stands at one place."""
        found: dict[str, list[SourceSpan]] = {s.id: [] for s in self.outcomes.statements if isinstance(s, Sourced)}
        for key, path, _ in evidenced(self.outcomes):
            found[key] += self.located[path] if len(self.located[path]) == 1 else ()
        return {key: tuple(spans) for key, spans in found.items()}

    @cached_property
    def _quoting(self) -> Mapping[tuple[str, int], list[tuple[SourceSpan, str]]]:
        """Source and stretch of it → the quotes in it, each with the id of its statement."""
        found: dict[tuple[str, int], list[tuple[SourceSpan, str]]] = {}
        for key, span in ((key, span) for key, spans in self.spans.items() for span in spans):
            for stretch in range(span.start // _STRETCH, span.end // _STRETCH + 1):
                found.setdefault((span.source, stretch), []).append((span, key))
        return found

    def quoted(self, source: str, place: int, but: str) -> bool:
        """Say whether a statement, but for one, quotes a place of a source."""
        near = self._quoting.get((source, place // _STRETCH), ())
        return any(span.start <= place < span.end for span, key in near if key != but)

    def told(self, statement: Sourced) -> frozenset[str]:
        """Return the stems of what a statement says and quotes, but for the names of its actors."""
        actors = self.outcomes.actors
        known = (name for key in statement.actors if key in actors for name in actors[key].known_as)
        return content(*statement.written, *(evidence.quote for evidence in statement.quote)) - content(*known)

    def problem(self, code: str, message: str, path: Steps, hint: str = "", severity: Severity = "error") -> Problem:
        """Return a problem at the value under a path."""
        return Problem(code, message, self.places.value(path), hint, severity, part=self._part(path))

    def finding(self, code: str, wording: Wording, message: str, hint: str = "", *, offset: int = 0) -> Problem:
        """Return a problem in a wording, at a character of it."""
        text = f"`{wording.statement.id}`, {wording.name}: {message}"
        return Problem(code, text, self.places.inside(wording.path, offset), hint, part=self._part(wording.path))

    def _part(self, path: Steps) -> tuple[str, str] | None:
        """Return the entry of the record that a path leads into."""
        match path:
            case ("statements", int(i), *_):
                return "statements", self.outcomes.statements[i].id
            case ("sources" | "actors" | "issues" | "terms" | "occasions" as named, str(key), *_):
                return named, key
            case _:
                return None


def sought(outcomes: Outcomes, texts: Mapping[str, str]) -> int:
    """Return how many characters of sources are searched for the quotes of a record, all together."""
    return sum(
        len(texts.get(evidence.source or "", "")) * 2 ** sum(map(bool, (evidence.prefix, evidence.suffix)))
        for _, _, evidence in evidenced(outcomes)
    )


def evidenced(outcomes: Outcomes) -> Iterator[tuple[str, Steps, Evidence]]:
    """Yield the quotes of a record, each with the id of its statement and its path."""
    for i, statement in enumerate(outcomes.statements):
        quotes = ((path, quote) for path, quote, _ in statement.leaves if isinstance(quote, Evidence))
        yield from ((statement.id, ("statements", i, *path, "quote"), quote) for path, quote in quotes)


def _wordings(statement: Statement, index: int) -> Iterator[Wording]:
    """Yield the wordings of a statement, the first before the others."""
    for path, text, role in sorted(statement.leaves, key=lambda leaf: leaf[0] != (statement.shape,)):
        if role == PROSE and path[0] not in _BESIDE:
            key = innermost(path)
            name = _NAMES.get((path[0], key), key)
            printed = due(text).words if name in ("due", "effect") else text
            yield Wording(statement, name, printed, ("statements", index, *path))
