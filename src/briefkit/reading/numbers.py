"""Numbers in running text: in digits or words, what they count, and the words that bound them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile, pairwise, takewhile
from math import gcd

from briefkit.reading.language import NUMBERS, SENSE, WORDS, either
from briefkit.reading.text import Span, fold, stem

_NEAR = 32
"""A comparator stands at most so many characters from its number."""
_AHEAD = 80
"""The noun that a number counts stands at most so many characters after it."""
_COUNTED = 4
_CLAUSE = re.compile(r"[.,;:!?](?:\s|$)|[()“”\"–—]")
_LETTERS = re.compile(r"[^\W\d_][\w'’]*")
_PRINTED = re.compile(r"[^\s€$£¥]+")
_OF_DAYS = ("least", "about", "nearly")
"""The bounds that a day can have; others are read with the date itself: up to, after."""
_HOUR = 60
_PERCENT = 100
_SCALE = 1_000
"""A number from here on is told in full, whatever the scale of the next."""
_BLANK = "\x00"
"""What stands for a letter that is not to be read: no letter, no space."""
_PART_OF = re.compile(
    rf"(?:\s+(?:{either(word[2:] for group in NUMBERS['comparators'].values() for word in group if word[0] == '…')}))?"
    rf"\s+(?:(?:{either(NUMBERS['parts'])})\s+)+"
)
_RANGE = re.compile(rf"\s*(?:[-–]|\b(?:{either(NUMBERS['ranges'])})\b)\s*")
_SCALED = re.compile(rf"[\d\s](?P<scale>{either(NUMBERS['scales'])})$", re.IGNORECASE)
_ANTECEDENT = re.compile(rf"(?<!\w)(?:{either(NUMBERS['antecedents'])})\s+$")
_PART = re.compile(rf"\s+(?:{either(NUMBERS['antecedents'])})\b")
_ALL = re.compile(rf"\b{NUMBERS['definite']}\s+$", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?:(?:{either(NUMBERS['named'])})\s+\d+(?:[./-]\d+)*(?:\([a-z0-9]\))?"
    r"|[A-Z]{2,}[- ]?\d[\w.-]*\b|[A-Z]\d+(?:\+\d+)?\b)"
)
_PERCENT_SIGN = re.compile(
    rf"[\s-]*(?:(?P<percent>{either(NUMBERS['percent'])})|(?P<points>{either(NUMBERS['points'])}))(?!\w)", re.IGNORECASE
)
_ONES = re.compile(rf"\b(?:{either(NUMBERS['article'])})\s+([^\W\d_]+)")
_TURNING = re.compile(
    rf"(?<!\w)(?:{either(SENSE['denial']['words'])}|\w+{re.escape(SENSE['denial']['ending'])})\s+"
    rf"(?:(?:{either(NUMBERS['turned']['verbs'])})\s+)?$"
)
"""A denial right before a bound: not (fall) below."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in running text."""

    start: int
    end: int
    value: float
    unit: str = ""
    """A currency, `percent`, `points`, `time` in minutes; empty where it counts its noun."""
    noun: tuple[str, ...] = ()
    """The stems of what it counts, up to the next small word."""
    comparator: str | None = None
    """The class of the words that bound it: least, most, more, less, about."""
    bound: int = -1
    """Where its bound begins if a verb may express it: restricted to, must not fall below; else -1."""
    whole: bool = False
    """Whether another number is told as a part of it: 19 of the 31 boats."""
    part: bool = False
    """Whether it is told as a part of what was named before: 64 of whom."""
    all: bool = False
    """Whether it is told as all that there are: the 64."""


def numbers(text: str, masked: Iterable[Span] = ()) -> tuple[Number, ...]:
    """Return the numbers of a text, but those in masked places (dates, names) and those that are names."""
    masked = [*masked, *named(text)]
    unmasked, every, at = blanked(text, masked), list[Number](), 0
    while match := _pattern().search(unmasked, at):
        number = _number(match, text)
        every += [number] if number else []
        at = number.end if number else match.end()
    every = [*_scaled(text, every)]
    whole = {after for part, after in pairwise(every) if _PART_OF.fullmatch(text, part.end, after.start)}
    return tuple(
        replace(n, whole=n in whole, part=bool(_PART.match(text, n.end)), all=_ends(_ALL, text, n.start)) for n in every
    )


def _ends(pattern: re.Pattern[str], text: str, at: int) -> bool:
    """Say whether what a pattern finds ends at a place; from the beginning of the text, all numbers would take long."""
    return pattern.search(text, max(0, at - _NEAR), at) is not None


def _scaled(text: str, every: Sequence[Number]) -> Iterator[Number]:
    """Give the first number of a range, or a part of a sum, the scale of the second: from 12 to 9 million."""
    for number, after in pairwise([*every, None]):
        assert number  # noqa: S101
        scale = _SCALED.search(text, after.start, after.end) if after and number.value < _SCALE else None
        if after and scale and not number.unit:
            value = number.value * NUMBERS["scales"][scale["scale"].lower()]
            if not number.noun and _RANGE.fullmatch(text, number.end, after.start):
                number = replace(number, value=value)  # noqa: PLW2901
            elif after.unit and _PART_OF.fullmatch(text, number.end, after.start):
                number = replace(number, value=value, unit=after.unit, noun=after.noun)  # noqa: PLW2901
        yield number


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length with these places blank."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= at:
            parts += [text[at : span.start], _BLANK * (span.end - span.start)]
            at = span.end
    return "".join([*parts, text[at:]])


def named(text: str) -> list[Span]:
    """Return the numbers that are names: G7, TC 41, Article 5, and lists of them."""
    return [Span(*match.span()) for match in _NAMED.finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    word = either([*NUMBERS["small"], *NUMBERS["tens"], *NUMBERS["scales"], *NUMBERS["others"]])
    first = either(
        [
            *NUMBERS["small"],
            *NUMBERS["tens"],
            *NUMBERS["others"],
            *(f"{NUMBERS['article'][0]} {scale}" for scale in NUMBERS["scales"]),
        ]
    )
    scale = either(NUMBERS["scales"])
    return re.compile(
        rf"(?<![\w.,])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\s*(?P<half>{either(NUMBERS['times'])})(?!\w)"
        r"|(?<![\w.,:])(?P<clock>\d{1,2}:\d\d)(?![\w:])"
        rf"|(?<![\w.,])(?P<digits>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?![\d.,]\d)|\d+(?:,\d{{3}})*(?:\.\d+)?)"
        rf"(?:[\s-]?(?P<scale>{scale})\b)?(?![\d_]|[^\W\d_]{{4}}|(?:st|nd|rd|th|s)\b)"
        rf"|\b(?P<one>{either(NUMBERS['small'])})(?:\s+[a-z]+(?=(?:\s+\w+){{2,3}}\s*(?:[.,;]|$)))?\s+(?:{either(NUMBERS['in'])})"
        rf"\s+(?P<of>{either(NUMBERS['small'])}|\d+)\b"
        rf"|\b(?P<part>{either(NUMBERS['small'])}|{either(NUMBERS['article'])})[\s-]+(?P<whole>{either(NUMBERS['fractions'])})\b"
        rf"|\b(?P<words>(?:{first})(?:[\s-]+(?:(?:{either(NUMBERS['and'])})\s+)?(?:{word}))*)\b",
        re.IGNORECASE,
    )


def _number(match: re.Match[str], text: str) -> Number | None:
    value, end = _share(match) if match["one"] or match["whole"] else (_value(match), match.end())
    unit = ""
    if value == 1 and match["words"] and not measure(_noun(text[end : end + _AHEAD]))[0]:
        return None  # “one” is an article or a pronoun
    if match["hour"] or match["clock"]:
        return Number(*match.span(), value, "time")
    if percent := _PERCENT_SIGN.match(text, end):
        unit, end = percent.lastgroup or "", percent.end()
    unit = NUMBERS["currencies"].get(text[match.start() - 1 : match.start()], unit)
    noun = () if _ends(_ANTECEDENT, text, match.start()) else _noun(text[end : end + _AHEAD])
    if noun and (currency := _currencies().get(noun[0])):
        unit, noun = currency, noun[1:]
    return Number(match.start(), end, value, unit, noun, *_comparator(text, match.start(), end))


@cache
def _currencies() -> dict[str, str]:
    return {stem(name): name for name in NUMBERS["currencies"].values()}


@cache
def _measures() -> dict[str, tuple[str, float]]:
    """Return the stems of the units of measure, each with what it measures and how much."""
    kinds = NUMBERS["measures"].items()
    return {stem(unit): (kind, size) for kind, units in kinds for unit, size in units.items()}


def measure(noun: Sequence[str]) -> tuple[str, float]:
    """Return what a unit of measure measures and its size; nothing where it is no unit: square kilometres."""
    return next((known for one in noun[:2] if (known := _measures().get(one))), ("", 1))


def amount(number: Number) -> tuple[str, float]:
    """Return a number in a common unit, so that equal amounts compare equal: half an hour and 30 minutes."""
    if number.unit == "percent" or (not number.unit and 0 < number.value < 1 and not number.noun):
        return "share", round(number.value / (_PERCENT if number.unit else 1), 6)
    kind, size = measure(number.noun)
    return kind, round(number.value * size, 6)


def amounts(text: str) -> Iterator[tuple[str, float]]:
    """Yield the amounts that a text tells with an article: a fortnight."""
    for match in _ONES.finditer(text):
        kind, size = measure([stem(match[1])])
        if kind:
            yield kind, size


def _value(match: re.Match[str]) -> float:
    if match["hour"]:
        late: int = NUMBERS["times"][match["half"].lower()]
        return (int(match["hour"]) % 12 + late) * _HOUR + int(match["minute"] or 0)
    if match["clock"]:
        hour, minute = match["clock"].split(":")
        return int(hour) * _HOUR + int(minute)
    if match["digits"]:
        scale: float = NUMBERS["scales"].get((match["scale"] or "").lower(), 1)
        return float(re.sub(r"[,\s]", "", match["digits"])) * scale
    return _spelled(re.split(r"[\s-]+", match["words"].lower()))


def _share(match: re.Match[str]) -> tuple[float, int]:
    """Return a share or ratio, and where it ends; two quarters, or two in one, is a number before another word."""
    part, of = match["one"] or match["part"], (match["of"] or match["whole"]).lower()
    small, fractions = NUMBERS["small"], NUMBERS["fractions"]
    whole: int = int(of) if of.isdigit() else fractions[of] if match["whole"] else small.index(of)
    value: int = small.index(part.lower()) if part.lower() in small else 1
    shared = value < whole and (match["one"] or gcd(value, whole) == 1)  # nobody calls a half two quarters
    return (value / whole, match.end()) if shared else (value, match.end("one" if match["one"] else "part"))


def _spelled(words: Sequence[str]) -> float:
    """Return the value of number words."""
    total, part = 0.0, 0.0
    for word in words:
        if word in NUMBERS["scales"]:
            part = (part or 1) * NUMBERS["scales"][word]
            total, part = (total + part, 0.0) if NUMBERS["scales"][word] > 100 else (total, part)  # noqa: PLR2004
        elif word in NUMBERS["tens"]:
            part += 10 * (NUMBERS["tens"].index(word) + 2)
        elif word in NUMBERS["small"]:
            part += NUMBERS["small"].index(word)
        elif word in NUMBERS["others"]:
            part = (part or 1) * NUMBERS["others"][word]
    return total + part


def _noun(rest: str) -> tuple[str, ...]:
    """Return the stems of what a number counts, given what follows it."""
    clause = _CLAUSE.split(rest, maxsplit=1)[0]
    words = [match[0] for match in _LETTERS.finditer(clause)]
    counted = dropwhile(NUMBERS["between"].__contains__, words)
    return tuple(stem(word) for word in takewhile(lambda word: word not in WORDS["small"]["words"], counted))[:_COUNTED]


def _comparator(text: str, start: int, end: int) -> tuple[str | None, int]:
    """Return the class of the words that bound a number, and where they begin if many a verb may tell them, else -1."""
    early, late = _comparators()
    near = list(_PRINTED.finditer(text, max(0, start - _NEAR), start))
    before = fold(text[max(0, start - _NEAR) : start]).rstrip("€$£¥ ")
    match = early.search(before) or late.match(fold(text[end : end + _NEAR]))
    if not match or not match.lastgroup:
        return None, -1
    kind = match.lastgroup
    inversion = match.re is early and _TURNING.search(before, 0, match.start())
    if not inversion and match[0] not in NUMBERS["bounds"].get(kind, ()):
        return kind, -1
    words = before[(inversion or match).start() :].split()
    return NUMBERS["turned"].get(kind, kind) if inversion else kind, near[-len(words)].start()


def bound_of_day(text: str, start: int) -> str | None:
    """Return the class of the words that bound a day right before it: until at least (5 May)."""
    match = _comparators()[0].search(fold(text[max(0, start - _NEAR) : start]).rstrip())
    return match.lastgroup if match and match.lastgroup in _OF_DAYS else None


@cache
def bounding() -> frozenset[str]:
    """Return the stems of the words that bound numbers and have a content of their own: exceed, limited."""
    phrases = (phrase for group in NUMBERS["bounds"].values() for phrase in group)
    return frozenset(stem(word) for phrase in phrases for word in phrase.split())


@cache
def _comparators() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a comparator at the end of what stands before, and near the start of what follows."""
    groups = {name: [*group, *NUMBERS["bounds"].get(name, ())] for name, group in NUMBERS["comparators"].items()}
    early = "|".join(f"(?P<{name}>{either(w for w in group if w[0] != '…')})" for name, group in groups.items())
    late = "|".join(
        f"(?P<{name}>{either(words)})"
        for name, group in groups.items()
        if (words := [w[2:] for w in group if w[0] == "…"])
    )
    return re.compile(rf"(?<!\w)(?:{early})$"), re.compile(rf"(?:[\w-]+ ){{0,2}}(?:{late})(?!\w)")
