"""Read English sentences, and compare a wording with the passages that it rests on."""

from briefkit.reading.compare import compare
from briefkit.reading.model import Comparison, Context, Difference, Passage, Told

__all__ = ["Comparison", "Context", "Difference", "Passage", "Told", "compare"]
