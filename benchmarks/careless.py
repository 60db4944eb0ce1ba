"""How many careless edits of a record `check` sees: `careless.py [NAME …] [--show]`.

Each folder of `tests/reading/cases/careless` holds a source, a record written from it with care, and `edits.yaml`:
edits of a hurried editor in any field, one at a time. An edit is seen where `check` says something that it does not
say of the careful record: *refused*, *asked* or *to be read*; else it is silent.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

import briefkit
from briefkit.errors import Problem

CARELESS = Path(__file__).parents[1] / "tests" / "reading" / "cases" / "careless"
SETS = ("orchestra", "veterinary", "grid", "library", "blood", "spelling")
TIERS = {"error": "refused", "question": "asked", "warning": "asked", "unread": "to be read"}
"""Severity → what it is counted as, the gravest first."""


def said(problems: Sequence[Problem]) -> Counter[tuple[str, str, tuple[str, ...]]]:
    """Count what is said of a record, wherever it stands."""
    return Counter((one.severity, f"{one.code} {one.message}", one.against) for one in problems)


def edits(name: str) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield each edit of a set: its id, its kind, how it is seen, and what is said of it alone."""
    folder = CARELESS / name
    text = (folder / "outcomes.yaml").read_text(encoding="utf-8")
    careful = said(briefkit.check(folder))
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(folder, copy := Path(scratch, name))
        for edit in yaml.safe_load((folder / "edits.yaml").read_text(encoding="utf-8")):
            if text.count(edit["old"]) != 1:
                raise ValueError(f"{name}: {edit['id']} is not at one place")
            (copy / "outcomes.yaml").write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
            new = said(briefkit.check(copy)) - careful
            severities = {severity for severity, _, _ in new}
            tier = next((TIERS[one] for one in TIERS if one in severities), "silent")
            yield edit["id"], edit["kind"], tier, [message for _, message, _ in new]


def table(names: Sequence[str] = SETS) -> str:
    """Return how many edits of each set fall in each tier."""
    heads = (*dict.fromkeys(TIERS.values()), "silent")
    lines = [f"| careless edits of | {' | '.join(heads)} |\n| --- |{' ---: |' * len(heads)}"]
    for name in names:
        found = Counter(tier for _, _, tier, _ in edits(name))
        lines.append(f"| `{name}` | {' | '.join(f'{found[at]} of {found.total()}' for at in heads)} |")
    return "\n".join(lines)


def main() -> None:
    """Print each edit with what is said of it, or the table of the sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=SETS)
    parser.add_argument("--show", action="store_true", help="each edit, with what is said of it")
    given = parser.parse_args()
    if not given.show:
        print(table(given.names))
        return
    for name in given.names:
        for problem in briefkit.check(CARELESS / name):
            print(f"{name:12}CAREFUL    {problem.code} {problem.message}")
        for key, kind, tier, messages in edits(name):
            print(f"{name:12}{tier:11}{key:24}{kind:20}{'; '.join(messages)[:200]}")


if __name__ == "__main__":
    main()
