"""The styles part, generated from the look, and the roles by which the emitter asks for a style."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefkit.look import BoxStyle, Look, TextStyle
from briefkit.writers.docx import wml
from briefkit.writers.docx.numbering import BULLETS, NUMBERS, PARAGRAPHS, SOURCES, ListPlace
from briefkit.writers.docx.tablestyle import MATRIX, TABLE, table_styles
from briefkit.writers.docx.theme import Theme

LEVELS = 3
"""How deep lists go."""
HAIR = 1.0
"""The width in points of a box's three unseen borders, whose colour is that of its ground.

Why whole: the room between border and text is counted in whole points (17.3.1.7).
"""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A paragraph style: its name in Word and where its looks come from."""

    name: str
    token: str
    """The entry of `look.styles` that sets it."""
    base: str = "Normal"
    follow: str = ""
    """The id of the style of the paragraph that Enter begins; empty: the style itself."""
    number: tuple[int, int] | None = None
    """The list and level it is tied to."""
    outline: int | None = None
    own: bool = False
    """A style of ours; the others are Word's own, known under English names in every language."""

    @property
    def id(self) -> str:
        """The style's id: its name in one word."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split())


def _list(name: str, number: int) -> Iterator[tuple[str, WordStyle]]:
    role = {BULLETS: "bullets", NUMBERS: "numbers"}[number]
    for level in range(1, LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        yield f"{role}{level}", WordStyle(f"{name}{suffix}", f"list{level}", number=(number, level - 1))


ROLES: Mapping[str, WordStyle] = MappingProxyType(
    {
        "title": WordStyle("Title", "title", follow="Meeting"),
        **{
            f"heading{n}": WordStyle(f"heading {n}", f"heading{n}", follow="BodyText", outline=n - 1) for n in (1, 2, 3)
        },
        "body": WordStyle("Body Text", "body"),
        "kicker": WordStyle("Kicker", "kicker", follow="Title", own=True),
        "meeting": WordStyle("Meeting", "meeting", follow="BodyText", own=True),
        "lead": WordStyle("Lead", "lead", follow="BodyText", own=True),
        "source": WordStyle("Source Line", "source", own=True),
        **dict(_list("List Bullet", BULLETS)),
        **dict(_list("List Number", NUMBERS)),
        **{
            f"paragraphs{n}": WordStyle("Numbered Paragraph", "numbered", number=(PARAGRAPHS, 0), own=True)
            for n in (1, 2, 3)
        },
        "table-head": WordStyle("Table Head", "table-head", own=True),
        "table-body": WordStyle("Table Text", "table-body", own=True),
        "caption": WordStyle("caption", "caption", follow="BodyText"),
        "picture": WordStyle("Picture", "picture", follow="PictureCaption", own=True),
        "legend": WordStyle("Picture Caption", "legend", follow="BodyText", own=True),
        "notes": WordStyle("Note", "note", own=True),
        "sources": WordStyle("Source Entry", "source-entry", number=(SOURCES, 0), own=True),
        "contents1": WordStyle("toc 1", "contents1"),
        "contents2": WordStyle("toc 2", "contents2"),
        "contents3": WordStyle("toc 3", "contents2"),
        "contents-title": WordStyle("TOC Heading", "heading1", follow="BodyText"),
        "header": WordStyle("header", "footer"),
        "footer": WordStyle("footer", "footer"),
        "footnote": WordStyle("footnote text", "note"),
    }
)
"""Role → style."""
_LOGO = {"logo": WordStyle("Logo", "logo", follow="Title", own=True)}

HYPERLINK, REFERENCE, MARKING = "Hyperlink", "CrossReference", "Marking"
FOOTNOTE_MARK = "FootnoteReference"

_FARTHEST = 31
"""The greatest distance in points that Word allows between a border and its text (17.3.1.7)."""


def styles(look: Look, language: str) -> str:
    """Return the styles part (17.7)."""
    paragraphs = "".join(_paragraph_style(named, look) for named in dict.fromkeys(roles(look).values()))
    boxes = "".join(_box_styles(role, style, look) for role, style in look.boxes.items() if framed(style))
    return (
        f"{wml.DECLARATION}<w:styles {wml.NAMESPACES}>{_defaults(look, language)}{_DEFAULTS}"
        f"{paragraphs}{boxes}{_characters(look)}{table_styles(look)}</w:styles>"
    )


def roles(look: Look) -> Mapping[str, WordStyle]:
    """Return role → style; a look without a logo needs none for it."""
    return {**ROLES, **_LOGO} if look.logo else ROLES


def framed(style: BoxStyle) -> bool:
    """Return whether a box shows: it has a ground or a rule."""
    return bool(style.fill or style.rule)


def style_ids(look: Look) -> dict[str, str]:
    """Return role → id of its style, boxes and the table included."""
    boxes = [_box_named(role) for role, style in look.boxes.items() if framed(style)]
    flat = {role: named.id for pair in boxes for role, named in pair.items()}
    return (
        {role: named.id for role, named in roles(look).items()}
        | flat
        | {
            "status": TABLE,
            "matrix": MATRIX,
            "link": HYPERLINK,
            "reference": REFERENCE,
            "marking": MARKING,
            "footnote-mark": FOOTNOTE_MARK,
        }
    )


def places() -> dict[str, ListPlace]:
    """Return role → the place among the lists that its style is tied to."""
    numbered = ((role, named.number) for role, named in ROLES.items())
    return {role: ListPlace(place[0], place[1], place[0]) for role, place in numbered if place}


def token(role: str, look: Look) -> TextStyle:
    """Return the token that sets a role: `heading1`, `box-summary`, `box-summary-list`, ..."""
    if not role.startswith("box-"):
        return look.styles[roles(look)[role].token]
    if role.endswith("-list"):
        return look.styles["list1"]
    return look.styles[look.box_body if role == "box-bottom-line" else "body"]


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
    """Return the defaults, and the style that all others are based on.

    Why the colour stands in that: LibreOffice prints a default colour over that of links in tables.
    """
    body = look.styles["body"]
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" '
        f'w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>{_size(body)}'
        f'<w:lang w:val="{wml.escaped(language)}" w:eastAsia="{wml.escaped(language)}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr><w:widowControl/>{wml.spacing(0, 0, body.leading)}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{Theme.of(look).colour(body.colour)}</w:rPr></w:style>"
    )


_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)


def _paragraph_style(named: WordStyle, look: Look) -> str:
    text = look.styles[named.token]
    return _style(named, _paragraph_properties(named, text, look), _run_properties(text, look))


def _style(named: WordStyle, paragraph: str, run: str) -> str:
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
    lines = "<w:keepLines/>" if token.keep_next else ""
    number = wml.numbering(*named.number) if named.number else ""
    left = wml.indent(token.indent, token.hanging) if token.indent or token.hanging else ""
    outline = f'<w:outlineLvl w:val="{named.outline}"/>' if named.outline is not None else ""
    gaps = wml.spacing(token.before, token.after, token.leading)
    return f"{keep}{lines}{number}{_tabs(named, look)}{gaps}{left}{outline}"


def _tabs(named: WordStyle, look: Look) -> str:
    if named.token.startswith("contents"):
        return wml.right_tab(look.page.text_width, "dot")
    return wml.right_tab(look.page.text_width) if named.name in ("header", "footer") else ""


def _run_properties(token: TextStyle, look: Look) -> str:
    body = look.styles["body"]
    bold = "<w:b/><w:bCs/>" if token.bold else ""
    ink = Theme.of(look).colour(token.colour) if token.colour != body.colour else ""
    return f"{bold}{ink}{_size(token) if token.size != body.size else ''}"


def _size(token: TextStyle) -> str:
    size = round(2 * token.size)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _box_named(role: str) -> dict[str, WordStyle]:
    """Return the two styles of a box: its paragraphs, and the items of its lists."""
    name = f"Box {role.replace('-', ' ').title()}"
    paragraph = WordStyle(name, "body", own=True)
    items = WordStyle(f"{name} List", "body", base=paragraph.id, own=True)
    return {f"box-{role}": paragraph, f"box-{role}-list": items}


def _box_styles(role: str, style: BoxStyle, look: Look) -> str:
    text, items = (token(key, look) for key in (f"box-{role}", f"box-{role}-list"))
    left, right = box_sides(style)
    gaps = wml.spacing(text.before, text.after, text.leading)
    whole = f"<w:keepLines/>{box_frame(Theme.of(look), style)}{gaps}{wml.indent(left, right=right)}"
    closer = wml.spacing(items.before, items.after, items.leading)
    size = _size(items) if items.size != text.size else ""
    first, second = _box_named(role).values()
    return _style(first, whole, _run_properties(text, look)) + _style(second, closer, size)


def _characters(look: Look) -> str:
    marking, theme = look.styles["marking"], Theme.of(look)
    accent = theme.colour(look.palette.accent)
    return "".join(
        f'<w:style w:type="character"{custom} w:styleId="{ident}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{properties}</w:rPr></w:style>'
        for ident, name, custom, properties in (
            (HYPERLINK, "Hyperlink", "", f'{accent}<w:u w:val="single"/>'),
            (REFERENCE, "Cross Reference", ' w:customStyle="1"', accent),
            (FOOTNOTE_MARK, "footnote reference", "", '<w:vertAlign w:val="superscript"/>'),
            (MARKING, "Marking", ' w:customStyle="1"', f"<w:b/><w:bCs/>{theme.colour(marking.colour)}{_size(marking)}"),
        )
    )
