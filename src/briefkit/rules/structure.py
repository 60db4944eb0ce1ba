"""Rules on how a page reads: title, headings, repetition, acronyms, how hard it is."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

from briefkit.cites import cited_part, of_statement
from briefkit.document import Box, Contents, Figure, Heading, ItemList, Paragraph, Runs, Table, Title, is_annex, text
from briefkit.errors import Problem
from briefkit.outcomes import Outcomes
from briefkit.outcomes.gate import breakable
from briefkit.reading.text import count, find, find_all, fold
from briefkit.rules.page import Page, sentences_of

_TITLE_WORDS = 16
_ACRONYM = re.compile(r"(?<![:+])\b(?!(?:[IVX]+|TLP)\b)(?P<letters>[A-Z]{2,})(?:s|\d+)?\b")
"""Two capitals or more, a plural or a number behind them; no Roman number and no marking."""
_LISTED = 'Add {% include "parts/acronyms.md" %} to the template: the record has it under `terms:`.'
_LIFTED = ("line", "question", "ask")
"""Kinds of statement that people copy out by themselves."""
_ASKED_AGAIN = {"summary", "open_issue"}
"""A bottom line and a question may share a sentence: it asks again what the other says is open."""
_SENTENCE = 5
"""Sentences of fewer words may stand twice."""
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?!\w)")
_NAMED = 3
"""Statements whose longest sentences a hint names."""


def title_length(page: Page) -> Iterator[Problem]:
    """E24: a title is short enough to be read at a glance."""
    for block, runs in page.passages:
        if isinstance(block, Title) and (words := count(text(runs))) > _TITLE_WORDS:
            hint = "Give the summary a headline, or shorten the record's title."
            yield page.problem("E24", f"the title has {words} words; at most {_TITLE_WORDS}", hint)


def structure(page: Page) -> Iterator[Problem]:
    """E34: a document has one title, its headings skip no level, no header cell and no picture is mute."""
    titles = [block for block in page.document.blocks if isinstance(block, Title)]
    if len(titles) != 1:
        yield page.problem("E34", f"it has {len(titles)} titles; a reader needs one")
    level = 0
    for block in page.document.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                yield page.problem("E34", f"the heading “{text(block.runs)}” skips a level")
            level = block.level
        elif isinstance(block, Figure) and not text(block.alt).strip():
            yield page.problem("E34", "a picture does not say what it shows", "Print its `alt` before its caption.")
        elif isinstance(block, Table) and not all(text(cell.runs).strip() for cell in block.header):
            yield page.problem("E34", "a table has an empty header cell", "Say in each header what its column holds.")


def told_twice(page: Page) -> Iterator[Problem]:
    """E40: no sentence stands twice in running text, nor in two rows.

    In a document of reference, which has a contents list or an annex, no section says one twice. It is no fault where a
    row repeats the text; where a condition stands with each statement that it binds; in captions; in lines, answers and
    asks, which are used by themselves; in what is on record on an open issue; in two accounts side by side; and where
    two statements that rest on different evidence are worded alike.
    """
    bound = {breakable(words) for s in page.record.statements for c in s.conditions for words in c.wordings}
    seen: dict[tuple[Runs, bool, str, str], str] = {}
    reference = any(isinstance(b, Contents) or is_annex(b) for b in page.document.blocks)
    for block, runs, statement, part in page.forms:
        beside_rival = statement.id in page.composer.disputed
        lifted = statement.kind in _LIFTED or (statement.kind == "open_issue" and not statement.first)
        if beside_rival or lifted or part.startswith("headline") or isinstance(block, Figure):
            continue
        section = page.heads.get(id(block), ()) if reference else ()
        ground = [part.id for part in page.record.ground(statement)]
        for words in sentences_of(runs, of_statement(statement.id, part)):
            keys = [(section, isinstance(block, Table), words, key) for key in ground]
            before = next((seen[key] for key in keys if key in seen), "")
            repeats = before and {page.record.by_id[before].kind, statement.kind} != _ASKED_AGAIN
            if repeats and words not in bound and len(words.split()) >= _SENTENCE:
                both = f"`{before}` and `{statement.id}` both say it"
                tellers = both if before != statement.id else f"`{before}` stands in two sections"
                hint = f"{tellers}: let the later section be `fresh: true`."
                yield page.problem("E40", f"“{words}” stands twice", hint, statement.id)
            seen |= {key: statement.id for key in keys if key not in seen}


def bare(page: Page) -> Iterator[Problem]:
    """E40: no heading has nothing below it, and no page nothing of the record."""
    if not page.printed:
        hint = "Leave this edition out, or let its sections ask for what there is: `briefkit explain` tells both."
        yield page.problem("E40", "no statement of the record stands in it", hint)
    for block, after in pairwise((*page.document.blocks, None)):
        level = block.level if isinstance(block, Heading) else 0
        small = isinstance(after, Paragraph) and after.role == "source"
        closed = after is None or small or (isinstance(after, Heading) and after.level <= level)
        if isinstance(block, Heading) and closed:
            hint = "Put the heading inside the {% if … %} of what it heads."
            yield page.problem("E40", f"the heading “{text(block.runs)}” has nothing below it", hint)


def acronyms(page: Page) -> Iterator[Problem]:
    """E21: an acronym is expanded where it stands or among the terms of the page; experts know theirs."""
    if (reader := page.record.house.audience(page.document.meta.audience)) and reader.specialist:
        return
    names = " · ".join(surface for actor in page.record.actors.values() for surface in actor.surfaces)
    seen = set(page.composer.patterns["known"])
    for _, runs, statement, _ in page.printed:
        words = text(tuple(run for run in runs if not any(cited_part(cite)[1] == "marking" for cite in run.cites)))
        for match in _ACRONYM.finditer(words):
            short = match["letters"]
            listed = {f"term:{short}", f"term:{match[0]}"} & page.cites
            if not (short in seen or listed or _expanded(short, words) or find([short, match[0]], names)):
                seen.add(short)
                message = f"`{statement.id}` uses {short}, which is explained nowhere on the page"
                defined = short in page.record.terms
                hint = _LISTED if defined else f"Add {short} to `terms:`, or write it out."
                yield page.problem("E21", message, hint, statement.id)


def _expanded(short: str, words: str) -> bool:
    """Say whether words expand an acronym: European Union (EU), EU (European Union)."""
    return bool(re.search(rf"\({short}s?\)|\b{short}s? \((?i:{short[0]})", words))


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
    counted = list(_sentences(page)) if limit else []
    names = _names(page.record, fold(" ".join(sentence for _, sentence in counted)))
    sizes = [_size(sentence, names) for _, sentence in counted]
    letters, words, some = (sum(size[i] for size in sizes) for i in range(3))
    index = round(4.71 * letters / words + 0.5 * words / some - 21.43, 1) if words else 0
    if limit and index > limit:
        longest: dict[str, int] = {}
        for _, (key, sentence) in sorted(zip(sizes, counted, strict=True), reverse=True):
            longest.setdefault(key, count(sentence))
        named = ", ".join(f"`{key}` ({length} words)" for key, length in islice(longest.items(), _NAMED))
        hint = f"Divide the longest sentences, or take shorter words; they are those of {named}."
        message = f"it reads at grade {index:g}; at most {limit} is asked for"
        yield page.problem("E23", message, hint, next(iter(longest)))


def _sentences(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the sentences that count, each with the id of its statement."""
    body = takewhile(lambda block: not is_annex(block), page.document.blocks)
    running = {id(block) for block in body if isinstance(block, Paragraph | ItemList | Box)}
    for block, runs, statement, part in page.forms:
        if id(block) in running:
            yield from ((statement.id, sentence) for sentence in sentences_of(runs, of_statement(statement.id, part)))


def _names(record: Outcomes, told: str) -> list[str]:
    """Return the names of a record's actors and terms that a folded text has."""
    names = [name for actor in record.actors.values() for name in actor.surfaces]
    names += [name for key, term in record.terms.items() for name in (key, term.long)]
    return [name for name in names if fold(name) in told]


def _size(sentence: str, names: list[str]) -> tuple[int, int, bool]:
    """Return how many letters and words of a sentence count, and whether any does."""
    for name in reversed(list(find_all(names, sentence))):
        sentence = f"{sentence[: name.start()]} {sentence[name.end() :]}"
    words = _WORD.findall(sentence)
    return sum(map(str.isalpha, "".join(words))), len(words), bool(words)
