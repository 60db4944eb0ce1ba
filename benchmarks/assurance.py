"""How many twisted wordings the comparison asks about, and how many faithful ones: `assurance.py CASES.yaml …`.

`--page docs/assurance.md` renews the tables of that page from the sets that are kept with the tests.

A case has an id, its evidence and a wording with a verdict, `faithful` or `twisted`, and a kind. A twisted one has a
fair twin beside it; its twist counts as asked only where the twin does not get the same question. With `--half build`
or `--half score` only every second domain is read; `--show "twisted silent"` shows the cases behind a figure.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from benchmarks import careless

from briefkit.reading import Claim, Comparison, Context, Passage, compare

CASES = Path(__file__).parents[1] / "tests" / "reading" / "cases"
SHAPES = {"line": "text"}
APPENDED = {"says", "does", "text", "short"}
TIERS = ("asked", "to be read", "silent")
SETS = (
    "wordings",
    "second-wordings",
    "third-wordings",
    "fourth-wordings",
    "fifth-wordings",
    "sixth-wordings",
    "seventh-wordings",
    "eighth-wordings",
    "ninth-wordings",
    "tenth-wordings",
    "eleventh-wordings",
    "twelfth-wordings",
)
START, END = "<!-- tables, made by benchmarks/assurance.py -->\n", "<!-- end of the tables -->\n"


def context(case: Mapping[str, Any]) -> Context:
    """Return what a case declares."""
    fields = ("name", "short", "title", "style")
    parties = {
        key: tuple(actor[field] for field in fields if actor.get(field)) for key, actor in case["actors"].items()
    }
    meeting = case["meeting"]
    return Context(parties, (case["by"],), (meeting["name"], meeting["place"]), (meeting["date"],))


def judged(case: Mapping[str, Any], wording: str) -> Comparison:
    """Return what the comparison says of a wording of a case."""
    shape = SHAPES.get(case["shape"], case["shape"])
    told = Claim(wording, shape, case["by"], tuple(case["conditions"]) if shape in APPENDED else ())
    return compare(told, [Passage(case["evidence"], case["issued"])], context(case))


def questions(found: Comparison) -> set[tuple[str, str]]:
    """Return the questions of a comparison: their class and the words asked about."""
    return {(one.name, one.words) for one in found.differences}


def tier(case: Mapping[str, Any]) -> tuple[str, set[tuple[str, str]]]:
    """Return which of the tiers a case falls in, and the questions that it gets."""
    found = judged(case, case["wording"])
    asked = questions(found)
    if case["verdict"] == "twisted" and "fair" in case:
        asked -= questions(judged(case, case["fair"]))
    return ("asked" if asked else "to be read" if found.free else "silent"), asked


def halves(cases: Sequence[Mapping[str, Any]], half: str) -> list[Mapping[str, Any]]:
    """Return the cases of every second domain: the first and third for building, the others for scoring."""
    domains = sorted({case["domain"] for case in cases})
    kept = {"build": domains[::2], "score": domains[1::2]}.get(half, domains)
    return [case for case in cases if case["domain"] in kept]


@cache
def loaded(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the cases of a file, each with its `tier` and what is `asked`; their twins are in a file beside it."""
    fair = path.with_name(f"{path.stem}-fair.yaml")
    twins = _read(fair) if fair.exists() else {}
    cases = [case | ({"fair": twins[case["id"]]} if case["id"] in twins else {}) for case in _read(path)]
    return tuple(case | dict(zip(("tier", "asked"), tier(case), strict=True)) for case in cases)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)  # in C: a fifth of the time


def report(cases: Sequence[Mapping[str, Any]], shown: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the tables, and the cases behind the tiers to be shown."""
    counts: Counter[tuple[str, str, str]] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    for case in cases:
        at, asked = case["tier"], case["asked"]
        counts[case["verdict"], case["kind"], at] += 1
        classes.update((name, case["verdict"]) for name in {name for name, _ in asked})
        if f"{case['verdict']} {at}" in shown:
            yield f"{case['id']} ({case['kind']}, {case['shape']}): {sorted(asked)}"
            yield f"    {case['evidence']}"
            yield f"    {case['wording']}"
    for verdict in ("twisted", "faithful"):
        kinds = sorted({kind for one, kind, _ in counts if one == verdict})
        yield f"\n| {verdict} | {' | '.join(TIERS)} |\n| --- | ---: | ---: | ---: |"
        for kind in kinds:
            yield f"| {kind} | {' | '.join(str(counts[verdict, kind, at]) for at in TIERS)} |"
        sums = [sum(counts[verdict, kind, at] for kind in kinds) for at in TIERS]
        yield f"| all {sum(sums)} | {' | '.join(f'{n} ({n / max(1, sum(sums)):.0%})' for n in sums)} |"
    yield "\n| class | twists | faithful |\n| --- | ---: | ---: |"
    for name in dict.fromkeys(name for name, _ in classes):
        yield f"| {name} | {classes[name, 'twisted']} | {classes[name, 'faithful']} |"


def overview() -> Iterator[str]:
    """Yield a line for each set: how many of its wordings, of which verdict, fall in which tier."""
    tiers = " | ".join(f"twisted: {at}" for at in TIERS)
    yield f"\n| set | domains | {tiers} | faithful: asked | faithful: to be read |\n| --- |{' ---: |' * 6}"
    for name in SETS:
        cases = loaded(CASES / f"{name}.yaml")
        found = Counter((case["verdict"], case["tier"]) for case in cases)
        sums = Counter(case["verdict"] for case in cases)
        cells = [("twisted", at) for at in TIERS] + [("faithful", at) for at in TIERS[:2]]
        told = " | ".join(f"{found[v, at]} of {sums[v]} ({found[v, at] / sums[v]:.0%})" for v, at in cells)
        yield f"| `{name}` | {len({case['domain'] for case in cases})} | {told} |"


def tables() -> str:
    """Return the tables of docs/assurance.md."""
    cases = [case for name in SETS for case in loaded(CASES / f"{name}.yaml")]
    return "\n".join((*overview(), *report(cases, ()), "", careless.table())) + "\n\n"


def renewed(page: str) -> str:
    """Return a page with its tables renewed."""
    before, _, rest = page.partition(START)
    return before + START + tables() + END + rest.partition(END)[2]


def main() -> None:
    """Print the tables of the cases named, or of those kept with the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path)
    parser.add_argument("--half", choices=("build", "score", "all"), default="all")
    parser.add_argument("--show", action="append", default=[], help="a tier, such as “twisted silent”")
    parser.add_argument("--page", type=Path, help="renew the tables of this page instead")
    given = parser.parse_args()
    if given.page:
        given.page.write_text(renewed(given.page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        return
    paths = given.cases or [CASES / "wordings.yaml"]
    cases = halves([case for path in paths for case in loaded(path)], given.half)
    print("\n".join(report(cases, given.show)))


if __name__ == "__main__":
    main()
