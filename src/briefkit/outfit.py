"""What a run wants of formats and look, and the press that makes it."""

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from briefkit import files
from briefkit.choice import refuse_unknown
from briefkit.errors import BriefkitError, HouseError, Problem, UsageError
from briefkit.house import House
from briefkit.look import PAPERS
from briefkit.look.dressed import dressed
from briefkit.press import Press
from briefkit.writers import CLEARANCE, WRITERS, in_template

_HOUSES = 8
"""Houses whose templates and looks stay in memory."""
_TEMPLATE = 50_000_000
"""Bytes of a Word template."""


@dataclass(frozen=True, slots=True)
class Outfit:
    """Which formats are made, and what of the look the command line wants otherwise than the house."""

    formats: tuple[str, ...] = ()
    paper: str | None = None
    reference: Path | None = None
    """Gives the Word files their styles, and all files their page."""
    clearance: bool = False
    """The copy for clearance too, or alone."""

    def check(self) -> None:
        """Refuse unknown formats and papers; raises UsageError."""
        refuse_unknown("format", self.formats, [name for name in WRITERS if name != CLEARANCE])
        refuse_unknown("paper", [self.paper] if self.paper else [], PAPERS)

    def dress(self, house: House) -> str:
        """Return what the command line changes of the look, and the state of the template; raises UsageError."""
        reference = self.reference or house.look.reference_doc
        return repr((self.paper, hashlib.sha256(_read(reference)).hexdigest() if reference else ""))

    def press(self, house: House) -> tuple[Press, tuple[Problem, ...]]:
        """Return what makes the briefs of a house, and what is to be said of its template; raises `fault`."""
        try:
            return _press(self, house, self.dress(house))
        except UsageError as error:
            raise self.fault(*error.problems) from None

    @property
    def fault(self) -> type[BriefkitError]:
        """The kind of error that a fault of the template is: of the command that names it, or else of the house."""
        return UsageError if self.reference else HouseError


@lru_cache(_HOUSES)
def _press(outfit: Outfit, house: House, dress: str) -> tuple[Press, tuple[Problem, ...]]:
    """Return the press of an outfit and a house; `dress` tells one state of a template from the next."""
    wanted = (CLEARANCE, *outfit.formats) if outfit.clearance else outfit.formats or Press.formats
    look, writers = dressed(house.look, house.markings), WRITERS
    problems: tuple[Problem, ...] = ()
    reference = outfit.reference or house.look.reference_doc
    if reference:
        asked = house.look
        stationery = in_template(_read(reference), reference.as_posix(), look, asked.styles, asked.places)
        writers, look, problems = stationery.writers, stationery.look, stationery.problems
    elif outfit.paper:
        look = replace(look, page=PAPERS[outfit.paper])
    formats = tuple(name for name in WRITERS if name in wanted)
    name = reference.name if reference else ""
    press = Press.of(house, formats=formats, look=look, writers={**WRITERS, **writers}, dress=dress, stationery=name)
    return press, problems


def _read(reference: Path) -> bytes:
    try:
        return files.read(reference, _TEMPLATE)
    except files.UnreadableError as refused:
        raise UsageError(refused.problem("U07", f"{reference.as_posix()} cannot be read")) from None
