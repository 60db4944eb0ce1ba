"""The letterhead of a template: the headers and footers of its last section, with their pictures."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from briefkit.images import image
from briefkit.look import PageStyle
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.cleaning import NAMES, Cleaner
from briefkit.writers.docx.heights import Story, story
from briefkit.writers.docx.source import LARGEST_PICTURE, Source
from briefkit.writers.docx.wml import R, W

USUAL, FIRST, EVEN = "default", "first", "even"
HEADER, FOOTER = "header", "footer"
_MOST = 20
"""Pictures, at most, in one header."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or footer of a template, cleaned."""

    xml: str = ""
    """Its paragraphs and tables."""
    pictures: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Relationship → kind and bytes."""
    story: Story = field(default_factory=Story)
    """How much room it takes."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands on a template's pages."""

    kinds: tuple[str, ...] = (USUAL,)
    """The kinds of pages that are told apart: `default`, `first`, `even`."""
    parts: Mapping[tuple[str, str], Furniture] = field(default_factory=dict)
    """`header` or `footer` and kind → what stands there."""
    left_out: tuple[str, ...] = ()
    """What was left out of it, in words."""

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture."""
        return any(furniture.pictures for furniture in self.parts.values())

    def of(self, where: str, kind: str) -> Furniture:
        """Return what stands in a header or footer of pages of a kind."""
        return self.parts.get((where, kind), Furniture())


def letterhead(source: Source, cascade: Cascade, page: PageStyle) -> Letterhead:
    """Return the letterhead of a template's last section (17.10); a header that it lacks is that of the one before."""
    main = source.main()
    found: dict[tuple[str, str], str] = {}
    last = None
    for last in source.tree(main).iter(f"{W}sectPr"):
        for where in (HEADER, FOOTER):
            for node in last.iterchildren(f"{W}{where}Reference"):
                found[where, node.get(f"{W}type", USUAL)] = source.reference(main, node)
    kinds = (USUAL, *_told_apart(source, main, last))
    copier = _Copier(source, cascade, page)
    parts = {place: copier.copied(part) for place, part in sorted(found.items()) if place[1] in kinds and part}
    return Letterhead(kinds, parts, tuple(dict.fromkeys(copier.left)))


def _told_apart(source: Source, main: str, section: etree._Element | None) -> Iterator[str]:
    if section is not None and _is_on(section.find(f"{W}titlePg")):
        yield FIRST
    settings = source.only(main, "settings")
    if settings and _is_on(source.tree(settings).find(f"{W}evenAndOddHeaders")):
        yield EVEN


@dataclass(frozen=True, slots=True)
class _Copier:
    """Takes over headers and footers of one template."""

    source: Source
    cascade: Cascade
    page: PageStyle
    numbers: Iterator[int] = field(default_factory=lambda: count(1_000_001))
    """Numbers for drawings: greater than those of the body."""
    left: list[str] = field(default_factory=list)
    """What was left out, in words."""

    def copied(self, part: str) -> Furniture:
        """Return a header or footer, cleaned."""
        pictures = dict(_pictures(self.source, part))
        names = {name: picture(n) for n, name in enumerate(pictures, 1)}
        cleaner = Cleaner(names, self.cascade.names, self.numbers, self.left)
        nodes = cleaner.story(self.source.tree(part))
        room = story(nodes, self.cascade, self.page)  # Why first: it puts what is tall behind the text.
        xml = "".join(map(_text, nodes))
        used = {name: shown for name, shown in zip(names.values(), pictures.values(), strict=True) if name in xml}
        return Furniture(xml, used, room)


def picture(number: int) -> str:
    """Return the id of the relationship to the n-th picture of a header."""
    return f"rIdLetterhead{number:02d}"


def number_of(identity: str) -> str:
    """Return the number in such an id."""
    return identity.removeprefix("rIdLetterhead")


def _pictures(source: Source, part: str) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Yield relationship, kind and bytes of the pictures that a part shows, written anew."""
    shown = {
        str(value) for node in source.tree(part).iter() for name, value in node.attrib.items() if name == f"{R}embed"
    }
    arrows = [(name, arrow.part) for name, arrow in sorted(source.arrows(part).items()) if arrow.kind == "image"]
    for name, target in [(name, target) for name, target in arrows if target and name in shown][:_MOST]:
        with suppress(ValueError):  # Why: what is no picture is left out, and the cleaner tells of it.
            made = image(source.read(target, LARGEST_PICTURE))
            yield name, (made.kind, made.data)


def _text(node: etree._Element) -> str:
    """Return a node as text in which the known prefixes are declared by whoever holds it."""
    root = etree.Element("root", nsmap=dict[str | None, str](NAMES))
    root.append(node)
    whole = etree.tostring(root, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</root>")]


def _is_on(node: etree._Element | None) -> bool:
    return node is not None and node.get(f"{W}val", "1") not in {"0", "false", "off"}
