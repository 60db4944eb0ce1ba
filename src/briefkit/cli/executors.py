"""What carries out the records of a batch: this process, several of this machine, or a Dask cluster."""

import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import chdir, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from briefkit.builds import installed
from briefkit.errors import Problem, UsageError

_RETRIES = 2
"""How often a cluster retries a record whose worker failed before it began."""
_PATIENCE = 20
"""Seconds in which a scheduler has to answer."""
_MOST = 61 if sys.platform == "win32" else 1_000
"""Processes at once; Windows waits for no more."""
_TURN = Lock()
"""One record at a time in a process: a worker of several threads has one folder that it works in."""


@dataclass(frozen=True, slots=True)
class Backend:
    """What records are rendered with."""

    width: int
    """How many records at once."""
    begin: Callable[[int], Executor]
    """Begins an executor for so many."""
    mend: str = ""
    """The hint for the user when a process or worker dies with a record."""
    lost: tuple[type[Exception], ...] = ()
    """The exceptions that mean that one record was lost, where the others go on."""
    alive: Callable[[], bool] = lambda: True
    """Says whether there is a worker."""


class _Here(Executor):
    """Does the work when it is handed over."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **named))
        return done


class _Elsewhere(Executor):
    """Hands work to a Dask cluster, to be done in the folder where this process is."""

    def __init__(self, client: Any) -> None:
        self._client, self._pool = client, client.get_executor(pure=False, retries=_RETRIES)

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = self._pool.submit(_in_folder, Path.cwd(), work, *given, **named)
        return done

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as inherited
        with suppress(OSError, RuntimeError, CancelledError):  # what is done stays done if the scheduler is gone
            self._pool.shutdown(wait=wait and not cancel_futures)
            self._client.close()


def chosen(jobs: int | None, scheduler: str | None) -> Backend:
    """Return what the command line asks for; raises UsageError."""
    if jobs is not None and not 1 <= jobs <= _MOST:
        hint = f"Give 1 to {_MOST:,}."
        raise UsageError(Problem("U12", f"--jobs {jobs} is no number of processes", hint=hint))
    if jobs and scheduler:
        hint = "Leave it out: each worker of the cluster renders one at once."
        raise UsageError(Problem("U12", "--jobs says nothing of a cluster", hint=hint))
    if scheduler:
        return _cluster(scheduler)
    if jobs and jobs > 1:
        return Backend(jobs, _pool, "It was killed, or the memory did not suffice: try fewer --jobs.")
    return serial()


def serial() -> Backend:
    """Return this process."""
    return Backend(1, lambda _: _Here())


def _pool(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_quiet)


def _quiet() -> None:
    """Ignore Ctrl-C in a worker: the parent handles it, and lets the records in hand be finished."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cluster(address: str) -> Backend:
    """Return the workers of a Dask cluster; UsageError where there is none, or one has another version."""
    client = _client(address)
    from distributed import KilledWorker

    found = client.run(installed, on_error="return")
    if not found:
        raise _unusable(f"the cluster at {address} has no worker", f"Start some: dask worker {address} --nthreads 1")
    for worker, version in found.items():
        if version != installed():
            hint = f'Install "briefkit=={installed()}" there.'
            raise _unusable(f"the worker {worker} has another version of briefkit, or none", hint)
    mend = "Read the logs of the scheduler and of its workers: the memory may not suffice."
    return Backend(
        len(found), lambda _: _Elsewhere(client), mend, (KilledWorker, CancelledError), lambda: _has_workers(client)
    )


def _has_workers(client: Any) -> bool:
    """Say whether a cluster has a worker, as far as it answers."""
    try:
        return bool(client.scheduler_info(n_workers=-1)["workers"])
    except (OSError, RuntimeError, TimeoutError, CancelledError):
        return False


def _client(address: str) -> Any:
    """Return the client of a scheduler; UsageError where none answers in time, or something else does."""
    try:
        from distributed import Client
    except ImportError:
        hint = "Install it where briefkit is: python -m pip install distributed, or pipx inject briefkit distributed."
        raise UsageError(Problem("U14", "`--scheduler` needs the package distributed", hint=hint)) from None
    answered: Future[Any] = Future()

    def ask() -> None:
        try:
            answered.set_result(Client(address, timeout="10s", set_as_default=False))
        except Exception as error:  # noqa: BLE001 - told by who waits
            answered.set_exception(error)

    Thread(target=ask, daemon=True).start()  # distributed itself waits for ever where a port is open and silent
    try:
        return answered.result(_PATIENCE)
    except Exception as error:  # noqa: BLE001 - whatever answers there may make the library fail in any way
        message = f"no Dask scheduler answers at {address.rpartition('@')[2]} ({type(error).__name__})"
        raise _unusable(message, "Start one with `dask scheduler`, and give the address that it prints.") from None


def _unusable(message: str, hint: str) -> UsageError:
    return UsageError(Problem("U15", message, hint=hint))


def _in_folder(folder: Path, work: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
    """Run work on a worker, in the parent's working folder; UsageError where the worker has no such folder."""
    if not folder.is_dir():
        hint = "Mount it on each worker under the same path, or run the command in a folder that they share."
        raise _unusable(f"a worker has no folder {folder.as_posix()}", hint)
    with _TURN, chdir(folder):
        return work(*given, **named)
