"""Everything that a file of text carries: Markdown, HTML, JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

from briefkit.writers.contents import FileContents
from briefkit.writers.markup import markup

_FORBIDDEN = re.compile(
    r"(?<!\\)<(?:!--|script|iframe|object|embed|link|img|form|meta http-equiv(?!=\"Content-Security-Policy\"))",
    re.IGNORECASE,
)


def markdown(data: bytes) -> FileContents:
    """Return what a Markdown file carries; its first and last passages are what stands on every page of other files."""
    text = data.decode("utf-8", "replace")
    passages = text.split("\n\n")
    plain = text.replace("\\", "")
    return FileContents(
        texts=frozenset((text, plain)),
        values=frozenset(),
        faults=tuple(_html(text)),
        body=plain,
        edges=((passages[0].replace("\\", ""), passages[-1].replace("\\", "")),),
    )


def page(data: bytes) -> FileContents:
    """Return what an HTML page carries."""
    text = data.decode("utf-8", "replace")
    found = markup(text)
    return FileContents(
        texts=frozenset((found.text, *found.tags)),
        values=found.values,
        faults=tuple(_html(text)),
    )


def data(raw: bytes) -> FileContents:
    """Return what a JSON file carries."""
    try:
        found = frozenset(strings(json.loads(raw)))
    except (ValueError, RecursionError):
        return FileContents(frozenset(), frozenset(), faults=("it cannot be read back",))
    return FileContents(found, found)


def strings(value: Any) -> Iterator[str]:
    """Yield every string of plain data, the keys of mappings too."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(found):
                yield found
            case list(parts) | tuple(parts):
                waiting += parts
            case dict(entries):
                waiting += (*entries, *entries.values())
            case _:
                pass


def _html(text: str) -> Iterator[str]:
    if _FORBIDDEN.search(text):
        yield "it holds a script, a frame or a comment"
