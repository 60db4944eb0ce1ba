"""What the command prints: results on stdout, problems on stderr; with --json everything as data on stdout."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefkit import files
from briefkit.errors import BriefkitError, Place, Problem

_CAP = 20
"""Problems of one code that are printed in full."""
_WIDTH = 100
_LARGEST = 2_000_000
"""Bytes of a file of which a line is shown."""


class Report:
    """What one run tells. The first error decides its exit code."""

    def __init__(self, *, as_data: bool = False) -> None:
        """Begin a run; `as_data` keeps everything for its end."""
        self.as_data = as_data
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        """How many problems of each code there are."""
        self.error: BriefkitError | None = None

    def tell(self, found: Iterable[Problem]) -> None:
        """Print problems, of each code the first few."""
        for problem in found:
            self.counts[problem.code] += 1
            last = self.problems[-1] if self.problems else None
            self.problems.append(problem)
            if self.counts[problem.code] <= _CAP and not self.as_data:
                again = last and (last.code, last.hint) == (problem.code, problem.hint)
                print(described(replace(problem, hint="") if again else problem), file=sys.stderr)

    def warn(self, found: Sequence[Problem], error: type[BriefkitError], *, strict: bool) -> None:
        """Print warnings; under `strict` raise them as an error of this kind."""
        if strict and found:
            raise error(*(replace(problem, severity="error") for problem in found))
        self.tell(found)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Take down an error and go on after the block."""
        try:
            yield
        except BriefkitError as error:
            self.tell(error.problems)
            self.error = self.error or error

    def end(self, **results: object) -> int:
        """Print what was capped, or with `as_data` everything; return the exit code."""
        if self.as_data:
            import json

            print(json.dumps({**results, "problems": list(map(_data, self.problems))}, ensure_ascii=False, indent=2))
        else:
            for code, count in self.counts.items():
                if count > _CAP:
                    print(f"… and {count - _CAP} more of {code}", file=sys.stderr)
        return self.error.exit_code if self.error else 0


def described(problem: Problem) -> str:
    """Return a problem as it is printed: place, code, message, the line with a caret, the hint."""
    place = f"{problem.place}: " if problem.place else ""
    kind = "warning: " if problem.severity == "warning" else ""
    lines = [f"{place}{problem.code} {kind}{problem.message}"]
    if problem.place and problem.place.line:
        lines += _line(problem.place)
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    return "\n".join(lines)


def _line(place: Place) -> list[str]:
    """Return a line of a file with a caret under the place, cut to fit a terminal."""
    try:
        text = files.read(Path(place.file), _LARGEST).decode("utf-8-sig")
        line = text.splitlines()[place.line - 1].replace("\t", " ")
    except (files.UnreadableError, UnicodeDecodeError, IndexError):
        return []
    start = max(0, place.column - 1 - _WIDTH * 2 // 3) if len(line) > _WIDTH else 0
    before, after = "… " if start else "", " …" if len(line) > start + _WIDTH else ""
    caret = " " * (len(before) + place.column - 1 - start) + "^"
    shown = f"{before}{line[start : start + _WIDTH].rstrip()}{after}"
    return [f"    {shown}", f"    {caret}"] if line.strip() else []


def _data(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": place and place.file,
        "line": (place and place.line) or None,
        "column": place.column if place and place.line else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows to stdout in columns two spaces apart."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
