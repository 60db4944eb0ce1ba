"""How much a record may hold: a larger one is refused before anything is checked.

Why: a record may come from a stranger, and each statement is compared with what it rests on. No meeting comes near
these limits; within them a check ends in seconds.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.errors import Problem, Steps, innermost
from briefkit.recordfile import RecordPlaces, nodes
from briefkit.spelling import cut

STATEMENTS = 2_000
TEXT = 300_000
"""Characters that all statements hold together."""
MOST_RESTED_ON = 100
"""Statements that one of the desk's rests on, through others too."""
_LISTS: Mapping[str, int] = {
    "statements": STATEMENTS,
    **dict.fromkeys(("actors", "issues", "terms"), 500),
    **dict.fromkeys(("sources", "occasions", "include"), 100),
    **dict.fromkeys(("sides", "members", "participants", "measures"), 300),
    **dict.fromkeys(("by", "to", "for", "against", "abstained", "supported_by", "opposed_by", "committers"), 300),
}
"""Key → entries that it may hold: where actors are named, every state there is."""
_LIST = 50
"""Entries that a list under any other key may hold, and keys that a mapping may have."""
TOGETHER = 4_000
"""Entries that one key holds in all statements together."""
_NUMBERS = 200
"""Numbers in one text: each is compared with every number of its evidence."""
_DIGITS = re.compile(r"\d+")
_EVERYWHERE = 50
"""Wordings to avoid with `everywhere`, in the whole record."""


def too_many(data: Any, places: RecordPlaces) -> list[Problem]:
    """Return a problem for each limit that a record's data exceeds."""
    problems = list(_long(data, places, ()))
    statements = data.get("statements") if isinstance(data, dict) else None
    if problems or not isinstance(statements, list):
        return problems
    inner = list(nodes(statements))
    lists: Counter[str] = Counter()
    for statement in (entry for entry in statements if isinstance(entry, dict)):
        lists.update({key: len(value) for key, value in statement.items() if isinstance(value, list)})
    excesses = [
        f"all `{cut(key)}` together hold more than {TOGETHER:,} entries" for key in lists if lists[key] > TOGETHER
    ]
    if sum(len(value) for _, value in inner if isinstance(value, str)) > TEXT:
        excesses.append(f"the statements hold more than {TEXT:,} characters")
    if sum(path[1:2] == ("avoid",) and path[3:] == ("everywhere",) for path, _ in inner) > _EVERYWHERE:
        excesses.append(f"more than {_EVERYWHERE} wordings are forbidden everywhere")
    at = places.value(("statements",))
    return [Problem("R24", message, at, "Keep what matters, or divide the record.") for message in excesses]


def _long(value: Any, places: RecordPlaces, path: Steps) -> Iterator[Problem]:
    """Yield a problem for what holds too many entries, and for a text with too many numbers."""
    hint = "Keep those that matter, or divide the record."
    if isinstance(value, str):
        if len(value) > _NUMBERS and sum(1 for _ in _DIGITS.finditer(value)) > _NUMBERS:
            yield Problem("R24", f"this holds more than {_NUMBERS} numbers", places.value(path), hint)
        return
    if not isinstance(value, list | dict):
        return
    key = innermost(path)
    most = _LISTS.get(key, _LIST) if isinstance(value, list) or len(path) == 1 else _LIST
    if len(value) > most:
        named = f"`{cut(key)}`" if path[-1:] == (key,) else "this"
        message = f"{named} holds {len(value):,} entries, and {most:,} are the most"
        yield Problem("R24", message, places.value(path), hint)
        return
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _long(inner, places, (*path, part))
