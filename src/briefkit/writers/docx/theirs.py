"""A template's styles, lists and theme as they are taken: what is known of them, and of one name one style."""

from collections.abc import Collection

from lxml import etree

from briefkit.writers.docx.cleaning import A
from briefkit.writers.docx.source import PARSER
from briefkit.writers.docx.wml import DECLARATION, W

_PROPERTIES = (
    "pPr rPr pStyle rStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId "
    "suppressLineNumbers pBdr shd tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
    "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection "
    "textAlignment outlineLvl rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "color w kern position sz szCs highlight u bdr fitText vertAlign rtl cs em "
    "top left start bottom right end insideH insideV between bar tl2br tr2bl"
)
_STYLES = frozenset(
    f"{W}{name}"
    for name in (
        "styles docDefaults rPrDefault pPrDefault latentStyles lsdException style name aliases basedOn next link "
        "uiPriority semiHidden unhideWhenUsed qFormat locked tblPr tblStyleRowBandSize tblStyleColBandSize tblW tblInd "
        "tblBorders tblLayout tblCellMar tblLook tblCellSpacing trPr cantSplit tblHeader trHeight tcPr tcBorders tcMar "
        f"vAlign noWrap tblStylePr {_PROPERTIES}"
    ).split()
)
_LISTS = frozenset(
    f"{W}{name}"
    for name in (
        "numbering abstractNum nsid multiLevelType tmpl styleLink numStyleLink lvl start numFmt lvlRestart isLgl suff "
        f"lvlText lvlJc num abstractNumId lvlOverride startOverride name {_PROPERTIES}"
    ).split()
)
_DRAWN = (
    "theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink "
    "folHlink srgbClr sysClr schemeClr fontScheme majorFont minorFont latin ea cs font fmtScheme fillStyleLst "
    "lnStyleLst effectStyleLst bgFillStyleLst solidFill gradFill gsLst gs lin path fillToRect tint shade "
    "satMod lumMod lumOff alpha hueMod ln prstDash round miter bevel effectStyle effectLst outerShdw innerShdw "
    "scene3d camera rot lightRig sp3d bevelT noFill"
)
_THEME = frozenset(f"{A}{name}" for name in _DRAWN.split())
MOST_STYLES = 2_000


def sheet(part: bytes) -> etree._Element:
    """Return the styles part with what is known of it, the second of two styles of one name left out."""
    root = _known(parsed(part), _STYLES)
    _unite(root)
    return root


def lists(part: bytes) -> etree._Element:
    """Return the numbering part with what is known of it."""
    return _known(parsed(part), _LISTS)


def theme(part: bytes) -> etree._Element:
    """Return the theme part with what is known of it."""
    return _known(parsed(part), _THEME)


def key(style: etree._Element) -> tuple[str, str]:
    """Return what tells styles apart in any language: type and name."""
    return get(style, "type"), get(style.find(f"{W}name"), "val").lower()


def get(node: etree._Element | None, name: str) -> str:
    """Return an attribute of WordprocessingML; empty where there is none."""
    return "" if node is None else node.get(f"{W}{name}", "")


def parsed(part: bytes) -> etree._Element:
    """Return the root element of a part; entities are not resolved."""
    return etree.fromstring(part, PARSER)


def text(root: etree._Element) -> str:
    """Return a part as text."""
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _known(root: etree._Element, tags: Collection[str]) -> etree._Element:
    """Take out what is not known: elements with all that stands in them, attributes of other vocabularies."""
    for node in list(root.iter()):
        if node.tag not in tags and (parent := node.getparent()) is not None:
            parent.remove(node)
            continue
        for name in [
            name
            for name in map(str, node.attrib)
            if "rsid" in name or (name.startswith("{") and not name.startswith(W))
        ]:
            del node.attrib[name]
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "a"])
    return root


def _unite(theirs: etree._Element) -> None:
    """Make one of their styles of one name, which LibreOffice writes."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for style in theirs.findall(f"{W}style"):
        own = get(style, "styleId")
        if first.setdefault(key(style), own) != own:
            same[own] = first[key(style)]
            theirs.remove(style)
    for link in theirs.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
        link.set(f"{W}val", same.get(get(link, "val"), get(link, "val")))
