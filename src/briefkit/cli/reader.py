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
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, Any

from briefkit.annotated import ReviewEntry, entries, first
from briefkit.choice import refuse_unknown
from briefkit.errors import Problem, UsageError
from briefkit.loading import Loaded
from briefkit.markings import marking_of
from briefkit.outcomes import Outcomes, Verdict
from briefkit.review import change, digests

SECONDS: float = 60
"""How long the reader may take for a line."""
_LONGEST = 100_000
"""Characters of a line."""
_SHAPE = '{"statement": …, "wording": …, "verdict": …, "words": …, "why": …}'

Request = dict[str, Any]


def asking(command: str, ceiling: str | None) -> Callable[[Loaded], None]:
    """Return what asks a command about a record, and keeps what it finds beside the record."""

    def ask(loaded: Loaded) -> None:
        record, digest = loaded.outcomes, digests(loaded.outcomes, answers=False)
        sent = list(_requests(loaded, ceiling or record.marking))
        read: dict[str, tuple[Verdict, ...]] = {request["statement"]: () for request in sent}
        for key, verdict in _verdicts(sent, _answers(command, sent) if sent else []):
            read[key] += (verdict.model_copy(update={"digest": digest[key]}),)
        folder = Path(loaded.file).parent
        if sent:
            change(folder, loaded.file, record, lambda old: old.model_copy(update={"read": {**old.read, **read}}))

    return ask


def _requests(loaded: Loaded, ceiling: str) -> Iterator[Request]:
    """Yield what the reader is asked: wordings of the record, nothing of it marked above the ceiling."""
    scheme = loaded.outcomes.house.scheme(loaded.outcomes.marking)
    refuse_unknown("marking", [ceiling], scheme.labels if scheme else ())
    _, *statements = entries(loaded)
    for entry in first(statements):
        if _is_given(entry, loaded.outcomes, ceiling):
            evidence = [
                {"source": passage.title, "place": passage.position, "quote": passage.quote.text}
                for passage in entry.passages
            ]
            entry_data = {"statement": entry.statement, "kind": entry.kind}
            for name, text in entry.wordings.items():
                yield {**entry_data, "wording": name, "text": text.text, "evidence": evidence}


def _is_given(entry: ReviewEntry, record: Outcomes, ceiling: str) -> bool:
    """Say whether the reader may have a statement, with those that it speaks of, and it has words of its author."""
    statement = record.by_id[entry.statement]
    about = [record.by_id[key] for part in record.below(statement) if (key := getattr(part, "about", None))]
    rank = record.house.rank
    within = all(rank(marking_of(part, record)) <= rank(ceiling) for part in (statement, *about))
    return within and bool(statement.first or getattr(statement, "add", None))


def _answers(command: str, sent: Sequence[Request]) -> list[str]:
    """Return the lines that a command answers, one for each request; UsageError where it does not."""
    process, said = _started(command), queue.Queue[str]()
    threads = [
        Thread(target=_feed, args=(process.stdin, sent), daemon=True),
        Thread(target=_take, args=(process.stdout, len(sent), said), daemon=True),
    ]
    lines: list[str] = []
    try:
        for thread in threads:
            thread.start()
        lines += (said.get(timeout=SECONDS) for _ in range(len(sent) + 1))
        code = process.wait(SECONDS)
    except (queue.Empty, subprocess.TimeoutExpired):
        count = f"{min(len(lines), len(sent))} of {len(sent)}"
        raise _refused(f"says nothing for {SECONDS:g} seconds, after line {count}") from None
    finally:
        _stop(process, threads)
    if code:
        raise _refused(f"ends with the exit code {code}")
    if lines[-1] or "" in lines[:-1]:
        count = f"more than {len(sent)}" if lines[-1] else f"{lines.index('')} of {len(sent)}"
        raise _refused(f"says {count} lines")
    return lines[:-1]


def _started(command: str) -> "subprocess.Popen[str]":
    """Return the running command, in a session of its own, so that all that it starts can be ended with it."""
    pipe = subprocess.PIPE
    try:
        words = command if os.name == "nt" else shlex.split(command)
        return subprocess.Popen(  # noqa: S603 - the command is the user's own
            words, stdin=pipe, stdout=pipe, encoding="utf-8", errors="replace", start_new_session=True
        )
    except (OSError, ValueError, IndexError):
        hint = "Check the command after --reader: the name of its program, and its quotation marks."
        raise UsageError(Problem("U11", "the second reader cannot be started", hint=hint)) from None


def _feed(stdin: IO[str], sent: Sequence[Request]) -> None:
    """Write the requests; a reader that has ended is told by what it did not say."""
    with suppress(OSError, ValueError), stdin:
        stdin.writelines(json.dumps(request, ensure_ascii=False) + "\n" for request in sent)


def _take(stdout: IO[str], count: int, answers: "queue.Queue[str]") -> None:
    """Hand on the lines that are said, one more than were asked for, and empty ones where there are none."""
    with suppress(OSError, ValueError), stdout:
        for _ in range(count + 1):
            answers.put(stdout.readline(_LONGEST))


def _stop(process: "subprocess.Popen[str]", threads: Sequence[Thread]) -> None:
    """End a command that runs on, with all that it has started."""
    if process.poll() is None:
        with suppress(OSError):
            process.kill() if sys.platform == "win32" else os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for thread in threads:
        thread.join(1)


def _verdicts(sent: Sequence[Request], lines: Sequence[str]) -> Iterator[tuple[str, Verdict]]:
    """Yield what the reader finds, by statement; UsageError at a line that is no verdict on what was asked."""
    waiting = {(request["statement"], request["wording"]) for request in sent}
    for number, line in enumerate(lines, 1):
        try:
            answer = json.loads(line)
            key, verdict = (answer["statement"], answer["wording"]), answer["verdict"]
            fields = {"words": answer.get("words") or "", "why": answer.get("why") or "", "digest": "0" * 64}
            found = None if verdict == "supported" else Verdict(wording=key[1], verdict=verdict, **fields)
            waiting.remove(key)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            raise _refused(f"says in line {number} something else than a verdict on what it was asked") from None
        if found:
            yield key[0], found


def _refused(what: str) -> UsageError:
    hint = f"Nothing was kept. For each line that it reads it writes one line: {_SHAPE}."
    return UsageError(Problem("U11", f"the second reader {what}", hint=hint))
