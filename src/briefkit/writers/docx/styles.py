"""Styles and theme, generated from the look, and the roles by which the emitter asks for a style.

The theme has the look's colours and family under the names by which Word's own menus offer them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from briefkit.data import table
from briefkit.look import BoxStyle, Look, Palette, TextStyle
from briefkit.writers.docx import wml

HAIR = 1.0
"""The width in points of a box's three unseen borders, whose colour is that of its ground.

Why whole: the room between border and text is counted in whole points (17.3.1.7).
"""
_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}


@dataclass(frozen=True)
class Theme:
    """The theme of one look."""

    palette: Palette
    family: str

    @classmethod
    def of(cls, look: Look) -> "Theme":
        """Return the theme of a look."""
        return cls(look.palette, look.typeface.main.office)

    @cached_property
    def _colours(self) -> Mapping[str, str]:
        """Return slot → colour."""
        palette = self.palette
        return {
            "dk1": palette.ink,
            "lt1": "FFFFFF",
            "dk2": palette.muted,
            "lt2": palette.tint,
            "accent1": palette.accent,
            "accent2": palette.gold,
            "accent3": palette.rule,
            "accent4": palette.sand,
            "accent5": palette.muted,
            "accent6": "7F7F7F",
            "hlink": palette.accent,
            "folHlink": palette.muted,
        }

    @cached_property
    def _themed(self) -> Mapping[str, str]:
        """Return colour → the name by which styles refer to it."""
        return {colour: _NAMES.get(slot, slot) for slot, colour in reversed([*self._colours.items()])}

    def colour(self, value: str) -> str:
        """Return `w:color`, tied to the theme where the theme has the colour."""
        value = self.palette.value(value)
        return f'<w:color w:val="{value}"{self._tie("themeColor", value)}/>'

    def shading(self, value: str) -> str:
        """Return `w:shd` of one plain colour."""
        value = self.palette.value(value)
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"{self._tie("themeFill", value)}/>'

    def border(self, side: str, size: int, space: int, value: str) -> str:
        """Return one side of a border: `size` in eighths of a point, `space` in points."""
        value = self.palette.value(value)
        line = f'w:val="single" w:sz="{size}" w:space="{space}" w:color="{value}"'
        return f"<w:{side} {line}{self._tie('themeColor', value)}/>"

    def _tie(self, attribute: str, value: str) -> str:
        return f' w:{attribute}="{self._themed[value]}"' if value in self._themed else ""

    def part(self) -> str:
        """Return the theme part (20.1.6.9)."""
        return wml.DECLARATION + wml.fixed("theme").format(family=wml.escaped(self.family), **self._colours)


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A paragraph style: its name in Word and where its looks come from."""

    name: str
    token: str
    """The entry of `look.styles` that sets it."""
    base: str = "Normal"
    follow: str = ""
    """The id of the style of the paragraph that Enter begins; empty: the style itself."""
    list: int = 0
    """The number of the list that it is tied to; 0: none."""
    level: int = 0
    """Its level there, counted from 0."""
    label: str = ""
    """How that level is numbered (17.9.11); empty: by the look's bullet."""
    outline: int | None = None
    box: str = ""
    """The box whose ground and rule it has; empty: none."""
    own: bool = False
    """A style of ours; the others are Word's own, known under English names in every language."""

    @property
    def id(self) -> str:
        """The style's id: its name in one word."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


_WITH_LOGO = {role: WordStyle(**row) for role, row in table("writers/docx/styles.toml").items()}
ROLES: Mapping[str, WordStyle] = MappingProxyType({role: _WITH_LOGO[role] for role in _WITH_LOGO if role != "logo"})
"""Role → style, but for the logo's."""
_TOKENS = {style.id: style.token for style in ROLES.values()}
"""Id of a style → the token that sets it."""
_FARTHEST = 31
"""The greatest distance in points that Word allows between a border and its text (17.3.1.7)."""
_OTHERS = {
    "status": "BriefTable",
    "matrix": "BriefMatrix",
    "link": "Hyperlink",
    "reference": "CrossReference",
    "marking": "Marking",
    "footnote-mark": "FootnoteReference",
}
"""Role of a table or of characters → the id of its style."""
_BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"


def styles(look: Look, language: str) -> str:
    """Return the styles part (17.7)."""
    paragraphs = "".join(_paragraph_style(named, look) for named in dict.fromkeys(roles(look).values()))
    marking, theme = look.styles["marking"], Theme.of(look)
    characters = wml.fixed("characters").format(
        accent=theme.colour("accent"), marking=theme.colour(marking.colour) + _size(marking)
    )
    tables = _table_style(look, "status", "Brief Table") + _table_style(look, "matrix", "Brief Matrix", _BOLD)
    return (
        f"{wml.DECLARATION}<w:styles {wml.NAMESPACES}>{_defaults(look, language)}"
        f"{paragraphs}{characters}{tables}</w:styles>"
    )


def roles(look: Look) -> Mapping[str, WordStyle]:
    """Return role → style; a look without a logo needs none for it."""
    return _WITH_LOGO if look.logo else ROLES


def style_ids(look: Look) -> dict[str, str]:
    """Return role → id of its style, the table's included."""
    return {role: style.id for role, style in roles(look).items()} | _OTHERS


def token(role: str, look: Look) -> TextStyle:
    """Return the token that sets a role: `heading1`, `box-summary`, `box-summary-list`, ..."""
    return look.styles[roles(look)[role].token]


def box_sides(style: BoxStyle) -> tuple[float, float]:
    """Return the left and right indents that put a box's outer edges on the text's edges.

    Why: Word draws a paragraph's borders outside its text.
    """
    return style.rule_width + style.padding, style.padding


def box_frame(theme: Theme, style: BoxStyle, hair: float = HAIR, inset: float = 0) -> str:
    """Return the borders and ground of a box; `inset` is how far right of the box's text this paragraph begins."""
    ground = style.fill or "FFFFFF"
    space = round(style.padding - hair)
    unseen = {side: theme.border(side, wml.eighths(hair), space, ground) for side in ("top", "bottom", "right")}
    reach = min(_FARTHEST, round(style.padding + inset))
    left = theme.border("left", wml.eighths(style.rule_width), reach, style.rule) if style.rule else ""
    return f"<w:pBdr>{unseen['top']}{left}{unseen['bottom']}{unseen['right']}</w:pBdr>{theme.shading(ground)}"


def _defaults(look: Look, language: str) -> str:
    """Return the defaults, and the styles that all others are based on.

    Why the colour stands in such a style: LibreOffice prints a default colour over that of links in tables.
    """
    body = look.styles["body"]
    return wml.fixed("defaults").format(
        language=wml.escaped(language),
        size=_size(body),
        colour=Theme.of(look).colour(body.colour),
        spacing=wml.spacing(0, 0, body.leading),
    )


def _paragraph_style(named: WordStyle, look: Look) -> str:
    text, base = look.styles[named.token], look.styles[_TOKENS.get(named.base, "body")]
    paragraph, run = _paragraph_properties(named, text, look), _run_properties(text, base, look)
    custom = ' w:customStyle="1"' if named.own else ""
    follow = f'<w:next w:val="{named.follow}"/>' if named.follow else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{named.id}"><w:name w:val="{named.name}"/>'
        f'<w:basedOn w:val="{named.base}"/>{follow}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>" + (f"<w:rPr>{run}</w:rPr>" if run else "") + "</w:style>"
    )


def _paragraph_properties(named: WordStyle, token: TextStyle, look: Look) -> str:
    """Return a style's paragraph properties in the order of CT_PPrBase (17.3.1.26)."""
    keep = "<w:keepNext/>" if token.keep_next else ""
    lines = "<w:keepLines/>" if token.keep_next or named.box else ""
    number = wml.numbering(named.list, named.level) if named.list else ""
    frame = box_frame(Theme.of(look), look.boxes[named.box]) if named.box else ""
    outline = f'<w:outlineLvl w:val="{named.outline}"/>' if named.outline is not None else ""
    gaps = wml.spacing(token.before, token.after, token.leading)
    return f"{keep}{lines}{number}{frame}{_tabs(named, look)}{gaps}{_indent(named, token, look)}{outline}"


def _indent(named: WordStyle, token: TextStyle, look: Look) -> str:
    """Return a style's indents; what is in a list in a box has its own."""
    if named.box:
        left, right = box_sides(look.boxes[named.box])
        return wml.indent(left, right=right)
    is_indented = named.base == "Normal" and (token.indent or token.hanging)
    return wml.indent(token.indent, token.hanging) if is_indented else ""


def _tabs(named: WordStyle, look: Look) -> str:
    if named.token.startswith("contents"):
        return wml.right_tab(look.page.text_width, "dot")
    return wml.right_tab(look.page.text_width) if named.name in ("header", "footer") else ""


def _run_properties(token: TextStyle, base: TextStyle, look: Look) -> str:
    """Return what a style's letters have other than those of the style that it is based on."""
    bold = "<w:b/><w:bCs/>" if token.bold else ""
    ink = Theme.of(look).colour(token.colour) if token.colour != base.colour else ""
    return f"{bold}{ink}{_size(token) if token.size != base.size else ''}"


def _size(token: TextStyle) -> str:
    size = round(2 * token.size)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _table_style(look: Look, role: str, name: str, first_column: str = "") -> str:
    """Return the style of a table (17.7.6): horizontal rules only, a header row, and perhaps another first column.

    The outer columns' text stands on the text's edges. Why corners say what row and column say: LibreOffice leaves out
    what a style does not name itself. Why margins are smaller above a rule: its width is added to its row.
    """
    table, theme = look.table, Theme.of(look)
    thin, y = wml.eighths(table.rule_width), wml.twips(table.cell_y)
    return wml.fixed("table").format(
        identity=_OTHERS[role],
        name=name,
        first_column=first_column,
        x=wml.twips(table.cell_x),
        y=y,
        above_rule=y - wml.twips(table.rule_width),
        above_head_rule=y - wml.twips(table.head_rule_width),
        rules="".join(theme.border(side, thin, 0, table.rule) for side in ("bottom", "insideH")),
        head_rule=theme.border("bottom", wml.eighths(table.head_rule_width), 0, table.head_rule),
        band=theme.shading("FFFFFF"),
    )
