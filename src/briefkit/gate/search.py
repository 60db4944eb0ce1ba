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

        Why all together first: nearly always there is nothing, and many files hold the same.
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
        """Return the runs of words that composition makes of the released record, and those of the program itself.

        Why not part of the search terms: they are needed only where something is found, which is rare.
        """
        if length not in self._runs:
            self._runs[length] = frozenset(run for text in self._released_words for run in runs(text, length))
        return self._runs[length]

    @cached_property
    def _runs(self) -> dict[int, frozenset[WordRun]]:
        return {}

    @cached_property
    def _released_words(self) -> list[list[str]]:
        return [words(text) for text in (*own(), *self._composed())]

    def _composed(self) -> Iterator[str]:
        """Yield every wording of the released record; a row behind the cell beside it."""
        composer = Composer(self.released)
        for statement in self.released.statements:
            who = composer.cell(statement) if isinstance(statement, Sourced) else ""
            for form, short in product(FORMS, (False, True)):
                yield f"{who} {composer.wording(statement, form, short=short) or ''}"
