"""Pictures from outside: read within limits and re-encoded, so that no hidden data of the file gets into a brief."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from briefkit.document import Image
from briefkit.errors import RefusalError

MOST_PIXELS = 40_000_000

_LONGEST = 20_000
"""Pixels of a side: a picture of one long row takes much more memory than its pixels."""
_SCANS = 50
"""Times that a JPEG file may paint its picture; programs write about ten, and each takes time with all its pixels."""
_SIDE = 2_000
"""Pixels of the longer side that a page can show: about 300 to the inch at the width of its text."""
_SMALLER = f"Save it smaller: a page shows {_SIDE:,} pixels of its longer side."
_ANEW = "Open it and save it as PNG, or a photograph as JPEG."
_SAVED: Mapping[str, Mapping[str, Any]] = {"PNG": {"optimize": True}, "JPEG": {"quality": 90, "subsampling": 0}}


class ImageError(RefusalError):
    """A picture is refused; the reason is a predicate."""


def image(data: bytes) -> Image:
    """Return a PNG or JPEG file as an image; raises ImageError where it cannot be.

    It is turned upright, put on white where it is transparent, brought to sRGB and 8 bits, and made no larger than a
    page can show; descriptions, places and previews that cameras and programs leave in a file are not kept.
    """
    with catch_warnings():
        simplefilter("ignore")
        simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(BytesIO(data), formats=tuple(_SAVED)) as opened:
                _measure(opened, data)
                return _encoded(_plain(opened), "PNG" if opened.format == "PNG" else "JPEG")
        except ImageError:
            raise
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            raise ImageError(f"has more than {MOST_PIXELS // 1_000_000} million pixels", _SMALLER) from None
        except Exception:  # noqa: BLE001 - a damaged file raises anything: struct.error, SyntaxError, zlib.error, …
            raise ImageError("is neither a sound PNG nor a sound JPEG file", _ANEW) from None


def pixels(data: bytes) -> int:
    """Return the number of pixels that a picture declares, without unpacking it; 0 where it is damaged."""
    with catch_warnings():
        simplefilter("ignore")
        try:
            with Pillow.open(BytesIO(data), formats=tuple(_SAVED)) as opened:
                return opened.width * opened.height
        except Exception:  # noqa: BLE001 - as in `image`, which tells what is wrong
            return 0


def _measure(opened: Pillow.Image, data: bytes) -> None:
    """Refuse more pixels than the limit, or more scans, before they are unpacked."""
    if opened.width * opened.height > MOST_PIXELS:
        raise Pillow.DecompressionBombError
    if max(opened.size) > _LONGEST:
        raise ImageError(f"is longer than {_LONGEST:,} pixels", _SMALLER)
    if opened.format != "PNG" and data.count(b"\xff\xda") > _SCANS:
        raise ImageError(f"is painted in more than {_SCANS} scans", _ANEW)


def _plain(opened: Pillow.Image) -> Pillow.Image:
    """Return the pixels upright, opaque, in grey or sRGB, and few enough."""
    profile = opened.info.get("icc_profile")
    opaque = _on_white(ImageOps.exif_transpose(opened))
    if opaque.mode not in {"1", "L", "CMYK"}:
        opaque = opaque.convert("RGB")
    if profile and opaque.mode in {"RGB", "CMYK"}:
        opaque = _in_srgb(opaque, profile)
    plain = opaque.convert("L" if opaque.mode in {"1", "L"} else "RGB")
    plain.thumbnail((_SIDE, _SIDE), Pillow.Resampling.LANCZOS)
    return plain


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture in 8 bits and without transparency, its colours as they were."""
    if picture.mode.startswith("I"):
        clear = picture.info.get("transparency")
        greys = [255 if value == clear else value // 257 for value in range(65_536)]
        return picture.convert("I").point(greys, "L")
    if not picture.has_transparency_data:
        return picture
    layered = picture.convert("RGBA")
    return Pillow.alpha_composite(Pillow.new("RGBA", layered.size, "white"), layered)


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    srgb = ImageCms.createProfile("sRGB")
    try:
        changed = ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode="RGB")
    except ImageCms.PyCMSError:
        return picture
    return changed or picture


def _encoded(picture: Pillow.Image, kind: str) -> Image:
    picture.info.clear()
    out = BytesIO()
    picture.save(out, kind, **_SAVED[kind])
    data = out.getvalue()
    return Image(data, "png" if kind == "PNG" else "jpeg", *picture.size, 1 if picture.mode == "L" else 3)
