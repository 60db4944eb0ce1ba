"""Links that no file may hold: to nothing, or by a scheme that runs or reads something."""

from collections.abc import Iterator
from urllib.parse import quote

from briefkit.addresses import is_address
from briefkit.document import Document, Heading, Notes, Run, runs
from briefkit.errors import LayoutError, Problem
from briefkit.spelling import cut

_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is (RFC 3986)."""


def encoded(address: str) -> str:
    """Return an address in ASCII, as PDF (ISO 32000-1, 12.6.4.7) and Word want it: the rest is percent-encoded."""
    return quote(address, safe=_SAFE)


def check_links(document: Document, *, inside: bool = True) -> None:
    """Raise LayoutError with every link that no file may hold; `inside`: those that lead to an anchor, too."""
    if problems := list(link_problems(document) if inside else _foreign(document)):
        raise LayoutError(*problems)


def link_problems(document: Document) -> Iterator[Problem]:
    """Yield a problem for each address that a page may not hold, and each link to an anchor that is not there."""
    yield from _foreign(document)
    known = frozenset(anchors(document))
    for run in runs(document):
        if run.link and run.link.startswith("#") and run.link[1:] not in known:
            hint = "Print what it leads to, such as the list of sources or the notes, or leave it out."
            yield Problem(
                "L04", f"A link leads to “{run.link}”, which is nowhere in the document{origin(run)}", hint=hint
            )


def _foreign(document: Document) -> Iterator[Problem]:
    for run in runs(document):
        if run.link and not run.link.startswith("#") and not is_address(run.link):
            hint = "An address begins with https://, http:// or mailto: and has no spaces."
            yield Problem("L04", f"“{cut(run.link)}” is no address that a page may hold{origin(run)}", hint=hint)


def origin(run: Run) -> str:
    """Return where a run comes from, as the end of a message."""
    return f", in {', '.join(run.cites)}" if run.cites else f", in the words “{cut(run.text)}”"


def anchors(document: Document) -> Iterator[str]:
    """Yield every anchor: those of headings and notes in reading order, then those of runs."""
    for block in document.blocks:
        match block:
            case Heading():
                yield block.anchor
            case Notes():
                yield from (note.anchor for note in block.items)
            case _:
                pass
    yield from (run.anchor for run in runs(document) if run.anchor)
