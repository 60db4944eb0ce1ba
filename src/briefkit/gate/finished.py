"""The X rules: what is asked of a finished file, judged by what was read back of it and not by what went into it."""

import re
from collections.abc import Iterable, Iterator

from briefkit.errors import Problem
from briefkit.gate.words import words
from briefkit.manifest import Entry
from briefkit.outcomes.gate import breakable
from briefkit.writers.contents import Contents

__all__ = ["problems"]

_HINT = "It is a fault of the program, a template or a reference document: please report it."


def problems(name: str, entry: Entry | None, found: Contents) -> Iterator[Problem]:
    """Yield what is wrong with a finished file: what it may not hold, and what its edition's entry says otherwise."""
    for fault in dict.fromkeys(found.faults):
        yield Problem("E42", f"{name}: {fault}", hint=_HINT)
    if entry and not found.faults:
        yield from _disagreements(name, entry, found)


def _disagreements(name: str, entry: Entry, found: Contents) -> Iterator[Problem]:
    marking, standing = entry["marking"], entry["standing"]
    if found.edges and not all(_marked(marking, edge) for pair in found.edges for edge in pair):
        yield Problem("E25", f"{name}: a header or footer stands without the marking {marking}", hint=_HINT)
    if standing and not all(standing in breakable(head) for head, _ in found.edges):
        yield Problem("E25", f"{name}: a header does not say {standing}", hint=_HINT)
    if _differs(found.markings, marking):
        yield Problem("E25", f"{name}: its properties have another marking than {marking}", hint=_HINT)
    if _differs(found.titles, entry["title"]) or _differs(found.languages, entry["language"]):
        yield Problem("E34", f"{name}: its properties have another title or language than its page", hint=_HINT)
    if found.pages and found.pages != entry["pages"]:
        yield Problem("E24", f"{name} has {found.pages} pages, and {entry['pages']} were measured", hint=_HINT)
    if found.edges and not all(_holds(found.texts, passage) for passage in entry["lead"]):
        yield Problem("E04", f"{name}: the bottom line is not whole and in one piece", hint=_HINT)


def _marked(marking: str, edge: str) -> bool:
    return bool(re.search(rf"(?<![\w:+-]){re.escape(marking)}(?![\w:+-])", breakable(edge)))


def _differs(given: Iterable[str], wanted: str) -> bool:
    return any(breakable(one) != breakable(wanted) for one in given)


def _holds(texts: Iterable[str], passage: str) -> bool:
    """Say whether a text holds a passage, word for word."""
    wanted = f" {' '.join(words(passage))} "
    return any(wanted in f" {' '.join(words(text))} " for text in texts if len(text) >= len(passage))
