"""Problems and the errors that carry them.

    BriefkitError            exit
    ├── UsageError           2    the command was called wrongly
    ├── RecordError          3    the record: file, schema, evidence, forms, limits
    ├── TemplateError        4    a template or the editions file
    ├── LayoutError          5    it does not fit, or a glyph is missing
    ├── RuleError            6    a rule on a document or finished file, or the marking, refused
    ├── OutputError          7    the file system, or an edited output
    ├── BusyError            8    another run holds the output folder
    └── HouseError           9    the house file, or what lies beside it

Anything else that is raised is a bug.
"""

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from briefkit.characters import inert
from briefkit.data import table

Severity = Literal["error", "question", "unread", "warning", "note"]
"""Refused · asked · to be read by somebody who signs · worth a look · told, though nothing is wrong."""
Steps = tuple[str | int, ...]
"""The keys and positions that lead to a part of a file's data."""
_STRICT = frozenset(("question", "warning"))
"""What --strict takes for errors."""
_FILE_SYSTEM: Mapping[int | None, Mapping[str, str]] = {
    getattr(errno, name): row for name, row in table("filesystem.toml").items()
}
"""Number of an error → its row. Read at once: where too many files are open, no table can be opened any more."""


def innermost(path: Steps, otherwise: str = "") -> str:
    """Return the last key of a path; where it has none, what is to be said otherwise."""
    return next((part for part in reversed(path) if isinstance(part, str)), otherwise)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in a text file."""

    file: str
    """The file as the user named it, with forward slashes."""
    line: int = 1
    """Counted from 1; 0 where the file as a whole is meant."""
    column: int = 1
    """Counted from 1, in code points."""
    text: str = field(default="", compare=False, repr=False)
    """The file as it was read, of which the line is shown: it is never read again. Empty where none is to be shown."""

    def __str__(self) -> str:
        """Return `file:line:column`, as editors understand it, or the file."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    code: str
    """A stable code, e.g. `E39`; `briefkit explain --rule` documents it."""
    message: str
    """What is wrong: one sentence without a full stop at its end."""
    place: Place | None = None
    hint: str = ""
    """How to mend it; empty where the message says it."""
    severity: Severity = "error"
    against: tuple[str, ...] = ()
    """Texts that differ, the difference in brackets; shown in place of the line of the file."""
    part: tuple[str, str] | None = None
    """The entry of the record that it lies in, as ("statements", its id) or ("issues", its key); None outside all."""


def with_text(problem: Problem, text: str) -> Problem:
    """Return a problem with the text of its file, so that its line can be shown."""
    return replace(problem, place=problem.place and replace(problem.place, text=text))


def _described(problem: Problem) -> str:
    """Return a problem as an error says it that nobody catches: place, code, message, and the hint below."""
    place = f"{problem.place}: " if problem.place else ""
    return inert(f"{place}{problem.code} {problem.message}" + (f"\n    hint: {problem.hint}" if problem.hint else ""))


class BriefkitError(Exception):
    """The base of all errors that a user can cause; carries every problem found."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; at least one."""
        assert problems, "an error tells what is wrong"  # noqa: S101
        super().__init__("\n".join(map(_described, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[type["BriefkitError"], tuple[Problem, ...]]:
        """Return how to rebuild it in another process (pickle)."""
        return type(self), self.problems


class UsageError(BriefkitError):
    """The command was called wrongly."""

    exit_code = 2


class RecordError(BriefkitError):
    """The record, its sources or their forms are refused."""

    exit_code = 3


class TemplateError(BriefkitError):
    """A template, or the file of editions, is refused."""

    exit_code = 4


class LayoutError(BriefkitError):
    """The document does not fit its pages, or no embedded font has a character."""

    exit_code = 5


class RuleError(BriefkitError):
    """A rule on a document or a finished file refused it."""

    exit_code = 6


class OutputError(BriefkitError):
    """The file system refused, or an output was edited."""

    exit_code = 7


class BusyError(BriefkitError):
    """Another run holds the output folder."""

    exit_code = 8


class HouseError(BriefkitError):
    """The house file is refused, or what it names."""

    exit_code = 9


class RefusalError(Exception):
    """Something from outside is refused; raised where the name by which its author knows it is not known."""

    def __init__(self, why: str, mend: str) -> None:
        """Keep the reason, as a clause, and the cure, as a sentence."""
        super().__init__(why)
        self.why, self.mend = why, mend

    def problem(self, code: str, what: str, place: Place | None = None) -> Problem:
        """Return the problem that it is where the name is known; `what` cannot be done with it."""
        return Problem(code, f"{what}: {self.why}", place, self.mend)


class Findings:
    """Keeps the problems of a run; a subclass that prints them overrides `tell`."""

    def __init__(self) -> None:
        """Begin a run without problems."""
        self.problems: list[Problem] = []
        self.error: BriefkitError | None = None
        self._told: set[Problem] = set()

    def tell(self, problems: Iterable[Problem]) -> None:
        """Keep problems that were not reported before."""
        self.problems += self.unreported(problems)

    def unreported(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems that were not reported before, and count them as reported."""
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                yield problem

    def warn(self, found: Sequence[Problem], error: type[BriefkitError], *, strict: bool) -> None:
        """Report questions, unread wordings and warnings; under `strict` raise questions and warnings as an error.

        What has to be read never fails a run: only a person can do it.
        """
        strictly = [replace(problem, severity="error") if problem.severity in _STRICT else problem for problem in found]
        if strict and any(problem.severity == "error" for problem in strictly):
            raise error(*strictly)
        self.tell(found)

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Keep an error of the block, and go on after it."""
        try:
            yield
        except BriefkitError as error:
            self.tell(error.problems)
            self.error = self.error or error


def reason(error: OSError) -> str:
    """Return why the file system refused, in words that depend on no locale."""
    return _row(error).get("why", "the system refused")


def read_hint(error: OSError) -> str:
    """Return the hint on what the file system would not read."""
    return _row(error).get("read", "Try whether another program can open it.")


def write_hint(error: OSError) -> str:
    """Return the hint on what the file system would not write."""
    return _row(error).get("write", "Try again, or name another folder with -o.")


def _row(error: OSError) -> Mapping[str, str]:
    return _FILE_SYSTEM.get(error.errno, {})
