"""What the writer refuses, before it prints something wrong."""

from collections.abc import Iterable, Iterator
from itertools import chain

from briefkit.document import Document, Heading, Run, Runs, Title, passages, text
from briefkit.errors import LayoutError, Problem
from briefkit.look import Look
from briefkit.typeface import Typeface
from briefkit.writers.links import link_problems, origin, short
from briefkit.writers.pdf import furniture


def check(document: Document, look: Look) -> None:
    """Raise one LayoutError with every problem found."""
    labels: Runs = tuple(Run(bullet) for bullet in look.bullets)
    texts = [*(runs for _, runs in passages(document)), furniture.printed(document), labels]
    problems = [*_shape(document), *_characters(texts, look.typeface), *link_problems(document)]
    if problems:
        raise LayoutError(*problems)


def _shape(document: Document) -> Iterator[Problem]:
    titles = [block for block in document.blocks if isinstance(block, Title)]
    if len(titles) != 1:
        yield Problem("L03", f"A document has one title; this has {len(titles)}", hint="Add a title block.")
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                message = f"The heading “{short(text(block.runs))}” of level {block.level} follows one of level {level}"
                yield Problem("L05", message, hint="Skip no level of heading.")
            level = block.level


def _characters(texts: Iterable[Runs], typeface: Typeface) -> Iterator[Problem]:
    seen: set[str] = set()
    for run in chain.from_iterable(texts):
        new = set(run.text) - seen
        seen |= new
        for char in sorted(new, key=run.text.index):
            if wrong := typeface.unprintable(char):
                message = f"{wrong.clause[0].upper()}{wrong.clause[1:]}{origin(run)}"
                yield Problem("L01", message, hint=wrong.hint)
