"""The theme: the look's colours and family under the names by which Word's own menus offer them."""

from briefkit.look import ACCENT, INK, MUTED, RULE, SAND, TINT
from briefkit.writers.docx.wml import DECLARATION

FONT = "Calibri"
"""On every Word; LibreOffice sets Carlito for it, which has the same widths and which the PDF embeds."""

_GOLD, _GREY = "8A6D1F", "7F7F7F"
_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": MUTED,
    "lt2": TINT,
    "accent1": ACCENT,
    "accent2": _GOLD,
    "accent3": RULE,
    "accent4": SAND,
    "accent5": MUTED,
    "accent6": _GREY,
    "hlink": ACCENT,
    "folHlink": MUTED,
}
_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}
_THEMED = {colour: _NAMES.get(slot, slot) for slot, colour in reversed(_COLOURS.items())}

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_SOLID}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def colour(value: str) -> str:
    """Return `w:color`, tied to the theme where the theme has the colour."""
    themed = _THEMED.get(value)
    return f'<w:color w:val="{value}"' + (f' w:themeColor="{themed}"/>' if themed else "/>")


def shading(value: str) -> str:
    """Return `w:shd` of one plain colour."""
    themed = _THEMED.get(value)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"' + (f' w:themeFill="{themed}"/>' if themed else "/>")


def border(side: str, size: int, space: int, value: str) -> str:
    """Return one side of a border: `size` in eighths of a point, `space` in points."""
    themed = _THEMED.get(value)
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{value}"' + (
        f' w:themeColor="{themed}"/>' if themed else "/>"
    )


def theme() -> str:
    """Return the theme part (20.1.6.9)."""
    colours = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in _COLOURS.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind in ("majorFont", "minorFont")
    )
    formats = (
        f"<a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst>"
    )
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="Brief"><a:themeElements>'
        f'<a:clrScheme name="Brief">{colours}</a:clrScheme><a:fontScheme name="Brief">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Brief">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )
