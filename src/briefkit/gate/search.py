"""The search of finished files for what is withheld."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from briefkit.gate.own import own
from briefkit.gate.withheld import RecordWords, SearchTerms, WordRun, runs
from briefkit.gate.words import words
from briefkit.outcomes import FORMS, Outcomes, Sourced
from briefkit.wording import Composer
from briefkit.writers.contents import FileContents


@dataclass(frozen=True)
class Search:
    """Searches the files of one audience."""

    whole: RecordWords
    released: Outcomes

    def names(self, name: str) -> bool:
        """Say whether a text names something withheld."""
        return self._met({name: FileContents(frozenset(), frozenset())})

    def leaking(self, files: Mapping[str, FileContents]) -> list[str]:
        """Return the names of the files in which something withheld stands, the name itself included.

        Why first all and then each: nearly always there is nothing, and many files hold the same.
        """
        if not self._sought or not self._met(files):
            return []
        return [name for name, contents in files.items() if self._met({name: contents})]

    def _met(self, files: Mapping[str, FileContents]) -> bool:
        texts = frozenset().union(files, *(contents.texts for contents in files.values()))
        looks = frozenset().union(*(contents.looks for contents in files.values()))
        met = self._sought.met(texts) | {run for run in self._sought.met(looks) if len(run) > 1}
        met |= self._sought.met_ids(frozenset().union(*(f.values for f in files.values())))
        return bool(met) and any(run not in self._permitted(len(run)) for run in met)

    @cached_property
    def _sought(self) -> SearchTerms:
        return SearchTerms.of(self.whole, RecordWords(self.released))

    def _permitted(self, length: int) -> frozenset[WordRun]:
        """Return the runs of words that composition makes of what is released, and those that the program brings.

        Why apart from what is sought: they are asked for only where something is met, which is seldom.
        """
        if length not in self._runs:
            self._runs[length] = frozenset(run for text in self._told for run in runs(text, length))
        return self._runs[length]

    @cached_property
    def _runs(self) -> dict[int, frozenset[WordRun]]:
        return {}

    @cached_property
    def _told(self) -> list[list[str]]:
        return [words(text) for text in (*own(), *self._composed())]

    def _composed(self) -> Iterator[str]:
        """Yield every wording of what is released, behind the cell that stands beside it where it is a row."""
        composer = Composer(self.released)
        for statement in self.released.statements:
            who = composer.cell(statement) if isinstance(statement, Sourced) else ""
            for form, short in product(FORMS, (False, True)):
                yield f"{who} {composer.wording(statement, form, short=short) or ''}"
