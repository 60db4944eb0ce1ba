"""What is added to the wording of a decision, and the words of a direct quote."""

import re
from collections.abc import Iterator
from datetime import date

from briefkit.outcomes import Sourced
from briefkit.outcomes.fields import Ballot
from briefkit.reading.dates import dates, long_date
from briefkit.wording.names import Names
from briefkit.wording.sentences import Patterns, ended, holds, unended

_INNER = re.compile(r"“[^“”]+”")
_QUOTES = re.compile(r"^[“\"‘']|[”\"’']$")


def conditional(statement: Sourced) -> bool:
    """Say whether a decision takes effect on a condition: neither at once nor on a day."""
    effect = getattr(statement, "effect", None)
    return isinstance(effect, str) and effect != "immediate" and _day(effect) is None


def _day(effect: str) -> date | None:
    """Return the day that `effect:` names, as YYYY-MM-DD or in words; None where it names none."""
    words = effect.removeprefix("from ")
    return next((moment.whole for moment in dates(words) if (moment.start, moment.end) == (0, len(words))), None)


def with_effect(clause: str, statement: Sourced, patterns: Patterns) -> str:
    """Return a clause with the time when the decision takes effect, unless it says so already."""
    effect, own = getattr(statement, "effect", None), patterns["decision"]
    if not effect:
        return clause
    if conditional(statement):
        phrase, is_there = own["when"].format(condition=effect), holds(clause, effect, patterns)
    elif effect == "immediate":
        phrase, is_there = own["immediate"], any(holds(clause, word, patterns) for word in own["immediate_words"])
    else:
        day = long_date(_day(effect) or date.min)
        phrase, is_there = own["from"].format(day=day), holds(clause, day, patterns)
    colon = ":" if clause.endswith(":") else ""
    return clause if is_there else f"{unended(clause).removesuffix(':')}{phrase}{colon}"


def with_measures(clause: str, statement: Sourced, listing: str, patterns: Patterns) -> str:
    """Return a clause with the measures of a decision: in full, or as “five measures, listed in …”."""
    measures, own = getattr(statement, "measures", ()), patterns["decision"]
    if not measures:
        return clause
    opening = unended(clause).removesuffix(":")
    if not listing or len(measures) == 1:
        return str(own["measures"].format(opening=opening, measures="; ".join(map(unended, measures))))
    pattern = own["introduced" if clause.endswith(":") else "counted"]
    return str(pattern.format(opening=opening, count=_number(len(measures), patterns), place=listing))


def behind(statement: Sourced, names: Names, patterns: Patterns, name: str) -> Iterator[str]:
    """Yield the sentences on the vote and on the legal basis."""
    vote, own = getattr(statement, "vote", None), patterns["decision"]
    if vote:
        ballots = (("in_favour", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained))
        cast = [(key, ballot) for key, ballot in ballots if ballot.actors or ballot.count is not None]
        votes = [_voters(ballot, own[key], names.listed(ballot.actors, name), own["among"]) for key, ballot in cast]
        yield ended(own["vote"].format(votes="; ".join(votes)))
    if basis := getattr(statement, "basis", None):
        yield ended(own["basis"].format(basis=basis))


def _voters(ballot: Ballot, side: str, named: str, among: str) -> str:
    """Return the voters of one side by name or number; where only some are named, the number and those among them."""
    if ballot.actors and ballot.uncounted:
        return side.format(who=named)
    votes = side.format(who=f"{ballot.count:,}")
    return among.format(votes=votes, who=named) if named else votes


def spoken(statement: Sourced) -> str:
    """Return the words of a direct quote without quotation marks; what lies between two of them is left out.

    Of evidence that also tells who spoke, only what stands in quotation marks is spoken.
    """
    inner = [part for evidence in statement.quote for part in _INNER.findall(evidence.quote)]
    parts = [
        _QUOTES.sub("", quote.strip().rstrip(",")).rstrip(",") for quote in inner or [e.quote for e in statement.quote]
    ]
    return " … ".join(_QUOTES.sub("", part) for part in parts)


def _number(value: int, patterns: Patterns) -> str:
    small = patterns["numbers"]["words"]
    return str(small[value]) if value < len(small) else f"{value:,}"
