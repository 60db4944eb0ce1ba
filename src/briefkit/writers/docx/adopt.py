"""An organisation's styles and lists, with ours added where it has none, and the look that the two give together.

Where both have a style of one name, the organisation's is used.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from lxml import etree

from briefkit.errors import Place, Problem, UsageError
from briefkit.look import LINE, TWIPS, Look, TextStyle
from briefkit.look.typeface import Typeface
from briefkit.writers.docx.cascade import Cascade, Setting, chain
from briefkit.writers.docx.context import Stylesheet
from briefkit.writers.docx.families import LetterFamily, wider
from briefkit.writers.docx.numbering import PLACES, SHARED, ListPlace, Restart, instance, numbering
from briefkit.writers.docx.opening import BROKEN, opened
from briefkit.writers.docx.roles import named_styles
from briefkit.writers.docx.styles import ROLES, style_ids, styles
from briefkit.writers.docx.template import Template
from briefkit.writers.docx.wml import NAMESPACES, W, get
from briefkit.writers.docx.wordfile import key, parsed, text

_RENAMED = {"Header": "Brief Header", "Footer": "Brief Footer"}
"""Id → name of styles that the template never gives. Why: its tab stops would put the marking elsewhere."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """A template's lists, and the greatest numbers in them: ours are numbered after those."""

    root: etree._Element
    abstract: int
    instance: int


def template(
    data: bytes,
    name: str,
    named: Mapping[str, str] = MappingProxyType({}),
    places: Mapping[str, Place] = MappingProxyType({}),
) -> Template:
    """Return what a .docx or .dotx file gives; UsageError, with its name, where it is broken or holds macros.

    `named` gives entries of the look styles of the template: `{"heading1": "Library Head 1"}`; `places` tells where
    the house file does so, by key: `styles.heading1`.
    """
    try:
        given = opened(data, name)
        given = replace(given, named=named_styles(given, named, places))
        adopted(given, Look(), "en")
    except BROKEN:
        hint = "Open it in Word and save it again as .docx or .dotx, without a password."
        raise UsageError(Problem("U07", f"{name} is not a Word document or template", hint=hint)) from None
    return given


def adopted(template: Template, look: Look, language: str) -> Stylesheet:
    """Return a template's styles and lists, with ours where it has none of that name."""
    theirs, root, theme = parsed(template.styles), parsed(template.numbering), parsed(template.theme)
    lists = _Lists(root, _greatest(root, "abstractNum", "abstractNumId"), _greatest(root, "num", "numId"))
    ours = look.typeface
    look = proportioned(replace(look, page=template.page), Cascade((theirs, root, theme), ours).normal)
    _speak(theirs, language)
    named = _renamed(parsed(styles(look, language).encode()), template.named, look)
    ids, added = _merge(theirs, named, lists.instance)
    _add_lists(lists, {own: name for own, name in ids.items() if name in added})
    roles = {role: ids[own] for role, own in style_ids(look).items()}
    foreign = frozenset(role for role, name in roles.items() if name not in added)
    own = {role: _place(place, theirs, roles[role] if role in foreign else "", lists) for role, place in PLACES.items()}
    restarts = partial(_with_restarts, root)
    sheet = Stylesheet(look, text(theirs), text(theme), restarts, roles, own, lists.instance + SHARED, foreign)
    return _as_set(sheet, Cascade((theirs, root, theme), ours))


def _renamed(ours: etree._Element, named: Mapping[str, str], look: Look) -> etree._Element:
    """Give the styles of roles the names that a house has for them, and some a name that no template has."""
    names = _RENAMED | {own: named[role] for role, own in style_ids(look).items() if role in named}
    for style in ours.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and (new := names.get(get(style, "styleId"))):
            name.set(f"{W}val", new)
            style.set(f"{W}customStyle", "1")
    return ours


def _merge(theirs: etree._Element, ours: etree._Element, shift: int) -> tuple[Mapping[str, str], set[str]]:
    """Add the styles of ours that the template lacks; return our id → id, and the ids of those added."""
    known = {key(style): get(style, "styleId") for style in theirs.iter(f"{W}style")}
    defaults = {get(style, "type") for style in theirs.iter(f"{W}style") if get(style, "default") in {"1", "true"}}
    taken = {name.lower() for name in known.values()}
    ids, added = {}, []
    for style in ours.iter(f"{W}style"):
        own = get(style, "styleId")
        ids[own] = known.get(key(style)) or own + "Brief" * (own.lower() in taken)
        if key(style) not in known:
            added.append(style)
    for style in added:
        style.set(f"{W}styleId", ids[get(style, "styleId")])
        if get(style, "type") in defaults:
            style.attrib.pop(f"{W}default", "")
        for link in style.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
            link.set(f"{W}val", ids[get(link, "val")])
        _grow(style, "numId", "val", shift)
    theirs.extend(added)
    return ids, {get(style, "styleId") for style in added}


def _add_lists(lists: _Lists, added: Mapping[str, str]) -> None:
    """Add our lists; a level is tied to its style only where the style is ours."""
    ours = parsed(numbering(Look(), ()).encode())
    _grow(ours, "abstractNum", "abstractNumId", lists.abstract)
    _grow(ours, "abstractNumId", "val", lists.abstract)
    _grow(ours, "num", "numId", lists.instance)
    for level in ours.iter(f"{W}lvl"):
        tie = level.find(f"{W}pStyle")
        if tie is not None and get(tie, "val") in added:
            tie.set(f"{W}val", added[get(tie, "val")])
        elif tie is not None:
            level.remove(tie)
    first = len(lists.root.findall(f"{W}abstractNum"))
    lists.root[first:first] = ours.findall(f"{W}abstractNum")
    lists.root.extend(ours.findall(f"{W}num"))


def _place(place: ListPlace, theirs: etree._Element, style: str, lists: _Lists) -> ListPlace:
    """Return the place of a role among the lists: that of the template's style, if it has one; else ours."""
    number, level = _numbered(theirs, style)
    for num in lists.root.iter(f"{W}num"):
        if get(num, "numId") == number:
            return ListPlace(int(get(num.find(f"{W}abstractNumId"), "val")), level, int(number))
    return ListPlace(place.abstract + lists.abstract, place.level, place.instance + lists.instance, tied=not style)


def _numbered(theirs: etree._Element, name: str) -> tuple[str, int]:
    """Return the list instance and level of a style, its own or that of a style it is based on."""
    known = {get(style, "styleId"): style for style in theirs.iter(f"{W}style")}
    numbered = (own for style in chain(known, name) if (own := style.find(f"{W}pPr/{W}numPr")) is not None)
    own = next(numbered, None)
    return ("", 0) if own is None else (get(own.find(f"{W}numId"), "val"), int(get(own.find(f"{W}ilvl"), "val") or 0))


def _with_restarts(root: etree._Element, restarts: Sequence[Restart]) -> str:
    whole = deepcopy(root)
    own = f"<w:numbering {NAMESPACES}>{''.join(map(instance, restarts))}</w:numbering>"
    whole.extend(parsed(own.encode()))
    return text(whole)


def _speak(theirs: etree._Element, language: str) -> None:
    """Make a language the default of the styles."""
    node = theirs
    for name in ("docDefaults", "rPrDefault", "rPr"):
        child = node.find(f"{W}{name}")
        if child is None:
            child = etree.Element(f"{W}{name}")
            node.insert(0, child)
        node = child
    etree.SubElement(node, f"{W}lang", {f"{W}val": language})


def _greatest(root: etree._Element, tag: str, attribute: str) -> int:
    return max((int(get(node, attribute)) for node in root.iter(f"{W}{tag}")), default=0)


def _grow(root: etree._Element, tag: str, attribute: str, by: int) -> None:
    for node in root.iter(f"{W}{tag}"):
        node.set(f"{W}{attribute}", str(int(get(node, attribute)) + by))


_FIXED = ("marking", "footer")
"""What stands in the margins: a marking has 12 points at least, and the footer's words keep to their line."""


def proportioned(look: Look, normal: Setting) -> Look:
    """Return a look with all sizes larger or smaller, as a template's usual text is against ours."""
    factor = normal.style.size / look.styles["body"].size
    sizes = {token: style.size * factor for token, style in look.styles.items()}
    sizes |= {
        "marking": look.styles["marking"].size,
        "footer": int(2 * look.styles["footer"].size / normal.family.ratio(look.typeface, bold=False)) / 2,
    }
    return replace(
        look, styles={token: replace(style, size=round(2 * sizes[token]) / 2) for token, style in look.styles.items()}
    )


def _as_set(sheet: Stylesheet, cascade: Cascade) -> Stylesheet:
    """Return a stylesheet whose look has the sizes, lines and gaps that its styles set."""
    look = sheet.look
    settings = {role: cascade.setting(sheet.ids[role]) for role in ROLES}
    by_token = {named.token: settings[role] for role, named in reversed(list(ROLES.items()))}
    styles = {token: by_token[token].style if token in by_token else style for token, style in look.styles.items()}
    families = {token: setting.family for token, setting in by_token.items()}
    columns = _columns(families["table-body"], styles["table-body"], styles["table-body"].size, look.typeface)
    outlines = {role: setting.outline for role, setting in settings.items()}
    return replace(sheet, look=replace(look, styles=styles, columns=columns), families=families, outlines=outlines)


def matched(look: Look, sheet: Stylesheet) -> Look:
    """Return the look in which a PDF breaks into the lines and pages of Word files with these styles.

    Why other sizes: our letters are narrower than most. So they are set in the size at which they are as wide as the
    template's, on lines as high as its lines.
    """
    set_as, families = sheet.look, sheet.families
    styles = {
        token: _matched(style, set_as.styles[token], families[token], look.typeface) if token in families else style
        for token, style in look.styles.items()
    }
    styles |= {token: look.styles[token] for token in _FIXED}
    columns = _columns(families["table-body"], set_as.styles["table-body"], styles["table-body"].size, look.typeface)
    return replace(look, page=set_as.page, styles=styles, columns=columns)


def _columns(family: LetterFamily, style: TextStyle, size: float, ours: Typeface) -> Typeface:
    """Return letters as wide as the wider of the Word file's and the PDF's, so that both get the same columns.

    `style` is how the template sets a table's text, `size` the size at which widths will be asked for.
    """
    return wider(family.widths, style.size / size, ours, style.size * family.ratio(ours, bold=style.bold) / size)


def _matched(own: TextStyle, style: TextStyle, family: LetterFamily, ours: Typeface) -> TextStyle:
    size = round(style.size * family.ratio(ours, bold=style.bold), 2)
    return replace(style, size=size, leading=style.line * TWIPS / round(LINE * size * TWIPS), colour=own.colour)
