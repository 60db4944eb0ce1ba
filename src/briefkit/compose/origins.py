"""Where each line of a filled template came from.

Each stretch of a template's own words begins with a stamp: the template's name and the line, in reserved private-use
characters. The stamps are read and taken out when the page is whole.
"""

import re
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from briefkit.citemarks import Composed, split
from briefkit.compose.language import Walked
from briefkit.errors import Place
from briefkit.house import HouseFile
from briefkit.outcomes.gate import breakable

_STAMP = re.compile("\ue002([^\ue003]+)\ue003([0-9]+)\ue004")


def where(composed: Composed, words: str) -> Place | None:
    """Return the place of a template's own words; None where they are not on one line."""
    own = (
        (breakable("".join(piece for piece in split(line) if isinstance(piece, str))), place)
        for line, place in _lines(composed)
    )
    return next((place for text, place in own if breakable(words) in text), None)


def where_printed(composed: Composed, cite: str) -> Place | None:
    """Return the place where a template prints a value with a cite that begins so; None where there is none."""
    citing = {i for i, value in enumerate(composed.marks) if any(own.startswith(cite) for own in value.cites)}
    return next((place for line, place in _lines(composed) if not citing.isdisjoint(split(line))), None)


def _lines(composed: Composed) -> Iterator[tuple[str, Place]]:
    places = (Place(file, number) for file, number in composed.origins)
    return zip(composed.text.split("\n"), places, strict=False)


def stamp(walked: Walked, name: str) -> None:
    """Stamp the words of a parsed template with its name."""
    for data, *_ in walked:
        if isinstance(data, nodes.TemplateData):
            data.data = f"\ue002{name}\ue003{data.lineno}\ue004{data.data}"


def locate(stamped: str, files: Mapping[str, HouseFile]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return a text without its stamps, and the file and line that each of its lines came from.

    `files`: the templates by name.
    """
    first, *rest = _STAMP.split(stamped)
    stretches = [first]
    origins: list[tuple[str, int]] = []
    current, fresh = ("", 1), True
    for name, line, words in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        head, *others = words.split("\n")
        place = (files[name].label, int(line))
        current = place if fresh else current
        for number in range(1, len(others) + 1):
            origins.append(current)
            current = (place[0], place[1] + number)
        fresh = not (others[-1] if others else head) and (fresh or bool(others))
        stretches.append(words)
    return "".join(stretches), (*origins, current)
