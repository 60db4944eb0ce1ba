"""What the writer refuses, before it prints something wrong."""

from collections.abc import Iterable, Iterator

from briefkit import metrics
from briefkit.document import Document, Heading, Notes, Run, Runs, Title, passages
from briefkit.errors import LayoutError, Problem
from briefkit.look import Look
from briefkit.writers.pdf import furniture

_SCHEMES = ("http://", "https://", "mailto:")


def check(document: Document, look: Look) -> None:
    """Raise one LayoutError with every problem found."""
    labels: Runs = tuple(Run(bullet) for bullet in look.bullets)
    texts = [*(runs for _, runs in passages(document)), furniture.printed(document), labels]
    problems = [*_shape(document), *_characters(texts), *_links(document, texts)]
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
                message = f"The heading “{_short(block.runs)}” of level {block.level} follows one of level {level}"
                yield Problem("L05", message, hint="Skip no level of heading.")
            level = block.level


def _characters(texts: Iterable[Runs]) -> Iterator[Problem]:
    seen: set[str] = set()
    for runs in texts:
        for run in runs:
            for char in run.text:
                wrong = metrics.unprintable(char)
                if wrong and char not in seen:
                    seen.add(char)
                    message = f"{wrong[0].upper()}{wrong[1:]}{_origin(run)}"
                    yield Problem("L01", message, hint="Write it in other letters.")


def _origin(run: Run) -> str:
    """Return where a run comes from."""
    return f", in {', '.join(run.cites)}" if run.cites else f", in the words “{_short((run,))}”"


def _links(document: Document, texts: Iterable[Runs]) -> Iterator[Problem]:
    anchors = {run.anchor for runs in texts for run in runs if run.anchor}
    for block in document.blocks:
        match block:
            case Heading():
                anchors.add(block.anchor)
            case Notes():
                anchors.update(note.anchor for note in block.items)
            case _:
                pass
    for runs in texts:
        for run in runs:
            link = run.link or ""
            if link.startswith("#") and link[1:] not in anchors:
                yield Problem("L04", f"A link leads to “{link}”, which is nowhere in the document{_origin(run)}")
            elif link and not link.startswith(("#", *_SCHEMES)):
                yield Problem("L04", f"A link’s address begins with none of http, https, mailto{_origin(run)}")


def _short(runs: Runs, most: int = 40) -> str:
    words = "".join(run.text for run in runs)
    return words if len(words) <= most else words[: most - 1] + "…"
