"""A batch of records: a few at a time are handed to an executor, and their results are printed in order."""

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from briefkit.cli.executors import Backend, chosen, serial
from briefkit.cli.records import RecordFile, house_of_all, leftovers, prune, record_id, records
from briefkit.cli.report import Report, counted, table
from briefkit.errors import BriefkitError, Findings, OutputError, Problem, UsageError
from briefkit.housefile import in_force
from briefkit.rendering import Made, MadeSet, Order, render_record

_FEW = 3
"""So few records show no progress."""
_AHEAD = 16
"""Records handed over for each process before the first result is printed, so that none waits for a slow one."""
_LOOK, _LOOKS = 15.0, 4
"""Seconds between two looks for a living worker, and how many looks may find none before we give up."""
_ENDED = "the process that rendered it ended before it was done"
_BUG = "Render it alone with --debug, and report it."


@dataclass(frozen=True, slots=True)
class RecordResult:
    """What became of one record: it crosses from process to process."""

    sets: tuple[MadeSet, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: BriefkitError | None = None


def run(
    paths: Sequence[Path] | None, order: Order, report: Report, workers: tuple[int | None, str | None], *, pruned: bool
) -> None:
    """Render the records meant, and print what was made, as the report has it.

    In a run of the whole house tell what it makes no more, or remove it, where it is to be `pruned`.
    """
    briefs, folders = report.listed("briefs"), report.listed("folders")
    own = None if order.choice.named else house_of_all(paths, order.house)
    if pruned and own is None:
        hint = "Leave out records, -a and -e, and name all records under [records] folders in briefkit.toml."
        raise UsageError(Problem("U20", "--prune is for a run of the whole house", hint=hint))
    sets = render_all(records(paths, order.house, report.tell), order, report, chosen(*workers))
    if own:
        out = order.out or own.house.out
        report.tell(prune(out, own.house) if pruned else chain(*leftovers(out, own.house).values()))
    if report.as_data:
        briefs += (_brief_data(brief) for folder in sets for brief in folder.briefs)
        folders += map(_folder_data, sets)
    else:
        tell(sets)


def render_all(
    files: Sequence[RecordFile], order: Order, report: Report, backend: Backend | None = None
) -> list[MadeSet]:
    """Render records; an error of one does not keep the others from being rendered."""
    order.outfit.check()
    order.choice.checked(record.house for record in files)
    houses = dict.fromkeys(record.house for record in files)
    faults = [problem for house in houses for problem in order.outfit.press(house)[1]]
    report.warn(faults, order.outfit.fault, strict=order.strict)
    taken = _duplicates(files)
    meant = [record for record in files if record.path not in taken]
    done = _pooled(meant, order, backend or serial())
    sets: list[MadeSet] = []
    for number, record in enumerate(files, 1):
        error = taken.get(record.path)
        result = RecordResult((), error.problems, error) if error else next(done)
        report.tell(result.problems)
        report.error = report.error or result.error
        sets += result.sets
        if len(files) > _FEW and report.form == "text" and _is_terminal():
            print(f"{number} of {len(files)}: {record.path.parent.as_posix()}", file=sys.stderr)
    return sets


def _is_terminal() -> bool:
    """Say whether stderr is a terminal."""
    return sys.stderr.isatty()


def tell(sets: Sequence[MadeSet]) -> None:
    """Print which briefs there are now, what changed in those that were there before, and what was left alone."""
    if sets:
        table([("edition", "pages", "marking", "path"), *(_row(brief) for folder in sets for brief in folder.briefs)])
    for folder in sets:
        if folder.changes:
            print(f"changed in {folder.folder.as_posix()}: {'; '.join(folder.changes)}", file=sys.stderr)
    alone = sum(not folder.changed for folder in sets)
    if alone:
        print(f"left alone, as nothing changed: {alone} of {counted(len(sets), 'folder')}", file=sys.stderr)


def _row(brief: Made) -> tuple[str, ...]:
    """Return the row of a brief in the table."""
    suffixes = ",".join(brief.formats)
    stem = (brief.folder / f"{brief.record}.{brief.edition}").as_posix()
    shown = f"{stem}.{suffixes}" if len(brief.formats) == 1 else f"{stem}.{{{suffixes}}}"
    return brief.edition, str(brief.pages), brief.marking, shown


def _brief_data(brief: Made) -> dict[str, object]:
    """Return the same as data."""
    data = {name: getattr(brief, name) for name in ("record", "edition", "audience", "pages", "marking", "standing")}
    return data | {"files": [path.as_posix() for path in brief.files.values()]}


def _folder_data(made: MadeSet) -> dict[str, object]:
    """Return a folder as data, without its briefs."""
    data = {name: getattr(made, name) for name in ("record", "title", "audience")}
    return data | {"folder": made.folder.as_posix(), "changed": made.changed, "changes": list(made.changes)}


def _duplicates(records: Sequence[RecordFile]) -> dict[Path, UsageError]:
    """Return the records that share an id with an earlier one, each with its error."""
    firsts: dict[str, str] = {}
    duplicates: dict[Path, UsageError] = {}
    for record in records if len(records) > 1 else ():
        name = record.path.as_posix()
        first = firsts.setdefault(record_id(record.path) or name, name)
        if first != name:
            message = f"{name} has the same id as {first}: the one would replace the other"
            duplicates[record.path] = UsageError(Problem("U06", message, hint="Give each record an `id:` of its own."))
    return duplicates


def _rendered(path: Path, streamed: bytes | None, order: Order) -> RecordResult:
    """Render one record in whatever process this is, which reads the house itself; return its results and problems."""
    findings, sets = Findings(), list[MadeSet]()
    with findings.catching():
        record = RecordFile(path, in_force(path.parent, order.house).house, streamed)
        sets = render_record(order, record.house, record.load, findings)
    return RecordResult(tuple(sets), tuple(findings.problems), findings.error)


def _pooled(records: Sequence[RecordFile], order: Order, backend: Backend) -> Iterator[RecordResult]:
    """Yield the results of records, in order, with some handed over ahead; one whose process dies is reported for it.

    When a process dies the whole pool does, and nobody knows which record it had. So the first that is lost is rendered
    once more in a pool of its own, and the others in a new one. What was done before is kept: rendered again, it would
    be reported as unchanged.
    """
    pool, rest, ahead = _Pool(order, backend), iter(records), deque[tuple[RecordFile, Future[RecordResult]]]()
    room = backend.width * _AHEAD if backend.width > 1 else 1
    try:
        while True:
            ahead.extend((record, pool.take(record)) for record in islice(rest, room - len(ahead)))
            if not ahead:
                return
            record, future = ahead.popleft()
            try:
                # What is lost was perhaps lost together with another record, so it is tried once more.
                done = _result(record.path, future, backend) or _rerun(_result(record.path, pool.take(record), backend))
            except BrokenExecutor:
                done = _rerun(_alone(record, order, backend))
                ahead = deque((other, pool.take(other) if _is_lost(its) else its) for other, its in ahead)
            yield done or _failed(record.path, _ENDED, backend.mend)
    finally:
        pool.executor.shutdown(wait=True, cancel_futures=True)


class _Pool:
    """What records are handed to: an executor, begun anew where a process of it has died."""

    def __init__(self, order: Order, backend: Backend) -> None:
        self._order, self._backend = order, backend
        self.executor = backend.begin(backend.width)

    def take(self, record: RecordFile) -> Future[RecordResult]:
        """Take a record to be rendered."""
        try:
            return _submitted(record, self._order, self.executor)
        except BrokenExecutor:
            self.executor.shutdown()
            self.executor = self._backend.begin(self._backend.width)
            return _submitted(record, self._order, self.executor)


def _alone(record: RecordFile, order: Order, backend: Backend) -> RecordResult | None:
    """Return the result of a record that has a pool of its own; None where its process dies again."""
    with backend.begin(1) as executor:
        try:
            return _result(record.path, _submitted(record, order, executor), backend)
        except BrokenExecutor:
            return None


def _submitted(record: RecordFile, order: Order, executor: Executor) -> Future[RecordResult]:
    return executor.submit(_rendered, record.path, record.streamed, replace(order, alone=record.alone))


def _is_lost(future: Future[RecordResult]) -> bool:
    return future.done() and isinstance(future.exception(), BrokenExecutor)


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


def _rerun(done: RecordResult | None) -> RecordResult | None:
    """Return the result of a record that was rendered twice: its first process may have put the folders in place."""
    return done and replace(done, sets=tuple(replace(folder, changed=True) for folder in done.sets))


def _failed(path: Path, message: str, hint: str) -> RecordResult:
    error = OutputError(Problem("F20", f"{path.as_posix()}: {message}", hint=hint))
    return RecordResult((), error.problems, error)
