"""A second reader that is a program: it is given every wording that nobody has signed, and says what it finds.

It reads one JSON line for each wording from its stdin, and writes one JSON line for each to its stdout. Nothing is kept
unless every line could be read.
"""

import json
import os
import queue
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from briefkit.annotated import Entry, entries, first
from briefkit.cli.choice import known
from briefkit.errors import Problem, UsageError
from briefkit.load import Loaded
from briefkit.markings import SCHEMES, highest, marking_of, rank, scheme
from briefkit.outcomes import Outcomes, Review, Verdict
from briefkit.review import change, digests

SECONDS: float = 60
"""How long the reader may take for a line."""
_LONGEST = 100_000
"""Characters of a line."""
_SHAPE = '{"statement": …, "wording": …, "verdict": …, "words": …, "why": …}'
    '{"statement": …, "wording": …, "verdict": "supported", "adds", "drops" or "contradicts", "words": …, "why": …}'
)

Request = dict[str, Any]


def asking(command: str, ceiling: str | None) -> Callable[[Loaded], None]:
    """Return what asks a command about a record, and keeps what it finds beside the record."""

    def ask(loaded: Loaded) -> None:
        record = loaded.outcomes
        sent = list(_requests(loaded, ceiling or record.marking))
        found = _verdicts(sent, _answers(command, sent)) if sent else []
        digest = digests(record, answers=False)
        read: dict[str, tuple[Verdict, ...]] = {request["statement"]: () for request in sent}
        for key, verdict in found:
            read[key] += (verdict.model_copy(update={"digest": digest[key]}),)
        folder = Path(loaded.file).parent
        change(folder, loaded.file, record, lambda old: Review(signed=old.signed, read={**old.read, **read}))

    return ask


def _requests(loaded: Loaded, ceiling: str) -> Iterator[Request]:
    """Yield what the reader is asked: wordings of the record, nothing of it marked above the ceiling."""
    record = loaded.outcomes
    known("marking", [ceiling], SCHEMES[scheme(record.marking) or ""])
    for entry in first(entries(loaded)):
        if rank(_marking(entry, record)) <= rank(ceiling) and _is_worded(entry, record):
            evidence = [{"source": one.title, "place": one.position, "quote": one.quote.text} for one in entry.passages]
            for name, text in entry.wordings.items():
                yield {
                    "statement": entry.statement,
                    "kind": entry.kind,
                    "wording": name,
                    "text": text.text,
                    "evidence": evidence,
                }


def _marking(entry: Entry, record: Outcomes) -> str:
    """Return the highest marking of what a statement tells, that of a statement included which it speaks of."""
    below = record.below(record.by_id[entry.statement])
    about = (record.by_id.get(getattr(one, "about", None) or "") for one in below)
    return highest([entry.marking, *(marking_of(one, record) for one in about if one)])


def _is_worded(entry: Entry, record: Outcomes) -> bool:
    """Say whether a statement has words of its author: one that is composed of others is read with these."""
    statement = record.by_id[entry.statement]
    return bool(statement.first or getattr(statement, "add", None))


def _answers(command: str, sent: Sequence[Request]) -> list[str]:
    """Return the lines that a command answers, one for each request; UsageError where it does not."""
    process = _started(command)
    said: queue.Queue[str] = queue.Queue()
    threads = [
        Thread(target=_feed, args=(process.stdin, sent), daemon=True),
        Thread(target=_take, args=(process.stdout, len(sent), said), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        lines = [_next(said, number) for number in range(1, len(sent) + 2)]
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise _refused(f"does not end within {SECONDS:g} seconds of its last line") from None
    finally:
        _stop(process, threads)
    if code:
        raise _refused(f"ends with the exit code {code}")
    if lines[-1]:
        raise _refused(f"says more than the {len(sent)} lines that it was asked for")
    if "" in lines[:-1]:
        raise _refused(f"ends after {lines.index('')} of {len(sent)} lines")
    return lines[:-1]


def _started(command: str) -> "subprocess.Popen[str]":
    try:
        return subprocess.Popen(  # noqa: S603 - the command is the user's own
            command if os.name == "nt" else shlex.split(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except (OSError, ValueError, IndexError):
        raise _refused("cannot be started") from None


def _feed(stdin: IO[str], sent: Sequence[Request]) -> None:
    """Write the requests; a reader that has ended is told by what it did not say."""
    with suppress(OSError, ValueError):
        for request in sent:
            stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
            stdin.flush()
    with suppress(OSError, ValueError):
        stdin.close()


def _take(stdout: IO[str], count: int, said: "queue.Queue[str]") -> None:
    """Hand on the lines that are said, one more than were asked for, and empty ones where there are none."""
    with suppress(OSError, ValueError):
        for _ in range(count + 1):
            said.put(stdout.readline(_LONGEST))


def _next(said: "queue.Queue[str]", number: int) -> str:
    try:
        return said.get(timeout=SECONDS)
    except queue.Empty:
        raise _refused(f"says nothing for {SECONDS:g} seconds, before line {number}") from None


def _stop(process: "subprocess.Popen[str]", threads: Sequence[Thread]) -> None:
    """End a command that runs on, with all that it has started."""
    if process.poll() is None:
        with suppress(OSError):
            process.kill() if os.name == "nt" else os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for thread, stream in zip(threads, (process.stdin, process.stdout), strict=True):
        thread.join(1)
        if stream and not thread.is_alive():
            with suppress(OSError):
                stream.close()


def _verdicts(sent: Sequence[Request], lines: Sequence[str]) -> list[tuple[str, Verdict]]:
    """Return what the reader finds, by statement; UsageError at the first line that is no verdict on what was asked."""
    waiting = {(request["statement"], request["wording"]) for request in sent}
    found: list[tuple[str, Verdict]] = []
    for number, line in enumerate(lines, 1):
        said = _said(line, number)
        key = (str(said.get("statement")), str(said.get("wording")))
        if key not in waiting:
            raise _refused(f"says in line {number} something on a wording that it was not asked about, or twice")
        waiting.remove(key)
        if said.get("verdict") != "supported":
            found.append((key[0], _verdict(said, number)))
    return found


def _said(line: str, number: int) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        if isinstance(said := json.loads(line), dict):
            return said
    raise _refused(f"says something else than a verdict in line {number}")


def _verdict(said: dict[str, Any], number: int) -> Verdict:
    told = {name: said.get(name) for name in ("wording", "verdict")}
    try:
        return Verdict.model_validate(
            {**told, "words": said.get("words") or "", "why": said.get("why") or "", "digest": "0" * 64}
        )
    except ValueError:
        raise _refused(f"says something else than a verdict in line {number}") from None


def _refused(what: str) -> UsageError:
    hint = f"Nothing was kept. For each line that it reads it writes one line: {_SHAPE}."
    return UsageError(Problem("U11", f"the second reader {what}", hint=hint))
