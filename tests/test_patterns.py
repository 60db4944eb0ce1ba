"""Every regular expression of the program ends soon, whatever it is held against."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]  # what a pattern is made of has no public form
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOON = 0.25
"""Seconds. A pattern that tries every division of thirty letters takes minutes, as does one in all threes of 1,000."""

PROGRAM = """
import importlib, json, pkgutil, re, sys
from pathlib import Path
found, real = {}, re.compile

def compile(pattern, flags=0):
    made = real(pattern, flags)
    if "briefkit" in sys._getframe(1).f_code.co_filename and isinstance(made.pattern, str):
        found[made.pattern, made.flags] = None
    return made

re.compile = compile
import briefkit
for module in pkgutil.walk_packages(briefkit.__path__, "briefkit."):
    if not module.name.endswith("__main__") and module.name.split(".")[1] not in ("templates", "seeds"):
        importlib.import_module(module.name)
from datetime import date
from briefkit.cli.beginning import begin
from briefkit.loading import load
from briefkit.press import Press, every
seeds = Path(sys.argv[1])
for folder in seeds.iterdir():
    loaded = load(folder)
    Press(("md",)).briefs(loaded.outcomes, "officer", [one for one in every("officer")][:1], loaded.supplement)
begin(Path(sys.argv[2]), sorted(seeds.glob("*/sources/*.txt"))[:1], date(2026, 1, 1))
print(json.dumps(list(found)))
"""


@pytest.fixture(scope="module")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> list[re.Pattern[str]]:
    """Return every pattern that loading, rendering and drafting compile."""
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "seeds"), str(tmp_path_factory.mktemp("new") / "record")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = [re.compile(pattern, flags) for pattern, flags in json.loads(done.stdout)]
    assert len(found) > 150
    return found


@cache
def sample(tree: Any) -> str:
    """Return a text that a part of a pattern takes, as far as that can be told simply."""
    return "".join(map(_sample, tree))


def _sample(node: tuple[Any, Any]) -> str:  # noqa: PLR0911  # one line for each kind of node
    kind, value = node
    if kind is op.LITERAL:
        return chr(value)
    if kind in {op.NOT_LITERAL, op.ANY}:
        return "a"
    if kind is op.IN:
        return _in(value)
    if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        return sample(value[2]) * max(1, value[0])
    if kind is op.SUBPATTERN:
        return sample(value[3])
    if kind is op.BRANCH:
        return sample(value[1][0])
    return ""


def _in(members: list[tuple[Any, Any]]) -> str:
    """Return a member of a class of characters; of one that excludes some, a letter that it has."""
    if members[0][0] is op.NEGATE:
        return "a"
    kind, value = members[0]
    if kind is op.CATEGORY:
        return {"DIGIT": "1", "SPACE": " "}.get(str(value).rpartition("_")[2], "a")
    return chr(value[0] if kind is op.RANGE else value)


def pumps(tree: Any) -> Iterator[str]:
    """Yield what each repetition of a pattern takes once, and what its alternatives take."""
    for kind, value in tree:
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT} and value[1] > 10:
            yield sample(value[2])
        for part in value if isinstance(value, tuple | list) else ():
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, parser.SubPattern):
                    yield from pumps(inner)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return how long a pattern searches a text."""
    begun = time.perf_counter()
    pattern.search(text)
    return time.perf_counter() - begun


def slow(pattern: re.Pattern[str]) -> str:
    """Return what a pattern searches for long: its own repetitions many times, with an end that does not fit.

    Each text is a little longer than the one before: a pattern that would never end is told while it still does.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    for one in dict.fromkeys(filter(None, (*pumps(tree), "A", "a ", "1"))):
        for count in (*range(20, 44), *(size // len(one) for size in (250, 1_000))):
            for text in (f"{one * count}\0", f"{one * count}!\n"):
                if all(seconds(pattern, text) > SOON for _ in range(2)):
                    return text[:40]
    return ""


@pytest.mark.conformance
def test_no_pattern_searches_for_long(patterns: list[re.Pattern[str]]) -> None:
    """Each repetition of each pattern, 24 times and over 1,000 letters, ends at once."""
    assert {pattern.pattern[:80]: text for pattern in patterns if (text := slow(pattern))} == {}


@pytest.mark.parametrize("pattern", [r"\b[A-Z](?:\w*\s?)*\.", r"(a|aa)+b", r"(?:[A-Z]+)*!?x", r"(?:a*)*b"])
def test_nested_repetitions_are_found(pattern: str) -> None:
    """The test tells a pattern that would not end."""
    assert slow(re.compile(pattern))
