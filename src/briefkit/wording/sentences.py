"""Small steps of composition on plain text: capitals, full stops, lists, conditions."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from briefkit.outcomes import Condition

_CLOSED = re.compile(r"[.!?][”’\"')]*$")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/-][^\W_]+)*")
_FOLDS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "})

Patterns = dict[str, Any]


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Return a text that ends as a sentence."""
    return text if _CLOSED.search(text) else f"{text}."


def unended(text: str) -> str:
    """Return a text without the full stop at its end."""
    return text.removesuffix(".")


def joined(parts: Iterable[str]) -> str:
    """Return sentences one after the other."""
    return " ".join(part for part in parts if part)


def listed(names: Sequence[str], word: str) -> str:
    """Return names as running text lists them: A, B and C."""
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded to lower case and plain marks."""
    return tuple(_WORD.findall(text.translate(_FOLDS).lower()))


def holds(text: str, wording: str, articles: Sequence[str]) -> bool:
    """Say whether a text holds a wording, whatever its case and articles."""
    inside, wanted = (f" {' '.join(w for w in words(one) if w not in articles)} " for one in (text, wording))
    return wanted in inside


def is_sentence(condition: str) -> bool:
    """Say whether a condition stands as a sentence of its own."""
    return condition[:1].isupper() and condition.endswith(".")


def conditioned(text: str, conditions: Sequence[str], patterns: Patterns) -> str:
    """Return a wording with its conditions: clauses behind it, those of one kind joined, then whole sentences.

    What the wording holds already is not put in again.
    """
    missing = [one for one in conditions if not holds(text, one, patterns["articles"])]
    clauses = [one for one in missing if not is_sentence(one)]
    sentences = [one for one in missing if is_sentence(one)]
    if clauses:
        text = f"{unended(text)}{_gap(clauses[0], patterns)}{_together(clauses, patterns)}"
    return joined([ended(text) if sentences else text, *sentences])


def wordings(conditions: Iterable[Condition], name: str) -> list[str]:
    """Return the wording of each condition by name, `short` or `plain`, or its first where it has none."""
    return [getattr(condition, name, None) or condition.text for condition in conditions]


def _gap(clause: str, patterns: Patterns) -> str:
    spaced = any(clause.lower().startswith(f"{word} ") for word in patterns["conditions"]["spaced"])
    return " " if spaced else ", "


def _together(clauses: Sequence[str], patterns: Patterns) -> str:
    """Return clauses joined by “and”; one that opens like the one before it repeats only the end of its opening."""
    again, word = patterns["conditions"]["again"], patterns["who"]["and"]
    found = clauses[0]
    for before, clause in zip(clauses, clauses[1:], strict=False):
        opening = next((one for one in again if clause.startswith(f"{one} ") and before.startswith(f"{one} ")), "")
        found += f" {word} {again[opening]}{clause.removeprefix(opening)}" if opening else f" {word} {clause}"
    return found
