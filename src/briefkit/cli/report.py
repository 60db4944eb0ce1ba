"""What the command prints: results on stdout, problems on stderr; for machines everything on stdout.

The formats: `text`; `json`, results and problems as data; `github`, text with an annotation of GitHub Actions for each
problem; `sarif`, the problems as SARIF 2.1.0.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from briefkit.cli.streams import obeyed, styled
from briefkit.errors import Findings, Place, Problem, UsageError
from briefkit.spelling import meant

FORMATS = ("text", "json", "github", "sarif")

_CAP = 20
"""Problems of one code that are printed in full."""
_WIDTH = 100
"""Characters of a line of text, and of a file's line that is shown where there is no terminal."""
_NARROWEST, _MARGIN = 40, 8
"""Characters of a line that are shown on the narrowest terminal; columns of a wider one that are left free."""
_STYLES = {"error": "1;31", "question": "1;33", "warning": "33", "unread": "36", "note": "36"}


class Report(Findings):
    """The problems and results of one run. The first error decides its exit code."""

    def __init__(self, form: str = "text") -> None:
        """Begin a run that prints in a format; UsageError if there is no such format."""
        if form not in FORMATS:
            raise UsageError(Problem("U02", f"there is no output format `{form}`", hint=meant(form, FORMATS)))
        self.form = form
        self.as_data = form in ("json", "sarif")
        """Whether everything is kept for the end, as one piece of data."""
        super().__init__()
        self.results: dict[str, list[Any]] = {}
        """What is printed as data beside the problems, by name."""
        self.counts: Counter[str] = Counter()
        """How many problems of each code there are."""
        self._hints: set[tuple[str, str]] = set()
        """Hints that were printed, with their codes: none is printed twice."""

    def tell(self, problems: Iterable[Problem]) -> None:
        """Print problems that were not printed before, of each code the first few."""
        for problem in self.unreported(problems):
            self.problems.append(problem)
            self.counts[problem.code] += 1
            if self.counts[problem.code] <= _CAP and self.form == "text":
                hint = (problem.code, problem.hint)
                _print(replace(problem, hint="") if hint in self._hints else problem)
                self._hints.add(hint)

    def listed(self, name: str) -> list[Any]:
        """Return the list of the results of a name, to be filled."""
        return self.results.setdefault(name, [])

    def end(self) -> int:
        """Print what was capped and how to sign what is to be read, or all as data; return the exit code."""
        if self.form == "text":
            for line in self._closing():
                print(line, file=sys.stderr)
        else:
            self._for_machines()
        return self.error.exit_code if self.error else 0

    def _for_machines(self) -> None:
        """Print the problems as data, as annotations or as SARIF."""
        import json

        from briefkit.cli.formats import annotation, as_dict, sarif

        if self.form == "github":
            for problem in self.problems:
                obeyed(annotation(problem))
        else:
            data = {**self.results, "problems": list(map(as_dict, self.problems))}
            printed = data if self.form == "json" else sarif(self.problems)
            print(json.dumps(printed, ensure_ascii=False, indent=2))

    def _closing(self) -> Iterator[str]:
        """Yield how many problems of each code were not printed, and how to sign unread statements.

        A record that is refused cannot be reviewed; one whose questions --strict takes for errors can.
        """
        for code, count in self.counts.items():
            if count > _CAP:
                yield f"… and {count - _CAP} more of {code}"
        placed = [(problem, problem.place.file.rpartition("/")[0] or ".") for problem in self.problems if problem.place]
        refused = {folder for problem, folder in placed if problem.severity == "error" and problem.code[0] != "Q"}
        unread = (folder for problem, folder in placed if problem.severity == "unread")
        folders = [folder for folder in dict.fromkeys(unread) if folder not in refused]
        if folders:
            folder = folders[0] if len(folders) == 1 else "FOLDER"
            yield f"hint: What is to be read: briefkit review {folder}, then briefkit sign {folder} --as NAME"


@contextmanager
def reporting(form: str = "text", *, as_data: bool = False) -> Iterator[Report]:
    """Begin the report of a command; at the end of the block print what is left of it, and exit with its code."""
    report = Report("json" if as_data else form)
    with report.catching():
        yield report
    sys.exit(report.end())


def _print(problem: Problem) -> None:
    """Print a problem, its code in colour on a terminal."""
    before, code, after = described(problem).partition(f"{problem.code} ")
    sys.stderr.write(before)
    styled(code, _STYLES[problem.severity])
    print(after, file=sys.stderr)


def described(problem: Problem) -> str:
    """Return a problem as it is printed: place, code, message, the texts against each other or the line, the hint.

    What is only to be read takes one line.
    """
    place = f"{problem.place}: " if problem.place else ""
    kind = f"{problem.severity}: " if problem.severity in {"warning", "note"} else ""
    lines = [f"{place}{problem.code} {kind}{problem.message}"]
    if problem.severity != "unread":
        lines += [f"    {text}" for text in problem.against] or _line(problem.place)
        lines += [f"    hint: {problem.hint}"] if problem.hint else []
    return "\n".join(lines)


def _line(place: Place | None) -> list[str]:
    """Return a line of a file with a caret under the place, cut to fit a terminal; none where none is to be shown."""
    if not (place and place.line and place.text):
        return []
    line = next(islice(place.text.split("\n"), place.line - 1, None), "").replace("\t", " ")
    width = max(_NARROWEST, get_terminal_size().columns - _MARGIN) if sys.stderr.isatty() else _WIDTH
    start = max(0, place.column - 1 - width * 2 // 3) if len(line) > width else 0
    before, after = "… " if start else "", " …" if len(line) > start + width else ""
    caret = " " * (len(before) + place.column - 1 - start) + "^"
    excerpt = f"{before}{line[start : start + width].rstrip()}{after}"
    return [f"    {excerpt}", f"    {caret}"] if line.strip() else []


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows to stdout in columns two spaces apart."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def wrapped(text: str, indent: str = "", further: str = "") -> list[str]:
    """Return a text as lines for a terminal, all behind an indent, those after the first a little further."""
    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + further, break_on_hyphens=False)


def counted(count: int, name: str) -> str:
    """Return a count with its noun, `2 questions`; nothing for none."""
    return f"{count} {name}{'s' * (count > 1)}" if count else ""
