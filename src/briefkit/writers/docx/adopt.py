"""Put our styles and lists into an organisation's, which go first: a style of theirs with the name is the one used."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812

from lxml import etree

from briefkit.errors import Problem, UsageError
from briefkit.look import Look
from briefkit.writers.docx.numbering import SHARED, Place, Restart, instance, numbering
from briefkit.writers.docx.styles import places, style_ids, styles
from briefkit.writers.docx.stylesheet import Stylesheet
from briefkit.writers.docx.template import Template, opened
from briefkit.writers.docx.theme import Theme
from briefkit.writers.docx.wml import DECLARATION, NAMESPACES, W

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_NO_LISTS = f"<w:numbering {NAMESPACES}/>".encode()
_RENAMED = {"header": "Brief Header", "footer": "Brief Footer"}
"""Why: tab stops of theirs would put the marking elsewhere."""
_LEFT_OUT = ("rsid", "lang", "numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup")
"""Elements that a template does not give: who worked on it when, its language, pictures."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a template, and by how much the numbers of ours grow beside them."""

    root: etree._Element
    abstract: int
    instance: int


_WIDE = 1.2
"""How much wider than Calibri a template's family may be: Georgia and Verdana are."""
_BROKEN = (BadZipFile, DeflateError, etree.LxmlError, LookupError, ValueError, AttributeError, RuntimeError, OSError)
"""What opening a damaged file raises."""


def template(data: bytes, name: str) -> Template:
    """Return what a .docx or .dotx file gives; UsageError, with its name, where it is broken or holds macros."""
    try:
        found = opened(data, name)
        adopted(found, Look(), "en")
    except _BROKEN:
        hint = "Open it in Word and save it again as .docx or .dotx, without a password."
        raise UsageError(Problem("U07", f"{name} is not a Word document or template", hint=hint)) from None
    return found


def adopted(template: Template, look: Look, language: str) -> Stylesheet:
    """Return a template's styles and lists, with ours where it has none of that name."""
    theirs, root = _cleaned(template.styles), _cleaned(template.numbering or _NO_LISTS)
    lists = _Lists(root, _greatest(root, "abstractNum", "abstractNumId"), _greatest(root, "num", "numId"))
    _speak(theirs, language)
    ids, added = _merge(theirs, _parsed(styles(look, language).encode()), lists.instance)
    _add_lists(lists, {own: name for own, name in ids.items() if name in added})
    roles = {role: ids[own] for role, own in style_ids(look).items()}
    foreign = frozenset(role for role, name in roles.items() if name not in added)
    return Stylesheet(
        _text(theirs),
        _text(_parsed(template.theme)) if template.theme else Theme.of(look).part(),
        partial(_with_restarts, root),
        roles,
        {
            role: _place(place, theirs, roles[role] if role in foreign else "", lists)
            for role, place in places().items()
        },
        lists.instance + max(SHARED),
        _WIDE,
        foreign,
    )


def _merge(theirs: etree._Element, ours: etree._Element, shift: int) -> tuple[Mapping[str, str], set[str]]:
    """Add what they lack of our styles; return our id → id, and the ids of those added."""
    _unite(theirs)
    known = {_key(style): _get(style, "styleId") for style in theirs.iter(f"{W}style")}
    defaults = {_get(style, "type") for style in theirs.iter(f"{W}style") if _get(style, "default") in {"1", "true"}}
    taken = {name.lower() for name in known.values()}
    ids, added = {}, []
    for style in ours.iter(f"{W}style"):
        _rename(style)
        own = _get(style, "styleId")
        ids[own] = known.get(_key(style)) or own + "Brief" * (own.lower() in taken)
        if _key(style) not in known:
            added.append(style)
    for style in added:
        style.set(f"{W}styleId", ids[_get(style, "styleId")])
        if _get(style, "type") in defaults:
            style.attrib.pop(f"{W}default", "")
        for link in style.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
            link.set(f"{W}val", ids[_get(link, "val")])
        _grow(style, "numId", "val", shift)
    theirs.extend(added)
    return ids, {_get(style, "styleId") for style in added}


def _unite(theirs: etree._Element) -> None:
    """Make one of their styles of one name, which LibreOffice writes."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for style in theirs.findall(f"{W}style"):
        own = _get(style, "styleId")
        if first.setdefault(_key(style), own) != own:
            same[own] = first[_key(style)]
            theirs.remove(style)
    for link in theirs.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
        link.set(f"{W}val", same.get(_get(link, "val"), _get(link, "val")))


def _rename(style: etree._Element) -> None:
    name = style.find(f"{W}name")
    if name is not None and (new := _RENAMED.get(_get(name, "val"))):
        name.set(f"{W}val", new)
        style.set(f"{W}customStyle", "1")


def _key(style: etree._Element) -> tuple[str, str]:
    """Return what tells styles apart in any language: type and name."""
    return _get(style, "type"), _get(style.find(f"{W}name"), "val").lower()


def _add_lists(lists: _Lists, added: Mapping[str, str]) -> None:
    """Add our lists; a level is tied to its style only where the style is ours."""
    ours = _parsed(numbering(Look(), ()).encode())
    _grow(ours, "abstractNum", "abstractNumId", lists.abstract)
    _grow(ours, "abstractNumId", "val", lists.abstract)
    _grow(ours, "num", "numId", lists.instance)
    for level in ours.iter(f"{W}lvl"):
        tie = level.find(f"{W}pStyle")
        if tie is not None and _get(tie, "val") in added:
            tie.set(f"{W}val", added[_get(tie, "val")])
        elif tie is not None:
            level.remove(tie)
    first = len(lists.root.findall(f"{W}abstractNum"))
    lists.root[first:first] = ours.findall(f"{W}abstractNum")
    lists.root.extend(ours.findall(f"{W}num"))


def _place(place: Place, theirs: etree._Element, style: str, lists: _Lists) -> Place:
    """Return the place of a list's role: that of their style, if it has one; else ours."""
    number, level = _numbered(theirs, style)
    for num in lists.root.iter(f"{W}num"):
        if _get(num, "numId") == number:
            return Place(int(_get(num.find(f"{W}abstractNumId"), "val")), level, int(number))
    return Place(place.abstract + lists.abstract, place.level, place.instance + lists.instance, tied=not style)


def _numbered(theirs: etree._Element, name: str) -> tuple[str, int]:
    """Return the list instance and level of a style, its own or that of a style it is based on."""
    known = {_get(style, "styleId"): style for style in theirs.iter(f"{W}style")}
    for _ in known:
        style = known.get(name)
        if style is None:
            break
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            return _get(own.find(f"{W}numId"), "val"), int(_get(own.find(f"{W}ilvl"), "val") or 0)
        name = _get(style.find(f"{W}basedOn"), "val")
    return "", 0


def _with_restarts(root: etree._Element, restarts: Sequence[Restart]) -> str:
    whole = deepcopy(root)
    own = f"<w:numbering {NAMESPACES}>{''.join(map(instance, restarts))}</w:numbering>"
    whole.extend(_parsed(own.encode()))
    return _text(whole)


def _speak(theirs: etree._Element, language: str) -> None:
    """Make a language the styles' default."""
    node = theirs
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = node.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            node.insert(0, found)
        node = found
    etree.SubElement(node, f"{W}lang", {f"{W}val": language})


def _cleaned(part: bytes) -> etree._Element:
    root = _parsed(part)
    for node in list(root.iter(*(f"{W}{name}" for name in _LEFT_OUT))):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return root


def _greatest(root: etree._Element, tag: str, attribute: str) -> int:
    return max((int(_get(node, attribute)) for node in root.iter(f"{W}{tag}")), default=0)


def _grow(root: etree._Element, tag: str, attribute: str, by: int) -> None:
    for node in root.iter(f"{W}{tag}"):
        node.set(f"{W}{attribute}", str(int(_get(node, attribute)) + by))


def _get(node: etree._Element | None, name: str) -> str:
    return "" if node is None else node.get(f"{W}{name}", "")


def _parsed(part: bytes) -> etree._Element:
    return etree.fromstring(part, _PARSER)


def _text(root: etree._Element) -> str:
    return DECLARATION + etree.tostring(root, encoding="unicode")
