"""What one run finds: problems, each once, and the first error, which decides how the run ends."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from briefkit.errors import BriefkitError, Problem

_STRICT = frozenset(("question", "warning"))
"""What --strict takes for errors."""


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
