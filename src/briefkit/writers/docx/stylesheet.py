"""What a body is written against: styles and lists, and the parts of the file that hold them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefkit.look import Look
from briefkit.writers.docx.numbering import SHARED, Place, Restart, numbering
from briefkit.writers.docx.styles import places, style_ids, styles
from briefkit.writers.docx.theme import Theme


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """Styles and lists: our own, or an organisation's with ours where it has none."""

    styles: str
    """The styles part."""
    theme: str
    """The theme part."""
    numbering: Callable[[Sequence[Restart]], str]
    """The numbering part with instances that start anew."""
    ids: Mapping[str, str]
    """Role → id of its style."""
    lists: Mapping[str, Place]
    """Role of a list and its level → its place."""
    instances: int
    """The greatest number of an instance that `numbering` holds by itself."""
    letters: float = 1.0
    """How much wider than ours its letters may be."""
    foreign: frozenset[str] = frozenset()
    """Roles whose style is the organisation's own."""


def built_in(look: Look, language: str) -> Stylesheet:
    """Return the one that the look makes."""
    return Stylesheet(
        styles(look, language),
        Theme.of(look).part(),
        partial(numbering, look),
        style_ids(look),
        places(),
        max(SHARED),
    )
