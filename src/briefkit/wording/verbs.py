"""Verbs of saying: the one of a sentence, whether it judges, and whether its clause needs it."""

from functools import lru_cache

from briefkit.outcomes import Outcomes, Sourced
from briefkit.reading.model import Context, Passage
from briefkit.reading.said import saying_verb
from briefkit.reading.text import stem
from briefkit.wording.sentences import Patterns, words


def verb(statement: Sourced, record: Outcomes, patterns: Patterns) -> str:
    """Return the verb of saying of a statement: its own, else its quote's where the house uses it, else “said”."""
    if statement.verb:
        return statement.verb
    quotes = tuple(evidence.quote for evidence in statement.quote)
    for key in (key for entry in statement.by for key in entry.keys[:1] if key in record.actors):
        if found := _quoted(quotes, key, record.actors[key].known_as):
            return found
    return str(patterns["sentence"]["verb"])


@lru_cache(maxsize=4096)
def _quoted(quotes: tuple[str, ...], who: str, names: tuple[str, ...]) -> str | None:
    """Return the verb of saying that quotes have for an actor with these names; cached, as every page asks for it."""
    return saying_verb([Passage(quote) for quote in quotes], Context({who: names}), who)


def colours(statement: Sourced, record: Outcomes, patterns: Patterns) -> bool:
    """Say whether a statement has a verb that is the source's own judgement of how something was said."""
    verbs = words(statement.first)[:1] if statement.shape == "does" else (verb(statement, record, patterns),)
    colouring = {stem(word) for word in patterns["colouring"]}
    return statement.shape != "text" and any(stem(word) in colouring for word in verbs)
