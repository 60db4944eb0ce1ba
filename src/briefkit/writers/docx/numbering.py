"""The numbering part: the lists that styles are tied to, and an instance for each list that starts anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from briefkit.look import Look
from briefkit.writers.docx import wml
from briefkit.writers.docx.styles import ROLES, WordStyle


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where the paragraphs of a style stand among the lists."""

    abstract: int
    """The list."""
    level: int
    """Counted from 0."""
    instance: int
    """The instance of the list in which all paragraphs stand that start nothing anew."""
    tied: bool = True
    """Whether the style alone puts a paragraph there."""


_TIED = {role: style for role, style in ROLES.items() if style.list}
PLACES: Mapping[str, ListPlace] = MappingProxyType(
    {role: ListPlace(style.list, style.level, style.list) for role, style in _TIED.items()}
)
"""Role → the place among the lists that its style is tied to: in the instance that has its list's own number."""
SHARED = max(style.list for style in _TIED.values())
"""The greatest number of such an instance."""


@dataclass(frozen=True, slots=True)
class Restart:
    """An instance of a list that counts from `start` on one level."""

    number: int
    abstract: int
    level: int
    start: int


def numbering(look: Look, restarts: Sequence[Restart]) -> str:
    """Return the numbering part (17.9)."""
    lists = groupby(dict.fromkeys(_TIED.values()), key=lambda style: style.list)
    own = "".join(_list(number, tuple(levels), look) for number, levels in lists)
    shared = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, SHARED + 1))
    anew = "".join(map(instance, restarts))
    return f"{wml.DECLARATION}<w:numbering {wml.NAMESPACES}>{own}{shared}{anew}</w:numbering>"


def instance(restart: Restart) -> str:
    """Return the instance of a list that starts anew (17.9.15)."""
    return (
        f'<w:num w:numId="{restart.number}"><w:abstractNumId w:val="{restart.abstract}"/>'
        f'<w:lvlOverride w:ilvl="{restart.level}"><w:startOverride w:val="{restart.start}"/></w:lvlOverride></w:num>'
    )


def _list(number: int, levels: Sequence[WordStyle], look: Look) -> str:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    inner = "".join(_level(style, look) for style in levels)
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{inner}</w:abstractNum>'


def _level(style: WordStyle, look: Look) -> str:
    token, bullet = look.styles[style.token], look.bullets[style.level]
    kind, label, font = ("decimal", style.label, "") if style.label else ("bullet", bullet, _bullet_font(bullet, look))
    return (
        f'<w:lvl w:ilvl="{style.level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style.id}"/>'
        f'<w:lvlText w:val="{wml.escaped(label)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{wml.indent(token.indent, token.hanging)}</w:pPr>{font}</w:lvl>"
    )


def _bullet_font(bullet: str, look: Look) -> str:
    """Return a bullet's font; without one of its own, LibreOffice saves it as a sign of its symbol font."""
    ((font, _), *_) = look.typeface.face().parts(bullet)
    family = wml.escaped(font.office)
    return f'<w:rPr><w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:hint="default"/></w:rPr>'
