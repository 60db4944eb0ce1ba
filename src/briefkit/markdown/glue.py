"""Words that stay together on one line: numbers with their units, dates, short words with the names behind them.

A line that ends in a number makes a reader look back. A space that is kept without need costs nothing that a reader
sees, so the classes are wide rather than exact, and one space is decided at a time.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefkit.data import table
from briefkit.document import Run
from briefkit.outcomes.gate import NO_BREAK_SPACE
from briefkit.reading.dates import MONTHS

_CONSONANT = "[b-df-hj-np-tv-xz]"
"""How a word ends that was cut off, and few whole ones."""


def glued(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of a passage with no-break spaces where a line must not end, also from one run to the next."""
    whole = glued_text("".join(run.text for run in runs))
    changed, start = [], 0
    for run in runs:
        end = start + len(run.text)
        changed.append(run if whole[start:end] == run.text else replace(run, text=whole[start:end]))
        start = end
    return changed


def glued_text(text: str) -> str:
    """Return a text, as long as it was, with no-break spaces where a line must not end."""
    return _spaces().sub(lambda space: space[0][:-1] + NO_BREAK_SPACE, text)


@cache
def _spaces() -> re.Pattern[str]:
    """Return what finds a space that holds, with the word before it.

    Every choice begins where a word begins and takes no more than that word, so the search is linear.
    """
    listed = table("markdown/glue.toml")
    titles, measures, parts = ("|".join(map(re.escape, listed[kind])) for kind in ("titles", "measures", "parts"))
    month = rf"(?:{'|'.join(MONTHS)})\b"
    free = rf"(?<!\d[ {NO_BREAK_SPACE}])"
    choices = (
        r"\d{1,3} (?=\d{3}(?!\w))",  # 58 000
        rf"\d{{1,2}}(?:st|nd|rd|th)? (?={month})",  # 4 September
        rf"\d{{1,2}}(?:st|nd|rd|th) (?=of {month})|(?<=[tdh][ {NO_BREAK_SPACE}])of (?={month})",  # 4th of September
        rf"(?:{month}|[A-Z]\d) (?=\d)",  # September 2025, Q1 2026
        rf"[€$£]?\d(?:[\d.,]*\d)? (?=(?:{measures})(?!\w)|[%‰°]|[^\W\daeiou_]{{1,4}}[²³]?(?![\w’'-]))",  # 5 km
        rf"(?<=\d[ {NO_BREAK_SPACE}])per (?=\w)",  # 10 per cent
        rf"(?:{titles})\.? (?=[^\W\da-z_])",  # Mr Roca
        rf"(?:(?:[A-Z]\.)+|[A-Z][a-z]{{0,2}}{_CONSONANT}\.) (?=[^\W\da-z_])",  # I. Roca, H.E. Roca, Gen. Roca
        r"[A-Z][a-z]+ (?=[IVXLC]{2,}\b)",  # Leo XIV
        rf"{free}(?:{parts})s? (?=\d)",  # article 5
        rf"{free}[A-Z][a-z]{{3,}} (?!\d{{1,2}} {month})(?=\d|[IVXLC]+\b)",  # Article 5, Annex II
        rf"{free}(?:[A-Z]{{2,4}}\$?|[€$£§№#]|[A-Za-z]{{1,4}}\.) (?=\d)",  # EUR 19, § 5, p. 3
    )
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(choices)})")
