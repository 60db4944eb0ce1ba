"""The numbering part: four lists tied to styles, and an instance for each list that starts anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.look import Look
from briefkit.writers.docx import wml

BULLETS, NUMBERS, PARAGRAPHS, SOURCES = 1, 2, 3, 4
"""The lists; the instance with a list's own number is the one its styles are tied to."""
SHARED = (BULLETS, NUMBERS, PARAGRAPHS, SOURCES)
_TOKENS = {PARAGRAPHS: "numbered", SOURCES: "source-entry"}


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


@dataclass(frozen=True, slots=True)
class Restart:
    """An instance of a list that counts from `start` on one level."""

    number: int
    abstract: int
    level: int
    start: int


def numbering(look: Look, restarts: Sequence[Restart]) -> str:
    """Return the numbering part (17.9)."""
    lists = (
        _list(
            BULLETS,
            [(f"ListBullet{suffix}", "bullet", mark) for suffix, mark in zip(_SUFFIXES, look.bullets, strict=True)],
            look,
        ),
        _list(NUMBERS, [(f"ListNumber{suffix}", "decimal", f"%{n}.") for n, suffix in enumerate(_SUFFIXES, 1)], look),
        _list(PARAGRAPHS, [("NumberedParagraph", "decimal", "%1.")], look),
        _list(SOURCES, [("SourceEntry", "decimal", "[%1]")], look),
    )
    shared = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in SHARED)
    own = "".join(map(instance, restarts))
    return f"{wml.DECLARATION}<w:numbering {wml.NAMESPACES}>{''.join(lists)}{shared}{own}</w:numbering>"


def instance(restart: Restart) -> str:
    """Return the instance of a list that starts anew (17.9.15)."""
    return (
        f'<w:num w:numId="{restart.number}"><w:abstractNumId w:val="{restart.abstract}"/>'
        f'<w:lvlOverride w:ilvl="{restart.level}"><w:startOverride w:val="{restart.start}"/></w:lvlOverride></w:num>'
    )


_SUFFIXES = ("", "2", "3")


def _list(number: int, levels: Sequence[tuple[str, str, str]], look: Look) -> str:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    inner = "".join(_level(number, i, level, look) for i, level in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{inner}</w:abstractNum>'


def _level(number: int, index: int, level: tuple[str, str, str], look: Look) -> str:
    style, kind, text = level
    token = look.styles[_TOKENS.get(number, f"list{index + 1}")]
    font = _bullet_font(text, look) if kind == "bullet" else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{wml.escaped(text)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{wml.indent(token.indent, token.hanging)}</w:pPr>{font}</w:lvl>"
    )


def _bullet_font(bullet: str, look: Look) -> str:
    """Return a bullet's font; without one of its own, LibreOffice saves it as a sign of its symbol font."""
    ((font, _), *_) = look.typeface.face().parts(bullet)
    family = wml.escaped(font.office)
    return f'<w:rPr><w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:hint="default"/></w:rPr>'
