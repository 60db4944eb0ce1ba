"""How a brief meets somebody who listens: the structure tree of the Read-out as text."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf
from tests.tagged import Marks, read_page

from briefkit.loading import load
from briefkit.look import BOXES, PALETTE, STYLES, Look
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.writers import WRITERS

SEED = Path(__file__).parents[2] / "seeds" / "paris-2025-09-04"


def heard(data: bytes) -> str:
    """Return a line for each element: its role, what qualifies it, and the words it holds itself."""
    with pikepdf.open(BytesIO(data)) as pdf:
        marks = _marks(pdf)
        return "\n".join(_lines(pdf.Root.StructTreeRoot.K[0], marks, 0)) + "\n"


def _marks(pdf: Pdf) -> Marks:
    found: Marks = {}
    for page in pdf.pages:
        reading = _Missing()
        read_page(page, reading)
        found |= reading
    return found


class _Missing(dict[Any, str]):
    def __missing__(self, key: Any) -> str:
        return ""


def _lines(element: Any, marks: Marks, depth: int) -> Iterator[str]:
    role = str(element.S)[1:]
    kids = list(element.get("/K", []))
    scope = str(element.get("/A", {}).get("/Scope", ""))[1:]
    words = "".join(
        marks[kid.Pg.objgen, int(kid.MCID)] for kid in kids if isinstance(kid, Dictionary) and "/MCID" in kid
    )
    told = " ".join(part for part in (role, scope and f"({scope})", words.strip()) if part)
    yield "  " * depth + told
    for kid in kids:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _lines(kid, marks, depth + 1)


def test_a_brief_as_it_is_read_out(golden: Callable[[str, str], None]) -> None:
    """Marking, title, bottom line, tables with their headers, lists and notes come in the order of the page."""
    found = load(SEED)
    (edition,) = [one for one in every() if one.id == "read-out"]
    fitted = Press().fitted(releasable_to(found.outcomes, "principal"), [edition], found.supplement)["read-out"]
    golden("screen-reader/read-out.txt", heard(WRITERS["pdf"](fitted.document, Look())))


def luminance(colour: str) -> float:
    """Return the relative luminance of `RRGGBB` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast() -> None:
    """Each text colour has a contrast of at least 4.5 on white and on the boxes, each marking on its own ground."""
    grounds = {"FFFFFF", *(PALETTE.value(box.fill) for box in BOXES.values() if box.fill)}
    pairs = {(PALETTE.value(style.colour), ground) for style in STYLES.values() for ground in grounds}
    pairs |= {(ink, ground or "FFFFFF") for ink, ground in Look().markings.values()}
    assert len(pairs) > 10
    for ink, ground in pairs:
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
