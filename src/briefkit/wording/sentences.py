"""Small steps of composition on plain text: capitals, full stops, lists, conditions."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import groupby, pairwise
from typing import Any

from briefkit.outcomes import Condition

_CLOSED = re.compile(r"[.!?][”’\"')]*$")
_STOP = re.compile(r"\.(?=[”’\"')]*$)")
_ABBREVIATED = re.compile(r"\w\.\w\.$")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/-][^\W_]+)*")
_FOLDS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "})

Patterns = dict[str, Any]


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str, patterns: Patterns) -> str:
    """Return a clause that does not begin with a capital where its first word is an article or a pronoun."""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    small = first in patterns["articles"] or first in patterns["row"]["pronouns"]
    return text[:1].lower() + text[1:] if small else text


def ended(text: str) -> str:
    """Return a text that ends as a sentence."""
    return text if _CLOSED.search(text) else f"{text}."


def unended(text: str) -> str:
    """Return a text without the full stop at its end, one in quotation marks too; an abbreviation keeps its own."""
    return text if _ABBREVIATED.search(text) else _STOP.sub("", text)


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


def holds(text: str, wording: str, patterns: Patterns) -> bool:
    """Say whether a text holds a wording, whatever its case, articles and possessives."""
    inside, wanted = (" ".join(_kept(each, patterns)) for each in (text, wording))
    return f" {wanted} " in f" {inside} "


def _kept(text: str, patterns: Patterns) -> list[str]:
    return [word.removesuffix(patterns["possessive"]) for word in words(text) if word not in patterns["articles"]]


def is_sentence(condition: str) -> bool:
    """Say whether a condition stands as a sentence of its own."""
    return condition[:1].isupper() and condition.endswith(".")


def conditioned(text: str, conditions: Sequence[str], patterns: Patterns) -> str:
    """Return a wording with its conditions: clauses behind it, those of one kind joined, then whole sentences.

    What the wording holds already is not put in again.
    """
    missing = [condition for condition in conditions if not holds(text, condition, patterns)]
    sentences = [condition for condition in missing if is_sentence(condition)]
    clauses = [condition for condition in missing if not is_sentence(condition)]
    gap = ""
    for spaced, kind in groupby(clauses, partial(_spaced, patterns)):
        gap = f", {patterns['who']['and']} " if gap else " " if spaced else ", "
        text = f"{unended(text)}{gap}{_as_list(list(kind), patterns)}"
    return joined([ended(text) if sentences else text, *sentences])


def wordings(conditions: Iterable[Condition], form: str, *, short: bool) -> list[str]:
    """Return the wording of each condition in a form; only a headline takes a short clause in place of a sentence."""
    return [_worded(condition, form, short=short) for condition in conditions]


def _worded(condition: Condition, form: str, *, short: bool) -> str:
    if form == "plain":
        return condition.plain or condition.text
    fits = condition.short and is_sentence(condition.short) == is_sentence(condition.text)
    return condition.short if short and condition.short and fits else condition.text


def _spaced(patterns: Patterns, clause: str) -> bool:
    """Say whether a condition follows without a comma: if, once, until."""
    return any(clause.lower().startswith(f"{word} ") for word in patterns["conditions"]["spaced"])


def _as_list(clauses: Sequence[str], patterns: Patterns) -> str:
    """Return clauses as a list; one that opens like the one before it repeats only the end of its opening."""
    again, found = patterns["conditions"]["again"], clauses[:1]
    for before, clause in pairwise(clauses):
        opening = next((head for head in again if clause.startswith(f"{head} ") and before.startswith(f"{head} ")), "")
        found = [*found, again[opening] + clause.removeprefix(opening) if opening else clause]
    return listed(found, patterns["who"]["and"])
