"""What the command prints: problems on stderr, results on stdout."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefkit.errors import Place, Problem

_CAP = 20
"""Problems of one code that are printed in full."""
_WIDTH = 100


def problems(found: Iterable[Problem]) -> None:
    """Print problems to stderr: place, code, message, the line with a caret, the hint."""
    seen: Counter[str] = Counter()
    for problem in found:
        seen[problem.code] += 1
        if seen[problem.code] <= _CAP:
            print(described(problem), file=sys.stderr)
    for code, count in seen.items():
        if count > _CAP:
            print(f"… and {count - _CAP} more of {code}", file=sys.stderr)


def described(problem: Problem) -> str:
    """Return a problem as it is printed."""
    place = f"{problem.place}: " if problem.place else ""
    kind = "warning: " if problem.severity == "warning" else ""
    lines = [f"{place}{problem.code} {kind}{problem.message}"]
    if problem.place and (shown := _line(problem.place)):
        lines += shown
    if problem.hint:
        lines.append(f"    hint: {problem.hint}")
    return "\n".join(lines)


def _line(place: Place) -> list[str]:
    """Return a line of a file with a caret under the place, cut to fit a terminal."""
    try:
        line = Path(place.file).read_text(encoding="utf-8-sig").splitlines()[place.line - 1].replace("\t", " ")
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    start = max(0, place.column - 1 - _WIDTH * 2 // 3)
    cut = line[start : start + _WIDTH]
    return [f"    {cut.rstrip()}", " " * (4 + place.column - 1 - start) + "^"] if cut.strip() else []


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows to stdout in columns two spaces apart."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
