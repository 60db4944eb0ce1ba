"""Titles and names from a file's properties that the text confirms, and titles from the text itself."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from briefkit.draft.dates import beginning, dateline, goes_on
from briefkit.draft.extracted import Facts
from briefkit.draft.passages import plain

_FIRST = 40
"""Passages at the beginning that are looked at."""
_LINES = 6
"""Lines at the beginning in which a title stands, of which one in capitals may take several."""
_WORD = re.compile(r"\w+")
_FIELD = re.compile(r"[^\W\d_][\w -]{1,14}:\s+(.*[^.])")
_FIELDS = 3
"""Lines of the head of a message: from, to, date, subject."""
_SHORTEST, _LONGEST = 4, 200
"""Characters of a title or name."""


def facts(passages: Sequence[str], properties: Mapping[str, str | None], language: str | None = None) -> Facts:
    """Return what the properties of a file tell, as far as its text bears it out, and what its first lines tell."""
    first = passages[:_FIRST]
    return Facts(
        title=_confirmed(properties.get("title"), first) or first_heading(first),
        issued=dateline(first),
        publisher=next((found["agency"] for one in first if (found := beginning(one)) and found["agency"]), None),
        author=_confirmed(properties.get("author"), first),
        language=language,
    )


def _confirmed(claim: str | None, passages: Sequence[str]) -> str | None:
    """Return a title or name from a file's properties if the text holds the same words; else None.

    Why: word processors write file names, templates' titles and the typist's account into the properties.
    """
    words, claimed = _words(claim or ""), plain(claim or "")
    text = f" {' '.join(_words(' '.join(passages)))} "
    if not words:
        return None
    return claimed if _SHORTEST <= len(claimed) <= _LONGEST and f" {' '.join(words)} " in text else None


def first_heading(passages: Sequence[str]) -> str | None:
    """Return the first heading, or the first passage where it is as short as a title; else None."""
    headings = [passage for passage in passages if passage.startswith("# ")]
    if headings:
        return headings[0][2:]
    if subject := _subject(passages):
        return subject
    first = ""
    for line in passages[:_LINES]:
        if first and not (first.isupper() and line.isupper() and goes_on(first, line)):
            break
        if first or not (dateline([line]) or " | " in line):
            first = f"{first} {line}".lstrip()
    return first if first and len(first) <= _LONGEST and not first.endswith((".", ";", ",", ":")) else None


def _subject(passages: Sequence[str]) -> str:
    """Return what the last line of a message's head tells, which is what it is about; empty without such a head."""
    head = [match[1] for match in takewhile(bool, map(_FIELD.fullmatch, passages)) if match]
    return head[-1] if len(head) >= _FIELDS else ""


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
