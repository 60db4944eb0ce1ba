"""The page of an audience's folder: what a reader who got the link sees first, in a browser, on a phone or a desk."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from briefkit.compose.web import filled
from briefkit.house import BLACK, DEFAULT, House
from briefkit.look import PALETTE
from briefkit.look.contrast import mixed
from briefkit.manifest import Entry, Manifest
from briefkit.reading.dates import long_date

INDEX = "index.html"

_FORMATS: Mapping[str, str] = MappingProxyType({"pdf": "PDF", "docx": "Word", "md": "Markdown"})
"""What a reader calls a format, the first of those present for reading."""
_WHITE, _TINTED, _RULED = "FFFFFF", 0.94, 0.7
"""How much white is in the ground of the bottom line, and in a rule."""


def index(manifest: Manifest, house: House = DEFAULT) -> bytes:
    """Return the page of a folder, a function of its manifest and its house, without script or other files."""
    return filled("brief.html", **face(manifest, house), site=None)


def face(manifest: Manifest, house: House) -> dict[str, object]:
    """Return what the page of a set shows."""
    ordered = _by_length(manifest.editions)
    markings = dict.fromkeys(entry["marking"] for entry in ordered)
    return {
        "manifest": manifest,
        "day": long_date(date.fromisoformat(manifest.as_of)),
        "briefs": [{"facts": (), **entry, "links": _links(entry)} for entry in ordered],
        "meanings": {marking: house.meaning(marking) for marking in markings},
        **dress(house, markings),
    }


def _by_length(entries: Iterable[Entry]) -> list[Entry]:
    """Return editions as they are read: the shortest that has a bottom line, or the shortest; then by length."""
    ordered = sorted(entries, key=lambda entry: (entry["pages"], entry["words"], entry["edition"]))
    return sorted(ordered, key=lambda entry: not entry["lead"])


def dress(house: House, markings: Iterable[str]) -> dict[str, object]:
    """Return the colours of a page that shows these markings."""
    accent = house.look.accent or PALETTE.accent
    colours = {marking: house.markings.get(marking, BLACK) for marking in markings}
    return {
        "accent": accent,
        "tint": mixed(accent, _WHITE, _TINTED),
        "rule": mixed(accent, _WHITE, _RULED),
        "colours": list(colours.values()),
        "labels": list(colours),
    }


def _links(entry: Entry) -> list[dict[str, str]]:
    """Return the files of a brief, the one to read first."""
    kinds = list(_FORMATS)
    files = sorted(entry["files"], key=lambda file: kinds.index(file["format"]) if file["format"] in kinds else 9)
    pages = f"{entry['pages']} page{'s' * (entry['pages'] != 1)}"
    return [
        {"name": file["name"], "words": _kind(file) if i else f"Read ({_kind(file)}, {pages})"}
        for i, file in enumerate(files)
    ]


def _kind(file: Entry) -> str:
    """Return what a reader calls the format of a file."""
    *stages, last = str(file["format"]).split(".")
    return f"{_FORMATS.get(last, last.upper())}{', for clearance' if stages else ''}"
