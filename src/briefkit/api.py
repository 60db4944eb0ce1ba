"""The public face for programs: `load`, `check` and `render` as the commands of these names do, returning results.

Nothing here prints or exits. What is refused is raised as a `BriefkitError`, which has all problems.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from pathlib import Path
from reprlib import repr as saferepr
from typing import ParamSpec, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from briefkit import loading
from briefkit.choice import Choice, seen_by
from briefkit.errors import Findings, Problem, RecordError
from briefkit.files import is_folder
from briefkit.house import House
from briefkit.housefile import in_force
from briefkit.loading import Loaded
from briefkit.outfit import Outfit
from briefkit.rendering import MadeSet, Order, render_record
from briefkit.spelling import meant

AnyPath: TypeAlias = str | os.PathLike[str]
P = ParamSpec("P")
R = TypeVar("R")
OneOrMore: TypeAlias = str | Sequence[str]
"""One name or several."""


def _typed(function: Callable[P, R]) -> Callable[P, R]:
    """Wrap a function so that an unknown keyword (with a “did you mean”) or a value of a wrong type is a TypeError.

    Why: a `strict` that is the word "false" would be taken for true, and a list of records for one.
    """
    own, name = signature(function), function.__name__

    @wraps(function)
    def called(*args: P.args, **given: P.kwargs) -> R:
        if unknown := next((keyword for keyword in given if keyword not in own.parameters), None):
            raise TypeError(f"{name}() has no keyword `{unknown}`. {meant(unknown, own.parameters)}")
        for key, value in own.bind(*args, **given).arguments.items():
            kind = own.parameters[key].annotation
            try:
                TypeAdapter(kind).validate_python(value, strict=True)
            except ValidationError:
                shown = kind.__name__ if isinstance(kind, type) else kind
                raise TypeError(f"{name}() takes {shown} as `{key}`, not {saferepr(value)}") from None
        return function(*args, **given)

    return called


@dataclass(frozen=True, slots=True)
class Rendered:
    """What `render` did."""

    sets: tuple[MadeSet, ...]
    """One for each audience, in the order of the house; `changed` is False where the folder was left alone."""
    problems: tuple[Problem, ...]
    """What is asked, or worth a look."""


@_typed
def load(record: AnyPath, *, house: AnyPath | None = None) -> Loaded:
    """Return a record, named by its file or folder; RecordError where it is refused, HouseError where its house is.

    `house`: the house file; by default the nearest from the record up.
    """
    path, own = _meant(record, house)
    return loading.load(path, house=own)


@_typed
def check(record: AnyPath, audience: str | None = None, *, house: AnyPath | None = None) -> tuple[Problem, ...]:
    """Return all that is refused, asked, to be read or worth a look in a record; empty where there is nothing.

    `audience`: only what it may know, as for a public log: RuleError where it may have nothing of the record.
    `house`: the house file; by default the nearest from the record up.
    """
    path, own = _meant(record, house)
    try:
        *_, problems = seen_by(audience, own, lambda: loading.load(path, house=own))
    except RecordError as refused:
        return refused.problems
    return tuple(problems)


@_typed
def render(  # noqa: PLR0913  # the options of the command
    record: AnyPath,
    out: AnyPath | None = None,
    *,
    editions: OneOrMore = (),
    audiences: OneOrMore = (),
    lengths: OneOrMore = (),
    formats: OneOrMore = (),
    plain: bool = False,
    paper: str | None = None,
    reference_doc: AnyPath | None = None,
    clearance: bool = False,
    strict: bool = False,
    force: bool = False,
    house: AnyPath | None = None,
) -> Rendered:
    """Make the briefs of a record, put all of them in place or none, and return where they lie.

    `out`: the folder for them; by default that of the house, or `reports`. `house`: its file; by default the nearest.
    `editions`, `audiences`, `lengths`: only these, one name or several. `plain`: every length for every audience.
    `formats`: `docx`, `pdf` and `md`; by default the first two. `clearance`: the Word copy that goes round, too.
    `paper`: `a4` or `letter`. `reference_doc`: a .docx or .dotx with styles, page, letterhead.
    `strict`: take questions and warnings for errors. `force`: make all anew, over what somebody edited.
    """
    (path, own), findings = _meant(record, house), Findings()
    outfit = Outfit(_names(formats), paper, Path(reference_doc) if reference_doc else None, clearance)
    choice = Choice(_names(editions), _names(audiences), _names(lengths), plain)
    order = Order(choice, outfit, Path(out) if out else None, strict, force)
    sets = render_record(order, own, lambda: loading.load(path, house=own), findings)
    return Rendered(tuple(sets), tuple(findings.problems))


def _meant(record: AnyPath, house: AnyPath | None) -> tuple[Path, House]:
    """Return the path of a record, and the house that it is read under."""
    path = Path(record)
    return path, in_force(path if is_folder(path) else path.parent, Path(house) if house else None).house


def _names(values: OneOrMore) -> tuple[str, ...]:
    return (values,) if isinstance(values, str) else tuple(values)
