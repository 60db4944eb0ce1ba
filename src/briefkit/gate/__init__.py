"""The gate before publishing: finished files are read back and searched for what their audience may not see.

The law of release makes an audience's files a function of the released record. This proves it of the bytes, in a way
of its own: what the whole record holds and the released one does not stands nowhere in a file. It changes
nothing. A refusal does not quote what was found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from briefkit.errors import Problem, RuleError
from briefkit.gate.finished import missing_text, problems
from briefkit.gate.search import Search
from briefkit.gate.withheld import RecordWords
from briefkit.manifest import MANIFEST, parse
from briefkit.markings import releasable_to
from briefkit.outcomes import Outcomes
from briefkit.writers import READERS

__all__ = ["Gate"]

PageTexts = Mapping[str, Sequence[str]]
_HINT = (
    "`briefkit explain` tells its author what is withheld: look for it in the house's templates, and word "
    "them otherwise. If none has it, give what is withheld another id."
)

_LEAK = "would hold something that is withheld from"


@dataclass(frozen=True)
class Gate:
    """Guards the files that are made of one record."""

    record: Outcomes
    """The whole of it."""

    @cached_property
    def _record_words(self) -> RecordWords:
        return RecordWords(self.record)

    def check(self, audience: str, files: Mapping[str, bytes], texts: PageTexts = MappingProxyType({})) -> None:
        """Raise RuleError if an audience's set, its manifest among it, holds what it may not.

        E41: what is withheld from the audience. E42: what no brief holds. And what the X rules ask for.
        `texts`: name of a file → all that its pages are to say.
        """
        found = {name: READERS[name.rpartition(".")[2]](raw) for name, raw in files.items()}
        manifest = parse(files[MANIFEST])
        assert manifest, "it was made a moment ago"  # noqa: S101
        entries = {file["name"]: entry for entry in manifest.editions for file in entry["files"]}
        search = Search(self._record_words, releasable_to(self.record, audience))
        leaking = search.leaking(found)
        wrong = [Problem("E41", f"{_file_label(name, search)} {_LEAK} `{audience}`", hint=_HINT) for name in leaking]
        for name in sorted(found):
            wrong += problems(_file_label(name, search) if leaking else name, entries.get(name), found[name])
            if name in texts and not wrong:
                wrong += missing_text(name, texts[name], found[name])
        if wrong:
            raise RuleError(*wrong)


def _file_label(name: str, search: Search) -> str:
    """Return the name of a file for a message; a neutral one where its name itself is withheld."""
    return "a file, by its name," if search.names(name) else name
