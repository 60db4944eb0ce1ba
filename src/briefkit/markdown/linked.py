"""Addresses in a passage become links, whoever wrote them: a source's, a contact's, one in a notice or a quote."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import groupby
from operator import attrgetter

from briefkit.addresses import addressed
from briefkit.document import Run, Runs, text

manner = attrgetter(*(field.name for field in fields(Run) if field.name != "text"))
"""Everything of a run but its text: how it looks, where it leads, what it prints."""


def linked(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, an address in one that is no link yet as a run of its own."""
    for run in runs:
        if run.link or not ("@" in run.text or ":" in run.text):
            yield run
            continue
        for words, address in addressed(run.text):
            yield replace(run, text=words, link=address or None)


def unlinked(runs: Runs) -> Runs:
    """Return runs in which an address that is shown whole is plain words again."""
    plain = (replace(run, link=None) if run.link in {run.text, f"mailto:{run.text}"} else run for run in runs)
    alike = (list(group) for _, group in groupby(plain, key=manner))
    return tuple(replace(group[0], text=text(tuple(group))) for group in alike)
