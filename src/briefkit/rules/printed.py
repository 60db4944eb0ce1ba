"""Rules on what is printed: it is the record's, whole, with its source, its day and who supplied it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefkit.cites import cited_source, of_source, of_statement
from briefkit.document import Box, Notes, Paragraph, text
from briefkit.errors import Problem
from briefkit.markings import is_named
from briefkit.outcomes import Dated, Sourced
from briefkit.outcomes.gate import breakable
from briefkit.reading.dates import MONTHS, long_date
from briefkit.reading.numbers import numbers
from briefkit.reading.text import find, find_all
from briefkit.rules.page import Page, neighbours
from briefkit.wording.dues import NOT_STATED, due
from briefkit.wording.sentences import capital

_DATED = rf"(?:\w*\d[\w.,:/–-]*(?<![.,:])|\b(?:{'|'.join(MONTHS)})\b)"
_DIGITS_OR_MONTH = re.compile(rf"{_DATED}(?:\s+{_DATED})*")
"""What holds a digit or names a month, whole: 26, 4 March 2025."""


def template_words(page: Page) -> Iterator[Problem]:
    """E02: words that come from a template hold no number, name or date."""
    meeting = page.record.meeting
    names = [name for actor in page.record.actors.values() for name in actor.surfaces]
    names += [meeting.name, *filter(None, [meeting.place])]
    for block, runs in page.passages:
        for run in runs[1:] if isinstance(block, Notes) else runs:
            if run.cites or run.link:
                continue
            named = [run.text[name.start() : name.end()] for name in find_all(names, run.text)]
            found = [name for name in named if name in names]
            found += _DIGITS_OR_MONTH.findall(run.text) + [run.text[n.start : n.end] for n in numbers(run.text)]
            if found:
                words = breakable(found[0])
                message = f"“{words}” comes from the template, not from the record"
                yield page.problem("E02", message, "Print a value of the record instead.", sought=(words, ""))


def whole_forms(page: Page) -> Iterator[Problem]:
    """E04: a wording is printed whole, in one piece; so is what a picture shows."""
    alts = [entry for entry in page.printed if entry[3] == "alt"]
    for _, runs, statement, part in (*page.forms, *alts):
        cite = of_statement(statement.id, part)
        printed = "".join(run.text for run in runs if cite in run.cites)
        wording = breakable(page.composer.part(statement, part))
        if breakable(printed) != wording or wording not in breakable(text(runs)):
            yield page.problem("E04", f"`{statement.id}`, {part}, is not printed whole")


def speakers(page: Page) -> Iterator[Problem]:
    """E03: a row stands beside its speaker or under one, and what is printed has its source on the page.

    Told once for a line of a template, which one change to it mends.
    """
    lines: dict[tuple[object, ...], list[Problem]] = {}
    for problem in _unattributed(page):
        lines.setdefault((problem.hint, problem.place or problem.message), []).append(problem)
    for first, *others in lines.values():
        yield replace(first, message=f"{first.message} (and {len(others)} more on this line)") if others else first


def _unattributed(page: Page) -> Iterator[Problem]:
    """Yield each row without its speaker, and each statement whose source is not named."""
    for block, runs, statement, part in page.forms:
        if isinstance(statement, Sourced):
            actors = page.record.actors
            speakers = [actors[e.actor].surfaces if e.actor else (e.words or "",) for e in statement.by]
            box = [inner for passage, inner in page.passages if passage is block] if isinstance(block, Box) else []
            near = (*neighbours(block, runs), *box, page.heads.get(id(block), ()))
            words = breakable(" · ".join(map(text, near)))
            cited = of_statement(statement.id, "by") in {cite for row in near for run in row for cite in run.cites}
            if part.startswith("row") and not (cited or all(find(surfaces, words) for surfaces in speakers)):
                hint = "Print `{{ row.who }}` beside `{{ row.form }}`, or leave `form: row` out of its section."
                message = f"the row of `{statement.id}` stands without its speaker"
                yield page.problem("E03", message, hint, sought=("", of_statement(statement.id, "row")))
            if not any(of_source(e.source or "") in page.cites for e in statement.evidence):
                hint = 'Add {% include "parts/source-line.md" %}, or `row.refs` beside it and parts/sources.md.'
                message = f"`{statement.id}` is printed and its source is not named"
                yield page.problem("E03", message, hint, sought=("", of_statement(statement.id, "")))


def as_of(page: Page) -> Iterator[Problem]:
    """E14: every page says the day it speaks for; what belongs to another occasion says to which."""
    if long_date(page.record.as_of.date) not in page.document.meta.footer:
        yield page.problem("E14", "the as-of date is missing", "Please report this: the program writes the footer.")
    for _, _, statement, _ in page.forms:
        key = statement.occasion if isinstance(statement, Sourced) else None
        if key in page.record.occasions and f"occasion:{key}" not in page.cites:
            yield page.problem("E14", f"`{statement.id}` belongs to `{key}`, and the page does not say so")


def sources(page: Page) -> Iterator[Problem]:
    """E29: what is cited is listed once, and what is listed is cited."""
    used = {e.source for _, _, s, _ in page.printed for g in page.record.ground(s) for e in g.evidence}
    listed = [
        source
        for block, runs in page.passages
        if isinstance(block, Notes) or (isinstance(block, Paragraph) and block.role == "source")
        for cite in dict.fromkeys(c for run in runs for c in run.cites)
        if (source := cited_source(cite))
    ]
    for key in sorted(used - set(listed), key=str):
        yield page.problem("E29", f"the source `{key}` is used and not listed")
    for key in dict.fromkeys(listed):
        if listed.count(key) > 1:
            yield page.problem("E29", f"the source `{key}` is listed twice")
        if key not in used:
            hint = "Its template prints not all that the edition asks for: print it, or ask for less (`ladders: 0`)."
            yield page.problem("E29", f"the source `{key}` is listed and nothing rests on it", hint)


def disclosures(page: Page) -> Iterator[Problem]:
    """E30: what the editor supplied and the page prints is disclosed on it."""
    for key, dated, shown, cite in _supplied(page):
        if dated.basis == "editor" and shown in page.cites and cite not in page.cites:
            yield page.problem("E30", f"the date of `{key}` is the editor's, and the page does not say so")
    meeting = (runs for _, runs in page.passages if any("meeting" in run.cites for run in runs))
    words = " ".join(map(text, (*(runs for _, runs, _, _ in page.printed), *meeting)))
    for key, actor in page.record.actors.items():
        if actor.basis == "editor" and is_named(actor.surfaces, words) and f"editor/{key}" not in page.cites:
            yield page.problem("E30", f"{actor.printed} is named as the editor has it, and the page does not say so")


def _supplied(page: Page) -> Iterator[tuple[str, Dated, str, str]]:
    """Yield each date that may be the editor's: its name, itself, what prints it and what discloses it."""
    record = page.record
    yield "meeting", record.meeting.date, "record/meeting", "editor/meeting"
    yield "as_of", record.as_of, "record/as-of", "editor/as-of"
    for key, occasion in record.occasions.items():
        yield key, occasion.date, f"occasion:{key}", f"editor/occasion/{key}"
    for _, _, statement, part in page.forms:
        if isinstance(statement, Sourced) and statement.on:
            shown = of_statement(statement.id, part)
            yield statement.id, statement.on, shown, of_statement(statement.id, "on")


def steps(page: Page) -> Iterator[Problem]:
    """E37: owners and dates of what is to be done are the record's, or said not to be stated."""
    for _, runs, statement, part in page.printed:
        if part in ("owner", "due"):
            printed = breakable(text(tuple(r for r in runs if of_statement(statement.id, part) in r.cites)))
            value = getattr(statement, part, None)
            if part == "owner" and value in page.record.actors:
                value = capital(page.record.actors[value].printed)
            wanted = due(value).words if part == "due" else value or NOT_STATED
            if printed != breakable(wanted):
                yield page.problem("E37", f"`{statement.id}`: {part} is printed as “{printed}”")
