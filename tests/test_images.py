"""Pictures from outside: what is taken, what of it is kept, what is refused."""

import random
import struct
import zlib
from collections import Counter
from importlib.resources import files
from io import BytesIO
from warnings import catch_warnings, simplefilter

import pytest
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin
from tests.pictures import bars, saved

from briefkit.document import Image
from briefkit.look.images import ImageError, image

SECRET = b"52.5163 N, 13.3777 E"


def shown(found: Image) -> Pillow.Image:
    """Return the pixels of an image."""
    return Pillow.open(BytesIO(found.data))


def chunks(png: bytes) -> list[bytes]:
    """Return the names of a PNG's chunks."""
    names, at = [], 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        names.append(name)
        at += 12 + length
    return names


PIXELS = [("PNG", mode) for mode in ("L", "RGB", "P", "1")] + [("JPEG", mode) for mode in ("L", "RGB", "CMYK")]


@pytest.mark.parametrize(("kind", "mode"), PIXELS)
def test_every_kind_of_pixel_is_taken(kind: str, mode: str) -> None:
    """Grey, colour, print colours, palettes, black and white: all come out as 8 bits, grey or sRGB."""
    picture = Pillow.new("L", (40, 30), 200)
    picture.paste(60, (10, 10, 20, 30))
    colours = 1 if mode in {"L", "1"} else 3
    found = image(saved(picture.convert(mode), kind))
    assert (found.kind, found.width, found.height, found.colours) == (kind.lower(), 40, 30, colours)
    assert shown(found).mode == ("L" if colours == 1 else "RGB")
    dark, light = (shown(found).convert("L").getpixel(at) for at in ((15, 20), (30, 5)))
    assert isinstance(dark, int)
    assert isinstance(light, int)
    assert dark < 80
    assert light > 180


def test_sixteen_bits_keep_their_greys() -> None:
    """A grey of 16 bits is the same grey in 8."""
    data = saved(Pillow.new("I;16", (4, 4), 0x8080), "PNG")
    assert shown(image(data)).getpixel((0, 0)) == 0x80


def test_what_is_transparent_is_white() -> None:
    """No picture is transparent: what shone through becomes white, half-transparent red pink."""
    picture = Pillow.new("RGBA", (2, 1), (255, 0, 0, 0))
    picture.putpixel((1, 0), (255, 0, 0, 127))
    found = shown(image(saved(picture, "PNG")))
    assert found.getpixel((0, 0)) == (255, 255, 255)
    assert found.getpixel((1, 0)) == (255, 128, 128)
    palette = Pillow.new("P", (1, 1))
    assert shown(image(saved(palette, "PNG", transparency=0))).getpixel((0, 0)) == (255, 255, 255)


def test_what_is_transparent_is_white_in_sixteen_bits() -> None:
    """A grey of 16 bits that a file calls transparent is white; its neighbour is not."""
    picture = Pillow.new("I;16", (2, 1), 0x1234)
    picture.putpixel((1, 0), 0x1235)
    found = shown(image(saved(picture, "PNG", transparency=0x1234)))
    assert (found.mode, found.getpixel((0, 0)), found.getpixel((1, 0))) == ("L", 255, 0x12)


def test_a_telephones_pictures_are_taken() -> None:
    """A JPEG that holds a second picture, or whose notes are damaged, is a photograph like any other."""
    picture = Pillow.new("RGB", (40, 20), "navy")
    twofold = saved(picture, "MPO", save_all=True, append_images=[picture])
    with Pillow.open(BytesIO(twofold)) as opened:
        assert opened.format == "MPO"
    found = image(twofold)
    assert (found.kind, found.width, found.height) == ("jpeg", 40, 20)
    notes = Pillow.Exif()
    notes[0x0112], notes[0x0131] = 6, SECRET.decode()
    damaged = bytearray(saved(picture, "JPEG", exif=notes))
    entry = damaged.index(b"\x01\x31\x00\x02")
    damaged[entry + 8 : entry + 12] = b"\x00\xff\xff\xff"
    with pytest.warns(UserWarning, match="Truncated"), Pillow.open(BytesIO(damaged)) as opened:
        opened.getexif()
    with catch_warnings():
        simplefilter("error")
        found = image(bytes(damaged))
    assert (found.kind, found.width, found.height) == ("jpeg", 20, 40)


def test_a_picture_stands_upright() -> None:
    """The turn that a camera notes is carried out."""
    turned = Pillow.Exif()
    turned[0x0112] = 6
    found = image(saved(Pillow.new("RGB", (40, 20)), "JPEG", exif=turned))
    assert (found.width, found.height) == (20, 40)


def test_nothing_is_kept_but_what_is_seen() -> None:
    """Places, comments, previews, text and profiles of a file do not reach a brief."""
    where = Pillow.Exif()
    where[0x010E] = SECRET.decode()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Pillow.new("RGB", (30, 20), "navy")
    for data in (
        saved(picture, "PNG", pnginfo=notes, exif=where, dpi=(300, 300), icc_profile=profile),
        saved(picture, "JPEG", exif=where, comment=SECRET, dpi=(300, 300), icc_profile=profile),
    ):
        assert SECRET in data
        found = image(data)
        assert SECRET not in found.data
        assert shown(found).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        if found.kind == "png":
            assert set(chunks(found.data)) == {b"IHDR", b"IDAT", b"IEND"}


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
@pytest.mark.parametrize(("profile", "colour"), [("swapped", (0, 0, 255)), ("sRGB", (255, 0, 0)), ("", (255, 0, 0))])
def test_colours_of_another_space_are_brought_to_ours(profile: str, colour: tuple[int, int, int], mode: str) -> None:
    """A profile in which red and blue change places makes red blue; one that says nothing does no harm."""
    srgb = (files("briefkit.writers.pdf") / "sRGB2014.icc").read_bytes()
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    data = {"swapped": swapped, "sRGB": srgb, "": b"no profile"}[profile]
    picture = Pillow.new("RGB", (4, 4), (255, 0, 0)).convert(mode)
    found = shown(image(saved(picture, "PNG", icc_profile=data))).getpixel((0, 0))
    assert isinstance(found, tuple)
    assert all(abs(is_ - wanted) <= 2 for is_, wanted in zip(found, colour, strict=True))


def test_a_large_picture_becomes_as_large_as_a_page_needs() -> None:
    """The longer side has at most 2,000 pixels, and the shape is kept; a small picture stays as it is."""
    assert (image(bars(4000, 1000)).width, image(bars(4000, 1000)).height) == (2000, 500)
    assert (image(bars(30, 20)).width, image(bars(30, 20)).height) == (30, 20)


def test_equal_files_give_equal_pictures() -> None:
    """The same file gives the same bytes, and a picture written anew stays as it is."""
    assert image(bars(60, 40, "JPEG")) == image(bars(60, 40, "JPEG"))
    assert image(image(bars(60, 40)).data) == image(bars(60, 40))


def header(width: int, height: int) -> bytes:
    """Return a PNG that promises pixels and has none."""
    bodies = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), b"IDAT" + zlib.compress(b"")
    parts = (struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)) for body in bodies)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(40_001, 1_000), (9_500, 9_500), (100_000, 100_000)])
def test_too_many_pixels_are_refused_unread(size: tuple[int, int]) -> None:
    """More than 40 million pixels are refused by the file's own word, before any is unpacked."""
    with pytest.raises(ImageError, match="has more than 40 million pixels"):
        image(header(*size))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        header(40, 30),
        bars(40, 30)[:-30],
        bars(40, 30, "JPEG")[:200],
        saved(Pillow.new("RGB", (4, 4)), "GIF"),
        saved(Pillow.new("RGB", (4, 4)), "TIFF"),
    ],
    ids=["empty", "svg", "pdf", "no pixels", "cut png", "cut jpeg", "gif", "tiff"],
)
def test_what_is_no_sound_picture_is_refused(data: bytes) -> None:
    """Other kinds of file and broken ones are refused in one sentence, which quotes nothing of them."""
    with pytest.raises(ImageError, match=r"^is neither a sound PNG nor a sound JPEG file$"):
        image(data)


def test_a_photograph_is_not_painted_without_end() -> None:
    """Each further scan of a few bytes costs time with all pixels: more than a camera writes are refused unread."""
    photo = Pillow.effect_noise((64, 64), 40)
    whole = saved(photo, "JPEG", progressive=True)
    start = whole.rindex(b"\xff\xda")
    head, scan = whole[:start], whole[start:-2]
    assert image(head + scan * 9 + whole[-2:]).width == 64
    with pytest.raises(ImageError, match="scans"):
        image(head + scan * 60 + whole[-2:])


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_damage_never_gets_through(kind: str) -> None:
    """Of 1,000 damaged files each is taken or refused, and nothing else happens."""
    rng = random.Random(4)
    good = bars(50, 40, kind)
    told: Counter[str] = Counter()
    for _ in range(1000):
        data = bytearray(good)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            image(bytes(data[: rng.randint(len(data) // 2, len(data) * 2)]))
        except ImageError as error:
            told[str(error)] += 1
    large = {"has more than 40 million pixels", "is longer than 20,000 pixels"}
    assert told.keys() <= {"is neither a sound PNG nor a sound JPEG file", *large}
    assert told.total() > 300
