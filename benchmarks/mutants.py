"""How many small mistakes the tests see: `mutants.py [PART …] --count 40 --seed 1`.

A mutant is the code with one mistake, of the kinds that cosmic-ray knows: a comparison turned, a condition negated, a
number off by one, a loop that never runs. From each part of the program so many places are drawn by chance, with one
mutant each, and the tests of that part are run against it, in a copy of the tree. What survived is printed as a
difference: a test is missing, or the mistake changes nothing that anybody can see.
"""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from contextlib import chdir
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOT = Path(__file__).parents[1]
NEEDED = ("src", "tests", "benchmarks", "docs", "seeds", "templates", "pyproject.toml", "README.md")
PARTS = {
    "reading": "tests/reading --deselect=tests/reading/test_assurance.py::test_the_page_has_the_tables_of_today",
    "wording": "tests/wording",
    "markings": "tests/test_markings.py tests/test_gate.py",
    "publish": 'tests/test_publish.py -k "not killed and not whole_or_not_at_all"',
}
"""A part of src/briefkit → its tests; without those that take minutes, and the page that fails for any change."""
LEFT_OUT = re.compile("_BitOr_|RemoveDecorator|(?<!IsNot)_Is$|(?<!Is)_IsNot$")
"""Mutants that say nothing: of annotations (`int | None`), of caches, of `==` as `is`."""
LONGEST = 600
"""Seconds that the tests of one mutant may take; one that never ends has been seen."""


def places(part: str, scratch: Path) -> list[list[MutationSpec]]:
    """Return the mutants of a part, by their place in the code."""
    found = defaultdict(list)
    source = Path("src/briefkit", part)
    modules = sorted(source.rglob("*.py")) or [source.with_suffix(".py")]
    with use_db(str(scratch / f"{part}.sqlite")) as made:
        init(modules, made, {})
        for mutant in (one for item in made.work_items for one in item.mutations):
            if not LEFT_OUT.search(mutant.operator_name):
                found[mutant.module_path, mutant.start_pos].append(mutant)
    return [sorted(found[place], key=lambda one: (one.operator_name, one.occurrence)) for place in sorted(found)]


def compiles(mutant: MutationSpec) -> bool:
    """Say whether a mutant is a program at all: a star before arguments is taken for a product."""
    source, operator = mutant.module_path.read_text(encoding="utf-8"), get_operator(mutant.operator_name)
    try:
        compile(mutate_code(source, operator(), mutant.occurrence), mutant.module_path, "exec")
    except SyntaxError:
        return False
    return True


def tried(part: str, drawn: list[MutationSpec]) -> int:
    """Print what the mutants change that no test of the part sees, and return how many are seen."""
    command = f"{sys.executable} -m pytest -x -q -p no:cacheprovider {PARTS[part]}"
    if run_tests(command, LONGEST)[0] is not TestOutcome.SURVIVED:
        raise SystemExit(f"{part}: its tests fail without any mutant")
    seen = 0
    for number, mutant in enumerate(drawn, 1):
        result = mutate_and_test([mutant], command, LONGEST)
        seen += result.is_killed
        if not result.is_killed or result.output == "timeout":
            what = "never ended" if result.is_killed else "survived"
            print(f"{part} {number}: {what}: {mutant.module_path}:{mutant.start_pos[0]}\n{result.diff}\n", flush=True)
    return seen


def main() -> None:
    """Print what survived, and a line for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all where none is named")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for name in NEEDED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        os.environ["PYTHONPATH"] = os.pathsep.join((str(Path(folder, "src")), folder))
        for part in given.parts or PARTS:
            every, chance = places(part, Path(folder)), random.Random(given.seed)
            drawn = [chance.choice(place) for place in chance.sample(every, min(given.count, len(every)))]
            drawn = [mutant for mutant in drawn if compiles(mutant)]
            print(f"{part}: {tried(part, drawn)} seen of {len(drawn)}, at {len(every)} places", flush=True)


if __name__ == "__main__":
    main()
