"""Sections that no template prints, and templates that print a section which none of their editions has.

Why: shared templates ask for sections that an edition may lack, so that a name that is misspelt prints nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.errors import Place, Problem
from briefkit.spelling import cut, meant

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![.\w])[A-Za-z]\w*")
_INCLUDED = re.compile(r"\{%[-+]?\s*include\s+['\"]([^'\"]+)['\"]")


@dataclass(frozen=True, slots=True)
class HouseEdition:
    """An edition of a house: what it is made with, and what prints each of its sections."""

    template: str
    sections: Mapping[str, tuple[str, ...]]
    """Section → the names by which a template prints it; none where the program does."""
    places: Mapping[str, Place]
    """Section → where the file of editions has it; empty where the edition is the program's."""


def problems(editions: Sequence[HouseEdition], texts: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is planned and never printed, and what is asked for and never planned.

    `texts`: template → its text, for all. `own`: those of the house → how problems call them.
    """
    known = {name for one in editions for name in one.sections}
    for edition in (one for one in editions if one.places):
        named = _names(edition.template, texts)
        if named is None:
            continue
        others = sorted(name for name in known - edition.sections.keys() if variable(name) in named)
        for section, printing in edition.sections.items():
            if printing and named.isdisjoint(printing):
                message = f"the template `{cut(edition.template)}` prints no section `{cut(section)}`"
                hint = f"Print it there: {{% for row in {variable(section)}.rows %}}."
                yield Problem("T20", message, edition.places[section], meant(section, others, hint))
    for template, label in own.items():
        sections = {name for one in editions if one.template == template for name in one.sections}
        for name in sorted(known - sections) if sections else ():
            if line := _line(variable(name), texts[template]):
                message = f"no edition that is made with `{cut(template)}` has a section `{cut(name)}`"
                yield Problem("T05", message, Place(label, line), meant(name, sorted(sections)))


def variable(section: str) -> str:
    """Return the name by which a template knows a section."""
    return section.replace("-", "_")


def parts(template: str, texts: Mapping[str, str]) -> set[str]:
    """Return the names of a template and of all that it includes, also of those that are not there."""
    found, waiting = {template}, [template]
    while waiting:
        included = {
            one for one in _INCLUDED.findall(_COMMENT.sub("", texts.get(waiting.pop(), ""))) if one not in found
        }
        found |= included
        waiting += included
    return found


def _names(template: str, texts: Mapping[str, str]) -> set[str] | None:
    """Return the names that a template uses, and those that it includes; None where one of them is not there."""
    every = parts(template, texts)
    if not every <= texts.keys():
        return None
    tags = (tag for one in every for tag in _TAG.findall(_COMMENT.sub("", texts[one])))
    return {word for tag in tags for word in _NAME.findall(_QUOTED.sub("", tag))}


def _line(name: str, text: str) -> int:
    """Return the line on which a template first uses a name; 0 where it does not."""
    for tag in _TAG.finditer(_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)):
        if name in _NAME.findall(_QUOTED.sub("", tag[1])):
            return tag.string.count("\n", 0, tag.start()) + 1
    return 0
