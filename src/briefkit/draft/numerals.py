"""Numbers as lists count: 1, a, A, i, I."""

from collections.abc import Callable, Mapping

_ROMAN = (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")
_ONES = (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")
_MOST = 4_000
"""The first number that has no Roman numeral, and more items than a list has."""


def numeral(kind: str, count: int) -> str:
    """Return a number in a form of Word's (ECMA-376, part 1, 17.18.59); in digits where the form is not known."""
    if not 0 < count < _MOST:
        return str(count)
    form = _FORMS.get(kind, str)
    return form(count)


def letters(count: int) -> str:
    """Return a letter: a, b, …, z, and then aa, bb, and so on."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def roman(count: int) -> str:
    """Return a Roman numeral in small letters."""
    digits = ""
    for worth, sign in (*_ROMAN, *_ONES):
        times, count = divmod(count, worth)
        digits += sign * times
    return digits


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(("lowerLetter", "a"), letters),
    **dict.fromkeys(("upperLetter", "A"), lambda count: letters(count).upper()),
    **dict.fromkeys(("lowerRoman", "i"), roman),
    **dict.fromkeys(("upperRoman", "I"), lambda count: roman(count).upper()),
    "decimalZero": "{:02}".format,
}
"""Word's and HTML's names of forms → the form."""
