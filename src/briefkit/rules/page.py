"""A finished document under examination."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from briefkit.cites import cited_part
from briefkit.data import table
from briefkit.document import Block, Document, Heading, Runs, Table, passages
from briefkit.errors import Place, Problem
from briefkit.outcomes import Outcomes, Statement
from briefkit.outcomes.fields import FORM_PARTS
from briefkit.outcomes.gate import breakable
from briefkit.reading.text import sentences
from briefkit.wording import Composer

PlaceOf: TypeAlias = Callable[[str, str], Place | None]
"""Returns where a template has words of its own, or what prints a part of a statement, given its cite."""


@dataclass(frozen=True)
class Page:
    """A document under examination, with the composer of its wordings."""

    document: Document
    composer: Composer
    place_of: PlaceOf | None = None
    """Looks into its template; None where that is not known."""

    @property
    def record(self) -> Outcomes:
        """The released record."""
        return self.composer.record

    @cached_property
    def passages(self) -> list[tuple[Block, Runs]]:
        """Every passage with the block it stands in, in reading order."""
        return list(passages(self.document))

    @cached_property
    def printed(self) -> list[tuple[Block, Runs, Statement, str]]:
        """Every statement part that is printed: block, passage, statement, and form or field."""
        return [
            (block, runs, self.record.by_id[key], part)
            for block, runs in self.passages
            for key, part in map(cited_part, dict.fromkeys(c for run in runs for c in run.cites))
            if key in self.record.by_id
        ]

    @cached_property
    def forms(self) -> list[tuple[Block, Runs, Statement, str]]:
        """Every form that is printed."""
        return [entry for entry in self.printed if entry[3] in FORM_PARTS]

    @cached_property
    def cites(self) -> frozenset[str]:
        """Everything that the document cites."""
        return frozenset(cite for _, runs in self.passages for run in runs for cite in run.cites)

    @cached_property
    def heads(self) -> dict[int, Runs]:
        """The heading above each block, by the block's identity."""
        found: dict[int, Runs] = {}
        head: Runs = ()
        for block in self.document.blocks:
            head = block.runs if isinstance(block, Heading) else head
            found[id(block)] = head
        return found

    def problem(
        self, code: str, message: str, hint: str = "", statement: str = "", sought: tuple[str, str] | None = None
    ) -> Problem:
        """Return a problem of this document, or of a statement in it; without a hint, with its rule's usual cure."""
        rule, place = table("rules/rules.toml")[code], self.place_of(*sought) if self.place_of and sought else None
        severity, part = rule.get("severity", "error"), ("statements", statement) if statement else None
        message = f"{self.document.meta.identifier}: {message}"
        return Problem(code, message, place, hint or rule["mend"], severity, part=part)


def sentences_of(runs: Runs, cite: str) -> list[str]:
    """Return the sentences of what a passage prints of a statement's part."""
    words = breakable("".join(run.text for run in runs if cite in run.cites))
    return [words[span.start : span.end] for span in sentences(words)]


def neighbours(block: Block, runs: Runs) -> Sequence[Runs]:
    """Return the passages that a reader sees as one with a given one, itself included.

    With a cell those of its row, with the head of a column those of the column; any other passage stands alone.
    """
    if not isinstance(block, Table):
        return [runs]
    rows = [[cell.runs for cell in row] for row in (block.header, *block.rows)]
    columns = [list(column) for column in zip(*rows, strict=True) if column[0] is runs]
    return next((line for line in (*columns, *rows) if any(cell is runs for cell in line)), [runs])
