"""A batch of records: a few at a time are handed to an executor, and their results are printed in order."""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from briefkit.choice import discreet
from briefkit.cli.executors import Backend, chosen, serial
from briefkit.cli.records import RecordFile, records
from briefkit.cli.report import Report, counted, table
from briefkit.errors import BriefkitError, Findings, OutputError, Problem, UsageError
from briefkit.house import House
from briefkit.housefile import in_force
from briefkit.outfit import Outfit
from briefkit.parsing.yamlfile import read_file
from briefkit.press import Press
from briefkit.rendering import MadeSet, Order, render_record

_FEW = 3
"""So few records show no progress."""
_AHEAD = 16
"""Records handed over for each process before the first result is printed, so that none waits for a slow one."""
_LOOK, _LOOKS = 15.0, 4
"""Seconds between two looks for a living worker, and how many looks may find none before we give up."""
_HOUSES = 8
"""Houses whose templates and looks stay in memory."""
_ENDED = "the process that rendered it ended before it was done"
_BUG = "Render it alone with --debug, and report it."


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What became of one record: it crosses from process to process."""

    sets: tuple[MadeSet, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: BriefkitError | None = None


def run(paths: Sequence[Path] | None, order: Order, report: Report, workers: tuple[int | None, str | None]) -> None:
    """Render the records meant, and print what was made, as the report has it."""
    briefs, folders = report.listed("briefs"), report.listed("folders")
    sets = render_all(records(paths, order.house), order, report, chosen(*workers))
    if report.as_data:
        briefs += (brief.data() for folder in sets for brief in folder.briefs)
        folders += (folder.data() for folder in sets)
    else:
        tell(sets)


def render_all(
    files: Sequence[RecordFile], order: Order, report: Report, backend: Backend | None = None
) -> list[MadeSet]:
    """Render records; an error of one does not keep the others from being rendered."""
    order.outfit.check()
    order.choice.checked(record.house for record in files)
    houses = dict.fromkeys(record.house for record in files)
    faults = [one for house in houses for one in _press(order.outfit, house, order.outfit.dress(house))[1]]
    report.warn(faults, UsageError, strict=order.strict)
    taken = _duplicates(files)
    meant = [record for record in files if record.path not in taken]
    done = _pooled(meant, order, backend or serial())
    sets: list[MadeSet] = []
    for number, record in enumerate(files, 1):
        one = RecordResult((), taken[record.path].problems, taken[record.path]) if record.path in taken else next(done)
        report.tell(one.problems)
        report.error = report.error or one.error
        sets += one.sets
        if len(files) > _FEW and report.form == "text" and _is_terminal():
            print(f"{number} of {len(files)}: {record.path.parent.as_posix()}", file=sys.stderr)
    return sets


def _is_terminal() -> bool:
    """Say whether stderr is a terminal."""
    return sys.stderr.isatty()


def tell(sets: Sequence[MadeSet]) -> None:
    """Print which briefs there are now, what changed in those that were there before, and what was left alone."""
    if sets:
        table([("edition", "pages", "marking", "path"), *(brief.row() for folder in sets for brief in folder.briefs)])
    for one in sets:
        if one.changes:
            print(f"changed in {one.folder.as_posix()}: {'; '.join(one.changes)}", file=sys.stderr)
    alone = sum(not folder.changed for folder in sets)
    if alone:
        print(f"left alone, as nothing changed: {alone} of {counted(len(sets), 'folder')}", file=sys.stderr)


def _duplicates(records: Sequence[RecordFile]) -> dict[Path, UsageError]:
    """Return the records that share an id with an earlier one, each with its error."""
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
    """Return the id of a record; empty where it cannot be read, which rendering reports."""
    try:
        data, _ = read_file(path, path.as_posix())
    except BriefkitError:
        return ""
    return str(data.get("id", "")) if isinstance(data, dict) else ""


@lru_cache(_HOUSES)
def _press(outfit: Outfit, house: House, dress: str) -> tuple[Press, tuple[Problem, ...]]:
    """Return what makes the briefs of a house; `dress` tells one state of a template from the next."""
    return outfit.press(house, dress)


def _rendered(path: Path, streamed: bytes | None, order: Order) -> RecordResult:
    """Render one record in whatever process this is, which reads the house itself; return its results and problems."""
    findings, sets = Findings(), list[MadeSet]()
    with findings.catching():
        record = RecordFile(path, in_force(path.parent, order.house).house, streamed)
        press, _ = _press(order.outfit, record.house, order.outfit.dress(record.house))
        with discreet(wanted=order.choice.named):
            loaded = record.load()
        sets = render_record(loaded, order, press, findings)
    return RecordResult(tuple(sets), tuple(findings.problems), findings.error)


def _pooled(records: Sequence[RecordFile], order: Order, backend: Backend) -> Iterator[RecordResult]:
    """Yield the results of records, in order; a process that dies is reported for the record that it rendered.

    When a process dies the whole pool does, and nobody knows which record it had. So the first that
    is not done is rendered alone, then a new pool goes on: after a few rounds the one that does it is alone. What
    was done ahead of it is kept: rendered again, it would be reported as unchanged.
    """
    waiting, ready = list(records), dict[Path, Future[RecordResult]]()
    while waiting:
        done = 0
        try:
            for done, result in enumerate(_through(backend, backend.width, waiting, order, ready), 1):  # noqa: B007
                yield result
        except BrokenExecutor:
            if waiting[done].path not in ready:
                yield _isolated(waiting[done], order, backend)
                done += 1
        waiting = waiting[done:]


def _through(
    backend: Backend, width: int, files: Sequence[RecordFile], order: Order, ready: dict[Path, Future[RecordResult]]
) -> Iterator[RecordResult]:
    """Yield the results of records, in order, with some handed over ahead; BrokenExecutor at a lost one.

    `ready`: record → its result, if it is done; what was done ahead of a lost one is added.
    """
    pool, rest, ahead = backend.begin(width), iter(files), deque[tuple[RecordFile, Future[RecordResult]]]()
    room = width * _AHEAD if width > 1 else 1

    def handed(record: RecordFile) -> Future[RecordResult]:
        return ready.pop(record.path, None) or pool.submit(_rendered, record.path, record.streamed, order)

    try:
        while True:
            ahead.extend((file, handed(file)) for file in islice(rest, room - len(ahead)))
            if not ahead:
                return
            record, future = ahead.popleft()
            # What is lost was perhaps lost together with another record, so it is tried once more.
            done = _result(record.path, future, backend) or _rerun(_result(record.path, handed(record), backend))
            yield done or _failed(record.path, _ENDED, backend.mend)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        ended = ((file.path, future) for file, future in ahead if future.done() and not future.cancelled())
        ready |= {path: future for path, future in ended if not future.exception()}


def _result(path: Path, future: Future[RecordResult], backend: Backend) -> RecordResult | None:
    """Return the result of a record; None where it was lost. UsageError where no worker is left."""
    _await(future, backend)
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except backend.lost:
        return None
    except BriefkitError as error:
        return RecordResult((), error.problems, error)
    except Exception as error:  # noqa: BLE001 - a bug in one record must not end the others
        return _failed(path, f"internal error ({type(error).__name__})", _BUG)


def _await(future: Future[RecordResult], backend: Backend) -> None:
    """Wait until a record is done, or until there has been no worker for a while."""
    looks = 0
    while not wait([future], _LOOK).done:
        looks = 0 if backend.alive() else looks + 1
        if looks == _LOOKS:
            message = "nothing is left that could render the rest: the cluster has no worker any more"
            hint = f"{backend.mend} Then run the same again: what is done is left alone."
            raise UsageError(Problem("U15", message, hint=hint))


def _isolated(record: RecordFile, order: Order, backend: Backend) -> RecordResult:
    try:
        (done,) = _through(backend, 1, [record], order, {})
    except BrokenExecutor:
        return _failed(record.path, _ENDED, backend.mend)
    return _rerun(done) or done


def _rerun(done: RecordResult | None) -> RecordResult | None:
    """Return the result of a record that was rendered twice: its first process may have put the folders in place."""
    return done and replace(done, sets=tuple(replace(folder, changed=True) for folder in done.sets))


def _failed(path: Path, message: str, hint: str) -> RecordResult:
    error = OutputError(Problem("F20", f"{path.as_posix()}: {message}", hint=hint))
    return RecordResult((), error.problems, error)
