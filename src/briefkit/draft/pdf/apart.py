"""Read a PDF in a process of its own: a file that keeps PDFium busy for ever, or takes all memory, ends only that."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date

from briefkit.draft.passages import Extracted, Facts, Unreadable
from briefkit.draft.pdf import read

SECONDS = 60
MEMORY = 3_000_000_000
"""Bytes; not limited where the system has no such limit, as Windows."""
_MEND = "Open it in a PDF viewer and print the pages you quote into a new PDF."


def read_apart(data: bytes) -> Extracted:
    """Return what `read` returns of a PDF file, or raise what it raises; Unreadable where that takes too much."""
    command = [sys.executable, "-m", "briefkit.draft.pdf.apart", str(MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this Python
            command, input=data, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("takes more than a minute to read", _MEND) from None
    except subprocess.CalledProcessError:
        raise Unreadable("cannot be read: it is damaged, or takes too much memory", _MEND) from None
    answer = json.loads(done.stdout)
    if "why" in answer:
        raise Unreadable(answer["why"], answer["mend"])
    facts = answer["facts"]
    issued = date.fromisoformat(facts["issued"]) if facts["issued"] else None
    return Extracted(answer["text"], Facts(**facts | {"issued": issued}), tuple(answer["notes"]))


def _main() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        limit = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        answer = asdict(read(sys.stdin.buffer.read()))
    except Unreadable as refused:
        answer = {"why": refused.why, "mend": refused.mend}
    sys.stdout.buffer.write(json.dumps(answer, default=date.isoformat).encode())


if __name__ == "__main__":
    _main()
