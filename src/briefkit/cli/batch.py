"""A batch of records: rendered one after the other or by several processes, told in order."""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefkit.choice import discreet
from briefkit.cli.records import RecordFile, one_record
from briefkit.cli.records import records as found
from briefkit.cli.report import Report, counted, table
from briefkit.errors import BriefkitError, OutputError, Problem, UsageError
from briefkit.findings import Findings
from briefkit.house import House
from briefkit.outfit import Outfit
from briefkit.rendering import MadeSet, Order, render_record
from briefkit.yamlfile import read_file

Executors = Callable[[int], Executor]
"""What begins an executor of so many workers."""

_FEW = 3
"""Records of which no progress is shown."""
_ENDED = "the process that rendered it ended before it was done"
_BUG = "Render it alone with --debug, and report it."
_MEND = "It was killed, or the memory did not suffice: try fewer --jobs."


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one record: it crosses from process to process."""

    sets: tuple[MadeSet, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: BriefkitError | None = None


def run(given: Sequence[Path] | None, order: Order, report: Report, jobs: int) -> int:
    """Render the records meant, and print what was made, as the report has it; return the exit code."""
    made = list[MadeSet]()
    with report.catching():
        made = render_all(found(given, order.house), order, report, jobs)
    if not report.as_data:
        tell(made)
    briefs = [brief.data() for one in made for brief in one.briefs]
    return report.end(briefs=briefs, folders=[one.data() for one in made])


def render_all(records: Sequence[RecordFile], order: Order, report: Report, jobs: int = 1) -> list[MadeSet]:
    """Render records; an error of one does not keep the others from being rendered."""
    if jobs < 1:
        raise UsageError(Problem("U12", f"--jobs {jobs} is no number of processes", hint="Give 1 or more."))
    order.outfit.check()
    order.choice.checked(record.house for record in records)
    _press.cache_clear()
    told = [one for house in dict.fromkeys(record.house for record in records) for one in _told(order.outfit, house)]
    report.warn(told, UsageError, strict=order.strict)
    taken = _taken(records)
    meant = [record for record in records if record.path not in taken]
    done = _pooled([one.path for one in meant], order, jobs) if jobs > 1 else (_done(one, order) for one in meant)
    made: list[MadeSet] = []
    for number, record in enumerate(records, 1):
        one = Done((), taken[record.path].problems, taken[record.path]) if record.path in taken else next(done)
        report.tell(one.problems)
        report.error = report.error or one.error
        made += one.sets
        if len(records) > _FEW and report.form == "text" and _shown():
            print(f"{number} of {len(records)}: {record.path.parent.as_posix()}", file=sys.stderr)
    return made


def _shown() -> bool:
    """Say whether anybody looks on."""
    return sys.stderr.isatty()


def tell(made: Sequence[MadeSet]) -> None:
    """Print which briefs there are now, what changed in those that were there before, and what was left alone."""
    if made:
        table([("edition", "pages", "marking", "path"), *(brief.row() for one in made for brief in one.briefs)])
    for one in made:
        if one.changes:
            print(f"changed in {one.folder.as_posix()}: {'; '.join(one.changes)}", file=sys.stderr)
    alone = sum(not one.changed for one in made)
    if alone:
        print(f"left alone, as nothing changed: {alone} of {counted(len(made), 'folder')}", file=sys.stderr)


def _taken(records: Sequence[RecordFile]) -> dict[Path, UsageError]:
    """Return the records whose id another one before them has."""
    files: dict[str, str] = {}
    found: dict[Path, UsageError] = {}
    for record in records if len(records) > 1 else ():
        name = record.path.as_posix()
        first = files.setdefault(_id(record.path) or name, name)
        if first != name:
            message = f"{name} has the same id as {first}: the one would replace the other"
            found[record.path] = UsageError(Problem("U06", message, hint="Give each record an `id:` of its own."))
    return found


def _id(path: Path) -> str:
    """Return the id of a record; empty where it cannot be read, which is told when it is rendered."""
    try:
        data, _ = read_file(path, path.as_posix())
    except BriefkitError:
        return ""
    return str(data.get("id", "")) if isinstance(data, dict) else ""


_press = cache(Outfit.press)


def _told(outfit: Outfit, house: House) -> tuple[Problem, ...]:
    return _press(outfit, house)[1]


def _done(record: RecordFile, order: Order) -> Done:
    """Render one record, and keep what is to be told of it."""
    findings, sets = Findings(), list[MadeSet]()
    with findings.catching():
        press, _ = _press(order.outfit, record.house)
        with discreet(wanted=order.choice.named):
            loaded = record.load()
        sets = render_record(loaded, order, press, findings)
    return Done(tuple(sets), tuple(findings.problems), findings.error)


def _remote(path: Path, order: Order) -> Done:
    """Render one record in another process, which reads its house itself."""
    try:
        return _done(one_record(path, order.house), order)
    except BriefkitError as error:
        return Done((), error.problems, error)


def _pooled(paths: Sequence[Path], order: Order, jobs: int, begin: Executors | None = None) -> Iterator[Done]:
    """Yield what became of records, in order; what ends a process is told of the record that it rendered.

    When a process ends before its time the whole pool does, and nobody knows which record it had. So the first that
    is not done is rendered alone, then a new pool goes on: after a few rounds the one that does it is alone.
    """
    waiting = list(paths)
    while waiting:
        done = 0
        try:
            for done, one in enumerate(_through((begin or _processes)(jobs), waiting, order), 1):  # noqa: B007
                yield one
        except BrokenExecutor:
            alone = waiting[done]
            yield _alone(alone, order, begin or _processes)
            done += 1
        waiting = waiting[done:]


def _through(pool: Executor, paths: Sequence[Path], order: Order) -> Iterator[Done]:
    try:
        for path, future in [(path, pool.submit(_remote, path, order)) for path in paths]:
            try:
                yield future.result()
            except BrokenExecutor:
                raise
            except Exception as error:  # noqa: BLE001 - a bug in one record must not end the others
                yield _failed(path, f"internal error ({type(error).__name__})", _BUG)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(path: Path, order: Order, begin: Executors) -> Done:
    try:
        (done,) = _through(begin(1), [path], order)
    except BrokenExecutor:
        return _failed(path, _ENDED, _MEND)
    return done


def _failed(path: Path, message: str, hint: str) -> Done:
    error = OutputError(Problem("F20", f"{path.as_posix()}: {message}", hint=hint))
    return Done((), error.problems, error)


def _processes(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_quiet)


def _quiet() -> None:
    """Leave the keyboard's interrupt to the process that waits: it lets each record in hand be finished."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
