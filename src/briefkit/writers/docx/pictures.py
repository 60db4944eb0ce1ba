"""Pictures in the line of the text (DrawingML, ECMA-376 part 1, 20.4.2.8)."""

from briefkit.writers.docx.wml import escaped

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700
"""In a point."""


def reference_to(number: int) -> str:
    """Return the id of the relationship to a picture."""
    return f"rIdPicture{number}"


def drawing(number: int, identity: int, size: tuple[float, float], alt: str) -> str:
    """Return a picture for a run: its number, a number of this place, width and height in points, what it shows."""
    width, height = (round(points * _EMU) for points in size)
    about = f'id="{identity}" name="Picture {identity}" descr="{escaped(alt)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {about}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{reference_to(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
