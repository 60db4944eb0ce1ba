"""Pictures from outside: read within limits, and written anew, so that nothing of the file gets into a brief unseen."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from briefkit.document import Image

MOST_PIXELS = 40_000_000

_SIDE = 2_000
"""Pixels of the longer side that a page can show: about 300 to the inch at the width of its text."""
_SAVED: Mapping[str, Mapping[str, Any]] = {"PNG": {"optimize": True}, "JPEG": {"quality": 90, "subsampling": 0}}


def image(data: bytes) -> Image:
    """Return a PNG or JPEG file as an image; raises ValueError, with words for the user, where it cannot be.

    It is turned upright, put on white where it is transparent, brought to sRGB and 8 bits, and made no larger than a
    page can show; descriptions, places and previews that cameras and programs leave in a file are not kept.
    """
    with catch_warnings():
        simplefilter("error")
        try:
            with Pillow.open(BytesIO(data), formats=tuple(_SAVED)) as opened:
                _measure(opened)
                return _written(_plain(opened), str(opened.format))
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning):
            raise ValueError(f"has more than {MOST_PIXELS // 1_000_000} million pixels") from None
        except Exception:  # noqa: BLE001 - a damaged file raises anything: struct.error, SyntaxError, zlib.error, …
            raise ValueError("is neither a sound PNG nor a sound JPEG file") from None


def _measure(opened: Pillow.Image) -> None:
    """Refuse more pixels than the limit, before they are unpacked."""
    if opened.width * opened.height > MOST_PIXELS:
        raise Pillow.DecompressionBombError


def _plain(opened: Pillow.Image) -> Pillow.Image:
    """Return the pixels upright, opaque, in grey or sRGB, and few enough."""
    profile = opened.info.get("icc_profile")
    upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith("I"):
        upright = upright.convert("I").point(lambda value: value / 257).convert("L")
    if upright.has_transparency_data:
        layered = upright.convert("RGBA")
        upright = Pillow.alpha_composite(Pillow.new("RGBA", layered.size, "white"), layered).convert("RGB")
    elif profile and upright.mode in {"RGB", "CMYK"}:
        upright = _in_srgb(upright, profile)
    plain = upright.convert("L" if upright.mode in {"1", "L"} else "RGB")
    plain.thumbnail((_SIDE, _SIDE), Pillow.Resampling.LANCZOS)
    return plain


def _in_srgb(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    srgb = ImageCms.createProfile("sRGB")
    try:
        changed = ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode="RGB")
    except ImageCms.PyCMSError:
        return picture
    return changed or picture


def _written(picture: Pillow.Image, kind: str) -> Image:
    picture.info.clear()
    out = BytesIO()
    picture.save(out, kind, **_SAVED[kind])
    data = out.getvalue()
    return Image(data, "png" if kind == "PNG" else "jpeg", *picture.size, 1 if picture.mode == "L" else 3)
