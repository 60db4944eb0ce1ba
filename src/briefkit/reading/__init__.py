"""Read sentences, and compare a wording with the passages that it rests on."""

from briefkit.reading.compare import compare
from briefkit.reading.model import Claim, Comparison, Context, Difference, Passage
from briefkit.reading.said import check_roles, saying_verb, speakers

__all__ = [
    "Claim",
    "Comparison",
    "Context",
    "Difference",
    "Passage",
    "check_roles",
    "compare",
    "saying_verb",
    "speakers",
]
