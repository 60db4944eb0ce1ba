"""Whole runs of the command: the house editions of the first example, and how time grows with a record.

With the folder of another version of this project it also says how much this one takes of what that one takes for
its own first example: `python benchmarks/record.py --against ../before`.
Only ratios inside one run are worth quoting: the median over interleaved processes, user and system time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = Path("seeds", "paris-2025-09-04")
ROUNDS = 6
SIZES = {100: 4, 200: 1, 400: 4, 800: 1}
"""Statements of a record → deeds that each tells of: long ones where they shall not all find room on the pages."""
GOALS = {"against": 1.0, "check": 4.0, "statement": 4.0, "render": 2.5}
TOWNS = ("Aldery", "Brevane", "Dorvale", "Kelmora", "Norvia", "Ostrel", "Palven", "Quelm")
THINGS = ("ferry", "harbour", "lock", "bridge", "pier", "road", "pump", "market", "school", "library", "canal", "light")
DEEDS = ("widen", "repair", "open", "close", "inspect", "extend", "lease", "paint", "insure", "survey", "heat")


def main() -> None:
    """Print each figure with its goal; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--against", type=Path, help="the folder of another version")
    before = parser.parse_args().against
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sizes = {size: record(folder / f"of-{size}", size, deeds) for size, deeds in SIZES.items()}
        run(ROOT, "check", EXAMPLE)
        print(f"the house editions of the first example: {1000 * seconds(partial(rendered, ROOT, EXAMPLE)):.0f} ms")
        if before:
            found["against"] = ratio(partial(rendered, before.resolve(), EXAMPLE), partial(rendered, ROOT, EXAMPLE))
        found["check"] = ratio(partial(run, ROOT, "check", sizes[200]), partial(run, ROOT, "check", sizes[800]))
        found["statement"] = 1000 * seconds(partial(run, ROOT, "check", sizes[800])) / 800
        found["render"] = ratio(partial(rendered, ROOT, sizes[100]), partial(rendered, ROOT, sizes[400]))
    told = {
        "against": "the same of this version / of the other",
        "check": "check of 800 statements / of 200",
        "statement": "check, ms a statement, of 800",
        "render": "render of 400 statements / of the 100 of them that pages have room for",
    }
    for name, figure in found.items():
        print(f"{told[name]}: {figure:.2f} (goal: at most {GOALS[name]:g})")
    sys.exit(any(figure > GOALS[name] for name, figure in found.items()))


def record(folder: Path, size: int, deeds: int) -> Path:
    """Write an invented record of so many statements, the first ones the same in each; return its folder.

    Later ones are as important as the first: where there is no room, the later give way.
    """
    told = [clause(number, deeds) for number in range(size)]
    said = [f"{TOWNS[i % len(TOWNS)]} said that {one}." for i, one in enumerate(told)]
    source = "\n\n".join(said) + "\n"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "minutes.txt").write_text(source, encoding="utf-8")
    data = {
        "id": "lake-2026-03-12",
        "title": "Lake council",
        "marking": "TLP:CLEAR",
        "as_of": "2026-03-12",
        "meeting": {"name": "Lake council", "date": "2026-03-12"},
        "sources": {"minutes": {"file": "sources/minutes.txt", "sha256": sha256(source.encode()).hexdigest()}},
        "actors": {town.lower(): {"name": town, "kind": "state"} for town in TOWNS},
        "statements": [
            {
                "id": f"s{i}",
                "kind": "announcement",
                "by": TOWNS[i % len(TOWNS)].lower(),
                "says": one,
                "quote": quote,
                "must": i == 0,
            }
            for i, (one, quote) in enumerate(zip(told, said, strict=True))
        ],
    }
    (folder / "outcomes.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")
    return folder


def clause(number: int, deeds: int) -> str:
    """Return what is said by a number; no two numbers below some thousands say the same."""
    parts = (
        f"{DEEDS[i % len(DEEDS)]} the {THINGS[i % len(THINGS)]} of {TOWNS[i // 7 % len(TOWNS)]} within {i + 2} days"
        for i in range(number, number + deeds)
    )
    return f"it would {', '.join(parts)}"


def run(tree: Path, *arguments: Path | str) -> None:
    """Run the command of a version of this project in its folder."""
    paths = {"PYTHONPATH": os.pathsep.join((str(tree / "src"), str(tree)))}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "briefkit", *map(str, arguments)]
    subprocess.run(command, cwd=tree, env=kept | paths, check=True, capture_output=True)


def rendered(tree: Path, source: Path) -> None:
    """Render the house editions of a record into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as out:
        run(tree, "render", source, "--out", Path(out) / "reports")


def seconds(job: Callable[[], object]) -> float:
    """Return the CPU time of the processes that a job starts."""
    before = os.times()
    job()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def ratio(first: Callable[[], object], second: Callable[[], object]) -> float:
    """Return how much the second takes of what the first takes: each between two of the first, after a warm-up."""
    first(), second()
    return statistics.median(turn([first, second, first]) for _ in range(ROUNDS))


def turn(jobs: Sequence[Callable[[], object]]) -> float:
    """Return what the middle one of three takes, as a share of the mean of the others."""
    one, middle, other = map(seconds, jobs)
    return middle / ((one + other) / 2)


if __name__ == "__main__":
    main()
