"""The runs of a passage put in order: single spaces, no-break spaces between words that belong together, links."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import groupby, zip_longest
from operator import attrgetter

from briefkit.addresses import addressed
from briefkit.document import Run, Runs, text
from briefkit.markdown.glue import glued
from briefkit.markdown.page import SOURCE
from briefkit.outcomes.gate import NO_BREAK_SPACE

_BLANK = re.compile(r"[ \t\n]+")
_manner = attrgetter(*(field.name for field in fields(Run) if field.name != "text"))
"""Everything of a run but its text: how it looks, where it leads, what it prints."""


def tidy(runs: Iterable[Run]) -> Runs:
    """Return runs with single spaces, none at either end; no-break spaces and links are put in."""
    tidied: list[Run] = []
    blank = True
    for run in runs:
        words = _BLANK.sub(" ", run.text)
        words = words[1:] if blank and words.startswith(" ") else words
        if not words:
            continue
        blank = words.endswith(" ")
        if tidied and _manner(run) == _manner(tidied[-1]):
            words = tidied.pop().text + words
        tidied.append(run if words == run.text else replace(run, text=words))
    if tidied and blank:
        last = tidied.pop()
        tidied += [replace(last, text=last.text[:-1])] if last.text != " " else []
    whole = glued(tidied)
    return tuple(_linked(_glued_reference(run, after) for run, after in zip_longest(whole, whole[1:])))


def _glued_reference(run: Run, after: Run | None) -> Run:
    """Keep a reference to a source on the line of the word before it: alone on a line it says nothing."""
    if after and (after.link or "").startswith(SOURCE) and run.text.endswith(" "):
        return replace(run, text=run.text[:-1] + NO_BREAK_SPACE)
    return run


def _linked(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, an address in one that is no link yet as a run of its own, whoever wrote it."""
    for run in runs:
        if run.link or not ("@" in run.text or ":" in run.text):
            yield run
            continue
        for words, address in addressed(run.text):
            yield replace(run, text=words, link=address or None)


def unlinked(runs: Runs) -> Runs:
    """Return runs in which an address that is shown whole is plain words again."""
    plain = (replace(run, link=None) if run.link in {run.text, f"mailto:{run.text}"} else run for run in runs)
    alike = (list(group) for _, group in groupby(plain, key=_manner))
    return tuple(replace(group[0], text=text(tuple(group))) for group in alike)
