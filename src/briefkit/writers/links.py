"""Links that no file may hold: to nothing, or by a scheme that runs or reads something."""

from collections.abc import Iterator
from urllib.parse import quote

from briefkit.addresses import is_address
from briefkit.document import Document, Heading, Notes, Run, runs
from briefkit.errors import LayoutError, Problem

_SHOWN = 40
"""Characters of words that a message quotes."""
_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is (RFC 3986)."""


def encoded(address: str) -> str:
    """Return an address in ASCII, as PDF (ISO 32000-1, 12.6.4.7) and Word want it: the rest is percent-encoded."""
    return quote(address, safe=_SAFE)


def check_links(document: Document) -> None:
    """Raise LayoutError with every link that no file may hold."""
    if problems := list(link_problems(document)):
        raise LayoutError(*problems)


def check_addresses(document: Document) -> None:
    """Raise LayoutError with every address that no file may hold; for formats whose links inside lead nowhere."""
    if problems := list(_foreign(document)):
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
            yield Problem("L04", f"“{short(run.link)}” is no address that a page may hold{origin(run)}", hint=hint)


def origin(run: Run) -> str:
    """Return where a run comes from, as the end of a message."""
    return f", in {', '.join(run.cites)}" if run.cites else f", in the words “{short(run.text)}”"


def short(words: str) -> str:
    """Return the beginning of words for a message."""
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


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
