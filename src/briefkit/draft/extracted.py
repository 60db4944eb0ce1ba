"""What is read out of a source document, and the refusal that says why it cannot be."""

from dataclasses import dataclass, field
from datetime import date

from briefkit.errors import RefusalError


class Unreadable(RefusalError):  # noqa: N818 - it is no error of the program: the user is told the file's name with it
    """A document that cannot be read; says why as a predicate."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document tells about itself; None where it does not, or where that is not plausible."""

    title: str | None = None
    """Its title."""
    issued: date | None = None
    """The day on which it was published."""
    publisher: str | None = None
    """Who published it."""
    author: str | None = None
    """Who wrote it."""
    language: str | None = None
    """Its language as a BCP 47 tag, e.g. `en` or `de-AT`."""
    type: str | None = None
    """Its CSL type, e.g. `report` or `webpage`."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A source document as plain text that people can quote from, and what it tells about itself."""

    text: str
    """Passages divided by blank lines, pages of a PDF by form feeds; see `briefkit.draft.passages`."""
    facts: Facts = field(default_factory=Facts)
    notes: tuple[str, ...] = ()
    """What the user should be told, e.g. that the file was converted from Windows-1252."""
