"""The long run: the figures of robustness, gathered over hours with the generators of the tests.

It can be stopped and begun again: what was done is kept in a file, and a table is written after each step.
`python -m benchmarks.soak --minutes 60 --out soak.md`. Exit 1 where anything failed.
"""

import argparse
import io
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from tests.conformance import office
from tests.conformance.test_pdf import FLAVOURS, failed
from tests.docx.material import LOOK, random_briefs
from tests.records import random_record, write
from tests.test_compose import CONTEXT
from tests.test_determinism import SETTINGS, rendered
from tests.test_hostile import FAMILIES, PART, ROWS
from tests.test_loading import RECORD as HARBOUR
from tests.test_loading import SOURCE
from tests.test_publish import OLD, failures, killed_among_three, killed_at_random
from tests.test_release import FORMATS, no_canary, released, same_bytes
from tests.test_yamlfile import RECORD, mutant

from briefkit.cli import main as command
from briefkit.compose import Templates, compose
from briefkit.errors import RecordError, TemplateError
from briefkit.house import DEFAULT, HouseFile
from briefkit.loading import load
from briefkit.parsing.yamlfile import read
from briefkit.writers import WRITERS

Step = Callable[[int, Path], int]
"""Takes the number of a step and an empty folder; returns how many trials it made. AssertionError where one failed."""
SLOWEST = 0.5
GROWTH = 15_000_000
"""Bytes of memory by which a process may grow over renders that it has done before."""
LONGEST = 12
"""Statements of a record where many records say more than long ones."""
FEWEST = 5
"""Files that a record gives at least."""
CODES = frozenset((0, 2, 3, 4, 5, 6, 9))


def loading(number: int, _: Path) -> int:
    """G1: mutants of a text at the loader give nothing but our own errors, each in less than half a second."""
    dice, trials = random.Random(f"loading {number}"), 5_000
    for _trial in range(trials):
        text, begun = mutant(RECORD, dice), time.process_time()
        with suppress(RecordError):
            read(text, "f.yaml")
        assert time.process_time() - begun < SLOWEST, text
    return trials


def commanding(number: int, folder: Path) -> int:
    """G2: mutants of a record through the command end with a code of the table; every refusal has its place."""
    dice, trials = random.Random(f"commanding {number}"), 200
    (folder / "sources").mkdir()
    (folder / "sources" / "note.txt").write_text(SOURCE, encoding="utf-8")
    file = folder / "outcomes.yaml"
    for _ in range(trials):
        text = mutant(HARBOUR, dice)
        file.write_text(text, encoding="utf-8", newline="")
        told, code = io.StringIO(), 0
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(told):
                command(["check", str(folder)])
        except SystemExit as end:
            code = int(end.code or 0)
        assert code in CODES, (code, text)
        assert "Traceback" not in told.getvalue(), text
        assert code != RecordError.exit_code or told.getvalue().startswith(file.as_posix()), (told.getvalue(), text)
    return trials


def rendering(number: int, folder: Path) -> int:
    """G3, G5: files of random records are whole: every one, read back, says all that was composed and nothing else."""
    record = write(folder / "record", *random_record(number))
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told, suppress(SystemExit):
        formats = ("-f", "docx", "-f", "pdf", "-f", "md")
        command(["render", str(record), "-o", str(folder / "out"), *formats, *(("--all",) * (number % 3 == 0))])
    made = [path for path in (folder / "out").rglob("*") if path.suffix in {".docx", ".pdf", ".md"}]
    assert len(made) > FEWEST, told.getvalue()
    return len(made)


def judging(number: int, folder: Path) -> int:
    """G4: veraPDF and the Open XML SDK find no error in files of random records; needs `make validators`."""
    briefs = random_briefs(range(25 * number, 25 * (number + 1)))
    pdfs, words = ({name: WRITERS[suffix](brief, LOOK) for name, brief in briefs.items()} for suffix in ("pdf", "docx"))
    for flavour in FLAVOURS:
        found = failed(pdfs, flavour, folder / flavour)
        assert not any(found.values()), found
    errors = office.errors(words, ("Microsoft365",), folder / "word")
    assert not any(errors.values()), errors
    return len(pdfs) + len(words)


def killing(number: int, folder: Path) -> int:
    """G6: after kill -9 sets are whole and audiences alike, once the next run has begun."""
    exchange = number % 2 == 0
    killed_at_random(folder / "one", 10 + number % 3, exchange=exchange)
    killed_among_three(folder / "three", 10, exchange=exchange)
    return 20 + number % 3


def failing(number: int, folder: Path) -> int:
    """G7: every file operation of publishing fails once: no set is partial, nothing is left, the next run is clean."""
    return sum(1 for _ in failures(folder, OLD if number % 2 else None, lambda _: None))


def filling(number: int, _folder: Path) -> int:
    """G8: hostile templates, one in another, are refused at their line or do no harm."""
    dice = random.Random(f"filling {number}")
    for _ in range(20):
        first, second = dice.sample(list(FAMILIES.values()), 2)
        at = dice.randrange(len(first))
        own = HouseFile("templates/page.md", "page.md", f"{first[:at]}{second}{first[at:]}".encode())
        begun = time.process_time()
        try:
            compose(Templates({"part.md": PART, "page.md": own}), "page.md", {**CONTEXT, "rows": ROWS})
        except TemplateError as error:
            assert all(one.place and one.place.line for one in error.problems)  # noqa: PT017 - others are filled
        assert time.process_time() - begun < 10 * SLOWEST
    return 20


def hiding(number: int, folder: Path) -> int:
    """G10: canaries in what is withheld stand in no byte of any file, unpacked."""
    audiences = random.Random(f"hiding {number}").sample(DEFAULT.names, 2)
    no_canary(random_record(number, tlp=True, longest=LONGEST), audiences, folder, (FORMATS[number % 3],))
    return 1


def repeating(number: int, folder: Path) -> int:
    """G11: another hash seed, time zone, locale, folder change no byte of any file."""
    options = ("--all", "-f", ("docx", "pdf", "md")[number % 3])
    first, second = (rendered(folder / str(n), settings, *options) for n, settings in enumerate(SETTINGS))
    assert first
    assert first == second
    return len(first)


def remembering(number: int, folder: Path) -> int:
    """G12: renders of one process, over and over, take no more memory than the first ones did."""
    record = write(folder / "record", *random_record(number % 3, longest=LONGEST))
    options = ("-f", "pdf", "-f", "docx", "-a", DEFAULT.names[number % len(DEFAULT.names)], "-a", "officer", "--force")
    sizes = []
    for _ in range(12):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), suppress(SystemExit):
            command(["render", str(record), "-o", str(folder / "out"), *options])
        sizes.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096)
    assert sizes[-1] - sizes[len(sizes) // 2] < GROWTH, sizes
    return len(sizes)


def withholding(number: int, folder: Path) -> int:
    """G9: files are the same, byte by byte, whether what is withheld is there, says something else, or is gone."""
    found = load(write(folder / "record", *random_record(1_000 + number, longest=LONGEST)))
    audience = random.Random(f"withholding {number}").choice([name for name, _ in released(found.outcomes)])
    same_bytes(found, audience, folder, (FORMATS[number % 3],))
    return 1


GOALS: Mapping[str, tuple[Step, int]] = {
    "G1": (loading, 5_000_000),
    "G2": (commanding, 50_000),
    "G3": (rendering, 10_000),
    "G4": (judging, 1_000),
    "G6": (killing, 3_000),
    "G7": (failing, 1_000),
    "G8": (filling, 1_000),
    "G9": (withholding, 5_000),
    "G10": (hiding, 2_000),
    "G11": (repeating, 500),
    "G12": (remembering, 1_000),
}
"""Goal → its step, and how many trials the long run has."""


def main() -> None:
    """Take a step of the goal that is furthest from its number, until all are reached or the time is over."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--goal", action="append", choices=list(GOALS), help="only this one, or these")
    parser.add_argument("--out", type=Path, default=Path("soak.md"), help="the table; what was done stands beside it")
    given = parser.parse_args()
    kept = given.out.with_suffix(".json")
    done: dict[str, dict[str, int]] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    until = time.monotonic() + 60 * given.minutes
    while time.monotonic() < until and (
        due := [g for g in given.goal or GOALS if _of(done, g)["trials"] < GOALS[g][1]]
    ):
        goal = min(due, key=lambda one: (_of(done, one)["trials"] + _of(done, one)["failed"]) / GOALS[one][1])
        _take(goal, _of(done, goal))
        kept.write_text(json.dumps(done, indent=1), encoding="utf-8")
        given.out.write_text(table(done), encoding="utf-8")
    sys.exit(any(one["failed"] for one in done.values()))


def _of(done: dict[str, dict[str, int]], goal: str) -> dict[str, int]:
    return done.setdefault(goal, {"steps": 0, "trials": 0, "failed": 0})


def _take(goal: str, count: dict[str, int]) -> None:
    """Take the next step of a goal and count it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            count["trials"] += GOALS[goal][0](count["steps"], Path(folder))
        except Exception as error:  # noqa: BLE001 - whatever is raised is a failure of the program
            count["failed"] += 1
            print(f"{goal}, step {count['steps']}: {error!r:.2000}", file=sys.stderr)
    count["steps"] += 1


def table(done: Mapping[str, Mapping[str, int]]) -> str:
    """Return what was found as a table in Markdown."""
    rows = ["| goal | trials | of | failed steps |", "| --- | ---: | ---: | ---: |"]
    for goal, (step, wanted) in GOALS.items():
        found = done.get(goal, {"trials": 0, "failed": 0})
        rows.append(f"| {step.__doc__} | {found['trials']:,} | {wanted:,} | {found['failed']:,} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
