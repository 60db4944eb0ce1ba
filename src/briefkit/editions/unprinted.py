"""Sections that no template prints, and templates that print a section which none of their editions has.

Why: shared templates ask for sections that an edition may lack, so that a name that is misspelt prints nothing.
"""

import re
from collections.abc import Iterator, Mapping

from briefkit.editions import Catalogue, variable
from briefkit.errors import Place, Problem
from briefkit.parsing.places import Places
from briefkit.spelling import cut, meant

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"(?<![.\w])[A-Za-z]\w*")
_INCLUDED = re.compile(r"\{%[-+]?\s*include\s+['\"]([^'\"]+)['\"]")


def planned(own: Catalogue, found: Catalogue, texts: Mapping[str, str], places: Places) -> Iterator[Problem]:
    """Yield each section of a house's own editions that their templates do not print.

    `found`: all editions. `texts`: template → its text, for all. `places`: of the house's own file of editions.
    """
    for path, brief in own.briefs():
        named = _names(brief.template, texts)
        if named is None:
            continue
        others = sorted(name for name in found.sections() - brief.sections.keys() if variable(name) in named)
        for name, section in brief.sections.items():
            printing = section.printed(name)
            if printing and named.isdisjoint(printing):
                message = f"the template `{cut(brief.template)}` prints no section `{cut(name)}`"
                hint = f"Print it there: {{% for row in {variable(name)}.rows %}}."
                yield Problem("T20", message, places.key((*path, "sections", name)), meant(name, others, hint))


def asked(found: Catalogue, texts: Mapping[str, str], labels: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each section that a house's own template prints, and that no edition made with it has.

    `labels`: template of the house → how problems call it.
    """
    for template, label in labels.items():
        sections = found.sections(template)
        for name in sorted(found.sections() - sections) if sections else ():
            if line := _line(variable(name), texts[template]):
                message = f"no edition that is made with `{cut(template)}` has a section `{cut(name)}`"
                yield Problem("T05", message, Place(label, line), meant(name, sorted(sections)))


def parts(template: str, texts: Mapping[str, str]) -> set[str]:
    """Return the names of a template and of all that it includes, also of those that are not there."""
    found, waiting = {template}, [template]
    while waiting:
        included = {
            name for name in _INCLUDED.findall(_COMMENT.sub("", texts.get(waiting.pop(), ""))) if name not in found
        }
        found |= included
        waiting += included
    return found


def _names(template: str, texts: Mapping[str, str]) -> set[str] | None:
    """Return the names that a template uses, and those that it includes; None where one of them is not there."""
    every = parts(template, texts)
    if not every <= texts.keys():
        return None
    tags = (tag for name in every for tag in _TAG.findall(_COMMENT.sub("", texts[name])))
    return {word for tag in tags for word in _NAME.findall(_QUOTED.sub("", tag))}


def _line(name: str, text: str) -> int:
    """Return the line on which a template first uses a name; 0 where it does not."""
    for tag in _TAG.finditer(_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)):
        if name in _NAME.findall(_QUOTED.sub("", tag[1])):
            return tag.string.count("\n", 0, tag.start()) + 1
    return 0
