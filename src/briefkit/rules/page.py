"""Rules on the finished tree: what a document of an edition must hold, and must not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefkit.document import Block, Box, Document, Notes, Paragraph, Runs, Table, Title, passages, text
from briefkit.errors import Problem
from briefkit.outcomes import FORMS, Outcomes, Sourced, Statement
from briefkit.rules.dates import MONTHS, long_date
from briefkit.rules.issues import RATIO
from briefkit.rules.words import count, find, find_all, numbers, says

_TITLE_WORDS = 16
_DIGIT_OR_MONTH = re.compile(rf"\d|\b(?:{'|'.join(MONTHS)})\b")
_STATEMENT = re.compile(r"^statement:(?P<id>[^/]+)/(?P<part>.+)$")


@dataclass(frozen=True)
class Page:
    """A document under examination, with the released record it was made from."""

    document: Document
    record: Outcomes

    @cached_property
    def passages(self) -> list[tuple[Block, Runs]]:
        """Every passage with the block it stands in, in reading order."""
        return list(passages(self.document))

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The record's statements."""
        return {s.id: s for s in self.record.statements}

    @cached_property
    def printed(self) -> list[tuple[Block, Runs, Statement, str]]:
        """Every statement part that is printed: block, passage, statement, and form or field."""
        return [
            (block, runs, self.by_id[found["id"]], found["part"])
            for block, runs in self.passages
            for found in filter(None, map(_STATEMENT.match, dict.fromkeys(c for run in runs for c in run.cites)))
            if found["id"] in self.by_id
        ]

    @cached_property
    def forms(self) -> list[tuple[Block, Runs, Statement, str]]:
        """Every form that is printed."""
        return [entry for entry in self.printed if entry[3] in FORMS]

    @cached_property
    def cites(self) -> frozenset[str]:
        """Everything that the document cites."""
        return frozenset(cite for _, runs in self.passages for run in runs for cite in run.cites)

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem of this document."""
        return Problem(code, f"{self.document.meta.identifier}: {message}", hint=hint)


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
            found += _DIGIT_OR_MONTH.findall(run.text) + [run.text[n.start : n.end] for n in numbers(run.text)]
            if found:
                message = f"“{found[0]}” comes from the template, not from the record"
                yield page.problem("E02", message, "Print a value of the record instead.")


def whole_forms(page: Page) -> Iterator[Problem]:
    """E04: a form is printed whole, in one piece; so is what a picture shows."""
    for _, runs, statement, part in (entry for entry in page.printed if entry[3] in (*FORMS, "alt")):
        cite = f"statement:{statement.id}/{part}"
        printed = "".join(run.text for run in runs if cite in run.cites)
        wording = getattr(statement, part)
        if spaced(printed) != wording or wording not in spaced(text(runs)):
            yield page.problem("E04", f"`{statement.id}`, {part}, is not printed whole")


def spaced(words: str) -> str:
    """Return printed words with plain spaces where they hold dates together."""
    return words.replace("\u00a0", " ")


def speakers(page: Page) -> Iterator[Problem]:
    """E03: a `claim` stands beside its speaker, and what is printed has its source on the page."""
    for block, runs, statement, part in page.forms:
        if isinstance(statement, Sourced):
            actor = page.record.actors.get(statement.by or "")
            cell = f"statement:{statement.id}/by"
            named = cell in {cite for row in beside(block, runs) for run in row for cite in run.cites}
            if part == "claim" and actor and not named and not find(actor.surfaces, text(runs)):
                yield page.problem("E03", f"the claim of `{statement.id}` stands without its speaker")
            if not any(f"source:{e.source}" in page.cites for e in statement.evidence):
                yield page.problem("E03", f"`{statement.id}` is printed and its source is not named")


def beside(block: Block, runs: Runs) -> Sequence[Runs]:
    """Return the passages that a reader sees with one: the cells of its row, or itself."""
    if isinstance(block, Table):
        return next(([c.runs for c in row] for row in block.rows if any(c.runs is runs for c in row)), [runs])
    return [runs]


def as_of(page: Page) -> Iterator[Problem]:
    """E14: every page says the day it speaks for, and a statement of another day says so."""
    if long_date(page.record.as_of.date) not in page.document.meta.footer:
        yield page.problem("E14", "the as-of date is missing")
    for _, _, statement, _ in page.forms:
        own = statement.as_of
        if own and own.date != page.record.as_of.date and f"statement:{statement.id}/as-of" not in page.cites:
            yield page.problem(
                "E14", f"`{statement.id}` speaks for {long_date(own.date)}, and the page does not say so"
            )


def all_sides(page: Page) -> Iterator[Problem]:
    """E15: where one side of an issue is heard, all are, at a fair length and in the record's order."""
    for key, issue in page.record.issues.items():
        heard: dict[str, int] = {}
        for _, _, statement, part in page.forms:
            if isinstance(statement, Sourced) and statement.kind == "position" and statement.issue == key:
                words = count(getattr(statement, part))
                heard[statement.by or ""] = heard.get(statement.by or "", 0) + words
        sides = [side for side in heard if side in issue.sides]
        if sides and set(issue.sides) - set(sides):
            missing = ", ".join(side for side in issue.sides if side not in sides)
            yield page.problem("E15", f"on `{key}` these sides are not heard: {missing}")
        elif sides and max(heard[s] for s in sides) > RATIO * min(heard[s] for s in sides):
            yield page.problem("E15", f"on `{key}` one side has more than twice the words of another")
        elif sides != list(issue.sides)[: len(sides)]:
            yield page.problem("E15", f"on `{key}` the sides stand in another order than the record's")


def assessments(page: Page) -> Iterator[Problem]:
    """E16: an assessment stands only in its box, which names the assessor."""
    for block, runs, statement, _ in page.forms:
        if statement.kind == "assessment":
            named = any(f"statement:{statement.id}/by" in run.cites for run in runs)
            if not (isinstance(block, Box) and block.role == "assessment" and named):
                yield page.problem(
                    "E16", f"the assessment `{statement.id}` stands outside a box that names its assessor"
                )


def title_length(page: Page) -> Iterator[Problem]:
    """E24: a title is short enough to be read at a glance."""
    for block, runs in page.passages:
        if isinstance(block, Title) and (words := count(text(runs))) > _TITLE_WORDS:
            hint = "Give the summary a headline, or shorten the record's title."
            yield page.problem("E24", f"the title has {words} words; at most {_TITLE_WORDS}", hint)


def sources(page: Page) -> Iterator[Problem]:
    """E29: what is cited is listed once, and what is listed is cited."""
    used = {e.source for _, _, s, _ in page.printed for g in page.record.ground(s) for e in g.evidence}
    listed = [
        cite.removeprefix("source:")
        for block, runs in page.passages
        if isinstance(block, Notes) or (isinstance(block, Paragraph) and block.role == "source")
        for cite in dict.fromkeys(c for run in runs for c in run.cites)
        if cite.startswith("source:")
    ]
    for key in sorted(used - set(listed), key=str):
        yield page.problem("E29", f"the source `{key}` is used and not listed")
    for key in dict.fromkeys(listed):
        if listed.count(key) > 1:
            yield page.problem("E29", f"the source `{key}` is listed twice")
        if key not in used:
            yield page.problem("E29", f"the source `{key}` is listed and nothing rests on it")


def disclosures(page: Page) -> Iterator[Problem]:
    """E30: what the editor supplied and the page prints is disclosed on it."""
    for key, dated in (("meeting", page.record.meeting.date), ("as-of", page.record.as_of)):
        if dated.basis == "editor" and f"record/{key}" in page.cites and f"editor/{key}" not in page.cites:
            yield page.problem("E30", f"the date of `{key}` is the editor's, and the page does not say so")
    meeting = (runs for _, runs in page.passages if any("meeting" in run.cites for run in runs))
    words = " ".join(map(text, (*(runs for _, runs, _, _ in page.printed), *meeting)))
    for key, actor in page.record.actors.items():
        if actor.basis == "editor" and find(actor.surfaces, words) and f"editor/{key}" not in page.cites:
            yield page.problem("E30", f"{actor.printed} is named as the editor has it, and the page does not say so")


def steps(page: Page) -> Iterator[Problem]:
    """E37: owners and dates of next steps are the record's, or `not stated`."""
    for _, runs, statement, part in page.printed:
        if part in ("owner", "due"):
            printed = spaced(text(tuple(r for r in runs if f"statement:{statement.id}/{part}" in r.cites)))
            value = getattr(statement, part, None)
            known = page.record.actors[value].printed if part == "owner" and value in page.record.actors else value
            if printed != (known or "not stated"):
                yield page.problem("E37", f"`{statement.id}`: {part} is printed as “{printed}”")


def avoided(page: Page) -> Iterator[Problem]:
    """E39: wordings to avoid stand only in their box."""
    listed = [avoid.say for statement in page.record.statements for avoid in statement.avoid]
    for block, runs in page.passages:
        if isinstance(block, Box) and block.role == "avoid":
            continue
        for wording in listed:
            if says(text(runs), wording):
                yield page.problem("E39", f"“{wording}” must not be said")
