"""Words and numbers in running text, and the lists the rules look for (words.toml)."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import dropwhile, islice, takewhile
from typing import Any

_SENSES = {
    "may": r"(?-i:may|\AMay(?=\s[a-z]))",
    "provided": r"(?:(?:(?<=[,.;]\s)|\A)provided|provided(?=\s+that))",
    "if": r"(?<!as\s)(?<!asked\s)if",
    "once": r"(?<!at\s)once(?!\s(?:an?|every|again|more)\b)",
    "only": r"(?<!not\s)only",
    "until": r"until(?!\s(?:the\s(?:end|start|middle|beginning)\s|mid|late\s|early\s|\d|(?-i:[JFMASOND])[a-z]+\s\d))",
    "not": r"not(?!\s(?:only|least|just|(?:less|more|fewer|later|earlier)\sthan)\b)",
    "no": r"no(?!\.|\s(?:less|more|fewer|later|earlier)\sthan\b)",
    "all": r"(?<!at\s)(?<!above\s)(?<!after\s)all(?=\s(?:(?:of\s)?(?:the|its|their|these|those)\s)?[a-z]+s\b)",
    "some": r"some(?!\s(?:\d|time|way|extent))",
}
"""Words of the lists that have other senses: May the month, once a year, not only, until 1 May, some 40."""

NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][a-zà-ÿ][^\W\d_]+|(?<=[(“])[^\W\d_a-z][a-zà-ÿ][^\W\d_]+")
"""A word that begins with one capital, not at the head of a sentence."""

_FOLDS = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—−\u00a0", '\'\'\'\'""""""------ ')
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: i for i, word in enumerate(_SMALL)} | {word: 10 * (i + 2) for i, word in enumerate(_TENS)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?![\w])"
    rf"|\b(?P<tens>{'|'.join(_TENS)})(?:-(?P<unit>{'|'.join(_SMALL[1:10])}))?\b"
    rf"|\b(?P<small>{'|'.join(_SMALL[2:])})\b",
    re.IGNORECASE,
)
_CURRENCIES = {"€": "euro", "$": "dollar", "£": "pound", "¥": "yen"}
PER_CENT = re.compile(r"\s*(?:%|\bper ?cent\b)", re.IGNORECASE)
_ORDER = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *(f"{word}th" for word in _SMALL[13:]),
    "twentieth",
)
_ORDINAL = re.compile(rf"\b(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDER)}))\b", re.IGNORECASE)
_SCALE = re.compile(rf"\s+({'|'.join(_SCALES)})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return text.translate(_FOLDS)


@cache
def lists() -> dict[str, Any]:
    """Return the word lists."""
    return tomllib.loads((files("briefkit") / "rules" / "words.toml").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """Return a text with plain quotes and dashes, lower case and single spaces."""
    return " ".join(_plain(text).lower().split())


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these wordings as whole words, any white space between their words.

    A wording in capitals keeps them: US is not us, WHO is not who.
    """
    ordered = sorted((word.translate(_FOLDS) for word in words), key=len, reverse=True)
    parts = [r"\s+".join(re.escape(part) for part in word.split()) for word in ordered]
    parts = [f"(?-i:{part})" if re.match(r"[A-Z]{2,}s?$", part) else part for part in parts]
    parts = [_SENSES.get(part, part) for part in parts]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def find(words: Iterable[str], text: str) -> re.Match[str] | None:
    """Return the first of these wordings in a text, as whole words."""
    return pattern(tuple(words)).search(_plain(text))


def find_all(words: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Yield every one of these wordings in a text, as whole words."""
    return pattern(tuple(words)).finditer(_plain(text))


def occurrences(text: str, wording: str) -> Iterator[str]:
    """Yield what stands before each place of a wording in a text, whatever its quotes, dashes, case and spaces."""
    for joined in ("", " "):
        whole = folded(text).replace("-", joined)
        for found in pattern((folded(wording).replace("-", joined),)).finditer(whole):
            yield whole[: found.start()]


def says(text: str, wording: str) -> bool:
    """Say whether a text holds a wording, as one word or two: cease-fire, ceasefire."""
    return any(True for _ in occurrences(text, wording))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, and the quotes that ` … ` holds together."""
    return re.split(r"(?<=[.!?])\s+(?=[\w“‘(])|\s+…\s+", text)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in running text."""

    value: float
    start: int
    end: int
    noun: tuple[str, ...]
    """What it counts: the words after it up to the next small word, lower case, plural `s` gone."""


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in digits or words; `one` is a word."""
    return tuple(_number(found, text) for found in _NUMBER.finditer(text))


def _number(found: re.Match[str], text: str) -> Number:
    value, end = _value(found), found.end()
    if scale := _SCALE.match(text, end):
        value, end = value * _SCALES[scale[1].lower()], scale.end()
    currency = _CURRENCIES.get(text[found.start() - 1 : found.start()])
    return Number(value, found.start(), end, ((currency,) if currency else ()) + _noun(text[end:]))


def ordinals(text: str) -> Iterator[tuple[int, int]]:
    """Yield value and start of a text's ordinals but the first, which may be an adverb."""
    for found in _ORDINAL.finditer(text):
        value = int(found["digits"]) if found["digits"] else _ORDER.index(found["word"].lower()) + 2
        if value > 1:
            yield value, found.start()


def _value(found: re.Match[str]) -> float:
    if found["digits"]:
        return float(found["digits"].replace(",", ""))
    if found["tens"]:
        return _VALUES[found["tens"].lower()] + _VALUES.get((found["unit"] or "zero").lower(), 0)
    return _VALUES[found["small"].lower()]


def _noun(rest: str) -> tuple[str, ...]:
    clause = re.split(r"[.,;:!?](?:\s|$)|[()“”]", PER_CENT.sub(" percent", rest, count=1), maxsplit=1)[0]
    words = [stem(word) for word in re.findall(r"[^\W\d_][\w'’-]*", clause)[:8]]
    small = lists()["small"]
    counted = dropwhile(small["between"].__contains__, words)
    return tuple(islice(takewhile(lambda word: word not in small["words"], counted), 4))


def stem(word: str) -> str:
    """Return a word in lower case, without the sign of the plural or the possessive."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def count(text: str) -> int:
    """Return the number of words in a text."""
    return len(re.findall(r"[^\W_]+(?:[-'’.,:/][^\W_]+)*", text))
