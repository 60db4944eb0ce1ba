"""What a body is written against: styles and lists, and the parts of the file that hold them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from briefkit.look import Look
from briefkit.writers.docx.families import Family
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
    foreign: frozenset[str] = frozenset()
    """Roles whose style is the organisation's own."""
    look: Look | None = None
    """The look as these styles set it; None where it is what they were made from."""
    families: Mapping[str, Family] = field(default_factory=dict)
    """Token of the look → its family, where that is not ours."""
    outlines: Mapping[str, int | None] = field(default_factory=dict)
    """Role → the level that its style has among the headings, where that is not ours."""


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
