"""Letters: fonts have all characters of a record that are printed."""

import re
import unicodedata
from collections.abc import Iterator

from briefkit.errors import Problem, Steps
from briefkit.evidence.nearmiss import TWINS, character_name
from briefkit.outcomes.gate import PROSE
from briefkit.outcomes.model import leaves
from briefkit.rules.subject import Subject

_LATIN = str.maketrans(TWINS)
_WORD = re.compile(r"[^\W\d_]+")


def letters(subject: Subject) -> Iterator[Problem]:
    """L01: a font has every letter, and it can be set; quotes may hold any."""
    for path, text in printed(subject):
        for offset, char in enumerate(text) if not text.isascii() else ():
            if wrong := subject.typeface.unprintable(char):
                place = subject.places.inside(path, offset)
                yield Problem("L01", wrong.clause, place, wrong.hint)
    for key in subject.outcomes.terms:
        for unprintable in filter(None, map(subject.typeface.unprintable, key)):
            yield Problem("L01", unprintable.clause, subject.places.key(("terms", key)), unprintable.hint)


def scripts(subject: Subject) -> Iterator[Problem]:
    """L02: no word mixes Latin letters with Cyrillic or Greek ones that look the same: nobody could find it."""
    for path, text in printed(subject):
        for word in _WORD.finditer(text) if not text.isascii() else ():
            strange = next((char for char in word[0] if char in TWINS), "")
            if strange and any(unicodedata.name(char, "").startswith("LATIN") for char in word[0]):
                offset = word.start() + word[0].index(strange)
                message = f"“{word[0]}” has {character_name(strange)} among its Latin letters"
                hint = f"They look the same. Type it anew: {word[0].translate(_LATIN)}"
                yield Problem("L02", message, subject.places.inside(path, offset), hint)


def printed(subject: Subject) -> Iterator[tuple[Steps, str]]:
    """Yield the printed texts of a record with their paths."""
    return ((path, text) for path, text, role in leaves(subject.outcomes) if role == PROSE)
