"""What the draft knows of a language: data beside the code, read once."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from briefkit.data import table
from briefkit.reading.language import either
from briefkit.reading.text import stem

LANGUAGE = "en"
"""The one language in which drafts are made so far."""


def lexicon(part: str) -> dict[str, Any]:
    """Return one part of the language's data, such as its `verbs`."""
    found: dict[str, Any] = table(f"draft/{LANGUAGE}.toml")[part]
    return found


ACTS = {stem(verb): kind for kind, verbs in lexicon("acts").items() for verb in verbs}
"""The stems of the verbs that make statements of their subjects, each with the kind of statement."""
DEFINITE = f"(?i:{lexicon('subjects')['definite']})"
"""A pattern of the definite article, whatever its case."""
ARTICLES = f"(?i:{either(lexicon('subjects')['articles'])})"
"""A pattern of an article, whatever its case."""


@cache
def stems(part: str, group: str) -> frozenset[str]:
    """Return the stems of a group of verbs."""
    return frozenset(stem(verb) for verb in lexicon(part)[group])


def is_act(word: str) -> bool:
    """Say whether a word is a form of a verb that parties are subjects of, and no noun made of one."""
    endings = tuple(lexicon("subjects")["no_verbs"])
    people = {*lexicon("subjects")["people"], *lexicon("minutes")["there"]}
    written_as_one = (word.islower() or word.isupper()) and word not in people
    return written_as_one and stem(word) in ACTS and not word.endswith(endings)


def among(words: Iterable[str]) -> str:
    """Return a pattern for any of these wordings as whole words."""
    return rf"(?<!\w)(?:{either(words)})(?!\w)"


def definite(name: str) -> str:
    """Return a name behind the definite article."""
    return f"{lexicon('subjects')['definite']} {name}"


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """Return the pattern of the phrases that make a sentence without a speaker a statement of this kind.

    An adverb may stand in a phrase: was unanimously adopted; it was also agreed.
    """
    adverb = rf"(?:(?:{either(lexicon('subjects')['auxiliaries'])}|\w+ly)\s+)?"
    return re.compile(among(lexicon("phrases")[kind]).replace(r"\s+", rf"\s+{adverb}"), re.IGNORECASE)
