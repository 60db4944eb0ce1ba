"""Growth: what is larger than a record needs is refused at once, and within the limits work grows with size only."""

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefkit import limits
from briefkit.errors import Problem, RecordError
from briefkit.loading import load
from briefkit.reading.compare import _compared

QUOTE = "The Harbour Board met in Port Avon on 3 March 2026"
Data = dict[str, Any]


def event(number: int, **more: Any) -> Data:
    """Return a statement of its own id."""
    return {"id": f"s{number}", "kind": "event", "text": f"{QUOTE}.", "quote": QUOTE, **more}


def desk(number: int, *rests_on: str, **more: Any) -> Data:
    """Return a statement of the desk's."""
    return {"id": f"d{number}", "kind": "line", "rests_on": rests_on, **more}


def record(*statements: Data, **more: Any) -> Data:
    """Return the data of a record."""
    return {
        "id": "harbour",
        "title": "Harbour Board meets",
        "marking": "TLP:CLEAR",
        "as_of": "2026-03-03",
        "meeting": {"name": "Harbour Board", "date": "2026-03-03"},
        "sources": {"note": {"file": "note.txt"}},
        "statements": statements,
        **more,
    }


def found(folder: Path, data: Data, source: str = f"{QUOTE}.") -> list[Problem]:
    """Return the errors of a record."""
    folder.mkdir(exist_ok=True)
    (folder / "note.txt").write_text(source, encoding="utf-8")
    (folder / "outcomes.yaml").write_text(json.dumps(data), encoding="utf-8")
    try:
        load(folder)
    except RecordError as error:
        return list(error.problems)
    return []


def several(count: int) -> list[str]:
    """Return so many different words."""
    return [f"word {number}" for number in range(count)]


LARGE: dict[str, Callable[[], Data]] = {
    "statements": lambda: record(*map(event, range(2_001))),
    "actors": lambda: record(event(0), actors={f"a{i}": {"name": f"Name {i}"} for i in range(501)}),
    "terms": lambda: record(event(0), terms={f"T{i}": {"long": f"Name {i}"} for i in range(501)}),
    "issues": lambda: record(event(0), issues={f"i{i}": {"title": ""} for i in range(30_000)}),
    "quote": lambda: record(event(0, quote=[QUOTE] * 51)),
    "conditions": lambda: record(event(0, conditions=several(51))),
    "rests_on": lambda: record(event(0), desk(0, *["s0"] * 51)),
    "unknown keys of a record": lambda: record(event(0), **dict.fromkeys(several(50_000), "x")),
    "unknown keys of a statement": lambda: record(event(0, **dict.fromkeys(several(50_000), "x"))),
    "a list in a list": lambda: record(event(0, quote=[{"quote": several(60)}])),
    "one key in all statements": lambda: record(*(event(i, conditions=several(41)) for i in range(100))),
    "text in all": lambda: record(*(event(i, quote="word " * 390) for i in range(200))),
    "forbidden everywhere": lambda: record(
        *(event(i, avoid=[{"say": w, "because": "no", "everywhere": True} for w in several(6)]) for i in range(10))
    ),
    "numbers in one text": lambda: record(event(0, text="1 2 3 " * 100)),
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_large_is_refused_before_it_is_checked(name: str, tmp_path: Path) -> None:
    """One problem, with its place and what to do: nothing of the record is looked at."""
    problems = found(tmp_path, LARGE[name]())
    assert [problem.code for problem in problems] == ["R24"]
    assert problems[0].place
    assert problems[0].place.column > 1 or name == "unknown keys of a record"
    assert problems[0].hint


def layered(layers: int) -> Data:
    """Return statements of the desk's in layers, each on both of the layer below."""
    rows = [
        desk(n, *((f"d{(n // 2) * 2 - 2}", f"d{(n // 2) * 2 - 1}") if n > 1 else ("s0",))) for n in range(layers * 2)
    ]
    return record(event(0), *rows)


def test_what_rests_on_much_is_refused(tmp_path: Path) -> None:
    """Layers, a chain of 800, many through few, and many each of many: R13, and no rule that follows references."""
    chain = record(event(0), *(desk(n, f"d{n - 1}" if n else "s0") for n in range(800)))
    fans = [desk(n, *(f"s{n * 50 + i}" for i in range(50))) for n in range(3)]
    many = record(*map(event, range(150)), *fans, desk(9, "d0", "d1", "d2"))
    each = record(
        *map(event, range(60)), *(desk(n, *(f"s{i}" for i in range(40))) for n in range(99)), desk(99, "d0", "d1")
    )
    for name, data in {"layers": layered(24), "chain": chain, "many": many, "each": each}.items():
        problems = found(tmp_path / name, data)
        assert {problem.code for problem in problems} == {"R13"}, name


def test_the_limits_themselves_are_admitted(tmp_path: Path) -> None:
    """Fifty of a list, a hundred statements below one, and one id fifty times are a record."""
    fans = [desk(n, *(f"s{n * 50 + i}" for i in range(49))) for n in range(2)]
    repeated = desk(8, *["s0"] * 50)
    data = record(*map(event, range(limits.MOST_RESTED_ON)), *fans, desk(9, "d0", "d1"), repeated)
    assert found(tmp_path, data) == []


class Steps:
    """Counts what a call of ours takes: function calls and steps of generators, on any machine the same."""

    def __init__(self) -> None:
        """Begin at none."""
        self.count = 0

    def of(self, act: Callable[[], object]) -> int:
        """Return the steps of a call, which finds no wording compared already."""

        def step(*_: object) -> None:
            self.count += 1

        _compared.cache_clear()
        sys.setprofile(step)
        try:
            act()
        finally:
            sys.setprofile(None)
        return self.count


def says(text: str, **more: Any) -> Callable[[int], Data]:
    """Return what makes a record of one statement whose wording repeats a text."""
    return lambda size: record(event(0, text=text * size, **more))


GROWING: dict[str, tuple[Callable[[int], Data], int]] = {
    "statements": (lambda size: record(*map(event, range(size))), 60),
    "statements that are asked about": (
        lambda size: record(*(event(i, text=f"The Board did not meet {i} times.") for i in range(size))),
        60,
    ),
    "statements without a key": (lambda size: record(*({"id": f"s{i}", "kind": "event"} for i in range(size))), 200),
    "keys without a value": (lambda size: record(*(event(i, marking=None, text=None) for i in range(size))), 200),
    "the same id": (lambda size: record(*(event(0) for _ in range(size))), 100),
    "lines": (lambda size: record(event(0), *(desk(n, "s0") for n in range(size))), 60),
    "a chain of remarks": (lambda size: record(event(0), *(event(i, about=f"s{i - 1}") for i in range(1, size))), 60),
    "actors of one name": (
        lambda size: record(event(0), actors={f"a{i}": {"name": f"Harbour Board {i}"} for i in range(size)}),
        60,
    ),
    "terms": (lambda size: record(event(0), terms={f"T{i}": {"long": f"term {i}"} for i in range(size)}), 60),
    "conditions": (lambda size: record(event(0, conditions=several(size))), 12),
    "capitals": (says("A"), 240),
    "words in capitals": (says("The Board of AA BB "), 12),
    "words": (says("the ferry may run and "), 10),
    "quotation marks": (says("“a” "), 60),
    "negations": (says("not never no "), 18),
    "commas": (says("Alpha, Beta and Gamma, "), 10),
    "hyphens": (says("a-"), 120),
    "letters no font has": (says("\u4e00"), 240),
    "brackets": (says("("), 240),
    "a quote that is nowhere": (lambda size: record(event(0, quote="the ferry and the fee " * size)), 40),
}


@pytest.mark.parametrize("name", GROWING)
def test_four_times_as_much_takes_no_more_than_six_times_the_steps(name: str, tmp_path: Path) -> None:
    """Sixteen times would be the mark of a loop in a loop. Steps are counted, so that no machine is too slow.

    The larger goes first once: a pattern for each name is compiled, and kept. Neither is refused as too large.
    """
    make, size = GROWING[name]
    codes = [{one.code for one in found(tmp_path / "warm", make(many))} for many in (4 * size, size)]
    assert codes[0] == codes[1]
    small = Steps().of(lambda: found(tmp_path / "small", make(size)))
    large = Steps().of(lambda: found(tmp_path / "large", make(4 * size)))
    assert large < 6 * small, f"{small:,} → {large:,}"


def test_quotes_and_sources_are_limited_together(tmp_path: Path) -> None:
    """Of a large source few quotes are looked for: 700 in 3.5 MB are too many, 800 in 2.6 MB are fine."""
    source = f"{QUOTE}. " + "word " * 700_000
    assert [one.code for one in found(tmp_path / "many", record(*map(event, range(700))), source)] == ["R24"]
    assert found(tmp_path / "honest", record(*map(event, range(800))), source[:2_600_000]) == []


def test_hints_are_sought_for_what_is_printed(tmp_path: Path) -> None:
    """Of a thousand misses the first show what the source has in their place; all say what to do."""
    missed = record(*(event(i, quote=f"The Harbour Board met in Port Avon on {i} March") for i in range(4, 300)))
    hints = [one.hint for one in found(tmp_path, missed)]
    assert len(hints) == 296
    assert all(hints)
    assert sum(hint.startswith("The source has: The Harbour Board met") for hint in hints) == 20


WORDS = (
    "the ferry and Board may must not no only all some if unless before 3 March 2026 Roca Ines said that will would"
    " at least five percent of members ( ) , . “ ” - guild for against demands ferries"
)


def filled(width: int, cited: int, words: list[str]) -> tuple[Data, str]:
    """Return a record whose statements hold as much text as is admitted, in wordings and quotes of so many words."""
    chance = random.Random(width)
    quotes = [" ".join(chance.choices(words, k=cited)) for _ in range(40)]
    statements: list[Data] = []
    while sum(len(one["text"]) + len(one["quote"]) + 20 for one in statements) < limits.TEXT - 8_000:
        text = " ".join(chance.choices(words, k=width))[:990]
        statements.append(event(len(statements), text=text, quote=quotes[len(statements) % 40]))
    return record(*statements[: limits.STATEMENTS]), "\n".join(quotes)


@pytest.mark.conformance
@pytest.mark.parametrize(("width", "cited"), [(160, 140), (160, 350), (44, 44), (20, 10)])
@pytest.mark.parametrize("vocabulary", ["all", "conditions", "denials", "marks"])
def test_a_record_within_the_limits_is_checked_in_seconds(
    width: int, cited: int, vocabulary: str, tmp_path: Path
) -> None:
    """Whatever its words are: all that the checks know, or a few of a kind.

    It takes 16 s at most where it was last measured; the bound leaves room for machines that do much else.
    """
    few = {
        "conditions": "if unless it sails must may only,",
        "denials": "not never no it sails",
        "marks": "“a” - ( ) ,",
    }
    data, source = filled(width, cited, few.get(vocabulary, WORDS).split())
    begun = time.process_time()
    problems = found(tmp_path, data, source)
    assert time.process_time() - begun < 40
    assert "R24" not in {one.code for one in problems}
