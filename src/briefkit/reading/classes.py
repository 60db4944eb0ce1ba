"""The classes of differences, one row each: what is read, when it is asked, and what the officer is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefkit.reading import certain, close, lists, mixed, voices
from briefkit.reading.model import Change, Shape
from briefkit.reading.pair import Reader

ALL: frozenset[Shape] = frozenset({"says", "does", "text", "short", "headline", "plain", "label"})
NEAR = ALL - {"plain"}
"""The shapes that keep near the source; plain words are free by nature."""
TOLD: frozenset[Shape] = frozenset({"text", "short", "headline"})
"""The shapes before which nobody is put who says them."""
WHOLE: frozenset[Shape] = frozenset({"says", "does", "text"})


@dataclass(frozen=True, slots=True)
class Class:
    """A class of differences."""

    code: str
    name: str
    reader: Reader
    message: Mapping[Change, str]
    """What is said of each change that is asked; a change that is not here is not asked."""
    hint: str
    """What would settle it: `{source}` is the evidence's words."""
    shapes: frozenset[Shape] = NEAR
    certain: bool = False
    """Whether it is asked in free wordings too."""


CLASSES = (
    Class(
        "Q01",
        "name",
        certain.names,
        {"added": "a name that the source has not"},
        "Write a name of the source, or declare it",
        ALL,
        certain=True,
    ),
    Class(
        "Q02",
        "number",
        certain.numbers,
        {"added": "a number that the source has not", "changed": "the number counts something else in the source"},
        "Write “{source}”",
        ALL,
        certain=True,
    ),
    Class(
        "Q02",
        "unit",
        certain.units,
        {"changed": "another unit than in the source"},
        "Write “{source}”",
        ALL,
        certain=True,
    ),
    Class("Q02", "unit", certain.kinds_of_unit, {"changed": "another unit than in the source"}, "Write “{source}”"),
    Class(
        "Q02",
        "order",
        certain.orders,
        {"changed": "two numbers have changed places"},
        "Write “{source}” first",
        ALL,
        certain=True,
    ),
    Class(
        "Q02",
        "comparator",
        certain.comparators,
        {"changed": "a bound that the source has not so"},
        "Write “{source}” with the source's own bound",
        ALL,
        certain=True,
    ),
    Class(
        "Q02",
        "share",
        certain.shares,
        {"changed": "the source has this number as a whole, and another as its part"},
        "Write the part",
        ALL,
        certain=True,
    ),
    Class(
        "Q03",
        "date",
        certain.moments,
        {"added": "a date that the source has not", "changed": "the date is bounded otherwise in the source"},
        "Write “{source}”",
        ALL,
        certain=True,
    ),
    Class(
        "Q04",
        "quotation",
        certain.quotations,
        {"changed": "not quoted so in the source"},
        "Quote it word for word, or drop the marks",
        ALL,
        certain=True,
    ),
    Class(
        "Q05",
        "judgement",
        certain.judgements,
        {"added": "a judgement that the source has not"},
        "Drop it, or make it an assessment",
        ALL,
        certain=True,
    ),
    Class("Q06", "role", close.roles, {"changed": "the source has somebody else do this"}, "Write “{source}”"),
    Class("Q06", "place", close.placed, {"changed": "the source has something else here"}, "Write “{source}”"),
    Class("Q07", "denial", close.denial_lost, {"lost": "a denial of the source is lost"}, "Write “{source}”"),
    Class("Q07", "denial", close.denial_added, {"added": "the source does not deny this"}, "Drop it"),
    Class(
        "Q08",
        "force",
        close.force,
        {"changed": "not as firm as in the source, or firmer", "added": "the source says it without this word"},
        "Write “{source}”",
    ),
    Class("Q09", "limit", close.limits_added, {"added": "a limit that the source has not"}, "Drop it"),
    Class("Q09", "limit", close.limits_lost, {"lost": "a limit of the source is lost"}, "Write “{source}”"),
    Class("Q09", "limit", close.shares_lost, {"lost": "the source tells this of a part only"}, "Write “{source}”"),
    Class(
        "Q10",
        "condition",
        close.conditions,
        {"lost": "a condition of the source is lost", "changed": "the condition is turned round"},
        "Write “{source}”, or declare it as a condition",
    ),
    Class("Q11", "list", lists.names, {"lost": "the source lists another name with these"}, "Write “{source}” too"),
    Class("Q11", "half", lists.halves, {"lost": "the source joins this to it"}, "Write “{source}” too"),
    Class("Q11", "member", lists.members, {"lost": "the source lists this with the others"}, "Write “{source}” too"),
    Class(
        "Q12",
        "items",
        mixed.items,
        {"changed": "the source tells this of something else"},
        "Take all from one sentence of the source",
    ),
    Class("Q12", "heads", mixed.heads, {"lost": "the source tells this of something else"}, "Write “{source}”", WHOLE),
    Class("Q12", "opposite", mixed.opposites, {"changed": "the source has the opposite"}, "Write “{source}”"),
    Class("Q12", "exchange", mixed.exchanges, {"changed": "two things have changed places"}, "Write “{source}”"),
    Class("Q12", "swaps", mixed.swaps, {"changed": "two things have changed places"}, "Write “{source}”"),
    Class("Q12", "modifiers", mixed.modifiers, {"lost": "a word of the source is lost"}, "Write “{source}”", WHOLE),
    Class(
        "Q13",
        "speaker",
        voices.speaker,
        {"lost": "nobody is named who says this", "changed": "the source has somebody else say this"},
        "Name who says it",
        WHOLE,
    ),
    Class("Q13", "speaker", voices.another, {"changed": "the source has somebody else say this"}, "Write “{source}”"),
    Class("Q13", "opinion", voices.opinions, {"lost": "the source tells this as an opinion"}, "Say whose it is", TOLD),
    Class("Q14", "cause", voices.causes, {"added": "a cause that the source does not give"}, "Drop it"),
)
