"""XML and HTML read back without a parser, so that what a parser passes over is read too: comments, names, entities."""

import re
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


@dataclass(frozen=True, slots=True)
class Markup:
    """What a text with tags carries."""

    source: str
    """The text itself."""
    text: str
    """What stands between the tags, a line for each stretch."""
    joined: str
    """The same with the stretches of one paragraph joined, as a reader sees them."""
    tags: frozenset[str]
    """Every tag, comment and instruction, whole."""
    values: frozenset[str]
    """What stands in quotes inside the tags."""

    def inside(self, name: str) -> tuple[str, ...]:
        """Return what each element of a name holds, of those that hold no others."""
        return tuple(map(unescape, re.findall(rf"<{name}(?:\s[^>]*)?>([^<]*)</{name}>", self.source)))

    def listed(self, name: str) -> tuple[str, ...]:
        """Return the items of each array of a name, as XMP writes them (ISO 16684-1, 7.7)."""
        found = re.findall(rf"<{name}>(.*?)</{name}>", self.source, re.DOTALL)
        return tuple(unescape(item) for one in found for item in re.findall(r"<rdf:li[^>]*>([^<]*)<", one))

    def attributes(self, element: str, name: str) -> tuple[str, ...]:
        """Return the values of an attribute in the elements of a name."""
        return tuple(map(unescape, re.findall(rf'<{element}\s(?:[^>]*\s)?{name}="([^"]*)"', self.source)))


def markup(text: str, breaks: tuple[str, ...] = ()) -> Markup:
    """Return what a text with tags carries; between `breaks` tags do not part words."""
    parts = _TAG.split(text)
    tags = frozenset(parts[1::2])
    values = frozenset(unescape(one or other) for tag in tags for one, other in _QUOTED.findall(tag))
    joined = "".join("\n" if i % 2 and part in breaks else "" if i % 2 else part for i, part in enumerate(parts))
    return Markup(
        text,
        unescape("\n".join(filter(None, parts[::2]))),
        unescape(joined) if breaks else "",
        frozenset(map(unescape, tags)),
        values,
    )
