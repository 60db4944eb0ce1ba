"""A house's look: its colour, size, paper, fonts and logo in place of ours, where pages stay readable."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from briefkit import files
from briefkit.errors import HouseError, Problem, RefusalError
from briefkit.house import FontFiles, HouseLook
from briefkit.look import PAPERS, Logo, Look
from briefkit.look.contrast import ENOUGH, contrast, mixed
from briefkit.look.metrics import logo_size
from briefkit.look.opentype import MOST_BYTES, Font, FontError
from briefkit.look.typeface import Family, Typeface, carlito, typeface

_WHITE, _BLACK = "FFFFFF", "000000"
_TINTED, _RULED = 0.92, 0.71
"""How much white is in the ground of a box, and in the rule of a table."""
_SHADES = 256
"""In how many steps a colour is darkened."""
_LEAST, _MOST = 9.0, 14.0
"""Points of plain text."""
_LOGO_BYTES, _LOGO_HEIGHT, _ALT = 5_000_000, 10.0, 200
"""The largest file of a logo, the least points of its height in print, the most characters of its text."""


def dressed(wanted: HouseLook, markings: Mapping[str, tuple[str, str | None]]) -> Look:
    """Return the look that a house wants; HouseError with each wish that is refused, at its place in the house file."""
    look = replace(Look(), page=PAPERS[wanted.paper or "a4"], markings=markings)
    problems: list[Problem] = []
    for key, (code, dress) in _DRESSES.items():
        try:
            look = dress(look, wanted)
        except RefusalError as refused:
            problems.append(Problem(code, refused.why, wanted.places.get(key), refused.mend))
    if problems:
        raise HouseError(*problems)
    return look


def unlike(look: Look) -> list[str]:
    """Return the names of the settings that change how much fits on a page, for a message."""
    ours, body = Look(), look.styles["body"].size
    return [
        *([f"text of {body:g} points"] if body != ours.styles["body"].size else []),
        *(["its own letters"] if look.typeface != ours.typeface else []),
        *(["its own paper and margins"] if look.page != ours.page else []),
        *(["a logo"] if look.logo else []),
    ]


def _coloured(look: Look, wanted: HouseLook) -> Look:
    """Return the look with an accent that is readable on paper and on the tint that boxes have of it."""
    accent = wanted.accent
    if accent is None:
        return look
    ratio = _least_contrast(accent)
    if ratio < ENOUGH:
        darker = (mixed(accent, _BLACK, step / _SHADES) for step in range(1, _SHADES + 1))
        passes = next(shade for shade in darker if _least_contrast(shade) >= ENOUGH)
        message = f"text in the accent #{accent} is hard to read: its contrast is {ratio:.2f}, and {ENOUGH} is needed"
        raise RefusalError(message, f"The nearest darker one that is enough is #{passes}.")
    palette = replace(look.palette, accent=accent, tint=_tint(accent), rule=mixed(accent, _WHITE, _RULED))
    return replace(look, palette=palette)


def _tint(accent: str) -> str:
    return mixed(accent, _WHITE, _TINTED)


def _least_contrast(accent: str) -> float:
    """Return the contrast, rounded down, of an accent on paper or on its own tint, whichever is less."""
    return int(100 * min(contrast(accent, _WHITE), contrast(accent, _tint(accent)))) / 100


def _sized(look: Look, wanted: HouseLook) -> Look:
    size = wanted.size
    if size is None:
        return look
    if not _LEAST <= size <= _MOST or size * 2 % 1:
        near = min(max(round(size * 2) / 2, _LEAST), _MOST)
        message = f"text of {size:g} points cannot be set: it has {_LEAST:g} to {_MOST:g} points, whole or half"
        raise RefusalError(message, f"The nearest size is {near:g}.")
    return look.sized(size)


def _lettered(look: Look, wanted: HouseLook) -> Look:
    return look.lettered(_typeface(wanted.fonts, wanted.seal))


@lru_cache(maxsize=8)
def _typeface(fonts: tuple[FontFiles, ...], _seal: str) -> Typeface:
    """Return the house's fonts; where only fallbacks are given, they help ours out.

    The seal of the files tells one font from another that lies under the same name later, or in another folder.
    """
    if not fonts:
        return carlito()
    read: dict[bytes, Font] = {}
    families = [_family(given, given.regular, read) for given in fonts if given.regular]
    ours = [] if fonts[0].regular else [carlito().family]
    names = Counter(font.name for font in read.values())
    if twice := [name for name, times in names.items() if times > 1]:
        message = f"two different fonts call themselves “{twice[0]}”"
        raise RefusalError(message, "Leave one of them out, or take both from one version of the family.")
    return typeface([*ours, *families])


def _family(family: FontFiles, file: Path, read: dict[bytes, Font]) -> Family:
    """Return the fonts of a family; a face without a file is set in the upright one of its weight, or the regular."""
    regular = _font(file, read)
    bold = _font(family.bold, read) if family.bold else regular
    italic = _font(family.italic, read) if family.italic else regular
    return regular, bold, italic, _font(family.bold_italic, read) if family.bold_italic else bold


def _font(path: Path, read: dict[bytes, Font]) -> Font:
    data = _read(path, MOST_BYTES, "font", "Take a font with fewer letters.")
    if data not in read:
        font = Font(data)
        try:
            font.check()
        except FontError as refused:
            raise RefusalError(f"the font {path.name} {refused.why}", refused.mend) from None
        read[data] = font
    return read[data]


def _with_logo(look: Look, wanted: HouseLook) -> Look:
    """Return the look with a logo that is large enough to print and has a text alternative."""
    if wanted.logo is None:
        return look
    from briefkit.look.images import ImageError, image

    name, alt = wanted.logo.file.name, " ".join(wanted.logo.alt.split())
    if not alt or alt == name or len(alt) > _ALT:
        message = f"the logo needs a text of 1 to {_ALT} characters for readers who do not see it"
        raise RefusalError(message, 'Write what it shows: `alt = "Harbour Library"`.')
    try:
        picture = image(_read(wanted.logo.file, _LOGO_BYTES, "logo", "Save it with fewer pixels."))
    except ImageError as error:
        raise RefusalError(f"the logo {name} {error.why}", error.mend) from None
    _, height = logo_size(picture, look.page)
    if height < _LOGO_HEIGHT:
        message = f"the logo {name} would be only {height:.0f} points high in print"
        raise RefusalError(message, "Save it with more pixels, or in a form that is less wide.")
    return replace(look, logo=Logo(picture, alt))


def _read(path: Path, most: int, what: str, smaller: str) -> bytes:
    try:
        return files.read(path, most)
    except files.TooLargeError as refused:
        raise RefusalError(f"the {what} {path.name} cannot be read: {refused.why}", smaller) from None
    except files.UnreadableError as refused:
        raise RefusalError(f"the {what} {path.name} cannot be read: {refused.why}", refused.mend) from None


_DRESSES: Mapping[str, tuple[str, Callable[[Look, HouseLook], Look]]] = {
    "accent": ("H31", _coloured),
    "size": ("H32", _sized),
    "fonts": ("H33", _lettered),
    "logo": ("H34", _with_logo),
}
"""Key of the house file → the code of what is wrong with it, and what puts it into a look."""
