"""The editions of the examples, fitted once for all tests of a process, and those that are made where none is named."""

from functools import cache
from pathlib import Path

from tests.harbour import FOLDER

from briefkit.editions import Edition
from briefkit.editions.fit import Fitted
from briefkit.house import DEFAULT, House
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to
from briefkit.press import Press, every

SEEDS = Path(__file__).parents[1] / "seeds"
EXAMPLES = ("ilvara-2026-03-12", "paris-2025-09-04")


def house(audience: str | None = None, own: House = DEFAULT) -> list[Edition]:
    """Return the editions that are made unless others are asked for, of one audience or of all."""
    return [edition for edition in every(audience, own) if edition.house]


@cache
def example(name: str) -> Loaded:
    """Return an example, or the small record of the transcripts, which is called harbour."""
    return load(FOLDER if name == "harbour" else SEEDS / name)


@cache
def fitted(name: str, audience: str) -> dict[str, Fitted]:
    """Return every edition of an example for an audience."""
    found = example(name)
    return Press().fitted(releasable_to(found.outcomes, audience), every(audience), found.supplement)
