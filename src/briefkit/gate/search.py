"""The search of finished files for what is withheld."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from pathlib import Path

from briefkit.editions.catalogue import folder
from briefkit.gate.withheld import RecordWords, SearchTerms, WordRun, runs
from briefkit.gate.words import words
from briefkit.outcomes import FORMS, Outcomes, Sourced
from briefkit.wording import Composer
from briefkit.writers.contents import FileContents

_ROOMS = ("writers", "views", "wording", "outcomes")
_MODULES = ("look/__init__.py", "manifest.py", "projection.py", "publish/__init__.py", "publish/index.py")
_DATA = ("wording/en.toml", "reading/en/dates.toml", "reading/en/numbers.toml")


@dataclass(frozen=True)
class Search:
    """Searches the files of one audience."""

    whole: RecordWords
    released: Outcomes
    _runs: dict[int, frozenset[WordRun]] = field(default_factory=dict, repr=False, compare=False)
    """Length → the runs of so many words that are permitted."""

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
    def _released_words(self) -> list[list[str]]:
        return [words(text) for text in (*_own(), *self._composed())]

    def _composed(self) -> Iterator[str]:
        """Yield every wording of the released record; a row behind the cell beside it."""
        composer = Composer(self.released)
        for statement in self.released.statements:
            who = composer.cell(statement) if isinstance(statement, Sourced) else ""
            for form, short in product(FORMS, (False, True)):
                yield f"{who} {composer.wording(statement, form, short=short) or ''}"


@cache
def _own() -> frozenset[str]:
    """Return every text that the program itself may put into a file; docstrings are none."""
    root = Path(str(files("briefkit")))
    templates = [path for path in folder().rglob("*") if path.is_file()]
    texts = {path.read_text(encoding="utf-8") for path in (*templates, *(root / name for name in _DATA))}
    modules = [*(root / name for name in _MODULES), *(path for room in _ROOMS for path in (root / room).rglob("*.py"))]
    literals = {literal for path in modules for literal in _literals(path.read_text(encoding="utf-8"))}
    return frozenset((*texts, *literals))


def _literals(module: str) -> Iterator[str]:
    tree = ast.parse(module)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
