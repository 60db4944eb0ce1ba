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
_STRICT = frozenset(("question", "warning"))
"""What --strict takes for errors."""
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
        self._hints: set[tuple[str, str]] = set()
        """Hints that were printed, with their codes: none is printed twice."""

    def tell(self, found: Iterable[Problem]) -> None:
        """Print problems, of each code the first few."""
        for problem in found:
            self.problems.append(problem)
            self.counts[problem.code] += 1
            if self.counts[problem.code] <= _CAP and not self.as_data:
                hint = (problem.code, problem.hint)
                print(described(replace(problem, hint="") if hint in self._hints else problem), file=sys.stderr)
                self._hints.add(hint)

    def warn(self, found: Sequence[Problem], error: type[BriefkitError], *, strict: bool) -> None:
        """Print what is asked, to be read or worth a look; under `strict` raise questions and warnings as an error.

        What has to be read never fails a run: only a person can do it.
        """
        strictly = [replace(one, severity="error") if one.severity in _STRICT else one for one in found]
        if strict and any(one.severity == "error" for one in strictly):
            raise error(*strictly)
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
        """Print what was capped and how to sign what is to be read, or all as data; return the exit code."""
        if self.as_data:
            import json

            print(json.dumps({**results, "problems": list(map(as_dict, self.problems))}, ensure_ascii=False, indent=2))
        else:
            for line in self._closing():
                print(line, file=sys.stderr)
        return self.error.exit_code if self.error else 0

    def _closing(self) -> Iterator[str]:
        """Yield how many problems of each code were not printed, and what to do about what is to be read."""
        for code, count in self.counts.items():
            if count > _CAP:
                yield f"… and {count - _CAP} more of {code}"
        unread = (one.place.file for one in self.problems if one.severity == "unread" and one.place)
        folders = list(dict.fromkeys(file.rpartition("/")[0] or "." for file in unread))
        if folders:
            folder = folders[0] if len(folders) == 1 else "FOLDER"
            yield f"hint: What is to be read: briefkit review {folder}, then briefkit sign {folder} --as NAME"


def described(problem: Problem) -> str:
    """Return a problem as it is printed: place, code, message, the texts against each other or the line, the hint.

    What is only to be read takes one line.
    """
    place = f"{problem.place}: " if problem.place else ""
    kind = "warning: " if problem.severity == "warning" else ""
    lines = [f"{place}{problem.code} {kind}{problem.message}"]
    if problem.severity != "unread":
        lines += [f"    {text}" for text in problem.against] or _line(problem.place)
        lines += [f"    hint: {problem.hint}"] if problem.hint else []
    return "\n".join(lines)


def _line(place: Place | None) -> list[str]:
    """Return a line of a file with a caret under the place, cut to fit a terminal; none where no line is meant."""
    if not (place and place.line):
        return []
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


def as_dict(problem: Problem) -> dict[str, object]:
    """Return a problem as data."""
    place, (part, key) = problem.place, problem.part or ("", None)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "statement": key if part == "statements" else None,
        "file": place and place.file,
        "line": (place and place.line) or None,
        "column": place.column if place and place.line else None,
        "message": problem.message,
        "against": list(problem.against),
        "hint": problem.hint,
    }


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows to stdout in columns two spaces apart."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def counted(count: int, name: str) -> str:
    """Return a count with its noun, `2 questions`; nothing for none."""
    return f"{count} {name}{'s' * (count > 1)}" if count else ""
