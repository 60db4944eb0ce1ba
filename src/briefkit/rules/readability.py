"""How hard a page reads, for an audience whose house has set a limit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from briefkit.cites import of_statement
from briefkit.document import Box, ItemList, Paragraph, is_annex
from briefkit.errors import Problem
from briefkit.outcomes import Outcomes
from briefkit.reading.text import count, find_all, fold
from briefkit.rules.page import Page, sentences_of

_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\w)")
_NAMED = 3
"""Statements whose longest sentences a hint names."""


def grade(page: Page) -> Iterator[Problem]:
    """E23: what a page tells reads at no higher grade than the house of its audience has set.

    The Automated Readability Index, 4.71 × letters a word + 0.5 × words a sentence − 21.43: about the school year, in
    the United States, of who reads a text with ease (R. J. Senter and E. A. Smith, AMRL-TR-66-220, 1967). Counted are
    the sentences of statements' wordings in paragraphs, lists and boxes above the annex: neither titles, headings,
    tables, captions and notes, nor words of templates. Left out of them are names of actors and terms, numbers, and
    markings. A word is letters, with hyphens and apostrophes within, which are not counted as letters.
    """
    reader = page.record.house.audience(page.document.meta.audience)
    limit = reader.grade if reader else None
    told = list(_sentences(page)) if limit else []
    names = _names(page.record, fold(" ".join(sentence for _, sentence in told)))
    sizes = [_size(sentence, names) for _, sentence in told]
    letters, words, some = (sum(size[i] for size in sizes) for i in range(3))
    index = round(4.71 * letters / words + 0.5 * words / some - 21.43, 1) if words else 0
    if limit and index > limit:
        longest: dict[str, int] = {}
        for _, (key, sentence) in sorted(zip(sizes, told, strict=True), reverse=True):
            longest.setdefault(key, count(sentence))
        named = ", ".join(f"`{key}` ({length} words)" for key, length in islice(longest.items(), _NAMED))
        hint = f"Divide the longest sentences, or take shorter words; they are those of {named}."
        problem = page.problem(
            "E23", f"it reads at grade {index:g}; at most {limit} is asked for", hint, next(iter(longest))
        )
        yield replace(problem, severity="warning")


def _sentences(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the sentences that count, each with the id of its statement."""
    body = takewhile(lambda block: not is_annex(block), page.document.blocks)
    running = {id(block) for block in body if isinstance(block, Paragraph | ItemList | Box)}
    for block, runs, statement, part in page.forms:
        if id(block) in running:
            yield from ((statement.id, told) for told in sentences_of(runs, of_statement(statement.id, part)))


def _names(record: Outcomes, told: str) -> list[str]:
    """Return the names of a record's actors and terms that a folded text has."""
    names = [name for actor in record.actors.values() for name in actor.surfaces]
    names += [name for key, term in record.terms.items() for name in (key, term.long)]
    return [name for name in names if fold(name) in told]


def _size(sentence: str, names: list[str]) -> tuple[int, int, bool]:
    """Return how many letters and words of a sentence count, and whether any does."""
    for one in reversed(list(find_all(names, sentence))):
        sentence = f"{sentence[: one.start()]} {sentence[one.end() :]}"
    words = _WORD.findall(sentence)
    return sum(map(str.isalpha, "".join(words))), len(words), bool(words)
