"""Who stands behind a statement, as sentences, cells, headlines and plain wordings name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.outcomes import Actor, Attribution, Outcomes, Sourced
from briefkit.wording.sentences import Patterns, listed


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a record's actors and sources."""

    record: Outcomes
    patterns: Patterns

    def printed(self, entries: Sequence[Attribution]) -> str:
        """Return how running text names several: Tuvalu (for AOSIS) and many developing countries."""
        return self._listed([self._entry(entry, "printed") for entry in entries])

    def brief(self, entries: Sequence[Attribution]) -> str:
        """Return how a headline names them."""
        return self._listed([self._entry(entry, "brief") for entry in entries])

    def plain(self, entries: Sequence[Attribution]) -> str:
        """Return how the public knows them: one person with name and office."""
        if len(entries) == 1 and (actor := self.record.actors.get(entries[0].actor or "")):
            return self._introduced(actor)
        return self._listed([self._entry(entry, "plain") for entry in entries])

    def introduced(self, statement: Sourced) -> str:
        """Return the speakers of a statement and the chain that reported it, as the public knows them."""
        return self._chained(self.plain(statement.by), statement, "via")

    def of(self, statement: Sourced) -> str:
        """Return the speakers of a statement and the chain that reported it, as a sentence names them."""
        return self._chained(self.printed(statement.by), statement, "via")

    def cell(self, statement: Sourced) -> str:
        """Return the same as the cell of a row has it; the source where nobody is named."""
        if statement.by:
            return self._chained(self.printed(statement.by), statement, "via_cell")
        source = self.reporter(statement.via) if statement.via else self.source(statement)
        return str(self.patterns["cell"].format(source=source))

    def source(self, statement: Sourced) -> str:
        """Return how running text names the source of a statement."""
        return self.record.sources[statement.evidence[0].source or ""].called

    def reporter(self, key: str) -> str:
        """Return how running text names an actor or a source that reported something."""
        actor = self.record.actors.get(key)
        return actor.printed if actor else self.record.sources[key].called

    def _chained(self, who: str, statement: Sourced, pattern: str) -> str:
        if not (statement.via and who):
            return who
        return str(self.patterns["who"][pattern].format(who=who.removesuffix(","), via=self.reporter(statement.via)))

    def _entry(self, entry: Attribution, name: str) -> str:
        actor = self.record.actors.get(entry.actor or "")
        who = self._name(actor, name) if actor else entry.words or ""
        behalf = self.record.actors.get(entry.on_behalf_of or "")
        pattern = self.patterns["who"]["behalf"]
        return pattern.format(who=who, behalf=self._name(behalf, name)) if behalf else who

    @staticmethod
    def _name(actor: Actor, name: str) -> str:
        return actor.plain or actor.printed if name == "plain" else str(getattr(actor, name))

    def _introduced(self, actor: Actor) -> str:
        if actor.plain or not actor.title:
            return actor.plain or actor.printed
        return str(self.patterns["titled"].format(name=actor.latin or actor.name, title=actor.title))

    def _listed(self, names: Sequence[str]) -> str:
        return listed(names, self.patterns["who"]["and"])
