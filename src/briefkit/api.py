"""The public face for programs: `load`, `check` and `render` as the commands of these names do, returning results.

Nothing here prints or exits. What is refused is raised as a `BriefkitError`, which has all problems.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypedDict, Unpack

from briefkit import loading
from briefkit.choice import Choice, discreet, problems_for, refuse_unknown
from briefkit.errors import Problem, RecordError, UsageError
from briefkit.files import is_folder
from briefkit.findings import Findings
from briefkit.house import House
from briefkit.housefile import in_force
from briefkit.loading import Loaded
from briefkit.outfit import Outfit
from briefkit.rendering import MadeSet, Order, render_record

__all__ = ["Rendered", "Wanted", "check", "load", "render"]

AnyPath: TypeAlias = str | os.PathLike[str]
OneOrMore: TypeAlias = str | Sequence[str]
"""One name or several."""


class Wanted(TypedDict, total=False):
    """The options of `render`, those of the command; what is left out is as the house has it."""

    editions: OneOrMore
    audiences: OneOrMore
    lengths: OneOrMore
    formats: OneOrMore
    """`docx`, `pdf` and `md`; by default the first two."""
    plain: bool
    """Every length for every audience (`--all`)."""
    paper: str
    reference_doc: AnyPath
    clearance: bool
    strict: bool
    """Take questions and warnings for errors."""
    force: bool
    """Make all anew, and replace what somebody edited."""
    house: AnyPath
    """The house file; by default the nearest from the record up."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What `render` did."""

    sets: tuple[MadeSet, ...]
    """One for each audience, in the order of the house; `changed` is False where the folder was left alone."""
    problems: tuple[Problem, ...]
    """What is asked, or worth a look."""


def load(record: AnyPath, house: AnyPath | None = None) -> Loaded:
    """Return a record, named by its file or folder; RecordError where it is refused, HouseError where its house is."""
    path, own = _meant(record, house)
    return loading.load(path, house=own)


def check(record: AnyPath, audience: str | None = None, house: AnyPath | None = None) -> tuple[Problem, ...]:
    """Return all that is refused, asked, to be read or worth a look in a record; empty where there is nothing.

    With an audience only what it may know, as for a public log: RuleError where it may have nothing of the record.
    """
    path, own = _meant(record, house)
    refuse_unknown("audience", [audience] if audience else [], own.names, own.audience_hint)
    try:
        with discreet(wanted=audience is not None):
            found = loading.load(path, house=own)
    except RecordError as refused:
        return refused.problems
    return tuple(problems_for(found, audience)) if audience else found.problems


def render(record: AnyPath, out: AnyPath | None = None, **wanted: Unpack[Wanted]) -> Rendered:
    """Make the briefs of a record, put all of them in place or none, and return where they lie.

    `out`: the folder for them; by default that of the house, or `reports`.
    """
    path, house = _meant(record, wanted.get("house"))
    reference, formats = wanted.get("reference_doc"), _names(wanted.get("formats"))
    outfit = Outfit(
        formats, wanted.get("paper"), Path(reference) if reference else None, wanted.get("clearance", False)
    )
    outfit.check()
    editions, audiences = _names(wanted.get("editions")), _names(wanted.get("audiences"))
    choice = Choice(editions, audiences, _names(wanted.get("lengths")), wanted.get("plain", False)).checked([house])
    strict, findings = wanted.get("strict", False), Findings()
    press, told = outfit.press(house)
    findings.warn(told, UsageError, strict=strict)
    with discreet(wanted=choice.named):
        found = loading.load(path, house=house)
    order = Order(choice, outfit, Path(out) if out else None, strict, wanted.get("force", False))
    made = render_record(found, order, press, findings)
    return Rendered(tuple(made), tuple(findings.problems))


def _meant(record: AnyPath, house: AnyPath | None) -> tuple[Path, House]:
    """Return the path of a record, and the house that it is read under."""
    path = Path(record)
    return path, in_force(path if is_folder(path) else path.parent, Path(house) if house else None).house


def _names(given: OneOrMore | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())
