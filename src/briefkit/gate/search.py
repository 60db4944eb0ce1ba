"""The search of finished files for what is withheld."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import product
from pathlib import Path

from briefkit.editions.catalogue import folder
from briefkit.gate.withheld import RecordWords, SearchTerms, WordRun, runs, words
from briefkit.outcomes import FORMS, Outcomes, Sourced
from briefkit.wording import Composer
from briefkit.writers.contents import FileContents, strings

_ROOMS = ("writers", "views", "wording", "outcomes", "publish")
_BESIDE = (
    "look/__init__.py",
    "manifest.py",
    "projection.py",
    "house.toml",
    "reading/en/dates.toml",
    "reading/en/numbers.toml",
)
_DATA = (".toml", ".xml")


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
        """Return the runs of words of the released record, composed or not, of its house and of the program itself.

        Why not part of the search terms: they are needed only where something is found, which is rare.
        """
        if length not in self._runs:
            self._runs[length] = frozenset(run for text in self._released_words for run in runs(text, length))
        return self._runs[length]

    @cached_property
    def _released_words(self) -> list[list[str]]:
        house, released = strings(asdict(self.released.house)), RecordWords(self.released)
        return [words(text) for text in (*_own(), *house, *released.texts, *self._composed())]

    def _composed(self) -> Iterator[str]:
        """Yield every wording of the released record; a row behind the cell beside it."""
        composer = Composer(self.released)
        for statement in self.released.statements:
            who = composer.cell(statement) if isinstance(statement, Sourced) else ""
            for form, short in product(FORMS, (False, True)):
                yield f"{who} {composer.wording(statement, form, short=short) or ''}"


@cache
def _own() -> frozenset[str]:
    """Return every text that the program itself may put into a file: no docstrings, but the names of fields."""
    root = Path(str(files("briefkit")))
    ours = [*(root / name for name in _BESIDE), *(path for room in _ROOMS for path in (root / room).rglob("*"))]
    data = [*filter(Path.is_file, folder().rglob("*")), *(path for path in ours if path.suffix in _DATA)]
    texts = {path.read_text(encoding="utf-8") for path in data}
    modules = (path.read_text(encoding="utf-8") for path in ours if path.suffix == ".py")
    literals = {literal for module in modules for literal in _literals(module)}
    return frozenset((*texts, *literals))


def _literals(module: str) -> Iterator[str]:
    docstrings = set[int]()
    for node in ast.walk(ast.parse(module)):  # a statement comes before its value
        if isinstance(node, ast.Expr):
            docstrings.add(id(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
