"""The office in which a text has somebody: what stands beside the name, and whether it is another one than a title."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from briefkit.reading.language import SENSE, either
from briefkit.reading.meaning import small
from briefkit.reading.text import stem, words

_AROUND = 160
"""Characters on either side of a name in which an office stands."""
_RANKS = frozenset(SENSE["limits"]["rank"])
_LINKS = either({*SENSE["roles"]["links"], *SENSE["roles"]["beside"]})


def offices(before: str, after: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands beside a name, and whether it surely is an office: (Roca), the Mayor; Deputy Mayor (Roca)."""
    ahead, behind, plain = _patterns()
    both = (ahead.search(before[-_AROUND:]), True), (plain.search(before[-_AROUND:]), False)
    yield from ((found[1], sure) for found, sure in both if found)
    found = behind.match(after[:_AROUND])
    if (
        found
        and (found["article"] or found["link"])
        and not found["office"].split()[0].endswith(SENSE["tense"]["going"])
    ):
        yield found["office"], True


def differs(title: str, found: Sequence[tuple[str, bool]], told: AbstractSet[str]) -> str:
    """Return the office that a source has for somebody in place of a title, of whose words `told` has not all."""
    own, of = _parts(title)
    lacking, ranks = {*own} - told, {stem(word) for word in _RANKS}
    for other, sure in found:
        theirs, whose = _parts(other)
        more = {*theirs} - {*own, *of}
        ranked = ranks & (lacking | more)
        another = {*of} - told and {*whose} - {*own, *of}
        same = own and theirs and own[-1] in theirs
        if (same and (ranked or another or (lacking and more))) or (sure and own and own[-1] in lacking and more):
            return other
    return ""


def _parts(office: str) -> Sequence[tuple[str, ...]]:
    """Return the stems of what an office is, and of what it is of: Vice-President of the Board."""
    parts = re.split(rf"\s(?:{_LINKS})\s", office, maxsplit=1)
    small_words = small() - _RANKS
    return [tuple(one.stem for one in words(part) if one.text.lower() not in small_words) for part in (*parts, "")][:2]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of an office: with an article before a name, between commas behind it, right before it."""
    articles = {*SENSE["roles"]["article"], *SENSE["opinions"]["whose"]}
    stops = either({*articles, *SENSE["parts"]["relatives"], "and", "that"})
    article, word = f"(?i:{either(articles)})", rf"(?!(?:{_LINKS}|{stops})\b)\w[\w'’-]*"
    of = rf"\s+(?P<link>{_LINKS})\s+(?:{article}\s+)?{word}(?:\s+(?:and\s+)?{word}){{0,6}}"
    office = rf"(?P<office>{word}(?:\s+{word}){{0,4}}(?:{of}(?:{of.replace('?P<link>', '?:')})?)?)"
    capital = r"[^\W\d_a-z][\w-]+"
    name = r"(?:[^\W\d_a-z]\w{0,9}\.?\s+){0,2}$"
    return (
        re.compile(rf"\b{article}\s+{office},\s+{name}"),
        re.compile(rf",\s+(?![A-Z]\s)(?P<article>{article}\s+)?{office}\s*(?:[,.;)]|$)"),
        re.compile(rf"({capital}(?:\s+(?:(?:{_LINKS})\s+)?{capital})+)\s+$"),
    )
