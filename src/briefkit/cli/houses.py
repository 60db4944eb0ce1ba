"""The command `house`: what is in force, and where each of it is from."""

from collections.abc import Iterator
from pathlib import Path

from briefkit.editions.catalogue import catalogue, folder, origins
from briefkit.errors import Place
from briefkit.house import Audience, House
from briefkit.housefile import Read
from briefkit.housefile.tables import STYLE_NAMES
from briefkit.look.dressed import dressed

_OURS = "default"

Row = tuple[str, str, str]
"""A key, its value, and where it is from."""


def rows(read: Read) -> Iterator[Row]:
    """Yield what a house is, key by key; HouseError or TemplateError where its look or its editions are refused."""
    house = read.house
    dressed(house.look, house.markings)
    yield "house file", house.file or "none", house.file or _OURS
    for key in ("name", "contact", "url", "notice"):
        yield f"house.{key}", getattr(house, key) or "none", _from(read, "house", key)
    yield from _look(read)
    yield "records.folders", ", ".join(house.records) or "none", _from(read, "records", "folders")
    yield "records.out", house.out.as_posix(), _from(read, "records", "out")
    for scheme in house.schemes:
        yield f"marking.{scheme.name}", " < ".join(scheme.labels), _from(read, "marking", scheme.name)
    for audience in house.audiences:
        for key, value in _audience(audience, house).items():
            yield f"audience.{audience.name}.{key}", value, _from(read, "audience", audience.name, key)
    yield from _editions(house)


def _from(read: Read, *path: str) -> str:
    """Return where the house file has a key, or that it is the program's."""
    if not read.places or not (place := read.places.given(path)):
        return _OURS
    return str(place)


def _look(read: Read) -> Iterator[Row]:
    look = read.house.look
    names = {name: key for key, name in STYLE_NAMES.items()}
    rows = {
        "accent": look.accent,
        "size": f"{look.size:g}" if look.size else None,
        "paper": look.paper or "a4",
        "reference_doc": _name(look.reference_doc),
        "styles": ", ".join(f"{names[name]} = {style}" for name, style in look.styles.items()),
        "fonts": ", ".join(_name(family.regular) or "Carlito" for family in look.fonts) or "Carlito",
        "logo": _name(look.logo.file) if look.logo else None,
    }
    for key, value in rows.items():
        place = look.places.get(key)
        yield f"look.{key}", value or ("as designed" if key in {"accent", "size"} else "none"), str(place or _OURS)


def _name(path: Path | None) -> str | None:
    return path.as_posix() if path else None


def _audience(audience: Audience, house: House) -> dict[str, str]:
    """Return what the table has on an audience, as the house file writes it."""
    labels = (label for scheme in house.schemes for label in scheme.labels if label in audience.ceiling)
    return {
        "reader": audience.reader,
        "ceiling": ", ".join(labels) or "receives nothing",
        "withheld": ", ".join(sorted(audience.withheld)) or "nothing",
        "forms": "plain" if audience.plain else "usual",
        "review": "required" if audience.review else "none",
        "acronyms": "known" if audience.specialist else "explained",
        "grade": str(audience.grade or "none"),
        "order": str(audience.order),
        "made": str(audience.made).lower(),
    }


def _editions(house: House) -> Iterator[Row]:
    """Yield the editions, the headings and the templates, each with the file that it is from."""
    own, known = origins(house), catalogue(house)

    def place(group: str, key: str) -> str:
        return str(own.get((group, key)) or _OURS)

    for key, entry in known.house.items():
        what = ", ".join((entry.title, entry.length, entry.audience, *(() if entry.made else ("not made",))))
        yield f"edition.{key}", what, place("house", key)
    for length, brief in known.plain.items():
        yield f"plain.{length}", brief.title, place("plain", length)
    for heading, words in known.headings.items():
        yield f"heading.{heading}", words, place("headings", heading)
    for file in house.files:
        if file.template:
            shadows = (folder() / file.template).is_file()
            yield file.name, "in place of the program's" if shadows else "new", str(Place(file.label, 0))
