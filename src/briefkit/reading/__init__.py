"""Read sentences, and compare a wording with the passages that it rests on."""

from briefkit.reading.compare import compare
from briefkit.reading.model import Comparison, Context, Difference, Passage, Told
from briefkit.reading.said import check_roles, saying_verb, speakers

__all__ = [
    "Comparison",
    "Context",
    "Difference",
    "Passage",
    "Told",
    "check_roles",
    "compare",
    "saying_verb",
    "speakers",
]
