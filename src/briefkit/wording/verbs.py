"""Verbs of saying: which one a sentence has, whether it colours, and whether a clause stands without it."""

from briefkit.outcomes import Outcomes, Sourced
from briefkit.wording.sentences import Patterns, words


def verb(statement: Sourced, record: Outcomes, patterns: Patterns) -> str:
    """Return the verb of saying of a statement: its own, else its quote's where the house uses it, else “said”."""
    return statement.verb or str(patterns["sentence"]["verb"])


def colours(statement: Sourced, record: Outcomes, patterns: Patterns) -> bool:
    """Say whether a statement has a verb that is the source's own judgement of how something was said."""
    return False


def stands_alone(clause: str, patterns: Patterns) -> bool:
    """Say whether a clause can stand without its verb of saying: “26 nations are ready”, not “it would be ready”."""
    own, told = patterns["row"], words(clause)
    if told[:1] and told[0] in own["pronouns"]:
        return False
    verbs = next((word for word in told if word in own["shifted"] or word in own["present"]), "")
    return verbs not in own["shifted"]
