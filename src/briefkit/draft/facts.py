"""What a document tells about itself: its title and the day on which it was published."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefkit.data import table
from briefkit.draft.passages import Facts, plain
from briefkit.reading.dates import DAYS, dates
from briefkit.reading.language import SENSE, either

_FIRST = 40
"""Passages at the beginning that are looked at."""
_LINES = 6
"""Lines at the beginning in which a title stands."""
_WORD = re.compile(r"\w+")
_SHORTEST, _LONGEST = 4, 200
"""Characters of a title or name."""
_LABELS, _JOINTS = (frozenset(table("draft/en.toml")["datelines"][kind]) for kind in ("labels", "joints"))
_CLOCK = re.compile(r"(?:,\s|\bat\s)*(?<!\d)\d{1,2}[:.]\d\d(?:\s?(?:[A-Z]{2,4}\b|[ap]\.?m\b\.?))?")
_LABEL = 2
"""Words of a label, such as “first published”."""
_LONG = 6
"""Words of a place's name."""
_DATED = 12
"""Passages at the beginning in which a dateline can stand."""
_BEFORE = 60
"""Characters before the date of a dateline."""

_PLACE = r"[^\W\d_a-z][\w.’'-]*(?:(?:,\s|[ /-])[^\W\d_a-z][\w.’'-]*){0,5}?"
_BEGINNING = re.compile(
    rf"(?:(?i:{either(SENSE['roles']['agent'])})\s[^.]{{3,60}}?\s(?=[A-Z]{{3}}))?(?P<place>{_PLACE})(?P<day>,\s\w+\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?(?:,?\s\((?P<agency>[^()]{{2,40}}?)(?:\s-\s[^()]{{1,30}})?\))?"
    r"(?:\s+[–—-]{1,2}\s+|\s?(?<!\)):\s*(?=\w))"
    r"|[^.:;–—]{0,60}\d{4}(?:\s\([^()]{1,40}\))?\s*[–—]\s+"
)
"""Place, day and agency at the beginning of a report: PORT AVON, Dec 3 (HNA) - The ferry …; PORT AVON: The ferry …."""


def facts(passages: Sequence[str], properties: Mapping[str, str | None], language: str | None = None) -> Facts:
    """Return what the properties of a file tell, as far as its text bears it out, and what its first lines tell."""
    first = passages[:_FIRST]
    return Facts(
        title=_confirmed(properties.get("title"), first) or first_heading(first),
        issued=dateline(first) or dateline(passages[-_DATED:]),  # above or below who signed
        publisher=next(
            (found["agency"] for passage in first if (found := beginning(passage)) and found["agency"]), None
        ),
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
    first = next((line for line in passages[:_LINES] if not (dateline([line]) or " | " in line)), "")
    return first if first and len(first) <= _LONGEST and not first.endswith((".", ";", ",", ":")) else None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def beginning(passage: str) -> re.Match[str] | None:
    """Return the dateline at the head of a report's first sentence; its place is None where it tells only a day."""
    found = _BEGINNING.match(passage)
    if found is None or not found["place"] or found["day"] or found["agency"]:
        return found
    return found if found["place"].isupper() and " - " not in found[0] else None


def without_dateline(passage: str) -> str:
    """Return a passage without the dateline at its head."""
    found = beginning(passage)
    return passage[found.end() :] if found else passage


def day(text: str) -> date | None:
    """Return the day at the beginning of a text in ISO 8601 form, as properties of files and pages give it."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def dateline(passages: Iterable[str]) -> date | None:
    """Return the day in the dateline of a document's first passages; None where there is none or they differ."""
    found = {told for passage in list(passages)[:_DATED] if (told := _of_dateline(passage.removeprefix("# ")))}
    return found.pop() if len(found) == 1 else None


def _of_dateline(passage: str) -> date | None:
    """Return the day with which a passage begins, alone or behind a place or a label."""
    found = next((moment for moment in dates(passage[: 2 * _BEFORE]) if moment.whole), None)
    if found is None:
        return None
    before, after = passage[: found.start].split(), passage[found.end :].strip()
    while before and (before[-1].lower() in _JOINTS or before[-1].strip(",") in DAYS):
        before.pop()
    after = _CLOCK.sub("", after, count=1).strip()
    ends = "-–—:|/(" if not before else "-–—:|/(),."
    published = len(before) <= _LABEL and " ".join(before[-1:]).strip(":").lower() in _LABELS
    fits = not before or published or _is_place(before)
    alone = not after or (after[0] in ends and not after[1:2].isdigit())  # else the first of several days
    return found.whole if fits and alone else None


def _is_place(before: Sequence[str]) -> bool:
    """Say whether words are a place's name or a weekday's, closed by a comma or dash, as they stand before a date."""
    if len(before) > _LONG or before[-1][-1] not in ",(|–—":
        return False
    return all(not word[0].isalpha() or word[0].isupper() or word.lower() in _JOINTS for word in before)
