"""Picture files for the tests, made with Pillow."""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image as Pillow

from briefkit.document import Image
from briefkit.look.images import image


def saved(picture: Pillow.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@cache
def bars(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """Return a file that shows a bar on white."""
    picture = Pillow.new(mode, (width, height), "white")
    picture.paste("navy" if mode == "RGB" else 30, (width // 4, height // 4, width // 2, height))
    return saved(picture, kind)


@cache
def drawn(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> Image:
    """Return the same as a page takes it."""
    return image(bars(width, height, kind, mode))
