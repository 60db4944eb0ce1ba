"""How sentences, cells, headlines and plain wordings name the speakers and sources of a statement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.outcomes import Attribution, Outcomes, Sourced, Statement
from briefkit.wording.sentences import Patterns, capital, holds, listed

_IN_FULL = 2
"""Speakers: a list of more with their offices is hard to read."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a record's actors and sources."""

    record: Outcomes
    patterns: Patterns

    def listed(self, entries: Sequence[Attribution], name: str) -> str:
        """Return a list of actors, each by its `printed`, `brief` or `plain` name: Tuvalu (for AOSIS) and others."""
        return listed([self._entry(entry, name) for entry in entries], self.patterns["who"]["and"])

    def printed(self, entries: Sequence[Attribution]) -> str:
        """Return a list of actors as running text names them."""
        return self.listed(entries, "printed")

    def headed(self, statement: Sourced) -> str:
        """Return the speakers as a headline names them, with their reporter if that is not the source itself."""
        who = self.listed(statement.by, "brief")
        if statement.via in {evidence.source for evidence in statement.quote}:
            return who
        return self._chained(who, statement, "via" if statement.shape == "does" else "via_cell")

    def introduced(self, statement: Sourced) -> str:
        """Return the speakers as a plain wording first names them, with their reporter."""
        return self._chained(self.full(statement.by, "plain"), statement, "via")

    def opening(self, worded: Iterable[tuple[Statement, str]]) -> Iterator[str]:
        """Yield the sentences that open a page: who begins one, and is named in none before, is named in full."""
        before = ""
        for statement, sentence in worded:
            yield self._introducing(sentence, statement, before) if isinstance(statement, Sourced) else sentence
            before = f"{before} {sentence}"

    def _introducing(self, sentence: str, statement: Sourced, before: str) -> str:
        """Return a sentence that begins with its speakers: one or two are in full, unless they are named before it."""
        names = [self.full([entry], "printed") for entry in statement.by]
        in_full = listed(names, self.patterns["who"]["and"]) if len(names) <= _IN_FULL else self.printed(statement.by)
        who, full = capital(self.of(statement)), capital(self._chained(in_full, statement, "via"))
        beginning = next((name for name in (full, who) if name and sentence.startswith(name)), "")
        wanted = who if self._names_speaker(statement, before) else full
        return wanted + sentence.removeprefix(beginning) if beginning else sentence

    def full(self, entries: Sequence[Attribution], name: str) -> str:
        """Return a list of actors as `listed` does; a single person with name and office, or with its plain name."""
        who, entry = self.listed(entries, name), next(iter(entries), None)
        actor = self.record.actors.get(entry.actor or "") if entry else None
        called = actor and name == "plain" and actor.plain
        if actor and actor.title and not called and len(entries) == 1 and not entries[0].on_behalf_of:
            who = self.patterns["titled"].format(name=actor.latin or actor.name, title=actor.title)
        return who

    def alone(self, statement: Sourced) -> str:
        """Return the speakers with name and office as they stand by themselves."""
        return self.full(statement.by, "printed").removesuffix(",")

    def of(self, statement: Sourced) -> str:
        """Return the speakers of a statement, with their reporter, as a sentence names them."""
        return self._chained(self.printed(statement.by), statement, "via")

    def cell(self, statement: Sourced, *, sourced: bool) -> str:
        """Return the cell beside a row: the speakers, with their source if `sourced`; without any, who reports it."""
        if not statement.by:
            account = self.account(statement, statement.first, sourced=sourced) or self.source(statement)
            return str(self.patterns["cell"]["source"].format(source=account))
        who, source = self._chained(self.alone(statement), statement, "via_cell"), self.source(statement)
        if not sourced or holds(who, source, self.patterns):
            return who
        return str(self.patterns["cell"]["both"].format(who=who, source=source))

    def account(self, statement: Sourced, sentence: str = "", *, sourced: bool) -> str:
        """Return whom a wording leaves to be named beside it: Roca, cited by the note; empty where that is nobody.

        Of a whole sentence that is its speaker, unless it names one, and its reporter; and its source, if `sourced`.
        """
        whole = statement.shape == "text"
        speaker = self.printed(statement.by) if whole and not self._names_speaker(statement, sentence) else ""
        found = [speaker, self.reporter(statement.via) if whole and statement.via else ""]
        found.append(self.source(statement) if sourced else "")
        chain: list[str] = []
        for name in filter(None, found):
            chain += [] if any(holds(before, name, self.patterns) for before in chain) else [name]
        who = chain[0] if chain else ""
        for name in chain[1:]:
            who = str(self.patterns["who"]["via_cell"].format(who=who, via=name))
        return who

    def _names_speaker(self, statement: Sourced, sentence: str) -> bool:
        """Say whether words name one of the speakers of a statement."""
        actors = (self.record.actors.get(entry.actor or "") for entry in statement.by)
        names = [name for actor in actors if actor for name in actor.surfaces]
        names += [entry.words for entry in statement.by if entry.words]
        return any(holds(sentence, name, self.patterns) for name in names)

    def source(self, statement: Sourced) -> str:
        """Return how running text names the source of a statement."""
        return self.record.sources[statement.evidence[0].source or ""].called

    def reporter(self, key: str) -> str:
        """Return the name in running text of an actor or a source that reported something."""
        actor = self.record.actors.get(key)
        return actor.printed if actor else self.record.sources[key].called

    def _chained(self, who: str, statement: Sourced, pattern: str) -> str:
        """Return speakers with their reporter, unless these are the same."""
        via = self.reporter(statement.via) if statement.via else ""
        if not via or holds(who, via, self.patterns):
            return who
        return str(self.patterns["who"][pattern].format(who=who.removesuffix(","), via=via))

    def _entry(self, entry: Attribution, name: str) -> str:
        who, behalf = self._name(entry.actor, name) or entry.words or "", self._name(entry.on_behalf_of, name)
        return str(self.patterns["who"]["behalf"].format(who=who, behalf=behalf)) if behalf else who

    def _name(self, key: str | None, name: str) -> str:
        actor = self.record.actors.get(key or "")
        if not actor:
            return ""
        return actor.plain or actor.printed if name == "plain" else str(getattr(actor, name))
