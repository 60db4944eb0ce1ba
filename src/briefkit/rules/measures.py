"""What goes with numbers: order, range, rate, and the numbers in names."""

import re
from collections.abc import Iterator

from briefkit.errors import Problem
from briefkit.rules.numbers import NAMES, masked
from briefkit.rules.subject import Subject
from briefkit.rules.words import numbers, ordinals

_RANGE = re.compile(
    r"(?:\b(?:between|from)\s+)?(?P<low>\d[\d,.]*)\s*(?:[–-]|\bto\b|(?<=\d\s)and\b)\s*(?P<high>\d[\d,.]*\d|\d)"
)
_RATE = re.compile(
    r"\b(?:an?|per|each|every)\s+(second|minute|hour|day|night|week|month|quarter|year)\b", re.IGNORECASE
)
_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter"} | dict.fromkeys(
    ("annual", "annually", "yearly"), "year"
)
_DIGITS = re.compile(r"\d+(?:[./:]\d+)*")


def order(subject: Subject) -> Iterator[Problem]:
    """E09: a second, third or fourteenth is one in the evidence too."""
    for form in subject.forms:
        held = {value for value, _ in ordinals(masked(form.evidence, subject))}
        for value, start in ordinals(masked(form.text, subject)):
            if value not in held:
                message = f"“{form.text[start:].split()[0]}” is not in its evidence"
                yield subject.finding("E09", form, message, "Keep the evidence's own order.", offset=start)


def names(subject: Subject) -> Iterator[Problem]:
    """E09: a number in a name, or a time of day, is in the evidence or in a declared name."""
    declared = " ".join(subject.numbered)
    for form in subject.forms:
        held = set(_DIGITS.findall(f"{form.evidence} {declared}"))
        for found in NAMES.finditer(form.text):
            if not set(_DIGITS.findall(found[0])) <= held:
                message, hint = f"{found[0]} is not in its evidence", "Write it as the evidence does."
                yield subject.finding("E09", form, message, hint, offset=found.start())


def ranges(subject: Subject) -> Iterator[Problem]:
    """E09: of a range, both ends are told or neither."""
    for form in subject.forms:
        told = {n.value: n.start for n in numbers(form.text)}
        for found in _RANGE.finditer(masked(form.evidence, subject)):
            ends = [next((n.value for n in numbers(found[end])), 0.0) for end in ("low", "high")]
            kept = [end for end in ends if end in told]
            if len(kept) == 1:
                message = f"of “{found[0]}” only one end is told"
                yield subject.finding("E09", form, message, "Give the range.", offset=told[kept[0]])


def rates(subject: Subject) -> Iterator[Problem]:
    """E09: what is counted by the year is not counted by the month."""
    for form in subject.forms:
        held = _rates(form.evidence)
        for rate, start in _rates(form.text).items():
            if held and rate not in held:
                message = f"“a {rate}” is not in its evidence"
                hint = f"There it is {' or '.join(f'a {one}' for one in held)}."
                yield subject.finding("E09", form, message, hint, offset=start)


def _rates(text: str) -> dict[str, int]:
    named = {_RATES[word[0].lower()]: word.start() for word in re.finditer(r"\w+", text) if word[0].lower() in _RATES}
    return {found[1].lower(): found.start() for found in _RATE.finditer(text)} | named
