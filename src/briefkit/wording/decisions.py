"""What a decision adds to its wording, and the words of a direct quote."""

import re
from collections.abc import Iterator
from datetime import date

from briefkit.outcomes import Ballot, Sourced
from briefkit.reading.dates import long_date
from briefkit.wording.names import Names
from briefkit.wording.sentences import Patterns, capital, holds, listed, unended

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTES = re.compile(r"^[“\"‘']|[”\"’']$")


def with_effect(clause: str, statement: Sourced, patterns: Patterns) -> str:
    """Return a clause with when the decision takes effect, unless it says so already."""
    effect, own = getattr(statement, "effect", None), patterns["decision"]
    if not effect:
        return clause
    if effect == "immediate":
        told, said = own["immediate"], any(holds(clause, word, ()) for word in own["immediate_words"])
    elif _DAY.fullmatch(effect):
        day = long_date(date.fromisoformat(effect))
        told, said = own["from"].format(day=day), holds(clause, day, ())
    else:
        told, said = own["when"].format(condition=effect), holds(clause, effect, patterns["articles"])
    return clause if said else f"{unended(clause)}, {told}"


def with_measures(clause: str, statement: Sourced, listing: str, patterns: Patterns) -> str:
    """Return a clause with what a decision consists of: entire, or as a counted reference."""
    measures, own = getattr(statement, "measures", ()), patterns["decision"]
    if not measures:
        return clause
    if not listing:
        told = "; ".join(unended(measure) for measure in measures)
        return str(own["measures"].format(sentence=unended(clause).removesuffix(":"), measures=told))
    noun = own["noun"][len(measures) > 1]
    count = _number(len(measures), patterns)
    return str(own["counted"].format(sentence=unended(clause).removesuffix(":"), count=count, noun=noun, place=listing))


def behind(statement: Sourced, names: Names, patterns: Patterns) -> Iterator[str]:
    """Yield the sentences on the vote and on the legal basis."""
    vote, own = getattr(statement, "vote", None), patterns["decision"]
    if vote:
        ballots = (("in_favour", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained))
        told = [own[name].format(who=_voters(ballot, names, patterns)) for name, ballot in ballots if _cast(ballot)]
        yield capital(listed(told, patterns["who"]["and"])) + "."
    if basis := getattr(statement, "basis", None):
        yield own["basis"].format(basis=unended(basis))


def spoken(statement: Sourced) -> str:
    """Return the words of a direct quote without quotation marks; what lies between two of its quotes is left out."""
    parts = [_QUOTES.sub("", one.quote.strip().rstrip(",")).rstrip(",") for one in statement.quote]
    return " … ".join(_QUOTES.sub("", part) for part in parts)


def _cast(ballot: Ballot) -> bool:
    return bool(ballot.actors) or ballot.count is not None


def _voters(ballot: Ballot, names: Names, patterns: Patterns) -> str:
    return names.printed(ballot.actors) if ballot.actors else _number(ballot.count or 0, patterns)


def _number(value: int, patterns: Patterns) -> str:
    small = patterns["numbers"]["words"]
    return str(small[value]) if value < len(small) else f"{value:,}"
