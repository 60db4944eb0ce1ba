"""The editions there are: those of `templates/editions.yaml`, with a house's own `editions.yaml` over them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefkit.data import shipped
from briefkit.editions import Catalogue, Edition, unprinted
from briefkit.errors import Place, Problem, RecordError, TemplateError
from briefkit.house import DEFAULT, TEMPLATES, House, HouseFile
from briefkit.outcomes.faults import faults
from briefkit.parsing import yamlfile
from briefkit.parsing.places import Places
from briefkit.spelling import cut, meant

FILE = "editions.yaml"
HEADING = re.compile(r"(?m)^#{1,6} +(?P<words>[^{\n]*[^{\s])")
"""The head of a template's line that is a heading; its words up to the first value."""


def folder() -> Path:
    """Return the folder of the program's templates."""
    return shipped("templates")


@cache
def catalogue(house: House = DEFAULT) -> Catalogue:
    """Return the program's editions with a house's own over them; TemplateError where a file of editions is wrong."""
    ours, _ = _read((folder() / FILE).read_bytes(), f"templates/{FILE}", DEFAULT)
    if not house.files:
        return ours
    own, places = _own(house)
    found = ours.under(own)
    labels = {file.template: file.label for file in house.files if file.template}
    planned = unprinted.planned(own, found, texts(house), places)
    if problems := [*planned, *unprinted.asked(found, texts(house), labels)]:
        raise TemplateError(*problems)
    return found


@cache
def editions(house: House = DEFAULT) -> Mapping[str, Edition]:
    """Return every edition by id, the house's first; TemplateError where a file of editions is wrong."""
    return MappingProxyType(catalogue(house).editions(house.audiences))


def origins(house: House) -> dict[tuple[str, str], Place]:
    """Return the place of each entry in a house's own file of editions: (group, name) → place."""
    own, places = _own(house)
    return {(group, key): places.key((group, key)) for group in Catalogue.model_fields for key in getattr(own, group)}


@cache
def _own(house: House) -> tuple[Catalogue, Places]:
    """Return what a house's own file of editions holds, and where; nothing where it has none."""
    own = house.own(FILE)
    return _read(own.data, own.label, house) if own else _read(b"", FILE, house)


@cache
def _read(raw: bytes, label: str, house: House) -> tuple[Catalogue, Places]:
    try:
        data, places = yamlfile.decoded(raw, label)
    except RecordError as error:
        raise TemplateError(*error.problems) from None
    try:
        found = Catalogue.model_validate(_whole(data, house) if raw.strip() else {}, context=house)
    except ValueError as error:
        raise TemplateError(*faults(error, Catalogue, places, "T20")) from None
    if problems := [*_templates(found, house, places), *_headings(found, house, places)]:
        raise TemplateError(*problems)
    return found, places


def _whole(data: Any, house: House) -> Any:
    """Return what a house's file of editions says, with all of ours where an entry only says whether it is made."""
    entries = data.get("house") if isinstance(data, dict) and house.files else None
    if not isinstance(entries, dict):
        return data
    ours = catalogue().house
    given = {
        key: {**ours[key].model_dump(exclude_unset=True), **entry}
        for key, entry in entries.items()
        if key in ours and isinstance(entry, dict) and entry.keys() == {"made"}
    }
    return {**data, "house": {**entries, **given}}


def _templates(found: Catalogue, house: House, places: Places) -> Iterator[Problem]:
    """Yield a problem for each edition whose template does not exist."""
    names = [path.name for path in sorted(folder().glob("*.md"))]
    names += [file.template for file in house.files if file.template]
    for path, brief in found.briefs():
        if brief.template not in names:
            message, place = f"there is no template `{cut(brief.template)}`", places.value((*path, "template"))
            yield Problem("T01", message, place, meant(brief.template, names))


@cache
def templates(house: House) -> Mapping[str, HouseFile]:
    """Return every template by its path in the folder of templates, a house's own in place of the program's."""
    paths = {path.relative_to(folder()).as_posix(): path for path in sorted(folder().rglob("*.md"))}
    ours = (HouseFile(f"{TEMPLATES}{name}", path.as_posix(), path.read_bytes()) for name, path in paths.items())
    return {file.template: file for file in (*ours, *house.files) if file.template}


@cache
def texts(house: House) -> dict[str, str]:
    """Return the texts of `templates`."""
    return {name: file.data.decode("utf-8", "replace") for name, file in templates(house).items()}


def _headings(found: Catalogue, house: House, places: Places) -> Iterator[Problem]:
    """Yield a problem for each replaced heading that no template has."""
    if found.headings:
        every = [*texts(DEFAULT).values(), *texts(house).values()]
        known = list(dict.fromkeys(words for text in every for words in HEADING.findall(text)))
        for heading in found.headings:
            if heading not in known:
                message, place = f"no template has the heading `{cut(heading)}`", places.key(("headings", heading))
                yield Problem("T20", message, place, meant(heading, known))
